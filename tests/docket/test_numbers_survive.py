"""Numbers outlive the form of the database: what cases and documents were given before other kinds came stays theirs."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from sqlalchemy import Connection, Engine, insert, inspect, text
from sqlalchemy.exc import IntegrityError

from database import schema
from database.connection import connect, reading
from docket import reader
from docket.scope import EVERYTHING
from docket.tables import document_numbers
from docket.writer import record
from models.values import CIVIL
from registry.errors import KeyReused
from registry.numbers import FileNumbers
from tests.docket.postgres import cluster
from tests.docket.values import document, entry

BEFORE, AFTER = "0003", "0004"
GIVEN_AT = datetime(2026, 3, 2, 12, tzinfo=CIVIL)
CASES = (
    # sender, key, year, rehearsal, serial, number
    ("12369", "k1", 2026, False, 1, "2026-000001"),
    ("12369", "k2", 2026, False, 2, "2026-000002"),
    ("u-430423", "k1", 2025, False, 7, "2025-000007"),
    ("12369", "r1", 2026, True, 3, "R2026-000003"),
)
SERIES = ((2026, False, 2), (2025, False, 7), (2026, True, 3))
DOCUMENT = ("u-430423", "罚", 2026, False, 1, "2026-000001", "9/document-罚", "衡环山罚〔2026〕1号")

CASE = {
    "case_no": "2026-000001",
    **dict.fromkeys(("revision", "acts", "acts_before"), 1),
    **dict.fromkeys(("stage", "stage_name", "alert", "grid", "level2_grid", "unit", "person"), "x"),
    **dict.fromkeys(("unit1", "unit2", "unit3", "sender", "pollution", "party", "due_term", "edition"), "x"),
    **dict.fromkeys(("closed", "archived", "rehearsal"), False),
    **dict.fromkeys(("opened_at", "at"), GIVEN_AT.isoformat(" ")),
    "due": "2026-03-05",
    "standing": "{}",
}
ACT = {
    "case_no": "2026-000001",
    "no": 1,
    **dict.fromkeys(("act", "actor", "unit"), "x"),
    **dict.fromkeys(("happened_at", "recorded_at"), GIVEN_AT.isoformat(" ")),
    "of_record": False,
    "body": "{}",
}


@pytest.fixture(params=["sqlite", "postgresql"])
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """A database as it was before there were kinds of file, with cases and a decision that have their numbers."""
    file = f"sqlite:///{tmp_path / 'old.sqlite3'}"
    engine = connect(cluster().url(cluster().create()) if request.param == "postgresql" else file)
    with engine.begin() as connection:
        command.upgrade(schema._config(connection), BEFORE)
        _fill(connection)
    yield engine
    engine.dispose()


def _fill(connection: Connection) -> None:
    for table, row in (("cases", CASE), ("acts", ACT)):
        _insert(connection, table, ", ".join(row), [tuple(row.values())])
    _insert(connection, "case_series", "year, rehearsal, last", SERIES)
    numbered = [(*row, "digest", GIVEN_AT.isoformat(" ")) for row in CASES]
    _insert(
        connection,
        "case_numbers",
        "sender, sender_key, year, rehearsal, serial, case_no, digest, allocated_at",
        numbered,
    )
    _insert(connection, "document_series", "issuer, word, year, rehearsal, last", [DOCUMENT[:5]])
    _insert(connection, "document_numbers", "issuer, word, year, rehearsal, serial, case_no, key, number", [DOCUMENT])


def _insert(connection: Connection, table: str, columns: str, rows: Any) -> None:  # noqa: ANN401  whatever a row holds
    names = columns.split(", ")
    marks = ", ".join(f":{name}" for name in names)
    statement = text(f"INSERT INTO {table} ({columns}) VALUES ({marks})")  # noqa: S608  our own names
    connection.execute(statement, [dict(zip(names, row, strict=True)) for row in rows])


def _rows(engine: Engine, table: str, columns: str) -> set[tuple[Any, ...]]:
    with reading(engine) as connection:
        found = connection.execute(text(f"SELECT {columns} FROM {table}"))  # noqa: S608  our own names
        return {tuple(row) for row in found}


def _to(engine: Engine, revision: str) -> None:
    with engine.begin() as connection:
        command.downgrade(schema._config(connection), revision)


def test_every_number_of_a_case_is_still_its_own(old: Engine) -> None:
    """A sender's key leads to the number it was given, with the content it was given for, and to no other."""
    schema.upgrade(old)

    numbers = FileNumbers(old, lambda: GIVEN_AT)
    for sender, key, year, rehearsal, _, file_no in CASES:
        again = numbers.allocate(sender, key, "digest", year, rehearsal=rehearsal)
        assert again == file_no
    with pytest.raises(KeyReused, match="2026-000002"):
        numbers.allocate("12369", "k2", "another", 2026)


