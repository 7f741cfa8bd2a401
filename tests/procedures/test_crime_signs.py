"""Signs of crime (涉嫌犯罪的情形): what reaches a threshold has to be answered, reported or referred before the case goes on."""

from datetime import date
from typing import Any

import pytest

from judging.attempt import Situation
from kinds import VIOLATION_CASE
from law.edition import shipped
from law.refusals import NotCompetent, OutOfOrder
from models.acts.closing import CloseCase
from models.acts.crime import CrimeFacts
from models.acts.daily import DecideDailyPenalty
from models.acts.penalty import DecidePenalty
from models.acts.summary import DecideOnTheSpot
from models.effects import Message
from procedures.referral.signs import signs_are_answered, signs_in
from tests.builders import OFFICER, OFFICERS, PaperCase, a_case
from tests.procedures.measures import made
from tests.procedures.referred import does, term
from tests.procedures.refusing import refuses

IN_2014, IN_2020, LAST_OF_2016, NOW = "2014-06-01", "2020-06-01", "2023-08-14", "2026-09-01"
LEAD, NICKEL, ORGANIC = (
    {"pollutant": one, "times_over": times}
    for one, times in (("lead", "3"), ("nickel", "10"), ("persistent_organic", "3"))
)
SIGNS: tuple[tuple[dict[str, Any], str, set[str]], ...] = (
    ({"hazardous_waste_tons": "2.9999"}, NOW, set()),
    ({"hazardous_waste_tons": "3"}, NOW, {"hazardous_waste_tons"}),
    ({"hazardous_waste_tons": "3"}, IN_2014, {"hazardous_waste_tons"}),
    ({"excess": [{**LEAD, "times_over": "2.9"}]}, NOW, set()),
    ({"excess": [LEAD, NICKEL]}, NOW, {"excess-lead", "excess-nickel"}),
    ({"excess": [{**NICKEL, "times_over": "9.9"}]}, NOW, set()),
    ({"excess": [{**NICKEL, "times_over": "3"}]}, IN_2014, {"excess-nickel"}),
    ({"excess": [ORGANIC]}, IN_2014, {"excess-persistent_organic"}),
    ({"excess": [ORGANIC]}, IN_2020, set()),
    ({"penalties_before": 1}, NOW, set()),
    ({"penalties_before": 2}, NOW, {"penalties_before"}),
    ({"loss": "299999.99"}, NOW, set()),
    ({"loss": "300000", "gain": "300000"}, NOW, {"loss", "gain"}),
    ({"loss": "300000", "gain": "300000"}, IN_2014, {"loss"}),
    ({"cost_saved": "1000000"}, LAST_OF_2016, {"cost_saved"}),
    ({"cost_saved": "1000000"}, "2023-08-15", set()),
    ({"water_cut_hours": "11.5"}, NOW, set()),
    ({"water_cut_hours": "12"}, NOW, {"water_cut_hours"}),
    ({"protected_area": "drinking_source", "toxic": True}, LAST_OF_2016, set()),
    ({"protected_area": "drinking_source", "toxic": True}, "2023-08-15", {"protected_area"}),
    ({"protected_area": "core_area"}, NOW, set()),
    ({"by_evasion": True}, NOW, set()),
    ({"by_evasion": True, "toxic": True}, IN_2014, {"evasion"}),
    ({"falsified_monitoring": True}, IN_2014, set()),
    ({"falsified_monitoring": True}, IN_2020, {"falsified_monitoring"}),
    ({"other": "致使三十人以上中毒"}, NOW, {"other-致使三十人以上中毒"}),
    ({}, NOW, set()),
)


@pytest.mark.parametrize(("facts", "on", "keys"), SIGNS)
def test_the_threshold_of_the_day_of_the_conduct_includes_its_own_number(
    facts: dict[str, Any], on: str, keys: set[str]
) -> None:
    """法释〔2013〕15号, 法释〔2016〕29号, 法释〔2023〕7号, each art. 1."""
    found = signs_in(CrimeFacts.model_validate(facts), date.fromisoformat(on), shipped())

    assert {one.key for one in found} == keys
    assert all("第1条" in one.article for one in found)


WASTE = {"hazardous_waste_tons": "3.5"}


