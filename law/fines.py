"""The provisions that set a fine (罚则): kinds of penalty, ranges, unlawful gains, by article and through time.

`law/statute/fines.toml` holds what was read; a provision that is not there is unknown, and nothing is judged by it.
Substance follows the law of the conduct (从旧兼从轻): whoever looks one up says the day on which the conduct ended.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from law.amounts.bounds import Range, fixed_range, measured_range
from law.amounts.worked import percent
from law.chinese import NUMERALS, money, numbered
from law.citations import instruments_named
from law.instruments import Grade
from law.reading import Malformed, as_model, line_of, read_table

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from law.catalogue import Catalogue
    from law.edition import Law
    from law.instruments import Instrument

FILE = "fines.toml"
NUMBER = rf"([0-9]+|[{NUMERALS}]+)"
PLACE = re.compile(rf"第{NUMBER}条(?:第{NUMBER}款)?(?:第{NUMBER}项|第?[(\uff08]{NUMBER}[)\uff09]项?)?")

Place = tuple[int | None, int | None, int | None]
"""Article, paragraph and item (条、款、项); None where a citation does not say."""


class FineRange(BaseModel):
    """One range of a provision (罚款档次): in money, or as shares or multiples of a base."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    when: str = ""
    """The circumstances of the range in the words of the provision; empty for the ordinary one."""
    party: Literal["", "organisation", "citizen"] = ""
    """Whom it fines: the unit itself, or the persons answerable for it."""
    base: str = ""
    base_at_least: Decimal = Decimal(0)
    least: Decimal
    most: Decimal

    def bounds(self, base: Decimal | None) -> Range | None:
        """Return the least and the most in money; None where it needs a base that is not said."""
        if not self.base:
            return fixed_range(self.least, self.most)
        return None if base is None else measured_range(base, self.least, self.most, base_at_least=self.base_at_least)

    def concerns(self, party: str) -> bool:
        """Tell whether a party may be fined by it; a person may also be the one who runs the business."""
        return party == "citizen" or self.party != "citizen"

    @property
    def told(self) -> str:
        """Return the range as a sentence names it."""
        if self.base and self.least == self.most:
            return f"{self.base}的{percent(self.least)}"
        if self.base and self.most <= 1:
            return f"{self.base}的{percent(self.least)}以上{percent(self.most)}以下"
        if self.base:
            return f"{self.base}的{self.least.normalize():f}倍以上{self.most.normalize():f}倍以下"
        return f"{money(self.least)}以上{money(self.most)}以下"


class PenalProvision(BaseModel):
    """A provision as `fines.toml` states it (罚则)."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    name: str
    instrument: str
    article: str
    items: tuple[int, ...] = ()
    """The items (项) that the row is about; none = all of the paragraph."""
    since: date | None = None
    until: date | None = None
    kinds: tuple[str, ...] = Field(min_length=1)
    """The kinds of penalty it provides for, by their stable names."""
    gains: bool = False
    """Whether it has unlawful gains confiscated (没收违法所得)."""
    daily: bool = False
    """Whether the conduct may be fined by the day (按日连续处罚)."""
    ranges: tuple[FineRange, ...] = Field(min_length=1)
    grade: Grade
    sources: tuple[str, ...]
    note: str = ""

    @model_validator(mode="after")
    def _sound(self) -> PenalProvision:
        if any(one.least > one.most for one in self.ranges):
            raise ValueError("least 不得高于 most")
        if places_in(self.article)[1:] or not places_in(self.article):
            raise ValueError("article 须是一条（款）")
        return self

    def covers(self, place: Place) -> bool:
        """Tell whether a cited place is this provision, or may be: what is cited less exactly is not shut out."""
        own = places_in(self.article)[0]
        number, paragraph, item = place
        same = number == own[0] and (None in (paragraph, own[1]) or paragraph == own[1])
        return same and (item is None or not self.items or item in self.items)


class _FineFile(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")
    fine: tuple[PenalProvision, ...]


class Fines:
    """The register of penal provisions of one catalogue."""

    def __init__(self, rows: Iterable[PenalProvision], catalogue: Catalogue) -> None:
        self.rows = tuple(rows)
        self._instruments = catalogue.instruments

    @classmethod
    def of(cls, catalogue: Catalogue) -> Fines:
        """Return the register as the files of a catalogue state it."""
        return cls(_FineFile.model_validate(catalogue.content.get(f"statute/{FILE}", {"fine": ()})).fine, catalogue)

    def span(self, row: PenalProvision) -> tuple[date, date]:
        """Return the first and the last day on which a provision was in force."""
        return self._instruments[row.instrument].span(row.since, row.until)

    def called(self, row: PenalProvision) -> str:
        """Return a provision as a sentence cites it."""
        return f"《{self._instruments[row.instrument].short}》{row.article}"

    def within(self, codes: Iterable[str], article: str, on: date) -> tuple[PenalProvision, ...]:
        """Return the provisions that an article of one of these instruments may be, as in force on a day."""
        wanted, places = frozenset(codes), _exact(places_in(article))
        rows = (row for row in self.rows if row.instrument in wanted and any(map(row.covers, places)))
        return tuple(row for row in rows if self.span(row)[0] <= on <= self.span(row)[1])


def cited_fines(instrument: str, article: str, on: date, law: Law) -> tuple[PenalProvision, ...]:
    """Return the penal provisions that a citation may mean, by the law of a day; none where none is known."""
    return law.fines.within((one.code for one in instruments_named(instrument, law)), article, on)


def places_in(article: str) -> tuple[Place, ...]:
    """Return the places that a citation names, in order: 第23条第1款、第一百零八条（一）."""
    return tuple(
        (_number(one), _number(paragraph), _number(item or bracketed))
        for one, paragraph, item, bracketed in PLACE.findall(article)
    )


def _exact(places: tuple[Place, ...]) -> tuple[Place, ...]:
    """Return the places without those that another one of the same article says more exactly, down to the item (项)."""
    itemised = {number for number, _, item in places if item is not None}
    return tuple(place for place in places if place[2] is not None or place[0] not in itemised)


def load_fines(path: Path, catalogue: Catalogue) -> tuple[PenalProvision, ...]:
    """Read a file of penal provisions afresh; raise Malformed with file, line and field where it cannot be used."""
    table, text = read_table(path)
    rows = as_model(_FineFile, table, path, text).fine
    seen: set[str] = set()
    for place, row in enumerate(rows):
        fault = _fault(row, catalogue.instruments.get(row.instrument), seen)
        if fault:
            raise Malformed(path, line_of(text, ("fine", place, "id")), f"fine.{place + 1}", fault)
        seen.add(row.id)
    return rows


def _fault(row: PenalProvision, instrument: Instrument | None, seen: set[str]) -> str:
    if row.id in seen:
        return "编号已被使用"
    if instrument is None:
        return f"没有代码为“{row.instrument}”的规范性文件"
    return "" if instrument.covers(*instrument.span(row.since, row.until)) else "施行期间超出所在文件的施行期间"


def _number(written: str) -> int | None:
    return numbered(written) if written else None
