"""The demand to perform before any enforcement (催告).

行政强制法 art. 34, 35: once the party's time to perform is over, a written demand tells how, by when and how much, and
that the party may state and defend itself; art. 36: what it says is heard, examined and answered. Art. 54: ten days
after the demand was served, working days by art. 69, the court may be asked. A demand to perform an order to
correct sets its own day, and comes before another performs in the party's place (art. 50).
"""

from collections.abc import Callable, Sequence
from datetime import date
from typing import TypeVar

from judging.asked_for import AskedFor, asks_for
from judging.attempt import Attempt, Situation
from judging.effects import document
from judging.record import Record
from judging.serving import effective_day
from judging.step import Condition, Ends, Opens, Procedure, Step, after, who
from law.chinese import day as told
from law.chinese import money
from law.edition import Law
from law.refusals import OutOfBounds, OutOfOrder, OutOfTime, Refused, Unclear
from models.acts import Act, Content
from models.acts.correction import RecheckCorrection, ServeCorrectionOrder
from models.acts.enforcement import AnswerOnDemand, ServeDemand, StateOnDemand
from models.acts.substitute import DemandSubstituteCost
from models.people import Role
from procedures.correction import found_refusal, gives_time
from procedures.payment.owing import amount_due, schedule
from procedures.penalty.decisions import (
    Decision,
    any_passes,
    names_its_decision,
    served_by,
    served_with_money,
    the_decision,
)
from procedures.remedies import RECORDERS, may_still_be_enforced, stayed
from procedures.service import disobeyed_once_in_effect, not_served_already, service_is_proved
from procedures.substitute_cost import cost_demand_fits, cost_is_late, cost_meant, cost_owed

C = TypeVar("C", bound=Content)
BUREAU = (1, 2)
ORDERS = (ServeCorrectionOrder,)


def _is_about_an_order(attempt: Attempt[ServeDemand]) -> bool:
    return attempt.record.act(attempt.content.of, *ORDERS) is not None


def _is_about_money(attempt: Attempt[ServeDemand]) -> bool:
    return not _is_about_an_order(attempt)


def rights_are_told(attempt: Attempt[ServeDemand]) -> None:
    """Refuse a demand that is silent on the party's right to state and defend itself (art. 35)."""
    if not attempt.content.rights_told:
        sentence = "催告书须载明当事人依法享有的陈述权和申辩权"
        raise Unclear("rights-not-told", sentence, article=attempt.cite("demand_letter"), field="rights_told")


@asks_for(
    AskedFor("perform_by", when="催告履行改正义务的", rule="demand_letter", offered_after=(ServeCorrectionOrder,)),
    AskedFor("of", when="已送达的处罚决定不止一项的", offered=True),
    AskedFor("amount", when="催告缴款的", must="须大于零，不超过尚欠数额", rule="demand_letter"),
)
def demand_fits(attempt: Attempt[ServeDemand]) -> None:
    """Refuse a demand before its time, for nothing or too much, or without a day to perform (art. 34, 35)."""
    content, article = attempt.content, attempt.cite("demand_letter")
    order = attempt.record.act(content.of, *ORDERS)
    if order is not None:
        order_is_overdue(attempt, order)
        if content.perform_by is None or content.perform_by <= effective_day(attempt.act, attempt.law):
            sentence = "催告履行改正义务的，须写明晚于送达日的履行期限"
            raise Unclear("no-time-to-perform", sentence, article=article, field="perform_by")
        return
    cost = cost_meant(attempt.record, attempt.act)
    if cost is not None:
        cost_demand_fits(attempt, cost)
        return
    names_its_decision(attempt)
    decision = the_decision(attempt)
    payment_is_late(attempt.record, decision, attempt.day, attempt.law)
    owed = amount_due(attempt.record, attempt.day, attempt.law, decision).total
    if not 0 < content.amount <= owed:
        sentence = f"催告数额{money(content.amount)}与尚欠的{money(owed)}不符；须大于零且不超过尚欠数额"
        raise OutOfBounds("demand-does-not-fit", sentence, article=article, field="amount")


