"""A staff list written out and read back changes nothing, whatever is in it; into an empty register it brings all of it."""

import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, Table, delete, insert, select

from database.connection import reading
from models.people import Role
from registry import seed
from registry.exchange.cells import RANKS, BadCell, public_text
from registry.exchange.forms import FORMS
from registry.exchange.leaving import export, template
from registry.tables import appointments, certificates, persons, posts, registry_changes, systems, units
from tests.registry.lists import HEADINGS, Desk, emptied, rows_of, staffed

SLOW = settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
EPOCH = date(2015, 1, 1)
UNITS = ("u-430423", "u-430424", "u-4304", "u-430423100")
PEOPLE = (appointments, certificates, posts, persons, systems)

Rows = list[dict[str, Any]]


def _public(text: str) -> bool:
    try:
        public_text(text)
    except BadCell:
        return False
    return True


words = (
    st.text(st.characters(categories=("L", "N", "P", "S", "Zs")) | st.sampled_from("=+-@'\",;"), max_size=30)
    .map(str.strip)
    .filter(_public)
)
names = st.text(st.sampled_from("赵钱孙李·-'Abc"), min_size=2, max_size=8).map(str.strip)
days = st.integers(0, 5000).map(lambda number: EPOCH + timedelta(days=number))
roles = st.sets(st.sampled_from(sorted(role.value for role in Role)), max_size=3).map(
    lambda held: " ".join(sorted(held))
)
addresses = st.sampled_from(["", "https://12369.example.cn/in?x=1", "http://127.0.0.1:9/in"])


@st.composite
def terms(draw: st.DrawFn) -> list[tuple[date, date | None]]:
    """Return spans of days that follow each other, the last one with or without an end."""
    marks = sorted(draw(st.sets(days, min_size=2, max_size=8)))
    spans: list[tuple[date, date | None]] = [(first, last - timedelta(days=1)) for first, last in pairwise(marks)]
    kept = [span for span in spans if draw(st.booleans())] or spans[:1]
    return [*kept, (marks[-1], None)] if draw(st.booleans()) else kept


@st.composite
def staff(draw: st.DrawFn) -> Mapping[Table, Rows]:
    """Return the rows of a register: people, posts through time, certificates, who answers, systems."""
    numbers = [f"h-{number:02d}" for number in range(draw(st.integers(1, 5)))]
    named = [(number, draw(names), draw(names), draw(st.none() | days)) for number in numbers]
    held = [
        _post(number, since, until, draw(st.sampled_from(UNITS)), draw(st.sampled_from(RANKS)), draw(roles))
        for number in numbers
        for since, until in draw(terms())
    ]
    answering = [
        {
            "grid": "430423",
            "level": 2,
            "unit": "u-430423",
            "post": "main",
            "person": who,
            "since": since,
            "until": until,
        }
        for since, until in draw(terms())
        for who in [draw(st.sampled_from(numbers))]
    ]
    cards = [(f"湘执{number}", draw(days), draw(days)) for number in numbers if draw(st.booleans())]
    return {
        persons: [
            {"id": number, "name": name, "former_name": former if on else "", "renamed_on": on}
            for number, name, former, on in named
        ],
        posts: held,
        certificates: [
            {"number": f"{card}001", "person": card[2:], "valid_from": min(one, two), "valid_until": max(one, two)}
            for card, one, two in cards
        ],
        appointments: answering,
        systems: [
            {"id": number, "name": draw(words.filter(bool)), "callback_url": draw(addresses), "callback_secret": ""}
            for number in draw(st.sets(st.sampled_from(["12369", "12345"])))
        ],
    }


def _post(person: str, since: date, until: date | None, unit: str, rank: str, held: str) -> dict[str, Any]:
    return {"person": person, "since": since, "until": until, "unit": unit, "rank": rank, "roles": held}


def filled(engine: Engine, rows: Mapping[Table, Rows], note: str) -> None:
    """Put rows into an empty register as they are, without the import."""
    with engine.begin() as connection:
        for table in (*PEOPLE, registry_changes):
            connection.execute(delete(table))
        connection.execute(units.update().where(units.c.id == "u-4304-police").values(note=note))
        for table, content in rows.items():
            if content:
                connection.execute(insert(table), content)


def registered(engine: Engine) -> dict[str, list[tuple[object, ...]]]:
    """Return the whole staff list."""
    with reading(engine) as connection:
        return {
            form.name: sorted(
                (tuple(row) for row in connection.execute(select(*(form.table.c[one.field] for one in form.columns)))),
                key=str,
            )
            for form in FORMS
        }


