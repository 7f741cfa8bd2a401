"""Whether a new holiday notice may come in (发布节假日安排), which days it changes, how its file reads."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from law.notices import against_statute, read_notice
from law.refusals import Unclear

if TYPE_CHECKING:
    from pathlib import Path

    from law.calendar import Calendar
    from law.notices import Notice


@dataclass(frozen=True, slots=True)
class Publication:
    """A notice that may be taken in, and the calendar before and after it."""

    notice: Notice
    before: Calendar
    after: Calendar

    @property
    def changed(self) -> tuple[date, ...]:
        """Return the days that are worked or free otherwise than was assumed before."""
        old, new = self.before.plain, self.after.plain
        return tuple(date.fromordinal(n) for n in range(old.base, old.end + 1) if old.worked(n) != new.worked(n))

    @property
    def decides_from(self) -> date:
        """Return the first day about which less was certain before than is now, or other: no earlier term can move."""
        certain = date.fromordinal(min(self.before.certain, self.after.certain) + 1)
        return min(certain, *self.changed)


def proposed(file: Path, calendar: Calendar) -> Publication:
    """Check a notice against a calendar and say what it would change; refuse it when it does not fit."""
    notice = read_notice(file)
    refuse_misfit(notice, calendar)
    return Publication(notice, calendar, calendar.with_notice(notice))


def refuse_misfit(notice: Notice, calendar: Calendar) -> None:
    """Refuse a notice that leaves out a statutory holiday, or one that has been published already."""
    faults = against_statute(notice, calendar.statutory)
    if faults:
        raise Unclear(
            "notice-against-statute", f"通知与《全国年节及纪念日放假办法》不符：{'、'.join(faults)}。", field="holidays"
        )
    if any(one.file_name == notice.file_name for one in calendar.notices):
        if notice.annual:
            sentence = f"{notice.year}年的年度通知已经发布；变更安排请另行发布（annual = false）。"
            raise Unclear("notice-published", sentence, field="year")
        raise Unclear("notice-published", f"{notice.issued}成文的通知已经发布。", field="issued")


def as_toml(notice: Notice) -> str:
    """Return a notice as its file in a folder of calendars says it."""
    table = notice.as_table()["notice"]
    breaks = "".join(f"    {{ {_pairs(one)} }},\n" for one in table.pop("holidays"))
    lines = "".join(f"{key} = {_value(value)}\n" for key, value in table.items())
    return f"[notice]\n{lines}holidays = [\n{breaks}]\n"


def _pairs(table: dict[str, Any]) -> str:
    return ", ".join(f"{key} = {_value(value)}" for key, value in table.items())


def _value(value: object) -> str:
    """Return a value in TOML; a day is written bare, every other text as JSON writes it."""
    if isinstance(value, list):
        return f"[{', '.join(map(_value, value))}]"
    if isinstance(value, str) and _is_day(value):
        return value
    return json.dumps(value, ensure_ascii=False)


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