def order_is_overdue(now: Situation, order: Act[ServeCorrectionOrder]) -> None:
    """Refuse to press for an order that was set aside, is stayed or performed, or before its time is over (art. 34)."""
    may_still_be_enforced(now, order, "default_after_decision", "催告")
    disobeyed_once_in_effect(now, order, "happened_at")
    looks = now.record.pointing(order.no, RecheckCorrection)
    if looks and not found_refusal(looks[-1]):
        sentence = f"第{looks[-1].no}号复查认定已经改正，没有须催告履行的义务"
        raise OutOfOrder("performed-already", sentence, article=now.cite("default_after_decision"), field="of")
    until = order.content.correct_by if gives_time(order) else None
    if until is not None and now.day <= until:
        sentence = f"责令改正决定书所定期限至{told(until)}届满，届满之前不得催告"
        raise OutOfTime("not-yet-due", sentence, article=now.cite("default_after_decision"))


def payment_is_late(record: Record, decision: Act[Decision], day: date, law: Law) -> None:
    """Refuse to demand what is not yet due, or what a stay keeps from being enforced."""
    last = schedule(record, law, decision)[-1].on
    if day <= last:
        sentence = f"缴款期限至{told(last)}届满，届满之前不得催告"
        raise OutOfTime("not-yet-due", sentence, article=law.cite("default_after_decision", day))
    if stayed(record, decision, day):
        sentence = "处罚决定已停止执行，解除之前不得催告"
        raise OutOfOrder("stayed", sentence, article=law.cite("execution_suspension", day))


def something_is_late(now: Situation) -> None:
    """Refuse to demand while nothing is late; an order to correct and a cost are asked one by one."""
    if not now.record.has(*ORDERS, DemandSubstituteCost):
        any_passes(served_with_money(now.record), lambda one: payment_is_late(now.record, one, now.day, now.law))


def is_to_be_demanded(now: Situation) -> bool:
    """Tell whether anything is late that the party has not performed: a sum, an order that binds, or a cost."""
    record, day, law = now.record, now.day, now.law
    rechecked = {act.content.of for act in record.all(RecheckCorrection) if not found_refusal(act)}
    orders = [one for one in record.all(*ORDERS) if one.no not in rechecked]
    costs = [one for one in record.all(DemandSubstituteCost) if cost_owed(record, one) > 0]
    owed = [one for one in served_with_money(record) if amount_due(record, day, law, one).total > 0]
    return (
        _some_pass(owed, lambda one: payment_is_late(record, one, day, law))
        or _some_pass(orders, lambda one: order_is_overdue(now, one))
        or _some_pass(costs, lambda one: cost_is_late(record, one, day, law))
    )


def _some_pass(acts: Sequence[Act[C]], test: Callable[[Act[C]], None]) -> bool:
    """Tell whether one of some acts is not refused; where there is none, no."""
    try:
        any_passes(acts, test)
    except Refused:
        return False
    return bool(acts)


def _may_be_demanded(now: Situation) -> bool:
    return bool(served_with_money(now.record)) or now.record.has(*ORDERS, DemandSubstituteCost)


STEPS = (
    Step(
        ServeDemand,
        who(Role.OFFICER, Role.CLERK, levels=BUREAU),
        needs=(
            Condition(
                _may_be_demanded, "没有须当事人履行的处罚决定、责令改正决定或者代履行费用", "default_after_decision"
            ),
        ),
        bars=(something_is_late,),
        guards=(rights_are_told, demand_fits, not_served_already(), service_is_proved),
        ends=(Ends("norm.demand", _is_about_money, about=served_by),),
        opens=(Opens("demand_before_court", when=_is_about_money),),
        stage="demanded",
        effects=(document("催告书", "催"),),
        citation=("demand_service",),
    ),
    Step(
        StateOnDemand,
        RECORDERS,
        needs=(after(ServeDemand),),
        stage="demand_stated",
        citation=("statement_on_demand",),
    ),
    Step(
        AnswerOnDemand,
        who(Role.OFFICER, Role.REVIEWER, Role.HEAD, levels=BUREAU),
        needs=(after(StateOnDemand),),
        stage="demand_answered",
        citation=("statement_on_demand",),
    ),
)

PROCEDURE = Procedure(
    "demand",
    "催告",
    STEPS,
    {"demanded": "已催告", "demand_stated": "当事人已陈述申辩", "demand_answered": "已复核陈述申辩"},
)
