"""Pages of the console over many files, beside their own SQL run bare: `python -m bench.pages --cases 100000`.

A docket of copies of one case is written straight into SQLite. A page is asked for as a browser does, without network;
bare is what it asked of the database, asked again. The page of a file asks its workflow and is not among them.
"""

import argparse
import asyncio
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import Engine, event, insert, select

from database import schema
from database.connection import connect
from docket.tables import files, terms
from docket.writer import record
from models.values import civil_day
from registry import seed
from registry.registry import Registry
from registry.sealed import Seal
from settings import Settings
from tests.api.conftest import Edge
from tests.docket.values import entry, term
from tests.web.conftest import Browser
from tests.web.reading import reading_console

PAGES = (
    "/desk?basket=late",
    "/desk?basket=doing",
    "/due",
    "/board",
    "/board/rows?measure=late",
    "/search?words=000123",
)
AT_ONCE, DAYS, PERCENT = 10_000, 365, 95
Said = list[tuple[str, Any]]


def main() -> None:
    """Measure and print."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--cases", type=int, default=100_000)
    asked.add_argument("--rounds", type=int, default=20)
    given = asked.parse_args()
    with TemporaryDirectory(prefix="gridcase-pages-") as folder:
        asyncio.run(_measure(Settings(var=Path(folder)), given.cases, given.rounds))


async def _measure(settings: Settings, cases: int, rounds: int) -> None:
    engine = connect(settings.database_url)
    schema.upgrade(engine)
    seed.load(engine)
    tokens = dict(seed.local_tokens(engine, settings))
    _fill(engine, cases)
    edge = Edge(settings, Registry(engine, Seal.from_settings(settings)), engine, tokens)
    print(f"{cases} cases, {rounds} rounds")
    print("| page | questions | p95 ms | bare p95 ms | ratio | kB |\n|---|---:|---:|---:|---:|---:|")
    async with reading_console(edge) as browsers:
        head = await browsers.of("head")
        for path in PAGES:
            print(await _row(engine, head, path, rounds), flush=True)
    engine.dispose()


async def _row(engine: Engine, head: Browser, path: str, rounds: int) -> str:
    with _asked_of(engine) as said:
        answer = await head.open(path)
    if not answer.is_success:
        raise RuntimeError(f"{path}: {answer.status_code}")
    whole, bare = [], []
    for _ in range(rounds):
        began = time.perf_counter()
        await head.open(path)
        whole.append(time.perf_counter() - began)
        bare.append(_bare(engine, said))
    p95, own = _p95(whole), _p95(bare)
    size = len(answer.content) / 1000
    return f"| `{path}` | {len(said)} | {p95 * 1000:.0f} | {own * 1000:.0f} | {p95 / own:.1f} | {size:.0f} |"


def _bare(engine: Engine, said: Said) -> float:
    """Return how long what a page asked takes by itself."""
    raw = engine.raw_connection()
    try:
        began = time.perf_counter()
        for statement, parameters in said:
            raw.cursor().execute(statement, parameters).fetchall()
        return time.perf_counter() - began
    finally:
        raw.close()


@contextmanager
def _asked_of(engine: Engine) -> Iterator[Said]:
    """Give what is asked of the database meanwhile."""
    said: Said = []

    def listen(_connection: object, _cursor: object, statement: str, parameters: object, *_rest: object) -> None:
        if statement.startswith("SELECT"):
            said.append((statement, parameters))

    event.listen(engine, "before_cursor_execute", listen)
    try:
        yield said
    finally:
        event.remove(engine, "before_cursor_execute", listen)


def _p95(taken: list[float]) -> float:
    return sorted(taken)[min(len(taken) - 1, len(taken) * PERCENT // 100)]


def _fill(engine: Engine, cases: int) -> None:
    """Write copies of one case, each with a last day of its own; every third is closed, every fifth late."""
    today = civil_day(datetime.now(UTC))
    record(engine, entry("2026-000000", terms=(term(last_day=today),)))
    with engine.begin() as connection:
        file = dict(connection.execute(select(files)).mappings().one())
        due = dict(connection.execute(select(terms)).mappings().one())
        for first in range(1, cases, AT_ONCE):
            numbers = range(first, min(first + AT_ONCE, cases))
            connection.execute(insert(files), [file | _file(no, today) for no in numbers])
            connection.execute(insert(terms), [due | _term(no, today) for no in numbers])


def _file(no: int, today: date) -> dict[str, Any]:
    closed = no % 3 == 0
    alert = "late" if no % 5 == 0 and not closed else "none"
    return {"file_no": f"2026-{no:06d}", "closed": closed, "alert": alert, "due": today + timedelta(no % DAYS)}


def _term(no: int, today: date) -> dict[str, Any]:
    return {"file_no": f"2026-{no:06d}", "last_day": today + timedelta(no % DAYS), "open": no % 3 != 0}


if __name__ == "__main__":
    main()