def _inspected(facts: dict[str, Any] | None = None, on: str = "2026-09-08") -> PaperCase:
    case = a_case(until="serve_correction_order")
    case.does("inspect_site", on, record="核实倾倒数量", officers=OFFICERS, identity_shown=True, crime_facts=facts)
    return case


def _asked(case: PaperCase) -> None:
    day = case.acts[-1].day
    signs_are_answered(Situation(case.record().until(day), day, case.law, VIOLATION_CASE))


class TestUnanswered:
    @pytest.mark.parametrize("act", [DecidePenalty, DecideDailyPenalty, DecideOnTheSpot, CloseCase])
    def test_every_penalty_and_the_closing_ask_for_the_answer(self, act: type) -> None:
        """规定 art. 3, 11: neither a fine nor a closing takes the place of the referral."""
        assert signs_are_answered in VIOLATION_CASE.steps[act].bars

    def test_a_sign_is_refused_over_with_both_articles(self) -> None:
        """The threshold of the day of the conduct, and the duty to look into it."""
        case = _inspected(WASTE)
        with refuses("crime-signs-unanswered", article="第1条", kind=OutOfOrder):
            _asked(case)
        with refuses("crime-signs-unanswered", article="《行政执法机关移送涉嫌犯罪案件的规定》第5条第1款"):
            _asked(case)
        assert term(case, "norm.crime_answer", "2026-09-08 18:00").state == "running"

    @pytest.mark.parametrize("facts", [None, {}, {"hazardous_waste_tons": "2.5"}])
    def test_who_states_nothing_that_reaches_it_is_asked_nothing(self, facts: dict[str, Any] | None) -> None:
        """Old files state no facts, and an amount below is no sign."""
        case = _inspected(facts)

        _asked(case)
        with refuses("out-of-order", article="第5条第1款", kind=OutOfOrder):
            does(case, "answer_crime_indicator", "2026-09-09", of="inspect_site")


class TestAnswered:
    def test_a_reasoned_no_of_a_head_lets_the_penalty_go_on(self) -> None:
        """规定 art. 5: 不批准的理由记录在案."""
        case = _inspected(WASTE)
        with refuses("no-power", article="第5条", kind=NotCompetent):
            does(case, "answer_crime_indicator", "2026-09-09", of="inspect_site", by=OFFICER)
        does(case, "answer_crime_indicator", "2026-09-09", of="inspect_site")

        _asked(case)
        assert term(case, "norm.crime_answer", "2026-09-09 18:00").state == "met"

    def test_what_is_suspected_waits_for_the_report_and_then_for_the_head(self) -> None:
        """规定 art. 5: the report, and the decision on it, take the sign over."""
        case = _inspected(WASTE)
        does(case, "answer_crime_indicator", "2026-09-09", of="inspect_site", suspected=True)
        with refuses("crime-signs-unanswered", kind=OutOfOrder):
            _asked(case)
        does(case, "report_suspected_crime", "2026-09-10")

        _asked(case)
        assert term(case, "norm.crime_answer", "2026-09-10 18:00").state == "met"
        with refuses("crime-sign-settled", article="第5条第1款", kind=OutOfOrder):
            does(case, "answer_crime_indicator", "2026-09-10", of="inspect_site")

    @pytest.mark.parametrize(
        ("facts", "is_new"),
        [
            (WASTE, False),
            ({"hazardous_waste_tons": "3.2"}, False),
            ({"hazardous_waste_tons": "30"}, True),
            ({**WASTE, "loss": "400000"}, True),
        ],
    )
    def test_only_more_or_something_else_is_asked_again(self, facts: dict[str, Any], *, is_new: bool) -> None:
        """What the conclusion repeats was answered; a greater amount is a new fact."""
        case = _inspected(WASTE)
        does(case, "answer_crime_indicator", "2026-09-09", of="inspect_site")
        case.does("receive_report", "2026-09-10", exceeds=False, kind="appraisal", result="鉴定意见", crime_facts=facts)

        if is_new:
            with refuses("crime-signs-unanswered", kind=OutOfOrder):
                _asked(case)
        else:
            _asked(case)

    def test_whoever_answers_is_told_of_the_sign(self) -> None:
        """A message to the handler and to the level above."""
        told = [one for one in made(_inspected(WASTE)) if isinstance(one, Message) and "3.5吨" in one.title]

        assert len(told) == len({one.key for one in told}) == 2
