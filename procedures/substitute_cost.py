"""What a performance by another cost, and how it comes in (代履行费用的缴纳、强制执行).

行政强制法 art. 51(2): the cost, reasonably worked out, is the party's, unless a law says otherwise; it is demanded in
writing and no more than was spent (from memory). What is not paid is enforced like any decision on money of a bureau
without power of its own: demanded once more, and asked of the court in its window (art. 53, 54). Art. 40: execution
ends where nothing is left to execute on. A case is not closed before the cost was paid, taken up by the court, or
given up.
"""

from datetime import date
from decimal import Decimal
from typing import Any

from judging.asked_for import AskedFor, asks_for
from judging.attempt import Attempt, Situation
from judging.effects import document, message
from judging.parties import everyone
from judging.record import Record
from judging.serving import effective_day
from judging.step import Ends, Opens, Step, after, voids, who
from law import guards
from law.chinese import day as told
from law.chinese import money
from law.edition import Law
from law.refusals import OutOfBounds, OutOfOrder, OutOfTime, Unclear
from models.acts import Act
from models.acts.enforcement import ApplyToCourt, CourtAccepts, CourtExecutes, ServeDemand
from models.acts.substitute import (
    DemandSubstituteCost,
    ForgoSubstituteCost,
    PerformAtOnce,
    PerformSubstitute,
    RecordSubstituteCost,
)
from models.people import Role
from procedures.contests import sum_left_by, undone, undone_by
from procedures.enforcement.window import ENFORCING, Window, demands_are_over, is_final_against, window_against
from procedures.facts_shown import ground_is_of_such_a_party
from procedures.relief import MADE_AGAIN, RELIEF
from procedures.remedies import stayed_against
from procedures.service import service_is_proved

BUREAU = (1, 2)
NOTHING = Decimal(0)
PERFORMED = (PerformSubstitute, PerformAtOnce)


def cost_meant(record: Record, act: Act[Any]) -> Act[DemandSubstituteCost] | None:
    """Return the demand for the cost of a performance that an act is about, or None where it is about a decision."""
    return record.act(act.content.target, DemandSubstituteCost)


def cost_owed(record: Record, demand: Act[DemandSubstituteCost]) -> Decimal:
    """Return what is still owed of the cost as demanded, or as varied since; nothing once the demand was set aside."""
    if undone_by(record, demand):
        return NOTHING
    varied = sum_left_by(record, demand)
    paid = (one.content.amount for one in record.pointing(demand.no, RecordSubstituteCost))
    return max((demand.content.amount if varied is None else varied) - sum(paid, NOTHING), NOTHING)


def cost_is_late(record: Record, demand: Act[DemandSubstituteCost], day: date, law: Law) -> None:
    """Refuse to press for a cost that is paid, not yet due, or stayed (art. 34, 35)."""
    article, last = law.cite("default_after_decision", day), demand.content.pay_by
    if cost_owed(record, demand) == NOTHING:
        sentence = "代履行费用已经缴清，或者缴纳通知已被撤销"
        raise OutOfOrder("nothing-owed", sentence, article=article, field="of")
    if day <= last:
        sentence = f"代履行费用的缴纳期限至{told(last)}届满，届满之前不得催告、申请强制执行"
        raise OutOfTime("not-yet-due", sentence, article=article)
    if stayed_against(record, demand, day):
        sentence = "代履行费用的缴纳已停止执行，解除之前不得催告、申请强制执行"
        raise OutOfOrder("stayed", sentence, article=law.cite("stay_of_execution", day))


def cost_may_be_enforced(record: Record, demand: Act[DemandSubstituteCost], day: date, law: Law) -> None:
    """Refuse to ask the court for a cost that is paid, not due, contested, not final, or not demanded in time."""
    cost_is_late(record, demand, day, law)
    is_final_against(record, demand, day, law)
    demands_are_over(record, record.pointing(demand.no, ServeDemand), day, law)


def cost_demand_fits(attempt: Attempt[ServeDemand], demand: Act[DemandSubstituteCost]) -> None:
    """Refuse to demand more of the cost than is owed, or before it is due (art. 35)."""
    cost_is_late(attempt.record, demand, attempt.day, attempt.law)
    _sum_fits(attempt.content.amount, cost_owed(attempt.record, demand), attempt.cite("demand_letter"), "amount")


def claim_of_cost_fits(attempt: Attempt[ApplyToCourt], demand: Act[DemandSubstituteCost]) -> None:
    """Refuse to ask the court for more of the cost than is owed, or for what may not be enforced (art. 53, 54)."""
    cost_may_be_enforced(attempt.record, demand, attempt.day, attempt.law)
    _sum_fits(attempt.content.claimed, cost_owed(attempt.record, demand), attempt.cite("substitute_cost"), "claimed")


def _sum_fits(said: Decimal, owed: Decimal, article: str, field: str) -> None:
    if not NOTHING < said <= owed:
        sentence = f"代履行费用{money(said)}与尚欠的{money(owed)}不符；须大于零且不超过尚欠数额"
        raise OutOfBounds("cost-does-not-fit", sentence, article=article, field=field)


def window_of_cost(record: Record, law: Law, demand: Act[DemandSubstituteCost]) -> Window | None:
    """Return the window to ask the court for a cost, or None while nothing can start it."""
    return None if cost_owed(record, demand) == NOTHING else window_against(record, law, demand)


def _window_start(attempt: Attempt[DemandSubstituteCost]) -> date | None:
    found = None if undone_by(attempt.record, attempt.act) else window_against(attempt.record, attempt.law, attempt.act)
    return found.start if found else None


def _spent(performance: Act[Any]) -> Decimal:
    """Return what a performance cost; one that says nothing cost nothing."""
    return Decimal(performance.content.__dict__.get("cost") or NOTHING)


@asks_for(AskedFor("remedies", whole=True))
def cost_is_borne_out(attempt: Attempt[DemandSubstituteCost]) -> None:
    """Refuse to demand more than the performance cost, by a day gone by, or in silence on relief (art. 51(2))."""
    content, article = attempt.content, attempt.cite("substitute_cost")
    done = attempt.record.act(content.of, *PERFORMED)
    spent = done.content.cost if done is not None else content.amount
    if not 0 < content.amount <= spent:
        sentence = f"缴纳的代履行费用{money(content.amount)}须大于零，不得超过实际支出的{money(spent)}"
        raise OutOfBounds("cost-not-borne-out", sentence, article=article, field="amount")
    if content.pay_by <= effective_day(attempt.act, attempt.law):
        raise Unclear("payment-in-the-past", "缴费期限须晚于送达日", article=article, field="pay_by")
    guards.remedies_told("correction_order", on=attempt.day, law=attempt.law, **content.remedies.known())


def cost_was_not_dealt_with(attempt: Attempt[DemandSubstituteCost | ForgoSubstituteCost]) -> None:
    """Refuse to demand or give up a cost that was demanded and stands, was paid, or was given up (art. 51(2))."""
    whole, of, article = attempt.whole, attempt.content.of, attempt.cite("substitute_cost")
    performance = attempt.record.act(of, *PERFORMED)
    if performance is not None and _is_undone(attempt.record, performance):
        sentence = "代履行决定已被撤销，代履行费用不得由当事人承担"
        raise OutOfOrder("decision-set-aside", sentence, article=article, field="of")
    given_up = whole.pointing(of, ForgoSubstituteCost)
    alive = [one for one in whole.pointing(of, DemandSubstituteCost) if not undone_by(whole, one)]
    if given_up or (alive and isinstance(attempt.content, DemandSubstituteCost)):
        act = (given_up or alive)[0]
        sentence = f"该次代履行的费用已有“{act.content.label}”（第{act.no}号行为），不得重复"
        raise OutOfOrder("cost-dealt-with", sentence, article=article, field="of")
    if alive and all(cost_owed(whole, one) == NOTHING for one in alive):
        raise OutOfOrder("nothing-owed", "代履行费用已经缴清，没有可以不收取的", article=article, field="of")


def forgone_as_the_file_shows(attempt: Attempt[ForgoSubstituteCost]) -> None:
    """Refuse to give up a cost on the end of a party of another kind (行政强制法 art. 40)."""
    ground_is_of_such_a_party(everyone(attempt.record), attempt.content.ground, attempt.cite("execution_ending"))


def cost_is_still_owed(attempt: Attempt[RecordSubstituteCost]) -> None:
    """Refuse to record more than is still owed of the cost that was demanded (art. 51(2))."""
    demand = attempt.record.act(attempt.content.of, DemandSubstituteCost)
    if demand is None:
        return
    owed = cost_owed(attempt.record, demand)
    if not 0 < attempt.content.amount <= owed:
        sentence = f"收到的代履行费用{money(attempt.content.amount)}须大于零，不得超过尚欠的{money(owed)}"
        raise OutOfBounds("more-than-owed", sentence, article=attempt.cite("substitute_cost"), field="amount")


def _is_undone(record: Record, performance: Act[Any]) -> bool:
    """Tell whether a performance, or the decision it carried out, was set aside."""
    return bool({performance.no, performance.content.target} & undone(record))


def _is_settled(now: Situation, performance: Act[Any]) -> bool:
    record = now.record
    if _spent(performance) == NOTHING or record.pointing(performance.no, ForgoSubstituteCost):
        return True
    if _is_undone(record, performance):
        return True
    return any(_came_in(now, one) for one in record.pointing(performance.no, DemandSubstituteCost))


def _came_in(now: Situation, demand: Act[DemandSubstituteCost]) -> bool:
    """Tell whether a cost was paid, or is with the court; until 2023-06-30 the court had to have carried it out.

    Several parties bear one cost: what the court collects from one is with the court for all.
    """
    record, gone = everyone(now.record), undone_by(now.record, demand)
    if gone is not None:
        return gone.content.outcome != "redo"
    with_court = {act.content.of for act in record.all(CourtExecutes) if act.content.result == "complete"}
    if now.cite("closure_on_court_acceptance"):
        with_court |= record.targets(CourtAccepts)
    applied = any(act.no in with_court for act in record.pointing(demand.no, ApplyToCourt))
    return applied or cost_owed(record, demand) == NOTHING


def costs_are_settled(now: Situation) -> bool:
    """Tell whether what every performance cost was paid, is with the court, or was given up (代履行费用)."""
    return all(_is_settled(now, one) for one in now.record.all(*PERFORMED))


def _paid_whole(attempt: Attempt[RecordSubstituteCost]) -> bool:
    demand = attempt.record.act(attempt.content.of, DemandSubstituteCost)
    return demand is not None and cost_owed(attempt.record.until(attempt.day), demand) == NOTHING


def _demand_paid(attempt: Attempt[RecordSubstituteCost]) -> int:
    return attempt.content.of


def _demands_of(attempt: Attempt[ForgoSubstituteCost]) -> frozenset[int]:
    return frozenset(one.no for one in attempt.record.pointing(attempt.content.of, DemandSubstituteCost))


COST_STEPS = (
    Step(
        DemandSubstituteCost,
        who(Role.OFFICER, Role.CLERK, levels=BUREAU),
        needs=(after(*PERFORMED),),
        guards=(cost_is_borne_out, cost_was_not_dealt_with, service_is_proved),
        ends=MADE_AGAIN,
        opens=(
            *RELIEF,
            Opens("court_application_window", starts=_window_start),
            Opens("norm.demand", starts=_window_start),
        ),
        stage="cost_demanded",
        effects=(document("代履行费用缴纳通知书", "代费"),),
        citation=("substitute_cost",),
    ),
    Step(
        RecordSubstituteCost,
        who(Role.OFFICER, Role.CLERK, levels=BUREAU, systems=True),
        needs=(after(DemandSubstituteCost),),
        guards=(cost_is_still_owed,),
        ends=(
            Ends("demand_before_court", _paid_whole, about=_demand_paid),
            *voids(*ENFORCING, when=_paid_whole, about=_demand_paid),
        ),
        stage="cost_received",
        when_closed=True,
        effects=(message("收到代履行费用", "holder"),),
        citation=("substitute_cost",),
    ),
    Step(
        ForgoSubstituteCost,
        who(Role.HEAD, levels=BUREAU),
        needs=(after(*PERFORMED),),
        guards=(cost_was_not_dealt_with, forgone_as_the_file_shows),
        ends=voids(*ENFORCING, "demand_before_court", about=_demands_of),
        stage="cost_forgone",
        effects=(document("不收取代履行费用审批表", "代免"),),
        citation=("substitute_cost", "execution_ending"),
    ),
)
