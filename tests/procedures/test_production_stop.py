"""Stop for rectification (停产整治): grounds, no maximum, lifted on filing, and what leads to shutdown."""

from decimal import Decimal

import pytest

from judging.judge import judge
from kinds import VIOLATION_CASE
from law.refusals import NotCompetent, OutOfBounds, OutOfOrder, Unclear
from models.acts.production_stop import ServeProductionStop
from procedures.production_stop import shutdown_triggers
from tests.builders import PATROLLER, PaperCase
from tests.procedures.measures import OLD_OVER, an_inspected_case, does, last_day, restricted, stopped, term, told
from tests.procedures.refusing import refuses


def effects(case: PaperCase) -> list[str]:
    """Return the titles of everything that follows from a case's acts."""
    at = max(act.recorded_at for act in case.acts)
    return [effect.title for effect in judge(VIOLATION_CASE, "2026-000001", case.acts, 0, case.law, at).effects]


class TestGrounds:
    @pytest.mark.parametrize(("multiple", "holds"), [("2.9", False), ("3", True), ("10", True)])
    def test_heavy_metal_from_three_times_the_standard(self, multiple: str, holds: bool) -> None:
        """办法 art. 6(2): three times and more, the number itself included."""
        case = told("stop_rectification")
        fields = {"ground": "heavy_metal", "multiple": Decimal(multiple)}
        if holds:
            does(case, "decide_production_stop", "2026-09-10", **fields)
        else:
            with refuses("not-far-enough-above", article="第6条第2项", kind=OutOfBounds):
                does(case, "decide_production_stop", "2026-09-10", **fields)

    def test_heavy_metal_asks_for_the_multiple(self) -> None:
        """A ground that rests on a number names it."""
        with refuses("no-multiple", article="第6条第2项", kind=Unclear):
            does(told("stop_rectification"), "decide_production_stop", "2026-09-10", ground="heavy_metal")

    def test_after_a_restriction_only_with_an_excess_under_it(self) -> None:
        """办法 art. 6(4): still above the standard though restricted."""
        case = restricted()
        does(case, "serve_measure_notice", "2026-10-09", measure="stop_rectification")
        with refuses("no-excess-under-restriction", article="第6条第4项", kind=OutOfOrder):
            does(case, "decide_production_stop", "2026-10-19", ground="after_restriction")
        does(case, "supervise_restriction", "2026-10-19 10:00", of="decide_restriction", exceeds=True)

        does(case, "decide_production_stop", "2026-10-19 15:00", ground="after_restriction")

    def test_the_heads_discuss_a_stop_since_2023_and_needed_not_before(self) -> None:
        """G5, 处罚办法 art. 52 from 2023-07-01: stopping is on the list; in 2016 only a grave case was."""
        with refuses("collective-discussion-missing", article="第52条", kind=OutOfOrder):
            stopped(is_discussed=False)
        case = an_inspected_case("2016-03-01")
        does(case, "serve_measure_notice", "2016-03-02", measure="stop_rectification", basis=OLD_OVER)
        with refuses("collective-discussion-missing", article="第10条"):
            does(case, "decide_production_stop", "2016-03-08", is_discussed=False, is_major=True, basis=OLD_OVER)

        does(case, "decide_production_stop", "2016-03-08", is_discussed=False, basis=OLD_OVER)

    def test_facts_that_were_not_told_are_no_facts_of_the_decision(self) -> None:
        """办法 art. 11."""
        with refuses("facts-not-notified", article="第11条", kind=OutOfBounds):
            stopped(facts="偷排")

    def test_a_repealed_law_is_no_basis(self) -> None:
        """G16: conduct of September 2026 is judged by the code, not by 环境保护法."""
        with refuses("law-not-in-force", article="第1242条"):
            stopped(basis=OLD_OVER)

    def test_before_2015_the_rules_did_not_exist(self) -> None:
        """限制生产、停产整治办法 in force from 2015-01-01: the day before there is nothing to rest on."""
        case = an_inspected_case("2014-12-24")
        does(case, "serve_measure_notice", "2014-12-25", measure="stop_rectification", basis=[_old_water()])
        with refuses("not-in-force"):
            does(case, "decide_production_stop", "2014-12-31", basis=[_old_water()])

    def test_a_township_may_not_stop_production(self) -> None:
        """办法 art. 10: the head of the bureau decides."""
        with refuses("no-power", article="第10条", kind=NotCompetent):
            does(told("stop_rectification"), "decide_production_stop", "2026-09-10", by=PATROLLER)


def _old_water() -> dict[str, str]:
    return {"instrument": "行政处罚法", "article": "第1条", "role": "procedure"}


