"""Before the decision: legal review and collective discussion where the law wants them, and who has to keep away."""

from contextlib import nullcontext
from datetime import timedelta
from typing import Any

import pytest

from law.refusals import NotCompetent, OutOfOrder, OutOfTime, Unclear
from models.people import Actor, Officer, Role
from tests.builders import (
    CLERK,
    DEPUTY,
    HEAD,
    LEGAL,
    LONG_VALID,
    OFFICER,
    OFFICERS,
    REVIEWER,
    PaperCase,
    a_case,
)
from tests.procedures.hearing_path import GRAVE, SMALL, decides, heard, noticed, of_record, reviewed, term
from tests.procedures.refusing import refuses

COMPLEX = {"is_complex": True}
RIPE = {"2015-03-10": "2015-03-16", "2019-03-11": "2019-03-18", "2021-08-02": "2021-08-10", "2026-09-14": "2026-09-21"}
"""A day of notice, and a day on which the party has had its time."""


def grave(on: str = "2026-09-14", **notice: Any) -> PaperCase:  # noqa: ANN401
    """Return a case with a notice that offers a hearing."""
    return noticed(on, **{**GRAVE, **notice})


class TestLegalReview:
    @pytest.mark.parametrize(
        ("notice", "article"),
        [("2019-03-11", "第38条第3款"), ("2021-08-02", "第58条"), ("2026-09-14", "第49条第1款")],
    )
    @pytest.mark.parametrize("why", [COMPLEX, {"public_interest": True}], ids=["complex", "public-interest"])
    def test_it_is_due_where_the_law_lists_it(self, notice: str, article: str, why: dict[str, bool]) -> None:
        """行政处罚法 art. 58: complex cases and major public interest are reviewed before the decision (G4)."""
        case = noticed(notice, concluded=why, **SMALL)
        case.does("discuss_collectively", RIPE[notice])
        with refuses("legal-review-missing", article=article, kind=OutOfOrder):
            decides(case, RIPE[notice])
        case.does("review_legality", RIPE[notice])

        decides(case, RIPE[notice])

    def test_in_2015_no_statute_asked_for_it(self) -> None:
        """Before 2018 the law knew no legal review: nothing is refused without a basis."""
        case = noticed("2015-03-10", concluded=COMPLEX, **SMALL)
        case.does("discuss_collectively", "2015-03-16")

        decides(case, "2015-03-16")

    def test_an_ordinary_case_needs_none(self) -> None:
        """What is neither complex nor heard nor of public interest is decided without one."""
        decides(noticed("2026-09-14", **SMALL), "2026-09-21")

    @pytest.mark.parametrize("opinion", ["to_improve", "rejected"])
    def test_it_has_to_pass(self, opinion: str) -> None:
        """处罚办法 art. 50, 51: an opinion that asks for more, or refuses, is no pass; the last one counts."""
        case = noticed("2026-09-14", concluded={"public_interest": True}, **SMALL)
        case.does("review_legality", "2026-09-21", opinion=opinion)
        with refuses("legal-review-not-passed", article="第49条", kind=OutOfOrder):
            decides(case, "2026-09-22")
        case.does("review_legality", "2026-09-22")

        decides(case, "2026-09-22")

    def test_new_evidence_makes_it_stale(self) -> None:
        """行政处罚法 art. 58: what came after the review has not been reviewed; what came before has."""
        case = noticed("2026-09-14", concluded={"public_interest": True}, **SMALL)
        case.does("interview", "2026-09-15")
        case.does("review_legality", "2026-09-15")
        case.does("interview", "2026-09-16")
        with refuses("legal-review-stale", article="第58条", kind=OutOfOrder):
            decides(case, "2026-09-21")
        case.does("review_legality", "2026-09-21")

        decides(case, "2026-09-21")

    def test_a_statement_makes_it_stale_only_with_new_evidence(self) -> None:
        """案卷评查 veto 19: new facts in the defence are reviewed again, a plea for leniency is not."""
        case = noticed("2026-09-14", concluded={"public_interest": True}, **SMALL)
        case.does("review_legality", "2026-09-15")
        plea = case.does("receive_statement", "2026-09-16")
        case.does("examine_statement", "2026-09-16", of=plea.no)
        facts = case.does("receive_statement", "2026-09-17", new_evidence=True)
        case.does("examine_statement", "2026-09-17", of=facts.no)
        with refuses("legal-review-stale"):
            decides(case, "2026-09-21")
        case.does("withdraw_act", "2026-09-21", of=facts.no, reason="误记")

        decides(case, "2026-09-21")

    def test_a_review_before_the_hearing_is_stale(self) -> None:
        """行政处罚法 art. 58(1)(2): it is the case as heard that is reviewed."""
        case = grave()
        case.does("review_legality", "2026-09-16")
        heard(case, "2026-09-16", "2026-09-17", "2026-09-29", "2026-09-30")
        with refuses("legal-review-stale", article="第58条"):
            decides(case, "2026-10-12")

    def test_in_2019_new_evidence_asked_for_no_second_one(self) -> None:
        """The duty to review again has no basis before 2021-07-15."""
        case = noticed("2019-03-11", concluded={"public_interest": True}, **SMALL)
        case.does("review_legality", "2019-03-12")
        case.does("interview", "2019-03-13")

        decides(case, "2019-03-18")

    @pytest.mark.parametrize("act", ["review_legality", "discuss_collectively", "review_case", "request_recusal"])
    def test_nothing_is_made_good_after_the_decision(self, act: str) -> None:
        """Once the penalty is decided there is nothing left to review, to discuss, or to keep away from."""
        case = noticed("2026-09-14", **SMALL)
        decides(case, "2026-09-21")
        with refuses("out-of-order", kind=OutOfOrder):
            case.does(act, "2026-09-22")

    def test_only_legal_reviewers_give_it(self) -> None:
        """The opinion is the legal reviewers' own (法制审核人员)."""
        with refuses("no-power", article="第49条", kind=NotCompetent):
            noticed("2026-09-14", **SMALL).does("review_legality", "2026-09-15", by=REVIEWER)

    @pytest.mark.parametrize(
        ("notice", "article"), [("2015-03-10", "第45条"), ("2026-09-14", "第38条第2款")], ids=["2015", "2026"]
    )
    def test_who_investigated_does_not_give_it(self, notice: str, article: str) -> None:
        """查审分离 (G3): a legal reviewer who went on site has investigated."""
        case = noticed(notice, **SMALL)
        on_site = LEGAL.model_copy(update={"id": OFFICERS[1].id})
        with refuses("investigator-of-the-case", article=article, kind=NotCompetent):
            case.does("review_legality", notice, by=on_site)

        case.does("review_legality", notice)


