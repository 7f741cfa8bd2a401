"""The writer: once per revision, nothing older wins, only what is new is written."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import Engine, Table, event, func, select

from database.connection import reading
from docket import reader, tables
from docket.scope import EVERYTHING
from docket.writer import record
from models.acts import Act
from models.counted import Counted
from tests.docket.listed import listed
from tests.docket.values import document, entry, message, term


def _count(engine: Engine, table: Table) -> int:
    with reading(engine) as connection:
        return int(connection.execute(select(func.count()).select_from(table)).scalar_one())


def _record(engine: Engine, *args: Any, **more: Any) -> bool:  # noqa: ANN401  what an entry takes
    return record(engine, entry(*args, **more)).written


def fact_like(act: Act, *, key: str) -> Act:
    """Return an act that was sent under another key."""
    return act.model_copy(update={"key": key})


def test_recording_twice_is_recording_once(engine: Engine) -> None:
    """The same revision sent again is written once: the same rows, the same document number."""
    effects = (document(), message("p-430423-01"))

    first = _record(engine, acts=2, terms=(term(last_day=date(2026, 3, 3)),), effects=effects)
    again = _record(engine, acts=2, terms=(term(last_day=date(2026, 3, 3)),), effects=effects)

    assert (first, again) == (True, True)
    counts = {table.name: _count(engine, table) for table in (tables.files, tables.acts, tables.terms, tables.effects)}
    assert counts == {"files": 1, "acts": 2, "terms": 1, "effects": 2}
    assert _count(engine, tables.document_numbers) == 1


def test_a_task_that_is_done_again_and_knows_one_act_more_is_written_as_it_came_last(engine: Engine) -> None:
    """The engine's own act had been the third; now a person's is, and the engine's comes after it."""
    _record(engine, revision=1, acts=2, effects=(document(), message("p-430423-01", 2)))
    known = entry(revision=2, acts=4)
    warned = fact_like(known.acts[2], key="engine/term_near_end/a")
    cut_off = known.model_copy(update={"since": 2, "acts": (*known.acts[:2], warned)})
    record(engine, cut_off.model_copy(update={"standing": entry(acts=3).standing, "effects": (message("p-1", 3),)}))

    done_again = (*known.acts[:3], fact_like(known.acts[3], key=warned.key))
    effects = (document(3), message("p-1", 4))
    record(engine, known.model_copy(update={"since": 2, "acts": done_again, "effects": effects}))

    file = reader.last_file(engine, EVERYTHING, "2026-000001")
    assert file is not None
    assert [act.key for act in file.acts] == [act.key for act in done_again]
    with reading(engine) as connection:
        kept = connection.execute(select(tables.effects.c.act_no).order_by(tables.effects.c.act_no)).scalars().all()
        told = connection.execute(select(tables.recipients.c.key).order_by(tables.recipients.c.key)).scalars().all()
    assert kept == [1, 2, 3, 4]
    assert told == [message("p", 2).key, message("p-1", 4).key]


def test_an_older_revision_never_wins(engine: Engine) -> None:
    """A late retry of an earlier judgment leaves the newer one untouched."""
    _record(engine, revision=5, acts=3, stage="filed", stage_name="已立案")

    written = _record(engine, revision=4, acts=2, effects=(document(),))

    row = listed(engine, EVERYTHING, "2026-000001")
    assert written is False
    assert row is not None
    assert (row.revision, row.stage, row.acts) == (5, "filed", 3)
    assert _count(engine, tables.document_numbers) == 0


def test_each_act_is_kept_once_and_as_it_was_recorded(engine: Engine) -> None:
    """Acts come as the whole list each time; the docket has each of them once."""
    _record(engine, revision=1, acts=1)
    _record(engine, revision=2, acts=4)

    file = reader.last_file(engine, EVERYTHING, "2026-000001")

    assert file is not None
    assert list(file.acts) == list(entry(acts=4).acts)
    assert file.standing == entry(acts=4).standing


