"""Paying what a decision orders (缴纳): payment, deferral and instalments, an agreement on performance.

行政处罚法 art. 67: the fine is paid within its term from service; art. 66 and 生态环境行政处罚办法 art. 74: on written application
before the last day it may be deferred or split, and the window to go to court then runs from the end of that. 行政强制法
art. 42: in an agreement on performance the surcharge may be given up for a party that has remedied what it did;
art. 46(3): what had been seized may be auctioned to set off the fine of a party that contests nothing and does not
pay on demand. 行政处罚法 art. 68 to 71: a small fine on the spot, one hard to collect later, or one in a remote place
at the party's wish may be collected at once, is handed in to the bureau and paid in at the bank within days.
"""

from datetime import date
from decimal import Decimal

from judging.asked_for import AskedFor, asks_for
from judging.attempt import Attempt, Situation
from judging.effects import document
from judging.step import Condition, Ends, Opens, Procedure, Step, after, voids, who
from law.amounts.instalments import Part, payment_plan
from law.chinese import money
from law.refusals import OutOfBounds, OutOfOrder, Unclear
from models.acts import Act
from models.acts.enforcement import CourtAccepts, ServeDemand, UpperCourtRules
from models.acts.payment import (
    AgreeExecution,
    BankCollection,
    CollectOnTheSpot,
    DeferPayment,
    ForgoSurcharge,
    HandInCollection,
    RecordPayment,
    RefuseDeferral,
)
from models.acts.summary import DecideOnTheSpot
from models.people import Role
from procedures.enforcement.window import DEFERRED_WINDOW, ENFORCING, demand_is_over, is_final, window
from procedures.payment.counted import PAYING
from procedures.payment.owing import (
    NOTHING,
    amount_due,
    is_performed_by,
    paid_in_full,
    payment_date,
)
from procedures.payment.returning import STEP as REFUNDED
from procedures.penalty.decisions import (
    Decision,
    about,
    about_decision,
    fine_of,
    names_its_decision,
    served_by,
    served_with_money,
    the_decision,
)

BUREAU = (1, 2)


def payment_fits(attempt: Attempt[RecordPayment | CollectOnTheSpot]) -> None:
    """Refuse a payment of nothing, or beyond what is owed on its day with the surcharge so far."""
    amount = attempt.content.amount
    if amount <= 0:
        raise Unclear("no-amount", "缴款数额须大于零", field="amount")
    decision = the_decision(attempt)
    days = [attempt.day, *(act.day for act in attempt.whole.all(*PAYING))]
    rest = amount_due(attempt.whole, max(days), attempt.law, decision).total
    if amount > rest:
        sentence = f"缴款{money(amount)}超过尚欠的{money(rest)}；多缴的应当退还，不得记入"
        raise OutOfBounds("paid-too-much", sentence, field="amount")


@asks_for(
    AskedFor("source", when="法院尚未受理强制执行申请的", must="不得为法院执行款", rule="court_application_window")
)
def source_is_open(attempt: Attempt[RecordPayment]) -> None:
    """Refuse money from the court before it accepted, and a set-off against a party that contests or was not told."""
    content = attempt.content
    if content.source == "court" and not attempt.record.has(CourtAccepts, UpperCourtRules):
        sentence = "人民法院尚未受理强制执行申请，不会有法院执行款"
        raise OutOfOrder("no-court", sentence, article=attempt.cite("court_application_window"), field="source")
    if content.source == "set_off":
        decision = the_decision(attempt)
        is_final(attempt.record, decision, attempt.day, attempt.law)
        demand_is_over(attempt.record, decision, attempt.day, attempt.law)


@asks_for(AskedFor("asked_by_party", when="边远、水上、交通不便地区的", must="须为是", rule="onspot_collection"))
def collection_is_allowed(attempt: Attempt[CollectOnTheSpot]) -> None:
    """Refuse to collect on the spot a fine that is not small, could wait, or unasked (处罚法 art. 68, 69)."""
    content = attempt.content
    decision = the_decision(attempt)
    cited = attempt.law.catalogue.provision("onspot_collection", attempt.day)
    most = Decimal(str(cited.provision.values["fine_max"]))
    if content.ground == "remote":
        if not content.asked_by_party:
            sentence = "边远、水上、交通不便地区须经当事人提出，方可当场收缴"
            raise OutOfBounds("not-asked", sentence, article=cited.shown, field="asked_by_party")
    elif not isinstance(decision.content, DecideOnTheSpot):
        sentence = "只有当场作出的处罚决定可以据此当场收缴；其他罚款由当事人到银行缴纳"
        raise OutOfBounds("not-on-the-spot", sentence, article=cited.shown, field="ground")
    elif content.ground == "small" and fine_of(attempt.record, decision) > most:
        sentence = f"罚款超过{money(most)}，不属于可以当场收缴的小额罚款"
        raise OutOfBounds("not-small", sentence, article=cited.shown, field="ground")


