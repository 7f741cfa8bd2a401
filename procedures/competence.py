"""Whether a matter is still with the department of ecology, or was handed to another one (管辖、移送其他部门).

The opinions (衡政办发〔2015〕76号, plan 四(四)1): what is not one's own is handed over in time, and whoever takes it feeds the
result back. 生态环境行政处罚办法 art. 16, 17: a case that is not the bureau's goes to whoever is competent; art. 18: with
that decision the preliminary review is at its end. The review runs from the day the department has the clue: what lies
with it already, its own finding or a complaint that it accepted, gains no days by being handed to itself, nor by being
sent to and fro between departments of ecology: who is handed it back has had it since the first time. Its terms do
not run against another department, and nothing is filed or decided here while it lies there; if it comes back, it is
handed to the department of ecology again.

Art. 18 does not say from which day a complaint is a clue. 环保举报热线工作管理办法 art. 7(2) gives fifteen days of their own to say
whether it is accepted, so the review is taken to run from the acceptance: only then is it late by every reading. From
the day it came in is the stricter reading, of which whoever handles it is told.
"""

from collections.abc import Callable, Iterable
from datetime import date
from typing import TypeVar

from judging.answering import COUNTY, TOWNSHIP, chain, nearest, row_now
from judging.attempt import Attempt
from judging.effects import message
from judging.record import Record, follows, in_order
from judging.serving import effective_day
from judging.step import Condition, Ends, Opens, ends, voids
from models.acts import Act, Content, HandsOver
from models.acts.filing import DeclineFiling, FileCase
from models.acts.finding import AcceptComplaint, ReceiveComplaint, ReportFinding
from models.acts.summary import DecideOnTheSpot
from models.acts.transfer import RecordTransferDesignated, RecordTransferReturned, TransferMatter
from models.effects import Message
from models.people import Answerable
from procedures.transfer.reading import is_out

C = TypeVar("C", bound=Content)
BUREAU = (1, 2)
BRINGS_BACK = (RecordTransferReturned, RecordTransferDesignated)
HANDLING = (
    "case_decision_period",
    "hotline_complete",
    "petition_complete",
    "correction_order_after_lab",
    "recheck_window",
    "norm.recheck",
    "norm.hearing_answer",
    "norm.hearing_report",
    "norm.propose_shutdown",
    "norm.order_again",
    "redo_after_review",
    "redo_after_judgment",
)
"""What whoever has the matter owes, and nobody else: it does not run against the bureau while another unit has it.

What follows from the bureau's own act, as from a seizure, a measure or a decision, it owes wherever the matter lies.
"""


def comes_from_a_monitor(opening: Act) -> bool:
    """Tell whether a finding was sent by a monitoring system: it lies with the bureau from its arrival (监测系统报送)."""
    content = opening.content
    return opening.by.kind == "system" and isinstance(content, ReportFinding) and content.source == "monitoring"


def arrived_on(opening: Act) -> date:
    """Return the day on which a clue reached who opened the file: of a complaint passed on, that of the complaint."""
    content = opening.content
    told = content.received_on if isinstance(content, ReportFinding) and opening.by.kind == "file" else None
    return told or opening.day


def is_elsewhere(record: Record) -> bool:
    """Tell whether the matter went to another unit: handed to a department that is not of ecology, or transferred."""
    return _was_handed_elsewhere(record) or is_out(record)


def _was_handed_elsewhere(record: Record) -> bool:
    """Tell whether the matter was last handed to a department that is not of ecology (其他主管部门)."""
    handed = record.bearing(HandsOver)
    return bool(handed) and handed[-1].content.leaves_ecology


def _leaves(attempt: Attempt[HandsOver]) -> bool:
    return attempt.content.leaves_ecology


def _stays_away(attempt: Attempt[HandsOver]) -> bool:
    """Tell whether the matter has been with other departments ever since; come back, its terms count as before."""
    since = (act for act in attempt.record.bearing(HandsOver) if not follows(attempt.act, act))
    return _leaves(attempt) and all(act.content.leaves_ecology for act in since)


