"""A monitoring alarm: its review within the city's norm, what is one exceedance, taken over or put aside, and the case."""

from datetime import date
from typing import Any

import pytest

from kinds import ALARM
from models.acts.alarm import RecordAlarm
from models.acts.delivery import RecordDelivery, RecordDeliveryRefused
from models.acts.finding import ReportFinding
from models.effects import OpenFile, TellFile
from models.particulars import AlarmParticulars
from models.people import Actor
from tests.builders import CLERK, OFFICER, PARTY, PaperCase, enters, moment
from tests.procedures.measures import effects_of, terms
from tests.procedures.refusing import refuses

CAME = "2026-09-01 09:30"
REVIEW = "norm.alarm_review"
THIS = Actor(id="Alarm:M2026-000001", kind="file", unit=OFFICER.unit, level=2)


def alarm(**fields: Any) -> PaperCase:  # noqa: ANN401
    """Return an alarm that has just come in, of an exceedance from eight to nine."""
    file = PaperCase(kind=ALARM)
    file.number = "M2026-000001"
    file.does("receive_alarm", CAME, **fields)
    return file


def arrived(file: PaperCase, what: str, case: str = "2026-000001") -> None:
    """Have the receipt of what the last act sent come back."""
    effect = f"{file.number}/{len(file.acts)}/{what}"
    enters(file, RecordDelivery(effect=effect, receiver=case, file_no=case, act_no=1), "2026-09-01 13:00")


class TestTheReview:
    @pytest.mark.parametrize(
        ("at", "state"), [("2026-09-02 08:29", "met"), ("2026-09-02 09:29", "met"), ("2026-09-02 10:31", "met_late")]
    )
    def test_it_is_looked_at_within_the_norm_and_shown_as_a_norm(self, at: str, state: str) -> None:
        """An hour before the end, at the last minute, an hour after; what it rests on says that it is no law."""
        file = alarm()
        file.does("open_case_of_alarm", at)
        (term,) = terms(file, REVIEW, at)

        assert state == term.state
        assert "服务规范" in term.citation

    def test_one_that_nobody_looks_at_climbs(self) -> None:
        """The lapse is written at the minute, and told one grid level up."""
        file = alarm()
        file.waits_until("2026-09-02 09:30")

        assert "late" == file.at("2026-09-02 09:30").alert
        assert file.names()[-1] == "term_lapses"


class TestTheSameExceedance:
    @pytest.mark.parametrize(
        ("began", "ended", "refused"),
        [
            ("2026-09-01T12:00", "2026-09-01T12:30", ""),  # the gap to its last minute
            ("2026-09-01T12:01", "2026-09-01T12:30", "other-exceedance"),
            ("2026-09-01T04:00", "2026-09-01T05:00", ""),  # told late, of what was before
            ("2026-09-01T03:00", "2026-09-01T04:59", "other-exceedance"),
            ("2026-09-01T08:30", "2026-09-01T08:40", ""),
        ],
    )
    def test_it_goes_on_within_the_gap(self, began: str, ended: str, refused: str) -> None:
        """From the end at nine, and before the beginning at eight, three hours count as the same."""
        file = alarm()
        if not refused:
            file.does("add_exceedance", "2026-09-01 13:00", began_at=began, ended_at=ended)
            told = file.at("2026-09-01 13:00").particulars
            assert isinstance(told, AlarmParticulars)
            assert 2 == told.exceedances
            return
        with refuses(refused, article="服务规范"):
            file.does("add_exceedance", "2026-09-01 13:00", began_at=began, ended_at=ended)

    @pytest.mark.parametrize(
        ("fields", "code"),
        [
            ({"value": "100", "limit": "100"}, "within-limit"),
            ({"value": "6.0", "limit": "6.0", "is_floor": True}, "within-limit"),
            ({"ended_at": "2026-09-01T07:59"}, "ends-before-it-began"),
            ({"began_at": "2026-09-02T08:00", "ended_at": None}, "clock-ahead"),
            ({"ended_at": "2026-09-01T09:31"}, "clock-ahead"),
        ],
    )
    def test_what_cannot_be_is_refused(self, fields: dict[str, Any], code: str) -> None:
        """A value on its limit, an end before the beginning, a device whose clock is ahead."""
        with refuses(code):
            alarm(**fields)

    def test_another_pollutant_is_another_alarm(self) -> None:
        """An outlet may be above several limits at once, each an alarm of its own."""
        with refuses("other-pollutant"):
            alarm().does("add_exceedance", "2026-09-01 11:30", pollutant="氨氮")


