"""Random inspections (双随机、一公开): who is drawn from the register, what was found there, what is made public of it.

A draw is kept with everything it was drawn from: the objects, the officers, who keeps away from whom, the seed and
where it was published. One draw is made for a unit, a quarter and a category, so that nobody draws until the
lots please.
"""

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Literal

from sqlalchemy import Connection, Engine, insert, select

from database.connection import reading, writing
from models.people import Role
from models.values import CIVIL, Day, Instant, Line, MaybeLine, MaybeText, Several, Value
from registry.dated import running
from registry.drawing_lots import Drawn, drawn, share_of
from registry.entries import DRAWN_CATEGORIES, Category, Outcome
from registry.errors import DrawRefused
from registry.inspection_tables import inspection_draws, inspection_results
from registry.object_tables import polluters
from registry.tables import certificates, leaves, posts


def _now() -> datetime:
    return datetime.now(CIVIL)


class Conflict(Value):
    """An officer who keeps away from an object (回避)."""

    officer: Line
    object: Line


class Asked(Value):
    """What a draw is asked with."""

    unit: Line
    year: int
    quarter: Literal[1, 2, 3, 4]
    category: Category
    seed: Line
    seed_source: Line
    """Where and when the seed was published, or by what number that nobody here makes it is determined."""
    conflicts: Several[Conflict] = ()


