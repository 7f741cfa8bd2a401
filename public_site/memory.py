"""What the site said last (SQLite, beside the pages): which files, which publications, and on which shelves they stand.

It is written when the pages are, and read before they are made again; a build that was cut off left it as it was, and
is done again.
"""

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path
from typing import TypeVar

from docket.views import Disclosure
from public_site.shelf import Shelf, shelves_of

SCHEMA = """
CREATE TABLE IF NOT EXISTS about (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS files (file_no TEXT PRIMARY KEY, revision INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS items (id TEXT PRIMARY KEY, file_no TEXT NOT NULL, day TEXT NOT NULL, until TEXT NOT NULL,
    party TEXT NOT NULL, name TEXT NOT NULL, body TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS by_file ON items (file_no);
CREATE INDEX IF NOT EXISTS by_day ON items (day, id);
CREATE INDEX IF NOT EXISTS by_until ON items (until);
CREATE TABLE IF NOT EXISTS places (way TEXT, name TEXT, title TEXT, day TEXT, id TEXT,
    PRIMARY KEY (way, name, day, id)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS by_id ON places (id);
"""
T = TypeVar("T")
FOREVER = "9999-12-31"
SOME = 500
"""How many are asked for at once."""


class Memory:
    """What was built."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._sql = connection

    def said(self, name: str) -> str:
        """Return a word kept about the whole site; empty where none is."""
        found = self._sql.execute("SELECT value FROM about WHERE name = ?", (name,)).fetchone()
        return str(found[0]) if found else ""

    def says(self, name: str, value: str) -> None:
        """Keep a word about the whole site."""
        self._sql.execute("INSERT OR REPLACE INTO about VALUES (?, ?)", (name, value))

    def forget(self) -> None:
        """Begin anew."""
        for table in ("about", "files", "items", "places"):
            self._sql.execute(f"DELETE FROM {table}")  # noqa: S608  one of four names of ours

    def files(self) -> dict[str, int]:
        """Return the files that were read, with their revision then."""
        return dict(self._sql.execute("SELECT file_no, revision FROM files").fetchall())

    def names(self) -> dict[str, set[str]]:
        """Return the organisations that are named, by number, each with the names under which it is."""
        found: dict[str, set[str]] = {}
        for party, name in self._sql.execute("SELECT DISTINCT party, name FROM items WHERE party <> ''"):
            found.setdefault(party, set()).add(name)
        return found

    def files_naming(self, parties: Collection[str]) -> set[str]:
        """Return the files whose publications name some organisations."""
        found: set[str] = set()
        for some in some_of(sorted(parties)):
            query = f"SELECT file_no FROM items WHERE party IN ({_marks(some)})"  # noqa: S608  question marks
            found.update(row[0] for row in self._sql.execute(query, some))
        return found

    def files_ending(self, before: date) -> set[str]:
        """Return the files of which something was displayed to a day before this one."""
        rows = self._sql.execute("SELECT file_no FROM items WHERE until < ?", (before.isoformat(),))
        return {row[0] for row in rows}

    def of_files(self, file_nos: Collection[str]) -> dict[str, Disclosure]:
        """Return what was shown of some files, by id."""
        found = {}
        for some in some_of(sorted(file_nos)):
            query = f"SELECT id, body FROM items WHERE file_no IN ({_marks(some)})"  # noqa: S608  question marks
            found.update({row[0]: Disclosure.stored(row[1]) for row in self._sql.execute(query, some)})
        return found

    def take(self, file_nos: Iterable[str], revisions: dict[str, int]) -> None:
        """Keep at which revision files were read; of one that is gone nothing is kept."""
        for file_no in file_nos:
            if file_no in revisions:
                self._sql.execute("INSERT OR REPLACE INTO files VALUES (?, ?)", (file_no, revisions[file_no]))
            else:
                self._sql.execute("DELETE FROM files WHERE file_no = ?", (file_no,))

    def drop(self, ids: Iterable[str]) -> None:
        """Take publications off their shelves."""
        for one in ids:
            self._sql.execute("DELETE FROM items WHERE id = ?", (one,))
            self._sql.execute("DELETE FROM places WHERE id = ?", (one,))

    def put(self, shown: Iterable[Disclosure]) -> None:
        """Put publications on their shelves."""
        for one in shown:
            self.drop([one.id])
            until = one.displayed_until.isoformat() if one.displayed_until else FOREVER
            day = one.published_on.isoformat()
            row = (one.id, one.file_no, day, until, one.party_no, one.party, one.model_dump_json())
            self._sql.execute("INSERT INTO items VALUES (?, ?, ?, ?, ?, ?, ?)", row)
            for shelf in shelves_of(one):
                where = (shelf.way, shelf.name, shelf.title, day, one.id)
                self._sql.execute("INSERT INTO places VALUES (?, ?, ?, ?, ?)", where)

    def on(self, shelf: Shelf) -> list[Disclosure]:
        """Return what stands on a shelf, the newest first."""
        query = (
            "SELECT body FROM places JOIN items USING (id) WHERE way = ? AND places.name = ?"
            " ORDER BY places.day DESC, id DESC"
        )
        return [Disclosure.stored(row[0]) for row in self._sql.execute(query, (shelf.way, shelf.name))]

    def as_titled(self, shelf: Shelf) -> Shelf:
        """Return a shelf with what it is called now."""
        query = "SELECT max(title) FROM places WHERE way = ? AND name = ?"
        title = self._sql.execute(query, (shelf.way, shelf.name)).fetchone()[0]
        return Shelf(shelf.way, shelf.name, title or shelf.title)

    def shelves(self, way: str) -> list[tuple[Shelf, int]]:
        """Return all shelves of one way with how many stand on each."""
        query = "SELECT name, max(title), count(*) FROM places WHERE way = ? GROUP BY name ORDER BY max(title), name"
        return [(Shelf(way, name, title), count) for name, title, count in self._sql.execute(query, (way,))]

    def years(self) -> list[str]:
        """Return the years in which something was published."""
        return [row[0] for row in self._sql.execute("SELECT DISTINCT substr(day, 1, 4) FROM items ORDER BY 1")]

    def of_year(self, year: str) -> Iterator[Disclosure]:
        """Yield what was published in a year, the oldest first."""
        query = "SELECT body FROM items WHERE day BETWEEN ? AND ? ORDER BY day, id"
        for row in self._sql.execute(query, (f"{year}-01-01", f"{year}-12-31")):
            yield Disclosure.stored(row[0])

    def latest(self, limit: int) -> list[Disclosure]:
        """Return what was published last."""
        rows = self._sql.execute("SELECT body FROM items ORDER BY day DESC, id DESC LIMIT ?", (limit,))
        return [Disclosure.stored(row[0]) for row in rows]

    def count(self) -> int:
        """Return how many publications there are."""
        return int(self._sql.execute("SELECT count(*) FROM items").fetchone()[0])


@contextmanager
def remembering(path: Path) -> Iterator[Memory]:
    """Open what was built last for one build; kept only where the build comes to its end."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.executescript(SCHEMA)
        connection.execute("BEGIN IMMEDIATE")
        yield Memory(connection)
        connection.execute("COMMIT")


def some_of(values: Sequence[T], number: int = SOME) -> Iterator[Sequence[T]]:
    """Yield so many of the values at once."""
    for begin in range(0, len(values), number):
        yield values[begin : begin + number]


def _marks(values: Sequence[str]) -> str:
    return ", ".join("?" * len(values))