class TestTakenOver:
    def test_a_case_is_opened_whose_review_runs_from_the_alarm(self) -> None:
        """The case hears who it was, since when, and which alarm it came from."""
        file = alarm(party=PARTY)
        file.does("open_case_of_alarm", "2026-09-02 09:00")
        sent = effects_of(file, "open_case_of_alarm", "2026-09-02 09:00")
        (opened,) = [one for one in sent if isinstance(one, OpenFile)]
        content = opened.content

        assert isinstance(content, ReportFinding)
        assert (PARTY, date(2026, 9, 1), date(2026, 9, 1)) == (content.party, content.conduct_from, content.received_on)
        assert (file.number, "监测发现") == (content.alarm, content.called)

    def test_an_open_case_is_told_what_was_measured_and_why(self) -> None:
        """And once a day that it goes on."""
        file = alarm()
        file.does("add_exceedance", "2026-09-01 11:30")
        file.does("join_alarm_to_case", "2026-09-01 12:00")
        sent = effects_of(file, "join_alarm_to_case", "2026-09-01 12:00")
        (told,) = [one for one in sent if isinstance(one, TellFile)]
        arrived(file, "joined")

        def is_told(hour: int) -> bool:
            """Tell whether the case hears of an exceedance of one hour."""
            at = f"2026-09-01 {hour + 1}:30"
            hours = {"began_at": f"2026-09-01T{hour}:00", "ended_at": f"2026-09-01T{hour + 1}:00"}
            file.does("add_exceedance", at, **hours)
            return any(isinstance(one, TellFile) for one in effects_of(file, "add_exceedance", at))

        assert isinstance(told.content, RecordAlarm)
        assert "共2次报送" in told.content.exceedance
        assert "化学需氧量152.4mg/L，超过限值100mg/L" in told.content.exceedance
        assert [True, False] == [is_told(12), is_told(14)]

    def test_what_a_case_refuses_is_free_again(self) -> None:
        """A case that was decided meanwhile does not take it: another one is opened, and it is not archived before."""
        file = alarm()
        file.does("join_alarm_to_case", "2026-09-01 12:00")
        effect = f"{file.number}/2/joined"
        with refuses("out-of-order"):
            file.does("open_case_of_alarm", "2026-09-01 12:30")
        refused = RecordDeliveryRefused(effect=effect, receiver="2026-000001", code="closed", sentence="已结案")
        enters(file, refused, "2026-09-01 13:00")
        with refuses("out-of-order", says="收到回执"):
            file.does("archive_alarm", "2026-09-01 13:30")

        file.does("open_case_of_alarm", "2026-09-01 14:00")
        arrived(file, "case")
        file.does("archive_alarm", "2026-09-02")

        assert "alarm_archived" == file.at("2026-09-02").stage

    def test_data_that_are_marked_invalid_are_no_ground(self) -> None:
        """Unless the marks themselves seem false; before the marks were regulated nothing of the kind is asked."""
        with refuses("marked-invalid", article="标记规则"):
            alarm(data_mark="device").does("open_case_of_alarm", "2026-09-01 10:00")

        alarm(data_mark="device").does("open_case_of_alarm", "2026-09-01 10:00", is_falsely_marked=True)
        alarm(data_mark="operation").does("open_case_of_alarm", "2026-09-01 10:00")


class TestPutAside:
    @pytest.mark.parametrize(
        ("fields", "code", "article"),
        [
            ({"ground": "marked_invalid"}, "not-marked", "标记规则"),
            ({"ground": "device_fault"}, "fault-unreported", "现场监督检查办法"),
        ],
    )
    def test_the_ground_is_borne_out(self, fields: dict[str, Any], code: str, article: str) -> None:
        """Marks that are there, a fault that was reported."""
        with refuses(code, article=article):
            alarm().does("set_alarm_aside", "2026-09-01 10:00", **fields)

    def test_the_head_does_it_and_what_comes_after_is_another_alarm(self) -> None:
        """What is told late of the time that the head knew is still of this one."""
        file = alarm()
        with refuses("no-power"):
            file.does("set_alarm_aside", "2026-09-01 10:00", by=OFFICER)
        file.does("set_alarm_aside", "2026-09-01 10:00")
        file.does("add_exceedance", "2026-09-01 11:30", began_at="2026-09-01T08:50", ended_at="2026-09-01T08:55")
        with refuses("alarm-put-aside"):
            file.does("add_exceedance", "2026-09-01 11:40")
        file.does("archive_alarm", "2026-09-02", by=CLERK)

        assert ["met"] == [one.state for one in terms(file, REVIEW, "2026-09-02")]


class TestInTheCase:
    WORD: dict[str, Any] = {
        "alarm": "M2026-000001",
        "grid": "430423100",
        "pollution": ["water"],
        "exceedance": "超标",
        "by": THIS,
    }

    @pytest.mark.parametrize(
        ("fields", "code"),
        [
            ({"alarm": "M2026-000002"}, "not-its-alarm"),
            ({"grid": "430423101"}, "not-the-same-matter"),
            ({"pollution": ["air"]}, "not-the-same-matter"),
            ({"party": "party-other"}, "not-the-same-matter"),
            ({}, ""),
            ({"grid": "430423101", "party": PARTY.id}, ""),
        ],
    )
    def test_it_is_of_the_same_site_and_conduct(self, fields: dict[str, Any], code: str) -> None:
        """The same party, or the same grid where no other party is known, and the same pollution."""
        case = PaperCase()
        case.does("report_finding", "2026-09-01 08:00", party=PARTY)
        if code:
            with refuses(code, article="衡政办发"):
                case.does("record_alarm", "2026-09-01 12:00", **{**self.WORD, **fields})
        else:
            case.does("record_alarm", "2026-09-01 12:00", **{**self.WORD, **fields})
            assert "record_alarm" == case.names()[-1]

    def test_what_comes_after_the_decision_is_another_violation(self) -> None:
        """It is refused, so that the alarm opens a case of its own."""
        case = PaperCase()
        case.does("report_finding", "2026-09-01", by=OFFICER)
        case.does("decline_filing", "2026-09-02")
        with refuses("out-of-order"):
            case.does("record_alarm", "2026-09-03", **self.WORD)

    def test_the_case_names_the_alarm_it_came_from(self) -> None:
        """来源监测报警."""
        case = PaperCase()
        case.does(
            "report_finding", moment(CAME), by=THIS, source="monitoring", alarm="M2026-000001", received_on="2026-09-01"
        )

        assert ("来源监测报警", "M2026-000001") == case.at(CAME).particulars.other_file
        assert [date(2026, 9, 16)] == [one.last_day for one in terms(case, "case_filing_decision", CAME)]
