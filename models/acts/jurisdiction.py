"""Two authorities with one case (管辖争议): the other one has filed as well, so that the first to file keeps it."""

from typing import Annotated, Literal

from models.acts.content import Content, DayBehind
from models.values import Day, Line


class RecordOtherFiling(Content):
    """Another authority has filed the same case (另一机关已立案)."""

    act: Literal["record_other_filing"] = "record_other_filing"
    label = "获悉另一机关立案"
    authority: Line
    filed_on: Annotated[Day, DayBehind()]
    found_on: Annotated[Day, DayBehind()]
    """The day on which it found the conduct, or first heard of it (发现或者接到举报之日)."""
    letter: Line
