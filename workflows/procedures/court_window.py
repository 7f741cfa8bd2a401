"""When the bureau may ask the court to enforce, and until when (申请强制执行期限).

行政强制法 art. 53: three conditions of time. The decision is final, because the party neither asked for review nor sued
in its periods; the payment was demanded and the days after the demand have passed (art. 54); and the window that
opens the day after the party's last period is still open. Where payment was deferred or split beyond that, the
window runs from the end of the deferral instead (行政处罚法 art. 72(2), 生态环境 行政处罚办法 art. 74(3)). Who lets it pass can no
longer collect the fine, so this is the hardest alarm of the case.
"""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, cast

from law.chinese import day as told
from law.edition import Law
from law.refusals import OutOfOrder, OutOfTime
from law.terms import first_after, reckon
from models.acts import Act
from workflows.procedures.decisions import about, about_decision, decision_of, orders_money
from workflows.procedures.owing import amount_due, deferred_until, last_deferral
from workflows.procedures.record import Record
from workflows.procedures.remedies import final_on, hindrances, lapse_of, pending, stayed
from workflows.procedures.step import Opens

if TYPE_CHECKING:
    from models.acts.enforcement import AnswerOnDemand, StateOnDemand

COERCION = "《中华人民共和国行政强制法》"
PENALTY = "《中华人民共和国行政处罚法》"
STAY = "《中华人民共和国行政复议法》第42条、《中华人民共和国行政诉讼法》第56条"


@dataclass(frozen=True, slots=True)
class Window:
    """The window to apply to the court: the rule that gives it, what it counts from, its last day."""

    rule: str
    citation: str
    start: date
    last_day: date


def window(record: Record, law: Law, decision: Act) -> Window | None:
    """Return the window of a decision if nothing more happens, or None while nothing can start it."""
    lapse = lapse_of(record, law, decision, rolled=False)
    if lapse is None or not orders_money(record, decision):
        return None
    deferred = deferred_until(record, decision)
    if deferred and deferred > lapse.day and law.catalogue.find("deferral_court_window", deferred):
        return _window("deferral_court_window", deferred, record, law)
    return _window("court_application_window", lapse.day, record, law)


def _window(rule: str, start: date, record: Record, law: Law) -> Window | None:
    cited = law.catalogue.find(rule, start)
    if cited is None:
        return None
    stopped = [row for row in hindrances(record) if row.ground in cited.provision.suspends]
    limit = cited.limit()
    last = reckon(start, limit, law.calendar, rolls=cited.rolls_for(limit), suspended=stopped).last_day
    return Window(rule, cited.citation, start, last) if last else None


def window_start(record: Record, service: Act, law: Law) -> date | None:
    """Return what the window of the decision that an act served counts from (法定期限届满之日)."""
    decision = decision_of(record, service.no)
    found = window(record, law, decision) if decision else None
    return found.start if found and found.rule == "court_application_window" else None


def deferred_window_start(record: Record, deferral: Act, law: Law) -> date | None:
    """Return the end of a deferral where the window runs from it (延期、分期期限结束之日)."""
    decision = about(record, deferral)
    if decision is None or last_deferral(record, decision) != deferral:
        return None
    found = window(record, law, decision)
    return found.start if found and found.rule == "deferral_court_window" else None


WINDOW = (
    Opens("court_application_window", by_law=window_start),
    Opens("norm.demand", by_law=window_start),
)
"""What the service of a decision starts towards the court, once nobody contests it."""

DEFERRED_WINDOW = (
    Opens("deferral_court_window", by_law=deferred_window_start),
    Opens("norm.demand", by_law=deferred_window_start),
)
"""The same, from the end of a deferral."""

ENFORCING = ("court_application_window", "deferral_court_window", "norm.demand")
"""The terms that lose their object once the decision is performed or gone."""


def may_be_enforced(record: Record, decision: Act, day: date, law: Law) -> None:
    """Refuse enforcement of what is paid, stayed, deferred, contested, not final, or not demanded in time."""
    if amount_due(record, day, law, decision).total == 0:
        raise OutOfOrder(
            "nothing-owed", f"第{decision.no}号行为所定款项已经缴清，无须强制执行", article=f"{COERCION}第53条"
        )
    if stayed(record, decision, day):
        raise OutOfOrder("stayed", "处罚决定已停止执行，解除之前不得强制执行", article=STAY)
    until = deferred_until(record, decision)
    if until is not None and day <= until:
        sentence = f"已批准延期（分期）缴纳至{told(until)}，期满之前不得申请强制执行"
        raise OutOfTime("payment-deferred", sentence, article=f"{PENALTY}第72条第2款")
    is_final(record, decision, day, law)
    demand_is_over(record, decision, day, law)


def is_final(record: Record, decision: Act, day: date, law: Law) -> None:
    """Refuse while the party may still ask for review or sue, or a review or suit is pending (行政强制法 art. 53)."""
    contest = pending(record, decision)
    if contest is not None:
        sentence = f"“{contest.content.label}”（第{contest.no}号行为）尚未终结，处罚决定没有发生法律效力"
        raise OutOfOrder("contested", sentence, article=f"{COERCION}第53条")
    first = final_on(record, law, decision)
    if first is None or day < first:
        since = f"，{told(first)}起方可申请" if first else ""
        sentence = f"当事人申请行政复议、提起行政诉讼的期限尚未届满{since}"
        raise OutOfTime("not-final-yet", sentence, article=f"{COERCION}第53条")


def demand_is_over(record: Record, decision: Act, day: date, law: Law) -> None:
    """Refuse before a demand was served, its days have passed and what the party said was answered (催告期满)."""
    demands = about_decision(record, decision, "serve_demand")
    if not demands:
        raise OutOfOrder("no-demand", "尚未催告当事人履行，须先“送达催告书”", article=f"{COERCION}第54条")
    limit = law.catalogue.provision("demand_before_court", demands[0].day).limit()
    free = first_after(demands[0].day, limit, law.calendar)
    if free is None or day < free:
        sentence = f"催告书于{told(demands[0].day)}送达，催告期限尚未届满" + (
            f"，{told(free)}起方可申请" if free else ""
        )
        raise OutOfTime("demand-not-over", sentence, article=f"{COERCION}第54条")
    numbers = {act.no for act in demands}
    said = {act.no for act in record.all("state_on_demand") if cast("StateOnDemand", act.content).of in numbers}
    answered = {cast("AnswerOnDemand", act.content).of for act in record.all("answer_on_demand")}
    if said - answered:
        sentence = "当事人对催告的陈述申辩尚未复核，须先“复核对催告的陈述申辩”"
        raise OutOfOrder("statement-unanswered", sentence, article=f"{COERCION}第36条")


def window_is_open(record: Record, decision: Act, day: date, law: Law) -> None:
    """Refuse an application after the last day of the window (申请期限已过)."""
    found = window(record, law, decision)
    if found is not None and day > found.last_day:
        sentence = (
            f"申请强制执行的期限自{told(found.start)}起算，已于{told(found.last_day)}届满；"
            "有正当理由的，须在“late_reason”中写明，由人民法院审查"
        )
        raise OutOfTime("court-window-over", sentence, article=found.citation, field="happened_at")
