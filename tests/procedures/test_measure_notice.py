"""The prior notice of restriction, stop and shutdown: hearing offered, defence over, statement answered."""

from contextlib import nullcontext
from typing import Any

import pytest

from law.refusals import OutOfBounds, OutOfOrder, OutOfTime, Unclear
from tests.builders import GRANTED, PaperCase
from tests.procedures.hearing_path import reviewed
from tests.procedures.measures import OLD_OVER, OVER, an_inspected_case, does, last_day, term, told
from tests.procedures.refusing import refuses
from tests.procedures.several import A, B, TwoParties, filed

PERIOD = {"starts_on": "2026-09-10", "until": "2026-12-09"}


class TestNotice:
    @pytest.mark.parametrize(
        ("measure", "article"),
        [("restriction", "第11条"), ("stop_rectification", "第11条"), ("closure", "处罚办法》第46条")],
    )
    def test_it_offers_a_hearing(self, measure: str, article: str) -> None:
        """办法 art. 11, 处罚办法 art. 46: every one of these measures gives the right to a hearing."""
        with refuses("hearing-not-offered", article=article, kind=OutOfBounds):
            told(measure, hearing_offered=False)

    def test_no_measure_without_notice(self) -> None:
        """办法 art. 11: first the notice; one for another measure does not do."""
        case = told("stop_rectification")
        with refuses("out-of-order", article="第11条", kind=OutOfOrder):
            does(case, "decide_restriction", "2026-09-10", **PERIOD)

    def test_no_measure_on_the_last_day_of_the_defence(self) -> None:
        """G1, 处罚办法 art. 44: five working days from 2 September end on the 9th; on the 10th it may be decided."""
        case = told("restriction")

        assert last_day(case, "penalty_prior_notice", "2026-09-03") == "2026-09-09"
        with refuses("defence-period-open", article="第44条", kind=OutOfTime):
            does(case, "decide_restriction", "2026-09-09", starts_on="2026-09-09", until="2026-12-08")
        does(case, "decide_restriction", "2026-09-10", **PERIOD)

    def test_the_standing_names_the_bar(self) -> None:
        """G1 on the timeline: while the defence runs the decision is shown as forbidden."""
        standing = told("stop_rectification").at("2026-09-05")

        assert {one.act: one.guard for one in standing.forbidden}["decide_production_stop"] == "G1"

    def test_given_up_in_writing_it_may_be_decided_at_once(self) -> None:
        """行政处罚法 art. 62: a waiver in writing ends the wait; a spoken one does not."""
        case = told("restriction")
        does(case, "waive_measure_statement", "2026-09-03", of="serve_measure_notice", in_writing=False)
        with refuses("defence-period-open"):
            does(case, "decide_restriction", "2026-09-03 15:00", starts_on="2026-09-03", until="2026-12-02")
        does(case, "waive_measure_statement", "2026-09-03 16:00", of="serve_measure_notice")
        with refuses("hearing-period-open"):
            does(case, "decide_restriction", "2026-09-03 17:00", starts_on="2026-09-03", until="2026-12-02")
        does(case, "waive_hearing", "2026-09-03 18:00", of="serve_measure_notice")

        does(case, "decide_restriction", "2026-09-04", starts_on="2026-09-04", until="2026-12-03")

        assert term(case, "hearing_request", "2026-09-04").state == "met"

    def test_a_statement_is_answered_first(self) -> None:
        """行政处罚法 art. 45: what the party said is examined before the decision, even after the days are over."""
        case = told("restriction")
        does(case, "receive_measure_statement", "2026-09-04", of="serve_measure_notice", by=GRANTED)
        with refuses("defence-pending", article="第44条", kind=OutOfOrder):
            does(case, "decide_restriction", "2026-09-10", **PERIOD)
        does(case, "examine_measure_statement", "2026-09-10 10:00", of="receive_measure_statement")
        with refuses("already-done"):
            does(case, "examine_measure_statement", "2026-09-10 10:30", of="receive_measure_statement")

        does(case, "decide_restriction", "2026-09-10 11:00", **PERIOD)

    def test_the_notice_of_penalty_may_say_it_as_well(self) -> None:
        """办法 art. 11: one notice for penalty and measure, with its own waiver."""
        case = PaperCase()
        case.does("report_finding", "2026-09-01 08:00")
        case.does("report_upward", "2026-09-01 15:00")
        case.does("hand_to_department", "2026-09-02")
        case.does("inspect_site", "2026-09-03")
        case.does("file_case", "2026-09-04")
        case.does("conclude_investigation", "2026-09-07")
        case.does("review_case", "2026-09-08")
        measures = ["fine", "stop_rectification"]
        case.does("serve_notice", "2026-09-09", measures=measures, hearing_offered=True, facts="超标排放", basis=OVER)
        with refuses("defence-period-open"):
            does(case, "decide_production_stop", "2026-09-16")
        case.does("waive_statement", "2026-09-16 15:00")
        case.does("waive_hearing", "2026-09-16 15:30")

        does(case, "decide_production_stop", "2026-09-16 16:00")

    def test_each_notice_keeps_its_own_terms(self) -> None:
        """行政处罚法 art. 64: the notice of a penalty, and what the party says on it, touch no period of a measure's."""
        case = reviewed("2026-09-02")
        does(case, "serve_measure_notice", "2026-09-02 15:00", measure="restriction")
        does(case, "serve_notice", "2026-09-03", hearing_offered=True)
        does(case, "waive_statement", "2026-09-03 10:00", of="serve_notice")
        does(case, "waive_hearing", "2026-09-03 11:00", of="serve_notice")
        does(case, "serve_notice", "2026-09-04", fine="90000", hearing_offered=True)
        does(case, "serve_measure_notice", "2026-09-04", measure="restriction", facts="再次超标")

        states = [
            (one.started_by, one.state)
            for one in case.at("2026-09-05").terms
            if one.rule in {"penalty_prior_notice", "hearing_request"}
        ]
        first, second, third, fourth = sorted({no for no, _ in states})
        assert states == [
            (no, state)
            for no, state in ((first, "void"), (second, "met"), (third, "running"), (fourth, "running"))
            for _ in range(2)
        ]


