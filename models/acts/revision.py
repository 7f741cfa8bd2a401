"""The bureau puts its own decisions right (自行纠正): clerical corrections, revocation, publication withdrawn."""

from typing import Annotated, Literal

from models.acts.content import Approved, Content, PointsAt
from models.acts.penalty import Yuan
from models.documents import Remedies
from models.values import Text


class CorrectClericalError(Approved):
    """A slip of the pen or of the pen's arithmetic in a document is put right in writing (补正、更正决定)."""

    act: Literal["correct_clerical_error"] = "correct_clerical_error"
    label = "补正（更正）文书"
    of: Annotated[int, PointsAt()]
    """The number of the act whose document it is."""
    kind: Literal["slip", "miscalculation", "omission"]
    harmless: bool
    """Whether nobody's lawful rights are touched (未损害公民、法人和其他组织合法权益)."""
    correction: Text


class RevokeDecision(Approved):
    """The bureau revokes or varies its own decision (自行撤销、变更处罚决定)."""

    act: Literal["revoke_decision"] = "revoke_decision"
    label = "撤销（变更）处罚决定"
    of: Annotated[
        int,
        PointsAt(
            "decide_penalty",
            "decide_no_penalty",
            "decide_daily_penalty",
            "serve_decision",
            "serve_daily_decision",
            "decide_on_the_spot",
        ),
    ]
    """The number of the service of the decision, or of the decision itself while it has not been served."""
    extent: Literal["revoke", "redo", "vary"]
    """Revoke for good, revoke and decide again, or vary."""
    fine: Yuan | None = None
    """The fine as varied; never more than it was."""
    reason: Text
    remedies: Remedies


class WithdrawPublication(Content):
    """A published decision is taken back and the reason made public (撤回公开信息)."""

    act: Literal["withdraw_publication"] = "withdraw_publication"
    label = "撤回公开的处罚信息"
    of: Annotated[int, PointsAt("publish_decision")]
    """The number of the publication."""
    reason: Text
