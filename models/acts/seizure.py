"""Seizing and detaining (查封、扣押): approval, measure on site, checks, application, release, return of goods."""

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from models.acts.content import Approved, Content, DayAhead, OnSite, PointsAt, Served
from models.documents import Basis, Remedies
from models.values import Day, Line, MaybeLine, MaybeText, Several, Text, Value

ThingKind = Literal["premises", "vessel", "facility", "equipment", "tool", "goods"]

THING_NAMES: dict[str, str] = {
    "premises": "场所",
    "vessel": "船舶",
    "facility": "设施",
    "equipment": "设备",
    "tool": "工具",
    "goods": "物品",
}

SeizureGround = Literal[
    "toxic",
    "protected_area",
    "sludge",
    "evasion",
    "emergency",
    "other_serious",
    "ecological_damage",
    "evidence_loss",
]

SEIZURE_GROUNDS: dict[str, str] = {
    "toxic": "违法排放、倾倒、处置有毒有害物质",
    "protected_area": "在饮用水水源一级保护区、自然保护区核心区违法排放、倾倒、处置",
    "sludge": "违法排放、倾倒工业污泥",
    "evasion": "以逃避监管的方式违法排放",
    "emergency": "突发环境事件后不执行停产、停排",
    "other_serious": "其他造成或者可能造成严重污染的违法排污",
    "ecological_damage": "造成或者可能造成严重破坏生态",
    "evidence_loss": "有关证据可能灭失、被隐匿",
}

Yuan = Annotated[Decimal, Field(ge=0, decimal_places=2, max_digits=14)]


class Thing(Value):
    """One thing on the inventory (查封、扣押清单)."""

    mark: Line
    """What tells it apart (型号、出厂编号、位置编号)."""
    name: Line
    kind: ThingKind
    quantity: int = Field(default=1, gt=0)
    place: Line
    is_related: bool = True
    """Whether it has to do with the violation (涉案)."""
    is_necessity: bool = False
    """Whether a citizen or his family need it to live (生活必需品)."""
    sealed_by: MaybeLine = ""
    """The other authority that has lawfully sealed it already; empty when none has."""


class ApproveSeizure(Approved):
    """The head approves the seizure before it is done (批准查封、扣押)."""

    act: Literal["approve_seizure"] = "approve_seizure"
    label = "批准查封、扣押"
    manner: Literal["seal", "detain"]
    """查封 or 扣押."""
    ground: SeizureGround
    things: Text
    is_major: bool = False
    """Whether the case is grave or of great public effect (案情重大或者社会影响较大)."""
    is_discussed: bool = False
    """Whether the case board deliberated (案件审查委员会集体审议)."""


class SpareSeizure(Approved):
    """Nothing is seized although the conduct would allow or demand it (不予查封、扣押), with reasons."""

    act: Literal["spare_seizure"] = "spare_seizure"
    label = "不予查封、扣押"
    ground: SeizureGround
    is_serious: bool = False
    """Whether serious pollution has been caused already."""
    because: Literal["public_facility", "livelihood", "safety", "unnecessary"]
    reason: Text


class ImposeSeizure(OnSite):
    """The things are sealed or taken on site, with decision, inventory and record (实施查封、扣押)."""

    act: Literal["impose_seizure"] = "impose_seizure"
    label = "实施查封、扣押"
    of: Annotated[int | None, PointsAt("approve_seizure")] = None
    """The number of the approval; None when it is done on the spot in an emergency."""
    is_urgent: bool = False
    """Whether it could not wait for the approval (情况紧急,当场实施)."""
    manner: Literal["seal", "detain"]
    ground: SeizureGround
    things: Several[Thing] = Field(min_length=1)
    until: Annotated[Day | None, DayAhead()] = None
    """The last day that the decision sets; None = as long as the law allows."""
    is_new_conduct: bool = False
    """Whether the party did it again after an earlier release, where the same things are seized anew."""
    basis: Several[Basis]
    remedies: Remedies
    identity_shown: bool
    reasons_told: bool
    """Whether reasons, basis, rights and relief were told on the spot."""
    defence_heard: bool
    record: Text
    attendance: Literal["signed", "refused", "absent"] = "signed"
    """The party signed, refused to sign, or did not come."""
    has_witness: bool = False
    decision_handed_over: bool
    list_handed_over: bool
    in_place_of: Annotated[int | None, PointsAt("impose_seizure")] = Field(
        default=None, exclude_if=lambda of: of is None
    )
    """The number of the one set aside in whose place it is made; None = the first that waits for it (重新作出)."""


class ApproveSeizureAfterwards(Approved):
    """The head approves, or does not, what was done on the spot (补办批准手续)."""

    act: Literal["approve_seizure_afterwards"] = "approve_seizure_afterwards"
    label = "补办查封、扣押批准"
    of: Annotated[int, PointsAt("impose_seizure")]
    is_approved: bool
    reason: MaybeText = ""


