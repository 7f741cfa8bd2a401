"""What was set aside to be made again (撤销后须重新作出): what is owed, what takes its place, how it ends otherwise.

行政复议法 art. 77 and 行政诉讼法 art. 70, 96: what a reconsideration or a court wants made again is owed, whatever it is.
What the bureau takes back itself is owed again where the law commands it: an order to correct (行政处罚法 art. 28(1): 应当责令),
and the order about a building project (一律, 衡政办发〔2015〕76号二(二)). A seizure, a restriction, a stop, a performance by
another are the bureau's to use or not (可以): released, they are not owed again, and a new one is a new decision.
A daily penalty set aside to be made again charges its rounds no more until then (按日连续处罚办法 art. 15 for the way to it).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from judging.asked_for import AskedFor, asks_for
from judging.attempt import Attempt, Situation
from judging.effects import message
from judging.parties import everyone
from judging.record import Record, follows, in_order
from judging.step import Asks, voids
from law.refusals import OutOfOrder, Unclear
from models.acts import Act, Content
from models.acts.closing import CloseCase
from models.acts.construction import OrderConstruction
from models.acts.correction import RecheckCorrection, ServeCorrectionOrder
from models.acts.daily import DecideDailyPenalty, ServeDailyNotice
from models.acts.institutions import ListViolator
from models.acts.investigation import InspectSite
from models.acts.order_revision import ForgoRedo, RevokeOrder
from models.acts.reconsideration import DecideReconsideration
from models.acts.restriction import NotifyRestrictionExtension
from models.acts.revision import RevokeDecision
from models.acts.seizure import NotifySeizureExtension
from models.acts.substitute import DemandSubstituteCost
from models.acts.suit import JudgeSuit
from models.acts.summary import DecideOnTheSpot
from models.effects import Message
from procedures.burdens import BURDENING
from procedures.contests import undone_by
from procedures.penalty.decisions import ORDINARY, UNDOES, lapses_of, set_aside

COMMANDED: dict[type[Content], str] = {
    ServeCorrectionOrder: "correction_order",
    OrderConstruction: "hy76_construction_classes",
}
"""What the law commands, so that it is owed again once the bureau has taken it back, with its rule."""
ORDERED: dict[type[Content], str] = {
    DecideReconsideration: "redo_after_review",
    JudgeSuit: "redo_after_judgment",
    RevokeDecision: "own_correction",
}
"""By what else something is to be made again: a reconsideration, a court, the bureau's word on a penalty of its own."""
SEEN = (InspectSite, RecheckCorrection)
ABOUT_ITS_TARGET = (OrderConstruction, DemandSubstituteCost, NotifySeizureExtension, NotifyRestrictionExtension)
"""What is about what it points at, which stands whatever becomes of it: a project, a performance, an extension."""


@dataclass(frozen=True, slots=True)
class Owed:
    """Something set aside to be made again, and what set it aside."""

    act: Act[Any]
    by: Act[Any]

    def cited(self, now: Situation) -> str:
        """Return by what it is owed."""
        return now.cite({**COMMANDED, **ORDERED}[type((self.act if self.by_itself else self.by).content)])

    @property
    def by_itself(self) -> bool:
        """Tell whether the bureau took back an order or a measure of its own."""
        return isinstance(self.by.content, RevokeOrder)


def _set_aside_to_be_made_again(record: Record) -> Iterator[Owed]:
    for act in record.all(*BURDENING):
        gone = undone_by(record, act)
        if gone is not None and gone.content.outcome == "redo":
            yield Owed(act, gone)
    for daily in record.all(DecideDailyPenalty):
        change = set_aside(record, daily)
        if change is not None and change.redo:
            yield Owed(daily, change.act)


def takes_the_place_of(record: Record) -> dict[int, int]:
    """Return which act was made again by which: as it says, else what is about the same, the first by the first.

    What says nothing that could be held against it, as an order to correct, takes the place of the first of its kind
    that no other says it takes.
    """
    return _places(record, list(_set_aside_to_be_made_again(record)))