class Rate(Value):
    """How many are drawn: a share of the objects, or so many objects for each officer; and what says so."""

    share: Decimal | None = None
    per_officer: int = 0
    parts: int = 1
    """Into how many draws the number of a year falls."""
    basis: Line

    def number(self, objects: int, officers: int) -> int:
        """Return how many objects are drawn."""
        if self.share is not None:
            return share_of(objects, self.share)
        return min(objects, -(-officers * self.per_officer // self.parts))


class Draw(Value):
    """A draw, with everything that is needed to do it again."""

    id: Line
    asked: Asked
    rate: Rate
    objects: tuple[str, ...]
    """Credit codes, in order."""
    officers: tuple[str, ...]
    """Numbers of the officers with a certificate in force who were not on leave, in order."""
    team: int
    """How many officers go to each object at least."""
    drawn: tuple[Drawn, ...]
    drawn_at: Instant
    author: Line

    @property
    def lacking(self) -> tuple[str, ...]:
        """Return the objects for which fewer officers are left than have to go."""
        return tuple(one.object for one in self.drawn if len(one.officers) < self.team)


class Found(Value):
    """What was found at an object that was drawn (检查结果)."""

    object: Line
    inspected_on: Day
    officers: Several[Line]
    outcome: Outcome
    summary: MaybeText = ""
    file_no: MaybeLine = ""
    """The file that was opened for a violation."""
    withheld: MaybeText = ""
    """Why it is not made public, where the law has it so (依法不予公开)."""


class Result(Found):
    """The same, as it was entered."""

    recorded_at: Instant
    author: Line


class Checked(Value):
    """What was found at an object, and in which draw of which unit."""

    draw: Line
    unit: Line
    result: Result


class RandomInspections:
    """The draws and their results."""

    def __init__(self, engine: Engine, now: Callable[[], datetime] = _now) -> None:
        self._engine = engine
        self._now = now

    def draw(self, asked: Asked, grids: Sequence[str], rate: Rate, team: int, author: str) -> Draw:
        """Draw, or return the draw that was made before; refuse a second one that would come out otherwise."""
        with writing(self._engine) as connection:
            known = _known(connection, asked)
            if known is not None:
                if known.asked != asked:
                    sentence = f"该单位该季度该类别已于{known.drawn_at:%Y-%m-%d}抽取（{known.id}），不得另行抽取"
                    raise DrawRefused("drawn-already", sentence, field="seed")
                return known
            now = self._now()
            objects = _objects(connection, asked, grids, now.date())
            officers = _officers(connection, asked, now.date())
            _complete(objects, officers, asked, team)
            keep_away: dict[str, list[str]] = {}
            for one in asked.conflicts:
                keep_away.setdefault(one.object, []).append(one.officer)
            number = rate.number(len(objects), len(officers))
            made = Draw(
                id=f"{asked.unit}-{asked.year}q{asked.quarter}-{asked.category}",
                asked=asked,
                rate=rate,
                objects=objects,
                officers=officers,
                team=team,
                drawn=drawn(asked.seed, objects, officers, number, conflicts=keep_away, team=team),
                drawn_at=now,
                author=author,
            )
            row = asked.model_dump(include={"unit", "year", "quarter", "category", "seed"})
            body = {"id": made.id, "drawn_at": now, "author": author, "body": made.model_dump_json()}
            connection.execute(insert(inspection_draws).values(**row, **body))
        return made

    def record(self, draw: str, found: Found, author: str) -> Result:
        """Enter what was found; the same again is entered once, another result of the object is refused."""
        now = self._now()
        with writing(self._engine) as connection:
            made = _draw(connection, draw)
            sent = next((one for one in made.drawn if one.object == found.object), None)
            if sent is None:
                raise DrawRefused("not-drawn", f"{found.object}不在这次抽取的名单中", field="object")
            _was_there(made, sent, found, now.date())
            earlier = next((one for one in _results(connection, draw) if one.object == found.object), None)
            if earlier is not None:
                if Found(**{name: getattr(earlier, name) for name in Found.model_fields}) != found:
                    raise DrawRefused("recorded-already", f"{found.object}的检查结果已经录入，内容不同", field="object")
                return earlier
            result = Result(**found.known(), recorded_at=now, author=author)
            row = {"draw": draw, "object": found.object, "inspected_on": found.inspected_on, "outcome": found.outcome}
            body = {"recorded_at": now, "author": author, "body": result.model_dump_json()}
            connection.execute(insert(inspection_results).values(**row, **body))
        return result

    def draws(self, units: Sequence[str] | None = None) -> tuple[Draw, ...]:
        """Return the draws, those of some units only where any are named, the latest first."""
        table = inspection_draws
        query = select(table.c.body).order_by(table.c.drawn_at.desc(), table.c.id)
        if units is not None:
            query = query.where(table.c.unit.in_(units))
        with reading(self._engine) as connection:
            return tuple(Draw.stored(body) for body in connection.execute(query).scalars())

    def of(self, uscc: str, *, reader: str | None = None) -> tuple[Checked, ...]:
        """Return what was found at an object through time, the latest first; what is withheld, its own unit's alone.

        `reader` is the unit that asks; None where everything may be read.
        """
        found, draws = inspection_results, inspection_draws
        query = (
            select(found.c.draw, draws.c.unit, found.c.body)
            .join(draws, draws.c.id == found.c.draw)
            .where(found.c.object == uscc)
            .order_by(found.c.inspected_on.desc(), found.c.draw)
        )
        with reading(self._engine) as connection:
            rows = connection.execute(query).all()
        every = (Checked(draw=row.draw, unit=row.unit, result=Result.stored(row.body)) for row in rows)
        return tuple(one for one in every if reader in (None, one.unit) or not one.result.withheld)

    def one(self, draw: str) -> tuple[Draw, tuple[Result, ...]]:
        """Return a draw with what was found by now."""
        with reading(self._engine) as connection:
            return _draw(connection, draw), _results(connection, draw)


def first_day(year: int, quarter: int) -> date:
    """Return the first day of a quarter."""
    return date(year, 3 * quarter - 2, 1)


def last_day(year: int, quarter: int) -> date:
    """Return the last day of a quarter: by it what was drawn has to be inspected."""
    following = first_day(year + quarter // 4, quarter % 4 + 1)
    return following - timedelta(days=1)


def _known(connection: Connection, asked: Asked) -> Draw | None:
    table = inspection_draws
    same = [table.c[name] == getattr(asked, name) for name in ("unit", "year", "quarter", "category")]
    body = connection.execute(select(table.c.body).where(*same)).scalar()
    return Draw.stored(body) if body else None


def _draw(connection: Connection, draw: str) -> Draw:
    body = connection.execute(select(inspection_draws.c.body).where(inspection_draws.c.id == draw)).scalar()
    if body is None:
        raise DrawRefused("unknown-draw", f"没有编号为“{draw}”的抽查", field="draw")
    return Draw.stored(body)


def _results(connection: Connection, draw: str) -> tuple[Result, ...]:
    table = inspection_results
    query = select(table.c.body).where(table.c.draw == draw).order_by(table.c.inspected_on, table.c.object)
    return tuple(Result.stored(body) for body in connection.execute(query).scalars())


def _objects(connection: Connection, asked: Asked, grids: Sequence[str], on: date) -> tuple[str, ...]:
    """Return the polluters on the unit's ground that are of the category today."""
    table = polluters
    query = select(table.c.uscc).where(
        *running(table, on), table.c.grid.in_(grids), table.c.is_key == (asked.category == "key")
    )
    return tuple(sorted(connection.execute(query).scalars()))


def _officers(connection: Connection, asked: Asked, on: date) -> tuple[str, ...]:
    """Return the unit's officers whose certificates hold to the end of the quarter, and who are not on leave today."""
    until = max(on, last_day(asked.year, asked.quarter))
    query = select(posts.c.person, posts.c.roles).where(*running(posts, on), posts.c.unit == asked.unit)
    serving = {row.person for row in connection.execute(query) if Role.OFFICER in row.roles.split()}
    cards = select(certificates.c.person).where(certificates.c.valid_from <= on, certificates.c.valid_until >= until)
    away = select(leaves.c.person).where(*running(leaves, on))
    certified = set(connection.execute(cards).scalars())
    return tuple(sorted((serving & certified) - set(connection.execute(away).scalars())))


def _complete(objects: Sequence[str], officers: Sequence[str], asked: Asked, team: int) -> None:
    """Refuse a draw from nothing, or with nobody to go; and a conflict of whoever is in neither list."""
    if not objects:
        raise DrawRefused("no-objects", f"名册中没有该单位地域内的{DRAWN_CATEGORIES[asked.category]}", field="category")
    if len(officers) < team:
        sentence = f"证件有效至季度末、未请假的执法人员只有{len(officers)}人，检查须有{team}人以上"
        raise DrawRefused("too-few-officers", sentence, field="unit")
    unknown = [one for one in asked.conflicts if one.officer not in officers or one.object not in objects]
    if unknown:
        told = "、".join(f"{one.officer}（{one.object}）" for one in unknown)
        raise DrawRefused("unknown-conflict", f"回避所列人员或者对象不在抽取名单中：{told}", field="conflicts")


def _was_there(made: Draw, sent: Drawn, found: Found, today: date) -> None:
    """Refuse a result of a day that has not come or was before the draw, or of others than those who were drawn."""
    if not made.drawn_at.date() <= found.inspected_on <= today:
        raise DrawRefused("day-impossible", "检查日期须在抽取之日以后、今天以前", field="inspected_on")
    others = [one for one in found.officers if one not in made.officers]
    if others or len(set(found.officers)) < made.team:
        told = "、".join(sent.officers)
        sentence = f"检查人员须为抽取的人员（{told}）；更换的，须是抽取名单中的其他执法人员，人数不得减少"
        raise DrawRefused("not-the-officers", sentence, field="officers")
    kept_away = {one.officer for one in made.asked.conflicts if one.object == found.object}
    if kept_away & set(found.officers):
        raise DrawRefused("kept-away", "检查人员中有须回避的人员", field="officers")
    if found.outcome == "violation" and not found.file_no:
        raise DrawRefused("no-file", "涉嫌违法的，须写明所开立案件的编号", field="file_no")
