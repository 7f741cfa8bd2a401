"""The law as one value: catalogue, guards, calendar and service norms, under one edition number."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from law import norms
from law.articles import FILE as ARTICLES
from law.articles import Articles, load_articles
from law.calendar import Calendar
from law.catalogue import CALENDARS, STATUTE, Catalogue
from law.discretion import DiscretionTable, loaded
from law.fines import FILE as FINES
from law.fines import Fines, load_fines
from law.guard_texts import GuardText
from law.known_articles import Known, articles_in, articles_known
from law.norms import Norms
from law.notices import Notice
from law.reading import canonical_json, edition_of, overlaid
from law.terms import Reckoning, reckon


@dataclass(frozen=True)
class Law:
    """Everything a judgment needs to know besides the acts."""

    catalogue: Catalogue
    calendar: Calendar
    norms: Norms
    added: tuple[Notice, ...] = ()
    """Holiday notices brought in since this version shipped, in order."""
    standards: tuple[DiscretionTable, ...] = ()
    """The standards of discretion that the city has loaded (裁量基准); like the service norms no part of the edition."""
    edition: str = field(init=False, default="")
    """Edition of statute and calendar that answers; recorded with every judgment."""

    def __post_init__(self) -> None:
        """Number the edition as that of the files, with every added notice as a file among them."""
        edition = edition_of(canonical_json(self.content)) if self.added else self.catalogue.edition
        object.__setattr__(self, "edition", edition)

    @property
    def content(self) -> Mapping[str, Any]:
        """Return what every file of statute and calendars says, by folder and name."""
        return {**self.catalogue.content, **{f"calendars/{one.file_name}": one.as_table() for one in self.added}}

    @property
    def guards(self) -> Mapping[str, GuardText]:
        """Return the guards (G1 to G20) as this edition states them, by number."""
        return self.catalogue.guards

    def last_day(self, rule: str, start: date, variant: str = "") -> date | None:
        """Return the last day of a rule's limit that nothing suspends; None where no statute sets one on that day.

        Where a holiday notice is not out it is the earliest possible one: whoever owes something and keeps it is in
        time. A right of the party is asked of `latest_day`.
        """
        found = self._reckoned(rule, start, variant)
        return found.last_day if found else None

    def latest_day(self, rule: str, start: date, variant: str = "") -> date | None:
        """Return the last day of a party's period, whatever a holiday notice that is not out will say.

        Nothing is decided, refused as late, demanded or forced before it has passed.
        """
        found = self._reckoned(rule, start, variant)
        return found.latest if found else None

    def _reckoned(self, rule: str, start: date, variant: str) -> Reckoning | None:
        cited = self.catalogue.find(rule, start, variant)
        if cited is None or not cited.provision.limits:
            return None
        limit = cited.limit(variant)
        return reckon(start, limit, self.calendar, rolls=cited.rolls_for(limit))

    def called(self, rule: str) -> str:
        """Return what a rule, with or without its variant, or a service norm is called; empty where none is known."""
        norm = self.norms.of(rule)
        if norm is not None:
            return norm.name
        known = self.catalogue.rules.get(rule.partition(".")[0], ())
        return known[-1].name if known else ""

    @cached_property
    def articles(self) -> Articles:
        """Return the articles that acts cite besides the rules of the catalogue."""
        return Articles.of(self.catalogue)

    @cached_property
    def fines(self) -> Fines:
        """Return the provisions that set a fine (罚则)."""
        return Fines.of(self.catalogue)

    @cached_property
    def known_articles(self) -> Mapping[str, tuple[Known, ...]]:
        """Return which articles of each instrument this edition rests on itself, with the days on which it does."""
        return articles_known(self.catalogue, self.articles, self.fines)

    def knows(self, instrument: str, article: str, on: date) -> bool:
        """Tell whether every article that a citation names is known to stand in an instrument on a day."""
        wanted = articles_in(article)
        rows = self.known_articles.get(instrument, ())
        known = frozenset[int]().union(*(those for first, last, those in rows if first <= on <= last))
        return bool(wanted) and wanted <= known

    def standard(self, on: date) -> DiscretionTable | None:
        """Return the standard of discretion that applies on a day; None where the city has loaded none."""
        return next((one for one in self.standards if one.in_force(on)), None)

    def cite(self, of: str, on: date) -> str:
        """Return an article or a rule as it is cited on a day (引用条文); empty where nothing was in force."""
        return self.articles.cite(of, on)

    def with_notices(self, notices: Iterable[Notice]) -> "Law":
        """Return the law as it is with further holiday notices; those it has already are passed over."""
        law = self
        for notice in notices:
            if notice not in law.calendar.notices:
                law = replace(law, calendar=law.calendar.with_notice(notice), added=(*law.added, notice))
        return law

    def with_files(self, folder: Path) -> "Law":
        """Return the law as it would be with a folder's files (statute/, calendars/, norms.toml) in place of its own.

        A file takes the place of the one of its name; what the folder does not have stays as it is.
        Raises Malformed on the first file that cannot be used.
        """
        files, calendars, own = folder / "statute", folder / "calendars", folder / "norms.toml"
        catalogue = Catalogue.of(overlaid(STATUTE, files), overlaid(CALENDARS, calendars))
        if (files / ARTICLES.name).exists():
            load_articles(files / ARTICLES.name, catalogue)
        if (files / FINES).exists():
            load_fines(files / FINES, catalogue)
        own_norms = norms.load(own) if own.exists() else self.norms
        law = Law(catalogue, Calendar.read(CALENDARS, calendars), own_norms, standards=self.standards)
        return law.with_notices(one for one in self.added if not (calendars / one.file_name).exists())


@lru_cache(maxsize=1)
def shipped() -> Law:
    """Return the law that ships with this version; asked by the edges alone, which hand it down as an argument."""
    return Law(Catalogue.load(), Calendar.load(), norms.load(), standards=loaded())
