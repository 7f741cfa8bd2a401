"""A story as `samples/` tells it: a case, its dated acts, who does them (样例)."""

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field

from models.values import CIVIL, Line, MaybeLine, Value


def _civil(at: datetime) -> datetime:
    return at if at.tzinfo else at.replace(tzinfo=CIVIL)


Moment = Annotated[datetime, AfterValidator(_civil)]


class StoryParty(Value):
    """The party of a story."""

    kind: Literal["organisation", "citizen"]
    name: Line
    uscc: str = ""
    address: str = ""


class StoryCase(Value):
    """What a story is about, where it is taken from, and where it happens."""

    title: Line
    source: Line
    grid: Line
    party: StoryParty | None = None


class StoryAct(Value):
    """One act of a story: when, by whom, what; whether its date is published or made up."""

    at: Moment
    date: Literal["published", "composed"] = "composed"
    by: Line
    act: Line
    fields: dict[str, Any] = {}
    file: MaybeLine = ""
    """Which file it is done in, where several know the act: by the name it was given, or by its kind (`complaint`,
    `case`, `matter`, `assistance`, `joint`, `emergency`); empty = the one that it points into, else the last opened."""
    opens: MaybeLine = ""
    """The name by which later acts mean the file that this one opens, itself or through another file's hands."""
    late: bool = False
    """Entered later than it happened: the clock is not turned back for it."""
    of_record: bool = False


class Story(Value):
    """A whole story; `until`: how far the clock runs on after the last act."""

    case: StoryCase
    acts: Annotated[tuple[StoryAct, ...], Field(min_length=1)]
    until: Moment | None = None
