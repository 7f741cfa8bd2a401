"""Document numbers (文号): in order by issuer, word and year, without gaps, never given twice."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from sqlalchemy import Engine, event, select

from database.connection import reading
from docket import reader, tables
from docket.scope import EVERYTHING
from docket.writer import record
from models.effects import Effect
from tests.docket.values import document, entry


def _record(engine: Engine, file_no: str, *effects: Effect, revision: int = 1, **more: Any) -> None:  # noqa: ANN401
    record(engine, entry(file_no, revision, effects=effects, **more))


def _numbers(engine: Engine, file_no: str) -> list[str]:
    return [row.number for row in reader.documents(engine, EVERYTHING, file_no)]


def test_documents_of_one_series_are_numbered_in_order(engine: Engine) -> None:
    """衡环山罚〔2026〕1号, then 2号, whichever case they belong to."""
    _record(engine, "2026-000001", document())
    _record(engine, "2026-000002", document())

    assert _numbers(engine, "2026-000001") == ["衡环山罚〔2026〕1号"]
    assert _numbers(engine, "2026-000002") == ["衡环山罚〔2026〕2号"]


def test_each_issuer_word_and_year_has_its_own_series(engine: Engine) -> None:
    """Another bureau, another kind of document or another year begins with 1."""
    others = (document(word="责改"), document(issuer="u-4304", act_no=2), document(year=2027, act_no=3))
    _record(engine, "2026-000001", document(act_no=4), *others, acts=4)

    assert sorted(_numbers(engine, "2026-000001")) == [
        "衡环山罚〔2026〕1号",
        "衡环山罚〔2027〕1号",
        "衡环山责改〔2026〕1号",
        "衡环罚〔2026〕1号",
    ]


def test_a_document_keeps_its_number(engine: Engine) -> None:
    """A judgment told again takes no further number."""
    _record(engine, "2026-000001", document())
    _record(engine, "2026-000001", document(), revision=2, acts=2)
    _record(engine, "2026-000002", document())

    assert _numbers(engine, "2026-000001") == ["衡环山罚〔2026〕1号"]
    assert _numbers(engine, "2026-000002") == ["衡环山罚〔2026〕2号"]


def test_a_rehearsal_takes_no_real_number(engine: Engine) -> None:
    """A rehearsed decision is numbered in a series of its own and says what it is."""
    _record(engine, "R2026-000001", document(), rehearsal=True)
    _record(engine, "2026-000001", document())

    assert _numbers(engine, "R2026-000001") == ["（演练）衡环山罚〔2026〕1号"]
    assert _numbers(engine, "2026-000001") == ["衡环山罚〔2026〕1号"]


def test_a_write_that_fails_takes_no_number(engine: Engine) -> None:
    """What is not recorded leaves no gap."""
    event.listen(engine, "before_cursor_execute", _fail_at_the_register)
    with pytest.raises(OSError, match="full"):
        _record(engine, "2026-000001", document())
    event.remove(engine, "before_cursor_execute", _fail_at_the_register)
    _record(engine, "2026-000002", document())

    assert _numbers(engine, "2026-000002") == ["衡环山罚〔2026〕1号"]


def _fail_at_the_register(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
    """Fail when the serial is taken already and the number is about to be entered."""
    if statement.startswith("INSERT INTO document_numbers"):
        raise OSError("the disk is full")


def test_cases_decided_at_the_same_moment_get_different_numbers_without_gaps(engine: Engine) -> None:
    """Many writers, two series taken in opposite order, no number twice, none left out, nobody locked out."""
    ways = (("罚", "责改"), ("责改", "罚"))

    def decide(serial: int) -> None:
        made = (document(index, word=word) for index, word in enumerate(ways[serial % 2], 1))
        _record(engine, f"2026-{serial:06d}", *made, acts=2)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(decide, range(1, 41)))

    table = tables.document_numbers
    with reading(engine) as connection:
        for word in ("罚", "责改"):
            query = select(table.c.serial).where(table.c.word == word).order_by(table.c.serial)
            assert list(range(1, 41)) == list(connection.execute(query).scalars())