class TestDiscussion:
    @pytest.mark.parametrize(
        ("notice", "due"),
        [
            ({"fine": "500000"}, True),
            ({"fine": "499999.99"}, False),
            ({"measures": ["fine", "confiscation"], "fine": "300000", "confiscation": "200000"}, True),
            ({"measures": ["fine", "stop_rectification"], "fine": "30000"}, True),
            ({"measures": ["permit_revocation"], "fine": None}, True),
            ({"measures": ["application_ban"], "fine": None}, True),
            ({"measures": ["occupation_ban"], "fine": None}, True),
            ({"measures": ["restriction"], "fine": None}, False),
            ({"measures": ["permit_suspension"], "fine": None}, False),
        ],
        ids=str,
    )
    def test_what_is_grave_is_discussed(self, notice: dict[str, Any], due: bool) -> None:
        """处罚办法 art. 52: from 500,000 yuan, or of a listed kind; restriction of production is not on the list (G5)."""
        case = grave(**notice)
        if due:
            with refuses("collective-discussion-missing", article="第52条", kind=OutOfOrder):
                case.does("decide_penalty", "2026-09-21", **notice)
            case.does("discuss_collectively", "2026-09-21")

        case.does("decide_penalty", "2026-09-21", **notice)

    @pytest.mark.parametrize(
        ("notice", "article"),
        [("2015-03-10", "第52条"), ("2021-08-02", "第57条第2款"), ("2026-09-14", "第52条")],
    )
    def test_what_is_complex_is_discussed(self, notice: str, article: str) -> None:
        """行政处罚法 art. 57(2), before 2021 art. 38(2): complex cases are discussed, whatever the sum."""
        case = noticed(notice, concluded=COMPLEX, **SMALL)
        case.does("review_legality", RIPE[notice])
        with refuses("collective-discussion-missing", article=article, kind=OutOfOrder):
            decides(case, RIPE[notice])
        case.does("discuss_collectively", RIPE[notice])

        decides(case, RIPE[notice])

    def test_before_2023_no_sum_made_it_due(self) -> None:
        """环境行政处罚办法 art. 52 names no amount."""
        decides(noticed("2021-08-02", fine="900000", hearing_offered=True), "2021-08-10")

    def test_a_statement_after_it_makes_it_stale(self) -> None:
        """行政处罚法 art. 57(2): what the party says after the discussion is discussed again."""
        case = grave(fine="500000")
        case.does("discuss_collectively", "2026-09-15")
        said = case.does("receive_statement", "2026-09-16")
        case.does("examine_statement", "2026-09-17", of=said.no)
        with refuses("collective-discussion-stale", article="第57条第2款", kind=OutOfOrder):
            decides(case, "2026-09-21")
        case.does("discuss_collectively", "2026-09-21")

        decides(case, "2026-09-21")

    def test_a_hearing_after_it_makes_it_stale(self) -> None:
        """A hearing the party stayed away from changes nothing; one that was held does."""
        held, missed = grave(fine="500000"), grave(fine="500000")
        for case, absent in ((held, False), (missed, True)):
            case.does("discuss_collectively", "2026-09-15")
            heard(case, "2026-09-16", "2026-09-17", "2026-09-29", "" if absent else "2026-09-30", is_absent=absent)
        held.does("review_legality", "2026-10-12")
        with refuses("collective-discussion-stale", article="第57条第2款"):
            decides(held, "2026-10-12")

        decides(missed, "2026-10-12")

    @pytest.mark.parametrize(
        ("notice", "article"), [("2015-03-10", "第5条"), ("2026-09-14", "否决项第18项"), ("2023-10-09", "")]
    )
    def test_investigators_do_not_vote(self, notice: str, article: str) -> None:
        """环境行政处罚办法 art. 5; since 2024 案卷评查 veto 18; in between no text forbade it (G3)."""
        case = noticed(notice, **SMALL)
        voters = [HEAD.id, OFFICER.id]
        if not article:
            case.does("discuss_collectively", notice, voters=voters)
            return
        with refuses("investigator-of-the-case", article=article, kind=NotCompetent):
            case.does("discuss_collectively", notice, voters=voters)

    @pytest.mark.parametrize("voters", [[HEAD.id], [HEAD.id, HEAD.id]])
    def test_one_head_is_no_collective(self, voters: list[str]) -> None:
        """A discussion needs at least two."""
        with refuses("not-collective", article="第52条", kind=Unclear):
            grave().does("discuss_collectively", "2026-09-15", voters=voters)

    def test_who_went_to_the_recheck_has_investigated(self) -> None:
        """Whoever was on site in the case is an investigator, whatever the visit was called."""
        third = Officer(id="p-county-9", unit="u-430423", certified_until=LONG_VALID)
        case = reviewed("2026-09-14")
        case.does("serve_correction_order", "2026-09-14")
        case.does("recheck_correction", "2026-09-15", of="serve_correction_order", officers=(OFFICERS[0], third))
        with refuses("investigator-of-the-case"):
            case.does("discuss_collectively", "2026-09-16", voters=[HEAD.id, third.id])

    def test_the_second_extension_is_discussed_while_the_case_is_investigated(self) -> None:
        """处罚办法 art. 57(1): ninety days, thirty more by the head, thirty more by the heads together."""
        case = a_case("file_case")
        filed = case.acts[-1]
        key = f"case_decision_period#{filed.no}"
        case.does("extend_term", filed.day, term=key, reason="案情复杂")
        again = {"term": key, "reason": "案情特别复杂"}
        with refuses("collective-discussion-missing", article="第57条", kind=OutOfOrder):
            case.does("extend_term", filed.day, **again)
        with refuses("out-of-order", article="第52条", kind=OutOfOrder):
            case.does("discuss_collectively", filed.day)
        case.does("conclude_investigation", filed.day)
        case.does("discuss_collectively", filed.day)
        with refuses("collective-discussion-missing", article="第57条", kind=OutOfOrder):
            case.does("extend_term", filed.day, **again)
        case.does("discuss_collectively", filed.day, about="extension")
        case.does("extend_term", filed.day, **again)

        assert term(case, "case_decision_period", str(filed.day)).extended == 2

    @pytest.mark.parametrize(("later", "refused"), [(-1, False), (0, False), (1, True)])
    def test_the_second_extension_comes_before_the_first_one_ends(self, later: int, *, refused: bool) -> None:
        """处罚办法 art. 57(1): the day before, the last of the hundred and twenty days, the day after."""
        case = a_case("file_case")
        filed = case.acts[-1]
        key = f"case_decision_period#{filed.no}"
        case.does("extend_term", filed.day, term=key, reason="案情复杂")
        case.does("discuss_collectively", filed.day, about="extension")
        last = term(case, "case_decision_period", str(filed.day)).last_day
        assert last is not None
        on = last + timedelta(days=later)
        with refuses("extended-too-late", article="第57条", kind=OutOfTime) if refused else nullcontext():
            case.does("extend_term", on, term=key, reason="案情特别复杂")

    @pytest.mark.parametrize(
        ("before", "between", "refused"), [(True, False, True), (True, True, False), (False, True, False)]
    )
    def test_what_was_discussed_before_the_first_extension_carries_no_second_one(
        self, *, before: bool, between: bool, refused: bool
    ) -> None:
        """处罚办法 art. 57(1): 经延期仍不能作出处理决定的: the heads meet on a case that was extended."""
        case = a_case("file_case")
        filed = case.acts[-1]
        key = f"case_decision_period#{filed.no}"
        if before:
            case.does("discuss_collectively", filed.day, about="extension", key="before")
        case.does("extend_term", filed.day, term=key, reason="案情复杂")
        if between:
            case.does("discuss_collectively", filed.day, about="extension", key="between")
        with refuses("collective-discussion-missing", article="第57条", kind=OutOfOrder) if refused else nullcontext():
            case.does("extend_term", filed.day, term=key, reason="案情特别复杂", key="again")

    def test_a_discussion_of_the_term_is_none_of_the_decision(self) -> None:
        """行政处罚法 art. 57(2): what the heads said of the time says nothing of the penalty."""
        case = grave(fine="500000")
        case.does("discuss_collectively", "2026-09-21", about="extension")
        with refuses("collective-discussion-missing", article="第52条", kind=OutOfOrder):
            case.does("decide_penalty", "2026-09-21", fine="500000")


