"""What other bodies ask of the bureau, and do with it (检察建议、公益诉讼、损害赔偿、指定管辖、会商)."""

from typing import Annotated, Literal

from models.acts.answerers import HandsOver
from models.acts.content import Approved, Content, DayBehind, PointsAt
from models.values import Day, Line, MaybeText, Some, Text


class HoldJointMeeting(Content):
    """Several bodies meet about the case (联席会议、多部门会商)."""

    act: Literal["hold_joint_meeting"] = "hold_joint_meeting"
    label = "多部门会商"
    bodies: Some[Line]
    conclusion: Text


class DesignateJurisdiction(HandsOver):
    """A common superior names who is competent (指定管辖、提级管辖); from then on that unit answers."""

    act: Literal["designate_jurisdiction"] = "designate_jurisdiction"
    label = "指定管辖"
    by_superior: Line
    way: Literal["designated", "taken_up", "handed_down", "in_place"] = "designated"
    """Designated by the common superior; taken up by a superior, or handed down; decided in place of an idle unit."""
    notified: bool = False
    """Whether the lower authority and the party were told of it first (通知下级机关和当事人)."""


class RecordPublicInterestCase(Content):
    """The procuratorate opens a public-interest case (公益诉讼立案)."""

    act: Literal["record_public_interest_case"] = "record_public_interest_case"
    label = "检察机关公益诉讼立案"


class ReceivePublicInterestNotice(Content):
    """The decision to open it is served on the bureau (公益诉讼立案决定书送达)."""

    act: Literal["receive_public_interest_notice"] = "receive_public_interest_notice"
    label = "收到公益诉讼立案决定书"
    of: Annotated[int, PointsAt("record_public_interest_case")]


class ReceiveProposal(Content):
    """A procuratorial suggestion is received (收到检察建议书)."""

    act: Literal["receive_proposal"] = "receive_proposal"
    label = "收到检察建议书"
    urgent: bool = False
    """Whether the damage goes on spreading and an answer is asked for at once (损害继续扩大等紧急情形)."""
    pilot: bool = False
    """Whether it came in a province where public-interest suits were on trial before the law had them (试点地区)."""
    decided_on: Annotated[Day | None, DayBehind()] = None
    """The day on which the procuratorate decided on it, where the letter says so."""
    summary: MaybeText = ""


class ReplyToProposal(Content):
    """The bureau answers in writing what it has done (书面回复检察建议)."""

    act: Literal["reply_to_proposal"] = "reply_to_proposal"
    label = "回复检察建议"
    of: Annotated[int, PointsAt("receive_proposal", once=True)]
    reply: Text


class RecordCivilSuit(Content):
    """A court accepts a civil public-interest suit (法院受理环境民事公益诉讼)."""

    act: Literal["record_civil_suit"] = "record_civil_suit"
    label = "法院受理环境民事公益诉讼"


class ReceiveCivilSuitNotice(Content):
    """The court tells the bureau of the suit (法院告知环境民事公益诉讼)."""

    act: Literal["receive_civil_suit_notice"] = "receive_civil_suit_notice"
    label = "收到环境民事公益诉讼告知"
    of: Annotated[int, PointsAt("record_civil_suit")]


class FindDamageClue(Content):
    """A clue to ecological damage is found (发现生态环境损害线索)."""

    act: Literal["find_damage_clue"] = "find_damage_clue"
    label = "发现生态环境损害线索"
    summary: Text


class DecideDamageClaim(Approved):
    """Whether damages are claimed (决定是否启动索赔)."""

    act: Literal["decide_damage_claim"] = "decide_damage_claim"
    label = "决定是否启动索赔"
    of: Annotated[int, PointsAt("find_damage_clue", once=True)]
    pursued: bool
    reason: Text


class ServeConsultationNotice(Content):
    """The written invitation to consult is served (磋商通知书送达)."""

    act: Literal["serve_consultation_notice"] = "serve_consultation_notice"
    label = "送达磋商通知书"
    of: Annotated[int, PointsAt("decide_damage_claim")]


class ConcludeConsultation(Content):
    """The consultation ends with an agreement or without one (磋商结束)."""

    act: Literal["conclude_consultation"] = "conclude_consultation"
    label = "磋商结束"
    of: Annotated[int, PointsAt("serve_consultation_notice", once=True)]
    agreed: bool


class RequestConsultation(Content):
    """Police or procuratorate are asked in writing for their view of a case (案件咨询)."""

    act: Literal["request_consultation"] = "request_consultation"
    label = "书面咨询公安（检察）机关"
    question: Text


class ReceiveConsultation(Content):
    """Their written answer arrives (咨询答复)."""

    act: Literal["receive_consultation"] = "receive_consultation"
    label = "收到咨询答复"
    of: Annotated[int, PointsAt("request_consultation")]