@asks_for(
    AskedFor(
        "parts",
        when="分期缴纳的",
        must="各期合计须等于尚欠的罚款，逐期在后，最后一期即截止日期",
        rule="payment_deferral",
    )
)
def plan_holds(attempt: Attempt[DeferPayment]) -> None:
    """Refuse a deferral asked for too late, over before it begins, or in parts that do not make up the fine."""
    content = attempt.content
    decision = the_decision(attempt)
    if content.until <= attempt.day:
        raise Unclear("deferral-in-the-past", "延期（分期）的截止日期须晚于批准日期", field="until")
    parts = [Part(due_on=part.due_on, amount=part.amount) for part in content.parts]
    if parts and parts[-1].due_on != content.until:
        raise Unclear("plan-ends-otherwise", "分期计划最后一期的日期应当就是截止日期", field="until")
    paid = amount_due(attempt.record, attempt.day, attempt.law, decision).paid
    rest = max(fine_of(attempt.record, decision) - paid, NOTHING)
    court = window(attempt.record, attempt.law, decision)
    payment_plan(
        rest,
        parts or [Part(due_on=content.until, amount=rest)],
        applied_on=content.applied_on,
        pay_by=payment_date(attempt.record, attempt.law, decision),
        law=attempt.law,
        court_last_day=court.last_day if court else None,
    )


@asks_for(AskedFor("applied_on", rule="payment_deferral"))
def refusal_answers_an_application(attempt: Attempt[RefuseDeferral]) -> None:
    """Refuse to refuse what nobody asked for, what was refused already, or what is paid (行政处罚法 art. 66, 办法 art. 74)."""
    decision, article, applied = the_decision(attempt), attempt.cite("payment_deferral"), attempt.content.applied_on
    if amount_due(attempt.record, attempt.day, attempt.law, decision).total == 0:
        sentence = "该处罚决定所定款项已经缴清，没有可以延期（分期）的"
        raise OutOfOrder("nothing-owed", sentence, article=article, field="of")
    if applied is None:
        sentence = "延期（分期）缴纳依当事人申请办理，须写明申请日期"
        raise Unclear("no-application", sentence, article=article, field="applied_on")
    refused = [act for act in about_decision(attempt.whole, decision, RefuseDeferral) if applied <= act.day]
    if refused:
        sentence = f"该申请已不予延期（分期）（第{refused[0].no}号行为）；当事人再次申请的，须写明新的申请日期"
        raise OutOfOrder("refused-already", sentence, article=article, field="applied_on")


def waiver_is_earned(attempt: Attempt[AgreeExecution]) -> None:
    """Refuse to give up the surcharge for who has remedied nothing, or more of it than there is (行政强制法 art. 42)."""
    content, article = attempt.content, attempt.cite("execution_agreement")
    if content.surcharge_waived and not content.remedied:
        sentence = "当事人采取补救措施的，才可以减免加处的罚款"
        raise OutOfBounds("nothing-remedied", sentence, article=article, field="surcharge_waived")
    run_up = amount_due(attempt.record, attempt.day, attempt.law, the_decision(attempt)).surcharge
    if content.surcharge_waived > run_up:
        sentence = f"减免{money(content.surcharge_waived)}超过已加处的{money(run_up)}"
        raise OutOfBounds("waived-too-much", sentence, article=article, field="surcharge_waived")


def surcharge_may_be_forgone(attempt: Attempt[ForgoSurcharge]) -> None:
    """Refuse to forgo a surcharge before the fine is paid, where there is none, or once it was demanded (72: 可以)."""
    decision, article = the_decision(attempt), attempt.cite("surcharge_3pct")
    if not paid_in_full(attempt.record, attempt.law, decision, attempt.day):
        sentence = "罚款（没收款）尚未缴清，加处罚款的数额未定；缴清后方可决定不加处罚款"
        raise OutOfOrder("fine-not-paid", sentence, article=article, field="of")
    if amount_due(attempt.record, attempt.day, attempt.law, decision).total == 0:
        raise OutOfOrder("nothing-owed", "该处罚决定没有未缴的加处罚款", article=article, field="of")
    demands = about_decision(attempt.whole, decision, ServeDemand)
    if any(_demands_a_surcharge(attempt, decision, one) for one in demands):
        sentence = "加处罚款已经作出并催告，减免须由采取补救措施的当事人依法达成执行协议"
        raise OutOfOrder("surcharge-demanded", sentence, article=attempt.cite("execution_agreement"), field="of")


