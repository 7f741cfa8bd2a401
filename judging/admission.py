"""May this be done, by this person, now? (受理审查) Refuses with the article, or lets the act into the list."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from judging import answering
from judging.attempt import Attempt
from judging.kind import Kind
from judging.record import Record
from judging.step import Step
from law.edition import Law
from law.refusals import NotCompetent, OutOfOrder, OutOfTime, Refused, Unclear
from models.acts import ACTS, Act, Command, PointsAt, numbers_in
from models.people import ROLE_NAMES, Actor
from models.values import CIVIL


def act_from(command: Command, no: int, now: datetime) -> Act:
    """Return the record of a command as act number `no`, recorded now."""
    return Act(
        no=no,
        key=command.key,
        happened_at=command.happened_at,
        recorded_at=now,
        by=command.by.model_copy(update={"grants": None}),  # asked when it comes in, and not part of who it was
        content=command.content,
        of_record=command.of_record,
        wording=command.wording,
    )


def repeated(earlier: Act | None, command: Command) -> bool:
    """Tell whether this command was received before (`earlier` has its key); refuse its key for anything else.

    It is the same when all that was sent is the same, by the same person. What the register adds to it (certificates,
    who answers in a unit) may have changed meanwhile; where it is not known what was sent, the contents are compared.
    """
    if earlier is None:
        return False
    known = earlier.wording and command.wording
    same = earlier.wording == command.wording if known else earlier.content == command.content
    if same and earlier.by.id == command.by.id:
        return True
    sentence = (
        f"幂等键“{command.key}”已用于第{earlier.no}号行为“{earlier.content.label}”；"
        "内容、发生时间、是否补录或者办理人不同的，是另一条命令，须使用新的键"
    )
    raise Unclear("key-reused", sentence, field="key")


def admit(kind: Kind, acts: Sequence[Act], command: Command, law: Law, now: datetime) -> None:
    """Refuse the command, with the article; a fact of record is let in whatever the law would have said."""
    _not_in_future(command, now)
    attempt = _attempt(kind, Record.of(acts), act_from(command, len(acts) + 1, now), law)
    step = _step(attempt)
    if step.by.engine:
        raise NotCompetent("engine-only", f"“{step.content.label}”只能由系统引擎记录，不能由人提交", field="act")
    _granted(step, attempt, command.by)
    _opens_or_follows(step, attempt)
    if command.of_record:
        _may_enter_facts(command.by)
        if not step.opening:
            _belongs(attempt)
    else:
        _check(step, attempt)


def irregularities(kind: Kind, acts: Sequence[Act], judged: int, law: Law) -> dict[int, str]:
    """Return, for each new fact of record, the refusal that it would have met as a live act."""
    found: dict[int, str] = {}
    for act in acts[judged:]:
        if act.of_record and not act.irregularity:
            refused = refusal(kind, Record.of(acts[: act.no - 1]), act, law)
            if refused is not None:
                found[act.no] = str(refused)
    return found


def refusal(kind: Kind, before: Record, act: Act, law: Law) -> Refused | None:
    """Return what an act would have been refused for after all that is on record before it; None = let in.

    Who did a fact of record is not known: only who entered it, which is asked when it comes in.
    """
    attempt = _attempt(kind, before, act, law)
    try:
        _check(_step(attempt), attempt)
    except Refused as refused:
        return refused
    return None


def _attempt(kind: Kind, whole: Record, act: Act, law: Law) -> Attempt[Any]:
    return Attempt(whole.until(act.day), act.day, law, kind, act, whole)


def _step(attempt: Attempt[Any]) -> Step[Any]:
    step = attempt.kind.steps.get(type(attempt.act.content))
    if step is None:
        label, kind = attempt.act.content.label, attempt.kind.label
        raise OutOfOrder("not-of-this-kind", f"{kind}中没有“{label}”这一行为", field="act")
    return step


def _check(step: Step[Any], attempt: Attempt[Any]) -> None:
    if not attempt.act.of_record:  # a clerk enters what another one did
        _competent(step, attempt)
        if not step.opening:  # whoever finds a violation reports it, in whose grid it may be
            _belongs(attempt)
    for rule in attempt.kind.always:
        rule(attempt)
    _not_closed(step, attempt)
    _once(step, attempt)
    _in_order(step, attempt)
    for bar in step.bars:
        bar(attempt)
    _points_right(step, attempt)
    for guard in step.guards:
        guard(attempt)


def _not_in_future(command: Command, now: datetime) -> None:
    if command.happened_at > now:
        happened, current = (at.astimezone(CIVIL) for at in (command.happened_at, now))
        told = "%Y-%m-%d %H:%M:%S" if happened.date() == current.date() else "%Y-%m-%d"
        sentence = f"发生时间{happened:{told}}晚于当前时间{current:{told}}，尚未发生的行为不能记录"
        raise OutOfTime("in-the-future", sentence, field="happened_at")


def _opens_or_follows(step: Step[Any], attempt: Attempt[Any]) -> None:
    opening, label, kind = attempt.whole.opening, step.content.label, attempt.kind.label
    if opening is None and not step.opening:
        raise OutOfOrder("file-not-open", f"{kind}尚未开立，不能办理“{label}”", field="act")
    if opening is not None and step.opening:
        sentence = f"{kind}已由“{opening.content.label}”开立，不能再次开立"
        raise OutOfOrder("file-already-open", sentence, field="act")
    if opening is not None and attempt.day < opening.day:
        sentence = f"发生日期{attempt.day.isoformat()}早于{kind}发现（接报）日期{opening.day.isoformat()}"
        raise OutOfTime("before-the-opening", sentence, field="happened_at")


def _competent(step: Step[Any], attempt: Attempt[Any]) -> None:
    by, actor = step.by, attempt.act.by
    if actor.kind == "person":
        may = bool(by.roles & set(actor.roles)) and actor.level in by.levels
    else:
        may = {"file": by.files, "system": by.systems}.get(actor.kind, False)
    if may:
        return
    label = step.content.label
    sentence = f"“{label}”应由{by.label}办理；您的身份是{_identity(actor)}，无权办理"
    raise NotCompetent(
        "no-power", sentence, article=attempt.cite(by.basis) if by.basis else step.cited(attempt), field="by"
    )


def _identity(actor: Actor) -> str:
    if actor.kind != "person":
        return "相关案卷" if actor.kind == "file" else "外部系统"
    level = {1: "市级", 2: "县级", 3: "乡镇（街道）"}.get(actor.level, "")
    return level + ("、".join(ROLE_NAMES[role] for role in actor.roles) or "未任职人员")


def _belongs(attempt: Attempt[Any]) -> None:
    """Refuse a person whose unit has nothing to do with the file: neither in the grid's chain nor handed it."""
    actor = attempt.act.by
    if actor.kind != "person" or actor.unit in answering.units(attempt.whole):
        return
    sentence = (
        f"您所在的单位（{actor.unit}）不在本案网格的责任链上，也没有受转办本案，无权办理；请由责任单位办理或者先转办"
    )
    raise NotCompetent("not-your-file", sentence, article=attempt.cite("grid_persons"), field="by")


