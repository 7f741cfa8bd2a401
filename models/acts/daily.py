"""The daily penalty (按日连续处罚): notice, decision, service; its order and recheck stand with the correction."""

from typing import Annotated, Literal

from models.acts.content import Approved, OfParty, PointsAt, Served
from models.acts.penalty import Yuan
from models.documents import Basis, Remedies
from models.values import Several, Text


class ServeDailyNotice(Served, OfParty):
    """The prior notice of a daily penalty is served (按日连续处罚事先告知书送达)."""

    act: Literal["serve_daily_notice"] = "serve_daily_notice"
    label = "送达按日连续处罚告知书"
    rechecks: Annotated[Several[int], PointsAt("recheck_correction")]
    """Numbers of the rechecks whose rounds are charged."""
    fine: Yuan
    facts: Text
    basis: Several[Basis]
    hearing_offered: bool = False


class DecideDailyPenalty(Approved):
    """The daily penalty is decided (按日连续处罚决定), after the original decision was made and served."""

    act: Literal["decide_daily_penalty"] = "decide_daily_penalty"
    label = "作出按日连续处罚决定"
    of: Annotated[int, PointsAt("serve_daily_notice", once=True)]
    """The number of its notice."""
    fine: Yuan
    facts: Text
    basis: Several[Basis]
    remedies: Remedies


class ServeDailyDecision(Served):
    """The decision is served (按日连续处罚决定书送达)."""

    act: Literal["serve_daily_decision"] = "serve_daily_decision"
    label = "送达按日连续处罚决定书"
    of: Annotated[int, PointsAt("decide_daily_penalty", once=True)]
    """The number of its decision."""
