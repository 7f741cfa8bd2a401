"""Acts about terms and about the list itself: extension, correction, withdrawal; and what the engine records.

The list is never edited. A correction or a withdrawal is an act of its own, after which the standing is
computed again and terms move.
"""

from collections.abc import Iterable, Sequence

from pydantic import ValidationError

from judging.answering import COUNTY, TOWNSHIP
from judging.asked_for import AskedFor, asks_for
from judging.attempt import Attempt, PointsBack
from judging.clock import reckoned
from judging.clock_reading import clocks_of, extended_rule
from judging.counting import corrected
from judging.days import not_before_the_opening
from judging.effects import key, message
from judging.step import ENGINE, Procedure, Step, who
from law.refusals import NotCompetent, OutOfBounds, OutOfOrder, OutOfTime, Unclear
from models.acts.finding import OpensAtPlace
from models.acts.terms import CorrectAct, ExtendTerm, FileNearsFull, TermLapses, TermNearsEnd, WithdrawAct
from models.effects import Message
from models.people import Role
from procedures.reporting_upward import CLIMBS, NOT_WALKED, climbed
from procedures.telling_terms import PUT_RIGHT, put_right

BUREAU = (1, 2)
RECORDED = "whole_process_record"
"""What is on record leaves its trace: it is put right by a further act, and what opened a file stays."""


@asks_for(AskedFor("amount", must="须大于零，不超过该期限可以延长的数额"))
def extension_is_allowed(attempt: Attempt[ExtendTerm]) -> None:
    """Refuse to extend a term that is over, unknown, or that nobody may extend again."""
    content = attempt.content
    clocks = clocks_of(attempt)
    found = clocks.all.get(content.term)
    if found is None or found.ended_by is not None:
        known = "、".join(name for name, row in clocks.all.items() if row.ended_by is None) or "无"
        raise Unclear("no-such-term", f"没有进行中的期限“{content.term}”，可延长的有：{known}", field="term")
    article, extension = extended_rule(attempt), found.extension()
    if extension is None:
        used = "已经用尽法定的延长次数" if found.granted else "法律没有规定可以延长"
        raise OutOfBounds("cannot-be-extended", f"期限“{content.term}”{used}", article=article, field="term")
    if content.amount is not None and not 0 < content.amount <= extension.amount:
        sentence = f"延长{content.amount}超出规定，最多延长{extension.amount}"
        raise OutOfBounds("extended-too-long", sentence, article=article, field="amount")
    last_day = reckoned(found, clocks, attempt.law).last_day
    if last_day is not None and attempt.day > last_day:
        sentence = f"期限已于{last_day.isoformat()}届满，届满后不得延长"
        raise OutOfTime("extended-too-late", sentence, article=article, field="happened_at")


def engine_keeps_its_own(attempt: Attempt[PointsBack]) -> None:
    """Refuse to correct or withdraw what the engine recorded: it follows from the other acts."""
    target = attempt.whole.act(attempt.content.of)
    if target is not None and target.by.kind == "engine":
        sentence = "系统引擎的记录不能更正或者撤回"
        raise NotCompetent("engine-only", sentence, article=attempt.cite(RECORDED), field="of")


def correction_is_of_what_people_said(attempt: Attempt[CorrectAct]) -> None:
    """Refuse to correct a correction or withdrawal, which would change nothing, or what the system filled in."""
    target = attempt.whole.act(attempt.content.of)
    if target is None:
        return
    if isinstance(target.content, CorrectAct | WithdrawAct):
        sentence = "更正或者撤回的记录不能更正，请再次更正原行为"
        raise OutOfOrder("correct-the-act-itself", sentence, article=attempt.cite(RECORDED), field="of")
    fixed = target.content.fixed & attempt.content.fields.keys()
    if fixed:
        sentence = f"“{'、'.join(sorted(fixed))}”由系统填写，或者系统已据以送交，不能更正"
        raise NotCompetent("given-by-the-system", sentence, article=attempt.cite(RECORDED), field="fields")


def place_stays_in_its_chain(attempt: Attempt[CorrectAct]) -> None:
    """Refuse to correct where it happened into a grid that others answer for, or that is no township's (网格责任).

    That the grid is one of the city's, whoever looks up the numbers that were sent asks the register.
    """
    opening = attempt.whole.opening
    if opening is None or attempt.content.of != opening.no or "place" not in attempt.content.fields:
        return
    told = corrected(opening, attempt.content).content
    if not isinstance(told, OpensAtPlace) or not isinstance(opening.content, OpensAtPlace):
        return
    grid, was = told.place.grid, opening.content.place.grid
    if grid == was:
        return
    article, above = attempt.cite("grid_persons"), {row.grid for row in told.answerable if row.level != TOWNSHIP}
    if grid in above and any(row.level == TOWNSHIP for row in told.answerable):
        sentence = f"更正后的网格“{grid}”不是三级网格；发生地须写明乡镇（街道）一级的网格"
        raise Unclear("not-a-township", sentence, article=article, field="fields")
    counties = [row.grid for row in told.answerable if row.level == COUNTY]
    if not any(grid.startswith(county) for county in counties):
        sentence = f"更正后的网格“{grid}”不在原责任链的县级网格内，不能更正；请依程序移交有管辖权的单位"
        raise NotCompetent("another-chain", sentence, article=article, field="fields")