def _granted(step: Step[Any], attempt: Attempt[Any], actor: Actor) -> None:
    """Refuse another system what it was not granted: the act at all, or in this file.

    Whether an act may be granted to a system at all, its step says; asked only of what comes in, never of what stands.
    """
    if actor.kind != "system" or not step.by.systems:
        return
    label = step.content.label
    if not actor.granted(step.name):
        sentence = f"本系统未获授权办理“{label}”；确需由外部系统办理的，请市级管理人员在登记簿中授权"
        raise NotCompetent("not-granted", sentence, field="by")
    facts = answering.belonging(attempt.whole, attempt.kind)
    if not step.opening and not any(facts[fact] == value for fact, value in actor.reaches(step.name)):
        sentence = f"本系统办理“{label}”的授权不及于本案卷：本案卷不是本系统送来的，也不在所授权单位负责的范围之内"
        raise NotCompetent("not-granted-here", sentence, field="by")


def _may_enter_facts(actor: Actor) -> None:
    if not any(role in ("clerk", "supervisor", "head", "admin") for role in actor.roles):
        raise NotCompetent("no-power-to-enter-facts", "补录事实须由内勤人员、督查人员或者负责人办理", field="of_record")


def _not_closed(step: Step[Any], attempt: Attempt[Any]) -> None:
    closed = attempt.whole.last(*attempt.kind.closes)
    if closed is not None and not step.when_closed:
        sentence = (
            f"{attempt.kind.label}已于{closed.day.isoformat()}“{closed.content.label}”，不能再办理“{step.content.label}”；"
            "如有误，须先“撤回记录”"
        )
        raise OutOfOrder("file-closed", sentence, field="act")


def _once(step: Step[Any], attempt: Attempt[Any]) -> None:
    """Refuse what was done already: at all where it is done once, or about the act that it points at."""
    done = attempt.whole.last(step.content) if step.is_spent(attempt.of_the_whole) else None
    field = "act"
    for name, mark, number in numbers_in(attempt.act.content) if done is None else ():
        earlier = attempt.whole.pointing(number, step.content) if mark.once else []
        if earlier:
            done, field = earlier[0], name
    if done is None:
        return
    about = f"第{done.content.target}号行为的" if field != "act" else ""
    sentence = (
        f"{about}“{step.content.label}”已于{done.day.isoformat()}办理（第{done.no}号行为），不得重复；"
        "如有误请“更正记录”或者“撤回记录”"
    )
    raise OutOfOrder("already-done", sentence, article=step.cited(attempt), field=field)


def _in_order(step: Step[Any], attempt: Attempt[Any]) -> None:
    for need in step.needs:
        if need.holds(attempt):
            continue
        article = attempt.cite(need.article) if need.article else step.cited(attempt)
        if need.holds(attempt.of_the_whole):
            sentence = f"发生日期{attempt.day.isoformat()}过早：按该日期，{need.sentence}"
            raise OutOfTime("before-what-it-depends-on", sentence, article=article, field="happened_at")
        raise OutOfOrder(
            "out-of-order", f"现在不能办理“{step.content.label}”：{need.sentence}", article=article, field="act"
        )


def _points_right(step: Step[Any], attempt: Attempt[Any]) -> None:
    """Refuse a number that does not mean an earlier act of the kinds that the act may point at."""
    for field, mark, number in numbers_in(attempt.act.content):
        # A correction may be dated before what it corrects; anything else points at what had happened by its day.
        target = (attempt.record if mark.names else attempt.whole).act(number)
        if target is None or (mark.names and target.name not in mark.names):
            raise Unclear("no-such-act", _wanted(attempt, field, mark), article=step.cited(attempt), field=field)


def _wanted(attempt: Attempt[Any], field: str, mark: PointsAt) -> str:
    if not mark.names:
        return f"“{field}”须是本案一项尚未撤回的行为的编号"
    kinds = [ACTS[name] for name in mark.names]
    wanted = "”或者“".join(kind.label for kind in kinds)
    known = "、".join(f"第{act.no}号" for act in attempt.record.all(*kinds)) or "尚无"
    return f"“{field}”须是本案一项“{wanted}”的行为编号，现有：{known}"