class TestNoMaximum:
    def test_nothing_limits_it_but_the_filing(self) -> None:
        """办法 art. 15(2): a year later it still binds; no three months run."""
        case = stopped()

        rules = {one.rule for one in case.at("2027-09-11").terms}

        assert "restrict_production_period" not in rules
        assert {one.stage for one in case.at("2027-09-11").lanes if one.procedure == "stopping"} == {
            "stop_rectification_served"
        }
        does(case, "lift_production_stop", "2027-09-11", of="decide_production_stop", completed_on="2027-09-01")

    def test_the_filing_lifts_it_the_same_day_and_the_follow_up_is_due_in_thirty(self) -> None:
        """办法 art. 17, 20: filed on 9 November: lifted that day, followed up by 9 December."""
        case = stopped()
        does(case, "lift_production_stop", "2026-11-09", of="decide_production_stop", completed_on="2026-11-06")

        assert case.at("2026-11-09").stage_name == "已解除停产整治"
        assert last_day(case, "resume_followup", "2026-11-10") == "2026-12-09"
        assert "停产整治自备案之日解除，应当按期跟踪检查" in effects(case)
        with refuses("measure-over", article="第17条"):
            does(case, "supervise_production_stop", "2026-11-10", of="decide_production_stop", is_obeyed=False)


class TestLeadingToClosure:
    def test_going_on_or_resuming_without_filing_is_to_be_closed(self) -> None:
        """办法 art. 8(2): the finding starts the city's own time for the proposal and is told to city and handler."""
        case = stopped()
        found = does(case, "supervise_production_stop", "2026-09-21", of="decide_production_stop", is_obeyed=False)

        assert shutdown_triggers(case.record()) == [found]
        assert term(case, "norm.propose_shutdown", "2026-09-22").state == "running"
        assert effects(case).count("具备报请责令停业、关闭的情形，应当报经有批准权的人民政府") == 2

    def test_found_twice_it_is_asked_for_once(self) -> None:
        """One proposal is due, however often the party is found at it."""
        case = stopped()
        does(case, "supervise_production_stop", "2026-09-21", of="decide_production_stop", is_obeyed=False)
        does(case, "supervise_production_stop", "2026-09-23", of="decide_production_stop", is_obeyed=False)

        assert len([one for one in case.at("2026-09-24").terms if one.rule == "norm.propose_shutdown"]) == 1

    def test_the_same_violation_after_the_lifting_is_to_be_closed(self) -> None:
        """办法 art. 8(3): found by the follow-up."""
        case = stopped()
        does(case, "lift_production_stop", "2026-11-09", of="decide_production_stop", completed_on="2026-11-06")
        found = does(case, "follow_up_production_stop", "2026-12-09", of="decide_production_stop", is_repeated=True)

        assert shutdown_triggers(case.record()) == [found]
        with refuses("already-done"):
            does(case, "follow_up_production_stop", "2026-12-09 15:00", of="decide_production_stop")

    def test_an_obeyed_stop_leads_nowhere(self) -> None:
        """Supervised and clean: nothing is proposed."""
        case = stopped()
        does(case, "supervise_production_stop", "2026-09-21", of="decide_production_stop")

        assert shutdown_triggers(case.record()) == []
        assert "norm.propose_shutdown" not in {one.rule for one in case.at("2026-09-22").terms}

    def test_a_restriction_and_a_stop_in_one_case_keep_their_terms_apart(self) -> None:
        """Supervising the one leaves the other's supervision due."""
        case = restricted()
        does(case, "serve_measure_notice", "2026-09-12", measure="stop_rectification")
        does(case, "waive_measure_statement", "2026-09-14", of="serve_measure_notice")
        does(case, "waive_hearing", "2026-09-14 09:30", of="serve_measure_notice")
        does(case, "decide_production_stop", "2026-09-14 10:00")
        does(case, "serve_production_stop", "2026-09-14 11:00", of="decide_production_stop")
        does(case, "supervise_restriction", "2026-09-16", of="decide_restriction")
        does(case, "supervise_restriction", "2026-09-17", of="decide_restriction")

        states = [one.state for one in case.at("2026-09-18").terms if one.rule == "norm.post_supervision"]
        assert states == ["met", "running"]

    def test_a_corrected_service_date_moves_the_plan(self) -> None:
        """Served on the 18th, not the 11th: the plan is due later, and what had been late is in time."""
        case = stopped()
        does(case, "file_production_stop_plan", "2026-10-15", of="decide_production_stop")
        served = case.record().last(ServeProductionStop)
        assert term(case, "rectification_plan", "2026-10-16").state == "met_late"

        case.does(
            "correct_act", "2026-10-16", of=served.no, happened_at="2026-09-18T09:00:00+08:00", reason="回证日期有误"
        )

        assert term(case, "rectification_plan", "2026-10-16").state == "met"
