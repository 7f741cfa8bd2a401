"""What a reader may see: the one place where every question to the docket is narrowed to the reader's own cases.

The city sees all cases, a county's branch those of its grid, a township its own; each also what was handed to it.
Another system sees what it sent in. Nobody else sees anything.
"""

from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, FromClause, Select, false, or_, select, true

from docket.tables import cases, effects, recipients
from models.people import Actor
from registry.registry import Registry

CITY = 1
"""Grid level of the city (一级网格)."""


@dataclass(frozen=True, slots=True)
class Scope:
    """The cases a reader may see, and who the reader is."""

    everything: bool = False
    unit: str = ""
    grids: frozenset[str] = field(default_factory=frozenset)
    sender: str = ""
    person: str = ""


EVERYTHING = Scope(everything=True)
"""The scope of the house itself (statistics of the city, rebuilding); never of a request without an actor."""


def scope_of(registry: Registry, actor: Actor) -> Scope:
    """Return what an actor may see, by unit and grid (属地管理、分级负责)."""
    if actor.kind == "system":
        return Scope(sender=actor.id)
    if actor.kind == "engine":
        return EVERYTHING
    if actor.level == CITY:
        return Scope(everything=True, unit=actor.unit, person=actor.id)
    return Scope(unit=actor.unit, grids=registry.grids_of(actor.unit), person=actor.id)


def seen(scope: Scope, source: FromClause, *columns: ColumnElement[Any]) -> Select[Any]:
    """Return a query of columns from a source that contains `cases`, narrowed to what the reader may see."""
    return select(*columns).select_from(source).where(_visible(scope))


def addressed(scope: Scope, *columns: ColumnElement[Any]) -> Select[Any]:
    """Return a query of the effects addressed to the reader in person."""
    source = recipients.join(
        effects, (effects.c.case_no == recipients.c.case_no) & (effects.c.key == recipients.c.key)
    ).join(cases, cases.c.case_no == effects.c.case_no)
    mine = recipients.c.recipient == scope.person if scope.person else false()
    return select(*columns).select_from(source).where(mine)


def _visible(scope: Scope) -> ColumnElement[bool]:
    if scope.everything:
        return true()
    conditions: list[ColumnElement[bool]] = []
    if scope.unit:
        conditions += [column == scope.unit for column in (cases.c.unit, cases.c.unit2, cases.c.unit3)]
    if scope.grids:
        conditions += [cases.c.level2_grid.in_(scope.grids), cases.c.grid.in_(scope.grids)]
    if scope.sender:
        conditions.append(cases.c.sender == scope.sender)
    return or_(false(), *conditions)
