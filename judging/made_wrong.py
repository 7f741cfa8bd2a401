"""What a correction or a withdrawal has made wrong in what was done after it (更正、撤回之后不再符合规定的行为).

Each later act is asked again what it was asked when it came in, of the file as it now counts: order, bars and its own
guards. Only what the change itself made wrong is told: what would have been refused without it is not its doing.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from judging.asking import points_right
from judging.attempt import Attempt
from judging.each_party import asked_in
from judging.kind import Kind
from judging.one_instant import entered_first
from judging.possible import barred
from judging.record import Record
from judging.step import Step
from law.edition import Law
from law.refusals import Refused, Unclear
from models.acts import Act
from models.acts.terms import CorrectAct, WithdrawAct
from models.standing import Irregularity

OUT_OF_ORDER = "out-of-order"


def made_wrong(acts: Sequence[Act], record: Record, kind: Kind, law: Law) -> Iterator[Irregularity]:
    """Yield for each act what it breaks first since something before it was corrected or withdrawn."""
    touched = [act.content.of for act in acts if isinstance(act.content, CorrectAct | WithdrawAct)]
    first = min(touched, default=0)
    record, now = _as_first_entered(record)
    then: dict[frozenset[int], Record] = {}
    for act in record if touched else ():
        if act.no <= first or act.of_record or act.by.kind == "engine":
            continue
        found = _wrong(act, record, kind, law)
        known = _known_before(act, acts, then, kind, law) if found else frozenset()
        new = next((one for one in found if _told_of(one) not in known), None)
        if new is not None:
            yield new.model_copy(update={"act": now.get(new.act, new.act)})


def _as_first_entered(record: Record) -> tuple[Record, dict[int, int]]:
    """Return a record with what was withdrawn and entered once more under its first number, and the number it has now.

    What rested on it, or was said of it, means it still (重新录入).
    """
    again = {(type(act.content), act.day): act.no for act in record}
    found = {gone.no: again.get((type(gone.content), gone.day), 0) for gone in record.withdrawn}
    now = {first: no for first, no in found.items() if no > first}
    if not now:
        return record, now
    first = {no: gone for gone, no in now.items()}
    rows = [(act.day, _numbered(act, first)) for act in record]
    gone = [act for act in record.withdrawn if act.no not in now]
    return Record(sorted(rows, key=lambda row: (row[0], row[1].no)), gone, record.moved), now


def _numbered(act: Act, first: Mapping[int, int]) -> Act:
    of = act.content.__dict__.get("of")
    content = act.content.model_copy(update={"of": first[of]}) if of is not None and of in first else act.content
    return Act(**{**act.known(), "no": first.get(act.no, act.no), "content": content})


def _told_of(one: Irregularity) -> tuple[str, str]:
    """Return what tells one wrong from another: its code; of what is out of order, what it lacks."""
    return one.code, one.sentence if one.code == OUT_OF_ORDER else ""


def _known_before(
    act: Act, acts: Sequence[Act], then: dict[frozenset[int], Record], kind: Kind, law: Law
) -> frozenset[tuple[str, str]]:
    """Return what was wrong with an act but for what was put right since: that is not to blame for it.

    `then` keeps the records that were made, by what they leave out: acts between two corrections share one.
    """
    since = frozenset(one.no for one in acts if one.no > act.no and isinstance(one.content, CorrectAct | WithdrawAct))
    if since not in then:
        then[since] = Record.of([one for one in acts if one.no not in since])
    before = then[since]
    stood = before.act(act.no)
    return frozenset(map(_told_of, _wrong(stood, before, kind, law))) if stood is not None else frozenset()


def _wrong(act: Act, record: Record, kind: Kind, law: Law) -> list[Irregularity]:
    """Return what is wrong with an act on its day, after all that a record holds.

    What was entered after it for the same instant happened before or after it: it is right where either makes it so.
    """
    before = record.before(act)
    found = _wrong_after(before, act, kind, law)
    first = entered_first(before, act) if found else before
    if first is before:
        return found
    also = frozenset(map(_told_of, _wrong_after(first, act, kind, law)))
    return [one for one in found if _told_of(one) in also]


def _wrong_after(before: Record, act: Act, kind: Kind, law: Law) -> list[Irregularity]:
    step = kind.step(act)
    asked = asked_in(step, Attempt(before, act.day, law, kind, act, before))
    found = [list(_wrong_in(then, step, act)) for _, then in asked]
    if step.for_one_party and not all(found):
        return []
    return [one for rows in found for one in rows]


def _wrong_in(then: Attempt, step: Step[Any], act: Act) -> Iterator[Irregularity]:
    refusal = barred(step, then)
    if refusal is not None:
        yield _broken(act, refusal)
    for need in step.needs:
        if not need.holds(then):
            sentence = f"更正后，“{act.content.label}”不再符合程序：{need.sentence}"
            article = then.cite(need.article) if need.article else step.cited(then)
            yield Irregularity(act=act.no, code=OUT_OF_ORDER, sentence=sentence, article=article)
            return
    if not step.about_the_list:  # what put the list right was right when it did, whatever became of its act since
        yield from _guarded(then, step, act)


def _guarded(then: Attempt, step: Step[Any], act: Act) -> Iterator[Irregularity]:
    """Yield what the guards of an act refuse, once it points at what is there; a fault keeps no file unread."""
    asks: list[Callable[[Attempt], None]] = [partial(points_right, step), *step.guards]
    for ask in asks:
        refusal = _no_of(ask, then)
        if refusal is not None:
            yield _broken(act, refusal)
            if refusal.code == "no-such-act":
                return


def _no_of(ask: Callable[[Attempt], None], then: Attempt) -> Refused | None:
    try:
        ask(then)
    except Refused as refused:
        return refused
    except Exception:  # noqa: BLE001  a guard that stumbles over a changed file keeps nobody from it, and is told
        return Unclear("not-judged", "无法判断是否仍符合规定，须由办案人员核对")
    return None


def _broken(act: Act, refusal: Refused) -> Irregularity:
    sentence = f"更正后，“{act.content.label}”不再符合规定：{refusal.fact}"
    return Irregularity(act=act.no, code=refusal.code, sentence=sentence, article=refusal.article)
