"""The Chinese names, explanations and values of every act's fields (`*.toml`): one list, read by all who show them."""

from collections.abc import Collection, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

import tomli
from pydantic import BaseModel

from models.acts import ACTS, MODULES

Table = Literal["name", "doc", "value"]
Named = Mapping[str, str]


@cache
def names() -> Named:
    """Return what fields are called, by `field`, or by `act.field` where one act calls it otherwise."""
    return _texts("name")


@cache
def docs() -> Named:
    """Return what fields mean, in the same keys."""
    return _texts("doc")


@cache
def values() -> Mapping[str, Named]:
    """Return what the values of fields are called, in the same keys."""
    return {key: {name: str(word) for name, word in told.items()} for key, told in _entries("value").items()}


def name_of(field: str, act: str = "") -> str:
    """Return the Chinese name of a field, in an act or anywhere; a field without one keeps its own."""
    return names().get(f"{act}.{field}") or names().get(field) or field


def doc_of(field: str, act: str = "") -> str:
    """Return what a field means, in Chinese; empty where nothing is said of it."""
    return docs().get(f"{act}.{field}") or docs().get(field) or ""


def values_of(field: str, choices: Collection[object], act: str = "") -> dict[str, str]:
    """Return the values a field offers, each with its Chinese name, from here or as the models name them."""
    wanted = [str(choice) for choice in choices if choice != ""]
    named = values().get(f"{act}.{field}") or values().get(field) or {}
    if not named.keys() >= set(wanted):
        named = _named_by_models(frozenset(wanted)) or _named_in_acts(field, frozenset(wanted))
    return {choice: named[choice] for choice in wanted if choice in named}


def value_of(field: str, value: object, act: str) -> str:
    """Return what one value of a field of an act is called; what has no name is told as it is."""
    said = str(value)
    return _named_values(field, act).get(said) or values_of(field, [said], act).get(said) or said


@cache
def _named_values(field: str, act: str) -> Named:
    """Return the names of all values that a field of an act, or of what it holds, takes."""
    return values_of(field, frozenset(_choices(ACTS[act], field)), act) if act in ACTS else {}


def _choices(model: type[BaseModel], field: str) -> Iterator[object]:
    for name, info in model.model_fields.items():
        for part in _parts(info.annotation):
            if isinstance(part, type) and issubclass(part, BaseModel):
                yield from _choices(part, field)
            elif name == field and get_origin(part) is Literal:
                yield from get_args(part)


def _parts(annotation: object) -> Iterator[object]:
    """Yield an annotation and all that it is made of."""
    yield annotation
    for part in get_args(annotation):
        yield from _parts(part)


@cache
def _named_by_models(choices: frozenset[str]) -> Named:
    """Return the table of names that a module of acts has for exactly these values."""
    tables = (value for module in MODULES for value in vars(module).values() if isinstance(value, dict))
    return next((table for table in tables if choices and frozenset(table) == choices), {})


@cache
def _named_in_acts(field: str, choices: frozenset[str]) -> Named:
    """Return the names that some act has for all these values of a field of this name, of the act with the fewest."""
    tables = (table for key, table in values().items() if key.rpartition(".")[2] == field and table.keys() >= choices)
    return min(tables, key=len, default={}) if choices else {}


def _texts(table: Table) -> Named:
    return {key: str(word) for key, word in _entries(table).items()}


def _entries(table: Table) -> dict[str, Any]:
    """Return one table of all files together; what two files say twice is an error."""
    found: dict[str, Any] = {}
    for path in sorted(Path(__file__).parent.glob("*.toml")):
        entries = tomli.loads(path.read_text(encoding="utf-8")).get(table, {})
        twice = found.keys() & entries.keys()
        if twice:
            raise ValueError(f"{path.name} 的 [{table}] 与其他文件重复：{'、'.join(sorted(twice))}")
        found.update(entries)
    return found
