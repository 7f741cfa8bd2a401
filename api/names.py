"""The names behind the numbers of a file: people, units, grids, the party; they stand in the register alone.

While the register cannot be asked, a file is shown without them.
"""

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from typing import TypeVar

from database.faults import AWAY
from judging.amending import Amended, amended_in
from models.acts import Act
from models.file import File
from models.standing import Standing
from models.values import Value
from registry.asked_once import answered
from registry.errors import NotInRegister
from registry.registry import Registry

V = TypeVar("V", bound=Value)

GRIDS = "4304"
"""How the code of every grid of the city begins."""
UNIT_NUMBER = re.compile(r"(?<![A-Za-z0-9-])u-4304[0-9A-Za-z-]*")
GRID_NUMBER = re.compile(r"(?<=[（“、])4304[0-9]{2}(?:[0-9]{3})?(?=[）”、])")
"""How the law, which has no register, names a unit and, in brackets or a list, a grid."""
PARTY = r"e-[0-9a-f]{12}(?![0-9A-Za-z-])"
PARTY_NUMBER = re.compile(rf"(?<![A-Za-z0-9“-]){PARTY}")
"""How it names a party; what stands in quotes is what the sender wrote, and is told as it was written."""
PARTIES_CALLED = re.compile(rf"(?<=当事人){PARTY}(?:、{PARTY})*")
"""A party, or who stands in its place, where a sentence calls it so."""
CHANGED = re.compile(rf"(?<![A-Za-z0-9-])(?:{PARTY}|[pu]-4304[0-9A-Za-z-]*|4304[0-9]{{2}}(?:[0-9]{{3}})?(?![0-9]))")
"""Whatever a correction may change from one to another that stands in the register by number."""


def of_standing(registry: Registry, standing: Standing) -> dict[str, str]:
    """Return the names that a standing mentions by number."""
    try:
        return _in_standing(registry, standing)
    except AWAY:
        return {}


def of_acts(registry: Registry, acts: Sequence[Act]) -> dict[str, str]:
    """Return the names of everyone who acted, and of whom and what a correction speaks of."""
    did = of_people(registry, {act.by.id for act in acts if act.by.kind == "person"})
    return {**did, **of_changes(registry, amended_in(acts))}


def of_changes(registry: Registry, amended: Mapping[int, Amended]) -> dict[str, str]:
    """Return the names of the parties, persons, units and grids that corrections put in the place of others."""
    return _mentioned(registry, "".join(one.changes() for one in amended.values()))


def of_content(registry: Registry, acts: Iterable[Act]) -> dict[str, str]:
    """Return the names of the parties, persons, units and grids that acts speak of by number."""
    return _mentioned(registry, "".join(act.content.model_dump_json() for act in acts))


def _mentioned(registry: Registry, words: str) -> dict[str, str]:
    numbers = set(CHANGED.findall(words))
    if not numbers:
        return {}
    try:
        return _called_by(registry, numbers)
    except AWAY:
        return {}


def of_people(registry: Registry, people: Iterable[str], units: Iterable[str] = ()) -> dict[str, str]:
    """Return the names of persons and of units."""
    try:
        return registry.called({*people, *units})
    except AWAY:
        return {}


def in_sentence(registry: Registry, sentence: str) -> str:
    """Return the sentence with the names of the units, grids and parties that it has by number alone.

    A party that may be chosen is named with its number, which is what one writes.
    """
    units, grids = set(UNIT_NUMBER.findall(sentence)), set(GRID_NUMBER.findall(sentence))
    parties = set(PARTY_NUMBER.findall(sentence))
    if not units and not grids and not parties:
        return sentence
    try:
        names = {
            **_named(units, lambda number: registry.places.unit(number).name),
            **_named(grids, lambda number: _grid_name(registry, number)),
            **_named(parties, lambda number: registry.parties.party(number).name),
        }
    except AWAY:
        return sentence
    told = UNIT_NUMBER.sub(lambda found: names.get(found[0], found[0]), sentence)
    told = GRID_NUMBER.sub(lambda found: names.get(found[0], found[0]), told)
    told = PARTIES_CALLED.sub(lambda found: _by_name(found[0], names), told)
    return PARTY_NUMBER.sub(lambda found: f"{names[found[0]]}（{found[0]}）" if found[0] in names else found[0], told)


def parties_named(registry: Registry, told: V) -> V:
    """Return what is told of a file, its terms and sentences calling each party by its name."""
    return _called(told, registry.called)


def organisations_named(registry: Registry, told: V) -> V:
    """Return what a list tells, each organisation called by its name; a citizen's stays in the register."""
    return _called(told, registry.parties.organisations)


def _called(told: V, called: Callable[[Iterable[str]], Mapping[str, str]]) -> V:
    text = told.model_dump_json()
    numbers = {number for found in PARTIES_CALLED.findall(text) for number in found.split("、")}
    if not numbers:
        return told
    try:
        names = {number: json.dumps(name, ensure_ascii=False)[1:-1] for number, name in called(numbers).items()}
    except AWAY:
        return told
    return type(told).stored(PARTIES_CALLED.sub(lambda found: _by_name(found[0], names), text))


def _by_name(numbers: str, names: dict[str, str]) -> str:
    return "、".join(names.get(number, number) for number in numbers.split("、"))


def ahead(registry: Registry, file: File, others: Iterable[str]) -> None:
    """Ask at once for what a page of a file will ask for part by part, where its answers are kept (`asked_once`)."""
    if answered(registry.called) is None:
        return
    did = {act.by.id for act in file.acts if act.by.kind == "person"}
    with suppress(*AWAY):
        registry.called({*_numbers_in(file.standing), *did, *others})


def _in_standing(registry: Registry, standing: Standing) -> dict[str, str]:
    return _called_by(registry, _numbers_in(standing))


def _numbers_in(standing: Standing) -> set[str]:
    """Return the numbers of the register that a standing mentions."""
    rows = standing.answerable
    people = {standing.holder_person, *(number for row in rows for number in (row.leader, row.main, row.direct))}
    units = {standing.holder_unit, *(row.unit for row in rows), *(term.owner_unit for term in standing.terms)}
    people.update(term.owner_person for term in standing.terms)
    people.update(one.keeper for one in getattr(standing.particulars, "evidence", ()))
    grids = {standing.particulars.grid, *(row.grid for row in rows)}
    parties = {standing.particulars.party, *(one for row in standing.parties for one in (row.id, *row.held_by))}
    return {*people, *units, *grids, *parties}


def _called_by(registry: Registry, numbers: Iterable[str]) -> dict[str, str]:
    """Return what numbers are called, asked for at once; a grid that has another code now is looked for by the old."""
    wanted = set(filter(None, numbers))
    found = registry.called(wanted)
    old = (number for number in wanted - found.keys() if number.startswith(GRIDS))
    return {**found, **_named(old, lambda number: _grid_name(registry, number))}


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