def test_a_gap_in_the_acts_is_a_fault_and_writes_nothing(engine: Engine) -> None:
    """A docket that lacks act 1 would be a lie; the writer says so and the transaction is undone."""
    gap = entry(acts=3)

    with pytest.raises(ValueError, match="不相衔接"):
        record(engine, gap.model_copy(update={"acts": gap.acts[1:]}))

    assert _count(engine, tables.files) == 0


def test_terms_are_replaced_by_their_key(engine: Engine) -> None:
    """A term that moved is changed, a new one added, and one that fell away with a correction is taken out."""
    _record(engine, revision=1, terms=(term("a", last_day=date(2026, 3, 5)), term("b", last_day=date(2026, 3, 6))))

    moved, new = term("a", last_day=date(2026, 3, 9)), term("c", last_day=date(2026, 3, 7))
    _record(engine, revision=2, terms=(moved, new))

    file = reader.last_file(engine, EVERYTHING, "2026-000001")
    assert file is not None
    assert {item.key: item.last_day for item in file.standing.terms} == {
        "a#1": date(2026, 3, 9),
        "c#1": date(2026, 3, 7),
    }


def test_a_passing_day_rewrites_no_term(sqlite: Engine) -> None:
    """Days left are counted when asked, so a term that only grew older is not written again."""
    _record(sqlite, revision=1, terms=(term(last_day=date(2026, 3, 9), days_left=7),))
    statements = _statements(sqlite)

    _record(sqlite, revision=2, terms=(term(last_day=date(2026, 3, 9), days_left=6),))

    assert not [text for text in statements if text.startswith("INSERT INTO terms")]


def test_what_is_counted_is_written_when_it_changes(sqlite: Engine) -> None:
    """A judgment that counts the same acts touches none of their rows; one that counts them otherwise has them anew."""
    fined = Counted(act=1, kind="penalty", on=date(2026, 3, 2), unit="u-430423", fine=Decimal("20000.10"))
    record(sqlite, entry(revision=1).model_copy(update={"counted": (fined,)}))
    statements = _statements(sqlite)

    record(sqlite, entry(revision=2).model_copy(update={"counted": (fined,)}))
    assert not [text for text in statements if text.startswith(("INSERT INTO counted", "DELETE FROM counted"))]
    record(sqlite, entry(revision=3).model_copy(update={"counted": (fined.model_copy(update={"fine": None}),)}))
    assert [text for text in statements if text.startswith("INSERT INTO counted")]
    with sqlite.connect() as connection:
        assert connection.execute(select(tables.counted.c.fine)).scalars().all() == [0]


def test_an_act_costs_few_statements(sqlite: Engine) -> None:
    """The writer sits on the path of every command: case, act, terms read, changed term, effect, recipient."""
    _record(sqlite, revision=1, terms=(term("a", last_day=date(2026, 3, 9)), term("b")))
    statements = _statements(sqlite)

    ended = term("a", last_day=date(2026, 3, 9), state="met", ended_by=2)
    _record(sqlite, revision=2, acts=2, since=1, terms=(ended, term("b")), effects=(message("p-430423-01", 2),))

    assert len([text for text in statements if not text.startswith("BEGIN")]) <= 7


def test_an_effect_is_kept_once_under_its_key(engine: Engine) -> None:
    """A judgment that names an effect again does not send it again."""
    _record(engine, revision=1, effects=(message("p-430423-01"),))
    _record(engine, revision=2, acts=2, effects=(message("p-430423-01"), message("p-430423-01", 2)))

    assert _count(engine, tables.effects) == 2
    assert _count(engine, tables.recipients) == 2


def test_two_effects_of_one_key_in_one_judgment_are_one(engine: Engine) -> None:
    """The key decides, also within one list."""
    _record(engine, effects=(message("p-430423-01"), message("p-430423-01")))

    assert _count(engine, tables.effects) == 1


def _statements(engine: Engine) -> list[str]:
    """Return a list that fills with the statements from now on."""
    said: list[str] = []

    def listen(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        said.append(statement)

    event.listen(engine, "before_cursor_execute", listen)
    return said
