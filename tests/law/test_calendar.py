"""The calendar agrees with two independent libraries, with the notices, and never promises more than it knows."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import chinese_calendar
import holidays
import pytest

from law.calendar import Calendar, read_notice
from law.notices import FOLDER, STATUTORY, against_statute, read_notices, read_statutory
from law.reading import Malformed
from law.refusals import Unclear

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CALENDAR = Calendar.load()
DAY = timedelta(days=1)
LUNAR = {"spring": "Spring Festival", "qingming": "Tomb-Sweeping", "duanwu": "Dragon Boat", "zhongqiu": "Mid-Autumn"}

NEXT_YEAR = """\
# 虚构的2027年通知，仅供测试
[notice]
title = "国务院办公厅关于2027年部分节假日安排的通知（虚构）"
issuer = "国务院办公厅"
number = ""
issued = 2026-11-30
year = 2027
annual = true
holidays = [
    { name = "元旦", first = 2027-01-01, last = 2027-01-03 },
    { name = "春节", first = 2027-02-05, last = 2027-02-12, working = [2027-02-14, 2027-02-20] },
    { name = "清明节", first = 2027-04-03, last = 2027-04-05 },
    { name = "劳动节", first = 2027-05-01, last = 2027-05-05, working = [2027-04-25, 2027-05-08] },
    { name = "端午节", first = 2027-06-09, last = 2027-06-09 },
    { name = "中秋节", first = 2027-09-15, last = 2027-09-15 },
    { name = "国庆节", first = 2027-10-01, last = 2027-10-07, working = [2027-09-26, 2027-10-09] },
]
"""


def every_day(first: date, last: date) -> Iterator[date]:
    """Walk the days from first to last."""
    return (first + DAY * n for n in range((last - first).days + 1))


def test_every_day_agrees_with_chinesecalendar_and_holidays() -> None:
    """Each day from 2006 to 2026 is worked or free in our notices as in both libraries."""
    library = holidays.China(years=range(2006, 2028))

    for day in every_day(date(2006, 1, 1), date(2026, 12, 31)):
        ours = CALENDAR.is_working(day)
        assert (ours, ours) == (chinese_calendar.is_workday(day), library.is_working_day(day)), day


@pytest.mark.parametrize(
    ("free", "worked"),
    [
        (
            """2015-01-01..03 2015-02-18..24 2015-04-05..06 2015-05-01..01 2015-06-20..22 2015-09-03..05
            2015-09-27..27 2015-10-01..07""",
            "2015-01-04 2015-02-15 2015-02-28 2015-09-06 2015-10-10",
        ),
        (
            "2016-01-01..01 2016-02-07..13 2016-04-04..04 2016-05-01..02 2016-06-09..11 2016-09-15..17 2016-10-01..07",
            "2016-02-06 2016-02-14 2016-06-12 2016-09-18 2016-10-08 2016-10-09",
        ),
        (
            "2026-01-01..03 2026-02-15..23 2026-04-04..06 2026-05-01..05 2026-06-19..21 2026-09-25..27 2026-10-01..07",
            "2026-01-04 2026-02-14 2026-02-28 2026-05-09 2026-09-20 2026-10-10",
        ),
    ],
)
def test_the_years_of_the_catalogue_are_as_it_prints_them(free: str, worked: str) -> None:
    """Catalogue §1: the days off and the working weekends of 2015, 2016 and 2026, and no others."""
    off = {
        day
        for span in free.split()
        for day in every_day(date.fromisoformat(span[:10]), date.fromisoformat(span[:8] + span[12:]))
    }
    on = {date.fromisoformat(text) for text in worked.split()}
    year = min(off).year

    for day in every_day(date(year, 1, 1), date(year, 12, 31)):
        assert CALENDAR.is_working(day) == (day in on or (day not in off and day.weekday() < 5)), day


def test_every_notice_has_its_number_and_date() -> None:
    """A notice is named by its number and date, and the yearly ones leave no statutory holiday out."""
    for notice in CALENDAR.notices:
        assert notice.number.startswith(("国办发明电〔", "国发明电〔"))
        assert str(notice.issued.year) in notice.number
        assert [] == against_statute(notice, CALENDAR.statutory)
    assert set(range(2006, 2027)) == {one.year for one in CALENDAR.notices if one.annual}


def test_the_later_notice_counts() -> None:
    """2 May 2019 became free by the notice of 22 March 2019; 1 February 2020 by that of 26 January 2020."""
    labour, spring = CALENDAR.notice(date(2019, 5, 2)), CALENDAR.notice(date(2020, 2, 1))

    assert ("国办发明电〔2019〕3号", "国办发明电〔2020〕1号") == (labour.number, spring.number)
    assert not CALENDAR.is_working(date(2020, 2, 1))


def test_a_day_says_why_it_is_free_or_worked() -> None:
    """Holiday, make-up day, weekend and working day are told apart, with the notice behind them."""
    sentences = [CALENDAR.reason(date(2026, *day)).sentence for day in ((10, 1), (10, 10), (10, 11), (10, 12))]

    assert [
        "国庆节放假（《国务院办公厅关于2026年部分节假日安排的通知》国办发明电〔2025〕7号）",
        "国庆节调休上班（《国务院办公厅关于2026年部分节假日安排的通知》国办发明电〔2025〕7号）",
        "休息日",
        "工作日",
    ] == sentences


def test_working_days_are_counted_as_by_walking() -> None:
    """add_working, next_working and working_between agree with walking the days one by one."""
    for start in every_day(date(2025, 9, 1), date(2026, 3, 31)):
        day, found = start, 0
        while found < 9:
            day += DAY
            found += CALENDAR.is_working(day)
        rolled = next(one for one in every_day(start, date(2026, 12, 31)) if CALENDAR.is_working(one))
        assert (day, rolled, 9) == (
            CALENDAR.add_working(start, 9),
            CALENDAR.next_working(start),
            CALENDAR.working_between(start, day),
        )


def test_counting_back_undoes_counting_on() -> None:
    """From a working day, nine working days on and nine back lead home; no days lead nowhere."""
    for start in every_day(date(2026, 1, 1), date(2026, 6, 30)):
        if CALENDAR.is_working(start):
            assert start == CALENDAR.add_working(CALENDAR.add_working(start, 9), -9)
        assert start == CALENDAR.add_working(start, 0)


def test_the_statutory_dates_agree_with_a_library() -> None:
    """正月初一, 清明, 端午 and 中秋 of every year to 2050 are those of the library holidays."""
    library = holidays.China(years=range(2008, 2051), language="en_US")

    for year in range(2008, 2051):
        for key, name in LUNAR.items():
            day = getattr(CALENDAR.statutory.year[year], key)
            assert name in library[day], (year, key)
            assert "observed" not in library[day]
            assert year == day.year


def test_the_statutory_days_are_those_of_the_text_in_force() -> None:
    """全国年节及纪念日放假办法: 10 days until 2007, 11 until 2024, 13 from 2025."""
    counts = [
        sum(len(days) for days in CALENDAR.statutory.holidays(year).values())
        for year in (2007, 2008, 2013, 2014, 2024, 2025, 2027)
    ]

    assert [10, 11, 11, 11, 11, 13, 13] == counts
    assert date(2013, 2, 9) in CALENDAR.statutory.holidays(2013)["春节"]
    assert date(2014, 1, 30) not in CALENDAR.statutory.holidays(2014)["春节"]
    assert date(2027, 2, 5) in CALENDAR.statutory.holidays(2027)["春节"]


@pytest.mark.parametrize("year", range(2008, 2027))
def test_no_past_notice_has_moved_a_day_outside_the_reach(year: int) -> None:
    """Had the notice of any past year been missing, each day would have been between the two readings."""
    blind = CALENDAR.without(year)

    for day in every_day(date(2008, 1, 1), date(2026, 12, 31)):
        number = day.toordinal()
        assert blind.late.worked(number) <= CALENDAR.plain.worked(number) <= blind.early.worked(number), day


def test_the_reach_of_long_holidays_is_that_of_history_and_one_day_of_care() -> None:
    """The data say 2 before, 5 after and 11 for make-up days since 2008, and add one to the 11."""
    before = after = worked = 0
    for notice in (one for one in CALENDAR.notices if one.annual and one.year >= 2008):
        statute = CALENDAR.statutory.holidays(notice.year)
        for one in notice.holidays:
            if not any(name in one.name for name in ("春节", "劳动节", "国庆节")):
                continue
            fixed = sorted(day for name, days in statute.items() if name in one.name for day in days)
            free = [day for day in one.days_off() if day.weekday() < 5 and day not in fixed]
            before = max([before, *((fixed[0] - day).days for day in free)])
            after = max([after, *((day - max(d for d in fixed if d <= day)).days for day in free if day > fixed[0])])
            worked = max(
                [
                    worked,
                    *((fixed[0] - day).days for day in one.working),
                    *((day - fixed[-1]).days for day in one.working),
                ]
            )
    reach = next(one for one in CALENDAR.statutory.reach if "春节" in one.names)

    assert (reach.off_before, reach.off_after, reach.working) == (before, after, worked + 1)


def test_known_ends_with_the_last_notice() -> None:
    """2026 is out and New Year 2027 is a Friday, so 2026 is known to its end; where it is a Thursday, not quite."""
    assert date(2026, 12, 31) == CALENDAR.last_known
    assert CALENDAR.known(date(2026, 12, 31))
    assert not CALENDAR.known(date(2027, 1, 4))
    assert date(2025, 12, 26) == CALENDAR.without(2026).last_known


def test_a_day_outside_the_calendar_is_refused() -> None:
    """Before 2006 and after 2050 the calendar says that it does not know."""
    for day in (date(2005, 12, 31), date(2051, 1, 1)):
        with pytest.raises(Unclear, match="工作日历的范围"):
            CALENDAR.is_working(day)
        with pytest.raises(Unclear, match="工作日历的范围"):
            CALENDAR.reason(day)


def notice_file(folder: Path, text: str = NEXT_YEAR) -> Path:
    """Write a notice and return its path."""
    path = folder / "2027.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_new_notice_makes_its_year_known(tmp_path: Path) -> None:
    """With the notice of 2027 in, the Spring Festival of 2027 is as it says and no longer provisional."""
    notice = read_notice(notice_file(tmp_path))
    calendar = CALENDAR.with_notice(notice)

    assert [] == against_statute(notice, CALENDAR.statutory)
    assert calendar.known(date(2027, 2, 9))
    assert (False, True) == (calendar.is_working(date(2027, 2, 9)), calendar.is_working(date(2027, 2, 20)))
    assert calendar.last_known.year == 2027


@pytest.mark.parametrize(
    ("old", "new", "line", "field", "sentence"),
    [
        ("last = 2027-01-03", "last = 2026-12-30", 10, "holidays.1", "早于开始日"),
        ("2027-02-14, ", "2027-02-15, ", 11, "holidays.2", "不是星期六、星期日"),
        ("2027-04-25, ", "2027-05-02, ", 13, "holidays.4", "又在放假期间内"),
        ("first = 2027-04-03", 'first = "四月三日"', 12, "holidays.3.first", "须是日期"),
        ("issued = 2026-11-30", "issued = 2027-01-30", 2, "", "不早于2027年"),
        ("annual = true", "anual = true", 8, "anual", "没有这样的项"),
        ("last = 2027-10-07", "last = 2027-10-27", 16, "holidays.7", "超过15日"),
        ("[notice]", "[notices]", 2, "notices", r"只能有一个 \[notice\] 表"),
        ("year = 2027", "year = 2027 年", 7, "", "TOML语法错误"),
    ],
)
def test_a_wrong_notice_is_named_with_line_and_field(
    tmp_path: Path, old: str, new: str, line: int, field: str, sentence: str
) -> None:
    """Whoever types a notice is told where the slip is."""
    with pytest.raises(Malformed, match=sentence) as fault:
        read_notice(notice_file(tmp_path, NEXT_YEAR.replace(old, new)))

    assert (line, field) == (fault.value.line, fault.value.field)


def test_a_notice_against_the_statute_is_found_out(tmp_path: Path) -> None:
    """A yearly notice that leaves a statutory holiday worked is a slip, and the day is named."""
    text = NEXT_YEAR.replace("first = 2027-06-09, last = 2027-06-09", "first = 2027-06-10, last = 2027-06-10")

    assert ["端午节的法定假日2027-06-09没有放假"] == against_statute(
        read_notice(notice_file(tmp_path, text)), CALENDAR.statutory
    )


def test_two_yearly_notices_for_one_year_are_refused(tmp_path: Path) -> None:
    """A year has one yearly notice; what changes it is another kind of notice."""
    notice_file(tmp_path)
    (tmp_path / "2027-again.toml").write_text(NEXT_YEAR, encoding="utf-8")

    with pytest.raises(Malformed, match="年度通知已在"):
        read_notices(tmp_path)


def test_every_calendar_file_is_a_notice_or_the_statute() -> None:
    """Nothing else lies in the folder of calendars."""
    names = {path.name for path in FOLDER.iterdir() if path.is_file()}

    assert len(names) == len(CALENDAR.notices) + 1
    assert STATUTORY in names
    assert read_statutory().statutory.title == "全国年节及纪念日放假办法"
