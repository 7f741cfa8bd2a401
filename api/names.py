"""The names behind the numbers of a file: people, units, grids, the party; they stand in the register alone.

While the register cannot be asked, a file is shown without them.
"""

import re
from collections.abc import Callable, Iterable

from database.faults import AWAY
from models.acts import Act
from models.standing import Standing
from registry.errors import NotInRegister
from registry.registry import Registry

UNIT_NUMBER = re.compile(r"(?<![A-Za-z0-9-])u-4304[0-9A-Za-z-]*")
GRID_NUMBER = re.compile(r"(?<=[（“、])4304[0-9]{2}(?:[0-9]{3})?(?=[）”、])")
"""How the law, which has no register, names a unit and, in brackets or a list, a grid."""


def of_standing(registry: Registry, standing: Standing) -> dict[str, str]:
    """Return the names that a standing mentions by number."""
    try:
        return _in_standing(registry, standing)
    except AWAY:
        return {}


def of_acts(registry: Registry, acts: Iterable[Act]) -> dict[str, str]:
    """Return the names of everyone who acted."""
    return of_people(registry, {act.by.id for act in acts if act.by.kind == "person"})


def of_people(registry: Registry, people: Iterable[str], units: Iterable[str] = ()) -> dict[str, str]:
    """Return the names of persons and of units."""
    try:
        return {
            **_named(people, lambda number: registry.people.person(number).name),
            **_named(units, lambda number: registry.places.unit(number).name),
        }
    except AWAY:
        return {}


def in_sentence(registry: Registry, sentence: str) -> str:
    """Return the sentence with the names of the units and grids that it has by number alone."""
    units, grids = set(UNIT_NUMBER.findall(sentence)), set(GRID_NUMBER.findall(sentence))
    if not units and not grids:
        return sentence
    try:
        names = {
            **_named(units, lambda number: registry.places.unit(number).name),
            **_named(grids, lambda number: _grid_name(registry, number)),
        }
    except AWAY:
        return sentence
    told = UNIT_NUMBER.sub(lambda found: names.get(found[0], found[0]), sentence)
    return GRID_NUMBER.sub(lambda found: names.get(found[0], found[0]), told)


def _in_standing(registry: Registry, standing: Standing) -> dict[str, str]:
    rows = standing.answerable
    people = {standing.holder_person, *(number for row in rows for number in (row.leader, row.main, row.direct))}
    units = {standing.holder_unit, *(row.unit for row in rows), *(term.owner_unit for term in standing.terms)}
    people.update(term.owner_person for term in standing.terms)
    grids = {standing.particulars.grid, *(row.grid for row in rows)}
    parties = {standing.particulars.party, *(one for row in standing.parties for one in (row.id, *row.held_by))}
    return {
        **of_people(registry, people, units),
        **_named(grids, lambda number: _grid_name(registry, number)),
        **_named(parties, lambda number: registry.parties.party(number).name),
    }


def _grid_name(registry: Registry, number: str) -> str:
    return registry.places.known(number).full_name


def _named(numbers: Iterable[str], name: Callable[[str], str]) -> dict[str, str]:
    """Return number and name; a number that the register no longer has stays without one."""
    found: dict[str, str] = {}
    for number in sorted(filter(None, set(numbers))):
        try:
            found[number] = name(number)
        except NotInRegister:
            continue
    return found
