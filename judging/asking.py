"""What is asked of every act (受理审查的各项): competence, stage, order, what it points at, its guards, its days."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from judging import answering
from judging.attempt import Attempt
from judging.basis import instruments_are_known
from judging.days import days_are_likely
from judging.step import Condition, Step, labels
from law.refusals import NotCompetent, OutOfOrder, OutOfTime, Unclear
from models.acts import ACTS, PointsAt, numbers_in
from models.chinese import name_of
from models.people import ROLE_NAMES, Actor


def questions(step: Step[Any], attempt: Attempt) -> Iterator[Callable[[Attempt], None]]:
    """Yield everything that is asked of an act, in the order in which it is asked."""
    if not attempt.act.of_record:  # a clerk enters what another one did
        yield partial(competent, step)
        if not step.opening:  # whoever finds a violation reports it, in whose grid it may be
            yield belongs
    yield from attempt.kind.always
    yield partial(_not_closed, step)
    yield partial(_once, step)
    yield from (partial(_in_order, step, need) for need in step.needs)
    yield from step.bars
    yield partial(points_right, step)
    yield instruments_are_known
    yield from step.guards
    yield days_are_likely


def competent(step: Step[Any], attempt: Attempt) -> None:
    """Refuse whoever may not do the act: by role and grid level, or another system or file (无权限)."""
    by, actor = step.by, attempt.act.by
    if actor.kind == "person":
        may = bool(by.roles & set(actor.roles)) and actor.level in by.levels
    else:
        may = {"file": by.files, "system": by.systems}.get(actor.kind, False)
    if may:
        return
    label = step.content.label
    sentence = f"“{label}”应由{by.label}办理；办理人的身份是{_identity(actor)}，无权办理"
    raise NotCompetent(
        "no-power", sentence, article=attempt.cite(by.basis) if by.basis else step.rests_on(attempt), field="by"
    )


def _identity(actor: Actor) -> str:
    if actor.kind != "person":
        return "相关案卷" if actor.kind == "file" else "外部系统"
    level = {1: "市级", 2: "县级", 3: "乡镇（街道）"}.get(actor.level, "")
    return level + ("、".join(ROLE_NAMES[role] for role in actor.roles) or "未任职人员")


def belongs(attempt: Attempt) -> None:
    """Refuse a person whose unit has nothing to do with the file: neither in the grid's chain nor handed it."""
    actor = attempt.act.by
    if actor.kind != "person" or actor.unit in answering.units(attempt.whole):
        return
    sentence = f"办理人所在的单位（{actor.unit}）不在本案网格的责任链上，也没有受转办本案，无权办理；请由责任单位办理或者先转办"
    raise NotCompetent("not-your-file", sentence, article=attempt.cite("grid_persons"), field="by")


def _not_closed(step: Step[Any], attempt: Attempt) -> None:
    closed = attempt.kind.closing(attempt.whole)
    if closed is not None and not step.when_closed:
        reopening = f"确需继续办理的，须先“{labels(attempt.kind.reopens)}”" if attempt.kind.reopens else ""
        way = step.way_when_closed or reopening or f"“{closed.content.label}”如系误记，请先“撤回记录”"
        sentence = (
            f"{attempt.kind.label}已于{closed.day.isoformat()}“{closed.content.label}”，"
            f"不能再办理“{step.content.label}”；{way}"
        )
        raise OutOfOrder("file-closed", sentence, field="act")


def _once(step: Step[Any], attempt: Attempt) -> None:
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
    raise OutOfOrder("already-done", sentence, article=step.rests_on(attempt), field=field)


def _in_order(step: Step[Any], need: Condition, attempt: Attempt) -> None:
    if need.holds(attempt):
        return
    article = attempt.cite(need.article) if need.article else step.rests_on(attempt)
    if need.holds(attempt.of_the_whole):
        sentence = f"发生日期{attempt.day.isoformat()}过早：按该日期，{need.sentence}"
        raise OutOfTime("before-what-it-depends-on", sentence, article=article, field="happened_at")
    sentence = f"现在不能办理“{step.content.label}”：{need.sentence}"
    raise OutOfOrder("out-of-order", sentence, article=article, field="act")


def points_right(step: Step[Any], attempt: Attempt) -> None:
    """Refuse a number that does not mean an earlier act of the kinds that the act may point at.

    A fact of record is asked it of the whole: what it is about must be in the file, on whatever day.
    """
    for field, mark, number in numbers_in(attempt.act.content):
        # A correction may be dated before what it corrects; anything else points at what had happened by its day.
        target = (attempt.record if mark.names else attempt.whole).act(number)
        is_earlier = target is not None and target.no < attempt.act.no
        if target is None or not is_earlier or (mark.names and target.name not in mark.names):
            raise Unclear("no-such-act", _wanted(attempt, field, mark), article=step.rests_on(attempt), field=field)


def _wanted(attempt: Attempt, field: str, mark: PointsAt) -> str:
    told = f"“{name_of(field, attempt.act.name)}”（{field}）"
    if not mark.names:
        return f"{told}须是本案一项尚未撤回的行为的编号"
    kinds = [ACTS[name] for name in mark.names]
    wanted = "”或者“".join(kind.label for kind in kinds)
    known = "、".join(f"第{act.no}号" for act in attempt.record.all(*kinds)) or "尚无"
    return f"{told}须是本案一项“{wanted}”的行为编号，现有：{known}"
