"""The party's ways to contest, as they begin (救济期限的起算): what each act that burdens it starts.

行政复议法 art. 20 and 行政诉讼法 art. 46: both periods run from the day the party knew of the act; where the document did not
tell the way or the period, the long ones run (复议法 art. 20(2); 法释〔2018〕1号 art. 64). A penalty on the spot is
reconsidered first (复议法 art. 23).
"""

from datetime import date

from judging.attempt import Attempt
from judging.record import in_order, place
from judging.step import Ends, Opens, after
from models.acts.daily import DecideDailyPenalty
from models.acts.reconsideration import ApplyReconsideration
from models.acts.suit import FileSuit
from procedures.burdens import BURDENING, known_on
from procedures.penalty.decisions import DECIDING, SERVING, service_of, set_aside
from procedures.periods import review_variant, suit_start, suit_variant
from procedures.redoing import made_again


def _sued_under(attempt: Attempt) -> str:
    return suit_variant(attempt.record, attempt.act, attempt.law)


def _sued_from(attempt: Attempt) -> date | None:
    return suit_start(attempt.record, attempt.act, attempt.law)


def _reviewed_under(attempt: Attempt) -> str:
    return review_variant(attempt.record, attempt.act, attempt.law)


def _known_on(attempt: Attempt) -> date | None:
    return known_on(attempt.record, attempt.act, attempt.law)


REMEDIES: tuple[Opens, ...] = (
    Opens("review_application"),
    Opens("suit_direct", _sued_under, starts=_sued_from),
)
"""The party's periods that the service of a penalty decision starts."""

RELIEF: tuple[Opens, ...] = (
    Opens("review_application", _reviewed_under, starts=_known_on),
    Opens("suit_direct", _sued_under, starts=_known_on),
)
"""The party's periods that any other burden starts, once the party knows of it."""


MADE_AGAIN: tuple[Ends, ...] = (
    Ends("redo_after_review", about=made_again),
    Ends("redo_after_judgment", about=made_again),
    Ends("norm.order_again", about=made_again),
)
"""The terms to make a burden anew, which the new one ends."""


def _decided_again(attempt: Attempt) -> int | None:
    """Return the service of the decision that was set aside to be made again, and is by this act."""
    record, before, by_the_day = attempt.record, [], isinstance(attempt.act.content, DecideDailyPenalty)
    made = in_order(record.all(*DECIDING))
    for one in (act for act in made if isinstance(act.content, DecideDailyPenalty) == by_the_day):
        gone, service = set_aside(record, one), service_of(record, one)
        if gone is not None and gone.redo and service is not None and place(one) < place(attempt.act):
            before.append(service.no)
    return before[-1] if before else None


DECIDED_AGAIN: tuple[Ends, ...] = (
    Ends("redo_after_review", about=_decided_again),
    Ends("redo_after_judgment", about=_decided_again),
)
"""The terms to decide on a penalty anew, which the new decision ends."""

BURDENED = after(*SERVING, *BURDENING, sentence="须先有已经送达的处罚决定，或者责令改正、强制措施等行政行为")
"""Something was laid on the party that it may contest (可以申请复议、提起诉讼的行政行为)."""
CONTESTED = after(ApplyReconsideration, FileSuit)
"""The party has contested something."""