def ours_from(attempt: Attempt[C]) -> date | None:
    """Return the day from which what an act asks for is the bureau's to do; None while another unit has the matter.

    What came while the matter lay elsewhere waits for the bureau only once it is back.
    """
    record, act = attempt.record, attempt.act
    if not record.bearing(HandsOver) and not record.has(TransferMatter):
        return effective_day(act, attempt.law)
    if not is_elsewhere(record.before(act)):
        return effective_day(act, attempt.law)
    later = [one for one in (*record.bearing(HandsOver), *record.all(*BRINGS_BACK)) if follows(one, act)]
    back = (one for one in in_order(later) if not is_elsewhere(record.before(one).with_act(one)))
    return next((one.day for one in back), None)


def once_ours(starts: Callable[[Attempt[C]], date | None]) -> Callable[[Attempt[C]], date | None]:
    """Return a start that waits for the matter to be back, where the act came while it lay elsewhere."""

    def later_of_both(attempt: Attempt[C]) -> date | None:
        start, ours = starts(attempt), ours_from(attempt)
        return max(start, ours) if start is not None and ours is not None else None

    return later_of_both


def owed_by(record: Record, act: Act) -> Answerable | None:
    """Return who owes what an act began, where another department has the matter: the unit that did the act itself.

    What it kept, seized, imposed, reported or decided remains its own to see through (谁实施、谁负责); what no unit of ours
    did, the bureau's that had the matter last. None where whoever has the file owes it, as ever.
    """
    handed = record.bearing(HandsOver)
    if not handed or not handed[-1].content.leaves_ecology:
        return None
    left = next(one for at, one in enumerate(handed) if all(row.content.leaves_ecology for row in handed[at:]))
    if act.by.unit and act.by.level in BUREAU:
        is_its_own = act.by.unit == handed[-1].content.unit
        return None if is_its_own else row_now(record, act.by.unit, act)
    before = record.before(left).bearing(HandsOver)
    unit = before[-1].content.unit if before else nearest(chain(record), COUNTY).unit
    return row_now(record, unit, left)


def _had_since(attempt: Attempt[HandsOver]) -> date | None:
    """Return the day since which the very unit has, or first had, the clue; None where it comes from elsewhere."""
    before = attempt.record.before(attempt.act)
    if before.opening is None:
        return None
    if before.bearing(HandsOver):
        return _had_before(before, attempt)
    return _lay_with(before, attempt)


def _had_before(record: Record, attempt: Attempt[HandsOver]) -> date | None:
    """Return the day since which a unit handed the clue back had it; what another department sent back is new."""
    handed, unit = record.bearing(HandsOver), attempt.content.__dict__.get("unit")
    if unit is None:
        return None
    away = max((at for at, act in enumerate(handed) if act.content.leaves_ecology), default=-1)
    days = [act.day for act in handed[away + 1 :] if act.content.__dict__.get("unit") == unit]
    own = _lay_with(record, attempt) if away < 0 else None
    return min(days + ([own] if own else []), default=None)


def _lay_with(before: Record, attempt: Attempt[HandsOver]) -> date | None:
    """Return the day since which the unit had the clue before anybody handed it on; None where it had not."""
    if before.opening is None:
        return None
    if comes_from_a_monitor(before.opening):
        is_there = nearest(chain(before), COUNTY).unit == attempt.content.unit
        return before.opening.day if is_there else None
    ours = [one for one in (before.opening, *before.all(AcceptComplaint)) if one.by.level in BUREAU and one.by.unit]
    if not ours:
        return None
    unit = attempt.content.unit
    if isinstance(before.opening.content, ReceiveComplaint):
        return clue_since(before, unit)
    is_theirs = before.opening.by.level in BUREAU and before.opening.by.unit == unit
    return arrived_on(before.opening) if is_theirs else None


