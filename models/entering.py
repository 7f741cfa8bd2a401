"""The one rule for what enters (录入规则): which characters a text may have, how long it is, what a day can be.

Each rule is a mark on a type (`Annotated[str, Words(200)]`). It is asked where a value enters, not where one is read
back: what was let in once is read for ever, whatever the bounds have become.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

STORED: dict[str, bool] = {"stored": True}
"""The context in which a value is read back."""
BYTES = 3
"""Bytes that a character takes on the average at most: what the usual Chinese characters take in UTF-8."""
FIRST, LAST = 1949, 2100
"""The years in which something can happen that stands in a file of this bureau."""
DEEPEST, WIDEST = 6, 200
"""How deep fields may lie in each other, and how many values they hold in all."""
LONGEST_NAME, LONGEST_WORDS = 64, 2000

CONTROLS = r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029"
DIRECTIONS = r"\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
"""What turns the order of reading round, so that a text shows otherwise than it is."""
NOTHING = r"\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
"""Halves of characters, and what is no character."""
FORBIDDEN = re.compile(f"[{CONTROLS}{DIRECTIONS}{NOTHING}]")
BREAKS = re.compile(r"[\n\t]")
MARKS = frozenset({"Mn", "Mc", "Me"})
"""Categories of what is laid over a character."""
BLANK = MARKS | {"Cf", "Cn", "Zl", "Zp", "Zs", "Cc"}
"""Categories of characters that show nothing by themselves."""
FILLERS = frozenset("\u115f\u1160\u2800\u3164\uffa0")
"""Letters and signs in name that show nothing either: fillers of Hangul, the empty Braille cell."""
MOST_MARKS = 3
"""Marks over one character."""


def is_stored(info: core_schema.ValidationInfo) -> bool:
    """Tell whether a value is read back, not entered."""
    return info.context is STORED


def entered(text: str, most: int, *, least: int = 1, breaks: bool = False) -> str:
    """Return a text as it is taken in (NFC, line ends as one sign); refuse one that no file can hold."""
    if len(text) > most or len(text.encode("utf-8", "surrogatepass")) > most * BYTES:
        raise PydanticCustomError(
            "text_too_long", "不超过{most}个字（{size}字节）", {"most": most, "size": most * BYTES}
        )
    found = FORBIDDEN.search(text := text.replace("\r\n", "\n").replace("\r", "\n"))
    if found is None and not breaks:
        found = BREAKS.search(text)
    if found is not None:
        named = {"place": found.start() + 1, "code": f"U+{ord(found.group()):04X}"}
        raise PydanticCustomError("text_sign", "第{place}字是不能录入的控制字符（{code}），请删去", named)
    text = unicodedata.normalize("NFC", text)
    if len(text) < least or (text and is_blank(text)):
        raise PydanticCustomError("text_blank", "须有内容，不能只有空白")
    if not text.isascii() and _is_piled(text):
        raise PydanticCustomError("text_signs", "含有不能使用的字符")
    return text


def is_blank(text: str) -> bool:
    """Tell whether a text shows nothing."""
    return all(is_nothing(character) for character in text)


def is_nothing(character: str) -> bool:
    """Tell whether a character shows nothing by itself."""
    return unicodedata.category(character) in BLANK or character in FILLERS


def _is_piled(text: str) -> bool:
    """Tell whether more marks lie over one character than any writing has."""
    piled = 0
    for character in text:
        piled = piled + 1 if unicodedata.category(character) in MARKS else 0
        if piled > MOST_MARKS:
            return True
    return False


@dataclass(frozen=True, slots=True)
class Words:
    """A text: between how many characters, whether of several lines, of which signs only."""

    most: int
    least: int = 1
    breaks: bool = False
    pattern: str = ""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:  # noqa: ANN401
        return core_schema.with_info_before_validator_function(self._checked, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        told = handler(schema)
        told |= {"maxLength": self.most} | ({"minLength": self.least} if self.least else {})
        return told | ({"pattern": f"^{self.pattern}$"} if self.pattern else {})

    def _checked(self, text: object, info: core_schema.ValidationInfo) -> object:
        if info.context is STORED or not isinstance(text, str):  # asked for every text of every file
            return text
        text = entered(text, self.most, least=self.least, breaks=self.breaks)
        if self.pattern and re.fullmatch(self.pattern, text) is None:
            raise PydanticCustomError("text_signs", "含有不能使用的字符")
        return text


@dataclass(frozen=True, slots=True)
class Spans:
    """A day, or an instant, in the years in which something can happen."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:  # noqa: ANN401
        return core_schema.with_info_after_validator_function(self._checked, handler(source))

    def _checked(self, value: date | datetime, info: core_schema.ValidationInfo) -> date | datetime:
        if info.context is not STORED and not FIRST <= value.year <= LAST:
            raise PydanticCustomError(
                "day_out_of_bounds", "须在{first}年至{last}年之间", {"first": FIRST, "last": LAST}
            )
        return value


@dataclass(frozen=True, slots=True)
class Numbers:
    """A whole number between two."""

    least: int
    most: int

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:  # noqa: ANN401
        return core_schema.with_info_after_validator_function(self._checked, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return handler(schema) | {"minimum": self.least, "maximum": self.most}

    def _checked(self, value: int, info: core_schema.ValidationInfo) -> int:
        if not is_stored(info) and not self.least <= value <= self.most:
            bounds = {"least": self.least, "most": self.most}
            raise PydanticCustomError("number_out_of_bounds", "须在{least}至{most}之间", bounds)
        return value


@dataclass(frozen=True, slots=True)
class Items:
    """A list of at most so many, and at least so many."""

    most: int
    least: int = 0

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:  # noqa: ANN401
        return core_schema.with_info_before_validator_function(self._checked, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return handler(schema) | {"maxItems": self.most} | ({"minItems": self.least} if self.least else {})

    def _checked(self, value: object, info: core_schema.ValidationInfo) -> object:
        if is_stored(info) or not isinstance(value, list | tuple):
            return value
        if not self.least <= len(value) <= self.most:
            bounds = {"least": self.least, "most": self.most}
            raise PydanticCustomError("list_out_of_bounds", "须有{least}至{most}项", bounds)
        return value


@dataclass(frozen=True, slots=True)
class Fields:
    """Fields by their names, of whatever types: every text in them is held to the one rule, and they are few."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:  # noqa: ANN401
        return core_schema.with_info_after_validator_function(self._checked, handler(source))

    def _checked(self, value: dict[str, Any], info: core_schema.ValidationInfo) -> dict[str, Any]:
        if is_stored(info):
            return value
        left = [WIDEST]
        return {_name(name): _part(part, left, 1) for name, part in value.items()}


def _name(name: str) -> str:
    return entered(name, LONGEST_NAME)


def _part(value: Any, left: list[int], depth: int) -> Any:  # noqa: ANN401  whatever JSON holds
    left[0] -= 1
    if left[0] < 0 or depth > DEEPEST:
        bounds = {"most": WIDEST, "deepest": DEEPEST}
        raise PydanticCustomError("too_many_fields", "不超过{most}个值、{deepest}层", bounds)
    if isinstance(value, str):
        return entered(value, LONGEST_WORDS, least=0, breaks=True)
    if isinstance(value, Mapping):
        return {_name(name): _part(part, left, depth + 1) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(_part(part, left, depth + 1) for part in value)
    return value
