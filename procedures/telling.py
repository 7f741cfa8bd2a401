"""Whom the result of a file is told, and by what way (反馈对象、反馈方式).

The opinions (衡政办发〔2015〕76号, plan 四(四)1): the result goes back to whoever reported, handed over or sent. Some are
reached by the system: a complaint that has a file of its own, another system that takes callbacks, a township on the
grid. Everybody else is told by hand, by letter, telephone or in person; so is whoever could not be reached. That duty
stands in the file, with its term, until somebody has entered that it was done.
"""

from typing import Literal

from judging.attempt import Attempt, Situation
from judging.record import Record, follows, in_order, is_outside
from law.calendar import OutsideCalendar
from law.terms import reckon
from models.acts import Act
from models.acts.complaint import AnswerComplaint, RefuseComplaint
from models.acts.delivery import ConfirmFeedback, Delivery, RecordDelivery, RecordDeliveryFailed, RecordDeliveryRefused
from models.acts.finding import ReceiveComplaint, ReportFinding, TellsOfViolation
from models.acts.joining import RecordJoinedComplaint
from models.acts.parties import JoinParty
from models.acts.publicity import FeedBack
from models.ids import act_no_in, what_in
from models.values import civil_day
from procedures.penalty.decisions import ORDINARY, set_aside

Way = Literal["file", "system", "township", "hand"]
"""By what way a result goes: to the complaint's file, by callback, to the township's persons, or by hand."""
Telling = FeedBack | AnswerComplaint | RefuseComplaint

TELLING = (FeedBack, AnswerComplaint, RefuseComplaint)
"""The acts that tell somebody the result of a file."""
REPORTER = frozenset({"reporter", "sender"})
"""Who reported: a person, or the system that sent it."""
COMPLAINTS_FILE = "complaint"
COMPLAINT = REPORTER | {COMPLAINTS_FILE}
"""Who reported, where the complaint has a file of its own: whoever of them is meant, that file is told."""
JOINT = "joint_investigation"
"""The joint investigation that a case came from, which has a file of its own."""
SENDER = "transferring_unit"
"""The unit that transferred what a case is about; where it did so here, the matter has a file of its own."""
OF_OTHERS = frozenset({"handed_down", "transferred_in"})
"""Sources of a finding behind which another authority waits for the result (上级交办、其他部门移送)."""
BUREAU = frozenset({1, 2})
TOWNSHIP = 3
SENT: frozenset[Way] = frozenset({"file", "system"})
"""The ways on which a receipt comes back."""
FEEDBACK = "feedback"
"""The last part of the keys under which a result is sent."""
ONE_OF = "-to-"
"""What follows on it where the same result goes to several files, before the number of each."""


def file_told(record: Record, to: str) -> str:
    """Return the file that a case came from and that is told where the result goes to somebody; empty where none is."""
    if to == COMPLAINTS_FILE:
        return next(iter(complaints_of(record)), "")
    opening = record.opening.content if record.opening else None
    if not isinstance(opening, ReportFinding):
        return ""
    files = {JOINT: opening.joint, SENDER: opening.matter}
    return opening.complaint if to in REPORTER else files.get(to, "")


def complaints_of(record: Record) -> tuple[str, ...]:
    """Return the complaints that wait for the result in files of their own: whose case it is, and those that joined."""
    opening = record.opening.content if record.opening else None
    first = opening.complaint if isinstance(opening, ReportFinding) else ""
    return tuple(filter(None, (first, *joined_in(record))))


def joined_in(record: Record) -> tuple[str, ...]:
    """Return the complaints about the same source that have joined the case (并案的举报件)."""
    return tuple(act.content.complaint for act in record.all(RecordJoinedComplaint))


def joined_untold(record: Record) -> tuple[str, ...]:
    """Return the complaints that joined after their files were told last."""
    told = [act for act in record.all(FeedBack) if way_to(record, act.content) == "file"]
    last = max((act.no for act in told if act.content.to in COMPLAINT), default=0)
    return tuple(act.content.complaint for act in record.all(RecordJoinedComplaint) if act.no > last)


def sealed_of(record: Record) -> str:
    """Return the id under which the reporter is sealed; empty where nobody is."""
    opening = record.opening.content if record.opening else None
    return opening.sealed if isinstance(opening, ReceiveComplaint) else ""


def sender_of(record: Record) -> str:
    """Return the system that a file came from and that waits for feedback; empty where none does."""
    opening = record.opening
    if opening is None:
        return ""
    if isinstance(opening.content, ReceiveComplaint):
        return opening.content.sender
    return opening.by.id if opening.by.kind == "system" else ""


