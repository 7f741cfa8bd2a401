"""How an amount was reached: the steps a screen can show, the rules they rest on, what a reader is warned of."""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict

from law.chinese import money
from law.instruments import GRADE_NAMES, Grade
from law.refusals import Unclear
from law.terms import reckon

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from law.catalogue import Cited
    from law.edition import Law

FEN = Decimal("0.01")


class Ground(BaseModel):
    """A rule an amount rests on, as it is cited."""

    model_config = ConfigDict(frozen=True)
    rule: str
    name: str
    citation: str
    grade: Grade


class Step(BaseModel):
    """One line of the working: what is found, how, and what comes out."""

    model_config = ConfigDict(frozen=True)
    label: str
    formula: str
    value: str


class Worked(BaseModel):
    """What every result carries besides its own figures."""

    model_config = ConfigDict(frozen=True)
    steps: tuple[Step, ...] = ()
    grounds: tuple[Ground, ...] = ()
    warnings: tuple[str, ...] = ()


def rule(rule_id: str, on: date, law: Law) -> Cited:
    """Return the provision that states a rule on a day."""
    return law.catalogue.provision(rule_id, on)


def last_day(cited: Cited, start: date, law: Law, *, rolls: bool | None = None, variant: str = "") -> date:
    """Return the last day of a limit that nothing suspends; `rolls` overrides the rule's own answer to holidays."""
    limit = cited.limit(variant)
    moves = cited.rolls_for(limit) if rolls is None else rolls
    found = reckon(start, limit, law.calendar, rolls=moves).last_day
    if found is None:
        raise RuntimeError(f"{cited.rule}: a term that nothing suspends has a last day")
    return found


def number(cited: Cited, key: str) -> Decimal:
    """Return a number of a provision (money, rate or count) as a Decimal."""
    return Decimal(str(cited.provision.values[key]))


def grounds(*cited: Cited) -> tuple[Ground, ...]:
    """Return provisions as grounds, each once, in the order given."""
    found = (Ground(rule=one.rule, name=one.name, citation=one.citation, grade=one.grade) for one in cited)
    return tuple(dict.fromkeys(found))


def doubts(rests_on: Iterable[Ground]) -> tuple[str, ...]:
    """Return a warning for each ground that was not verified well enough to rely on."""
    return tuple(f"{one.citation}({one.name}):{GRADE_NAMES[one.grade]}" for one in rests_on if one.grade.doubtful)


def amount_of_money(value: Decimal, field: str) -> Decimal:
    """Return an amount of money given by a person, or refuse one that cannot be: negative, no number, below a fen."""
    if not value.is_finite() or value < 0 or value != value.quantize(FEN):
        raise Unclear("impossible-amount", f"金额{value}无效；应为不小于零、至多两位小数的数。", field=field)
    return value


def up_to_fen(value: Decimal) -> Decimal:
    """Round up to whole fen, as the catalogue's formula for the surcharge does (F2)."""
    return value.quantize(FEN, ROUND_CEILING)


def down_to_fen(value: Decimal) -> Decimal:
    """Round down to whole fen: where no text says how to round a fine, the party has the benefit."""
    return value.quantize(FEN, ROUND_FLOOR)


def percent(share: Decimal) -> str:
    """Return a share as a percentage, e.g. 45%."""
    return f"{(share * 100).quantize(FEN).normalize():f}%"


def step(label: str, formula: str, value: Decimal | str) -> Step:
    """Return one line of the working; an amount of money is written as such."""
    return Step(label=label, formula=formula, value=value if isinstance(value, str) else money(value))
