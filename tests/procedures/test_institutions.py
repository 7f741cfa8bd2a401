"""Institutions that served the party (服务机构连带责任) and the list of violators (“黑名单”)."""

from contextlib import nullcontext

import pytest

from law.refusals import OutOfBounds, OutOfOrder, Unclear
from models.effects import Disclosure, Withdrawal
from procedures.institutions import list_is_lawful
from tests.builders import HEAD, PARTY, REMEDIES, PaperCase, a_case
from tests.procedures.measures import INSTITUTION, OLD_JOINT, an_inspected_case, attempt, does, made, told
from tests.procedures.refusing import refuses
from tests.procedures.test_burdens import burdened
from tests.procedures.test_service import PUBLIC

PAPER = ({"instrument": "衡阳市人民政府办公室关于加强环境监管执法的实施意见", "article": "二（三）"},)


def held(**fields: object) -> PaperCase:
    """Return an inspected case in which a monitoring institution is held liable."""
    case = an_inspected_case()
    does(case, "hold_institution_liable", "2026-09-20", **fields)
    return case


class TestLiability:
    def test_who_forged_and_answers_is_liable(self) -> None:
        """生态环境法典 art. 1067: the finding is in the file, the fine is a case of its own."""
        assert held().at("2026-09-20").stage_name == "已认定服务机构责任"

    def test_before_the_code_forgery_was_needed(self) -> None:
        """环境保护法 art. 65 until 2026-08-14: only who forged; from the next day any breach of the code."""
        with refuses("no-forgery", article="第65条", kind=OutOfBounds):
            held(fault="violation", conduct_on="2026-08-14", basis=OLD_JOINT)

        held(fault="violation", conduct_on="2026-08-15")

    def test_before_the_code_three_kinds_of_institutions(self) -> None:
        """环境保护法 art. 65: assessment, monitoring, operation; others only since the code."""
        with refuses("kind-not-covered", article="第65条", kind=OutOfBounds):
            held(kind="other", conduct_on="2026-08-14", basis=OLD_JOINT)

        held(kind="other", conduct_on="2026-08-15")

    def test_before_2015_nobody_was(self) -> None:
        """环境保护法 (2014) art. 65 is in force from 2015-01-01."""
        with refuses("no-liability-then", kind=OutOfBounds):
            held(conduct_on="2014-12-31", basis=OLD_JOINT)

    def test_who_does_not_answer_for_the_harm_is_not(self) -> None:
        """生态环境法典 art. 1067: forged, but not what caused the harm."""
        with refuses("not-responsible", article="第1067条", kind=OutOfBounds):
            held(is_responsible=False)

    def test_the_party_is_no_third_party(self) -> None:
        """The institution is somebody else."""
        with refuses("party-itself", kind=Unclear):
            does(a_case("file_case"), "hold_institution_liable", "2026-09-08", institution=PARTY)


