"""Transfers to the police (移送公安机关): for detention after the penalty, for a suspected crime before it."""

from datetime import date
from typing import Any, get_args

import pytest

from judging.attempt import Situation
from judging.record import Record
from kinds import VIOLATION_CASE
from law.guards.referral import TRIGGER_NAMES
from law.refusals import NotCompetent, OutOfBounds, OutOfOrder, Unclear
from models.acts import Content
from models.acts.daily import DecideDailyPenalty
from models.acts.penalty import DecidePenalty
from models.acts.referral import Trigger
from models.acts.summary import DecideOnTheSpot
from procedures.referral.offset import no_fine_after_the_courts
from procedures.referral.reading import crime_branch, crime_is_not_pending
from tests.builders import CLERK, HEAD, OFFICER, PaperCase, a_case
from tests.procedures.referred import a_fined_case, a_suspected_crime, does, sent, term
from tests.procedures.refusing import refuses


def test_the_kinds_of_conduct_are_those_the_guard_knows() -> None:
    """移送适用行政拘留办法 art. 3 to 8: one list, whoever reads it."""
    assert set(TRIGGER_NAMES) == set(get_args(Trigger))


class TestDetention:
    def test_it_needs_a_penalty_decision_first(self) -> None:
        """移送适用行政拘留办法 art. 2 (G12)."""
        with refuses("penalty-decision-first", article="第2条", kind=OutOfOrder):
            does(a_case(until="serve_notice"), "decide_detention_referral", "2026-09-22")

    def test_only_a_head_decides_it(self) -> None:
        """移送适用行政拘留办法 art. 10: 经本部门负责人批准."""
        with refuses("no-power", article="第10条", kind=NotCompetent):
            does(a_fined_case(), "decide_detention_referral", "2026-09-24", by=OFFICER)

    def test_the_file_goes_within_working_days(self) -> None:
        """Art. 12, 19: decided on Thursday 24 September; 25 September is the Mid-Autumn holiday, the third working day is the 29th."""
        case = a_fined_case()
        does(case, "decide_detention_referral", "2026-09-24")

        assert case.law.calendar.reason(term(case, "detention_transfer", "2026-09-24").last_day).kind == "working"
        assert term(case, "detention_transfer", "2026-09-24").obligor == "authority"

    def test_on_the_last_day_it_is_kept_and_on_the_day_after_late(self) -> None:
        """Art. 12: the last working day still counts."""
        states = []
        for offset in (0, 1):
            case = a_fined_case()
            does(case, "decide_detention_referral", "2026-09-24")
            last = term(case, "detention_transfer", "2026-09-24").last_day
            assert last is not None
            day = last.fromordinal(last.toordinal() + offset).isoformat()
            does(case, "refer_to_police", day, kind="detention", of="decide_detention_referral")
            states.append(term(case, "detention_transfer", day).state)

        assert states == ["met", "met_late"]

    def test_a_transfer_rests_on_a_decision_of_its_own_kind(self) -> None:
        """Art. 12; 衔接工作办法 art. 6: no decision for crime carries a transfer for detention."""
        case = a_suspected_crime()
        with refuses("no-such-act", kind=Unclear):
            does(case, "refer_to_police", "2026-09-11 12:00", kind="detention", of="decide_crime_referral")


