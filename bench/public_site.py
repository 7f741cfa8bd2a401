"""The public site of many cases: built once, then with one case withdrawn. `python -m bench.public_site --cases 100000`.

A docket of published penalties is written straight into SQLite; what is measured is reading it and writing pages.
"""

import argparse
import time
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import Engine, insert, update

from database import schema
from database.connection import connect
from docket.tables import effects, files
from docket.writer import record
from law.edition import shipped
from models.effects import Disclosure, Effect, Withdrawal
from public_site.build import Built, Site
from registry import seed
from registry.parties import Parties
from tests.docket.values import disclosure, entry, withdrawal

FIRST, ON = date(2023, 7, 1), date(2026, 3, 31)
ORGANISATIONS = 20_000
AT_ONCE = 10_000


def main() -> None:
    """Measure and print."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--cases", type=int, default=100_000)
    cases = asked.parse_args().cases
    with TemporaryDirectory(prefix="gridcase-site-") as folder:
        engine = connect(f"sqlite:///{folder}/docket.sqlite3")
        schema.upgrade(engine)
        seed.load(engine)
        _publish(engine, cases)
        site = Path(folder, "site")
        _measured(f"{cases} cases, all pages", engine, site)
        _measured("nothing has changed", engine, site)
        _withdraw(engine, f"2026-{cases // 2:06}")
        _measured("one case withdrawn", engine, site)


def _measured(what: str, engine: Engine, folder: Path) -> None:
    began = time.perf_counter()
    built: Built = Site(folder, "https://example.invalid", shipped(), ON).build(engine)
    taken = time.perf_counter() - began
    print(f"{what}: {taken:.1f} s, {built.publications} publications, {built.changed} changed, {built.pages} files")


def _publish(engine: Engine, cases: int) -> None:
    """Write the cases as copies of one that went the ordinary way, each with a day and a party of its own."""
    register = Parties(engine)
    known = [register.register("organisation", f"虚构{no}号有限公司").id for no in range(min(cases, ORGANISATIONS))]
    record(engine, entry("2026-000000", effects=(disclosure(),)))
    with engine.begin() as connection:
        of_one = files.c.file_no == "2026-000000"
        (row,) = connection.execute(files.select().where(of_one)).mappings()
        for begin in range(1, cases + 1, AT_ONCE):
            numbers = range(begin, min(begin + AT_ONCE, cases + 1))
            connection.execute(insert(files), [{**row, "file_no": f"2026-{no:06}"} for no in numbers])
            connection.execute(insert(effects), list(_rows(numbers, known)))
        connection.execute(effects.delete().where(effects.c.file_no == "2026-000000"))


def _rows(numbers: Iterable[int], parties: list[str]) -> Iterable[dict[str, object]]:
    for no in numbers:
        day = FIRST + timedelta(days=no % 1000)
        told: Disclosure = disclosure(2, party=parties[no % len(parties)], decided_on=day)
        yield _row(f"2026-{no:06}", told, day)


def _row(file_no: str, effect: Effect, day: date) -> dict[str, object]:
    at = entry().acts[0].happened_at.replace(year=day.year, month=day.month, day=day.day)
    named = {"file_no": file_no, "key": f"{file_no}/{effect.act_no}/{effect.kind}", "act_no": effect.act_no}
    return {**named, "kind": effect.kind, "at": at, "body": effect.model_dump_json()}


def _withdraw(engine: Engine, file_no: str) -> None:
    back: Withdrawal = withdrawal(3, publication=2)
    with engine.begin() as connection:
        connection.execute(insert(effects), _row(file_no, back, ON))
        connection.execute(update(files).where(files.c.file_no == file_no).values(revision=2))


if __name__ == "__main__":
    main()
