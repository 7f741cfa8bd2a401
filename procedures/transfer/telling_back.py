"""What the receiving unit's file sends out (移送的送达与反馈): word to the unit, and word back to the file that sent it.

A file that sent it is told as an act of its own; a unit that answers through its own system has a signed message; one
that sent it from outside is fed back what became of it.
"""

from collections.abc import Iterable

from judging.attempt import Attempt
from judging.effects import key, people
from models.acts.oversight import DesignateJurisdiction
from models.acts.transfer import (
    AcceptTransfer,
    CompleteMatter,
    OfReceiver,
    ReceiveTransfer,
    RecordTransferAccepted,
    RecordTransferDesignated,
    RecordTransferEnded,
    RecordTransferResult,
    RecordTransferReturned,
    ReturnTransfer,
    ToldOfTransfer,
)
from models.chinese import values_of
from models.effects import Feedback, Message, TellFile
from models.ids import kind_in
from procedures.other_files import to_tell
from procedures.transfer.matter import goes_back, holder, opened_by, sides

TOLD_BACK = "told-back"
"""The last part of the key under which the sending file is told."""
Told = Iterable[TellFile[ToldOfTransfer] | Feedback]


def arrival_told(done: Attempt[ReceiveTransfer]) -> Iterable[Message | Feedback]:
    """Tell the receiving unit's persons that a transfer has arrived; its system too, where it has one."""
    content = done.content
    title = f"接到移送：{content.matter}（{content.letter}），请受理或者说明理由退回"
    yield Message(key=key(done, "message-receiver"), act_no=done.act.no, title=title, to=people(content.receiver))
    if content.way == "system":
        listed = "；".join(f"{one.name}{one.count}件" for one in content.materials)
        result = f"{content.letter}：{content.matter}。{content.explanation}。材料清单：{listed}"
        yield _word(done, content.system, "receiving_unit", "案件移送", result)


def entry_told(done: Attempt[OfReceiver]) -> Iterable[Message]:
    """Tell the receiving unit's persons what the sender entered from a letter, to see whether it is theirs."""
    content, found = done.content, sides(done.record)
    by = done.act.by
    if found is None or not content.paper or by.kind != "person" or by.unit == found.receiver.unit:
        return
    title = f"移送单位已按来函（{content.paper}）录入“{content.label}”；与来函不符的，请告知移送单位"
    yield Message(key=key(done, "message-entered"), act_no=done.act.no, title=title, to=people(found.receiver))


def _word(done: Attempt, system: str, addressee: str, title: str, result: str) -> Feedback:
    opening = opened_by(done.record)
    return Feedback(
        key=key(done, "transfer"),
        act_no=done.act.no,
        title=title,
        to=(system,),
        addressee=addressee,
        result=result,
        happened_at=done.act.happened_at,
        sender_no=opening.sender_no if opening else "",
    )


def end_passed_on(done: Attempt[RecordTransferEnded]) -> Iterable[Message | Feedback]:
    """Tell the receiving unit's persons that nothing is waited for any more; its system too, where it has one."""
    opening, found, content = opened_by(done.record), sides(done.record), done.content
    if opening is None or found is None:
        return
    said = f"上级（{content.letter}）已决定终止移送：{content.explanation}"
    yield Message(key=key(done, "message-receiver"), act_no=done.act.no, title=said, to=people(found.receiver))
    if opening.way == "system":
        yield _word(done, opening.system, "receiving_unit", "移送已终止", said)


def _told(done: Attempt, content: ToldOfTransfer, said: str) -> Told:
    """Return the word to the file that sent it; where none did, to the system that did."""
    opening, act = opened_by(done.record), done.record.opening
    if opening is None or act is None:
        return
    if opening.from_file:
        yield to_tell(done, TOLD_BACK, "移送办理情况告知移送案卷", kind_in(act.by.id), opening.from_file, content)
    elif act.by.kind == "system":
        yield _word(done, act.by.id, "sender", "移送办理情况反馈", said)


def _of(done: Attempt) -> int:
    """Return the number, in the file that sent it, of the act that did."""
    opening = opened_by(done.record)
    return (opening.of_file if opening else None) or 0


def acceptance_told(done: Attempt[AcceptTransfer]) -> Told:
    """Return the word that it was accepted."""
    row = holder(done.record)
    if row is not None:
        content = RecordTransferAccepted(
            of=_of(done), matter_no=done.file_no, receiver=row, own_number=done.content.own_number
        )
        yield from _told(done, content, "移送已受理，办理结果另行反馈")


def return_told(done: Attempt[ReturnTransfer]) -> Told:
    """Return the word that it was returned, and why."""
    said = done.content.explanation
    yield from _told(
        done, RecordTransferReturned(of=_of(done), matter_no=done.file_no, explanation=said), f"移送已退回：{said}"
    )


def designation_told(done: Attempt[DesignateJurisdiction]) -> Told:
    """Return the word whose it is by the superior's designation."""
    row = holder(done.record)
    if row is not None:
        content = RecordTransferDesignated(
            of=_of(done),
            matter_no=done.file_no,
            receiver=row,
            by_superior=done.content.by_superior,
            to_sender=goes_back(done.record),
        )
        yield from _told(done, content, "上级已指定管辖")


def result_told(done: Attempt[CompleteMatter]) -> Told:
    """Return the word how it was dealt with, and with what result."""
    content = done.content
    handled = values_of("handling", (content.handling,))[content.handling]
    told = RecordTransferResult(of=_of(done), matter_no=done.file_no, handling=content.handling, result=content.result)
    yield from _told(done, told, f"{handled}：{content.result}")
