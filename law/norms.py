"""Service norms (服务规范): the city's own times where no statute gives a number, and when warnings are given."""

from datetime import date, timedelta
from decimal import Decimal
from functools import cache, cached_property
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from law.catalogue import Cited
from law.instruments import Grade, Instrument, Limit, Obligor, Provision, Unit
from law.reading import as_model, read_table

NORM = "norm."
"""How the rule of a term begins that is a service norm."""
FILE = Path(__file__).with_name("norms.toml")
APPROXIMATE_DAYS = {Unit.HOUR: Decimal(1) / 24, Unit.MONTH: Decimal(30), Unit.YEAR: Decimal(365)}

CITY = Instrument(
    code="NORM",
    title="本市服务规范（非法定）",
    short="本市服务规范（非法定）",
    issuer="衡阳市",
    rank="规范性文件",
    since=date(2015, 12, 31),
    grade=Grade.V,
    sources=(),
)
"""The stand-in for an instrument where no statute speaks; never in the catalogue."""

PLATFORM = CITY.model_copy(
    update={"title": "派单平台规定（非法定）", "short": "派单平台规定（非法定）", "issuer": "派单平台"}
)
"""The same for days that a platform sets for its own work orders (12345、12369)."""


class CitedNorm(Cited):
    """A service norm in the form of a provision: what it rests on is a reason, no article of a text with a title."""

    __slots__ = ()

    @property
    def citation(self) -> str:
        """Return that it is a norm of the city, and why."""
        return f"{self.title}，{self.article}"


class Norm(BaseModel):
    """One service norm; it may look like a term and is never called statutory."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    name: str
    amount: int = Field(gt=0)
    unit: Unit
    obligor: Obligor
    basis: str
    consequence: str
    longest: int | None = Field(default=None, gt=0)
    """Where it begins anew each time that nothing was done: how long it becomes at most, doubled each time."""

    crosses: bool = False
    """Whether it runs between units, or towards whoever waits outside: it is listed with what crosses a boundary."""
    of_platform: bool = False
    """Whether the days are those of the platform that sent a work order; the city's own run where it set none."""
    climbs: bool = False
    """Whether its lapse is told to the next person who answers, one after the other, and not at once one level up."""

    @cached_property
    def limit(self) -> Limit:
        """Return the norm as an amount of time."""
        return Limit(amount=self.amount, unit=self.unit)

    def limit_after(self, times: int) -> Limit:
        """Return the amount of time that runs after it has passed that often with nothing done."""
        amount = self.amount if self.longest is None else min(self.amount * 2**times, max(self.longest, self.amount))
        return Limit(amount=amount, unit=self.unit)

    def as_cited(self, key: str) -> Cited:
        """Return the norm in the form of a provision, to be explained day by day; its title says what it is."""
        provision = Provision(
            id=key.replace(".", "_"),
            name=self.name,
            article=self.basis,
            kind="term",
            obligor=self.obligor,
            limits=(self.limit,),
            consequence=self.consequence,
            grade=Grade.V,
            sources=(),
        )
        return CitedNorm(provision, PLATFORM if self.of_platform else CITY)


class _Ahead(BaseModel):
    up_to: int
    days: int


class Warning(BaseModel):  # noqa: A001  the field's own word (预警)
    """How long before its last day a term is warned of (预警)."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    hour_of_day: int
    hour_share: Decimal
    ahead: tuple[_Ahead, ...]

    def days_ahead(self, amount: int, unit: str) -> int:
        """Return how many days before the last day the warning comes, by the length of the term."""
        length = amount * APPROXIMATE_DAYS.get(Unit(unit), Decimal(1))
        return next(row.days for row in self.ahead if length <= row.up_to)

    def hours_ahead(self, amount: int) -> timedelta:
        """Return how long before the end a term in hours is warned of."""
        return timedelta(hours=float(amount * self.hour_share))


class Bounds(BaseModel):
    """Between which days the days of a file lie (日期核对范围); beyond them a day can only be mistyped."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    earliest_day: date
    years_ahead: int = Field(gt=0)


class Patrols(BaseModel):
    """What a patrol may hand in (巡查材料): photographs of which type and size, by a clock how far off."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    photo_types: tuple[str, ...]
    photo_bytes: int = Field(gt=0)
    clock_seconds: int = Field(gt=0)

    @property
    def clock(self) -> timedelta:
        """Return how far a phone's clock may be off."""
        return timedelta(seconds=self.clock_seconds)


class Norms(BaseModel):
    """All service norms in force."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    norm: dict[str, Norm]
    warning: Warning
    bounds: Bounds
    patrol: Patrols

    @property
    def crossing(self) -> tuple[str, ...]:
        """Return the rules of the norms that run between units."""
        return tuple(f"{NORM}{name}" for name, norm in self.norm.items() if norm.crosses)

    def of(self, rule: str) -> Norm | None:
        """Return the service norm that a rule names; None where it names none of ours, as a rule of a statute does."""
        return self.norm.get(rule.removeprefix(NORM)) if rule.startswith(NORM) else None


@cache
def load(file: Path = FILE) -> Norms:
    """Read the service norms from their file; raise Malformed with file, line and field where it cannot be used."""
    table, text = read_table(file)
    return as_model(Norms, table, file, text)
