"""What is public of complaints each month: counts with their meaning, nothing of who complained."""

from datetime import date, datetime
from typing import Any

import pytest
from sqlalchemy import Engine, update

from docket.tables import files
from docket.writer import record
from judging.admission import act_from
from models.file import Entry
from models.values import CIVIL
from public_site.complaint_months import DEFINITIONS, Counted, complaint_month, months_of_complaints
from tests.builders import command
from tests.docket.values import complaint, entry

ON = date(2026, 5, 1)


Said = tuple[str, dict[str, Any]]


def complained(engine: Engine, number: int, at: str, *said: Said, **more: Any) -> None:  # noqa: ANN401
    """Record a complaint that came at a time, with what was done in it."""
    file_no = f"{'R' if more.get('rehearsal') else ''}T2026-{number:06}"
    begun = entry(file_no, kind="Complaint", opening=complaint("12345"), acts=1 + len(said), **more)
    told = [command(act, "2026-04-02", **fields) for act, fields in said]
    done = tuple(act_from(one, no, one.happened_at) for no, one in enumerate(told, 2))
    record(engine, Entry(**{**dict(begun), "acts": (begun.acts[0], *done)}))
    with engine.begin() as connection:
        opened = datetime.fromisoformat(at).replace(tzinfo=CIVIL)
        connection.execute(update(files).where(files.c.file_no == file_no).values(opened_at=opened, pollution="|air|"))


def test_a_month_is_counted_from_its_first_instant_to_its_last(engine: Engine) -> None:
    """By civil days; what came the minute before and the minute after is another month's; no rehearsal counts."""
    for number, at in enumerate(("2026-02-28T23:59", "2026-03-01T00:00", "2026-03-31T23:59", "2026-04-01T00:00"), 1):
        complained(engine, number, at)
    complained(engine, 9, "2026-03-15T12:00", rehearsal=True)

    found = complaint_month(engine, date(2026, 3, 15), ON)

    assert ("2026-03", 2) == (found.month, found.total.received)
    assert [date(2026, month, 1) for month in (2, 3, 4)] == list(months_of_complaints(engine))


def test_what_became_of_complaints_is_counted_by_what_they_are_about(engine: Engine) -> None:
    """The last finding counts, what was withdrawn does not."""
    accepted: Said = ("accept_complaint", {})
    answer = {"result": "已责令改正"}
    complained(engine, 1, "2026-03-01", accepted, ("answer_complaint", {"finding": "untrue", **answer}))
    twice = [("answer_complaint", {"finding": one, **answer}) for one in ("untrue", "mostly_true")]
    complained(engine, 2, "2026-03-02", accepted, *twice)
    complained(engine, 3, "2026-03-03", ("refuse_complaint", {"ground": "no_facts", "reason": "没有具体事实"}))
    complained(engine, 4, "2026-03-04", accepted, ("withdraw_act", {"of": 2, "reason": "误录"}))

    found = complaint_month(engine, date(2026, 3, 1), ON)

    said = {"received": 4, "accepted": 2, "refused": 1, "answered": 2, "true": 1, "untrue": 1}
    assert Counted(name="合计", **said) == found.total
    assert [("大气", 4)] == [(one.name, one.received) for one in found.by_pollution]
    assert [("未确定", 4)] == [(one.name, one.received) for one in found.by_industry]
    assert [("衡山县", 4)] == [(one.name, one.received) for one in found.by_place]


@pytest.mark.parametrize("column", sorted(Counted.model_fields.keys() - {"name"}))
def test_every_figure_has_its_meaning(column: str) -> None:
    """Nobody has to guess what a column counts."""
    assert DEFINITIONS[column]


def test_a_month_without_complaints_is_all_noughts(sqlite: Engine) -> None:
    """Nothing came, and nothing is asked of an empty list."""
    assert () == months_of_complaints(sqlite)
    assert Counted(name="合计") == complaint_month(sqlite, date(2026, 3, 1), ON).total
