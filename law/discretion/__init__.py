"""Tables of discretion (裁量基准表) that an authority supplies: their form, and how a file of them is read."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from law.amounts.bounds import Range, fixed_range, measured_range
from law.chinese import listed
from law.reading import as_model, read_table
from law.refusals import Unclear

FOLDER = Path(__file__).parent
EXAMPLE = FOLDER / "example.toml"


def _written(value: object) -> object:
    """Refuse numbers that are not written as text: a share or an amount is exact."""
    if not isinstance(value, str | Decimal):
        raise ValueError('数额和比例须写成字符串，例如 "0.20"')  # noqa: TRY004  pydantic reports ValueError
    return value


Exact = Annotated[Decimal, BeforeValidator(_written), Field(ge=0)]
Share = Annotated[Decimal, BeforeValidator(_written), Field(ge=0, le=1)]


class _Data(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Level(_Data):
    """One grade of a factor and its share of the maximum."""

    key: str
    name: str
    share: Share


class Factor(_Data):
    """One circumstance that is weighed (裁量因素); exactly one of its levels is chosen."""

    key: str
    name: str
    level: tuple[Level, ...] = Field(min_length=1)

    def level_named(self, key: str) -> Level:
        """Return a level by its key."""
        for one in self.level:
            if one.key == key:
                return one
        told = listed(f"{one.key}({one.name})" for one in self.level)
        raise Unclear("unknown-level", f"因素“{self.name}”没有“{key}”这一档；可用的有：{told}。", field=self.key)


class Bounds(_Data):
    """The statutory least and most: money, or (in a measured matter) shares or multiples of the base."""

    least: Exact
    most: Exact


class Matter(_Data):
    """One violation with its range and its factors (裁量事项)."""

    key: str
    name: str
    provision: str
    """The article that sets the penalty, as it is cited."""
    measure: Literal["money", "base"] = "money"
    """Whether `least` and `most` are money, or shares or multiples of a base measured in the case."""
    base_name: str = ""
    base_at_least: Exact = Decimal(0)
    least: Exact
    most: Exact
    not_corrected: Bounds | None = None
    """The range that applies when the violation was not put right (拒不改正), where the article has one."""
    start: Share | None = None
    factor: tuple[Factor, ...] = ()

    @model_validator(mode="after")
    def _sound(self) -> Matter:
        if self.least > self.most or self.most == 0:
            raise ValueError("least 不得高于 most,most 须大于零")
        if self.measure == "base" and not self.base_name:
            raise ValueError('measure = "base" 时须写明 base_name')
        return self

    def bounds(self, base: Decimal | None, *, corrected: bool) -> Range:
        """Return the least and the most in money for this case."""
        stated = self if corrected or self.not_corrected is None else self.not_corrected
        if self.measure == "money":
            return fixed_range(stated.least, stated.most)
        if base is None:
            raise Unclear(
                "base-missing", f"“{self.name}”按{self.base_name}计算，须给出{self.base_name}。", field="base"
            )
        return measured_range(base, stated.least, stated.most, base_at_least=self.base_at_least)

    def start_amount(self, bounds: Range) -> Decimal:
        """Return the amount the sum starts with: the table's own share of the most, or the least itself."""
        return bounds.least if self.start is None else self.start * bounds.most

    def chosen(self, levels: Mapping[str, str]) -> tuple[Level, ...]:
        """Return the level chosen for each factor; refuse a factor that is missing or unknown."""
        known = {one.key for one in self.factor}
        if levels.keys() != known:
            missing = [one.name for one in self.factor if one.key not in levels]
            extra = sorted(levels.keys() - known)
            told = "".join([f"缺少{listed(missing)}；" if missing else "", f"没有{listed(extra)}；" if extra else ""])
            raise Unclear(
                "factors-do-not-match", f"“{self.name}”的裁量因素不符：{told}每个因素须选一档。", field="levels"
            )
        return tuple(one.level_named(levels[one.key]) for one in self.factor)


class DiscretionTable(_Data):
    """A table of discretion as one authority published it."""

    title: str
    issuer: str
    number: str = ""
    since: date
    until: date | None = None
    made_up: bool = False
    """True for an example that no authority issued; every result then says so."""
    note: str = ""
    matter: tuple[Matter, ...] = Field(min_length=1)

    def in_force(self, on: date) -> bool:
        """Tell whether the table may be used on a day."""
        return self.since <= on and (self.until is None or on <= self.until)

    def matter_named(self, key: str) -> Matter:
        """Return a matter by its key."""
        for one in self.matter:
            if one.key == key:
                return one
        told = listed(f"{one.key}({one.name})" for one in self.matter)
        raise Unclear("unknown-matter", f"裁量表没有“{key}”这一事项；可用的有：{told}。", field="matter")


@lru_cache(maxsize=8)
def read_discretion(path: Path) -> DiscretionTable:
    """Read a table of discretion; raise Malformed with file, line and field where it cannot be used."""
    table, text = read_table(path)
    return as_model(DiscretionTable, table, path, text)


def loaded(folder: Path = FOLDER) -> tuple[DiscretionTable, ...]:
    """Return the standards that an authority has put into the folder (已入库的裁量基准); what is made up is none."""
    tables = (read_discretion(file) for file in sorted(folder.glob("*.toml")))
    return tuple(one for one in tables if not one.made_up)
