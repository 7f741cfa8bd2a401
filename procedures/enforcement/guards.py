"""The questions enforcement through the court asks of the case (申请法院强制执行的审查), and what closing may rest on."""

from collections.abc import Iterable
from typing import Any

from judging.asked_for import AskedFor, asks_for
from judging.attempt import Attempt, Situation
from judging.record import Record
from law.chinese import day as told
from law.chinese import money
from law.refusals import OutOfBounds, OutOfOrder, OutOfTime
from law.terms import first_after
from models.acts import Act, Content
from models.acts.enforcement import (
    ApplyToCourt,
    CourtAccepts,
    CourtRefuses,
    CourtRules,
    EndExecution,
    ObjectToCourt,
    ReceiveRefusalToEnforce,
    ResumeExecution,
    SuspendExecution,
    UpperCourtRules,
)
from models.acts.substitute import DemandSubstituteCost
from procedures.enforcement.window import is_open, may_be_enforced, window_is_open
from procedures.facts_shown import ground_is_of_such_a_party
from procedures.payment.owing import amount_due, schedule
from procedures.penalty.decisions import (
    Decision,
    about_decision,
    any_passes,
    changes,
    names_its_decision,
    served_with_money,
    the_decision,
)
from procedures.substitute_cost import claim_of_cost_fits, cost_may_be_enforced, cost_meant, window_of_cost


def something_may_be_enforced(now: Situation) -> None:
    """Refuse an application while nothing of the case may be enforced; for the standing (当前禁止)."""
    if isinstance(now, Attempt) and cost_meant(now.record, now.act) is not None:
        return
    owed: list[Act[Any]] = [*served_with_money(now.record), *now.record.all(DemandSubstituteCost)]
    any_passes(owed, lambda one: _may_be_enforced(now, one))


def _may_be_enforced(now: Situation, one: Act[Any]) -> None:
    ask = cost_may_be_enforced if isinstance(one.content, DemandSubstituteCost) else may_be_enforced
    ask(now.record, one, now.day, now.law)


@asks_for(AskedFor("of", when="已送达的处罚决定不止一项的，或者执行代履行费用的", offered=True))
def application_fits(attempt: Attempt[ApplyToCourt]) -> None:
    """Refuse an application too early, too late without reason, made twice, or for too much (art. 53, 54)."""
    cost = cost_meant(attempt.record, attempt.act)
    if cost is not None:
        _asks_for_a_cost(attempt, cost)
        return
    names_its_decision(attempt)
    content, record, decision = attempt.content, attempt.record, the_decision(attempt)
    may_be_enforced(record, decision, attempt.day, attempt.law)
    if not content.late_reason.strip():
        window_is_open(record, decision, attempt.day, attempt.law)
    _not_applied_already(attempt, about_decision(attempt.whole, decision, ApplyToCourt))
    owed = amount_due(record, attempt.day, attempt.law, decision).total
    if not 0 < content.claimed <= owed:
        sentence = f"申请执行{money(content.claimed)}与尚欠的{money(owed)}（含加处罚款）不符；须大于零且不超过尚欠数额"
        raise OutOfBounds("claim-does-not-fit", sentence, article=attempt.cite("surcharge_cap"), field="claimed")


def _asks_for_a_cost(attempt: Attempt[ApplyToCourt], demand: Act[DemandSubstituteCost]) -> None:
    """Ask the same of the cost of a performance by another (代履行费用)."""
    claim_of_cost_fits(attempt, demand)
    if not attempt.content.late_reason.strip():
        is_open(window_of_cost(attempt.record, attempt.law, demand), attempt.day)
    _not_applied_already(attempt, attempt.whole.pointing(demand.no, ApplyToCourt))


def _not_applied_already(attempt: Attempt[ApplyToCourt], applications: Iterable[Act[ApplyToCourt]]) -> None:
    if any(not _refused(attempt.whole, act.no) for act in applications):
        sentence = "已就该决定申请强制执行，尚在办理或者已获受理"
        raise OutOfOrder("already-applied", sentence, article=attempt.cite("court_application_window"))


def may_be_applied_for(record: Record) -> bool:
    """Tell whether there is money in the file that no application to the court is under way for."""
    decisions = (about_decision(record, one, ApplyToCourt) for one in served_with_money(record))
    costs = (record.pointing(one.no, ApplyToCourt) for one in record.all(DemandSubstituteCost))
    return any(all(_refused(record, one.no) for one in applications) for applications in (*decisions, *costs))


def _refused(record: Record, application: int) -> bool:
    """Tell whether the court refused an application and the court above did not put that right."""
    refusals = record.pointing(application, CourtRefuses)
    return bool(refusals) and not any(_granted(record, one.no) for one in refusals)


def _granted(record: Record, objected: int) -> bool:
    objections = record.pointing(objected, ObjectToCourt)
    rulings = [ruling for one in objections for ruling in record.pointing(one.no, UpperCourtRules)]
    return any(ruling.content.outcome == "granted" for ruling in rulings)


def answered_once(attempt: Attempt[CourtAccepts | CourtRefuses]) -> None:
    """Refuse to accept what was refused for good, or the reverse: the court answers an application once (art. 56)."""
    of = attempt.content.of
    done = _answers(attempt.whole, of, type(attempt.content))
    if done:
        sentence = f"第{of}号申请已有“{done[0].content.label}”（第{done[0].no}号行为）"
        raise OutOfOrder("already-answered", sentence, article=attempt.cite("court_accept"), field="of")


