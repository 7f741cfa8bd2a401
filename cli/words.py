"""What a user types: dates, instants, `field=value`, in the civil time of Hengyang; or what would be right."""

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from cli.speech import Exit, Failed
from law.reading import why_unread
from models.values import CIVIL

FILLING = "用 gridcase registry template 文件夹 写出空白的表，填写后用 gridcase registry import 文件夹 导入"
"""How an empty register is filled."""


def day(text: str) -> str:
    """Return a civil day, or say how it is written."""
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise Failed(Exit.USAGE, f"“{text}”不是真实存在的日期，格式如 2026-09-01") from None


def maybe_day(text: str | None) -> str | None:
    """Return a civil day, where one is written."""
    return None if text is None else day(text)


def in_days(days: int) -> str:
    """Return the civil day that is so many days from today."""
    return date.fromordinal(datetime.now(CIVIL).date().toordinal() + days).isoformat()


def instant(text: str) -> str:
    """Return an instant with its zone; without one it is the civil time of Hengyang."""
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        raise Failed(Exit.USAGE, f"“{text}”不是真实存在的时刻，格式如 2026-09-01T09:30") from None
    return (at if at.tzinfo else at.replace(tzinfo=CIVIL)).isoformat()


def when(on: str | None, at: str | None) -> dict[str, str]:
    """Return when something happened, as the API reads it; nothing when neither is given."""
    if on is not None and at is not None:
        raise Failed(Exit.USAGE, "--on（日期）与 --at（时刻）只写一个")
    if on is not None:
        return {"on": day(on)}
    return {} if at is None else {"happened_at": instant(at)}


def fields(pairs: Sequence[str], entries: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Return `field=value` pairs as fields; a field that is a list may be repeated, or written as JSON."""
    kinds = {entry["name"]: entry["kind"] for entry in entries}
    found: dict[str, Any] = {}
    for pair in pairs:
        name, sign, text = pair.partition("=")
        if not sign or not name:
            raise Failed(Exit.USAGE, f"“{pair}”应写作 字段=取值，如 --set fine=50000")
        value = _value(text)
        if not kinds.get(name, "").endswith("列表"):
            found[name] = value
        else:
            found[name] = [*found.get(name, ()), *(value if isinstance(value, list) else [value])]
    return found


def _value(text: str) -> Any:  # noqa: ANN401  whatever JSON says
    """Return JSON where it is a list or an object; everything else stays text, and the API reads it."""
    if text[:1] not in ("[", "{"):
        return text
    try:
        return json.loads(text)
    except ValueError:
        raise Failed(Exit.USAGE, f"“{text}”不是合法的 JSON") from None


def json_file(path: Path | None) -> dict[str, Any]:
    """Return the fields written in a JSON file; nothing without one."""
    if path is None:
        return {}
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise Failed(Exit.USAGE, f"{path}：{why_unread(error)}") from None
    except ValueError as error:
        raise Failed(Exit.USAGE, f"文件 {path} 不是合法的 JSON：{error}") from None
    if not isinstance(content, dict):
        raise Failed(Exit.USAGE, f'文件 {path} 须是由字段组成的对象，如 {{"fine": "50000"}}')
    return content
