"""What the register costs after ten years: `python -m bench.register [--postgresql [URL]]`.

    answerable  who answers for a grid, and for a file, on a random day: 3,000 townships, 5,000 persons, ten years of
                appointments, leaves and hand-overs
    duty        who handles each conduct of an object at a place

Each is said as a ratio to reading one row by its primary key through the same engine in the same run.
"""

import argparse
import random
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import Engine, insert, select

from database import schema
from database.connection import connect, reading
from registry import seed
from registry.answerers import Answerers, Named
from registry.competence import area_of, objects, shares
from registry.entries import CITY, Grid
from registry.people import People
from registry.places import Places
from registry.tables import appointments, grid_states, grids, handovers, leaves, persons, posts, units
from tests.docket.postgres import cluster

TOWNSHIPS, PERSONS, YEARS = 3_000, 5_000, 10
COUNTIES = tuple(str(code) for code in (430405, 430406, 430407, 430408, 430412, 430421, 430422, 430423))
FIRST = date(2016, 1, 1)
DICE = random.Random(20261127)  # noqa: S311  chance in a benchmark is no secret
ROUNDS, CALLS = 5, 200
AT_ONCE = 1_000
"""How many rows go to the database at once: its answer is waited for as long as the product waits for one."""

Row = dict[str, Any]


def main() -> None:
    """Fill a register, and print what a look-up costs."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--postgresql",
        nargs="?",
        const="",
        metavar="URL",
        help="an empty database, or one of a cluster of its own as the tests have it; SQLite in a folder otherwise",
    )
    given = parser.parse_args()
    with TemporaryDirectory(prefix="gridcase-bench-") as folder:
        engine = connect(_own_cluster() if given.postgresql == "" else given.postgresql or _file(folder))
        schema.upgrade(engine)
        seed.load(engine, people=False)
        entered = _filled(engine)
        print(f"{engine.dialect.name}: {TOWNSHIPS:,} townships, {PERSONS:,} persons, {entered:,} rows about them")
        _measured(engine)
        engine.dispose()


def _own_cluster() -> str:
    return cluster().url(cluster().create())


def _file(folder: str) -> str:
    return f"sqlite:///{Path(folder, 'register.sqlite3')}"


def _filled(engine: Engine) -> int:
    """Enter the townships and ten years of changes; return how many rows about people there are."""
    people = [f"b-{number:05d}" for number in range(PERSONS)]
    codes = [f"b{number:05d}" for number in range(TOWNSHIPS)]
    rows = {
        persons: [{"id": who, "name": f"名{who}", "former_name": "", "renamed_on": None} for who in people],
        posts: [_post(who, codes) for who in people],
        appointments: [*_appointments(codes, people)],
        leaves: [*_leaves(people, codes)],
        handovers: [*_handovers(people, codes)],
    }
    with engine.begin() as connection:
        for table, content in {**_ground(codes), **rows}.items():
            for at in range(0, len(content), AT_ONCE):
                connection.execute(insert(table), content[at : at + AT_ONCE])
    return sum(map(len, rows.values()))


def _ground(codes: list[str]) -> dict[Any, list[Row]]:
    unit = {"level": 3, "kind": "township", "former_name": "", "renamed_on": None, "document_prefix": "", "note": ""}
    same = {"level": 3, "kind": "镇", "body": "", "note": ""}
    placed = [(code, COUNTIES[at % len(COUNTIES)]) for at, code in enumerate(codes)]
    state = {"since": FIRST, "until": None, "basis": ""}
    return {
        units: [
            {"id": f"u-{code}", "name": f"单位{code}", "parent": f"u-{up}", "until": None, **unit}
            for code, up in placed
        ],
        grids: [
            {"id": code, "name": code, "parent": up, "unit": f"u-{code}", "county": "", **same} for code, up in placed
        ],
        grid_states: [
            {"grid": code, "code": code, "name": code, "parent": up, "unit": f"u-{code}", **same, **state}
            for code, up in placed
        ],
    }


def _unit_of(who: str, codes: list[str]) -> str:
    return f"u-{codes[int(who.removeprefix('b-')) % len(codes)]}"


def _post(who: str, codes: list[str]) -> Row:
    return {"person": who, "since": FIRST, "until": None, "unit": _unit_of(who, codes), "rank": "科员", "roles": ""}


def _appointments(codes: list[str], people: list[str]) -> Iterator[Row]:
    """Yield three posts for each grid, each changing hands once a year."""
    seats = [(code, 3, f"u-{code}") for code in codes]
    seats += [(code, 2, f"u-{code}") for code in COUNTIES] + [(CITY, 1, "u-4304")]
    for grid, level, unit in seats:
        for post in ("leader", "main", "direct"):
            for year in range(YEARS):
                since = FIRST.replace(year=FIRST.year + year)
                last = since.replace(month=12, day=31) if year < YEARS - 1 else None
                row = {"grid": grid, "level": level, "unit": unit, "post": post, "person": DICE.choice(people)}
                yield {**row, "since": since, "until": last}


def _leaves(people: list[str], codes: list[str]) -> Iterator[Row]:
    for who in people:
        for year in range(YEARS):
            since = FIRST.replace(year=FIRST.year + year) + timedelta(days=DICE.randrange(350))
            row = {"person": who, "since": since, "until": since + timedelta(days=9), "unit": _unit_of(who, codes)}
            yield {**row, "deputy": DICE.choice(people), "reason": "年休假"}


def _handovers(people: list[str], codes: list[str]) -> Iterator[Row]:
    for who in DICE.sample(people, PERSONS // 10):
        row = {"person": who, "unit": _unit_of(who, codes), "since": _some_day(), "successor": DICE.choice(people)}
        yield {**row, "note": ""}


def _some_day() -> date:
    return FIRST + timedelta(days=DICE.randrange(365 * YEARS))


def _measured(engine: Engine) -> None:
    places, people, answerers = Places(engine), People(engine), Answerers(engine)
    asked = [(places.grid(f"b{DICE.randrange(TOWNSHIPS):05d}"), _some_day()) for _ in range(CALLS)]
    named = [([Named(row, FIRST) for row in people.answerable(grid, FIRST)], on) for grid, on in asked]
    matters = [(DICE.choice(list(objects().values())), grid, max(on, date(2016, 1, 1))) for grid, on in asked]
    duties = places.duties()
    base = _seconds(lambda: [_one_row(engine, grid) for grid, _ in asked])
    print(f"one row by its primary key           {base / CALLS * 1e6:8.0f} µs        1.0")
    for label, call in (
        ("who answers for a grid on a day     ", lambda: [answerers.of_grid(grid, on) for grid, on in asked]),
        ("who answered for a file on a day    ", lambda: [answerers.of_file(rows, on) for rows, on in named]),
        ("a grid by its code on a day         ", lambda: [places.grid(grid.id, on) for grid, on in asked]),
        (
            "who handles an object, all conducts ",
            lambda: [shares(of, None, area_of(grid), on, duties) for of, grid, on in matters],
        ),
    ):
        taken = _seconds(call)
        print(f"{label} {taken / CALLS * 1e6:8.0f} µs {taken / base:10.1f}")


def _one_row(engine: Engine, grid: Grid) -> object:
    with reading(engine) as connection:
        return connection.execute(select(grids).where(grids.c.id == grid.id)).one()


def _seconds(call: Callable[[], object]) -> float:
    """Return the seconds of one call, the median of some rounds."""
    found = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        call()
        found.append(time.perf_counter() - began)
    return sorted(found)[ROUNDS // 2]


if __name__ == "__main__":
    main()
