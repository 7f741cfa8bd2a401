"""A paper that has opened a file is known again by its words; a rehearsal and other words are none of it."""

from sqlalchemy import Engine

from docket.openings import opened_by
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
