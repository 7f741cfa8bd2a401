"""The articles that acts cite besides the rules of the catalogue: which were in force on the day (引用条文)."""

from __future__ import annotations

import re
from bisect import bisect_right
from datetime import date, timedelta
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict, Field

from law.alike import alike
from law.catalogue import STATUTE, UnknownRule
from law.chinese import listed
from law.instruments import UNREAD, Grade
from law.reading import Malformed, as_model, line_of, read_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from law.catalogue import Catalogue
    from law.instruments import Instrument

FILE = STATUTE / "articles.toml"

HISTORY = re.compile(r"（[^（）]*[0-9]{4}年[^（）]*）$")
"""What the catalogue adds to a title to tell one text of it from another; on its day there is only one."""
DAY = timedelta(days=1)
WHOLE = re.compile(r"第([0-9]+)条")


class Basis(BaseModel):
    """Articles of one instrument and the days on which they say this (both included; None = the instrument's)."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    instrument: str
    article: str = ""
    """Empty where only the instrument is cited."""
    since: date | None = None
    until: date | None = None
    grade: Grade | None = None
    """How well these articles were verified, where it differs from the entry's grade."""

    def span(self, instrument: Instrument) -> tuple[date, date]:
        """Return the first and the last day on which these articles were in force."""
        return instrument.span(self.since, self.until)

    def in_force(self, on: date, instrument: Instrument) -> bool:
        """Tell whether these articles were in force on a day; never longer than the instrument they stand in."""
        first, last = self.span(instrument)
        return max(first, instrument.since) <= on <= min(last, instrument.until or date.max)


