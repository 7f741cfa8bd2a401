"""The questions enforcement through the court asks of the case (申请法院强制执行的审查), and what closing may rest on."""

from datetime import date
from typing import TYPE_CHECKING, Any, cast

from law.chinese import day as told
from law.chinese import money
from law.edition import Law
from law.refusals import OutOfBounds, OutOfOrder, OutOfTime
from law.terms import first_after
from models.acts import Act
from workflows.procedures.court_window import COERCION, may_be_enforced, window_is_open
from workflows.procedures.decisions import about_decision, any_passes, served_with_money, the_decision
from workflows.procedures.guarding import last_day_of
from workflows.procedures.owing import amount_due
from workflows.procedures.record import Record
from workflows.procedures.step import Attempt

if TYPE_CHECKING:
    from models.acts.enforcement import (
        ApplyToCourt,
        CourtAccepts,
        CourtRules,
        EndExecution,
        ObjectToCourt,
        ReceiveRefusalToEnforce,
        ResumeExecution,
        UpperCourtRules,
    )


def something_may_be_enforced(record: Record, day: date, law: Law) -> None:
    """Refuse an application while no decision of the case may be enforced; for the standing (当前禁止)."""
    any_passes(served_with_money(record), lambda one: may_be_enforced(record, one, day, law))


def application_fits(attempt: Attempt) -> None:
    """Refuse an application too early, too late without reason, made twice, or for too much (art. 53, 54)."""
    content = cast("ApplyToCourt", attempt.act.content)
    record, decision = attempt.record, the_decision(attempt)
    may_be_enforced(record, decision, attempt.day, attempt.law)
    if not content.late_reason.strip():
        window_is_open(record, decision, attempt.day, attempt.law)
    if any(not _refused(attempt.whole, act) for act in about_decision(attempt.whole, decision, "apply_to_court")):
        sentence = "已就该处罚决定申请强制执行，尚在办理或者已获受理"
        raise OutOfOrder("already-applied", sentence, article=f"{COERCION}第53条")
    owed = amount_due(record, attempt.day, attempt.law, decision).total
    if not 0 < content.claimed <= owed:
        sentence = f"申请执行{money(content.claimed)}与尚欠的{money(owed)}（含加处罚款）不符；须大于零且不超过尚欠数额"
        raise OutOfBounds("claim-does-not-fit", sentence, article=f"{COERCION}第45条", field="claimed")


def _answers(record: Record, of: int, *names: str) -> list[Act]:
    return [act for act in record.all(*names) if cast("Any", act.content).of == of]


def _refused(record: Record, application: Act) -> bool:
    """Tell whether the court refused an application and the court above did not put that right."""
    refusals = _answers(record, application.no, "court_refuses")
    return bool(refusals) and not any(_granted(record, one) for one in refusals)


def _granted(record: Record, objected_to: Act) -> bool:
    objections = _answers(record, objected_to.no, "object_to_court")
    rulings = [ruling for one in objections for ruling in _answers(record, one.no, "upper_court_rules")]
    return any(cast("UpperCourtRules", ruling.content).outcome == "granted" for ruling in rulings)


def court_accepted(record: Record) -> bool:
    """Tell whether the court has accepted enforcement of every decision that orders money (法院受理, 办法 art. 77(2))."""
    decisions = served_with_money(record)
    accepted = {cast("CourtAccepts", act.content).of for act in record.all("court_accepts")}
    applied = [{act.no for act in about_decision(record, one, "apply_to_court")} for one in decisions]
    return bool(decisions) and all(numbers & accepted for numbers in applied)


def execution_ended(record: Record) -> bool:
    """Tell whether execution of every decision that orders money has ended for good (终结执行、不再执行)."""
    decisions = served_with_money(record)
    return bool(decisions) and all(about_decision(record, one, "end_execution") for one in decisions)