@asks_for(
    AskedFor("fields", when="不更正发生时间的", offered=True),
    AskedFor("happened_at", must="不得晚于当前时间，不得早于发现（接报）日期"),
)
def correction_is_possible(attempt: Attempt[CorrectAct]) -> None:
    """Refuse a correction that says nothing, changes the kind, or puts it on a day or in a form it cannot have."""
    content, happened_at, opening = attempt.content, attempt.content.happened_at, attempt.whole.opening
    if happened_at is None and not content.fields:
        raise Unclear("nothing-to-correct", "更正须写明新的发生时间或者新的内容", field="fields")
    if "act" in content.fields:
        sentence = "更正不能改变行为种类；请“撤回记录”后重新记录"
        raise Unclear("cannot-change-kind", sentence, article=attempt.cite(RECORDED), field="fields")
    if happened_at is not None and happened_at > attempt.act.recorded_at:
        raise OutOfTime("in-the-future", "更正后的发生时间晚于当前时间", field="happened_at")
    if happened_at and opening and content.of != opening.no:
        not_before_the_opening(happened_at, opening)
    target = attempt.whole.act(content.of)
    if target is None:
        return
    try:
        type(target.content).model_validate({**target.content.known(), **content.fields})
    except ValidationError as error:
        names = "、".join(".".join(map(str, row["loc"])) for row in error.errors())
        raise Unclear("impossible-fields", f"更正后的内容不合要求：{names}", field="fields") from None


def withdrawal_is_possible(attempt: Attempt[WithdrawAct]) -> None:
    """Refuse to withdraw the act that opened the file, or a withdrawal: what is withdrawn is recorded anew."""
    opening = attempt.whole.opening
    if opening is not None and attempt.content.of == opening.no:
        sentence = f"开立{attempt.kind.label}的记录不能撤回；不应办理的请依程序办结"
        raise OutOfOrder("cannot-withdraw-opening", sentence, article=attempt.cite(RECORDED), field="of")
    target = attempt.whole.act(attempt.content.of)
    if target is not None and isinstance(target.content, WithdrawAct):
        sentence = "撤回不能再撤回，请重新记录原行为"
        raise OutOfOrder("cannot-withdraw-withdrawal", sentence, article=attempt.cite(RECORDED), field="of")


def warning(done: Attempt[TermNearsEnd]) -> Iterable[Message]:
    """Return the word to those who are warned that a term is near its end (期限临近预警)."""
    return _word(done, done.content.told)


def lapse(done: Attempt[TermLapses]) -> Iterable[Message]:
    """Return the word to those one level up that a term has ended without its act (期限届满)."""
    return _word(done, done.content.escalated_to)


def _word(done: Attempt[TermNearsEnd] | Attempt[TermLapses], to: Sequence[str]) -> Iterable[Message]:
    content = done.content
    yield Message(
        key=key(done, "message"),
        act_no=done.act.no,
        title=content.label,
        to=tuple(to),
        term=content.term,
        last_day=content.last_day,
    )


FILE_NEARS_FULL = "案卷容量将满：后续较长的材料请另立卷宗（第二卷）存放，在本卷只登记名称、页数和校验值"

STEPS = (
    Step(
        ExtendTerm,
        who(Role.HEAD, levels=BUREAU),
        guards=(extension_is_allowed,),
        for_one_party=True,
        cites=extended_rule,
    ),
    Step(
        CorrectAct,
        who(Role.HEAD, levels=BUREAU),
        guards=(
            engine_keeps_its_own,
            correction_is_of_what_people_said,
            correction_is_possible,
            place_stays_in_its_chain,
        ),
        when_closed=True,
        about_the_list=True,
        opens=(PUT_RIGHT,),
        effects=(put_right,),
        citation=(RECORDED,),
    ),
    Step(
        WithdrawAct,
        who(Role.HEAD, levels=BUREAU),
        guards=(engine_keeps_its_own, withdrawal_is_possible),
        when_closed=True,
        about_the_list=True,
        citation=(RECORDED,),
    ),
    Step(TermNearsEnd, ENGINE, when_closed=True, effects=(warning,)),
    Step(TermLapses, ENGINE, when_closed=True, opens=(NOT_WALKED, *CLIMBS), effects=(lapse, climbed)),
    Step(FileNearsFull, ENGINE, when_closed=True, effects=(message(FILE_NEARS_FULL, "holder"),)),
)

PROCEDURE = Procedure("recording", "期限与记录", STEPS)