def _places(record: Record, owed: Iterable[Owed]) -> dict[int, int]:
    waiting = sorted(owed, key=lambda one: (one.by.day, one.by.no))
    made = in_order(record.all(*BURDENING, DecideDailyPenalty)) if waiting else []
    found = {later.no: said for later in made if (said := _said_place(waiting, later)) is not None}
    for later in (one for one in made if one.no not in found):
        alike = (one for one in waiting if one.act.no not in found.values() and _may_be_in_place_of(later, one))
        earlier = next((one for one in alike if _is_about_the_same(record, later, one.act)), None)
        if earlier is not None:
            found[later.no] = earlier.act.no
    return found


def _may_be_in_place_of(later: Act[Any], owed: Owed) -> bool:
    return type(later.content) is type(owed.act.content) and follows(later, owed.by)


def _said_place(waiting: Iterable[Owed], later: Act[Any]) -> int | None:
    """Return the act in whose place one says that it is made, where that waits for it."""
    said = later.content.__dict__.get("in_place_of")
    return next((said for one in waiting if one.act.no == said and _may_be_in_place_of(later, one)), None)


@asks_for(AskedFor("in_place_of", when="同类行为有数项须重新作出的", must="须为被撤销并须重新作出、尚未重新作出的行为"))
def takes_a_place_that_waits(attempt: Attempt) -> None:
    """Refuse to make again what was not set aside to be made again, or was made again before (重新作出)."""
    said = attempt.content.__dict__.get("in_place_of")
    if said is None:
        return
    waiting = _waiting(attempt.record)
    if not any(one.act.no == said and _may_be_in_place_of(attempt.act, one) for one in waiting):
        known = "、".join(f"第{one.act.no}号" for one in waiting if type(one.act.content) is type(attempt.content))
        sentence = f"第{said}号行为没有被撤销并须重新作出，或者已经重新作出；尚须重新作出的：{known or '无'}"
        article = attempt.cite("own_correction_of_orders")
        raise OutOfOrder("nothing-owed-again", sentence, article=article, field="in_place_of")


IN_PLACE = tuple(kind for kind in BURDENING if "in_place_of" in kind.model_fields)
"""What says in whose place it is made, as several of its kind may be owed again."""
MAKES_AGAIN = tuple(Asks(kind, takes_a_place_that_waits) for kind in IN_PLACE)


def _is_about_the_same(record: Record, later: Act[Any], earlier: Act[Any]) -> bool:
    """Tell whether two of a kind are about the same: a project, a performance, who is listed, some of the rounds."""
    if isinstance(later.content, ABOUT_ITS_TARGET):
        return bool(later.content.target == earlier.content.target)
    if isinstance(later.content, ListViolator):
        return bool(later.content.subject.id == earlier.content.subject.id)
    if isinstance(later.content, DecideDailyPenalty):
        known = _charged(record, later)
        return not known or not known.isdisjoint(_charged(record, earlier))
    return True


def _charged(record: Record, daily: Act[Any]) -> frozenset[int]:
    """Return the rechecks whose rounds a daily penalty charges, by its notice."""
    notice = record.act(daily.content.target, ServeDailyNotice)
    return frozenset(notice.content.rechecks) if notice is not None else frozenset()


def owed_again(record: Record) -> list[Owed]:
    """Return what is still to be made again: it was not, nor did the bureau decide that nothing is left to order."""
    return [one for one in _waiting(record) if _is_owed(one)]


def _waiting(record: Record) -> list[Owed]:
    """Return what was set aside to be made again and neither was nor was given up."""
    found = list(_set_aside_to_be_made_again(record))
    if not found:
        return []
    over = {*_places(record, found).values(), *record.targets(ForgoRedo)}
    return [one for one in found if one.act.no not in over]


