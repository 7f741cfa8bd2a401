"""May this be done, by this person, now? (受理审查) Refuses with the article, or lets the act into the list."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from functools import partial
from typing import Any, TypeGuard

from judging import answering
from judging.asking import belongs, competent, points_right, questions
from judging.attempt import Attempt
from judging.counting import corrected
from judging.days import (
    days_are_likely,
    has_its_hour,
    is_before,
    not_before_its_object,
    not_before_the_opening,
    told_apart,
)
from judging.each_party import names_its_party, noes_of_each
from judging.growing import one_by_one
from judging.kind import Kind
from judging.record import Record
from judging.step import Step
from judging.trial import UNNAMED, faults_refused, judged_with
from law.edition import Law
from law.refusals import NotCompetent, OutOfOrder, OutOfTime, Refused, Unclear
from models.acts import Act, Command
from models.acts.terms import CorrectAct, TermLapses, TermNearsEnd
from models.file import Named
from models.people import Actor
from models.values import CIVIL, civil_day


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
        f"幂等键“{command.key.removeprefix(f'{command.by.id}/')}”已用于第{earlier.no}号行为“{earlier.content.label}”；"
        "内容、发生时间、是否补录或者办理人不同的，是另一条命令，须使用新的键"
    )
    raise Unclear("key-reused", sentence, field="key")


def admit(kind: Kind, acts: Sequence[Act], command: Command, law: Law, now: datetime, named: Named = UNNAMED) -> None:
    """Refuse the command, with the article; a fact of record is let in whatever the law would have said.

    Nothing is let in that cannot be judged: the file is judged with the act in it, and what that meets is refused here.
    """
    _is_a_day(command.happened_at, law)
    _not_in_future(command, now)
    act = act_from(command, len(acts) + 1, now)
    with faults_refused(act):
        record = Record.of(acts)
        _examine(kind, record, act, command.by, law)
        not_before_its_object(act, record)
    judged_with(kind, acts, act, law, now, named)
    if command.day_only:
        has_its_hour(kind, acts, act, law)


def _examine(kind: Kind, whole: Record, act: Act, sender: Actor, law: Law) -> None:
    attempt = _attempt(kind, whole, act, law)
    step = _step(attempt)
    if step.by.engine:
        raise NotCompetent("engine-only", f"“{step.content.label}”只能由系统引擎记录，不能由人提交", field="act")
    _granted(step, attempt, sender)
    _opens_or_follows(step, attempt)
    if not act.of_record:
        competent(step, attempt)
        names_its_party(attempt)
        _check(step, attempt)
        return
    _may_enter_facts(act.by)
    if not step.opening:
        belongs(attempt)
    if step.about_the_list:
        competent(step, attempt)
        for guard in step.guards:
            guard(attempt)
    _has_form(step, attempt)
    if _is_correction(attempt):
        _corrected_has_form(attempt)
    list(refusals(kind, whole, act, law))  # what it would have met is written down later: that must not fail either


def irregularities(kind: Kind, acts: Sequence[Act], judged: int, law: Law) -> dict[int, tuple[str, ...]]:
    """Return, for each new fact of record, every refusal that it would have met as a live act."""
    found: dict[int, tuple[str, ...]] = {}
    if not any(_is_new_fact(act) for act in acts[judged:]):
        return found
    for act, before in one_by_one(acts, judged):
        refused = refusals(kind, before, act, law) if _is_new_fact(act) else ()
        if told := tuple(dict.fromkeys(one.departure for one in refused)):
            found[act.no] = told
    return found


def _is_new_fact(act: Act) -> bool:
    return act.of_record and not act.irregularity


def refusal(kind: Kind, before: Record, act: Act, law: Law) -> Refused | None:
    """Return what an act would have been refused for after all that is on record before it; None = let in.

    Who did a fact of record is not known: only who entered it, which is asked when it comes in.
    """
    return next(refusals(kind, before, act, law), None)


def refusals(kind: Kind, before: Record, act: Act, law: Law) -> Iterator[Refused]:
    """Yield everything an act would have been refused for after all that is on record before it."""
    attempt = _attempt(kind, before, act, law)
    return _noes(_step(attempt), attempt)


def _attempt(kind: Kind, whole: Record, act: Act, law: Law) -> Attempt:
    return Attempt(whole.until(act.day), act.day, law, kind, act, whole)


def _step(attempt: Attempt) -> Step[Any]:
    step = attempt.kind.steps.get(type(attempt.act.content))
    if step is None:
        label, kind = attempt.act.content.label, attempt.kind.label
        raise OutOfOrder("not-of-this-kind", f"{kind}中没有“{label}”这一行为", field="act")
    return step


def _check(step: Step[Any], attempt: Attempt) -> None:
    refused = next(_noes(step, attempt), None)
    if refused is not None:
        raise refused


def _noes(step: Step[Any], attempt: Attempt) -> Iterator[Refused]:
    """Yield every no to an act, for each party that it concerns."""
    return noes_of_each(step, attempt, _noes_of_one)


def _noes_of_one(step: Step[Any], attempt: Attempt) -> Iterator[tuple[int, Refused]]:
    """Yield every no, and how many questions came before it.

    What is asked after one may stumble over what that one is about: no further answer.
    """
    said_no = False
    for place, ask in enumerate(_questions(step, attempt)):
        try:
            found = tuple(ask())
        except Exception:
            if not said_no:
                raise
            continue
        said_no = said_no or bool(found)
        yield from ((place, one) for one in found)


def _questions(step: Step[Any], attempt: Attempt) -> Iterator[Callable[[], Iterable[Refused]]]:
    yield from (partial(_no_to, ask, attempt) for ask in questions(step, attempt))
    if _is_correction(attempt):
        yield partial(_wrong_once_corrected, attempt)


def _no_to(ask: Callable[[Attempt], None], attempt: Attempt) -> tuple[Refused, ...]:
    try:
        ask(attempt)
    except Refused as refused:
        return (refused,)
    return ()


def _is_correction(attempt: Attempt) -> TypeGuard[Attempt[CorrectAct]]:
    return isinstance(attempt.content, CorrectAct)


def _is_a_day(at: datetime, law: Law) -> None:
    """Refuse an instant that has no civil day, or one before anything can be reckoned."""
    try:
        day = civil_day(at)
    except OverflowError:
        sentence = "发生时间不是可以计算的日期，请核对年份"
        raise Unclear("impossible-day", sentence, field="happened_at") from None
    if day < law.calendar.first:
        sentence = f"发生日期{day.isoformat()}早于工作日历的起始日{law.calendar.first.isoformat()}，请核对年份"
        raise OutOfTime("before-the-calendar", sentence, field="happened_at")


def _not_in_future(command: Command, now: datetime) -> None:
    if command.happened_at > now:
        happened, current = (at.astimezone(CIVIL) for at in (command.happened_at, now))
        told = "%Y-%m-%d %H:%M:%S" if happened.date() == current.date() else "%Y-%m-%d"
        sentence = f"发生时间{happened:{told}}晚于当前时间{current:{told}}，尚未发生的行为不能记录"
        raise OutOfTime("in-the-future", sentence, field="happened_at")


def _opens_or_follows(step: Step[Any], attempt: Attempt) -> None:
    opening, label, kind = attempt.whole.opening, step.content.label, attempt.kind.label
    if opening is None and not step.opening:
        raise OutOfOrder("file-not-open", f"{kind}尚未开立，不能办理“{label}”", field="act")
    if opening is not None and step.opening:
        sentence = f"{kind}已由“{opening.content.label}”开立，不能再次开立"
        raise OutOfOrder("file-already-open", sentence, field="act")
    not_before_the_opening(attempt.act.happened_at, opening)


def _granted(step: Step[Any], attempt: Attempt, actor: Actor) -> None:
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


def _has_form(step: Step[Any], attempt: Attempt) -> None:
    """Refuse what no fact can be: about an act that the file does not have, or of a day that cannot be meant."""
    names_its_party(attempt)
    points_right(step, attempt.of_the_whole)
    days_are_likely(attempt)


def _wrong_once_corrected(attempt: Attempt[CorrectAct]) -> Iterator[Refused]:
    """Yield what the corrected act would be refused for at its place in the record (更正后的内容).

    What the act as it stands would be refused for as well is not the correction's doing. Entered as a fact of record,
    the correction stands with these refusals as its irregularities.
    """
    try:
        found = _corrected_has_form(attempt)
    except Refused as refused:
        yield refused
        return
    if found is None:
        return
    target, changed, others = found
    known = {refused.code for refused in refusals(attempt.kind, others.before(target), target, attempt.law)}
    for no in refusals(attempt.kind, others.before(changed), changed, attempt.law):
        if no.code not in known:
            sentence = f"更正后，第{target.no}号行为“{target.content.label}”不符合规定：{no.sentence}"
            yield no.reworded(sentence, field="fields")


def _corrected_has_form(attempt: Attempt[CorrectAct]) -> tuple[Act, Act, Record] | None:
    """Return what a correction corrects, as it was and as it will be, and the acts beside it.

    Refuse one of record too that gives it a place or numbers it cannot have.
    """
    target = attempt.whole.act(attempt.content.of)
    if target is None:
        return None
    changed, others = corrected(target, attempt.content), attempt.whole.without(target.no)
    _is_a_day(changed.happened_at, attempt.law)
    first = next((act for act in others if not isinstance(act.content, TermNearsEnd | TermLapses)), None)
    is_opening = attempt.kind.step(changed).opening
    if is_opening and first is not None and is_before(first.happened_at, changed.happened_at):
        opened, other = told_apart(changed.happened_at, first.happened_at)
        sentence = f"更正后的{attempt.kind.label}开立{opened}晚于第{first.no}号行为的{other}"
        raise OutOfTime("opened-after-other-acts", sentence, field="happened_at")
    then = _attempt(attempt.kind, others, changed, attempt.law)
    _has_form(_step(then), then)
    return target, changed, others
