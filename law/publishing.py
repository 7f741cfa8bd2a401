"""Whether a new holiday notice may come in (发布节假日安排), and which days it changes; nothing is written here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from law.calendar import Calendar
from law.notices import against_statute, read_notice
from law.refusals import Unclear

if TYPE_CHECKING:
    from pathlib import Path

    from law.notices import Notice


@dataclass(frozen=True, slots=True)
class Publication:
    """A notice that may be taken in, the file it will stand in, and the calendar before and after it."""

    notice: Notice
    file: Path
    before: Calendar
    after: Calendar

    @property
    def changed(self) -> tuple[date, ...]:
        """Return the days that are worked or free otherwise than was assumed before."""
        old, new = self.before.plain, self.after.plain
        return tuple(date.fromordinal(n) for n in range(old.base, old.end + 1) if old.worked(n) != new.worked(n))


def proposed(file: Path, folder: Path) -> Publication:
    """Check a notice against a folder of calendars and say what it would change; refuse it when it does not fit."""
    notice = read_notice(file)
    before = Calendar.read(folder)
    target = folder / (f"{notice.year}.toml" if notice.annual else f"{notice.issued}.toml")
    refuse_misfit(notice, before, target)
    return Publication(notice, target, before, before.with_notice(notice))


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
