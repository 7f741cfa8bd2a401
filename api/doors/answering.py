"""How a complaint stands, in the fields of the platform that sent it (对接反馈): names and codes are data, as coming in.

Nothing of who complained, and no word that was not fed back: the answer is the one that was given.
"""

from collections.abc import Iterator, Mapping

from api.doors.mapping import Platform
from judging.record import Record
from judging.step import name_of
from models.acts.complaint import AnswerComplaint, RefuseComplaint
from models.acts.finding import AcceptComplaint
from models.acts.petition import RecordSatisfaction, ReopenComplaint
from models.acts.work_order import RecordOrderUrging, RecordReturnAccepted, ReplyToUrging, ReturnOrder
from models.chinese import value_of
from models.file import File
from procedures.complaint.reading import answer_in_full, is_returned
from procedures.complaint.work_order import DEADLINE, return_is_asked
from procedures.petition import COMPLETED

STATES = {
    "received": "待受理",
    "accepted": "办理中",
    "answered": "已答复",
    "refused": "不予受理",
    "reopened": "重新办理",
    "archived": "已办结",
    "return_asked": "申请退单",
    "returned": "已退单",
}
RETURNED = "returned"
"""What is said in the place of whether it is solved, where the complaint was refused, or the order taken back (退回)."""
UNSAID = "unsaid"
WORDS = {"state": STATES, "solved": {RETURNED: "退回"}}
"""What a value of ours is called where no act has it."""
ACT_OF = {"finding": AnswerComplaint, "satisfaction": RecordSatisfaction, "solved": RecordSatisfaction}


def answered(platform: Platform, file: File, *, receipt: str, unit: str) -> dict[str, str]:
    """Return a complaint as its platform writes it; a field of which nothing is known yet is empty."""
    told = {"receipt": receipt, "file_no": file.standing.file_no, "unit": unit, **dict(_told(file))}
    return {theirs: _called(platform, ours, told.get(ours, "")) for ours, theirs in platform.feedback.items()}


def _called(platform: Platform, ours: str, said: str) -> str:
    codes = platform.codes.get(ours, {})
    if said in codes:
        return codes[said]
    if ours not in {*WORDS, *ACT_OF} or not said:
        return said
    named = WORDS.get(ours, {}).get(said)
    return named or value_of(ours, said, name_of(ACT_OF[ours]))


def _told(file: File) -> Iterator[tuple[str, str]]:
    record = Record.of(file.acts)
    answer, refusal = record.last(AnswerComplaint), record.last(RefuseComplaint)
    accepted, word = record.last(AcceptComplaint), record.last(RecordSatisfaction)
    yield "state", _state(file, record)
    if accepted is not None:
        yield "accepted", accepted.day.isoformat()
    due = next((term for term in file.standing.terms if term.rule in COMPLETED and term.open), None)
    if due is not None and due.last_day is not None:
        yield "due", due.last_day.isoformat()
    if answer is not None:
        yield "finding", answer.content.finding
        yield "result", answer_in_full(record.before(answer), answer.content)
    elif refusal is not None:
        yield "result", refusal.content.reason
        yield "solved", RETURNED
    elif is_returned(record):
        yield from (("result", asked.content.reason) for asked in record.all(ReturnOrder)[-1:])
        yield "solved", RETURNED
    if file.standing.closed:
        ended = (answer, refusal, record.last(RecordReturnAccepted))
        last = max((act for act in ended if act is not None), key=lambda act: act.no, default=None)
        yield from [("closed", last.day.isoformat())] if last is not None else []
    yield from _of_the_order(file, record)
    if word is not None:
        yield "satisfaction", word.content.satisfaction
        yield "reason", word.content.reason
        yield from [("solved", word.content.solved)] if word.content.solved != UNSAID else []


def _of_the_order(file: File, record: Record) -> Iterator[tuple[str, str]]:
    """Yield what the platform has said of its work order as it counts here, and what it was replied."""
    days = [term.last_day.isoformat() for term in file.standing.terms if term.rule == DEADLINE and term.last_day]
    urgings, replies = record.all(RecordOrderUrging), record.all(ReplyToUrging)
    yield from (("handle_by", day) for day in days[-1:])
    yield from [("urged", str(len(urgings)))] if urgings else []
    yield from (("reply", act.content.result) for act in replies[-1:])


def _state(file: File, record: Record) -> str:
    if file.standing.archived:
        return "archived"
    if not file.standing.closed and record.has(ReopenComplaint):
        return "reopened"
    if is_returned(record):
        return "returned"
    if file.standing.closed:
        return "answered" if record.has(AnswerComplaint) else "refused"
    if record.has(AcceptComplaint):
        return "accepted"
    return "return_asked" if return_is_asked(record) else "received"


def fields() -> Mapping[str, frozenset[str]]:
    """Return what may be fed back, each with its values where these are fixed: what a mapping may name."""
    free = (
        "receipt",
        "file_no",
        "unit",
        "accepted",
        "due",
        "closed",
        "result",
        "reason",
        "handle_by",
        "urged",
        "reply",
    )
    fixed = {
        "state": STATES,
        "finding": ("true", "mostly_true", "partly_true", "untrue"),
        "satisfaction": ("dissatisfied", "understands", "satisfied", "very_satisfied", "unreachable"),
        "solved": ("solved", "partly", "unsolved", RETURNED),
    }
    return {**dict.fromkeys(free, frozenset()), **{name: frozenset(values) for name, values in fixed.items()}}