def may_be_answered(record: Record, answer: type[Content]) -> bool:
    """Tell whether there is an application that the court may still answer so."""
    return any(not _answers(record, act.no, answer) for act in record.all(ApplyToCourt))


def _answers(record: Record, application: int, answer: type[Content]) -> list[Act]:
    """Return what has answered an application, so that this answer cannot follow any more."""
    done: list[Act] = [*record.pointing(application, CourtAccepts)]
    if answer is CourtRefuses or _refused(record, application):
        done += record.pointing(application, CourtRefuses)
    return done


def ruling_was_against_us(attempt: Attempt[ReceiveRefusalToEnforce]) -> None:
    """Refuse to receive a refusal to enforce where the court ruled to enforce (art. 58)."""
    ruling = attempt.record.act(attempt.content.of, CourtRules)
    if ruling is not None and ruling.content.outcome == "enforce":
        sentence = "人民法院已裁定准予执行，没有不予执行裁定可以签收"
        raise OutOfOrder("ruled-for-us", sentence, article=attempt.cite("court_ruling_contested"), field="of")


def objected_to(attempt: Attempt[ObjectToCourt]) -> str:
    """Return the rule whose ruling an objection is about."""
    refused = attempt.record.act(attempt.content.of, CourtRefuses)
    return "court_accept" if refused is not None else "court_ruling_contested"


def objection_is_in_time(attempt: Attempt[ObjectToCourt]) -> None:
    """Refuse an objection after its days: the ruling is in effect (art. 56(2), 58(3))."""
    received = attempt.record.act(attempt.content.of)
    if received is None:
        return
    rule = objected_to(attempt)
    last = attempt.law.latest_day(rule, received.day, "objection")
    if last is not None and attempt.day > last:
        sentence = f"对裁定申请复议的期限已于{told(last)}届满，裁定已经生效"
        article = attempt.law.cite(rule, received.day)
        raise OutOfTime("objection-too-late", sentence, article=article, field="happened_at")


def execution_is_due(attempt: Attempt[SuspendExecution | EndExecution]) -> None:
    """Refuse to suspend or end what has not begun, is paid, or has ended: there is no execution (art. 34, 40)."""
    decision, record = the_decision(attempt), attempt.record
    ended = about_decision(attempt.whole, decision, EndExecution)
    if ended:
        sentence = f"该处罚决定的执行已于{told(ended[0].day)}终结（第{ended[0].no}号行为），不得重复"
        raise OutOfOrder("execution-ended", sentence, article=attempt.cite("execution_ending"), field="of")
    if amount_due(record, attempt.day, attempt.law, decision).total == 0:
        sentence = "该处罚决定所定款项已经缴清，没有须中止或者终结的执行"
        raise OutOfOrder("nothing-owed", sentence, article=attempt.cite("execution_ending"), field="of")
    last = schedule(record, attempt.law, decision)[-1].on
    if attempt.day <= last:
        sentence = f"缴款期限至{told(last)}届满，届满之前没有须中止或者终结的执行"
        raise OutOfTime("not-yet-due", sentence, article=attempt.cite("default_after_decision"))


@asks_for(
    AskedFor("harmless", when="中止执行满法定年限不再执行的", must="须为是", rule="execution_terminates_3y"),
    AskedFor("unable", when="中止执行满法定年限不再执行的", must="须为是", rule="execution_terminates_3y"),
)
def ending_is_grounded(attempt: Attempt[EndExecution]) -> None:
    """Refuse an end by that of another kind of party, a revocation that was not, or of what may be resumed (art. 40).

    A decision that was revoked as a whole leaves nothing to be ended: its terms have lost their object.
    """
    content, article = attempt.content, attempt.cite("execution_terminates_3y")
    ground_is_of_such_a_party(attempt.record, content.ground, attempt.cite("execution_ending"))
    if content.ground == "decision_revoked" and not changes(attempt.record, the_decision(attempt)):
        sentence = "据以执行的处罚决定没有被撤销或者变更，不能以此终结执行"
        raise OutOfOrder("not-revoked", sentence, article=attempt.cite("execution_ending"), field="ground")
    if content.ground != "never_resumed":
        return
    suspended = _suspended(attempt.record, the_decision(attempt))
    if suspended is None:
        sentence = "没有中止执行，不适用中止执行满法定年限不再执行"
        raise OutOfOrder("not-suspended", sentence, article=article, field="ground")
    limit = attempt.law.catalogue.provision("execution_terminates_3y", suspended.day).limit()
    free = first_after(suspended.day, limit, attempt.law.calendar)
    if free is None or attempt.day < free:
        sentence = f"{told(suspended.day)}中止执行，尚未满法定年限" + (f"，{told(free)}起方可不再执行" if free else "")
        raise OutOfTime("suspended-too-short", sentence, article=article, field="ground")
    if not (content.harmless and content.unable):
        sentence = "不再执行须没有明显社会危害，并且当事人确无能力履行"
        raise OutOfBounds("still-enforceable", sentence, article=article, field="harmless")


def _suspended(record: Record, decision: Act[Decision]) -> Act[SuspendExecution] | None:
    """Return the suspension of a decision's execution that goes on, or None."""
    resumed = record.targets(ResumeExecution)
    found = [act for act in about_decision(record, decision, SuspendExecution) if act.no not in resumed]
    return found[-1] if found else None


def not_suspended_already(attempt: Attempt[SuspendExecution]) -> None:
    """Refuse to suspend what is suspended."""
    if _suspended(attempt.record, the_decision(attempt)) is not None:
        sentence = "已经中止执行，须先“恢复执行”"
        raise OutOfOrder("already-suspended", sentence, article=attempt.cite("execution_suspension"))
