"""What a reader may see: the one place where every question, about one file or many, is narrowed to the reader's own.

The city's bureau, which answers for the whole city's grid, sees all files, a county's branch those of its grid, a
township its own; each also what was handed to it and what it was brought into, and another department of the city
(市直部门) nothing but that.
Another system sees what it was granted, at the least what it sent in. Nobody else sees anything.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, FromClause, Select, false, or_, select, true

from docket.rows import belonging
from docket.tables import effects, files, recipients
from models.acts import Act
from models.people import Actor
from models.standing import Standing
from registry.entries import CITY as WHOLE
from registry.places import Places

UNITS, GRIDS = ("unit", "unit2", "unit3"), ("level2_grid", "grid")
"""By which of its facts (`docket.rows.belonging`) a file is a unit's or a grid's own."""


@dataclass(frozen=True, slots=True)
class Scope:
    """The files a reader may see, and who the reader is."""

    everything: bool = False
    unit: str = ""
    grids: frozenset[str] = field(default_factory=frozenset)
    granted: frozenset[tuple[str, str]] = frozenset()
    """For another system: which facts of a file bring it within what was granted (`models.grants`)."""
    person: str = ""
    desks: frozenset[str] = frozenset()
    """Whose work the reader does beside their own: desks taken over, leaves deputised for."""


EVERYTHING = Scope(everything=True)
"""The scope of the system itself (statistics of the city, rebuilding); never of a request without an actor."""


def scope_of(places: Places, actor: Actor) -> Scope:
    """Return what an actor may see, by unit and grid (属地管理、分级负责)."""
    if actor.kind == "system":
        return Scope(granted=actor.reaches())
    if actor.kind == "engine":
        return EVERYTHING
    if actor.kind != "person":
        return Scope()
    grids = places.grids_of(actor.unit)
    if WHOLE in grids:
        return Scope(everything=True, unit=actor.unit, person=actor.id)
    return Scope(unit=actor.unit, grids=grids, person=actor.id)


def may_see(scope: Scope, acts: Sequence[Act], standing: Standing) -> bool:
    """Tell whether a reader may see a file that is at hand, as `seen` would find it in the docket."""
    facts = belonging(acts, standing)
    brought_in = bool(scope.unit) and scope.unit in standing.taking_part
    return scope.everything or brought_in or any(facts[fact] in own for fact, own in _grounds(scope))


def seen(scope: Scope, source: FromClause, *columns: ColumnElement[Any]) -> Select[Any]:
    """Return a query of columns from a source that contains `files`, narrowed to what the reader may see."""
    return select(*columns).select_from(source).where(_visible(scope))


def either(scope: Scope, source: FromClause, other: FromClause, *columns: ColumnElement[Any]) -> Select[Any]:
    """Return a query of columns from `files` and another of them, narrowed to where the reader may see one of both."""
    return select(*columns).select_from(source).where(or_(_visible(scope), _visible(scope, other)))


def addressed(scope: Scope, *columns: ColumnElement[Any]) -> Select[Any]:
    """Return a query of the effects addressed to the reader in person."""
    source = recipients.join(
        effects, (effects.c.file_no == recipients.c.file_no) & (effects.c.key == recipients.c.key)
    ).join(files, files.c.file_no == effects.c.file_no)
    mine = recipients.c.recipient == scope.person if scope.person else false()
    if scope.desks:
        ours = or_(*(files.c[fact] == scope.unit for fact in (*UNITS, "unit1")))
        mine |= recipients.c.recipient.in_(scope.desks) & (true() if scope.everything else ours)
    return select(*columns).select_from(source).where(mine)


def _visible(scope: Scope, table: FromClause = files) -> ColumnElement[bool]:
    if scope.everything:
        return true()
    return or_(takes_part(scope, table), *(table.c[fact].in_(own) for fact, own in _grounds(scope)))


def takes_part(scope: Scope, table: FromClause = files) -> ColumnElement[bool]:
    """Return whether the reader's unit was brought into a file that it does not answer for."""
    return table.c.taking_part.contains(f"|{scope.unit}|", autoescape=True) if scope.unit else false()


def _grounds(scope: Scope) -> Iterator[tuple[str, frozenset[str]]]:
    """Yield on what grounds a file is the reader's own: a fact of the file, and the values of it that suffice."""
    if scope.unit:
        yield from ((fact, frozenset({scope.unit})) for fact in UNITS)
    if scope.grids:
        yield from ((fact, scope.grids) for fact in GRIDS)
    yield from ((fact, frozenset({value})) for fact, value in sorted(scope.granted))
