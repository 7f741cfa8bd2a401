"""Forms made from the catalogue of acts: what a field asks becomes an input, what was entered becomes the act again.

An input is named by its path, as the API names the field in its errors: `basis[0].article`.
"""

import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from models.values import first_said

ROWS, MOST_ROWS = 1, 20
"""How many rows of a list of values a form shows at first, and at most."""
LONGEST = 18
"""Digits of the longest whole number."""
YES, NO = "是", "否"
NUMBERS = {"整数", "数额"}
MANY, GROUP, WHETHER = "列表", "对象", "是否"
ACT, ACTS = "行为编号", "行为编号列表"
ACT_KINDS = (ACT, ACTS)
DAY, INSTANT, TEXT = "日期", "时刻", "文字"
PARTY = "party"
SEEK, NEW = "_seek", "_new"
"""What is entered beside the field of a party: words to look for it by, and what is said of one that is new."""
NEW_PARTY = ("kind", "name", "uscc", "address")
SHORT_WORDS = frozenset(
    {"party", "unit", "grid", "place", "witness", "through", "service_receipt", "sender_no", "reporter", "contact"}
)
"""Fields of words that take one line."""
PROPOSED = frozenset({"unit"})
"""Those of them in which what is offered is a proposal: anything else may be written as well."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to choose."""

    value: str
    label: str
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Input:
    """One field as a page shows it."""

    name: str
    label: str
    doc: str
    required: bool
    widget: str
    """`line`, `text`, `lines`, `day`, `instant`, `number`, `one`, `many`, `party`, `group`, `rows`."""
    value: str = ""
    error: str = ""
    choices: tuple[Choice, ...] = ()
    parts: tuple["Input", ...] = ()
    rows: tuple[tuple["Input", ...], ...] = ()
    several: bool = False
    """Whether more than one party may be named."""
    sought: str = ""
    """By which words a party is looked for."""
    new: Mapping[str, str] = dataclasses.field(default_factory=dict)
    """What was entered of a party that the register lacks."""
    new_errors: Mapping[str, str] = dataclasses.field(default_factory=dict)
    """What is wrong with that, by path."""
    hint: str = ""
    """What is told beside a date."""
    since: str = ""
    """From which day working days are counted beside it."""


Entered = Mapping[str, Sequence[str]]
Offered = Mapping[str, Sequence[Choice]]
"""What may be chosen in a field although the catalogue leaves it open: officers, parties, acts of the file."""
Fields = Sequence[Mapping[str, Any]]


def inputs(
    fields: Fields, entered: Entered, errors: Mapping[str, str], offered: Offered, before: str = ""
) -> tuple[Input, ...]:
    """Return the inputs of a form, filled in with what was entered."""
    return tuple(_input(field, entered, errors, offered, before) for field in fields)


def content(fields: Fields, entered: Entered, before: str = "") -> dict[str, Any]:
    """Return what was entered, as the act's fields; what was left empty is left out."""
    found = ((field["name"], _value(field, entered, before + field["name"])) for field in fields)
    return {name: value for name, value in found if value not in (None, "", [], {})}


def _input(
    field: Mapping[str, Any], entered: Entered, errors: Mapping[str, str], offered: Offered, before: str
) -> Input:
    name = before + field["name"]
    given = tuple(entered.get(name, ()))
    widget, choices = _widget(field, tuple(offered.get(name, ()) or offered.get(field["name"], ())))
    shown = Input(
        name=name,
        label=field["label"] or field["name"],
        doc=field["doc"],
        required=field["required"],
        widget=widget,
        value="\n".join(given if widget == "lines" else given[:1]),
        error=errors.get(name, ""),
        choices=tuple(Choice(one.value, one.label, one.value in given) for one in choices),
    )
    if widget in ("one", "many"):  # what the form cannot show, it would send as empty
        there = {one.value for one in choices}
        others = tuple(
            Choice(one, one, chosen=True) for one in dict.fromkeys(given) if one.strip() and one not in there
        )
        return replace(shown, choices=(*shown.choices, *others))
    if widget == "party":
        return replace(shown, several=field["kind"] == MANY, **_new_party(name, entered, errors))
    if widget == "group":
        parts = inputs(field["fields"], entered, errors, offered, f"{name}.")
        return replace(shown, parts=parts)
    if widget == "rows":
        rows = tuple(
            inputs(field["fields"], entered, errors, offered, f"{name}[{number}].")
            for number in range(_rows(name, entered))
        )
        return replace(shown, rows=rows)
    return shown


