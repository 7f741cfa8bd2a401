"""A joint investigation that is convened out of another file (就案卷启动联合调查), and what it tells that file back."""

from typing import Literal

from models.acts.content import Content, ToldByFile
from models.values import Line, MaybeLine, MaybeText, Several, Text


class CallJointInvestigation(Content):
    """What this file is about needs several departments (转联合调查): a joint investigation is convened for it."""

    act: Literal["call_joint_investigation"] = "call_joint_investigation"
    label = "转联合调查"
    fixed = frozenset({"reason", "is_urgent", "consented_by", "counties"})
    reason: Text
    is_urgent: bool = False
    """Whether evidence would be lost: it begins at once, and the paper follows (紧急情况,防止证据灭失)."""
    consented_by: MaybeLine = ""
    """For an urgent one that no head convened: the id of the head who agreed by telephone or message."""
    counties: Several[Line] = ()
    """The level-2 grids it reaches besides its own (跨县市区)."""


class ToldByJoint(ToldByFile):
    """What a joint investigation tells the file that it was convened out of."""

    joint: Line
    """The number of its file."""


class RecordJointConclusion(ToldByJoint):
    """The joint investigation has come to its conclusion (收到联合调查结论); what follows upon it is still to come."""

    act: Literal["record_joint_conclusion"] = "record_joint_conclusion"
    label = "收到联合调查结论"
    is_last_word = False
    finding: Literal["true", "mostly_true", "partly_true", "untrue"]
    facts: Text
    dissent: MaybeText = ""


class RecordJointEnd(ToldByJoint):
    """The joint investigation is at its end (联合调查办结、终止): what was done upon its conclusion, or why it had none."""

    act: Literal["record_joint_end"] = "record_joint_end"
    label = "收到联合调查办理结果"
    outcome: Literal["closed", "cancelled"]
    result: Text