def test_each_series_goes_on_where_it_was(old: Engine) -> None:
    """The next case takes the next number of its year; complaints begin with 1."""
    schema.upgrade(old)

    numbers = FileNumbers(old, lambda: GIVEN_AT)
    assert numbers.allocate("12369", "n1", "d", 2026) == "2026-000003"
    assert numbers.allocate("12369", "n2", "d", 2025) == "2025-000008"
    assert numbers.allocate("12369", "n3", "d", 2026, rehearsal=True) == "R2026-000004"
    assert numbers.allocate("12369", "n4", "d", 2026, letter="T") == "T2026-000001"


def test_the_number_of_a_document_stays_on_it(old: Engine) -> None:
    """A case that is written anew finds the number its decision bears on paper; the next decision takes the next."""
    schema.upgrade(old)
    decided = document(9)

    with old.begin() as connection:
        assert DOCUMENT in {tuple(row)[:8] for row in connection.execute(document_numbers.select())}
    record(old, entry("2026-000001", acts=9, effects=(decided,)))
    record(old, entry("2026-000002", effects=(document(),)))

    numbers = [reader.documents(old, EVERYTHING, no)[0].number for no in ("2026-000001", "2026-000002")]
    assert numbers == ["衡环山罚〔2026〕1号", "u-430423罚〔2026〕2号"]


def test_one_document_has_one_number(old: Engine) -> None:
    """That a document is numbered once is held by the database after the column of its file got another name."""
    schema.upgrade(old)

    place = {"issuer": "u-430423", "word": "罚", "year": 2026, "rehearsal": False, "serial": 2}
    same = {"file_no": "2026-000001", "key": "9/document-罚", "number": "衡环山罚〔2026〕2号"}
    with pytest.raises(IntegrityError), old.begin() as connection:
        connection.execute(insert(document_numbers).values(**place, **same))


def test_the_way_back_keeps_the_numbers_too(old: Engine) -> None:
    """Taken back, the form of cases is there again, with every number given before and since."""
    schema.upgrade(old)
    FileNumbers(old, lambda: GIVEN_AT).allocate("12369", "n1", "d", 2026)

    _to(old, BEFORE)

    assert {"cases", "case_numbers"} <= set(inspect(old).get_table_names())
    assert {"files", "file_numbers"}.isdisjoint(inspect(old).get_table_names())
    assert _rows(old, "case_series", "year, last") == {(2026, 3), (2025, 7)}
    assert {number for (number,) in _rows(old, "case_numbers", "case_no")} == {
        *(row[5] for row in CASES),
        "2026-000003",
    }
    assert _rows(old, "document_numbers", "case_no, key, number") == {DOCUMENT[5:]}


def test_there_is_no_way_back_over_a_number_of_another_kind(old: Engine) -> None:
    """The earlier form cannot hold a complaint's number, and would give it up: the step is refused, nothing changes."""
    schema.upgrade(old)
    FileNumbers(old, lambda: GIVEN_AT).allocate("12369", "n4", "d", 2026, letter="T")

    with pytest.raises(ValueError, match="0004 不能退回"):
        _to(old, BEFORE)

    assert schema.is_current(old)
    assert "T2026-000001" in {number for (number,) in _rows(old, "file_numbers", "file_no")}
