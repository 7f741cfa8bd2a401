"""The bureau takes back an order or a measure of its own (自行撤销、变更责令和强制措施), and does not make one again."""

from typing import Annotated, Literal

from models.acts.content import Approved, PointsAt
from models.acts.penalty import OWN_WORD
from models.values import Text


class RevokeOrder(Approved):
    """An order, a measure or an enforcement is revoked by the bureau that made it, for good or to be made again."""

    act: Literal["revoke_order"] = "revoke_order"
    label = "撤销（变更）责令、强制措施"
    of: Annotated[int, PointsAt(*OWN_WORD)]
    """The number of the act by which it reached the party."""
    outcome: Literal["revoke", "redo"]
    """Revoked for good, or to be made again with other content (变更)."""
    reason: Text


class ForgoRedo(Approved):
    """What was set aside to be made again is not, as nothing is left to order (不再重新作出), with reasons."""

    act: Literal["forgo_redo"] = "forgo_redo"
    label = "决定不再重新作出"
    of: Annotated[int, PointsAt(*OWN_WORD, "list_violator", "decide_daily_penalty", once=True)]
    """The number of the act by which it reached the party; of a daily penalty, the number of its decision."""
    ground: Literal["conduct_ended", "party_ended", "ground_gone"]
    reason: Text
