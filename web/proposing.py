"""What a head finds filled in who decides on many files: what each file says already, in the form's words."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from console.file_view import FileView
from models.acts import Act
from web.filling import ACTS, MANY, NO, PARTY, WHETHER, YES, Entered, Fields, content

OFFICERS = "officers"
SAID_BEFORE = (OFFICERS, "cause", "measures", "fine", "confiscation", "facts", "basis", "remedies", "weighing")
"""Fields that may be taken over from an act before; what stands under any other name is each act's own."""
EACH_OWN = (PARTY, "facts")
ALL = "all"
"""Before the name of a field that is entered once for all files."""


def prefix(file_no: str) -> str:
    """Return what stands before the names of the fields of one file."""
    return f"{file_no}."


def proposed(view: FileView, fields: Fields) -> dict[str, list[str]]:
    """Return what a file says already of the fields of an act, as a form holds it."""
    said = _said(view.counting)
    known = {field["name"]: said[field["name"]] for field in fields if field["name"] in said}
    party = view.standing.particulars.party
    if party and any(field["name"] == PARTY and field["required"] for field in fields):
        known[PARTY] = party
    return entered_of(fields, known, prefix(view.standing.file_no))


def asked(fields: Fields, entered: Entered, wrong: Iterable[str], before: str) -> list[Mapping[str, Any]]:
    """Return the fields that a list of files shows: what the act demands, what is filled in, and what was wrong."""
    named = {_own(path, before) for path in (*(path for path, given in entered.items() if any(given)), *wrong)}
    return [{**field, "looked_up": ""} for field in fields if field["required"] or field["name"] in named]


def shared(fields: Fields) -> list[Mapping[str, Any]]:
    """Return the fields that may be entered once for all: what has parts, party and facts are each file's own."""
    return [field for field in fields if field["required"] and not field["fields"] and field["name"] not in EACH_OWN]


def said_of(fields: Fields, entered: Entered, file_no: str) -> dict[str, Any]:
    """Return what was entered of one file; where its own field is empty, what was entered for all."""
    return {**content(shared(fields), entered, f"{ALL}."), **content(fields, entered, prefix(file_no))}


def entered_of(fields: Fields, said: Mapping[str, Any], before: str = "") -> dict[str, list[str]]:
    """Return what an act says as a form holds it; `web.filling.content` reads it back."""
    found: dict[str, list[str]] = {}
    for field in fields:
        name, value = before + field["name"], said.get(field["name"])
        if value in (None, "", [], {}):
            continue
        if field["fields"] and field["kind"] == MANY:
            for number, row in enumerate(value):
                found |= entered_of(field["fields"], row, f"{name}[{number}].")
        elif field["fields"]:
            found |= entered_of(field["fields"], value, f"{name}.")
        elif field["kind"] in (MANY, ACTS):
            found[name] = [_word(one) for one in value]
        elif field["kind"] == WHETHER:
            found[name] = [YES if value else NO]
        else:
            found[name] = [_word(value)]
    return found


def _said(acts: Sequence[Act]) -> dict[str, Any]:
    """Return what a file has said under each of the names; of two things said, neither: which is meant, a person knows.

    Officers alone may change: those of the last act are meant.
    """
    said: dict[str, list[Any]] = {}
    for act in acts:
        told = act.content.model_dump(mode="json")
        for name in SAID_BEFORE:
            if told.get(name) not in (None, "", [], {}):
                said.setdefault(name, []).append(told[name])
    return {name: told[-1] for name, told in said.items() if name == OFFICERS or all(one == told[0] for one in told)}


def _own(path: str, before: str) -> str:
    """Return the field of the act that a path leads into."""
    return path.removeprefix(before).partition(".")[0].partition("[")[0]


def _word(value: Any) -> str:  # noqa: ANN401  whatever JSON holds
    """Return one value in a word; who stands in a register, by number."""
    return str(value["id"] if isinstance(value, Mapping) and "id" in value else value)
