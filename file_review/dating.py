"""When something happened, as far as a source knows (日期及其精度): to the day, the month, the year, or not at all."""

import re
from calendar import monthrange
from datetime import date

from law.chinese import day as told
from models.values import Value

SHAPE = re.compile(r"(?P<year>\d{4})(-(?P<month>\d{1,2})(-(?P<day>\d{1,2}))?)?")
RIGHT = "应写成2015-01-16、2015-01(只知月份)、2015(只知年份)或者null(不详)"


class When(Value):
    """The first and the last day on which something can have happened; None = no bound is known."""

    first: date | None = None
    last: date | None = None

    @property
    def day(self) -> date | None:
        """Return the day, when it is known."""
        return self.first if self.first is not None and self.first == self.last else None

    @property
    def is_bounded(self) -> bool:
        """Tell whether anything at all is known of the date."""
        return self.first is not None or self.last is not None

    @property
    def is_year(self) -> bool:
        """Tell whether only the year is known."""
        return self.first is not None and self.last is not None and self == _span(self.first.year, None, None)

    @property
    def sentence(self) -> str:
        """Return the date as far as it is known, in Chinese."""
        if self.first is None or self.last is None:
            bound = f"{told(self.first)}以后" if self.first else f"{told(self.last)}以前" if self.last else ""
            return f"{bound}(日期不详)" if bound else "日期不详"
        if self.day:
            return told(self.day)
        if self.is_year:
            return f"{self.first.year}年(月日不详)"
        if self == _span(self.first.year, self.first.month, None):
            return f"{self.first.year}年{self.first.month}月(日期不详)"
        return f"{told(self.first)}至{told(self.last)}之间"


UNKNOWN = When()


def on(day: date) -> When:
    """Return a date that is known to the day."""
    return When(first=day, last=day)


def parse_when(text: str) -> When:
    """Return the date of `YYYY-MM-DD`, `YYYY-MM` or `YYYY`; raise ValueError with a Chinese sentence."""
    found = SHAPE.fullmatch(text.strip())
    if found is None:
        raise ValueError(f"“{text}”不是日期;{RIGHT}")
    year, month, day = (int(found[name]) if found[name] else None for name in ("year", "month", "day"))
    try:
        return _span(year or 0, month, day)
    except ValueError:
        raise ValueError(f"“{text}”这一天不存在;{RIGHT}") from None


def _span(year: int, month: int | None, day: int | None) -> When:
    if month is None:
        return When(first=date(year, 1, 1), last=date(year, 12, 31))
    if day is None:
        return When(first=date(year, month, 1), last=date(year, month, monthrange(year, month)[1]))
    return on(date(year, month, day))
