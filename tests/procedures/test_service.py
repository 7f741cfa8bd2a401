"""Service: the day on which each manner takes effect, what proves it, and every period that starts from it."""

from contextlib import nullcontext
from datetime import date
from typing import Any

import pytest

from judging.serving import effective_day
from kinds import KINDS
from law.refusals import NotCompetent, OutOfBounds, OutOfTime, Refused, Unclear
from models.acts import Served
from procedures.payment.owing import amount_due
from procedures.service import service_is_proved
from tests.builders import BASIS, OFFICERS, PaperCase, a_case
from tests.procedures import measures
from tests.procedures.hearing_path import GRAVE, SMALL, decides, noticed, reviewed, term
from tests.procedures.refusing import refuses
from tests.procedures.served import ServedCase

PUBLIC: dict[str, Any] = {"mode": "public_notice", "tried": "邮寄退回，下落不明", "published_in": "示例日报"}
LEFT: dict[str, Any] = {"mode": "left", "servers": OFFICERS, "witness": "示例村村民委员会代表"}
POST: dict[str, Any] = {"mode": "post", "service_receipt": "示例0001"}
RECHECKED: dict[str, Any] = {"record": "仍在排放", "officers": OFFICERS, "identity_shown": True}
THROUGH: dict[str, Any] = {**POST, "mode": "entrusted", "through": "示例区生态环境分局"}


def served_by(manner: dict[str, Any], on: str) -> ServedCase:
    """Return a case whose decision was served in a manner."""
    case = ServedCase(on)
    service = case.acts[-1]
    content = service.content.model_copy(update=manner)
    case.acts[-1] = service.model_copy(update={"content": content})
    return case


class TestEffect:
    @pytest.mark.parametrize(
        ("published", "effective"),
        [
            ("2015-03-10", "2015-05-11"),
            ("2021-12-31", "2022-03-01"),
            ("2022-01-01", "2022-02-07"),
            ("2024-03-04", "2024-04-03"),
            ("2026-03-02", "2026-04-01"),
        ],
        ids=["sixty-days-rolled", "the-last-old-day", "the-first-new-day", "2024", "2026"],
    )
    def test_a_public_notice_is_service_when_its_period_has_passed(self, published: str, effective: str) -> None:
        """民事诉讼法 art. 95, before 2022 art. 92: thirty days, sixty before; a last day on a holiday moves (art. 85)."""
        case = served_by(PUBLIC, published)

        assert str(effective_day(case.acts[-1], case.law)) == effective

    @pytest.mark.parametrize("manner", [{}, LEFT, POST, THROUGH, {"mode": "electronic", "consent": True}])
    def test_any_other_manner_counts_from_its_own_day(self, manner: dict[str, Any]) -> None:
        """民事诉讼法 art. 88-91: the day of the receipt, of the refusal on record, of arrival."""
        case = served_by(manner, "2026-03-02")

        assert str(effective_day(case.acts[-1], case.law)) == "2026-03-02"

    def test_every_period_of_the_party_starts_from_it(self) -> None:
        """Published on 2 March 2026, served on 1 April: payment, review, suit and the court window count from there."""
        noticed_, direct = served_by(PUBLIC, "2026-03-02"), ServedCase("2026-04-01")

        for rule in ("payment_15d", "review_application", "suit_direct", "court_application_window", "norm.feed_back"):
            assert noticed_.last_day(rule, "2026-04-02") == direct.last_day(rule, "2026-04-02") != "none", rule

    def test_nothing_is_owed_late_before(self) -> None:
        """行政处罚法 art. 67, 72: fifteen days from 1 April 2026 end on the 16th; the surcharge runs from the 17th."""
        case = served_by(PUBLIC, "2026-03-02")
        with refuses("not-yet-due", kind=OutOfTime):
            case.sees("serve_demand", "2026-04-16", of=case.service, amount="100000")

        case.sees("serve_demand", "2026-04-17", of=case.service, amount="103000")

    def test_the_demand_counts_from_its_effect_too(self) -> None:
        """行政强制法 art. 54: ten working days after the service of the demand, which a public notice puts off."""
        case = ServedCase("2026-01-05")
        case.sees("serve_demand", "2026-07-06", of=case.service, amount="200000", **PUBLIC)

        assert case.last_day("demand_before_court", "2026-08-06") == "2026-08-19"

    def test_no_decision_on_a_notice_that_is_not_served_yet(self) -> None:
        """行政处罚法 art. 44, 62: noticed in public on 3 August 2026, served on 2 September, the defence ends on the 9th."""
        case = reviewed("2026-08-03")
        case.does("serve_notice", "2026-08-03", **GRAVE, **PUBLIC)
        with refuses("no-prior-notice"):
            decides(case, "2026-08-12")
        with refuses("defence-period-open"):
            decides(case, "2026-09-09")
        assert str(term(case, "hearing_request", "2026-09-03").last_day) == "2026-09-09"

        decides(case, "2026-09-10")

    def test_a_request_on_the_last_day_is_in_time(self) -> None:
        """处罚办法 art. 47: the days to ask for a hearing count from the service, not from the notice in public."""
        case = reviewed("2026-08-03")
        case.does("serve_notice", "2026-08-03", **GRAVE, **PUBLIC)
        case.does("request_hearing", "2026-09-09")

        with refuses("hearing-is-due"):
            case.does("refuse_hearing", "2026-09-10", of="request_hearing")


