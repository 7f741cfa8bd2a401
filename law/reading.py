"""Read the law's own TOML files into frozen models; a malformed file is told with its name, line and field."""

from __future__ import annotations

import hashlib
import json
import re
from typing import TYPE_CHECKING, Any, TypeVar

import tomli
from pydantic import BaseModel, ValidationError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from pydantic_core import ErrorDetails

Model = TypeVar("Model", bound=BaseModel)
Loc = tuple["int | str", ...]

SCHEMA = {
    "missing": "缺少这一项",
    "extra_forbidden": "没有这样的项，请核对项名",
    "literal_error": "只能取下列之一：{expected}",
    "enum": "只能取下列之一：{expected}",
    "greater_than": "须大于{gt}",
    "greater_than_equal": "须不小于{ge}",
    "string_pattern_mismatch": "不符合格式 {pattern}",
    "int_type": "须是整数",
    "int_parsing": "须是整数",
    "int_from_float": "须是整数",
    "bool_type": "须是 true 或者 false",
    "bool_parsing": "须是 true 或者 false",
    "string_type": "须是带引号的文字",
    "date_type": "须是日期，例如 2026-08-15",
    "date_parsing": "须是日期，例如 2026-08-15",
    "date_from_datetime_parsing": "须是日期，例如 2026-08-15",
    "date_from_datetime_inexact": "须是日期，不带时刻",
    "tuple_type": "须是数组，写在方括号内",
    "dict_type": "须是表，写在花括号内",
    "model_type": "须是表，写在花括号内",
}


class Malformed(Exception):  # noqa: N818  it tells the state of a file, and is raised where a file is read
    """A data file of the law cannot be used (数据文件有误); says which file, which line, which field, what is wrong."""

    def __init__(self, file: Path, line: int, field: str, sentence: str) -> None:
        self.file = file
        self.line = line
        self.field = field
        self.sentence = sentence
        where = f"{file.name}第{line}行" if line else file.name
        super().__init__(f"{where}{f'的“{field}”' if field else ''}：{sentence}")


def read_table(path: Path) -> tuple[dict[str, Any], str]:
    """Return the parsed file and its text, or raise Malformed with the line of the syntax error."""
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as fault:
        line = path.read_bytes()[: fault.start].count(b"\n") + 1
        raise Malformed(path, line, "", "文件须为UTF-8编码") from fault
    except OSError as fault:
        raise Malformed(path, 0, "", why_unread(fault)) from fault
    try:
        return tomli.loads(text), text
    except tomli.TOMLDecodeError as fault:
        raise Malformed(path, fault.lineno, "", _unreadable(fault)) from fault


def why_unread(fault: OSError) -> str:
    """Say in words why a file could not be read."""
    if isinstance(fault, FileNotFoundError):
        return "没有这个文件"
    if isinstance(fault, IsADirectoryError):
        return "这是文件夹，不是文件"
    return "文件读不出来，请核对路径和权限"


def overlaid(*folders: Path) -> list[Path]:
    """Return the TOML files of some folders by name; a later folder's file takes the place of an earlier one's."""
    files = {file.name: file for folder in folders for file in folder.glob("*.toml")}
    return [files[name] for name in sorted(files)]


def as_model(model: type[Model], data: Mapping[str, Any], path: Path, text: str) -> Model:
    """Return the data as a model, or raise Malformed with the line and field of the first schema error."""
    try:
        return model.model_validate(data)
    except ValidationError as fault:
        # A misspelt name is an unknown field and a missing one: the unknown one is where to look.
        error = min(fault.errors(include_url=False), key=lambda one: one["type"] == "missing")
        loc: Loc = tuple(part for part in error["loc"] if part not in ("function-before", "is-instance"))
        raise Malformed(path, line_of(text, loc), _field(loc), _schema_sentence(error)) from fault


def line_of(text: str, loc: Sequence[int | str]) -> int:
    """Return the line (from 1) on which a field stands, or the head of its table when the field is missing."""
    lines = text.splitlines()
    first, last = _block(lines, loc)
    keys = [part for part in loc if isinstance(part, str)]
    for key in [*keys[1:], *keys[:1], "id"]:
        for number in range(first, last):
            if re.match(rf"\s*{re.escape(key)}\s*=", lines[number]):
                return _nth_table(lines, number, last, loc) + 1
    return first + 1


def canonical_json(content: Mapping[str, Any]) -> str:
    """Return data as JSON with sorted keys, no spaces, dates as ISO text."""
    return json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=str)


def edition_of(content: str) -> str:
    """Return the short name of an edition: the first 16 hex digits of the SHA-256 of its canonical content."""
    return hashlib.sha256(content.encode()).hexdigest()[:16]


def _block(lines: list[str], loc: Sequence[int | str]) -> tuple[int, int]:
    """Return the span of lines of the table that the first parts of `loc` name."""
    name = str(loc[0]) if loc else ""
    nth = loc[1] if len(loc) > 1 and isinstance(loc[1], int) else 0
    heads = [n for n, line in enumerate(lines) if re.match(r"\s*\[", line) and not re.match(r"\s*\[[^\]]*,", line)]
    names = [".".join(map(str, loc[:2])), name]
    found = ([n for n in heads if re.match(rf"\s*\[\[?{re.escape(one)}\]", lines[n])] for one in names)
    own = next(filter(None, found), [])
    if not own:
        own, nth = [n for n in heads if re.match(r"\s*\[(instrument|notice)\]", lines[n])] or [0], 0
    first = own[min(nth, len(own) - 1)]
    return first, next((n for n in heads if n > first), len(lines))


def _nth_table(lines: list[str], number: int, last: int, loc: Sequence[int | str]) -> int:
    """Return the line of the n-th inline table of an array that begins on line `number`."""
    nth = next((part for part in loc[2:] if isinstance(part, int)), None)
    if nth is None:
        return number
    seen = -1
    for row in range(number, last):
        seen += lines[row].count("{")
        if seen >= nth:
            return row
    return number


def _unreadable(fault: tomli.TOMLDecodeError) -> str:
    """Say from which column on a line is no TOML, and what stands in it."""
    written = fault.doc.splitlines()[fault.lineno - 1 : fault.lineno]
    line = f"，该行写的是“{written[0].strip()}”" if written and written[0].strip() else ""
    return f"TOML语法错误：从第{fault.colno}列起读不通{line}；请核对这里和前面的引号、括号、等号，以及键名有无重复"


def _schema_sentence(error: ErrorDetails) -> str:
    if error["type"] == "value_error":
        return str(error.get("ctx", {}).get("error", error["msg"]))
    sentence = SCHEMA.get(error["type"], "值无效")
    return sentence.format_map({"expected": "", "gt": "", "ge": "", "pattern": "", **error.get("ctx", {})})


def _field(loc: Loc) -> str:
    """Return the dotted name of a field, with the places of arrays counted from 1."""
    return ".".join(str(part + 1) if isinstance(part, int) else part for part in loc)
