"""Performance by another at the party's cost (代履行).

行政强制法 art. 50: who was ordered to remove pollution or restore, has not done so in time and, as a look after the day
demanded found, not on demand, and thereby endangers traffic, pollutes or destroys resources, may see another do it.
Art. 51: the decision is served; some working days before the day of performance the party is once more called on to
perform, and if it does so the performance stops; the bureau is present, and officers, performer and party or a witness
sign. Art. 52: what must be cleared at once from a road, a waterway or a public place is cleared at once, and an absent
party is told. Art. 51(2): the cost is the party's: see `substitute_cost`.
"""

from collections.abc import Iterable
from datetime import date

from judging.asked_for import AskedFor, asks_for
from judging.attempt import Attempt
from judging.effects import document, message
from judging.record import Record
from judging.serving import effective_day
from judging.step import Procedure, Step, after, who
from law import guards
from law.chinese import day as told
from law.days_before import latest_by_either
from law.refusals import OutOfBounds, OutOfOrder, OutOfTime, Unclear
from law.terms import latest_before
from models.acts.correction import RecheckCorrection, ServeCorrectionOrder
from models.acts.enforcement import ServeDemand
from models.acts.substitute import (
    DemandSubstitute,
    PerformAtOnce,
    PerformSubstitute,
    ServeSubstituteDecision,
    TellOfPerformance,
)
from models.effects import Message
from models.people import Role
from procedures.burdens import burden
from procedures.called_on import demanded_day_is_over, looked_at_since, said_is_answered
from procedures.competence import WITH_US
from procedures.contests import undone
from procedures.demand import ORDERS
from procedures.hours_of_force import not_at_night_or_on_a_day_off
from procedures.legal_basis import basis_is_in_force
from procedures.officers import two_certified_officers
from procedures.relief import MADE_AGAIN, RELIEF
from procedures.remedies import may_still_be_enforced
from procedures.service import service_is_proved
from procedures.substitute_cost import COST_STEPS

BUREAU = (1, 2)


def _not_performed(record: Record, order: int) -> bool:
    """Tell whether the last recheck of an order found it not performed."""
    found = record.pointing(order, RecheckCorrection)
    return bool(found) and not found[-1].content.corrected


def may_be_substituted(record: Record) -> bool:
    """Tell whether an order was found not performed after a demand for it, and nobody was appointed to perform it."""
    decided, gone = record.targets(ServeSubstituteDecision), undone(record)
    return any(
        act.no not in decided | gone and _not_performed(record, act.no) and record.pointing(act.no, ServeDemand)
        for act in record.all(ServeCorrectionOrder)
    )


def may_be_performed(record: Record) -> bool:
    """Tell whether a decision to have another perform is there, last demanded, and the party has not performed."""
    called, gone = record.targets(DemandSubstitute), undone(record)
    return any(
        act.no in called and gone.isdisjoint((act.no, act.content.of)) and _not_performed(record, act.content.of)
        for act in record.all(ServeSubstituteDecision)
    )


def _still_binds(attempt: Attempt, *numbers: int) -> None:
    """Refuse to enforce what was set aside, or what is stayed: order and decision alike (art. 34, 39)."""
    for served in (one for no in numbers if (one := burden(attempt.record, no)) is not None):
        may_still_be_enforced(attempt, served, "substitute_power", "代履行")


def decision_still_binds(attempt: Attempt[DemandSubstitute | PerformSubstitute]) -> None:
    """Refuse to call for, or carry out, a performance whose decision or order was set aside, or is stayed."""
    decision = attempt.record.act(attempt.content.of, ServeSubstituteDecision)
    if decision is not None:
        _still_binds(attempt, decision.content.of, decision.no)


def order_still_binds(attempt: Attempt[ServeSubstituteDecision]) -> None:
    """Refuse to have another perform an order that was set aside, or is stayed."""
    _still_binds(attempt, attempt.content.of)