class NotifySeizureExtension(Served):
    """The party is told in writing that the seizure was extended, and why (告知延长查封、扣押期限)."""

    act: Literal["notify_seizure_extension"] = "notify_seizure_extension"
    label = "告知延长查封、扣押期限"
    of: Annotated[int, PointsAt("extend_term")]
    """The number of the extension (延长期限)."""
    reason: Text
    remedies: Remedies | None = None


class NotifySeizureAppraisal(Served):
    """The party is told in writing how long the test or appraisal of the things takes (告知检测、鉴定期间)."""

    act: Literal["notify_seizure_appraisal"] = "notify_seizure_appraisal"
    label = "告知检测（鉴定）期间"
    of: Annotated[int, PointsAt("impose_seizure")]
    kind: Literal["test", "inspection", "quarantine", "appraisal"]
    until: Annotated[Day, DayAhead()]
    """The last day of that time; the law wants it fixed (期间应当明确)."""


class EndSeizureAppraisal(Content):
    """The test or appraisal is done earlier than was told (检测、鉴定提前完成)."""

    act: Literal["end_seizure_appraisal"] = "end_seizure_appraisal"
    label = "检测（鉴定）提前完成"
    of: Annotated[int, PointsAt("notify_seizure_appraisal", once=True)]
    """The number of the notice."""


class CheckSeal(OnSite):
    """The sealed things are looked after (检视封存情况)."""

    act: Literal["check_seal"] = "check_seal"
    label = "检视封存情况"
    of: Annotated[int, PointsAt("impose_seizure")]
    is_intact: bool
    record: Text


class ReportBrokenSeal(Content):
    """The police are asked to deal with a broken seal (提请公安机关处理)."""

    act: Literal["report_broken_seal"] = "report_broken_seal"
    label = "提请公安机关处理破坏封条"
    of: Annotated[int, PointsAt("check_seal", once=True)]
    """The number of the check that found it."""
    conduct: Literal["obstructed", "seal_broken", "state_changed", "hidden", "moved", "sold", "used"]
    summary: Text


class ReceiveReleaseApplication(Content):
    """The party applies for release before the time is over (申请解除查封、扣押)."""

    act: Literal["receive_release_application"] = "receive_release_application"
    label = "收到解除查封、扣押申请"
    of: Annotated[int, PointsAt("impose_seizure")]
    reason: Text


class MaintainSeizure(Approved):
    """The application was checked and the seizure stays (维持查封、扣押)."""

    act: Literal["maintain_seizure"] = "maintain_seizure"
    label = "维持查封、扣押"
    of: Annotated[int, PointsAt("receive_release_application", once=True)]
    """The number of the application."""
    record: Text


class ReleaseSeizure(Approved):
    """The seizure is released by decision (解除查封、扣押决定)."""

    act: Literal["release_seizure"] = "release_seizure"
    label = "解除查封、扣押"
    of: Annotated[int, PointsAt("impose_seizure")]
    ground: Literal["corrected", "decided", "expired", "not_approved", "unnecessary", "set_aside"]
    reason: Text


class ServeSeizureRelease(Served):
    """The release is served (送达解除查封、扣押决定书)."""

    act: Literal["serve_seizure_release"] = "serve_seizure_release"
    label = "送达解除查封、扣押决定书"
    of: Annotated[int, PointsAt("release_seizure", once=True)]


class AnnounceGoods(Content):
    """Goods whose owner cannot be told are announced (招领公告)."""

    act: Literal["announce_goods"] = "announce_goods"
    label = "发布扣押物招领公告"
    of: Annotated[int, PointsAt("release_seizure", once=True)]
    """The number of the release."""


class ReturnGoods(Content):
    """The party takes its goods back (领回扣押物)."""

    act: Literal["return_goods"] = "return_goods"
    label = "领回扣押物"
    of: Annotated[int, PointsAt("release_seizure", once=True)]
    receipt: Line


class SellGoods(Approved):
    """Goods that cannot be given back are sold, the money goes to the treasury (拍卖、变卖)."""

    act: Literal["sell_goods"] = "sell_goods"
    label = "拍卖（变卖）扣押物"
    of: Annotated[int, PointsAt("announce_goods", once=True)]
    """The number of the announcement."""
    seller: Line
    proceeds: Yuan


class DisposeSeized(Approved):
    """The things are confiscated, destroyed, or handed to the police with the case (处理查封、扣押财物)."""

    act: Literal["dispose_seized"] = "dispose_seized"
    label = "处理查封、扣押财物"
    of: Annotated[int, PointsAt("impose_seizure")]
    manner: Literal["confiscate", "destroy", "hand_over"]
    is_told: bool = False
    """Whether the party was told in writing that the things went with the case (书面告知当事人)."""
    reason: Text
