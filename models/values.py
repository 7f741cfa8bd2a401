"""The base of every value: frozen, exact, and nothing unexpected in it; and the civil day of Hengyang."""

from datetime import date, datetime, time, timedelta
from typing import Annotated
from zoneinfo import ZoneInfo

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

CIVIL = ZoneInfo("Asia/Shanghai")

Text = Annotated[str, Field(min_length=1, max_length=2000)]
Line = Annotated[str, Field(min_length=1, max_length=200)]
Key = Annotated[str, Field(min_length=1, max_length=128, pattern=r"^[\w.:/@+#-]+$")]
Instant = AwareDatetime


class Value(BaseModel):
    """A frozen value; an unknown field is an error, not a guess."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def civil_day(at: datetime) -> date:
    """Return the civil day (Asia/Shanghai) of an aware instant."""
    return at.astimezone(CIVIL).date()


def start_of_day(day: date) -> datetime:
    """Return the first instant of a civil day (00:00, Asia/Shanghai)."""
    return datetime.combine(day, time(0), CIVIL)


def end_of_day(day: date) -> datetime:
    """Return the first instant after a civil day (24:00, Asia/Shanghai)."""
    return start_of_day(day + timedelta(days=1))