class TestCrime:
    def test_the_head_decides_within_days_that_roll(self) -> None:
        """衔接工作办法 art. 5, 38: reported on Wednesday 9 September, the third day is Saturday, so Monday the 14th."""
        case = a_case(until="serve_correction_order")
        does(case, "report_suspected_crime", "2026-09-09")

        assert str(term(case, "crime_transfer_decision", "2026-09-09").last_day) == "2026-09-14"

    def test_the_file_goes_within_hours(self) -> None:
        """衔接工作办法 art. 6: hours run through the weekend, and stop nowhere."""
        in_time, late = sent(a_suspected_crime(), "2026-09-12 08:59"), sent(a_suspected_crime(), "2026-09-12 09:00")

        assert [term(case, "crime_transfer_send", "2026-09-12 10:00").state for case in (in_time, late)] == [
            "met",
            "met_late",
        ]

    def test_what_was_not_approved_does_not_go(self) -> None:
        """衔接工作办法 art. 5: the reasons of a refusal are on record, and nothing is sent."""
        case = a_case(until="serve_correction_order")
        does(case, "report_suspected_crime", "2026-09-09")
        does(case, "decide_crime_referral", "2026-09-10", of="report_suspected_crime", granted=False)
        with refuses("referral-not-granted", article="第5条", kind=OutOfOrder):
            does(case, "refer_to_police", "2026-09-10 12:00", kind="crime", of="decide_crime_referral")

    def test_the_procuratorate_may_ask_for_it(self) -> None:
        """衔接工作办法 art. 14: its opinion carries the transfer, within three days."""
        case = a_case(until="serve_correction_order")
        does(case, "receive_referral_opinion", "2026-09-09")
        does(case, "refer_to_police", "2026-09-14", kind="crime", of="receive_referral_opinion")

        assert term(case, "procuratorate_transfer_opinion", "2026-09-14").state == "met"

    def test_a_decision_is_entered_in_the_platform(self) -> None:
        """衔接工作办法 art. 34: within seven days, here Friday the 18th."""
        case = sent(a_suspected_crime())
        does(case, "enter_platform", "2026-09-18", of="refer_to_police")

        found = term(case, "platform_entry", "2026-09-18")
        assert (str(found.last_day), found.state) == ("2026-09-18", "met")

    def test_the_platform_s_days_count_from_the_decision(self) -> None:
        """衔接工作办法 art. 34: decided on the evening of the 10th, sent on the 11th, entered by the 17th."""
        case = a_case(until="serve_correction_order")
        does(case, "report_suspected_crime", "2026-09-09")
        does(case, "decide_crime_referral", "2026-09-10 18:00", of="report_suspected_crime")
        does(case, "refer_to_police", "2026-09-11 09:00", kind="crime", of="decide_crime_referral")

        assert str(term(case, "platform_entry", "2026-09-12").last_day) == "2026-09-17"

    @pytest.mark.parametrize(
        ("since", "found"),
        [
            (None, "2026-09-18"),
            (date(2026, 9, 11), "2026-09-18"),
            (date(2026, 9, 12), ""),
            ("never", ""),
        ],
    )
    def test_only_who_is_on_the_platform_enters_a_transfer(self, since: Any, found: str) -> None:  # noqa: ANN401
        """衔接工作办法 art. 34; what was sent before the register said anything keeps its term."""
        by = OFFICER.model_copy(update={"platform_since": since})
        case = a_suspected_crime()
        does(case, "refer_to_police", "2026-09-11 15:00", by=by, kind="crime", of="decide_crime_referral")

        days = [str(one.last_day) for one in case.at("2026-09-12").terms if one.rule == "platform_entry"]
        assert [found] * bool(found) == days

    def test_time_for_the_penalty_stands_still_meanwhile(self) -> None:
        """衔接工作办法 art. 16, 处罚办法 art. 57: from the transfer to the refusal; eight days, both ends included."""
        case = sent(a_suspected_crime())
        before = term(case, "case_decision_period", "2026-09-12")
        does(case, "record_police_refusal", "2026-09-18", of="refer_to_police")
        after = term(case, "case_decision_period", "2026-09-19")

        assert before.state == "suspended"
        assert (after.state, after.suspended_days) == ("running", 8)


