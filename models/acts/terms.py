"""Acts about terms and about other acts: extension, correction, withdrawal; and what the engine itself records."""

from typing import Annotated, Literal

from pydantic import Field

from models.acts.content import Approved, Content, ExtendsTerm, PointsAt
from models.values import Day, Line, Moment, Said, Several, Text


class ExtendTerm(Approved, ExtendsTerm):
    """A running term is extended by whoever may (延长期限)."""

    act: Literal["extend_term"] = "extend_term"
    label = "延长期限"
    reason: Text


class CorrectAct(Approved):
    """An earlier act was recorded wrongly and is put right (更正记录); nothing is deleted."""

    act: Literal["correct_act"] = "correct_act"
    label = "更正记录"
    of: Annotated[int, PointsAt()]
    happened_at: Moment | None = None
    fields: Said = {}
    reason: Text


class WithdrawAct(Approved):
    """An earlier act is withdrawn (撤回记录); it stays in the list but counts no more."""

    act: Literal["withdraw_act"] = "withdraw_act"
    label = "撤回记录"
    of: Annotated[int, PointsAt()]
    reason: Text


class TermNearsEnd(Content):
    """The engine warns: a term is near its end (期限临近)."""

    act: Literal["term_nears_end"] = "term_nears_end"
    label = "期限临近预警"
    term: Line
    last_day: Day
    told: Several[Line] = ()
    """Ids of the persons who were told."""


class TermLapses(Content):
    """The engine records: a term ended without its act (期限届满)."""

    act: Literal["term_lapses"] = "term_lapses"
    label = "期限届满"
    term: Line
    last_day: Day
    escalated_to: Several[Line] = ()
    """Ids of the persons one level up who were told."""
    passed_over: Several[Line] = Field(default=(), exclude_if=lambda passed: not passed)
    """Ids of those who would have been told next of a report and serve no more (岗位空缺)."""


class FileNearsFull(Content):
    """The engine warns: the file has room for little more (案卷容量将满); what follows goes into a second volume."""

    act: Literal["file_nears_full"] = "file_nears_full"
    label = "案卷容量将满预警"