def sender_no_of(record: Record) -> str:
    """Return the number under which the system that sent a file keeps it: the one it gave, else its own key."""
    opening, sender = record.opening, sender_of(record)
    if opening is None or not sender:
        return ""
    given = opening.content.sender_no if isinstance(opening.content, TellsOfViolation) else ""
    return given or opening.key.removeprefix(f"{sender}/")


def somebody_waits(record: Record) -> bool:
    """Tell whether anybody waits for the result: a reporter, a system, a township, another authority.

    What the bureau found itself is nobody's to be told of.
    """
    return bool(joined_in(record)) or _somebody_of_the_opening_waits(record)


def _somebody_of_the_opening_waits(record: Record) -> bool:
    opening = record.opening
    if opening is None:
        return False
    content = opening.content
    if isinstance(content, ReceiveComplaint):
        return not content.is_anonymous
    if file_told(record, "reporter") or file_told(record, JOINT) or opening.by.kind == "system":
        return True
    return opening.by.level not in BUREAU or (isinstance(content, ReportFinding) and content.source in OF_OTHERS)


def _tells_of_what_stands(record: Record, act: Act[FeedBack]) -> bool:
    """Tell whether a result was told since it is whole: nothing was to be decided again since, and nobody joined."""
    undone = (fate.act for one in record.all(*ORDINARY) if (fate := set_aside(record, one)) is not None and fate.redo)
    return all(follows(act, one) for one in (*undone, *record.all(JoinParty)))


def everyone_was_told(record: Record) -> bool:
    """Tell whether whoever waits was told the result: the reporter of a complaint, the township, and who joined."""
    return whom_it_came_from_was_told(record) and not joined_untold(record)


def whom_it_came_from_was_told(record: Record) -> bool:
    """Tell whether whoever waits was told the result: the reporter of a complaint, the township of a finding."""
    told = {act.content.to for act in record.all(FeedBack) if _tells_of_what_stands(record, act)}
    if record.opening is not None and isinstance(record.opening.content, ReceiveComplaint):
        if record.has(RefuseComplaint):  # which is told by itself
            return True
        return bool(told & REPORTER) or record.opening.content.is_anonymous
    if file_told(record, "reporter"):
        return bool(told & COMPLAINT)
    if file_told(record, JOINT):
        return JOINT in told
    return bool(told - {COMPLAINTS_FILE}) or not _somebody_of_the_opening_waits(record)


def way_to(record: Record, content: Telling) -> Way:
    """Return by what way somebody is told."""
    if isinstance(content, FeedBack):
        if file_told(record, content.to):
            return "file"
        if content.to == "township":
            return "township" if _has_township(record) else "hand"
        if content.to not in REPORTER:
            return "hand"  # where a system sent it, it is told what the reporter is to know, and answers
    return "system" if sender_of(record) else "hand"


def _has_township(record: Record) -> bool:
    opening = record.opening.content if record.opening else None
    return opening is not None and any(row.level == TOWNSHIP for row in opening.answerable)


def reaches_nobody(record: Record, content: Telling) -> bool:
    """Tell whether there is nobody to tell: who complained gave no name, and no system stands behind it (匿名举报)."""
    opening = record.opening.content if record.opening else None
    is_anonymous = isinstance(opening, ReceiveComplaint) and opening.is_anonymous
    return is_anonymous and audience(record, content) == "reporter"


def is_by_hand(record: Record, content: Telling) -> bool:
    """Tell whether somebody is told by a person: no system reaches them."""
    return way_to(record, content) == "hand" and not reaches_nobody(record, content)


def audience(record: Record, content: Telling) -> str:
    """Return who is told; a complaint's file stands for everybody behind it."""
    if not isinstance(content, FeedBack):
        return "reporter"
    way = way_to(record, content)
    if way == "file" and content.to not in COMPLAINT:
        return content.to
    return {"file": "complaint", "system": "sender"}.get(way, content.to)


def told_to(record: Record, whom: str) -> list[Act[Telling]]:
    """Return the acts by which somebody was told a result, in the order of the days."""
    return [act for act in in_order(record.all(*TELLING)) if audience(record, act.content) == whom]


def is_of_feedback(outcome: Delivery) -> bool:
    """Tell whether what was delivered, or not, is a result told to somebody."""
    return what_in(outcome.effect).split(ONE_OF)[0] == FEEDBACK


