"""What a joint investigation tells the file that it was convened out of (向来源案卷反馈): its conclusion, and its end."""

from collections.abc import Iterable
from typing import TypeVar

from judging.attempt import Attempt
from models.acts.joint_investigation import (
    CancelJointInvestigation,
    CloseJointInvestigation,
    ConcludeJointInvestigation,
)
from models.acts.joint_origin import RecordJointConclusion, RecordJointEnd, ToldByJoint
from models.effects import TellFile
from models.ids import file_no_in, kind_in
from procedures.other_files import to_tell

ORIGIN = "origin"
"""The last part of the key under which the file that it came from is told."""
Told = TypeVar("Told", bound=ToldByJoint)


def _told(done: Attempt, title: str, content: Told) -> Iterable[TellFile[Told]]:
    """Return the word to the file that opened it; one that a person convened has none that waits."""
    opening = done.record.opening
    if opening is not None and opening.by.kind == "file":
        yield to_tell(done, ORIGIN, title, kind_in(opening.by.id), file_no_in(opening.by.id), content)


def conclusion_told(done: Attempt[ConcludeJointInvestigation]) -> Iterable[TellFile[RecordJointConclusion]]:
    """Return the word of the conclusion."""
    said = done.content
    content = RecordJointConclusion(joint=done.file_no, finding=said.finding, facts=said.facts, dissent=said.dissent)
    return _told(done, "联合调查结论告知来源案卷", content)


def close_told(done: Attempt[CloseJointInvestigation]) -> Iterable[TellFile[RecordJointEnd]]:
    """Return the word of what was done upon the conclusion."""
    content = RecordJointEnd(joint=done.file_no, outcome="closed", result=done.content.summary)
    return _told(done, "联合调查办理结果告知来源案卷", content)


def cancel_told(done: Attempt[CancelJointInvestigation]) -> Iterable[TellFile[RecordJointEnd]]:
    """Return the word that there will be no conclusion, and why."""
    content = RecordJointEnd(joint=done.file_no, outcome="cancelled", result=done.content.reason)
    return _told(done, "联合调查终止告知来源案卷", content)