def answered_once(attempt: Attempt) -> None:
    """Refuse to accept what was refused for good, or the reverse: the court answers an application once (art. 56)."""
    application = cast("Act", attempt.record.act(cast("Any", attempt.act.content).of))
    done = _answers(attempt.whole, application.no, "court_accepts")
    if attempt.act.name == "court_refuses" or _refused(attempt.whole, application):
        done += _answers(attempt.whole, application.no, "court_refuses")
    if done:
        sentence = f"第{application.no}号申请已有“{done[0].content.label}”（第{done[0].no}号行为）"
        raise OutOfOrder("already-answered", sentence, article=f"{COERCION}第56条", field="of")


def ruling_was_against_us(attempt: Attempt) -> None:
    """Refuse to receive a refusal to enforce where the court ruled to enforce (art. 58)."""
    ruling = attempt.record.act(cast("ReceiveRefusalToEnforce", attempt.act.content).of)
    if ruling is not None and cast("CourtRules", ruling.content).outcome == "enforce":
        sentence = "人民法院已裁定准予执行，没有不予执行裁定可以签收"
        raise OutOfOrder("ruled-for-us", sentence, article=f"{COERCION}第58条", field="of")


def objected_to(record: Record, objection: Act) -> str:
    """Return the rule whose ruling an objection is about."""
    target = record.act(cast("ObjectToCourt", objection.content).of)
    return "court_accept" if target is not None and target.name == "court_refuses" else "court_ruling_contested"


def objection_is_in_time(attempt: Attempt) -> None:
    """Refuse an objection after its days: the ruling is in effect (art. 56(2), 58(3))."""
    target = cast("Act", attempt.record.act(cast("ObjectToCourt", attempt.act.content).of))
    rule = objected_to(attempt.record, attempt.act)
    last = last_day_of(rule, target.day, attempt.law, "objection")
    if last is not None and attempt.day > last:
        sentence = f"对裁定申请复议的期限已于{told(last)}届满，裁定已经生效"
        article = attempt.law.catalogue.provision(rule, target.day, "objection").citation
        raise OutOfTime("objection-too-late", sentence, article=article, field="happened_at")


def ending_is_grounded(attempt: Attempt) -> None:
    """Refuse never to resume before the years are over, where it does harm, or the party can pay (art. 39(2))."""
    content = cast("EndExecution", attempt.act.content)
    if content.ground != "never_resumed":
        return
    article = f"{COERCION}第39条第2款"
    suspended = _suspended(attempt.record, the_decision(attempt))
    if suspended is None:
        raise OutOfOrder(
            "not-suspended", "没有中止执行，不适用中止执行满法定年限不再执行", article=article, field="ground"
        )
    limit = attempt.law.catalogue.provision("execution_terminates_3y", suspended.day).limit()
    free = first_after(suspended.day, limit, attempt.law.calendar)
    if free is None or attempt.day < free:
        sentence = f"{told(suspended.day)}中止执行，尚未满法定年限" + (f"，{told(free)}起方可不再执行" if free else "")
        raise OutOfTime("suspended-too-short", sentence, article=article, field="ground")
    if not (content.harmless and content.unable):
        sentence = "不再执行须没有明显社会危害，并且当事人确无能力履行"
        raise OutOfBounds("still-enforceable", sentence, article=article, field="harmless")


def _suspended(record: Record, decision: Act) -> Act | None:
    """Return the suspension of a decision's execution that goes on, or None."""
    resumed = {cast("ResumeExecution", act.content).of for act in record.all("resume_execution")}
    found = [act for act in about_decision(record, decision, "suspend_execution") if act.no not in resumed]
    return found[-1] if found else None


def not_suspended_already(attempt: Attempt) -> None:
    """Refuse to suspend what is suspended."""
    if _suspended(attempt.record, the_decision(attempt)) is not None:
        raise OutOfOrder("already-suspended", "已经中止执行，须先“恢复执行”", article=f"{COERCION}第39条")