def decided_once(attempt: Attempt[ServeSubstituteDecision]) -> None:
    """Refuse a second decision on an order while one stands that was not carried out (代履行决定)."""
    whole, gone = attempt.whole, undone(attempt.whole)
    done = whole.targets(PerformSubstitute)
    waiting = [one for one in whole.pointing(attempt.content.of, ServeSubstituteDecision) if one.no not in gone | done]
    if waiting:
        sentence = f"第{waiting[0].no}号代履行决定仍然有效、尚未实施，不得重复决定；须改变的，先撤销"
        raise OutOfOrder("already-decided", sentence, article=attempt.cite("substitute_decision"), field="of")


def party_was_called_on(attempt: Attempt[ServeSubstituteDecision]) -> None:
    """Refuse to have another perform what was performed, not rechecked, or not demanded in time (art. 50)."""
    order, article = attempt.content.of, attempt.cite("substitute_power")
    if not _not_performed(attempt.record, order):
        sentence = "须经复查确认当事人逾期没有履行，方可决定代履行"
        raise OutOfOrder("not-found-undone", sentence, article=article, field="of")
    if not _days_demanded(attempt.record, order):
        sentence = "尚未催告当事人履行该责令改正决定，不得代履行"
        raise OutOfOrder("no-demand", sentence, article=article, field="of")
    _called_on_in_vain(attempt, order)


def _days_demanded(record: Record, order: int) -> list[date]:
    demands = record.pointing(order, ServeDemand)
    return [act.content.perform_by for act in demands if act.content.perform_by is not None]


def _called_on_in_vain(attempt: Attempt[ServeSubstituteDecision | PerformSubstitute], order: int) -> None:
    """Refuse before every demand's day is over, what the party said is answered, and a look since found it undone."""
    record, article = attempt.record, attempt.cite("substitute_power")
    last = max(_days_demanded(record, order), default=None)
    if last is None:
        return
    demanded_day_is_over(last, attempt.day, article)
    said_is_answered(record, record.pointing(order, ServeDemand), attempt.day, attempt.law)
    looked_at_since(record.pointing(order, RecheckCorrection), last, article)


@asks_for(AskedFor("remedies", whole=True))
def decision_is_complete(attempt: Attempt[ServeSubstituteDecision]) -> None:
    """Refuse a decision planned for a day gone by, or silent on relief (art. 51; G19 by analogy)."""
    content = attempt.content
    if content.planned_on <= effective_day(attempt.act, attempt.law):
        sentence = "代履行的时间须晚于决定书送达日"
        article = attempt.cite("substitute_procedure")
        raise Unclear("planned-in-the-past", sentence, article=article, field="planned_on")
    guards.remedies_told("correction_order", on=attempt.day, law=attempt.law, **content.remedies.known())


def last_call_was_in_time(attempt: Attempt[PerformSubstitute]) -> None:
    """Refuse to perform without the last demand or too soon after it, before its day, or what is done (art. 51)."""
    record, article = attempt.record, attempt.cite("substitute_procedure")
    decision = record.act(attempt.content.of, ServeSubstituteDecision)
    if decision is None:
        return
    if not _not_performed(record, decision.content.of):
        raise OutOfOrder("party-performed", "当事人已经履行，应当停止代履行", article=article, field="of")
    _called_on_in_vain(attempt, decision.content.of)
    calls = record.pointing(decision.no, DemandSubstitute)
    if not calls:
        raise OutOfOrder("no-last-call", "代履行之前须再次催告当事人履行", article=article, field="of")
    cited = attempt.law.catalogue.provision("substitute_performance", attempt.day)
    latest = latest_by_either(attempt.day, cited.limit(), attempt.law.calendar)
    called_on = min(effective_day(one, attempt.law) for one in calls)
    if called_on > latest:
        sentence = f"代履行前的催告须在{told(latest)}以前送达（实际送达日{told(called_on)}）"
        raise OutOfTime("last-call-too-late", sentence, article=article, field="happened_at")
    planned_on = decision.content.planned_on
    if attempt.day < planned_on:
        sentence = f"代履行决定书载明的时间是{told(planned_on)}，不得提前实施"
        raise OutOfTime("before-the-planned-day", sentence, article=article, field="happened_at")