class TestNobodyDisobeysWhatIsNotServedYet:
    """Published on 11 September 2026, served on 12 October: what is found before is no disobedience, the day itself is."""

    @pytest.mark.parametrize(("on", "refused"), [("2026-10-11", True), ("2026-10-12", False), ("2026-10-13", False)])
    @pytest.mark.parametrize("kind", ["order", "restriction", "stop", "building"])
    def test_an_order_or_a_measure_binds_from_its_service(self, kind: str, on: str, refused: bool) -> None:
        """民事诉讼法 art. 95: until the period of the notice has passed nobody was ordered anything."""
        case, look, found = _ordered_in_public(kind)

        if not refused:
            measures.does(case, look, on, **found)
            return
        with refuses("not-begun-yet" if kind == "restriction" else "not-in-effect-yet", kind=OutOfTime):
            measures.does(case, look, on, **found)

    def test_recheck_and_relief_against_an_order_count_from_there(self) -> None:
        """按日连续处罚办法 art. 10, 行政复议法 art. 20: thirty days to recheck, sixty to ask for review, from 12 October."""
        case, _, _ = _ordered_in_public("order")

        window = measures.term(case, "recheck_window", "2026-10-13")
        assert (str(window.start), str(window.last_day)) == ("2026-10-12", "2026-11-11")
        assert str(measures.term(case, "review_application", "2026-10-13").last_day) == "2026-12-11"

    def test_a_restriction_runs_from_there(self) -> None:
        """办法 art. 15(1): decided to begin on 10 September, it binds from 12 October."""
        case, _, _ = _ordered_in_public("restriction")

        assert str(measures.term(case, "restrict_production_period", "2026-10-13").start) == "2026-10-12"

    @pytest.mark.parametrize(("until", "refused"), [("2026-10-12", True), ("2026-10-13", False)])
    def test_one_that_is_over_by_then_is_not_served(self, until: str, refused: bool) -> None:
        """办法 art. 14, 15(1): what would bind for no day has to be decided anew."""
        case = measures.told("restriction")
        measures.does(case, "decide_restriction", "2026-09-10", starts_on="2026-09-10", until=until)
        with refuses("over-before-service") if refused else nullcontext():
            measures.does(case, "serve_restriction", "2026-09-11", of="decide_restriction", **PUBLIC)

    def test_no_day_before_it_can_be_set(self) -> None:
        """A removal by 20 September, published on the 7th: nobody has to obey before it is served."""
        case = a_case("file_case")
        fields: dict[str, Any] = {"order_kind": "remove", "basis": BASIS, **PUBLIC}
        with refuses("correct-by-in-the-past", kind=Unclear):
            case.does("serve_correction_order", "2026-09-07", correct_by="2026-09-20", **fields)


def _ordered_in_public(kind: str) -> tuple[PaperCase, str, dict[str, Any]]:
    """Return a case in which something was ordered by public notice, and the look that finds it disobeyed."""
    on, inspect = "2026-09-11", {"is_obeyed": False, "record": "仍在进行", "officers": OFFICERS}
    if kind == "order":
        case = a_case("file_case")
        case.does("serve_correction_order", on, **PUBLIC)
        return case, "recheck_correction", {"of": "serve_correction_order", "corrected": False, **RECHECKED}
    if kind == "building":
        case = measures.an_inspected_case("2026-09-01")
        measures.does(case, "classify_project", "2026-09-02")
        measures.does(case, "order_construction", on, **PUBLIC)
        return case, "inspect_construction", {"of": "order_construction", **inspect}
    name = "restriction" if kind == "restriction" else "production_stop"
    case = measures.told("restriction" if kind == "restriction" else "stop_rectification")
    period = {"starts_on": "2026-09-10", "until": "2026-12-09"} if kind == "restriction" else {}
    measures.does(case, f"decide_{name}", "2026-09-10", **period)
    measures.does(case, f"serve_{name}", on, of=f"decide_{name}", **PUBLIC)
    return case, f"supervise_{name}", {"of": f"decide_{name}", **inspect}


