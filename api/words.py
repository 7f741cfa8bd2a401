"""The Chinese words of every field, value and validation error (`words.toml`), shared by catalogue, problems and pages."""

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from models.acts.finding import POLLUTION_NAMES
from models.acts.penalty import MEASURE_NAMES

Words = Mapping[str, Mapping[str, Any]]
Path_ = Sequence[int | str]

OUTER = frozenset({"body", "query", "path", "header"})
"""Where FastAPI found a field; not part of the field's own name."""


@cache
def words() -> Words:
    """Return the tables of names, descriptions, values and errors."""
    return tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8"))


def name_of(field: str, act: str = "") -> str:
    """Return the Chinese name of a field, in an act or anywhere."""
    return str(_of("name", field, act) or field)


def doc_of(field: str, act: str = "") -> str:
    """Return what a field means, in Chinese."""
    return str(_of("doc", field, act) or "")


def values_of(field: str, act: str = "") -> dict[str, str]:
    """Return the values a field may have, each with its Chinese name; empty when it is free."""
    if field == "pollution":
        return dict(POLLUTION_NAMES)
    if field == "measures" and act != "stop_on_site":
        return dict(MEASURE_NAMES)
    return dict(_of("value", field, act) or {})


def _of(table: str, field: str, act: str) -> Any:  # noqa: ANN401  a name or a table of names
    entries = words()[table]
    return entries.get(f"{act}.{field}") or entries.get(field)


def path_of(loc: Path_) -> str:
    """Return where in the request a value stands, as `basis[0].article`."""
    steps = list(loc[1:] if loc and loc[0] in OUTER else loc)
    text = ""
    for step in steps:
        text += f"[{step}]" if isinstance(step, int) else f".{step}"
    return text.removeprefix(".")


def sentence_of(error: Mapping[str, Any], act: str = "") -> str:
    """Return a validation error as one Chinese sentence: what is wrong, where, what would be right."""
    loc = error["loc"]
    leaf = next((str(step) for step in reversed(loc) if isinstance(step, str) and step not in OUTER), "")
    templates = words()["error"]
    template = templates.get(error["type"], templates["other"])
    context = {**error.get("ctx", {}), "name": name_of(leaf, act), "field": path_of(loc) or leaf}
    if error["type"] == "literal_error":
        context["choices"] = _choices(leaf, act, str(context["expected"]))
    return str(template.format(**context))


def _choices(field: str, act: str, expected: str) -> str:
    """Return the allowed values with their names; pydantic lists them as `'a', 'b' or 'c'`."""
    names = values_of(field, act)
    allowed = [part.strip().strip("'") for part in expected.replace(" or ", ", ").split(", ")]
    return "、".join(f"{value}（{names[value]}）" if value in names else value for value in allowed)