@contextmanager
def folder() -> Iterator[Path]:
    """Return a folder that goes with the example."""
    path = Path(tempfile.mkdtemp())
    try:
        yield path
    finally:
        shutil.rmtree(path)


@SLOW
@given(rows=staff(), note=words, book=st.booleans())
def test_what_was_written_out_changes_nothing_when_it_is_read(
    engine: Engine, rows: Mapping[Table, Rows], note: str, book: bool
) -> None:
    """import(export(x)) is x, as CSV and as a workbook, whole list or not, on both databases."""
    filled(engine, rows, note)
    with folder() as path:
        files = list(export(engine, path, book=book))
        again = Desk(engine, path).enter(*files)
        whole = Desk(engine, path).enter(*files, whole=True)

    assert (again.problems, again.changes) == ((), ())
    assert (whole.problems, whole.changes) == ((), ())


@SLOW
@given(rows=staff(), note=words)
def test_what_was_written_out_fills_an_empty_register(engine: Engine, rows: Mapping[Table, Rows], note: str) -> None:
    """What comes out of one register makes another the same, all of its past included."""
    filled(engine, rows, note)
    before = registered(engine)
    with folder() as path:
        files = list(export(engine, path))
        filled(engine, {}, note)
        entered = Desk(engine, path).enter(*files)

    assert entered.problems == ()
    assert registered(engine) == before


def test_the_list_of_a_day_has_what_held_on_that_day(sqlite: Engine, tmp_path: Path) -> None:
    """Under the names and in the posts of that day."""
    desk = staffed(Desk(emptied(sqlite), tmp_path))
    desk.enter(desk.file("人员", "h-01,张三丰,张三,2026-06-01"), desk.file("任职", "h-01,u-430424,正科级,,2026-06-01"))

    export(sqlite, tmp_path / "may", at=date(2026, 5, 31))
    export(sqlite, tmp_path / "june", at=date(2026, 6, 1))
    export(sqlite, tmp_path / "before", at=date(2025, 12, 31))

    assert rows_of(tmp_path / "may" / "人员.csv")[1] == ["h-01", "张三", "", ""]
    assert rows_of(tmp_path / "may" / "任职.csv")[1][1] == "u-430423"
    assert rows_of(tmp_path / "june" / "人员.csv")[1] == ["h-01", "张三丰", "张三", "2026-06-01"]
    assert rows_of(tmp_path / "june" / "任职.csv")[1][1] == "u-430424"
    assert len(rows_of(tmp_path / "before" / "任职.csv")) == 1


def test_cells_that_a_spreadsheet_would_compute_are_written_as_words(sqlite: Engine, tmp_path: Path) -> None:
    """CSV injection: an apostrophe keeps the cell from being computed, and is gone when it is read back."""
    desk = Desk(emptied(sqlite), tmp_path)
    noted = "u-4304-police,衡阳市公安局,一级,市直部门,,衡公,,,,'=cmd|calc"
    assert desk.enter(desk.file("单位", noted)).problems == ()

    export(sqlite, tmp_path / "out")

    (row,) = [row for row in rows_of(tmp_path / "out" / "单位.csv") if row[0] == "u-4304-police"]
    with reading(sqlite) as connection:
        kept = connection.execute(select(units.c.note).where(units.c.id == "u-4304-police")).scalar()
    assert (row[-2], kept) == ("'=cmd|calc", "=cmd|calc")


def test_what_names_persons_is_for_its_owner_alone(sqlite: Engine, tmp_path: Path) -> None:
    """A file of officers is not for everybody at the machine."""
    written = [*export(sqlite, tmp_path), *export(sqlite, tmp_path, book=True)]

    assert {path.stat().st_mode & 0o777 for path in written} == {0o600}


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_a_template_is_entered_as_it_is(sqlite: Engine, tmp_path: Path, suffix: str) -> None:
    """Headings alone are no mistake and change nothing, not even as a whole list."""
    seed.load(sqlite)
    files = [path for path in template(tmp_path) if path.suffix == suffix]

    outcome = Desk(sqlite, tmp_path).enter(*files, whole=True)

    assert (outcome.rows, outcome.problems, outcome.changes) == (0, (), ())


def test_the_headings_are_a_promise() -> None:
    """Files that people have filled in must not be refused by the next version."""
    assert {form.title: ",".join(column.heading for column in form.columns) for form in FORMS} == HEADINGS
