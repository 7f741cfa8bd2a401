"""What everybody may read of random inspections (双随机、一公开): how each was drawn, and what was found at each object."""

from datetime import date, datetime

from sqlalchemy import Engine

from models.values import Value
from registry.drawing_lots import Drawn
from registry.entries import DRAWN_CATEGORIES, OUTCOME_NAMES
from registry.places import Places
from registry.polluters import Polluters
from registry.random_inspection import Draw, RandomInspections, Result


class PublicResult(Value):
    """What was found at an object, as everybody may read it."""

    object: str
    name: str
    inspected_on: date
    outcome: str
    summary: str


class PublicDraw(Value):
    """A random inspection, with everything that it takes to draw it again."""

    id: str
    unit: str
    category: str
    year: int
    quarter: int
    seed: str
    seed_source: str
    basis: str
    drawn_at: datetime
    team: int
    number: int
    objects: tuple[str, ...]
    officers: tuple[str, ...]
    kept_away: tuple[tuple[str, str], ...]
    """Officers and the objects they keep away from."""
    drawn: tuple[Drawn, ...]
    results: tuple[PublicResult, ...]
    withheld: int
    """How many results are not made public, as the law has it."""

    @property
    def title(self) -> str:
        """Return what the draw is called."""
        return f"{self.year}年第{self.quarter}季度{self.category}抽查（{self.unit}）"


def public_draws(engine: Engine) -> tuple[PublicDraw, ...]:
    """Return every draw with its public results, the latest first; of what is withheld only how much."""
    return tuple(_public(engine, draw) for draw in RandomInspections(engine).draws())


def _public(engine: Engine, draw: Draw) -> PublicDraw:
    _, results = RandomInspections(engine).one(draw.id)
    return PublicDraw(
        id=draw.id,
        unit=Places(engine).unit(draw.asked.unit).name,
        **draw.asked.model_dump(include={"year", "quarter", "seed", "seed_source"}),
        category=DRAWN_CATEGORIES[draw.asked.category],
        basis=draw.rate.basis,
        drawn_at=draw.drawn_at,
        team=draw.team,
        number=len(draw.drawn),
        objects=draw.objects,
        officers=draw.officers,
        kept_away=tuple((one.officer, one.object) for one in draw.asked.conflicts),
        drawn=draw.drawn,
        results=tuple(_result(engine, one) for one in results if not one.withheld),
        withheld=sum(bool(one.withheld) for one in results),
    )


def _result(engine: Engine, result: Result) -> PublicResult:
    states = Polluters(engine).through_time(result.object)
    return PublicResult(
        object=result.object,
        name=states[-1].name if states else result.object,
        inspected_on=result.inspected_on,
        outcome=OUTCOME_NAMES[result.outcome],
        summary=result.summary,
    )
