"""A term that runs in hours is shown to the minute, with the hours left; one that ended says so, and not that it runs."""

import pytest
from rich.console import Console

from cli.short_page import short_page
from console.file_view import FileView, last_day, remaining
from judging.explaining import explain_term
from kinds import EMERGENCY
from models.file import File
from tests.builders import PaperCase, moment

RULE = "emergency_report_general"


def emergency() -> PaperCase:
    """Return an emergency known at two in the night of 1 October 2026: its first report is due at ten past six."""
    known = PaperCase(kind=EMERGENCY)
    known.does("report_emergency", "2026-10-01 02:10")
    known.does("classify_emergency", "2026-10-01 02:20", level="ordinary")
    return known


@pytest.mark.parametrize(
    ("at", "told"),
    [("2026-10-01 04:00", "剩2小时10分"), ("2026-10-01 06:09", "剩1分"), ("2026-10-01 07:10", "逾期1小时")],
)
def test_what_is_left_of_hours_is_told_in_hours(at: str, told: str) -> None:
    """A last day alone would say nothing of four hours."""
    term = next(one for one in emergency().at(at).terms if one.rule == RULE and one.open)

    assert (last_day(term), remaining(term, moment(at))) == ("2026-10-01 06:10", told)


def test_the_page_of_a_file_shows_the_instant() -> None:
    """Where it is read, beside the name of the term."""
    case = emergency()
    view = FileView(kind="Emergency", standing=case.at("2026-10-01 04:00"), acts=tuple(case.acts), names={})
    console = Console(width=200, color_system=None)
    with console.capture() as captured:
        console.print(short_page(view, 200))

    assert "2026-10-01 06:10　剩2小时10分" in captured.get()


def test_a_term_that_was_kept_does_not_run() -> None:
    """How it stands in the file is told, and no days that are left of it."""
    case = emergency()
    case.does("send_first_report", "2026-10-01 05:00")
    now = case.at("2026-10-01 05:30")
    term = next(one for one in now.terms if one.rule == RULE and one.state == "met")
    file = File(kind="Emergency", acts=tuple(case.acts), revision=1, standing=now)
    text = explain_term(EMERGENCY, file, term.key, case.law).text

    assert f"在本案中：按期完成（第{term.ended_by}号行为）" in text
    assert "正在进行" not in text
