"""Building the site: read what changed, write what that touches, take away what may not be read any more.

A file is read again when it was judged since, when a name in it has changed, or when a display in it has ended. A page
is written whole or not at all, and what is taken back is gone before the build ends.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlalchemy import Engine

from docket.publication import disclosures_of, files_published, organisation_names
from docket.views import Disclosure
from law.edition import Law
from public_site import open_data, pages
from public_site.complaint_months import complaint_month, months_of_complaints
from public_site.inspections import public_draws
from public_site.memory import Memory, remembering, some_of
from public_site.shelf import Shelf, shelves_of

WAYS = ("months", "places", "parties", "numbers")
ON_PAGE = 100
NEWEST = 50
LOOK = "look"


@dataclass(frozen=True, slots=True)
class Built:
    """What one build did."""

    publications: int
    changed: int
    removed: int
    pages: int
    anew: bool


class Site:
    """One folder of pages."""

    def __init__(self, folder: Path, address: str, law: Law, on: date) -> None:
        self._folder = folder
        self._address = address.rstrip("/")
        self._law = law
        self._on = on
        self._written = 0

    def build(self, engine: Engine, *, anew: bool = False) -> Built:
        """Bring the pages to where the docket is; all of them where they look otherwise by now."""
        self._folder.mkdir(parents=True, exist_ok=True)
        with remembering(self._folder.with_name(f"{self._folder.name}.sqlite3")) as memory:
            look = f"{pages.look()} {self._address}"
            anew = anew or memory.said(LOOK) != look
            if anew:
                self._clear(memory)
            changed, removed = self._take_in(engine, memory, anew=anew)
            memory.says(LOOK, look)
            self._statistics(engine)
            self._inspections(engine)
            return Built(memory.count(), changed, removed, self._written, anew)

    def _clear(self, memory: Memory) -> None:
        """Forget the pages; those that are not written again are taken away, and nothing else in the folder."""
        memory.forget()
        for folder in (*WAYS, "items", "data", "complaints", "inspections"):
            for page in (self._folder / folder).glob("*"):
                page.unlink()

    def _take_in(self, engine: Engine, memory: Memory, *, anew: bool) -> tuple[int, int]:
        revisions = files_published(engine)
        touched: set[Shelf] = set()
        years: set[str] = set()
        changed = removed = 0
        for some in some_of(sorted(self._to_read(engine, memory, revisions))):
            before = memory.of_files(some)
            shown = disclosures_of(engine, some, self._law, self._on)
            now = {one.id: one for one in shown if not one.is_over}
            other = [one for one in now.values() if before.get(one.id) != one]
            gone = [one for no, one in before.items() if no not in now]
            for one in (*other, *gone, *(before[one.id] for one in other if one.id in before)):
                touched.update(shelves_of(one))
                years.add(f"{one.published_on.year:04}")
            self._items(other, gone)
            memory.put(other)
            memory.drop(one.id for one in gone)
            memory.take(some, revisions)
            changed, removed = changed + len(other), removed + len(gone)
        if touched or anew:
            self._shelves(memory, touched)
            self._overview(memory)
            self._open_data(memory, years)
        return changed, removed

    def _to_read(self, engine: Engine, memory: Memory, revisions: dict[str, int]) -> set[str]:
        known = memory.files()
        called = organisation_names(engine)
        renamed = {party for party, names in memory.names().items() if names - {"", called.get(party, "")}}
        judged = {file_no for file_no, revision in revisions.items() if known.get(file_no) != revision}
        return judged | (known.keys() - revisions.keys()) | memory.files_naming(renamed) | memory.files_ending(self._on)

    def _items(self, shown: Iterable[Disclosure], gone: Iterable[Disclosure]) -> None:
        for one in gone:
            (self._folder / f"items/{one.id}.html").unlink(missing_ok=True)
        for one in shown:
            self._write(f"items/{one.id}.html", pages.item(one))

    def _shelves(self, memory: Memory, touched: Iterable[Shelf]) -> None:
        for _, shelf in sorted({one.stem: one for one in touched}.items()):
            self._listed(memory.as_titled(shelf), memory.on(shelf))

    def _listed(self, shelf: Shelf, shown: Sequence[Disclosure]) -> None:
        """Write the pages of a shelf, a hundred on each, and take away those that are too many now."""
        leaves = list(some_of(shown, ON_PAGE))
        for number, leaf in enumerate(leaves, 1):
            self._write(_page(shelf, number), pages.listing(shelf, leaf, number, len(leaves)))
        number = len(leaves) + 1
        while (surplus := self._folder / _page(shelf, number)).exists():
            surplus.unlink()
            number += 1

    def _overview(self, memory: Memory) -> None:
        kept = {way: memory.shelves(way) for way in WAYS}
        for way, shelves in kept.items():
            self._write(f"{way}/index.html", pages.overview(way, shelves))
        newest = memory.latest(NEWEST)
        self._write("index.html", pages.home(newest, memory.count(), self._on))
        self._write("about.html", pages.about())
        self._write("feed.xml", pages.feed(newest, self._address, self._on))
        self._write("style.css", pages.style())

    def _open_data(self, memory: Memory, years: Iterable[str]) -> None:
        kept = memory.years()
        for year in sorted(years):
            shown = list(memory.of_year(year)) if year in kept else []
            for name, text in open_data.files_of(year, shown).items():
                if shown:
                    self._write(name, text)
                else:
                    (self._folder / name).unlink(missing_ok=True)
        for name, text in (*open_data.schemas(), *open_data.catalogue(kept, self._address, self._on)):
            self._write(name, text)
        self._write("data/index.html", pages.data(kept))

    def _statistics(self, engine: Engine) -> None:
        """Write the months of complaints; each is counted anew, for what became of a complaint changes its month."""
        counted = [complaint_month(engine, month, self._on) for month in months_of_complaints(engine)]
        for one in counted:
            self._write(f"complaints/{one.month}.html", pages.complaints(one))
        self._write("complaints/index.html", pages.complaint_months(counted))
        for name, text in open_data.complaints(counted):
            self._write(name, text)

    def _inspections(self, engine: Engine) -> None:
        """Write what was drawn and found at random inspections (双随机、一公开): entered, it is public."""
        draws = public_draws(engine)
        self._write("inspections/index.html", pages.inspections(draws))
        for name, text in open_data.inspections(draws):
            self._write(name, text)

    def _write(self, name: str, text: str) -> None:
        """Write a page whole or not at all; one that says the same already is left alone."""
        path, data = self._folder / name, text.encode()
        if path.exists() and _same(path, data):
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh = path.with_name(f".{path.name}.new")
        fresh.write_bytes(data)
        fresh.replace(path)
        self._written += 1


def _same(path: Path, data: bytes) -> bool:
    return path.stat().st_size == len(data) and path.read_bytes() == data


def _page(shelf: Shelf, number: int) -> str:
    return pages.page_name(shelf.stem, number)
