"""The archive of a file (案卷档案): what stands only in 副卷, and the order of review or court upon which it is opened."""

from typing import Annotated, Literal

from models.acts.content import Approved, BearsExhibits, DayBehind, PointsAt
from models.values import Day, Line, MaybeLine, MaybeText, Text


class KeepInside(BearsExhibits):
    """Papers of an act, or materials, are put into 副卷, which does not leave the bureau (列入副卷)."""

    act: Literal["keep_inside"] = "keep_inside"
    label = "列入副卷"
    of: Annotated[int | None, PointsAt()] = None
    """The act whose papers are meant; None = only materials are."""
    word: MaybeLine = ""
    """Which of its papers, by the word of its number; empty for all of them (文书的字)."""
    ground: Literal["complainant", "state_secret", "trade_secret", "privacy", "internal", "other"]
    reason: MaybeText = ""


class OpenArchive(Approved):
    """An archived file is opened upon the order of a body of review or a court (依复议、裁判调整归档案卷)."""

    act: Literal["open_archive"] = "open_archive"
    label = "依复议、裁判开启档案"
    ordered_by: Line
    """The body of reconsideration, or the court."""
    instrument: Literal["reconsideration", "judgment", "ruling"]
    document_no: Line
    dated: Annotated[Day, DayBehind()]
    """The day of the paper."""
    change: Text
    """What has to be put right, added or taken out."""