def _widget(field: Mapping[str, Any], offered: tuple[Choice, ...]) -> tuple[str, tuple[Choice, ...]]:
    """Return how a field is asked for, and what there is to choose."""
    kind, own = field["kind"], tuple(Choice(value, label) for value, label in field["values"].items())
    choices = offered or own
    if field["fields"]:
        return ("rows" if kind == MANY else "group"), ()
    if _is_a_party(field, choices):
        return PARTY, choices
    if kind in (MANY, ACTS):
        return ("many", choices) if choices else ("lines", ())
    if kind == WHETHER:
        return "one", (Choice(YES, YES), Choice(NO, NO))
    if choices:
        return "line" if field["name"] in PROPOSED else "one", choices
    plain = {DAY: "day", INSTANT: "instant", ACT: "number", **dict.fromkeys(NUMBERS, "number"), GROUP: "text"}
    return plain.get(kind, "line" if field["name"] in SHORT_WORDS else "text"), ()


def _is_a_party(field: Mapping[str, Any], choices: tuple[Choice, ...]) -> bool:
    """Tell whether a field takes a party of the register; one of the parties of a file is merely chosen."""
    return field.get("looked_up") == PARTY or (field["name"] == PARTY and not choices and not field["values"])


def _new_party(name: str, entered: Entered, errors: Mapping[str, str]) -> dict[str, Any]:
    """Return what was entered beside the field of a party; the kind alone, which is always sent, is nothing."""
    before = f"{NEW}.{name}."
    new = {part: first_said(entered, before + part) for part in NEW_PARTY}
    wrong = {path: told for path, told in errors.items() if path.startswith(before)}
    is_there = any(told for part, told in new.items() if part != "kind") or bool(wrong)
    return {"sought": first_said(entered, f"{SEEK}.{name}"), "new": new if is_there else {}, "new_errors": wrong}


def _rows(name: str, entered: Entered) -> int:
    """Return how many rows a list of values has: those entered, and one more where another was asked for."""
    there = [number for number in range(MOST_ROWS) if any(path.startswith(f"{name}[{number}].") for path in entered)]
    more = int(name in entered.get("_more", ()))
    return min(max(len(there) + more, ROWS), MOST_ROWS)


def _value(field: Mapping[str, Any], entered: Entered, name: str) -> Any:  # noqa: ANN401  whatever JSON holds
    kind, given = field["kind"], [one.strip() for one in entered.get(name, ()) if one.strip()]
    if field["fields"] and kind == MANY:
        rows = (content(field["fields"], entered, f"{name}[{number}].") for number in range(MOST_ROWS))
        return [row for row in rows if row]
    if field["fields"]:
        return content(field["fields"], entered, f"{name}.")
    if kind in (MANY, ACTS):
        lines = [line.strip() for one in given for line in one.splitlines() if line.strip()]
        return [number_or_words(line) if kind == ACTS else line for line in lines]
    if not given:
        return None
    if kind == WHETHER:
        return {YES: True, NO: False}.get(given[0], given[0])
    return number_or_words(given[0]) if kind in ("整数", ACT) else given[0]


def number_or_words(said: str) -> int | str:
    """Return a whole number; what is none, or longer than any number is, is left for the API to refuse."""
    digits = said.removeprefix("-")
    return int(said) if said.isascii() and digits.isdigit() and len(digits) <= LONGEST else said


def refused_fields(errors: Mapping[str, str], shown: Sequence[Input]) -> Iterator[str]:
    """Yield what is wrong with fields that the form does not show, so that nothing said is lost."""
    names = {one.name for one in flat(shown)} | {path for one in flat(shown) for path in one.new_errors}
    yield from (sentence for path, sentence in errors.items() if path not in names)


def flat(shown: Sequence[Input]) -> Iterator[Input]:
    """Yield every input, those in groups and rows as well."""
    for one in shown:
        yield one
        yield from flat(one.parts)
        for row in one.rows:
            yield from flat(row)
