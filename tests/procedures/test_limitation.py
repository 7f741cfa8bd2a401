"""Limitation and excluded time on what the whole file knows (追责期限、扣除期间)."""

from datetime import date

import pytest

from law.refusals import OutOfTime
from models.acts import Act
from procedures.filing import conduct_is_not_time_barred
from tests.builders import OFFICER, PaperCase, a_case, moment
from tests.procedures.hearing_path import of_record, term
from tests.procedures.measures import attempt, does, sealed
from tests.procedures.refusing import refuses


def found(until: str) -> PaperCase:
    """Return a case that the bureau found on 2 March 2026, whose conduct ended on a day."""
    case = PaperCase()
    case.does("report_finding", "2026-03-02", by=OFFICER, conduct_until=until)
    return case


class TestLimitation:
    @pytest.mark.parametrize("until", ["1995-06-01", "2003-06-01", "2024-03-01"])
    def test_the_end_told_with_the_finding_counts(self, until: str) -> None:
        """行政处罚法 art. 36: what the filing leaves unsaid, the finding has said; old law or new."""
        with refuses("time-barred", kind=OutOfTime):
            found(until).does("file_case", "2026-03-03")

    def test_the_last_day_is_in_time(self) -> None:
        """Two years from 2 March 2024 end with 2 March 2026."""
        found("2024-03-02").does("file_case", "2026-03-03")

    @pytest.mark.parametrize(
        ("until", "found_on", "harm", "safety", "in_time"),
        [
            ("2021-07-15", "2026-07-15", True, True, True),
            ("2021-07-15", "2026-07-16", True, True, False),
            ("2021-07-15", "2023-07-16", True, False, False),
            ("2021-07-15", "2023-07-16", False, True, False),
            ("2021-07-14", "2023-07-15", True, True, False),
            ("2026-08-14", "2028-08-15", True, False, False),
            ("2026-08-15", "2031-08-15", True, False, True),
            ("2026-08-15", "2031-08-16", True, False, False),
            ("2026-08-15", "2028-08-16", False, True, False),
        ],
    )
    def test_five_years_with_harm(self, until: str, found_on: str, *, harm: bool, safety: bool, in_time: bool) -> None:
        """行政处罚法 art. 36 since 2021-07-15: safety and harm together; 生态环境法典 art. 1054: ecological harm alone."""
        case = PaperCase()
        opened = case.does("report_finding", "2020-01-02", by=OFFICER, conduct_until="2020-01-01")
        at = moment(found_on)
        told = opened.content.model_copy(update={"conduct_until": date.fromisoformat(until)})
        case.acts = [Act(**{**opened.known(), "happened_at": at, "recorded_at": at, "content": told})]
        asked = attempt(case, "file_case", found_on, harm=harm, endangers_safety=safety)
        if in_time:
            conduct_is_not_time_barred(asked)
        else:
            with refuses("time-barred", kind=OutOfTime):
                conduct_is_not_time_barred(asked)

    def test_an_end_that_turns_out_later_bars_the_decision(self) -> None:
        """The file learns after filing when the conduct ended: nothing is penalised any more."""
        case = a_case("recheck_correction")
        case.does(
            "correct_act", "2026-09-21", of="report_finding", fields={"conduct_until": "2023-01-01"}, reason="查明"
        )
        with refuses("time-barred", kind=OutOfTime):
            case.does("decide_penalty", "2026-09-22")

    def test_conduct_does_not_end_in_the_future(self) -> None:
        """Neither found nor filed."""
        with refuses("day-not-come"):
            found("2026-03-03")
        with refuses("day-not-come"):
            a_case("inspect_site").does("file_case", "2026-09-07", conduct_until="2026-09-08")


class TestExcludedTime:
    def test_the_earlier_end_counts(self) -> None:
        """Ended on the 20th, entered of record as ended on the 15th: it ended on the 15th; live it is ended once."""
        case = a_case("file_case")
        case.does("begin_excluded_time", "2026-09-10", ground="monitoring")
        case.does("end_excluded_time", "2026-09-20", of="begin_excluded_time")
        with refuses("already-done"):
            case.does("end_excluded_time", "2026-09-21", of="begin_excluded_time")
        ended = of_record(case, "end_excluded_time", "2026-09-15", of="begin_excluded_time")

        assert "不得重复" in ended.irregularity
        assert term(case, "case_decision_period", "2026-09-22").suspended_days == 6

    def test_it_begins_once_on_each_ground(self) -> None:
        """生态环境行政处罚办法 art. 57: what stands still already does not begin to; another ground may overlap."""
        case = a_case("file_case")
        case.does("begin_excluded_time", "2026-09-10", ground="monitoring")
        with refuses("running-already", article="第57条"):
            case.does("begin_excluded_time", "2026-09-11", ground="monitoring")
        case.does("begin_excluded_time", "2026-09-11", ground="appraisal")
        case.does("end_excluded_time", "2026-09-20", of=next(act.no for act in case.acts if "excluded" in act.name))

        assert case.does("begin_excluded_time", "2026-09-21", ground="monitoring")

    def test_the_earlier_end_of_an_appraisal_counts(self) -> None:
        """The same for the appraisal of what was seized."""
        case = sealed()
        does(case, "notify_seizure_appraisal", "2026-09-03", of="impose_seizure", until="2026-09-20")
        does(case, "end_seizure_appraisal", "2026-09-10", of="notify_seizure_appraisal")
        with refuses("already-done"):
            does(case, "end_seizure_appraisal", "2026-09-12", of="notify_seizure_appraisal")
        of_record(case, "end_seizure_appraisal", "2026-09-08", of="notify_seizure_appraisal")

        assert term(case, "seizure_period", "2026-09-12").suspended_days == 6

    def test_resuming_the_investigation_ends_nothing_else(self) -> None:
        """Monitoring goes on when the investigation is taken up again."""
        case = a_case("file_case")
        case.does("begin_excluded_time", "2026-09-10", ground="monitoring")
        case.does("suspend_investigation", "2026-09-11", ground="force_majeure", reason="洪水")
        case.does("resume_investigation", "2026-09-14")

        assert term(case, "case_decision_period", "2026-09-15").state == "suspended"

    def test_what_stops_after_the_nominal_last_day_stops_nothing(self) -> None:
        """Filed on 2 March 2026, the 90th day is Sunday 31 May, rolled to 1 June; monitoring that begins on that day stops nothing."""
        case = found("2026-03-01")
        case.does("file_case", "2026-03-02 10:00")
        case.does("begin_excluded_time", "2026-06-01", ground="monitoring")

        assert str(term(case, "case_decision_period", "2026-06-01").last_day) == "2026-06-01"
