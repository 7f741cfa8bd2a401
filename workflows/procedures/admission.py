"""May this be done, by this person, now? (受理审查) Refuses with the article, or lets the act into the list."""

from collections.abc import Sequence
from datetime import datetime

from law.edition import Law
from law.refusals import NotCompetent, OutOfOrder, OutOfTime, Refused, Unclear
from models.acts import Act, Command
from models.people import ROLE_NAMES, Actor
from models.values import civil_day
from workflows.procedures import STEPS, answering
from workflows.procedures.deliberation import nobody_recused
from workflows.procedures.record import Record
from workflows.procedures.step import Attempt, Step


def act_from(command: Command, no: int, now: datetime) -> Act:
    """Return the record of a command as act number `no`, recorded now."""
    return Act(
        no=no,
        key=command.key,
        happened_at=command.happened_at,
        recorded_at=now,
        by=command.by,
        content=command.content,
        of_record=command.of_record,
    )


def repeated(earlier: Act | None, command: Command) -> bool:
    """Tell whether this command was received before (`earlier` has its key); refuse its key for anything else."""
    if earlier is None:
        return False
    if earlier.content == command.content and earlier.by.id == command.by.id:
        return True
    sentence = f"幂等键“{command.key}”已用于第{earlier.no}号行为“{earlier.content.label}”，不同的内容须使用新的键"
    raise Unclear("key-reused", sentence, field="key")


def admit(acts: Sequence[Act], command: Command, law: Law, now: datetime) -> None:
    """Refuse the command, with the article; a fact of record is let in whatever the law would have said."""
    step = STEPS[command.content.act]
    _not_in_future(command, now)
    attempt = _attempt(Record.of(acts), act_from(command, len(acts) + 1, now), law)
    if step.by.engine:
        raise NotCompetent("engine-only", f"“{step.act.label}”只能由系统引擎记录，不能由人提交", field="act")
    _opens_or_follows(step, attempt)
    if command.of_record:
        _may_enter_facts(command.by)
        if not step.opening:
            _belongs(attempt)
    else:
        _check(step, attempt)


def departures(acts: Sequence[Act], judged: int, law: Law) -> dict[int, str]:
    """Return, for each new fact of record, the refusal that it would have met as a live act."""
    found: dict[int, str] = {}
    for act in acts[judged:]:
        if act.of_record and not act.departs:
            try:
                _check(STEPS[act.name], _attempt(Record.of(acts[: act.no - 1]), act, law))
            except Refused as refusal:
                found[act.no] = str(refusal)
    return found


def _attempt(whole: Record, act: Act, law: Law) -> Attempt:
    return Attempt(whole.until(act.day), act, law, whole)


def _check(step: Step, attempt: Attempt) -> None:
    _competent(step, attempt.act.by)
    if not step.opening:  # whoever finds a violation reports it, in whose grid it may be
        _belongs(attempt)
    nobody_recused(attempt)
    _not_closed(step, attempt)
    _once(step, attempt)
    _in_order(step, attempt)
    for bar in step.bars:
        bar(attempt.record, attempt.day, attempt.law)
    for guard in step.guards:
        guard(attempt)


def _not_in_future(command: Command, now: datetime) -> None:
    if command.happened_at > now:
        day = civil_day(command.happened_at).isoformat()
        sentence = f"发生时间{day}晚于当前时间{civil_day(now).isoformat()}，尚未发生的行为不能记录"
        raise OutOfTime("in-the-future", sentence, field="happened_at")


def _opens_or_follows(step: Step, attempt: Attempt) -> None:
    opening = attempt.whole.opening
    if opening is None and not step.opening:
        raise OutOfOrder("case-not-open", f"案件尚未开立，不能办理“{step.act.label}”", field="act")
    if opening is not None and step.opening:
        raise OutOfOrder("case-already-open", f"案件已由“{opening.content.label}”开立，不能再次开立", field="act")
    if opening is not None and attempt.day < opening.day:
        sentence = f"发生日期{attempt.day.isoformat()}早于案件发现（接报）日期{opening.day.isoformat()}"
        raise OutOfTime("before-the-opening", sentence, field="happened_at")


def _competent(step: Step, actor: Actor) -> None:
    by = step.by
    in_office = bool(by.roles & set(actor.roles)) and actor.level in by.levels
    if by.systems if actor.kind == "system" else in_office:
        return
    mine = "、".join(ROLE_NAMES[role] for role in actor.roles) or "外部系统"
    sentence = f"“{step.act.label}”应由{by.label}办理；您的身份是{_level_name(actor.level)}{mine}，无权办理"
    raise NotCompetent("no-power", sentence, article=by.basis or step.citation, field="by")


def _belongs(attempt: Attempt) -> None:
    """Refuse a person whose unit has nothing to do with the case: neither in the grid's chain nor handed the case."""
    actor = attempt.act.by
    if actor.kind != "person" or actor.unit in answering.units(attempt.whole):
        return
    sentence = (
        f"您所在的单位（{actor.unit}）不在本案网格的责任链上，也没有受转办本案，无权办理；请由责任单位办理或者先转办"
    )
    raise NotCompetent("not-your-case", sentence, article="衡政办发〔2015〕76号方案四（三）", field="by")


def _level_name(level: int) -> str:
    return {1: "市级", 2: "县级", 3: "乡镇（街道）"}.get(level, "")


def _may_enter_facts(actor: Actor) -> None:
    if not any(role in ("clerk", "supervisor", "head", "admin") for role in actor.roles):
        raise NotCompetent("no-power-to-enter-facts", "补录事实须由内勤人员、督查人员或者负责人办理", field="of_record")


def _not_closed(step: Step, attempt: Attempt) -> None:
    whole = attempt.whole
    if whole.has("close_case") and not step.when_closed:
        closed = whole.last("close_case")
        day = closed.day.isoformat() if closed else ""
        sentence = f"案件已于{day}结案，不能再办理“{step.act.label}”；如结案有误，须先“撤回记录”"
        raise OutOfOrder("case-closed", sentence, field="act")


def _once(step: Step, attempt: Attempt) -> None:
    done = _done(step, attempt)
    if done is not None:
        sentence = f"“{step.act.label}”已于{done.day.isoformat()}办理（第{done.no}号行为），不得重复；如有误请“更正记录”或者“撤回记录”"
        raise OutOfOrder("already-done", sentence, article=step.citation, field="act")


def _done(step: Step, attempt: Attempt) -> Act | None:
    """Return the act that this one would repeat."""
    if step.once:
        return attempt.whole.last(step.name) if step.is_spent(attempt.whole) else None
    of = getattr(attempt.act.content, "of", None)
    earlier = attempt.whole.all(step.name) if step.once_each and of is not None else []
    return next((act for act in earlier if getattr(act.content, "of", None) == of), None)


def _in_order(step: Step, attempt: Attempt) -> None:
    for need in step.needs:
        if need.holds(attempt.record):
            continue
        article = need.article or step.citation
        if need.holds(attempt.whole):
            sentence = f"发生日期{attempt.day.isoformat()}过早：按该日期，{need.sentence}"
            raise OutOfTime("before-what-it-depends-on", sentence, article=article, field="happened_at")
        raise OutOfOrder(
            "out-of-order", f"现在不能办理“{step.act.label}”：{need.sentence}", article=article, field="act"
        )