def performed_at_a_lawful_hour(attempt: Attempt[PerformSubstitute]) -> None:
    """Refuse to perform at night or on a day off, but where it is urgent (行政强制法 art. 43)."""
    said = attempt.content
    not_at_night_or_on_a_day_off(
        attempt.day, attempt.day, attempt.law, is_urgent=said.is_urgent, is_at_night=said.is_at_night
    )


def called_by_one_reading_only(done: Attempt[PerformSubstitute]) -> Iterable[Message]:
    """Warn of a last call that is in time only if the days before need not be full ones (“三日前”的两种算法)."""
    cited = done.law.catalogue.find("substitute_performance", done.day)
    calls = done.record.pointing(done.content.of, DemandSubstitute)
    if cited is None or not calls:
        return
    latest = latest_before(done.day, cited.limit(), done.law.calendar)
    if min(effective_day(one, done.law) for one in calls) > latest:
        title = f"代履行前的催告按间隔整日计算应于{told(latest)}以前送达，本次只按另一种算法为及时，请注意风险"
        yield from message(title, "holder", word="reading")(done)


def clearing_is_needed(attempt: Attempt[PerformAtOnce]) -> None:
    """Refuse to clear at once what the party can clear itself (art. 52)."""
    if not attempt.content.party_unable:
        sentence = "当事人能够清除的，不得立即实施代履行，应当先责令改正"
        raise OutOfBounds("party-can-clear", sentence, article=attempt.cite("substitute_urgent"), field="party_unable")


def absent_party_was_told(record: Record) -> bool:
    """Tell whether every absent party was told of what was cleared at once (事后立即通知当事人)."""
    absent = {act.no for act in record.all(PerformAtOnce) if not act.content.party_present}
    return absent <= record.targets(TellOfPerformance)


STEPS = (
    Step(
        ServeSubstituteDecision,
        who(Role.OFFICER, Role.CLERK, levels=BUREAU),
        needs=(
            WITH_US,
            after(*ORDERS),
        ),
        guards=(
            order_still_binds,
            decided_once,
            party_was_called_on,
            decision_is_complete,
            basis_is_in_force,
            service_is_proved,
        ),
        ends=MADE_AGAIN,
        opens=RELIEF,
        stage="substitute_decided",
        effects=(document("代履行决定书", "代履"),),
        citation=("substitute_decision",),
    ),
    Step(
        DemandSubstitute,
        who(Role.OFFICER, Role.CLERK, levels=BUREAU),
        needs=(after(ServeSubstituteDecision),),
        guards=(decision_still_binds, service_is_proved),
        stage="substitute_demanded",
        effects=(document("代履行催告书", "代催"),),
        citation=("substitute_procedure",),
    ),
    Step(
        PerformSubstitute,
        who(Role.OFFICER, levels=BUREAU),
        needs=(after(ServeSubstituteDecision),),
        guards=(two_certified_officers, decision_still_binds, last_call_was_in_time, performed_at_a_lawful_hour),
        stage="substitute_performed",
        effects=(message("代履行已实施", "holder"), called_by_one_reading_only),
        citation=("substitute_procedure",),
    ),
    Step(
        PerformAtOnce,
        who(Role.OFFICER, levels=BUREAU),
        guards=(two_certified_officers, clearing_is_needed),
        ends=MADE_AGAIN,
        opens=RELIEF,
        stage="cleared_at_once",
        effects=(document("立即实施代履行决定书", "立代"),),
        citation=("substitute_urgent",),
    ),
    Step(
        TellOfPerformance,
        who(Role.OFFICER, Role.CLERK, levels=BUREAU),
        needs=(after(PerformAtOnce),),
        stage="clearing_told",
        citation=("substitute_urgent",),
    ),
    *COST_STEPS,
)

PROCEDURE = Procedure(
    "substitute",
    "代履行",
    STEPS,
    {
        "substitute_decided": "已决定代履行",
        "substitute_demanded": "已再次催告",
        "substitute_performed": "已代履行",
        "cleared_at_once": "已立即清除",
        "clearing_told": "已通知当事人",
        "cost_demanded": "已通知缴纳代履行费用",
        "cost_received": "已收到代履行费用",
        "cost_forgone": "决定不收取代履行费用",
    },
)
