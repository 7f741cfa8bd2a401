"""One matter out of a joint investigation goes to whoever is competent (联合调查中的移送), and its result comes back.

The opinions (衡政办发〔2015〕76号, plan 四(四)1): what is not one's own is handed over in time. A clue that was met on
the way is sent by the lead as any file sends it (`procedures/transfer`); so is what the conclusion lays upon another
department (后续处理，移送). The whole stays with whoever convened it: its conclusion is one, and nobody else's to give.
"""

from dataclasses import replace
from typing import Any

from judging.asked_for import AskedFor, asks_for
from judging.attempt import Attempt
from judging.effects import message
from judging.step import Opens, Procedure, Step, ends
from law.refusals import OutOfOrder
from models.acts import Content
from models.acts.joint_investigation import CancelJointInvestigation
from models.acts.transfer import RecordTransferAccepted, RecordTransferResult, TransferMatter
from procedures.joint_follow_up.reading import conclusion_in, followed_by_transfer, unfinished
from procedures.joint_investigation.guards import JOINT
from procedures.transfer import steps as transfer


@asks_for(AskedFor("scope", must="须为一个事项（part）"))
def one_matter_only(attempt: Attempt[TransferMatter]) -> None:
    """Refuse to send the joint investigation itself to another unit: one matter in it may go (只移送其中的事项)."""
    if attempt.content.scope == "whole":
        sentence = (
            "联合调查由召集单位组织并作出结论，不能整案移送，只能移送其中的事项；由其他单位牵头的，请“变更牵头单位”，"
            f"不再需要的，请“{CancelJointInvestigation.label}”"
        )
        raise OutOfOrder("stays-whole", sentence, article=attempt.cite(JOINT), field="scope")


@asks_for(AskedFor("follow_up", when="为后续处理移送的", must="须为分派给接收单位、方式为移送、尚无结果的后续处理"))
def is_for_its_follow_up(attempt: Attempt[TransferMatter]) -> None:
    """Refuse a transfer for a follow-up of another unit or way, or for one of which the result is known."""
    content = attempt.content
    waiting = [act for act in unfinished(attempt.whole) if act.content.route == "transfer"]
    fitting = [act.no for act in waiting if act.content.unit == content.unit]
    if content.follow_up is not None and content.follow_up not in fitting:
        sentence = f"第{content.follow_up}号行为不是分派给单位“{content.unit}”、以移送方式办理且尚无结果的后续处理"
        raise OutOfOrder("not-its-follow-up", sentence, article=attempt.cite(JOINT), field="follow_up")


def _followed(attempt: Attempt[RecordTransferResult]) -> int | None:
    return followed_by_transfer(attempt.record, attempt.content)


def _is_news(attempt: Attempt[RecordTransferResult]) -> bool:
    """Tell whether everybody has been, or is to be, told of the conclusion already."""
    return conclusion_in(attempt.record.before(attempt.act)) is not None


def _of_a_joint_investigation(step: Step[Any]) -> Step[Any]:
    """Return a step of the transfer as it is in a joint investigation, whose own stage goes on beside it."""
    return replace(step, stage="", **HERE.get(step.content, {}))


GUARDS = next(step.guards for step in transfer.STEPS if step.content is TransferMatter)
HERE: dict[type[Content], dict[str, Any]] = {
    TransferMatter: {"guards": (one_matter_only, *GUARDS, is_for_its_follow_up)},
    RecordTransferAccepted: {
        "ends": ends("norm.transfer_answer"),
        "effects": (message("移送的事项已由接收单位受理，应当协助调查并等候结果", "holder"),),
    },
    RecordTransferResult: {
        "ends": (
            *ends("norm.transfer_answer", "norm.transfer_result"),
            *ends("norm.joint_follow_up", about=_followed),
        ),
        "opens": (Opens("norm.joint_feed_back", when=_is_news),),
        "effects": (message("已收到移送事项的办理结果，作出结论后应当反馈", "holder"),),
    },
}

STEPS = tuple(_of_a_joint_investigation(step) for step in transfer.STEPS)

PROCEDURE = Procedure("joint_transfer", "联合调查中的移送", STEPS)
