"""Whatever a sender fills has a bound: no bare text, list, day or number of days in an act, a form or an opening."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Annotated, Any, get_args, get_origin

from pydantic import BaseModel

from api import forms, opening_acts
from models.acts import ACTS, Command
from models.entering import Fields, Items, Spans, Words
from models.values import Value
from tools.tree import told

BOUND_BY: dict[Any, type[object]] = {str: Words, tuple: Items, date: Spans, datetime: Spans, dict: Fields}
"""Which mark a type carries that somebody fills."""
FORMS = [
    form
    for module in (forms, opening_acts)
    for form in vars(module).values()
    if isinstance(form, type) and issubclass(form, Value) and form.__module__ == module.__name__
]


def _unbound(annotation: Any, marks: tuple[Any, ...]) -> Iterator[str]:  # noqa: ANN401  any type a field can have
    """Yield every part of a type that carries no bound."""
    origin, parts = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        yield from _unbound(parts[0], (*marks, *parts[1:]))
        return
    plain = origin or annotation
    for wanted, mark in BOUND_BY.items():
        is_one = plain is wanted or (wanted is datetime and getattr(plain, "__name__", "") == "AwareDatetime")
        if is_one and not any(isinstance(one, mark) for one in marks):
            yield wanted.__name__
    if plain is not dict:
        for part in parts:
            yield from _unbound(part, ())


def _models() -> Iterator[type[BaseModel]]:
    """Yield what senders fill, and what it is made of."""
    waiting: list[type[BaseModel]] = [*ACTS.values(), Command, *FORMS]
    seen: set[type[BaseModel]] = set()
    while waiting:
        model = waiting.pop()
        if model in seen:
            continue
        seen.add(model)
        yield model
        waiting += [one for field in model.model_fields.values() for one in _parts(field.annotation)]


def _parts(annotation: Any) -> Iterator[type[BaseModel]]:  # noqa: ANN401  as above
    if isinstance(annotation, type) and issubclass(annotation, Value):
        yield annotation
    for part in get_args(annotation):
        yield from _parts(part)


def test_whatever_is_entered_has_a_bound() -> None:
    """One rule for each kind of value, where it enters (models/entering.py)."""
    wrong = [
        f"{model.__name__}.{name}: {part}"
        for model in _models()
        for name, field in model.model_fields.items()
        for part in _unbound(field.annotation, tuple(field.metadata))
    ]

    assert wrong == [], told(wrong)


def test_a_bare_text_would_be_found() -> None:
    """The test that looks for them sees one."""
    assert ["str"] == list(_unbound(str, ()))
    assert ["tuple", "str"] == list(_unbound(tuple[str, ...], ()))
    assert ["date"] == list(_unbound(date | None, ()))