def trouble_with(record: Record, telling: int) -> Act | None:
    """Return the first word that a result did not reach a receiver; None where it did, then or later."""
    arrived = {act.content.effect for act in record.all(RecordDelivery)}
    outcomes = in_order(record.all(RecordDeliveryRefused, RecordDeliveryFailed))
    return next(
        (act for act in outcomes if _is_about(act.content, telling) and act.content.effect not in arrived), None
    )


def _is_about(outcome: Delivery, telling: int) -> bool:
    return is_of_feedback(outcome) and act_no_in(outcome.effect) == telling


def duty_of(record: Record, telling: int | None) -> int | None:
    """Return the act that laid it on somebody to tell a result by hand: the telling, or the word that it failed."""
    act = record.act(telling, *TELLING)
    if act is None or is_outside(act):
        return None
    if is_by_hand(record, act.content):
        return act.no
    outcomes = in_order(record.all(RecordDeliveryRefused, RecordDeliveryFailed))
    return next((one.no for one in outcomes if _is_about(one.content, act.no)), None)


def earlier_to_the_same(record: Record, act: Act[Telling]) -> Act[Telling] | None:
    """Return the last act before this one by which the same was told a result."""
    before = [one for one in told_by_us(record, audience(record, act.content)) if follows(act, one)]
    return before[-1] if before else None


def told_by_us(record: Record, whom: str) -> list[Act[Telling]]:
    """Return the acts by which the file itself tells somebody a result: what was told outside leaves nothing to do."""
    return [act for act in told_to(record, whom) if not is_outside(act)]


def was_put_right(record: Record, act: Act) -> bool:
    """Tell whether a result was corrected after it was told, so that whoever was told it knows something else."""
    return act.no < record.last_said(act.no)


def is_confirmed(record: Record, act: Act[Telling]) -> bool:
    """Tell whether somebody has entered that a result was told by hand, as it was last put."""
    said = record.last_said(act.no)
    return any(one.no > said for one in record.pointing(act.no, ConfirmFeedback))


def was_told_otherwise(record: Record, act: Act[Telling]) -> bool:
    """Tell whether whoever was told a result was told something else than it says now."""
    no_duty = is_outside(act) or reaches_nobody(record, act.content)
    return was_put_right(record, act) and not no_duty and not is_confirmed(record, act)


def did_not_arrive(record: Record, act: Act[Telling]) -> bool:
    """Tell whether a result was refused, or not taken in time, and nobody has told it by hand since."""
    return trouble_with(record, act.no) is not None and not is_confirmed(record, act)


def unconfirmed(now: Situation) -> list[Act[Telling]]:
    """Return the tellings that somebody has to see to by hand and has not entered yet; one told anew stands for all."""
    return [act for act in _last_words(now.record) if _is_somebodys(now, act) and not is_confirmed(now.record, act)]


def on_their_way(now: Situation) -> list[Act[Telling]]:
    """Return the tellings of which it is not known yet whether they arrive, while they still may in time.

    A receipt that has come counts, also where what is tried is dated before it.
    """
    record = now.whole if isinstance(now, Attempt) else now.record
    sent = (act for act in _last_words(record) if is_unanswered(record, act) and not is_confirmed(record, act))
    return [act for act in sent if not is_overdue(now, act)]


def _last_words(record: Record) -> list[Act[Telling]]:
    whoms = dict.fromkeys(audience(record, act.content) for act in record.all(*TELLING))
    return [told[-1] for whom in whoms if (told := told_by_us(record, whom))]


def _is_somebodys(now: Situation, act: Act[Telling]) -> bool:
    record = now.record
    if is_by_hand(record, act.content) or trouble_with(record, act.no) is not None or was_put_right(record, act):
        return not reaches_nobody(record, act.content)
    return is_unanswered(record, act) and is_overdue(now, act)


def is_unanswered(record: Record, act: Act[Telling]) -> bool:
    """Tell whether a result was sent and nothing has come back of it: neither a receipt nor a refusal."""
    outcomes = record.all(RecordDelivery, RecordDeliveryRefused, RecordDeliveryFailed)
    return way_to(record, act.content) in SENT and not any(_is_about(one.content, act.no) for one in outcomes)


def is_overdue(now: Situation, act: Act[Telling]) -> bool:
    """Tell whether the city's own norm for what is sent to others has passed since a result was told."""
    since, patience = civil_day(act.recorded_at), now.law.norms.norm["delivery"].limit
    try:
        last = reckon(since, patience, now.law.calendar, rolls=True).last_day
    except OutsideCalendar:  # its end is not known yet
        return False
    return last is not None and last < now.day