class TestHearing:
    def test_a_hearing_asked_for_holds_the_decision_back(self) -> None:
        """G1, 行政处罚法 art. 65: asked for on the measure's own notice, it is held or withdrawn before the decision."""
        case = told("stop_rectification")
        case.does("request_hearing", "2026-09-04", of="serve_measure_notice")
        with refuses("hearing-pending", article="第48条", kind=OutOfOrder):
            does(case, "decide_production_stop", "2026-09-10")
        case.does("withdraw_hearing", "2026-09-10 10:00", of="request_hearing")

        does(case, "decide_production_stop", "2026-09-10 11:00")

    @pytest.mark.parametrize("order", ["own first", "penalty first"])
    def test_what_was_asked_on_one_notice_is_not_passed_over_by_another(self, order: str) -> None:
        """G1: told by the notice of the penalty and by its own; a hearing asked for on the earlier one is held or withdrawn."""
        case = reviewed("2026-09-02")
        penalty = {
            "measures": ["fine", "stop_rectification"],
            "hearing_offered": True,
            "basis": OVER,
            "facts": "超标排放",
        }
        notices: list[tuple[str, dict[str, Any]]] = [
            ("serve_measure_notice", {"measure": "stop_rectification"}),
            ("serve_notice", penalty),
        ]
        (first, said), (second, says) = notices if order == "own first" else notices[::-1]
        told_first = does(case, first, "2026-09-02 12:00", **said)
        case.does("request_hearing", "2026-09-03", of=told_first.no)
        told_then = does(case, second, "2026-09-04", **says)
        for act in ("waive_statement", "waive_hearing"):
            name = "waive_measure_statement" if second == "serve_measure_notice" and act == "waive_statement" else act
            does(case, name, "2026-09-04 12:00", of=told_then.no, in_writing=True)
        with refuses("hearing-pending", article="第48条", kind=OutOfOrder):
            does(case, "decide_production_stop", "2026-09-21")
        case.does("withdraw_hearing", "2026-09-21 10:00", of="request_hearing")

        does(case, "decide_production_stop", "2026-09-21 11:00")


class TestTwoParties:
    """A measure that both bear is told to both, and each has its own say."""

    def _told(self) -> tuple[TwoParties, int]:
        case = filed()
        return case, does(case, "serve_measure_notice", "2026-09-14", measure="restriction").no

    def test_a_waiver_says_whose_it_is(self) -> None:
        """行政处罚法 art. 44, 62: of a statement as of a hearing."""
        case, notice = self._told()
        with refuses("which-party", kind=Unclear):
            does(case, "waive_measure_statement", "2026-09-15", of=notice)

    @pytest.mark.parametrize(("on", "refused"), [("2026-09-20", True), ("2026-09-21", False)])
    def test_what_one_gave_up_the_other_keeps(self, on: str, *, refused: bool) -> None:
        """Told on 14 September, the other has until Sunday the 20th, a working day."""
        case, notice = self._told()
        for act in ("waive_measure_statement", "waive_hearing"):
            case.of(act, A, "2026-09-15", of=notice, in_writing=True)
        period = {"starts_on": on, "until": "2026-12-01"}
        with refuses("defence-period-open", kind=OutOfTime) if refused else nullcontext():
            does(case, "decide_restriction", on, **period)

    def test_given_up_by_both_it_may_be_decided_at_once(self) -> None:
        """行政处罚法 art. 62: each in writing."""
        case, notice = self._told()
        for party in (A, B):
            for act in ("waive_measure_statement", "waive_hearing"):
                case.of(act, party, "2026-09-15", of=notice, in_writing=True)

        assert does(case, "decide_restriction", "2026-09-16", starts_on="2026-09-16", until="2026-12-01")


class TestByDate:
    def test_in_2016_no_days_were_fixed_for_the_defence_but_three_for_the_hearing(self) -> None:
        """行政处罚法 (2009) art. 42, 环境行政处罚办法 art. 48: three days to ask for a hearing, none fixed for the defence."""
        case = an_inspected_case("2016-03-01")
        does(case, "serve_measure_notice", "2016-03-02", measure="restriction", basis=OLD_OVER)

        assert "penalty_prior_notice" not in {one.rule for one in case.at("2016-03-03").terms}
        assert last_day(case, "hearing_request", "2016-03-03") == "2016-03-07"
        period = {"until": "2016-06-06", "basis": OLD_OVER}
        with refuses("hearing-period-open", article="第43条"):
            does(case, "decide_restriction", "2016-03-07", starts_on="2016-03-07", **period)
        does(case, "decide_restriction", "2016-03-08", starts_on="2016-03-08", **period)

    def test_in_2022_five_working_days_for_the_hearing(self) -> None:
        """行政处罚法 (2021) art. 64: five working days from 2022-03-02 end on the 9th."""
        case = an_inspected_case("2022-03-01")
        does(case, "serve_measure_notice", "2022-03-02", measure="stop_rectification", basis=OLD_OVER)

        assert last_day(case, "hearing_request", "2022-03-03") == "2022-03-09"
