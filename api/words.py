"""The Chinese words of every field, value and validation error (`chinese/*.toml`), shared by catalogue and problems."""

import tomllib
from collections.abc import Collection, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from models.acts import MODULES

Words = Mapping[str, Mapping[str, Any]]
Path_ = Sequence[int | str]

OUTER = frozenset({"body", "query", "path", "header"})
"""Where FastAPI found a field; not part of the field's own name."""


@cache
def words() -> Words:
    """Return the tables of names, descriptions, values and errors; what two files say twice is an error."""
    tables: dict[str, dict[str, Any]] = {"name": {}, "doc": {}, "value": {}, "error": {}}
    for path in sorted(Path(__file__).with_name("chinese").glob("*.toml")):
        for table, entries in tomllib.loads(path.read_text(encoding="utf-8")).items():
            twice = tables[table].keys() & entries.keys()
            if twice:
                raise ValueError(f"{path.name} 的 [{table}] 与其他文件重复：{'、'.join(sorted(twice))}")
            tables[table].update(entries)
    return tables


def name_of(field: str, act: str = "") -> str:
    """Return the Chinese name of a field, in an act or anywhere."""
    return str(_of("name", field, act) or field)


def doc_of(field: str, act: str = "") -> str:
    """Return what a field means, in Chinese."""
    return str(_of("doc", field, act) or "")


def values_of(field: str, choices: Collection[object], act: str = "") -> dict[str, str]:
    """Return the values a field offers, each with its Chinese name, from here or as the models name them."""
    wanted = [str(choice) for choice in choices if choice != ""]
    names = _of("value", field, act) or {}
    if not names.keys() >= set(wanted):
        names = _named_by_models(frozenset(wanted))
    return {choice: names[choice] for choice in wanted if choice in names}


@cache
def _named_by_models(choices: frozenset[str]) -> dict[str, str]:
    """Return the table of names that a module of acts has for exactly these values."""
    tables = (value for module in MODULES for value in vars(module).values() if isinstance(value, dict))
    return next((table for table in tables if choices and frozenset(table) == choices), {})


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
    allowed = [part.strip().strip("'") for part in expected.replace(" or ", ", ").split(", ")]
    names = values_of(field, allowed, act)
    return "、".join(f"{value}（{names[value]}）" if value in names else value for value in allowed)