class TestList:
    def test_a_served_penalty_puts_the_party_on_it(self) -> None:
        """意见二(三): published; not before the service, not twice, off again in its time."""
        case = a_case("decide_penalty")
        with refuses("not-effective", article="第54条第2款", kind=OutOfOrder):
            does(case, "list_violator", "2026-09-22 15:00", of="decide_penalty")
        case.does("serve_decision", "2026-09-23")
        does(case, "list_violator", "2026-09-24", of="decide_penalty")
        with refuses("already-listed", article="二（三）", kind=OutOfOrder):
            does(case, "list_violator", "2026-09-25", of="decide_penalty")
        does(case, "delist_violator", "2026-09-28", of="list_violator")
        with refuses("already-done"):
            does(case, "delist_violator", "2026-09-28 15:00", of="list_violator")

        listing = [effect for effect in made(case) if isinstance(effect, Disclosure | Withdrawal)]
        kinds = [(effect.kind, effect.party) for effect in listing if "黑名单" in effect.title]
        assert kinds == [("disclosure", PARTY.id), ("withdrawal", PARTY.id)]

    def test_what_was_set_aside_puts_nobody_on_it(self) -> None:
        """意见二(三): neither a penalty nor a measure that is gone; it is not offered either."""
        case = a_case("serve_decision")
        said = {"extent": "revoke", "reason": "认定事实有误", "remedies": REMEDIES}
        case.does("revoke_decision", "2026-09-24", by=HEAD, of="serve_decision", **said)
        with refuses("set-aside-already", article="第54条第2款", kind=OutOfOrder):
            does(case, "list_violator", "2026-09-24 15:00", of="decide_penalty")
        assert "list_violator" not in {one.act for one in case.at("2026-09-25").next}
        fined, served = burdened("restriction")
        fined.sees("revoke_order", "2026-09-14", of=served.no, outcome="revoke", reason="认定有误")
        with refuses("set-aside-already", article="第54条第2款", kind=OutOfOrder):
            does(fined, "list_violator", "2026-09-15", of=served.content.target)

    @pytest.mark.parametrize(("on", "refused"), [("2026-10-22", True), ("2026-10-23", False), ("2026-10-24", False)])
    def test_a_public_notice_puts_the_party_on_it_once_it_is_service(self, on: str, *, refused: bool) -> None:
        """民事诉讼法 art. 95: published on 23 September, served on 23 October."""
        case = a_case("decide_penalty")
        case.does("serve_decision", "2026-09-23", **PUBLIC)
        with refuses("not-effective", article="第54条第2款", kind=OutOfOrder) if refused else nullcontext():
            does(case, "list_violator", on, of="decide_penalty")

    def test_an_institution_is_listed_by_its_finding(self) -> None:
        """意见二(三): the third party as well."""
        does(held(), "list_violator", "2026-09-21", of="hold_institution_liable", subject=INSTITUTION)

    @pytest.mark.parametrize(
        ("wrong", "code", "kind"),
        [
            ({"subject": {"id": "institution-1", "kind": "citizen"}}, "not-an-enterprise", OutOfBounds),
            ({"subject": {"id": "party-9", "kind": "organisation"}}, "not-the-subject", OutOfOrder),
            ({"of": "inspect_site"}, "no-such-act", Unclear),
        ],
    )
    def test_nobody_else_is_listed(self, wrong: dict[str, object], code: str, kind: type) -> None:
        """意见二(三): enterprises only, those the decision is about, on a decision."""
        fields = {"of": "hold_institution_liable", "subject": INSTITUTION, **wrong}
        with refuses(code, article="二（三）", kind=kind):
            does(held(), "list_violator", "2026-09-21", **fields)

    def test_with_nothing_decided_there_is_nothing_to_list(self) -> None:
        """A notice is no decision."""
        with refuses("out-of-order", kind=OutOfOrder):
            does(told("closure"), "list_violator", "2026-09-21", of="serve_measure_notice")

    @pytest.mark.parametrize(
        ("wrong", "code"),
        [
            ({"basis": ()}, "list-without-law"),
            ({"basis": PAPER}, "list-without-law"),
            ({"noticed_on": None}, "list-not-noticed"),
            ({"noticed_on": "2026-09-21"}, "list-not-noticed"),
            ({"objection_answered": False}, "list-not-noticed"),
            ({"remedies": {**REMEDIES, "court": ""}}, "remedies-not-told"),
        ],
    )
    def test_a_list_needs_law_notice_and_relief(self, wrong: dict[str, object], code: str) -> None:
        """国办发〔2020〕49号: not by a policy paper, not without telling beforehand, not without relief."""
        fields = {"of": "hold_institution_liable", "subject": INSTITUTION, **wrong}
        with refuses(code, article="四（六）"):
            does(held(), "list_violator", "2026-09-21", **fields)

    @pytest.mark.parametrize(("on", "code"), [("2020-12-04", ""), ("2020-12-08", "list-without-law")])
    def test_it_is_asked_from_its_day(self, on: str, code: str) -> None:
        """Issued on 2020-12-07."""
        bare = attempt(held(), "list_violator", on, of=1, subject=INSTITUTION, reason="违法")
        if code:
            with refuses(code):
                list_is_lawful(bare)
        else:
            list_is_lawful(bare)