def _demands_a_surcharge(attempt: Attempt, decision: Act[Decision], demand: Act[ServeDemand]) -> bool:
    due = amount_due(attempt.record, demand.day, attempt.law, decision)
    return demand.content.amount > max(due.fine + due.confiscation - due.paid, NOTHING)


def _paid(attempt: Attempt) -> bool:
    decision = about(attempt.record, attempt.act)
    return decision is not None and paid_in_full(attempt.record, attempt.law, decision, attempt.day)


def _until(attempt: Attempt[DeferPayment]) -> date:
    return attempt.content.until


def _money_is_ordered(now: Situation) -> bool:
    return bool(served_with_money(now.record))


ORDERED = Condition(_money_is_ordered, "尚无已经送达并且须缴款的处罚决定", "payment_15d")

PAYS = (
    Ends("payment_15d", _paid, about=served_by),
    Ends("demand_before_court", is_performed_by, about=served_by),
    *voids(*ENFORCING, when=is_performed_by, about=served_by),
)

STEPS = (
    Step(
        RecordPayment,
        who(Role.CLERK, Role.OFFICER, levels=BUREAU, systems=True),
        needs=(ORDERED,),
        guards=(names_its_decision, source_is_open, payment_fits),
        ends=PAYS,
        stage="paid",
        when_closed=True,
        citation=("payment_15d",),
    ),
    Step(
        CollectOnTheSpot,
        who(Role.OFFICER, levels=BUREAU),
        needs=(ORDERED,),
        guards=(names_its_decision, collection_is_allowed, payment_fits),
        ends=PAYS,
        opens=(Opens("onspot_collection", "officer"),),
        stage="collected",
        citation=("onspot_collection",),
    ),
    Step(
        HandInCollection,
        who(Role.OFFICER, Role.CLERK, levels=BUREAU),
        needs=(after(CollectOnTheSpot),),
        ends=(Ends("onspot_collection", variant="officer"),),
        opens=(Opens("onspot_collection", "agency"),),
        stage="collection_handed_in",
        when_closed=True,
        citation=("collected_fine_handed_in",),
    ),
    Step(
        BankCollection,
        who(Role.CLERK, levels=BUREAU),
        needs=(after(HandInCollection),),
        ends=(Ends("onspot_collection", variant="agency"),),
        stage="collection_banked",
        when_closed=True,
        citation=("collected_fine_handed_in",),
    ),
    REFUNDED,
    Step(
        DeferPayment,
        who(Role.HEAD, levels=BUREAU),
        needs=(ORDERED,),
        guards=(names_its_decision, plan_holds),
        ends=voids("payment_15d", about=served_by),
        opens=(Opens("payment_15d", last_day=_until), *DEFERRED_WINDOW),
        stage="deferred",
        effects=(document("同意延期（分期）缴纳罚款通知书", "缓罚"),),
        citation=("payment_deferral",),
    ),
    Step(
        RefuseDeferral,
        who(Role.HEAD, levels=BUREAU),
        needs=(ORDERED,),
        guards=(names_its_decision, refusal_answers_an_application),
        stage="deferral_refused",
        effects=(document("不予延期（分期）缴纳罚款通知书", "不缓"),),
        citation=("payment_deferral",),
    ),
    Step(
        ForgoSurcharge,
        who(Role.HEAD, levels=BUREAU),
        needs=(ORDERED,),
        guards=(names_its_decision, surcharge_may_be_forgone),
        ends=PAYS[1:],
        stage="surcharge_forgone",
        citation=("surcharge_3pct",),
    ),
    Step(
        AgreeExecution,
        who(Role.HEAD, levels=BUREAU),
        needs=(ORDERED,),
        guards=(names_its_decision, waiver_is_earned),
        stage="agreed",
        effects=(document("执行协议", "执协"),),
        citation=("execution_agreement",),
    ),
)

PROCEDURE = Procedure(
    "payment",
    "缴纳罚款",
    STEPS,
    {
        "paid": "已缴款",
        "collected": "已当场收缴",
        "collection_handed_in": "收缴款已交回",
        "collection_banked": "收缴款已缴付银行",
        "refunded": "已退还罚没款",
        "deferred": "延期（分期）缴纳",
        "deferral_refused": "不予延期（分期）",
        "surcharge_forgone": "决定不加处罚款",
        "agreed": "已达成执行协议",
    },
)