class TestNoFineInstead:
    """不得以罚代刑 (G11)."""

    def _asked(self, case: PaperCase) -> None:
        day = case.acts[-1].day
        crime_is_not_pending(Situation(case.record().until(day), day, case.law, VIOLATION_CASE))

    def test_while_a_report_waits_no_penalty_is_decided(self) -> None:
        """处罚法 art. 27: signs of crime go to the head first."""
        case = a_case(until="serve_correction_order")
        does(case, "report_suspected_crime", "2026-09-09")
        with refuses("crime-indicators", article="第27条", kind=OutOfOrder):
            self._asked(case)

    def test_a_report_waits_whatever_it_says_and_whatever_became_of_another(self) -> None:
        """规定 art. 5: one without indicators, and one granted and not sent while a later one was not."""
        silent = a_case(until="serve_correction_order")
        does(silent, "report_suspected_crime", "2026-09-09", indicators=[])
        granted = a_suspected_crime()
        does(granted, "report_suspected_crime", "2026-09-11 10:00", indicators=["另一情形"])
        does(granted, "decide_crime_referral", "2026-09-11 11:00", of="report_suspected_crime", granted=False)

        for case in (silent, granted):
            with refuses("crime-indicators", article="第27条", kind=OutOfOrder):
                self._asked(case)

    def test_after_a_refusal_of_the_head_the_penalty_goes_on(self) -> None:
        """衔接工作办法 art. 5: what is no crime in the head's reasoned view is punished here."""
        case = a_case(until="serve_correction_order")
        does(case, "report_suspected_crime", "2026-09-09")
        does(case, "decide_crime_referral", "2026-09-10", of="report_suspected_crime", granted=False)

        self._asked(case)

    @pytest.mark.parametrize("act", [DecidePenalty, DecideDailyPenalty, DecideOnTheSpot])
    def test_every_fine_asks_alike(self, act: type[Content]) -> None:
        """行政处罚法 art. 27, 衔接工作办法 art. 16: the ordinary, the daily and the on-the-spot fine."""
        assert crime_is_not_pending in VIOLATION_CASE.steps[act].bars
        assert no_fine_after_the_courts in VIOLATION_CASE.steps[act].guards

    def test_while_the_police_have_it_no_penalty_is_decided(self) -> None:
        """衔接工作办法 art. 16: as a rule the criminal result is waited for."""
        case = sent(a_suspected_crime())
        with refuses("crime-pending", kind=OutOfOrder):
            self._asked(case)

    def test_each_way_it_can_end_is_known(self) -> None:
        """衔接工作办法 art. 16: refusal, dismissal, no prosecution, judgment, appeal."""
        endings = {
            "record_police_refusal": "closed_without_punishment",
            "record_dismissal": "closed_without_punishment",
            "record_nonprosecution": "closed_without_punishment",
            "record_criminal_judgment": "punished",
        }
        found = {}
        for act in endings:
            case = sent(a_suspected_crime())
            does(case, act, "2026-09-20", of="refer_to_police")
            found[act] = crime_branch(Record.of(case.acts))
        does(case, "record_appeal", "2026-09-21", of="record_criminal_judgment")

        assert endings == found
        assert crime_branch(Record.of(case.acts)) == "open"

    def test_the_conduct_must_carry_detention_on_its_day(self) -> None:
        """环境保护法 art. 63 knew no detention for farmland before the soil law (G12)."""
        from datetime import date  # noqa: PLC0415

        from law.edition import shipped  # noqa: PLC0415
        from law.guards import detention_referral_is_ripe  # noqa: PLC0415

        with refuses("no-detention-then", kind=OutOfBounds):
            detention_referral_is_ripe(
                "farmland_discharge", on=date(2018, 12, 31), law=shipped(), penalty_decided_on=date(2018, 12, 1)
            )


@pytest.mark.parametrize(
    ("since", "entered_on", "state"),
    [
        (None, "", ""),
        ("never", "", ""),
        (date(2026, 9, 23), "", ""),
        (date(2026, 9, 22), "2026-09-29", "met"),
        (date(2026, 9, 22), "2026-09-30", "met_late"),
    ],
)
def test_a_penalty_is_entered_where_the_unit_is_on_the_platform(since: Any, entered_on: str, state: str) -> None:  # noqa: ANN401
    """衔接工作办法 art. 34: within seven days of the decision of 22 September; nobody else has such a term."""
    case = a_case("recheck_correction")
    case.does("decide_penalty", "2026-09-22", by=HEAD.model_copy(update={"platform_since": since}))
    if entered_on:
        case.does("enter_platform", entered_on, of="decide_penalty", by=CLERK)

    found = [one for one in case.at(entered_on or "2026-09-22").terms if one.rule == "platform_entry"]
    assert [state] * bool(state) == [one.state for one in found]
    assert all(str(one.last_day) == "2026-09-29" for one in found)
