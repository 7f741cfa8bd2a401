"""Whether a matter is still with the department of ecology, or was handed to another one (管辖、移送其他部门).

The opinions (衡政办发〔2015〕76号, plan 四(四)1): what is not one's own is handed over in time, and whoever takes it feeds the
result back. 生态环境行政处罚办法 art. 16, 17: a case that is not the bureau's goes to whoever is competent; art. 18: with
that decision the preliminary review is at its end. Its terms do not run against another department, and nothing is
filed or decided here while it lies there; if it comes back, it is handed to the department of ecology again.
"""

from judging.answering import TOWNSHIP
from judging.attempt import Attempt
from judging.record import Record
from judging.step import Condition, Ends, Opens, ends, voids
from models.acts import HandsOver
from models.acts.filing import DeclineFiling, FileCase
from models.acts.summary import DecideOnTheSpot


def is_elsewhere(record: Record) -> bool:
    """Tell whether the matter was last handed to a department that is not of ecology (其他主管部门)."""
    handed = record.bearing(HandsOver)
    return bool(handed) and handed[-1].content.leaves_ecology


def _leaves(attempt: Attempt[HandsOver]) -> bool:
    return attempt.content.leaves_ecology


def _stays_away(attempt: Attempt[HandsOver]) -> bool:
    return _leaves(attempt) and is_elsewhere(attempt.record)


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
    "案件已移送其他主管部门，对方退回的须先“交主管部门”交回生态环境部门",
    "jurisdiction_of_others",
)
REVIEW = Opens("case_filing_decision", when=_is_to_be_reviewed)
"""The preliminary review of the department of ecology to which a matter is handed."""
FIRST_REVIEW = Opens("case_filing_decision", when=_is_first_to_review)
"""The same, where a superior names who is competent before the matter came to any bureau; elsewhere it runs already."""
GONE: tuple[Ends[HandsOver], ...] = (
    *ends("case_filing_decision", when=_leaves),
    *voids("case_decision_period", "hotline_complete", "petition_complete", when=_stays_away),
)
"""What ends where a matter goes to another department: the terms of the department of ecology."""
HANDED_ON: tuple[Ends[HandsOver], ...] = (*ends("case_filing_decision"), *GONE)
"""What ends with the hand-over, wherever it goes: the review of whoever had it (办法 art. 18, 移送决定)."""
