"""What a sender says in Chinese (是、水、已归档): the value on the wire that is meant; what is on the wire passes as it is.

A value is also known by the word that another act has for the same thing in a field of the same name
(`agree` and `agreed` are both 同意).
"""

from collections.abc import Collection, Iterator, Mapping
from enum import Enum
from functools import cache
from types import UnionType
from typing import Annotated, Any, ClassVar, Literal, Union, get_args, get_origin

from pydantic import BaseModel, BeforeValidator, model_validator

from models.chinese import values, values_of
from models.values import Value

BOOLEANS = {"是": True, "否": False}
YesNo = Annotated[bool, BeforeValidator(lambda said: BOOLEANS.get(said, said) if isinstance(said, str) else said)]
"""A yes or no beside the fields of a form."""


class Spoken(Value):
    """What a sender writes; its values may be said in Chinese."""

    called: ClassVar[Mapping[str, Mapping[Any, str]]] = {}
    """What the values of its fields are called that no act has."""

    @classmethod
    def of_act(cls) -> str:
        """Return the act whose words a sender uses in it; empty where it is the form of none."""
        return ""

    @model_validator(mode="before")
    @classmethod
    def _meant(cls, said: object) -> object:
        return meant(cls, said, cls.of_act()) if isinstance(said, Mapping) else said


def meant(model: type[BaseModel], fields: Mapping[str, Any], act: str = "") -> dict[str, Any]:
    """Return the fields with the values that are meant; what says nothing known is left to be refused."""
    kinds = _kinds(model)
    return {name: _value(kinds.get(name, ()), value, name, act) for name, value in fields.items()}


def names_of(field: str, choices: Collection[object], act: str = "") -> dict[str, str]:
    """Return the values that a field offers, each with its Chinese name: as an act calls it, or else a form."""
    named, wanted = values_of(field, choices, act), {str(choice) for choice in choices if choice != ""}
    if named.keys() >= wanted:
        return named
    tables = (form.called[field] for form in _forms(Spoken) if field in form.called)
    return next((dict(table) for table in tables if table.keys() >= wanted), named)


def _forms(base: type[Spoken]) -> Iterator[type[Spoken]]:
    for form in base.__subclasses__():
        yield form
        yield from _forms(form)


def _value(kinds: tuple[Any, ...], value: Any, field: str, act: str) -> Any:  # noqa: ANN401  whatever JSON holds
    if isinstance(value, str):
        return BOOLEANS.get(value, value) if bool in kinds else _choice(kinds, value, field, act)
    if isinstance(value, list | tuple):
        return [_value(kinds, part, field, act) for part in value]
    if isinstance(value, Mapping):
        model = next((kind for kind in kinds if isinstance(kind, type) and issubclass(kind, BaseModel)), None)
        return value if model is None else meant(model, value, act)
    return value


def _choice(kinds: tuple[Any, ...], value: str, field: str, act: str) -> object:
    choices = {str(choice): choice for kind in kinds for choice in _offered(kind)}
    if not choices or value in choices:
        return value
    named = {name: choices[choice] for choice, name in names_of(field, choices, act).items()}
    return next((named[word] for word in (value, *_said_elsewhere(field, value)) if word in named), value)


def _offered(kind: Any) -> tuple[Any, ...]:  # noqa: ANN401  an annotation is whatever typing makes of it
    if isinstance(kind, type) and issubclass(kind, Enum):
        return tuple(one.value for one in kind)
    return get_args(kind) if get_origin(kind) is Literal else ()


def _said_elsewhere(field: str, value: str) -> Iterator[str]:
    """Yield the Chinese names of a value in the acts that know it, in fields of one name."""
    for key, table in values().items():
        if key.rpartition(".")[2] == field and value in table:
            yield table[value]


@cache
def _kinds(model: type[BaseModel]) -> Mapping[str, tuple[Any, ...]]:
    """Return what a field holds, or each item of it, for each field of a model."""
    return {name: tuple(_flat(field.annotation)) for name, field in model.model_fields.items()}


def _flat(kind: Any) -> Iterator[Any]:  # noqa: ANN401  an annotation is whatever typing makes of it
    origin = get_origin(kind)
    if origin is Annotated:
        yield from _flat(get_args(kind)[0])
    elif origin in {Union, UnionType, tuple, list}:
        for part in get_args(kind):
            yield from _flat(part)
    else:
        yield kind
