"""The base of every value: frozen, strict where it enters, faithful where it is read; and the civil day of Hengyang.

Rules:
1. What enters (a command, a form, a file of YAML) is held to the bounds of its fields; an unknown field is an error.
2. What is read back (a history, a payload, a row; `Value.stored`) was let in once: it is read whatever the bounds
   have become, and what a later version has added to it is kept and written back.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Annotated, Any, Self, TypeVar
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from models.entering import STORED, Fields, Items, Numbers, Spans, Words, is_stored

T = TypeVar("T")

CIVIL = ZoneInfo("Asia/Shanghai")


def _civil(at: datetime) -> datetime:
    return at if at.tzinfo else at.replace(tzinfo=CIVIL)


Text = Annotated[str, Words(2000, breaks=True)]
"""What is told in sentences; never blank."""
Line = Annotated[str, Words(200)]
"""A name, a number, a title; never blank, and all in one line."""
MaybeText = Annotated[str, Words(2000, least=0, breaks=True)]
MaybeLine = Annotated[str, Words(200, least=0)]
Key = Annotated[str, Words(128, pattern=r"[\w.:/@+#-]+")]
Digest = Annotated[str, Words(64, pattern=r"[0-9a-f]{64}")]
"""What tells the content of a material: its SHA-256 in hexadecimal digits."""
MaybeDigest = Annotated[str, Words(64, least=0, pattern=r"([0-9a-f]{64})?")]
Day = Annotated[date, Spans()]
Moment = Annotated[datetime, AfterValidator(_civil), Spans()]
"""An instant that somebody enters; without a zone it is the civil time of Hengyang."""
Instant = AwareDatetime
Count = Annotated[int, Numbers(0, 1_000_000)]
"""A number of things, pages, days or months."""
Number = Annotated[int, Numbers(1, 1_000_000)]
"""A number of things that are there: one at least."""
Several = Annotated[tuple[T, ...], Items(100)]
"""A list of a length that somebody can have entered."""
Some = Annotated[tuple[T, ...], Items(100, least=1)]
"""The same, of at least one."""
Many = Annotated[tuple[T, ...], Items(1000)]
"""A list as long as a table of the register."""
Said = Annotated[dict[str, Any], Fields()]
"""Fields by their names, of whatever type each has."""


def _known_only(value: object, info: core_schema.ValidationInfo) -> object:
    if not is_stored(info):
        raise PydanticCustomError("extra_forbidden", "Extra inputs are not permitted")
    return value


def _with_fields(schema: Any) -> Any:  # noqa: ANN401  a schema is data of many shapes
    """Return the part of a model's schema that says its fields; None where it only refers to another."""
    while schema is not None and schema["type"] != "model-fields":
        schema = schema.get("schema")
    return schema


class Value(BaseModel):
    """A frozen value; where it enters, an unknown field is an error, not a guess."""

    model_config = ConfigDict(frozen=True, extra="allow")

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:  # noqa: ANN401
        """Let fields that the class does not have pass where a value is read back, and nowhere else."""
        schema = handler(source)
        fields = _with_fields(schema)
        if fields is not None:
            fields["extras_schema"] = core_schema.with_info_before_validator_function(
                _known_only, core_schema.any_schema()
            )
        return schema

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Say to senders that there are no other fields."""
        told = handler(schema)
        handler.resolve_ref_schema(told)["additionalProperties"] = False
        return told

    def known(self) -> dict[str, Any]:
        """Return the fields that this version knows, by their names."""
        return {name: getattr(self, name) for name in type(self).model_fields}

    @classmethod
    def stored(cls, text: str | bytes) -> Self:
        """Return the value that a text of our own says, with whatever a later version has added to it."""
        return cls.model_validate_json(text, context=STORED)

    @classmethod
    def stored_as(cls, said: Mapping[Any, object]) -> Self:
        """Return the value that plain data of our own, or a row, says, as `stored` does."""
        return cls.model_validate(dict(said), context=STORED)


def first_said(said: Mapping[str, Sequence[str]], name: str) -> str:
    """Return the first of what a form says in a field, without the blanks around it; empty where it says nothing."""
    return next(iter(said.get(name, ())), "").strip()


class OneClass:
    """A value whose parameter is for the type checker: when the program runs there is one class."""

    if not TYPE_CHECKING:

        def __class_getitem__(cls, _parameter: object) -> type["OneClass"]:
            """Return the class itself."""
            return cls


@lru_cache(maxsize=4096)
def civil_day(at: datetime) -> date:
    """Return the civil day (Asia/Shanghai) of an aware instant."""
    return at.astimezone(CIVIL).date()


def start_of_day(day: date) -> datetime:
    """Return the first instant of a civil day (00:00, Asia/Shanghai)."""
    return datetime.combine(day, time(0), CIVIL)


def end_of_day(day: date) -> datetime:
    """Return the first instant after a civil day (24:00, Asia/Shanghai)."""
    return start_of_day(day + timedelta(days=1))
