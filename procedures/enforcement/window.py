"""When the bureau may ask the court to enforce, and until when (申请强制执行期限).

行政强制法 art. 53: three conditions of time. The decision is final, because the party neither asked for reconsideration nor
sued in its periods; the payment was demanded and the days after the demand have passed (art. 54); and the window that
opens the day after the party's last period is still open. Where payment was deferred or split beyond that, the
window runs from the end of the deferral instead (行政处罚法 art. 72(2), 生态环境 行政处罚办法 art. 74(3)). Who lets it pass can no
longer collect the fine, so this is the hardest alarm of the case.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from judging.attempt import Attempt
from judging.record import Record
from judging.serving import effective_day
from judging.step import Opens
from law.chinese import day as told
from law.edition import Law
from law.refusals import OutOfOrder, OutOfTime
from law.terms import first_after, reckon
from models.acts import Act
from models.acts.enforcement import ServeDemand
from procedures.called_on import said_is_answered
from procedures.contests import going_on
from procedures.payment.counted import is_covered
from procedures.payment.owing import amount_due, deferred_until, last_deferral
from procedures.penalty.decisions import Decision, about, about_decision, decision_of, orders_money, service_of
from procedures.remedies import final_on, hindrances, lapse_against, lapse_of, stayed


@dataclass(frozen=True, slots=True)
class Window:
    """The window to apply to the court: the rule that gives it, what it counts from, its last day."""

    rule: str
    citation: str
    start: date
    last_day: date


def window(record: Record, law: Law, decision: Act[Decision]) -> Window | None:
    """Return the window of a decision if nothing more happens, or None while nothing can start it."""
    lapse = lapse_of(record, law, decision, rolled=False)
    if lapse is None or not orders_money(record, decision) or is_covered(record, law, decision):
        return None
    deferred = deferred_until(record, decision)
    if deferred and deferred > lapse.day and law.catalogue.find("deferral_court_window", deferred):
        return _window("deferral_court_window", deferred, record, law)
    return _window("court_application_window", lapse.day, record, law)


def window_against(record: Record, law: Law, served: Act[Any]) -> Window | None:
    """Return the window for what an act laid on the party besides a decision; None while it is contested."""
    lapse = lapse_against(record, law, served, rolled=False)
    return _window("court_application_window", lapse.day, record, law) if lapse else None


def _window(rule: str, start: date, record: Record, law: Law) -> Window | None:
    cited = law.catalogue.find(rule, start)
    if cited is None:
        return None
    stopped = [row for row in hindrances(record) if row.ground in cited.provision.suspends]
    limit = cited.limit()
    last = reckon(start, limit, law.calendar, rolls=cited.rolls_for(limit), suspended=stopped).last_day
    return Window(rule, cited.shown, start, last) if last else None


def window_start(attempt: Attempt) -> date | None:
    """Return what the window of the decision that an act served counts from (法定期限届满之日)."""
    decision = decision_of(attempt.record, attempt.act.no)
    found = window(attempt.record, attempt.law, decision) if decision else None
    return found.start if found and found.rule == "court_application_window" else None


def deferred_window_start(attempt: Attempt) -> date | None:
    """Return the end of a deferral where the window runs from it (延期、分期期限结束之日)."""
    record, decision = attempt.record, about(attempt.record, attempt.act)
    if decision is None or last_deferral(record, decision) != attempt.act:
        return None
    found = window(record, attempt.law, decision)
    return found.start if found and found.rule == "deferral_court_window" else None


WINDOW = (
    Opens("court_application_window", starts=window_start),
    Opens("norm.demand", starts=window_start),
)
"""What the service of a decision starts towards the court, once nobody contests it."""

DEFERRED_WINDOW = (
    Opens("deferral_court_window", starts=deferred_window_start),
    Opens("norm.demand", starts=deferred_window_start),
)
"""The same, from the end of a deferral."""

ENFORCING = ("court_application_window", "deferral_court_window", "norm.demand")
"""The terms that lose their object once the decision is performed or gone."""


def may_be_enforced(record: Record, decision: Act[Decision], day: date, law: Law) -> None:
    """Refuse enforcement of what is paid, stayed, deferred, contested, not final, or not demanded in time."""
    if amount_due(record, day, law, decision).total == 0:
        sentence = f"第{decision.no}号行为所定款项已经缴清，无须强制执行"
        raise OutOfOrder("nothing-owed", sentence, article=law.cite("court_application_window", day))
    if stayed(record, decision, day):
        sentence = "处罚决定已停止执行，解除之前不得强制执行"
        raise OutOfOrder("stayed", sentence, article=law.cite("stay_of_execution", day))
    until = deferred_until(record, decision)
    if until is not None and day <= until:
        sentence = f"已批准延期（分期）缴纳至{told(until)}，期满之前不得申请强制执行"
        raise OutOfTime("payment-deferred", sentence, article=law.cite("deferred_payment_enforcement", day))
    is_final(record, decision, day, law)
    demand_is_over(record, decision, day, law)


def is_final(record: Record, decision: Act[Decision], day: date, law: Law) -> None:
    """Refuse while the party may ask for reconsideration or sue, or one or the other is pending (行政强制法 art. 53)."""
    not_contested(record, service_of(record, decision), day, law)
    _final_since(final_on(record, law, decision), day, law)


def is_final_against(record: Record, served: Act[Any], day: date, law: Law) -> None:
    """Refuse the same of what an act laid on the party besides a decision (行政强制法 art. 53)."""
    not_contested(record, served, day, law)
    lapse = lapse_against(record, law, served, rolled=True)
    _final_since(lapse.final_on if lapse else None, day, law)


def not_contested(record: Record, served: Act[Any] | None, day: date, law: Law) -> None:
    """Refuse while a reconsideration or a suit about what was served goes on (行政强制法 art. 53)."""
    contest = going_on(record, served)
    if contest is not None:
        sentence = f"“{contest.content.label}”（第{contest.no}号行为）尚未终结，被复议、被诉的决定没有发生法律效力"
        raise OutOfOrder("contested", sentence, article=law.cite("court_application_window", day))


def _final_since(first: date | None, day: date, law: Law) -> None:
    if first is None or day < first:
        since = f"，{told(first)}起方可申请" if first else ""
        sentence = f"当事人申请行政复议、提起行政诉讼的期限尚未届满{since}"
        raise OutOfTime("not-final-yet", sentence, article=law.cite("court_application_window", day))


def demand_is_over(record: Record, decision: Act[Decision], day: date, law: Law) -> None:
    """Refuse before a demand was served, its days have passed and what the party said was answered (催告期满)."""
    demands_are_over(record, about_decision(record, decision, ServeDemand), day, law)


def demands_are_over(record: Record, demands: Sequence[Act[ServeDemand]], day: date, law: Law) -> None:
    """Refuse before one of these demands was served, its days have passed and what the party said was answered."""
    article = law.cite("demand_before_court", day)
    if not demands:
        raise OutOfOrder("no-demand", "尚未催告当事人履行，须先“送达催告书”", article=article)
    served_on = min(effective_day(one, law) for one in demands)
    limit = law.catalogue.provision("demand_before_court", served_on).limit()
    free = first_after(served_on, limit, law.calendar)
    if free is None or day < free:
        sentence = f"催告书于{told(served_on)}送达，催告期限尚未届满" + (f"，{told(free)}起方可申请" if free else "")
        raise OutOfTime("demand-not-over", sentence, article=article)
    said_is_answered(record, demands, day, law)


def window_is_open(record: Record, decision: Act[Decision], day: date, law: Law) -> None:
    """Refuse an application after the last day of the window (申请期限已过)."""
    is_open(window(record, law, decision), day)


def is_open(found: Window | None, day: date) -> None:
    """Refuse an application after the last day of a window."""
    if found is not None and day > found.last_day:
        sentence = (
            f"申请强制执行的期限自{told(found.start)}起算，已于{told(found.last_day)}届满；"
            "有正当理由的，须在“逾期申请的正当理由”（late_reason）中写明，由人民法院审查"
        )
        raise OutOfTime("court-window-over", sentence, article=found.citation, field="happened_at")
