"""Who takes part in a joint investigation, and how far each is (成员单位): read off the record."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from judging.answering import COUNTY, chain, handed_to, nearest, row_now
from judging.attempt import Attempt
from judging.record import Record, in_order
from models.acts import Act, BringsIn
from models.acts.joint_investigation import (
    AnswerInvitation,
    InviteMember,
    ReleaseMember,
    ReplaceMember,
    ReportMemberTask,
    SetMemberTask,
)
from models.people import Answerable

Invitation = InviteMember | ReplaceMember
State = Literal["invited", "confirmed", "declined", "done", "gone"]


@dataclass(frozen=True, slots=True)
class Member:
    """One unit that was asked to take part, by the act that asked it."""

    invitation: Act[Invitation]
    state: State
    tasks: str
    due: date

    @property
    def unit(self) -> str:
        """Return the unit."""
        return self.invitation.content.unit


def members(record: Record) -> list[Member]:
    """Return everybody who was ever asked, in the order of the days."""
    return [_member(record, invitation) for invitation in in_order(record.all(InviteMember, ReplaceMember))]


def present(record: Record) -> Iterator[Member]:
    """Yield the members that were neither replaced nor released."""
    yield from (one for one in members(record) if one.state != "gone")


def _member(record: Record, invitation: Act[Invitation]) -> Member:
    tasks = in_order(record.pointing(invitation.no, SetMemberTask))
    said: Invitation | SetMemberTask = tasks[-1].content if tasks else invitation.content
    return Member(invitation, _state(record, invitation.no), said.tasks, said.due)


def _state(record: Record, invitation: int) -> State:
    if record.pointing(invitation, ReplaceMember, ReleaseMember):
        return "gone"
    if record.pointing(invitation, ReportMemberTask):
        return "done"
    answers = record.pointing(invitation, AnswerInvitation)
    if not answers:
        return "invited"
    return "confirmed" if answers[-1].content.is_confirmed else "declined"


def convener(record: Record) -> str:
    """Return the unit that convened the joint investigation."""
    return record.opening.by.unit if record.opening else ""


def holder(record: Record) -> Answerable | None:
    """Return the one unit that answers: the lead as last changed, at first whoever convened it."""
    levels, opening = chain(record), record.opening
    if opening is None or not levels:
        return None
    handed = handed_to(record)
    if handed is not None:
        return handed
    own = next((row for row in levels.values() if row.unit == opening.by.unit), None)
    return own or nearest(levels, opening.by.level or COUNTY)


def lead(record: Record) -> str:
    """Return the unit that leads."""
    row = holder(record)
    return row.unit if row else ""


def row_of(record: Record, unit: str) -> Answerable | None:
    """Return who answers in a unit that takes part; None where nobody is named."""
    brought = [act for act in record.bearing(BringsIn) if act.content.unit == unit]
    last = brought[-1] if brought else record.opening
    return row_now(record, unit, last) if last is not None else None


def who_answers(done: Attempt[Invitation]) -> Answerable | None:
    """Return who answers in the unit that an invitation asks."""
    return done.content.answerable or row_of(done.record, done.content.unit)


def invitation_of(record: Record, number: int) -> Act[Invitation] | None:
    """Return the invitation that an act number means."""
    return record.act(number, InviteMember, ReplaceMember)
