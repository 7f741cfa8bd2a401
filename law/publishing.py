"""Bring a new holiday notice in (发布节假日安排): checked whole, written at once, and what it changes told."""

from __future__ import annotations

import os
import tempfile
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from law.calendar import Calendar
from law.notices import against_statute, read_notice
from law.refusals import Unclear

if TYPE_CHECKING:
    from law.notices import Notice


@dataclass(frozen=True, slots=True)
class Published:
    """A notice that was taken in, the file it stands in, and the calendar before and after it."""

    notice: Notice
    file: Path
    before: Calendar
    after: Calendar

    @property
    def changed(self) -> tuple[date, ...]:
        """Return the days that are worked or free otherwise than was assumed before."""
        old, new = self.before.plain, self.after.plain
        return tuple(date.fromordinal(n) for n in range(old.base, old.end + 1) if old.worked(n) != new.worked(n))


def publish(file: Path, folder: Path) -> Published:
    """Check a notice and write it into a folder of calendars; refuse it, and change nothing, when it does not fit."""
    notice = read_notice(file)
    before = Calendar.read(folder)
    target = folder / (f"{notice.year}.toml" if notice.annual else f"{notice.issued}.toml")
    refuse_misfit(notice, before, target)
    after = before.with_notice(notice)
    _write(target, file.read_bytes())
    return Published(notice, target, before, after)


def refuse_misfit(notice: Notice, calendar: Calendar, target: Path) -> None:
    """Refuse a notice that leaves out a statutory holiday, or one that has been published already."""
    faults = against_statute(notice, calendar.statutory)
    if faults:
        raise Unclear(
            "notice-against-statute", f"通知与《全国年节及纪念日放假办法》不符:{'、'.join(faults)}。", field="holidays"
        )
    if notice.annual and any(one.annual and one.year == notice.year for one in calendar.notices):
        sentence = f"{notice.year}年的年度通知已经发布;变更安排请另行发布(annual = false)。"
        raise Unclear("notice-published", sentence, field="year")
    if target.exists():
        raise Unclear("notice-published", f"{target.name}已经存在,同日成文的通知已经发布。", field="issued")


def _write(target: Path, content: bytes) -> None:
    """Write a file whole or not at all."""
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=".", suffix=".tmp")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(name).chmod(0o644)
        Path(name).replace(target)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise
