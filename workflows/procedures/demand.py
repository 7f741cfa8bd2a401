"""The demand to perform before any enforcement (催告).

行政强制法 art. 34, 35: once the party's time to perform is over, a written demand tells how, by when and how much, and
that the party may state and defend itself; art. 36: what it says is heard, examined and answered. Art. 54: ten days
after the demand was served, working days by art. 69, the court may be asked. A demand to perform an order to
correct sets its own day, and comes before another performs in the party's place (art. 50).
"""

from datetime import date
from typing import cast

from law.chinese import day as told
from law.chinese import money
from law.edition import Law
from law.refusals import OutOfBounds, OutOfOrder, OutOfTime, Unclear
from models.acts import Act
from models.acts.enforcement import AnswerOnDemand, ServeDemand, StateOnDemand
from models.people import Role
from workflows.procedures.court_window import COERCION
from workflows.procedures.decisions import (
    any_passes,
    names_its_decision,
    served_by,
    served_with_money,
    the_decision,
)
from workflows.procedures.effects import document
from workflows.procedures.guarding import electronic_service_needs_consent, points_at
from workflows.procedures.owing import amount_due, schedule
from workflows.procedures.record import Record
from workflows.procedures.remedies import RECORDERS, stayed
from workflows.procedures.step import Attempt, Condition, Ends, Opens, Procedure, Step, after, who

BUREAU = (1, 2)
ORDERS = ("serve_correction_order",)


def is_about_an_order(record: Record, demand: Act) -> bool:
    """Tell whether a demand is about an order to correct, not about money."""
    of = cast("ServeDemand", demand.content).of
    target = record.act(of) if of is not None else None
    return target is not None and target.name in ORDERS


def _is_about_money(record: Record, demand: Act) -> bool:
    return not is_about_an_order(record, demand)


def rights_are_told(attempt: Attempt) -> None:
    """Refuse a demand that is silent on the party's right to state and defend itself (art. 35)."""
    if not cast("ServeDemand", attempt.act.content).rights_told:
        sentence = "催告书须载明当事人依法享有的陈述权和申辩权"
        raise Unclear("rights-not-told", sentence, article=f"{COERCION}第35条", field="rights_told")


def demand_fits(attempt: Attempt) -> None:
    """Refuse a demand before its time, for nothing or too much, or without a day to perform (art. 34, 35)."""
    content = cast("ServeDemand", attempt.act.content)
    if is_about_an_order(attempt.record, attempt.act):
        if content.perform_by is None or content.perform_by <= attempt.day:
            sentence = "催告履行改正义务的，须写明晚于送达日的履行期限"
            raise Unclear("no-time-to-perform", sentence, article=f"{COERCION}第35条", field="perform_by")
        return
    names_its_decision(attempt)
    decision = the_decision(attempt)
    payment_is_late(attempt.record, decision, attempt.day, attempt.law)
    owed = amount_due(attempt.record, attempt.day, attempt.law, decision).total
    if not 0 < content.amount <= owed:
        sentence = f"催告数额{money(content.amount)}与尚欠的{money(owed)}不符；须大于零且不超过尚欠数额"
        raise OutOfBounds("demand-does-not-fit", sentence, article=f"{COERCION}第35条", field="amount")


def payment_is_late(record: Record, decision: Act, day: date, law: Law) -> None:
    """Refuse to demand what is not yet due, or what a stay keeps from being enforced."""
    last = schedule(record, law, decision)[-1].on
    if day <= last:
        sentence = f"缴款期限至{told(last)}届满，届满之前不得催告"
        raise OutOfTime("not-yet-due", sentence, article=f"{COERCION}第34条")
    if stayed(record, decision, day):
        raise OutOfOrder("stayed", "处罚决定已停止执行，解除之前不得催告", article=f"{COERCION}第39条")


def something_is_late(record: Record, day: date, law: Law) -> None:
    """Ask whether anything may be demanded today; an order to correct may be at any time."""
    if not record.has(*ORDERS):
        any_passes(served_with_money(record), lambda one: payment_is_late(record, one, day, law))


def _may_be_demanded(record: Record) -> bool:
    return bool(served_with_money(record)) or record.has(*ORDERS)


STEPS = (
    Step(
        ServeDemand,
        who(Role.OFFICER, Role.CLERK, levels=BUREAU),
        needs=(Condition(_may_be_demanded, "没有须当事人履行的处罚决定或者责令改正决定", f"{COERCION}第34条"),),
        bars=(something_is_late,),
        guards=(rights_are_told, demand_fits, electronic_service_needs_consent),
        ends=(Ends("norm.demand", _is_about_money, about=served_by),),
        opens=(Opens("demand_before_court", when=_is_about_money),),
        stage="demanded",
        effects=(document("催告书", "催"),),
        citation=f"{COERCION}第35条、第54条",
    ),
    Step(
        StateOnDemand,
        RECORDERS,
        needs=(after("serve_demand"),),
        guards=(points_at("serve_demand"),),
        stage="demand_stated",
        citation=f"{COERCION}第36条",
    ),
    Step(
        AnswerOnDemand,
        who(Role.OFFICER, Role.REVIEWER, Role.HEAD, levels=BUREAU),
        needs=(after("state_on_demand"),),
        guards=(points_at("state_on_demand"),),
        stage="demand_answered",
        once_each=True,
        citation=f"{COERCION}第36条",
    ),
)

PROCEDURE = Procedure(
    "demand",
    "催告",
    STEPS,
    {"demanded": "已催告", "demand_stated": "当事人已陈述申辩", "demand_answered": "已复核陈述申辩"},
)
