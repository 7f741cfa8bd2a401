"""Performance by another at the party's cost (代履行)."""

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from models.acts.content import Approved, Content, DayAhead, OnSite, PointsAt, Served
from models.acts.penalty import Yuan
from models.documents import Basis, Remedies
from models.values import Day, Line, Several, Text


class ServeSubstituteDecision(Served):
    """The decision to have another perform is served (代履行决定书送达)."""

    act: Literal["serve_substitute_decision"] = "serve_substitute_decision"
    label = "送达代履行决定书"
    of: Annotated[int, PointsAt("serve_correction_order")]
    """The number of the service of the order to correct that was not performed."""
    performer: Line
    planned_on: Annotated[Day, DayAhead()]
    cost: Yuan
    """The cost as estimated (费用预算)."""
    harm: Text
    """What the failure has led or will lead to: danger to traffic, pollution, destroyed resources (危害后果)."""
    basis: Several[Basis]
    remedies: Remedies
    in_place_of: Annotated[int | None, PointsAt("serve_substitute_decision")] = Field(
        default=None, exclude_if=lambda of: of is None
    )
    """The number of the one set aside in whose place it is made; None = the first that waits for it (重新作出)."""


class DemandSubstitute(Served):
    """The last demand before another performs is served (代履行前催告)."""

    act: Literal["demand_substitute"] = "demand_substitute"
    label = "代履行前催告"
    of: Annotated[int, PointsAt("serve_substitute_decision")]


class PerformSubstitute(OnSite):
    """Another performs, under the bureau's eyes (实施代履行)."""

    act: Literal["perform_substitute"] = "perform_substitute"
    label = "实施代履行"
    of: Annotated[int, PointsAt("serve_substitute_decision", once=True)]
    signed_by: Literal["party", "witness"]
    """Who signed the record besides officers and performer (当事人或者见证人)."""
    cost: Yuan = Decimal(0)
    is_urgent: bool = Field(default=False, exclude_if=lambda urgent: not urgent)
    """Whether it was too urgent to wait for a working day (情况紧急)."""
    is_at_night: bool = Field(default=False, exclude_if=lambda at_night: not at_night)
    record: Text


class PerformAtOnce(OnSite):
    """What soils a road, a waterway or a public place is cleared at once (立即实施代履行)."""

    act: Literal["perform_at_once"] = "perform_at_once"
    label = "立即实施代履行"
    where: Literal["road", "river", "waterway", "public_place"]
    party_unable: bool
    """Whether the party cannot clear it (当事人不能清除)."""
    party_present: bool
    cost: Yuan = Decimal(0)
    record: Text
    remedies: Remedies | None = None


class TellOfPerformance(Content):
    """The absent party is told at once of what was cleared (事后立即通知当事人)."""

    act: Literal["tell_of_performance"] = "tell_of_performance"
    label = "通知当事人已代履行"
    of: Annotated[int, PointsAt("perform_at_once", once=True)]


class DemandSubstituteCost(Served):
    """The party is told what the performance cost and when to pay it (代履行费用缴纳通知)."""

    act: Literal["demand_substitute_cost"] = "demand_substitute_cost"
    label = "送达代履行费用缴纳通知书"
    of: Annotated[int, PointsAt("perform_substitute", "perform_at_once")]
    """The number of the performance."""
    amount: Yuan
    worked_out: Text
    """How the cost was worked out, reasonably and as it was (按照成本合理确定)."""
    pay_by: Annotated[Day, DayAhead()]
    remedies: Remedies


class RecordSubstituteCost(Content):
    """The party paid for the performance, wholly or in part (收到代履行费用)."""

    act: Literal["record_substitute_cost"] = "record_substitute_cost"
    label = "收到代履行费用"
    of: Annotated[int, PointsAt("demand_substitute_cost")]
    """The number of the demand."""
    amount: Yuan
    receipt: Line


class ForgoSubstituteCost(Approved):
    """The cost of a performance is not collected, on a ground of the law (决定不收取代履行费用)."""

    act: Literal["forgo_substitute_cost"] = "forgo_substitute_cost"
    label = "决定不收取代履行费用"
    of: Annotated[int, PointsAt("perform_substitute", "perform_at_once", once=True)]
    """The number of the performance."""
    ground: Literal["deceased", "dissolved", "law_provides", "other"]
    """The party died, or ended, with nothing to execute on and no successor; the law says otherwise; or other."""
    reason: Text
