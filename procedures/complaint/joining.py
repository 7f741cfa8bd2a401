"""Complaints about one source (并案、重复举报): a case is joined, an earlier complaint is named; nothing is dropped.

环保举报热线工作管理办法 art. 7(1)(4), from memory: where the same was accepted already, the new complaint is not accepted, and
the reporter told how to ask after the first. Whether it is refused for that, or joins the case and is answered like the
first, whoever handles it decides; either way the earlier file counts it.
"""

from collections.abc import Iterable
from datetime import date

from judging.asked_for import AskedFor, asks_for
from judging.attempt import Attempt
from judging.effects import message
from judging.step import Step, after, ends, who
from law.refusals import OutOfOrder, Unclear
from models.acts.complaint import RefuseComplaint
from models.acts.complaint_points import RefusePoint
from models.acts.finding import AcceptComplaint, ReceiveComplaint
from models.acts.joining import JoinCase, NoteRepeat, RecordJoinedComplaint, RecordRepeat
from models.effects import TellFile
from models.ids import FILE_NO
from procedures.complaint.conditions import (
    FORWARDING,
    HERE,
    IN_NOBODYS_HANDS,
    NOT_ARCHIVED,
    RECORDERS,
    handed_on_in_full,
    is_of_a_point,
)
from procedures.complaint.reading import JOIN, opening_of
from procedures.joined import told_by_itself
from procedures.other_files import to_tell

ACCEPTED_ALREADY = "hotline_accepted_already"
GROUNDS = {
    "not_environmental": "hotline_not_ours",
    "in_court": "hotline_other_ways",
    "already_accepted": ACCEPTED_ALREADY,
    "already_handled": "hotline_answered_already",
}
"""Under what a complaint is refused, by the ground."""
REPEAT = "repeat"
"""The last part of the key under which the earlier file is told of the later one."""
LETTER = "T"
"""What numbers of complaints begin with."""


def case_joined(done: Attempt[JoinCase]) -> Iterable[TellFile[RecordJoinedComplaint]]:
    """Tell the case of a further complaint; nothing of who complained goes along."""
    told = RecordJoinedComplaint(complaint=done.file_no, received_on=_received_on(done))
    yield to_tell(done, JOIN, "举报件并入案件", "ViolationCase", done.content.case, told)


def earlier_told(done: Attempt[NoteRepeat]) -> Iterable[TellFile[RecordRepeat]]:
    """Tell the earlier complaint's file that it was made once more; one from outside has no file to tell."""
    if is_file(done.content.earlier, LETTER):
        told = RecordRepeat(complaint=done.file_no, received_on=_received_on(done))
        yield to_tell(done, REPEAT, "重复举报", "Complaint", done.content.earlier, told)


def _received_on(done: Attempt) -> date | None:
    return done.record.opening.day if done.record.opening else None


def is_file(number: str, letter: str) -> bool:
    """Tell whether a number is that of a file of a kind."""
    found = FILE_NO.match(number)
    return found is not None and found["letter"] == letter


@asks_for(AskedFor("case", must="须为案件编号"))
def names_a_case(attempt: Attempt[JoinCase]) -> None:
    """Refuse to join what is no case's number."""
    if not is_file(attempt.content.case, ""):
        sentence = f"“{attempt.content.case}”不是案件编号，不能并入"
        raise Unclear("no-case", sentence, article=attempt.cite(FORWARDING), field="case")


def not_noted_already(attempt: Attempt[NoteRepeat]) -> None:
    """Refuse to say twice that it repeats the same complaint."""
    earlier = next(
        (act for act in attempt.whole.all(NoteRepeat) if act.content.earlier == attempt.content.earlier), None
    )
    if earlier is not None:
        sentence = f"已认定为“{attempt.content.earlier}”的重复举报（第{earlier.no}号行为），不得重复"
        raise OutOfOrder("already-done", sentence, article=attempt.cite(ACCEPTED_ALREADY), field="earlier")


def repeat_is_noted(attempt: Attempt[RefuseComplaint | RefusePoint]) -> None:
    """Refuse to turn a complaint down as accepted already while nothing says as which one."""
    if attempt.content.ground == "already_accepted" and not attempt.record.has(NoteRepeat):
        sentence = f"以同一事项已经受理为由不予受理的，须先“{NoteRepeat.label}”，写明在先的举报件"
        raise OutOfOrder("no-earlier-one", sentence, article=attempt.cite(ACCEPTED_ALREADY), field="ground")


def refused_under(attempt: Attempt) -> str:
    """Return what a complaint, or a point of it, is refused under: to say so at all, and what its ground is."""
    opening, content = opening_of(attempt.record), attempt.content
    is_petition = opening is not None and opening.is_petition
    told = [attempt.cite("petition_register" if is_petition else "hotline_accept")]
    if isinstance(content, RefuseComplaint | RefusePoint) and content.ground in GROUNDS:
        told.append(attempt.cite(GROUNDS[content.ground]))
    return "、".join(filter(None, told))


STEPS = (
    Step(
        JoinCase,
        RECORDERS,
        needs=(after(AcceptComplaint), HERE, IN_NOBODYS_HANDS),
        guards=(names_a_case, is_of_a_point),
        ends=ends(FORWARDING, when=handed_on_in_full),
        stage="complaint_joined",
        effects=(case_joined, message("举报件已并入案件办理", "holder")),
        citation=(FORWARDING,),
    ),
    Step(
        NoteRepeat,
        RECORDERS,
        needs=(after(ReceiveComplaint), NOT_ARCHIVED),
        guards=(not_noted_already,),
        when_closed=True,
        effects=(earlier_told,),
        citation=(ACCEPTED_ALREADY,),
    ),
    Step(
        RecordRepeat,
        who(files=True),
        needs=(NOT_ARCHIVED,),
        guards=(told_by_itself,),
        when_closed=True,
        effects=(message("收到重复举报", "holder"),),
        citation=(ACCEPTED_ALREADY,),
    ),
)
