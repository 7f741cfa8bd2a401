"""Acts about terms and about other acts: extension, correction, withdrawal; and what the engine itself records."""

from datetime import date
from typing import Annotated, Any, Literal

from models.acts.content import Approved, Content, PointsAt, TermKey
from models.values import Instant, Line, Text


class ExtendTerm(Approved):
    """A running term is extended by whoever may (延长期限)."""

    act: Literal["extend_term"] = "extend_term"
    label = "延长期限"
    term: Annotated[Line, TermKey()]
    """The term's key, `<rule>#<act number>`."""
    amount: int | None = None
    """How much, in the unit of the provision; None = all that may be granted."""
    reason: Text


class CorrectAct(Approved):
    """An earlier act was recorded wrongly and is put right (更正记录); nothing is deleted."""

    act: Literal["correct_act"] = "correct_act"
    label = "更正记录"
    of: Annotated[int, PointsAt()]
    happened_at: Instant | None = None
    fields: dict[str, Any] = {}
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
    last_day: date
    told: tuple[str, ...] = ()
    """Ids of the persons who were told."""


class TermLapses(Content):
    """The engine records: a term ended without its act (期限届满)."""

    act: Literal["term_lapses"] = "term_lapses"
    label = "期限届满"
    term: Line
    last_day: date
    escalated_to: tuple[str, ...] = ()
    """Ids of the persons one level up who were told."""