class TestProof:
    @pytest.mark.parametrize(
        ("manner", "field", "code", "kind"),
        [
            ({**LEFT, "witness": ""}, "witness", "service-not-proved", OutOfBounds),
            ({**LEFT, "servers": OFFICERS[:1]}, "officers", "too-few-certified-officers", NotCompetent),
            ({"servers": OFFICERS[:1]}, "officers", "too-few-certified-officers", NotCompetent),
            ({**POST, "service_receipt": ""}, "service_receipt", "service-not-proved", OutOfBounds),
            ({**THROUGH, "through": ""}, "through", "service-not-proved", OutOfBounds),
            (
                {**THROUGH, "mode": "forwarded", "service_receipt": ""},
                "service_receipt",
                "service-not-proved",
                OutOfBounds,
            ),
            ({"mode": "electronic"}, "consent", "no-consent", OutOfBounds),
            ({**PUBLIC, "tried": ""}, "tried", "service-not-proved", OutOfBounds),
            ({**PUBLIC, "published_in": ""}, "published_in", "service-not-proved", OutOfBounds),
        ],
    )
    def test_without_its_proof_it_is_refused(
        self, manner: dict[str, Any], field: str, code: str, kind: type[Refused]
    ) -> None:
        """民事诉讼法 art. 87-95: each manner has what proves it; two servers where a document is left behind."""
        with pytest.raises(kind) as refused:
            reviewed("2026-09-14").does("serve_notice", "2026-09-14", **SMALL, **manner)

        assert (refused.value.code, refused.value.field) == (code, field)
        assert refused.value.article

    @pytest.mark.parametrize(
        "manner",
        [LEFT, {**LEFT, "witness": "", "is_recorded": True}, POST, THROUGH, {**THROUGH, "mode": "forwarded"}, PUBLIC],
    )
    def test_with_its_proof_it_is_taken(self, manner: dict[str, Any]) -> None:
        """A witness or a recording will do; the rest as the law has it."""
        noticed("2026-09-14", **SMALL, **manner)

    def test_whatever_is_served_is_asked_for_its_proof(self) -> None:
        """No step by which a document reaches the party leaves the manner of service unasked."""
        steps = [step for kind in KINDS.values() for step in kind.steps.values() if issubclass(step.content, Served)]

        assert steps
        assert [step.name for step in steps if service_is_proved not in step.guards] == []


class TestProvisional:
    """In a year without a holiday notice a right of the party ends on the latest possible day, a duty on the earliest."""

    def test_no_decision_before_the_latest_day(self) -> None:
        """行政处罚法 art. 44, 63: told on 3 February 2027, the five working days may end on any day from the 12th to the 19th."""
        case = noticed("2027-02-03", **GRAVE)
        for day in ("2027-02-12", "2027-02-13", "2027-02-19"):
            with refuses("defence-period-open", kind=OutOfTime):
                decides(case, day)
        offered = term(case, "hearing_request", "2027-02-19")
        assert (str(offered.last_day), str(offered.earliest), offered.state) == ("2027-02-19", "2027-02-12", "running")

        decides(case, "2027-02-20")

        assert term(case, "hearing_request", "2027-02-20").state == "expired"

    @pytest.mark.parametrize(("asked", "by_right"), [("2027-02-13", True), ("2027-02-19", True), ("2027-02-20", False)])
    def test_no_request_is_late_before_it(self, asked: str, by_right: bool) -> None:
        """处罚办法 art. 47: a request that may be in time is not refused as late."""
        case = noticed("2027-02-03", **GRAVE)
        case.does("request_hearing", asked)

        if by_right:
            with refuses("hearing-is-due"):
                case.does("refuse_hearing", "2027-02-21", of="request_hearing")
        else:
            case.does("refuse_hearing", "2027-02-21", of="request_hearing")

    def test_nothing_is_demanded_before_it(self) -> None:
        """行政处罚法 art. 67, 72: served on 27 January 2027, the payment may be in time up to 15 February."""
        case = ServedCase("2027-01-27")
        with refuses("not-yet-due", kind=OutOfTime):
            case.sees("serve_demand", "2027-02-15", of=case.service, amount="100000")
        assert amount_due(case.record(), date(2027, 2, 15), case.law).surcharge == 0
        assert amount_due(case.record(), date(2027, 2, 16), case.law).surcharge == 3000
        assert (case.state("payment_15d", "2027-02-15"), case.state("payment_15d", "2027-02-16")) == (
            "running",
            "expired",
        )

        case.sees("serve_demand", "2027-02-16", of=case.service, amount="103000")

    def test_no_appeal_is_late_before_it(self) -> None:
        """行政诉讼法 art. 85: a judgment served on 25 January 2027 may be appealed up to 15 February at least."""
        case = ServedCase("2026-09-01")
        suit = case.sees("file_suit", "2026-10-12", of=case.service)
        judged = case.sees("judge_suit", "2027-01-25", of=suit.no, instance="first")

        case.sees("appeal_suit", "2027-02-15", of=judged.no)

    def test_what_the_authority_owes_ends_on_the_earliest_day(self) -> None:
        """行政处罚法 art. 61: decided on 1 February 2027, served by the 12th at the latest, whatever the notice will say."""
        case = ServedCase("2027-02-01")
        case.acts = case.acts[:-1]

        assert case.last_day("decision_service", "2027-02-02") == "2027-02-12"
