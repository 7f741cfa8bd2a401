"""The fields of an act as a live act has to fill them in: what its model demands, and what its guards ask for."""

from collections.abc import Iterable, Mapping
from copy import deepcopy
from datetime import date
from typing import Any, Literal

from judging.asked_for import AskedFor
from judging.step import name_of
from law.edition import Law
from models.values import Value


class FieldEntry(Value):
    """One field of an act, explained."""

    name: str
    label: str
    doc: str
    kind: str
    required: bool
    values: dict[str, str] = {}
    points_at: dict[str, str] | None = None
    """The acts whose number may stand here, by name; empty = any act of a person; None = it is no number of an act."""
    once: bool = False
    """Whether only one act of this kind may point at the same act."""
    offered: bool = False
    """Whether a command to copy shows it although the act may do without."""
    offered_after: tuple[str, ...] = ()
    """The acts, by name, after one of which such a command shows it as well."""
    looked_up: Literal["", "officer", "party"] = ""
    """In which register its number stands; empty where it is no number of a register."""
    fields: "tuple[FieldEntry, ...]" = ()


def explained(entry: FieldEntry, asked: Iterable[AskedFor], law: Law, day: date) -> FieldEntry:
    """Return a field with what guards ask for in it: required, or when it is and by which article."""
    for one in asked:
        if one.field != entry.name:
            continue
        if not one.always:
            told = one.told(day, law)
            doc = "；".join(filter(None, (entry.doc, told)))
            after = tuple(dict.fromkeys((*entry.offered_after, *map(name_of, one.offered_after))))
            offered = {"offered": entry.offered or one.offered, "offered_after": after}
            entry = entry.model_copy(update={"doc": doc, **offered})
        else:
            parts = tuple(part.model_copy(update={"required": True}) for part in entry.fields)
            entry = entry.model_copy(update={"required": True, "fields": parts if one.whole else entry.fields})
    return entry


def demanding(
    schema: Mapping[str, Any], fields: Iterable[FieldEntry], asked: Iterable[AskedFor], law: Law, day: date
) -> dict[str, Any]:
    """Return the JSON schema of an act with the fields' names and explanations, and with what guards always ask for."""
    told: dict[str, Any] = deepcopy(dict(schema))
    properties = told.get("properties", {})
    for entry in fields:
        properties[entry.name] |= {"title": entry.label} | ({"description": entry.doc} if entry.doc else {})
    for one in asked:
        if not one.always or one.field not in properties:
            continue
        told["required"] = list(dict.fromkeys((*told.get("required", ()), one.field)))
        part = properties[one.field]
        part.pop("default", None)
        if part.get("type") == "array":
            part["minItems"] = max(part.get("minItems", 0), one.fewest(day, law))
        if one.whole:
            _whole(told["$defs"][part["$ref"].rpartition("/")[2]])
    return told


def _whole(definition: dict[str, Any]) -> None:
    """Demand every part of a value."""
    definition["required"] = list(definition["properties"])
    for part in definition["properties"].values():
        part.pop("default", None)
        part["minLength"] = 1
