"""Reconsiderations and suits, each about one act that burdens the party (复议、诉讼): which there are, how each ended.

行政诉讼法 art. 45: where a reconsideration is not decided within its term, the party may sue within the short period that
runs from the end of that term. What was not decided then keeps nothing open any more once that period is over; a
decision that comes late all the same opens the period anew.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from judging.asked_for import AskedFor, asks_for
from judging.attempt import Attempt, PointsBack
from judging.parties import everyone
from judging.record import Record, in_order
from law.refusals import OutOfOrder
from models.acts import Act
from models.acts.order_revision import RevokeOrder
from models.acts.reconsideration import (
    AcceptReconsideration,
    ApplyReconsideration,
    DecideReconsideration,
    DeclineReconsideration,
    SuspendReconsideration,
    TerminateReconsideration,
)
from models.acts.suit import AppealSuit, FileSuit, JudgeSuit
from models.acts.terms import ExtendTerm
from procedures.burdens import BURDENING, burden, decision_served
from procedures.penalty.decisions import FATES, about, in_effect, is_same, lapses_of, service_of, the_decision

ENDS_RECONSIDERATION = (DecideReconsideration, DeclineReconsideration, TerminateReconsideration)

Begun = ApplyReconsideration | FileSuit
EndOfReview = DecideReconsideration | DeclineReconsideration | TerminateReconsideration
Ended = EndOfReview | JudgeSuit
Decided = DecideReconsideration | JudgeSuit | RevokeOrder
"""What may change what burdens the party: a decision on it, a judgment, or the bureau itself."""
UNDOING = (DecideReconsideration, JudgeSuit, RevokeOrder)


@dataclass(frozen=True, slots=True)
class Contest:
    """A reconsideration or suit about one act, and what ended it, if anything has."""

    begun: Act[Begun]
    ended: Act[Ended] | None
    undecided_since: date | None = None
    """The last day of the term of a reconsideration that was not decided in it (复议期满未作决定)."""

    @property
    def is_suit(self) -> bool:
        """Tell whether it is a suit."""
        return isinstance(self.begun.content, FileSuit)

    @property
    def goes_on(self) -> bool:
        """Tell whether it is not over, and its time is not either."""
        return self.ended is None and self.undecided_since is None


def contested_by(record: Record, act: Act) -> Act[Any] | None:
    """Return the act by which what an act contests reached the party: the burden it names, or a decision's service."""
    named = burden(record, act.content.target)
    if named is not None:
        return named
    decision = about(record, act)
    return service_of(record, decision) if decision else None


def contested_in(attempt: Attempt[PointsBack]) -> int | None:
    """Return the number of the act by which that reached the party which the contest pointed at is about."""
    begun = attempt.record.act(attempt.content.of, ApplyReconsideration, FileSuit)
    served = contested_by(attempt.record, begun) if begun is not None else None
    return served.no if served else None


def contests(record: Record, served: Act[Any] | None) -> list[Contest]:
    """Return the reconsiderations and suits about what an act laid on the party, in order."""
    if served is None:
        return []
    begun = in_order(record.all(ApplyReconsideration, FileSuit))
    return [_contest(record, act) for act in begun if is_same(contested_by(record, act), served)]


def _contest(record: Record, begun: Act[Begun]) -> Contest:
    if isinstance(begun.content, FileSuit):
        return Contest(begun, _last_word(record, begun.no))
    ends = [act for act in in_order(record.all(*ENDS_RECONSIDERATION)) if act.content.of == begun.no]
    since = [day for one in record.pointing(begun.no, AcceptReconsideration) if (day := undecided_since(record, one))]
    return Contest(begun, ends[-1] if ends else None, max(since, default=None))


def _last_word(record: Record, suit: int) -> Act[JudgeSuit] | None:
    """Return the last judgment of a suit, or None where there is none, it was appealed, or it sent the suit back."""
    judgments = record.pointing(suit, JudgeSuit)
    last = judgments[-1] if judgments else None
    if last is None or last.content.outcome == "remand" or record.pointing(last.no, AppealSuit):
        return None
    return last


def undecided_since(record: Record, admitted: Act[AcceptReconsideration]) -> date | None:
    """Return the last day of the term to decide that passed without a decision, as the engine has noted; or None.

    What was entered since, and moves that term, an extension or a suspension, is waited for first.
    """
    lapses = lapses_of(record, "review_decision", admitted.no)
    if not lapses:
        return None
    last = max(lapses, key=lambda act: act.no)
    extended = [one for one in record.all(ExtendTerm) if one.content.term == last.content.term]
    moved = [*extended, *record.pointing(admitted.no, SuspendReconsideration)]
    return None if any(one.no > last.no for one in moved) else last.content.last_day