def _to_be_made_again_by(record: Record) -> list[Act[Any]]:
    """Return the acts by which something was set aside that has to be made again, the ordinary decision among it."""
    if not record.has(RevokeOrder, *UNDOES):
        return []
    ordered = [one.by for one in _set_aside_to_be_made_again(record) if _is_owed(one)]
    fates = (set_aside(record, one) for one in record.all(*ORDINARY, DecideOnTheSpot))
    return ordered + [fate.act for fate in fates if fate is not None and fate.redo]


def taken_up_since(record: Record, end: Act) -> bool:
    """Tell whether something was ordered to be made again after an act that ended the file (结案、归档后责令重新作出).

    What is owed again has to be done in the file, and what is done again closes it anew: no text speaks of the closing,
    which falls with what it rested on. A judgment counts from the day on which it binds.
    """
    whole = everyone(record)
    return any(follows(_bound_by(whole, one), end) for one in _to_be_made_again_by(whole))


def _bound_by(record: Record, outcome: Act[Any]) -> Act:
    """Return the act since which an outcome binds: itself, or the end of the days to appeal from a first judgment."""
    is_first = isinstance(outcome.content, JudgeSuit) and outcome.content.instance == "first"
    lapses = lapses_of(record, "suit_appeal", outcome.no) if is_first else []
    return lapses[0] if lapses else outcome


def stays_closed(done: Attempt[CloseCase]) -> bool:
    """Tell whether no judgment of before the closing came to bind after it, and wants something made again.

    Nothing is archived then: the closing fell, and no act of anybody's is there to say so.
    """
    whole = everyone(done.record)
    before = (one for one in _to_be_made_again_by(whole) if follows(done.act, one))
    return not any(follows(_bound_by(whole, one), done.act) for one in before)


def has_it_made_again(done: Attempt) -> bool:
    """Tell whether by this act something was set aside that has to be made again."""
    return any(one.no == done.act.no for one in _to_be_made_again_by(everyone(done.record)))


def taken_up_is_told(done: Attempt) -> Iterator[Message]:
    """Tell who answers that the closed case goes on, and why."""
    before = everyone(done.record).before(done.act)
    if has_it_made_again(done) and done.kind.is_closed(before):
        title = "案件已结案，因须重新作出而恢复办理；重新作出并办结以后再行结案"
        yield from message(title, "holder", word="taken-up")(done)


TAKEN_UP = voids("case_archive", when=has_it_made_again)
"""The archive waits for the case to be closed anew."""


def _is_owed(one: Owed) -> bool:
    return not one.by_itself or type(one.act.content) in COMMANDED


def is_owed_again(done: Attempt[RevokeOrder]) -> bool:
    """Tell whether what the bureau takes back with an act is owed again."""
    revoked = done.record.act(done.content.of)
    return done.content.outcome == "redo" and revoked is not None and type(revoked.content) in COMMANDED


def made_again(attempt: Attempt) -> int | None:
    """Return the number of what was set aside to be made again, and is by this act."""
    return takes_the_place_of(attempt.record).get(attempt.act.no)


def is_yet_to_be_made_again(attempt: Attempt[ForgoRedo]) -> None:
    """Refuse to forgo what nobody owes, and what still goes on as far as the file shows (行政处罚法 art. 28)."""
    content, record = attempt.content, attempt.record
    owed = next((one for one in owed_again(record) if one.act.no == content.of), None)
    if owed is None:
        sentence = "该行为没有被撤销并须重新作出，或者已经重新作出，无须决定"
        raise OutOfOrder("nothing-owed-again", sentence, article=attempt.cite("own_correction_of_orders"), field="of")
    if content.ground == "conduct_ended" and not any(follows(act, owed.by) for act in record.all(*SEEN)):
        sentence = f"以违法行为已经终止为由的，须有撤销（第{owed.by.no}号行为）以后的现场检查"
        raise Unclear("not-seen-ended", sentence, article=owed.cited(attempt), field="ground")
