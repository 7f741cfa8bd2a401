"""A paper that has opened a file is known again by its words; a rehearsal and other words are none of it."""

from sqlalchemy import Engine

from docket.openings import opened_by, received_in_the_month_of
from docket.writer import record
from tests.docket.values import entry

ACT, SAID = "report_finding", {"summary": "沟水发黑"}


def test_the_file_that_was_opened_with_the_same_words_is_found(engine: Engine) -> None:
    """All the words, whole, in a live file."""
    assert "" == opened_by(engine, ACT, SAID)
    record(engine, entry("R2026-000001", rehearsal=True))
    assert "" == opened_by(engine, ACT, SAID)
    record(engine, entry("2026-000001"))
    record(engine, entry("2026-000002"))

    assert "2026-000001" == opened_by(engine, ACT, SAID)
    assert "" == opened_by(engine, ACT, {"summary": "沟水"})
    assert "" == opened_by(engine, "receive_complaint", SAID)


def test_of_some_files_those_are_counted_that_the_same_unit_opened_in_the_same_month(engine: Engine) -> None:
    """By the day of the opening in Beijing; itself included, a file that nobody knows counts for nothing."""
    for number in ("2026-000001", "2026-000002", "2026-000003"):
        record(engine, entry(number))
    month, count = received_in_the_month_of(engine, "2026-000001", ("2026-000001", "2026-000002", "2026-000009"))

    assert (7, 2) == (len(month), count)
    assert ("", 0) == received_in_the_month_of(engine, "2026-000009", ())