def clue_since(record: Record, unit: str) -> date | None:
    """Return the day from which a complaint is a clue of a unit that took it in or accepted it: its acceptance."""
    accepted = record.all(AcceptComplaint)
    has_it = [one for one in (record.opening, *accepted) if one is not None and _is_of(one, unit)]
    return max(one.day for one in (*has_it, *accepted)) if accepted and has_it else None


def complaint_since(record: Record, unit: str) -> date | None:
    """Return the day on which a unit took a complaint in, where it is another one than that of its acceptance."""
    opening = record.opening
    since = opening.day if opening is not None and _is_of(opening, unit) else None
    return since if since != clue_since(record, unit) else None


def _is_of(act: Act, unit: str) -> bool:
    return bool(unit) and act.by.level in BUREAU and act.by.unit == unit


def by_the_stricter_reading(done: Attempt, complained_on: date | None) -> Iterable[Message]:
    """Tell whoever answers by when to decide on filing if the review runs from the day a complaint came in."""
    last = done.law.last_day("case_filing_decision", complained_on) if complained_on else None
    if complained_on is not None and last is not None:
        title = (
            f"立案审查自受理举报之日起算；{done.cite('case_filing_decision')}没有写明举报线索的起算点，"
            f"自接到举报之日（{complained_on.isoformat()}）起算的，最后一日为{last.isoformat()}，宜在此前决定"
        )
        yield from message(title, "holder", word="filing-start")(done)


def _reached(attempt: Attempt[HandsOver]) -> date:
    """Return the day on which the clue reached the unit, from which its review runs (收到线索、投诉举报)."""
    return _had_since(attempt) or attempt.day


def _runs_on(attempt: Attempt[HandsOver]) -> bool:
    """Tell whether the review of the unit runs already: of a finding that lies with it since it was made or sent."""
    opening = attempt.record.opening
    is_finding = opening is not None and isinstance(opening.content, ReportFinding)
    is_first = not attempt.record.before(attempt.act).bearing(HandsOver)
    return is_finding and is_first and _had_since(attempt) is not None


def _is_passed_on(attempt: Attempt[HandsOver]) -> bool:
    return not _runs_on(attempt)


def _begins(attempt: Attempt[HandsOver]) -> bool:
    return _is_to_be_reviewed(attempt) and not _runs_on(attempt)


def _is_to_be_reviewed(attempt: Attempt[HandsOver]) -> bool:
    answers = attempt.record.all(FileCase, DeclineFiling, DecideOnTheSpot)
    answered = any(act.day < attempt.day for act in answers)
    return not attempt.content.leaves_ecology and not answered


def _is_first_to_review(attempt: Attempt[HandsOver]) -> bool:
    before = attempt.record.before(attempt.act)
    never_came = before.opening is not None and before.opening.by.level == TOWNSHIP and not before.bearing(HandsOver)
    return never_came and _is_to_be_reviewed(attempt)


WITH_US = Condition(
    lambda now: not is_elsewhere(now.record),
    "案件已移送其他单位，尚未退回；由“交主管部门”移送其他主管部门的，对方退回后须先“交主管部门”交回",
    "jurisdiction_of_others",
)
REVIEW = Opens("case_filing_decision", when=_begins, starts=_reached)
"""The preliminary review of the department of ecology to which a matter is handed, unless it runs there already."""
FIRST_REVIEW = Opens("case_filing_decision", when=_is_first_to_review)
"""The same, where a superior names who is competent before the matter came to any bureau; elsewhere it runs already."""
GONE: tuple[Ends[HandsOver], ...] = (
    *ends("case_filing_decision", when=_leaves),
    *voids(*HANDLING, when=_stays_away),
)
"""What ends where a matter goes to another department: the terms of the department of ecology."""
HANDED_ON: tuple[Ends[HandsOver], ...] = (*ends("case_filing_decision", when=_is_passed_on), *GONE)
"""What ends with the hand-over to whoever else: the review of whoever had it (办法 art. 18, 移送决定)."""