class TestRecusal:
    @pytest.mark.parametrize(
        ("notice", "article"),
        [("2015-03-10", "第8条"), ("2021-08-02", "第43条"), ("2026-09-14", "第6条")],
    )
    def test_an_undecided_request_holds_the_decision_back(self, notice: str, article: str) -> None:
        """处罚办法 art. 6: decided before the penalty is; the article is that of the day."""
        case = noticed(notice, **SMALL)
        case.does("request_recusal", notice)
        with refuses("recusal-undecided", article=article, kind=OutOfOrder):
            decides(case, RIPE[notice])
        case.does("decide_recusal", RIPE[notice], of="request_recusal", granted=False)

        decides(case, RIPE[notice])

    def test_the_investigation_goes_on_meanwhile(self) -> None:
        """行政处罚法 art. 43(3): until it is decided, the person asked about goes on."""
        case = a_case("file_case")
        case.does("request_recusal", "2026-09-08")

        case.does("interview", "2026-09-09")

    @pytest.mark.parametrize(
        ("act", "fields"),
        [
            ("interview", {"by": OFFICER, "officers": OFFICERS[1:]}),
            ("interview", {"by": Actor(id="p-county-2", unit="u-430423", level=2, roles=(Role.OFFICER,))}),
            ("end_excluded_time", {"by": OFFICER, "of": 1}),
        ],
        ids=["does-it", "comes-along", "any-act"],
    )
    def test_who_has_to_keep_away_takes_part_in_nothing(self, act: str, fields: dict[str, Any]) -> None:
        """处罚办法 art. 6: neither as who acts nor as one of the officers."""
        case = a_case("file_case")
        case.does("begin_excluded_time", "2026-09-08", ground="monitoring")
        case.does("request_recusal", "2026-09-08", person=OFFICER.id)
        case.does("decide_recusal", "2026-09-09", of="request_recusal")
        with refuses("recused", article="第6条", kind=NotCompetent):
            case.does(act, "2026-09-10", **fields)

    def test_who_has_to_keep_away_may_enter_what_others_did(self) -> None:
        """A clerk who keeps away enters a fact of record: asked about are those who did it (回避)."""
        case = a_case(until="conclude_investigation")
        case.does("request_recusal", "2026-09-08", person=CLERK.id)
        case.does("decide_recusal", "2026-09-09", of="request_recusal")

        entered = of_record(case, "interview", "2026-09-10")

        assert "回避" not in entered.irregularity

    def test_a_fact_of_record_by_who_had_to_keep_away_is_irregular(self) -> None:
        """The officers of the act are asked about, whoever entered it."""
        case = a_case(until="conclude_investigation")
        case.does("request_recusal", "2026-09-08", person=OFFICER.id)
        case.does("decide_recusal", "2026-09-09", of="request_recusal")

        entered = of_record(case, "interview", "2026-09-10")

        assert "已决定回避" in entered.irregularity

    def test_a_recused_voter_does_not_vote(self) -> None:
        """Nor as one of the heads who discuss."""
        case = grave()
        case.does("request_recusal", "2026-09-14", person=DEPUTY.id, office="deputy")
        case.does("decide_recusal", "2026-09-14", of="request_recusal")
        with refuses("recused", article="第6条"):
            case.does("discuss_collectively", "2026-09-15")

    def test_what_was_done_before_stays(self) -> None:
        """The decision to keep away looks forward; a correction of its day is judged again."""
        case = a_case("conclude_investigation")
        case.does("request_recusal", "2026-09-10", person=OFFICER.id)
        case.does("decide_recusal", "2026-09-11", of="request_recusal")

        case.does("review_case", "2026-09-11")

        assert case.at("2026-09-11").irregularities == ()

    def test_nobody_decides_on_himself(self) -> None:
        """处罚办法 art. 6: another decides."""
        case = a_case("file_case")
        case.does("request_recusal", "2026-09-08", person=HEAD.id, office="deputy")
        with refuses("decides-on-himself", article="第6条", kind=NotCompetent):
            case.does("decide_recusal", "2026-09-08", of="request_recusal")

        case.does("decide_recusal", "2026-09-08", of="request_recusal", by=DEPUTY)

    def test_the_heads_decide_together_on_the_principal_one(self) -> None:
        """处罚办法 art. 6(3); before 2023-07-01 no text said who decides."""
        case = a_case("file_case")
        case.does("request_recusal", "2026-09-08", person=HEAD.id, office="principal")
        with refuses("needs-collective-decision", article="第6条", kind=NotCompetent):
            case.does("decide_recusal", "2026-09-08", of="request_recusal", by=DEPUTY)
        case.does("decide_recusal", "2026-09-08", of="request_recusal", by=DEPUTY, is_collective=True)
        old = noticed("2015-03-10", **SMALL)
        old.does("request_recusal", "2015-03-10", person=HEAD.id, office="principal")

        old.does("decide_recusal", "2015-03-10", of="request_recusal", by=DEPUTY)

    def test_a_request_is_decided_once(self) -> None:
        """A second decision on the same request is refused; the first is corrected or withdrawn."""
        case = a_case("file_case")
        first = case.does("request_recusal", "2026-09-08", person=CLERK.id)
        case.does("request_recusal", "2026-09-08 10:00", person=REVIEWER.id)
        case.does("decide_recusal", "2026-09-08 11:00", of=first.no)
        with refuses("already-done", article="第6条", kind=OutOfOrder):
            case.does("decide_recusal", "2026-09-08 12:00", of=first.no)

    def test_a_decision_does_not_come_before_its_request(self) -> None:
        """Dated before the request, it is refused with the day."""
        case = a_case("file_case")
        case.does("request_recusal", "2026-09-09")
        with refuses("before-what-it-depends-on", article="第6条", kind=OutOfTime):
            case.does("decide_recusal", "2026-09-08", now="2026-09-10", of="request_recusal")