class Article(BaseModel):
    """What `law/statute/articles.toml` says of one matter: where it stood, through time."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    name: str
    grade: Grade
    sources: tuple[str, ...]
    basis: tuple[Basis, ...] = Field(min_length=1)
    note: str = ""


class _ArticleFile(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")
    article: tuple[Article, ...]


class Articles:
    """The register of articles of one catalogue, and how its rules and articles are cited on a day."""

    def __init__(self, entries: Iterable[Article], catalogue: Catalogue) -> None:
        self.entries: Mapping[str, Article] = {one.id: one for one in entries}
        self._catalogue = catalogue
        self._titles = {code: _cited_title(one) for code, one in catalogue.instruments.items()}
        self._spans: dict[str, tuple[list[date], list[str]]] = {}
        """What each id is cited as: from each day of the first on, the text at the same place of the second."""

    @classmethod
    def of(cls, catalogue: Catalogue) -> Articles:
        """Return the register as the files of a catalogue state it."""
        table = catalogue.content.get(f"statute/{FILE.name}", {"article": ()})
        return cls(_ArticleFile.model_validate(table).article, catalogue)

    def in_force(self, article_id: str, on: date) -> tuple[Basis, ...]:
        """Return what an entry rests on on a day, in the order written; none where nothing was in force."""
        instruments = self._catalogue.instruments
        return tuple(one for one in self.entries[article_id].basis if one.in_force(on, instruments[one.instrument]))

    def cite(self, of: str, on: date) -> str:
        """Return an article or a rule as it is cited on a day, e.g. 《生态环境行政处罚办法》第18条、第19条.

        What was not read in the original is marked. Empty where nothing was in force; raises UnknownRule for what
        neither register knows.
        """
        spans = self._spans.get(of)
        if spans is None:
            self._places(of, on)
            # Worked out once for every span of days; two threads that do so at once find the same.
            days = self._changes(of)
            spans = self._spans[of] = (days, [self._told(of, day) for day in days])
        days, texts = spans
        place = bisect_right(days, on) - 1
        return texts[place] if place >= 0 else ""

    def _told(self, of: str, on: date) -> str:
        cited: dict[str, list[tuple[str, Grade]]] = {}
        for instrument, article, grade in self._places(of, on):
            cited.setdefault(instrument, []).append((article, grade))
        return listed(f"{self._titles[code]}{_marked(rows)}" for code, rows in cited.items())

    def _changes(self, of: str) -> list[date]:
        """Return the days from which on an id may be cited otherwise than before."""
        instruments = self._catalogue.instruments
        if of in self.entries:
            spans = [one.span(instruments[one.instrument]) for one in self.entries[of].basis]
        else:
            spans = [(one.since, one.until or date.max) for one in self._catalogue.through_time(of)]
        after = [last + DAY for _, last in spans if last < date.max]
        return sorted({date.min, *(first for first, _ in spans), *after})

    def _places(self, of: str, on: date) -> Iterator[tuple[str, str, Grade]]:
        if of in self.entries:
            grade = self.entries[of].grade
            return ((one.instrument, one.article, one.grade or grade) for one in self.in_force(of, on))
        if of in self._catalogue.rules:
            return ((one.instrument, one.article, one.grade) for one in self._catalogue.in_force(of, on))
        raise UnknownRule(of, alike(of, [*self.entries, *self._catalogue.rules]))


def load_articles(path: Path, catalogue: Catalogue) -> dict[str, Article]:
    """Read a file of articles afresh; raise Malformed with file, line and field where it cannot be used."""
    table, text = read_table(path)
    entries: dict[str, Article] = {}
    for place, one in enumerate(as_model(_ArticleFile, table, path, text).article):
        if one.id in catalogue.rules or one.id in entries:
            raise Malformed(path, line_of(text, ("article", place, "id")), f"article.{place + 1}.id", "编号已被使用")
        for row, fault in _faults(one, catalogue):
            line = line_of(text, ("article", place, "basis", row))
            raise Malformed(path, line, f"article.{place + 1}.basis.{row + 1}", fault)
        entries[one.id] = one
    return entries


def _faults(article: Article, catalogue: Catalogue) -> Iterator[tuple[int, str]]:
    """Tell what is wrong with the rows of an entry: an unknown instrument, days outside its force, days said twice."""
    taken: dict[str, list[tuple[date, date]]] = {}
    for row, one in enumerate(article.basis):
        instrument = catalogue.instruments.get(one.instrument)
        if instrument is None:
            yield row, f"没有代码为“{one.instrument}”的规范性文件"
            continue
        first, last = one.span(instrument)
        if not instrument.covers(first, last):
            yield row, "施行期间超出所在文件的施行期间"
        if any(first <= end and begin <= last for begin, end in taken.setdefault(one.instrument, [])):
            yield row, "与同一文件的另一行期间重叠"
        taken[one.instrument].append((first, last))


def _cited_title(instrument: Instrument) -> str:
    """Return the title as a document cites it, an order (规范性文件) with its number."""
    number = f"（{instrument.number}）" if instrument.rank == "规范性文件" and instrument.number else ""
    return f"《{HISTORY.sub('', instrument.title)}》{number}"


def _marked(rows: list[tuple[str, Grade]]) -> str:
    """Return what is cited of one instrument, the read articles first and what is doubtful marked behind them."""
    read = [article for article, grade in rows if not grade.doubtful]
    doubtful = [article for article, grade in rows if grade.doubtful and article not in read]
    return listed([*([_joined(read)] if read else []), *([_joined(doubtful) + UNREAD] if doubtful else [])])


def _joined(articles: list[str]) -> str:
    """Join what several provisions of one instrument say: each article once, in order, a whole one for its parts."""
    parts = list(dict.fromkeys(part for one in articles for part in one.split("、")))
    if len(articles) == 1 or not all(WHOLE.match(part) for part in parts):
        return listed(dict.fromkeys(articles))
    return listed(sorted((one for one in parts if not _is_within(one, parts)), key=_number))


def _is_within(part: str, parts: list[str]) -> bool:
    """Tell whether a paragraph or item (款、项) stands in an article that is cited whole."""
    whole = WHOLE.match(part)
    return whole is not None and whole[0] in parts and part.startswith(f"{whole[0]}第")


def _number(part: str) -> int:
    found = WHOLE.match(part)
    return int(found[1]) if found else 0
