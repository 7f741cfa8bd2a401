"""What it lays on whom that somebody is told a result (反馈的义务): the terms within which, and the words to who answers."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import TypeVar

from judging.attempt import Attempt
from judging.each_party import other_parties
from judging.effects import key, who_sees_to_it
from judging.parties import everyone, part
from judging.record import Record, is_outside
from judging.step import Condition, Ends, Opens, always
from models.acts import Act, Content
from models.acts.delivery import ConfirmFeedback
from models.acts.publicity import FeedBack
from models.acts.terms import CorrectAct
from models.chinese import values_of
from models.effects import Message
from procedures.telling import (
    TELLING,
    Telling,
    audience,
    duty_of,
    earlier_to_the_same,
    is_by_hand,
    on_their_way,
    reaches_nobody,
    somebody_waits,
    told_by_us,
    unconfirmed,
    was_put_right,
)

C = TypeVar("C", bound=Content)


def by_hand(done: Attempt[Telling]) -> Iterable[Message]:
    """Return the word to who answers that somebody is to be told a result by hand, where no system reaches them."""
    content = done.content
    if told_by_hand(done):
        whom = content.to if isinstance(content, FeedBack) else "reporter"
        title = (
            f"请将处理结果书面、电话或者当面告知{values_of('to', (whom,))[whom]}，办妥后录入“{ConfirmFeedback.label}”"
        )
        yield Message(key=key(done, "message-by-hand"), act_no=done.act.no, title=title, to=who_sees_to_it(done))


def _put_right_by(done: Attempt[CorrectAct]) -> Act[Telling] | None:
    """Return the act that told somebody what a correction puts otherwise; None where it corrects none that did."""
    told = done.record.act(done.content.of, *TELLING)
    return told if told is not None and done.content.fields and not is_outside(told) else None


def put_right(done: Attempt[CorrectAct]) -> Iterable[Message]:
    """Return the word to who answers that a result was put right that somebody had been told otherwise."""
    told = _put_right_by(done)
    if told is not None and not reaches_nobody(done.record, told.content):
        title = f"第{told.no}号行为“{told.content.label}”已更正，须将更正后的处理结果重新告知"
        yield Message(key=key(done, "message-put-right"), act_no=done.act.no, title=title, to=who_sees_to_it(done))


def told_by_hand(done: Attempt[Telling]) -> bool:
    """Tell whether an act lays it on somebody to tell a result by hand."""
    return not is_outside(done.act) and is_by_hand(done.record, done.content)


def _told_by_then(done: Attempt[Telling]) -> Act[Telling] | None:
    """Return the act by which the same were last told before; what was told outside the file puts nothing right."""
    return None if is_outside(done.act) else earlier_to_the_same(done.record, done.act)


def told_before(done: Attempt[Telling]) -> int | None:
    """Return the act that laid an earlier such duty on somebody, which telling the same anew takes away."""
    earlier = _told_by_then(done)
    return duty_of(done.record, earlier.no) if earlier else None


def told_right(done: Attempt[Telling]) -> int | None:
    """Return the earlier act by which the same were told what was put right since: now they are told what is right."""
    earlier = _told_by_then(done)
    return earlier.no if earlier and was_put_right(done.record, earlier) else None


def _is_to_be_told_right(done: Attempt[CorrectAct]) -> bool:
    told, before = _put_right_by(done), done.record.before(done.act)
    if told is None or done.kind.is_archived(before) or reaches_nobody(before, told.content):
        return False
    return [act.no for act in told_by_us(before, audience(before, told.content))[-1:]] == [told.no]


@dataclass(frozen=True, slots=True)
class _Waits:
    """Tells whether an act is a result that somebody waits for, and every other party has come to one by then."""

    is_result: Callable[..., bool]

    def __call__(self, done: Attempt) -> bool:
        if not self.is_result(done) or not somebody_waits(done.record):
            return False
        before = everyone(done.record).before(done.act)
        return all(_has_result(done, part(before, other)) for other in other_parties(done))


def _has_result(done: Attempt, record: Record) -> bool:
    """Tell whether a party has come to a result: an act was done that has to be told."""
    tests = ((act, opens.when) for act in record for opens in done.kind.step(act).opens)
    return any(
        isinstance(when, _Waits) and when.is_result(replace(done, record=record, day=act.day, act=act, whole=record))
        for act, when in tests
    )


def feed_back(is_result: Callable[[Attempt[C]], bool] = always) -> Opens[C]:
    """Return the term within which a result is fed back, where anybody waits for it and the act is one (反馈处理结果)."""
    return Opens("norm.feed_back", when=_Waits(is_result), of_all=True)


FEED_BACK: Opens = feed_back()
"""The same, where the act is a result whatever it says."""


def not_whole(when: Callable[[Attempt[C]], bool] = always) -> Ends[C]:
    """Return the end of that term where an act leaves the result of the file to be reached anew (处理结果不再完整)."""
    return Ends("norm.feed_back", when, voids=True, of_all=True)


BY_HAND = Opens("norm.tell_by_hand", when=told_by_hand)
PUT_RIGHT = Opens("norm.tell_by_hand", when=_is_to_be_told_right)
"""The term within which whoever was told a result that was put right since is told it as it is now."""
TOLD_ANEW = (
    Ends("norm.tell_by_hand", about=told_before, voids=True),
    Ends("norm.tell_by_hand", about=told_right),
)
ALL_CONFIRMED = Condition(
    lambda now: not unconfirmed(now),
    f"尚有处理结果须由人工告知或者更正后须重新告知，还没有录入“{ConfirmFeedback.label}”，不得归档",
)
ALL_ARRIVED = Condition(
    lambda now: not on_their_way(now), "处理结果正在送交，尚未收到回执，不得归档；逾期未收到的，由人工告知"
)
