"""The administrative suit (行政诉讼), as it looks from the bureau that is sued."""

from typing import Annotated, Literal

from models.acts.content import Approved, Content, DayAhead, PointsAt
from models.acts.penalty import OfBurden, Yuan
from models.values import Day, Line, Text

SuitOutcome = Literal["dismiss", "vary", "revoke", "redo", "unlawful", "void", "reject", "withdrawn", "remand"]
"""驳回诉讼请求、变更、撤销、撤销并判决重新作出、确认违法、确认无效、裁定驳回起诉、准许撤诉、发回重审."""


class FileSuit(OfBurden):
    """The party sues and the court takes the case (起诉、立案)."""

    act: Literal["file_suit"] = "file_suit"
    label = "当事人起诉（法院立案）"
    court: Line
    simple: bool = False
    """Whether the court uses the simple procedure (简易程序)."""


class ReceiveSuitCopy(Content):
    """The bureau receives the copy of the complaint (收到起诉状副本)."""

    act: Literal["receive_suit_copy"] = "receive_suit_copy"
    label = "收到起诉状副本"
    of: Annotated[int, PointsAt("file_suit", once=True)]


class SubmitDefence(Approved):
    """The bureau hands in its defence and evidence (提交答辩状和证据)."""

    act: Literal["submit_defence"] = "submit_defence"
    label = "提交答辩状和证据"
    of: Annotated[int, PointsAt("receive_suit_copy", once=True)]
    """The number of the receipt of the copy."""
    with_evidence: bool
    """Whether evidence and the norms relied on go with it."""


class JudgeSuit(Content):
    """A judgment or ruling that ends an instance is served (裁判文书送达)."""

    act: Literal["judge_suit"] = "judge_suit"
    label = "送达行政裁判文书"
    of: Annotated[int, PointsAt("file_suit")]
    """The number of the suit."""
    instance: Literal["first", "second"] = "first"
    outcome: SuitOutcome
    fine: Yuan | None = None
    """The fine as varied, or the cost of a performance by another (变更后的数额)."""
    redo_by: Annotated[Day | None, DayAhead()] = None
    """The day the judgment sets for deciding again, if it sets one."""


class AppealSuit(Content):
    """Somebody appeals (上诉)."""

    act: Literal["appeal_suit"] = "appeal_suit"
    label = "上诉"
    of: Annotated[int, PointsAt("judge_suit", once=True)]
    """The number of the service of the judgment."""
    by_whom: Literal["party", "bureau", "both"]
    reason: Text
