"""Several complaints about one source (并案), and the same complaint once more (重复举报): each is kept and answered."""

from typing import Annotated, Literal

from pydantic import Field

from models.acts.content import Content, DayBehind, PointsAt, ToldByFile
from models.values import Day, Line, Text


class JoinCase(Content):
    """The accepted complaint joins a case that is open already (并入案件), which tells it what came of it as well."""

    act: Literal["join_case"] = "join_case"
    label = "并入案件"
    case: Line
    """The number of the case."""
    point: Annotated[int | None, PointsAt("list_point")] = Field(default=None, exclude_if=lambda point: point is None)
    """The point that joins it; None where the complaint has no points of its own."""
    reason: Text
    """Why it is about the same source, without a word about who complained."""


class RecordJoinedComplaint(ToldByFile):
    """A further complaint about the same source joins the case (举报件并入本案)."""

    act: Literal["record_joined_complaint"] = "record_joined_complaint"
    label = "举报件并入本案"
    is_last_word = False
    complaint: Line
    """The number of the complaint's file."""
    received_on: Annotated[Day | None, DayBehind()] = None
    """The day on which that complaint came in."""


class NoteRepeat(Content):
    """The complaint is one that was made before (认定重复举报); the earlier file counts it."""

    act: Literal["note_repeat"] = "note_repeat"
    label = "认定重复举报"
    earlier: Line
    """The number of the earlier complaint's file."""
    reason: Text


class RecordRepeat(ToldByFile):
    """The complaint was made once more (收到重复举报)."""

    act: Literal["record_repeat"] = "record_repeat"
    label = "收到重复举报"
    is_last_word = False
    complaint: Line
    """The number of the later complaint's file."""
    received_on: Annotated[Day | None, DayBehind()] = None
    """The day on which it came in."""
