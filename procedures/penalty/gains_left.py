"""Gains made together that nobody lost (尚未没收的共同违法所得): closing waits until they are confiscated.

行政处罚法 art. 28(2) and 生态环境行政处罚办法 art. 88: a decision may leave them to a party that is decided on later. Let
off, decided on without them, gone, or freed by a decision set aside, that party leaves them with nobody. Each of these
follows from what is the party's own, so none of them is refused; whoever answers is told, and the case is not closed.
The way on is a decision made again, on the one or on the other: gains may be confiscated without a fine. Where a court
punished one of them, the gains are the court's to recover (刑法 art. 64, from memory).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from judging.attempt import Attempt, Situation
from judging.each_party import each_party
from judging.effects import key, who_sees_to_it
from judging.parties import called, everyone, parties_of
from law.chinese import money
from law.refusals import OutOfOrder
from models.acts import Act
from models.acts.penalty import DecidePenalty
from models.acts.revision import RevokeDecision
from models.effects import Message
from procedures.penalty.decisions import leaves_open, set_aside
from procedures.penalty.gains import gains_due, gains_taken_together, other_undecided
from procedures.referral.reading import convicted

WAY_ON = (
    f"须先“{RevokeDecision.label}”并重新作出决定没收，或者对共同取得的其他当事人（重新）决定没收，没收可以不并处罚款"
)


@dataclass(frozen=True, slots=True)
class Left:
    """What of the gains that a decision says were made together nobody has lost."""

    decision: Act[DecidePenalty]
    due: Decimal
    taken: Decimal
    article: str
    others: tuple[str, ...]
    """How the other parties are called."""

    @property
    def told(self) -> str:
        """Return it as people are told, in Chinese."""
        whole = f"第{self.decision.no}号处罚决定认定的共同违法所得，除依法退赔的外应当没收{money(self.due)}"
        rest = f"各当事人合计没收{money(self.taken)}，尚有{money(self.due - self.taken)}没有没收"
        others = "、".join(self.others)
        return f"{whole}，{rest}" + (f"，其他当事人（{others}）也不再有待作出的决定" if others else "")


def _left_by(own: Situation) -> Iterator[Left]:
    """Yield what the standing decisions on one party leave of gains made together, once nobody is to be decided on."""
    record, law = own.record, own.law
    for act in record.all(DecidePenalty):
        if not act.content.gained_together or set_aside(record, act) or leaves_open(record, act):
            continue
        decided = Attempt(record, act.day, law, own.kind, act, record)
        due, taken = gains_due(decided), gains_taken_together(decided)
        everybody = each_party(decided)
        if taken < due and not other_undecided(decided) and not any(convicted(one.record) for _, one in everybody):
            others = [called(everyone(record), party) for party, one in everybody if one.record is not record]
            yield Left(act, due, taken, decided.cite("unlawful_gains"), tuple(others))


def gains_are_left_with_nobody(now: Situation) -> None:
    """Refuse to close while gains that parties made together were confiscated from none of them (处罚办法 art. 88)."""
    for left in _left_by(now):
        sentence = f"{left.told}，不得结案；{WAY_ON}"
        raise OutOfOrder("shared-gains-left", sentence, article=left.article)


def left_is_told(done: Attempt) -> Iterable[Message]:
    """Tell whoever answers that with an act nobody is left from whom gains made together would be confiscated."""
    whole = everyone(done.record)
    if not parties_of(whole).refs:
        return
    now = Situation(whole, done.day, done.law, done.kind)
    before = {left.decision.no for left in _all_left(Situation(whole.before(done.act), done.day, done.law, done.kind))}
    for left in _all_left(now):
        if left.decision.no not in before:
            no, rest = left.decision.no, money(left.due - left.taken)
            title = f"第{no}号处罚决定认定的共同违法所得尚有{rest}没有没收，已没有待决定的当事人，结案以前{WAY_ON}"
            word = f"message-gains-{no}"
            yield Message(key=key(done, word), act_no=done.act.no, title=title, to=who_sees_to_it(done))


def _all_left(now: Situation) -> Iterator[Left]:
    return (left for _, own in each_party(now) for left in _left_by(own))
