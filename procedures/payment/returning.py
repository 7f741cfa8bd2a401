"""Giving back what was paid and is not owed any more (退还罚没款), once a decision is set aside or varied.

行政处罚法 art. 74(3) takes it for granted that such money is given back by law; that it is, and with the interest of a
bank, 国家赔偿法 art. 36 says (both from memory, doubtful). No text sets days: the city's norm does. What a decision set
aside to be made again had brought in waits for the new one, and counts for it (`counted`); it may be given back before,
and what is more than the new one orders is given back after. Closing and archive wait.
"""

from datetime import date

from judging.attempt import Attempt, Situation
from judging.step import Condition, Ends, Opens, Step, after, who
from law.chinese import money
from law.refusals import OutOfBounds, OutOfOrder, Unclear
from models.acts.payment import RefundPayment
from models.people import Role
from procedures.payment.counted import PAYING, is_counted_elsewhere, paid_back
from procedures.payment.owing import amount_due
from procedures.penalty.decisions import DECIDING, decision_of, made_by, set_aside
from procedures.remedies import binding_day

BUREAU = (1, 2)


def refund_fits(attempt: Attempt[RefundPayment]) -> None:
    """Refuse to give back what was not paid beyond what is owed, or counts for a new decision by now."""
    whole, content, article = attempt.whole, attempt.content, attempt.cite("money_returned")
    decision = decision_of(whole, content.of)
    if decision is None:
        return
    if content.amount <= 0:
        raise Unclear("no-amount", "退还数额须大于零", field="amount")
    if is_counted_elsewhere(whole, decision):
        sentence = (
            "原处罚决定的已缴款项已转抵重新作出的处罚决定，多出的部分按重新作出的决定退还，须写明其送达行为的编号"
        )
        raise OutOfOrder("counted-elsewhere", sentence, article=article, field="of")
    days = [attempt.day, *(act.day for act in whole.all(*PAYING, RefundPayment))]
    surplus = amount_due(whole, max(days), attempt.law, decision).surplus
    if content.amount > surplus:
        sentence = f"退还{money(content.amount)}超过应退的{money(surplus)}"
        raise OutOfBounds("returned-too-much", sentence, article=article, field="amount")


def money_is_returned(now: Situation) -> None:
    """Refuse to close while money is held that no decision orders to be paid any more."""
    held = amount_due(now.record, now.day, now.law).surplus
    if held > 0:
        sentence = f"处罚决定已被撤销或者变更，当事人多缴的{money(held)}尚未退还，须先“{RefundPayment.label}”"
        raise OutOfOrder("money-not-returned", sentence, article=now.cite("money_returned"))


def _returned_from(attempt: Attempt) -> date | None:
    """Return the day on which money came to be owed back by an act that sets a decision aside for good, or varies it.

    By what serves one that was made again the rest comes to be owed.
    """
    record, law, act = attempt.record, attempt.law, attempt.act
    decision = decision_of(record, act.no) or record.act(made_by(attempt) or 0, *DECIDING)
    since = binding_day(record, act, law)
    if decision is None or since is None:
        return None
    change = set_aside(record, decision)
    if change is not None and change.redo:
        return None
    by_then = record.until(since)
    gone = amount_due(by_then, since, law, decision).surplus + paid_back(by_then, decision)
    return since if gone > 0 else None


def _all_is_returned(attempt: Attempt[RefundPayment]) -> bool:
    decision = decision_of(attempt.record, attempt.content.of)
    return decision is not None and amount_due(attempt.record, attempt.day, attempt.law, decision).surplus == 0


RETURN = Opens("norm.refund", starts=_returned_from)
"""The city's own time to give money back that is not owed any more."""
RETURNED = Condition(
    lambda now: amount_due(now.record, now.day, now.law).surplus == 0,
    f"当事人多缴的罚没款尚未退还，须先“{RefundPayment.label}”，不得归档",
    "money_returned",
)

STEP = Step(
    RefundPayment,
    who(Role.CLERK, Role.OFFICER, levels=BUREAU),
    needs=(after(*PAYING),),
    guards=(refund_fits,),
    ends=(Ends("norm.refund", _all_is_returned),),
    stage="refunded",
    when_closed=True,
    citation=("money_returned",),
)
