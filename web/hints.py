"""What is told beside a date (日期提示): the day of the week, whether it is worked, the how many-th working day it is."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any
from urllib.parse import quote

from console.file_view import FileView
from models.values import civil_day
from web.asking import Api, Refused
from web.filling import Input, flat
from web.telling import weekday

MOST = 12
"""How many different days one form asks after."""


def counted_from(view: FileView | None) -> date:
    """Return the day from which working days are counted beside a form: that of the last thing somebody did."""
    today = civil_day(datetime.now(UTC))
    done = [act.day for act in view.counting if act.by.kind != "engine"] if view else []
    return done[-1] if done else today


async def hint_of(api: Api, day: str, since: str) -> str:
    """Return what is told beside a day; nothing of what is none, or lies beyond the calendar."""
    if not day:
        return ""
    try:
        told = await api.get(f"/v1/law/days/{quote(day, safe='')}", {"since": since})
    except Refused:
        return ""
    return said_of(told)


async def hinted(api: Api, shown: Sequence[Input], since: date) -> tuple[Input, ...]:
    """Return the inputs of a form, each date with what is told beside it."""
    days = dict.fromkeys(one.value for one in flat(shown) if one.widget == "day" and one.value)
    told = {day: await hint_of(api, day, since.isoformat()) for day in list(days)[:MOST]}
    return tuple(_hinted(one, told, since.isoformat()) for one in shown)


def _hinted(one: Input, told: Mapping[str, str], since: str) -> Input:
    if one.widget == "day":
        return replace(one, hint=told.get(one.value, ""), since=since)
    parts = tuple(_hinted(part, told, since) for part in one.parts)
    return replace(one, parts=parts, rows=tuple(tuple(_hinted(part, told, since) for part in row) for row in one.rows))


def said_of(told: Mapping[str, Any]) -> str:
    """Return in words what the API tells of a day."""
    number, since = told["number"], told["since"]
    if told["day"] == since:
        place = f"与{since}同日"
    elif number > 0 and told["is_working"]:
        place = f"{since}以后第 {number} 个工作日"
    elif number > 0:
        place = f"{since}以后已过 {number} 个工作日"
    else:
        place = f"早于{since}，其间 {-number} 个工作日" if told["day"] < since else f"{since}以后还没有工作日"
    return " · ".join((weekday(told["day"]), told["says"], place))
