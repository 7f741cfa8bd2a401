"""What came of a joint investigation, read off the record: its conclusion, its follow-ups, whom it was told."""

from judging.answering import CITY, COUNTY, TOWNSHIP, chain
from judging.attempt import Attempt
from judging.record import Record, in_order
from models.acts import Act
from models.acts.joint_investigation import (
    AssignFollowUp,
    ConcludeJointInvestigation,
    FeedBackJointResult,
    RecordFollowUpResult,
)
from models.acts.transfer import RecordTransferResult, TransferMatter
from models.people import Answerable
from procedures.joint_investigation.members import convener, present, row_of
from procedures.other_files import CASE, files_opened


def level_of(record: Record) -> int:
    """Return the grid level of the body that convened the joint investigation."""
    return next((row.level for row in chain(record).values() if row.unit == convener(record)), COUNTY)


def conclusion_in(record: Record) -> Act[ConcludeJointInvestigation] | None:
    """Return the one conclusion; None while there is none."""
    return record.last(ConcludeJointInvestigation)


def cases_opened(record: Record) -> dict[str, int]:
    """Return the cases that were opened upon the conclusion, each with the follow-up that it is for."""
    return files_opened(record, CASE)


def followed(record: Record, content: RecordFollowUpResult) -> int | None:
    """Return the follow-up that a result is of."""
    return content.of if content.of is not None else cases_opened(record).get(content.case)


def followed_by_transfer(record: Record, content: RecordTransferResult) -> int | None:
    """Return the follow-up that a transfer was made for of which the result has come back."""
    sent = record.act(content.of, TransferMatter)
    return sent.content.follow_up if sent is not None else None


def unfinished(record: Record) -> list[Act[AssignFollowUp]]:
    """Return the follow-ups of which no result is known."""
    done = {followed(record, act.content) for act in record.all(RecordFollowUpResult)}
    done |= {followed_by_transfer(record, act.content) for act in record.all(RecordTransferResult)}
    return [act for act in in_order(record.all(AssignFollowUp)) if act.no not in done]


def directions(record: Record) -> set[str]:
    """Return whom the result has to be told: whoever is above, below and beside the convening body."""
    levels = chain(record)
    own = level_of(record)
    up = {"up"} if own > CITY else set()
    down = {"down"} if own < TOWNSHIP and any(level > own for level in levels) else set()
    return up | down | ({"across"} if any(True for _ in present(record)) else set())


def untold(record: Record) -> set[str]:
    """Return the directions in which the conclusion, or what came of it since, was not told yet."""
    if conclusion_in(record) is None:
        return set()
    news = record.all(ConcludeJointInvestigation, RecordFollowUpResult, RecordTransferResult)
    latest = max(record.last_said(act.no) for act in news)
    told = {act.content.direction for act in record.all(FeedBackJointResult) if record.last_said(act.no) > latest}
    return directions(record) - told


def theirs(attempt: Attempt[AssignFollowUp]) -> Answerable | None:
    """Return who answers in the unit upon which a follow-up is laid."""
    return next((row for row in attempt.content.answerable if row.unit == attempt.content.unit), None) or row_of(
        attempt.record, attempt.content.unit
    )