def pending(record: Record, served: Act[Any] | None) -> Act[Begun] | None:
    """Return the reconsideration or suit about what was served that is not over, or None."""
    return next((one.begun for one in contests(record, served) if one.ended is None), None)


def going_on(record: Record, served: Act[Any] | None) -> Act[Begun] | None:
    """Return the reconsideration or suit that keeps what was served from becoming final, or None."""
    return next((one.begun for one in contests(record, served) if one.goes_on), None)


def undone_by(record: Record, served: Act[Any]) -> Act[Decided] | None:
    """Return what set a burden aside (撤销、确认无效): the bureau, a decision or a judgment; None while it stands.

    What every party bears is set aside for all of them, whoever contested it.
    """
    record = everyone(record)
    if not record.has(*UNDOING):
        return None
    taken_back = record.pointing(served.no, RevokeOrder)
    if taken_back:
        return record.act(taken_back[0].no, *UNDOING)
    ended = (one.ended for one in contests(record, served) if one.ended is not None)
    decided = (record.act(act.no, DecideReconsideration, JudgeSuit) for act in ended)
    return next((act for act in decided if act is not None and _sets_aside(record, act)), None)


def _sets_aside(record: Record, act: Act[Decided]) -> bool:
    return FATES.get(act.content.outcome) == "set_aside" and in_effect(record, act)


def sum_left_by(record: Record, served: Act[Any]) -> Decimal | None:
    """Return the sum to which a decision or a judgment varied what a burden demands; None where neither did.

    行政复议法 art. 63, 行政诉讼法 art. 77: what fixes a sum wrongly is varied, not only a fine.
    """
    record = everyone(record)
    ends = in_order([one.ended for one in contests(record, served) if one.ended is not None])
    decided = (record.act(act.no, DecideReconsideration, JudgeSuit) for act in ends)
    varied = [act for act in decided if act is not None and FATES.get(act.content.outcome) == "varied"]
    return next((act.content.fine for act in reversed(varied) if in_effect(record, act)), None)


def undone(record: Record) -> frozenset[int]:
    """Return the numbers of the burdens that were set aside, and of the decisions they served."""
    record = everyone(record)
    if not record.has(*UNDOING):
        return frozenset()
    gone = [act for act in record.all(*BURDENING) if undone_by(record, act) is not None]
    return frozenset(no for act in gone for no in (act.no, decision_served(record, act)) if no is not None)


def what_is_contested(attempt: Attempt) -> Act[Any] | None:
    """Return the act by which what an attempted act is about reached the party; refuse one that leaves it open."""
    record = attempt.record
    named = burden(record, attempt.act.content.target)
    if named is None:
        return service_of(record, the_decision(attempt))
    gone = undone_by(record, named)
    if gone is not None:
        sentence = f"第{named.no}号“{named.content.label}”已由第{gone.no}号行为撤销或者确认无效"
        raise OutOfOrder("set-aside-already", sentence, field="of")
    return named


@asks_for(
    AskedFor("of", when="已送达的处罚决定不止一项的", offered=True),
    AskedFor("of", when="针对处罚决定以外的行政行为的", must="须写明，且该行政行为没有被撤销或者确认无效"),
)
def names_what_it_contests(attempt: Attempt) -> None:
    """Refuse an act about what burdens the party that names nothing, or leaves open what."""
    what_is_contested(attempt)


def not_contested_already(attempt: Attempt[ApplyReconsideration]) -> None:
    """Refuse a reconsideration beside a suit, beside another one, or after one was decided (复议法 art. 29, 30)."""
    served = what_is_contested(attempt)
    contest = pending(attempt.record, served)
    if contest is not None:
        sentence = f"“{contest.content.label}”（第{contest.no}号行为）尚未终结，不得就同一行政行为再申请复议"
        raise OutOfOrder("contested", sentence, article=attempt.cite("reconsideration_while_contested"))
    over = [one.ended for one in contests(attempt.record, served) if one.ended]
    decided = [act for act in over if isinstance(act.content, DecideReconsideration)]
    if decided:
        sentence = f"同一行政行为已经复议并作出决定（第{decided[0].no}号行为），不得再申请复议"
        raise OutOfOrder("reconsidered-already", sentence, article=attempt.cite("reconsideration_once"))


def reconsideration_goes_on(attempt: Attempt[PointsBack]) -> None:
    """Refuse a step of a reconsideration that is over."""
    application = attempt.record.behind(attempt.content.of, ApplyReconsideration)
    ends_of_any = attempt.record.all(*ENDS_RECONSIDERATION)
    ended = next((act for act in ends_of_any if application is not None and act.content.of == application.no), None)
    if ended is not None:
        sentence = f"该行政复议已由“{ended.content.label}”（第{ended.no}号行为）终结"
        raise OutOfOrder(
            "reconsideration-over", sentence, article=attempt.cite("reconsideration_conclusion"), field="of"
        )
