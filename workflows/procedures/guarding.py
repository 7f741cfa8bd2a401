"""The guards of a case's steps: each asks `law.guards`, or the record itself, and refuses with the article."""

from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from typing import Any, cast

from pydantic import ValidationError

from law import guards
from law.amounts.thresholds import Proposed, hearing_due
from law.citations import Citation
from law.edition import Law
from law.guards.notice import Result
from law.instruments import Unit
from law.refusals import NotCompetent, OutOfBounds, OutOfOrder, OutOfTime, Unclear
from law.terms import reckon
from models.acts import ACTS, Act, Content
from models.acts.penalty import MEASURE_NAMES
from models.acts.terms import CorrectAct
from workflows.procedures import clock
from workflows.procedures.record import Record, corrected
from workflows.procedures.step import Attempt

GuardOfCase = Callable[[Attempt], None]


def _content(attempt: Attempt) -> Any:  # noqa: ANN401  each guard knows the act it stands at
    return attempt.act.content


def points_at(*names: str) -> GuardOfCase:
    """Return the guard that `of` names an earlier act of the right kind."""

    def guard(attempt: Attempt) -> None:
        target = attempt.record.act(_content(attempt).of)
        if target is None or target.name not in names:
            wanted = "”或者“".join(ACTS[name].label for name in names)
            known = "、".join(f"第{act.no}号" for act in attempt.record.all(*names)) or "尚无"
            sentence = f"“of”须是本案一项“{wanted}”的行为编号，现有：{known}"
            raise Unclear("no-such-act", sentence, field="of")

    return guard


def place_is_answered_for(attempt: Attempt) -> None:
    """Refuse to open a case that nobody answers for: every grid level needs its unit and persons (网格责任)."""
    levels = {row.level for row in _content(attempt).answerable}
    missing = [name for level, name in ((2, "二级"), (1, "一级")) if level not in levels]
    if missing:
        sentence = f"网格没有{'、'.join(missing)}责任单位和责任人，案件无人负责；请先在登记簿中补全网格责任人"
        raise Unclear("nobody-answers", sentence, article="衡政办发〔2015〕76号方案四（三）", field="answerable")
    _days_in_order(_content(attempt).conduct_from, _content(attempt).conduct_until, attempt.day)


def _days_in_order(first: date | None, last: date | None, day: date) -> None:
    if first and last and last < first:
        raise Unclear("reversed-conduct", "违法行为终了日期早于开始日期", field="conduct_until")
    if first and first > day:
        raise OutOfTime("conduct-in-the-future", "违法行为开始日期晚于发现日期", field="conduct_from")


def department_is_known(attempt: Attempt) -> None:
    """Refuse to hand a case to a unit outside the grid's chain without saying who answers there."""
    content = _content(attempt)
    opening = attempt.whole.opening
    units = {row.unit for row in cast("Any", opening.content).answerable} if opening else set()
    if content.answerable is None and content.unit not in units:
        sentence = f"单位“{content.unit}”不在本网格责任链上，须同时写明该单位的责任人"
        raise Unclear("nobody-answers", sentence, field="answerable")


def two_certified_officers(attempt: Attempt) -> None:
    """Refuse a step without two officers whose certificates hold (G2)."""
    guards.two_certified_officers(_content(attempt).officers, on=attempt.day)


def identity_was_shown(attempt: Attempt) -> None:
    """Refuse a step on site at which the certificates were not shown (G2)."""
    content = _content(attempt)
    guards.two_certified_officers(content.officers, on=attempt.day, certificates_shown=content.identity_shown)


def conduct_is_not_time_barred(attempt: Attempt) -> None:
    """Refuse to file conduct that was found after its limitation had run (追责期限, 行政处罚法 art. 36)."""
    content = _content(attempt)
    opening = attempt.record.opening
    _days_in_order(content.conduct_from, content.conduct_until, attempt.day)
    if content.conduct_until is None or opening is None:
        return
    rule = "limitation_5y_eco_harm" if content.harm else "limitation_2y"
    find = attempt.law.catalogue.find
    cited = find(rule, content.conduct_until) or find("limitation_2y", content.conduct_until)
    if cited is None:
        return
    limit = next(row for row in cited.provision.limits if row.unit == Unit.YEAR)
    last = reckon(content.conduct_until, limit, attempt.law.calendar, rolls=cited.rolls_for(limit)).last_day
    if last is not None and opening.day > last:
        found = f"违法行为{content.conduct_until.isoformat()}终了，{opening.day.isoformat()}才被发现"
        sentence = f"{found}，已超过追责期限（{last.isoformat()}届满），不再给予行政处罚"
        raise OutOfTime("time-barred", sentence, article=cited.citation, field="conduct_until")


def suspension_is_over(attempt: Attempt) -> None:
    """Refuse to resume before the day on which the investigation was suspended."""
    suspended = attempt.record.last("suspend_investigation")
    if suspended is None:
        raise OutOfOrder("not-suspended", "调查没有中止，无须恢复", field="act")


def reviewer_is_no_investigator(attempt: Attempt) -> None:
    """Refuse an investigator as reviewer (查审分离, G3)."""
    guards.investigator_keeps_away(attempt.act.by.id, attempt.record.investigators(), "reviewer", on=attempt.day)


def basis_is_in_force(attempt: Attempt) -> None:
    """Refuse a document that cites law not in force, but for old law about old conduct (G16)."""
    basis_fits(attempt, conduct_day(attempt.record))


def basis_fits(attempt: Attempt, conduct_on: date) -> None:
    """Refuse a document without basis, or whose basis was not in force for conduct that ended on a day (G16)."""
    citations = [
        Citation(
            instrument=row.instrument,
            article=row.article,
            about="procedure" if row.role == "procedure" else "substance",
            lighter=row.lighter,
        )
        for row in _content(attempt).basis
    ]
    if not citations:
        raise Unclear("no-basis", "文书须写明法律依据（文件名称和条款）", field="basis")
    guards.cites_law_in_force(citations, on=attempt.day, conduct_on=conduct_on)


def hearing_is_offered(attempt: Attempt) -> None:
    """Refuse a notice that is silent on the hearing where the intended penalty reaches its threshold (听证告知)."""
    content = _content(attempt)
    filed = attempt.record.content("file_case")
    due = hearing_due(intended_by(content), filed.party.kind if filed else "organisation", attempt.day)
    if due.due and not content.hearing_offered:
        sentence = f"{'、'.join(due.reasons)}，应当告知当事人有要求听证的权利"
        raise OutOfBounds("hearing-not-offered", sentence, article=due.grounds[0].citation, field="hearing_offered")


NOT_HEADS = frozenset({"fine", "confiscation", "criticism"})


def proposed(measures: Iterable[str], fine: Decimal | None, confiscation: Decimal | None) -> Proposed:
    """Return an intended penalty as the thresholds ask for it."""
    nothing = Decimal(0)
    return Proposed(fine=fine or nothing, confiscated=confiscation or nothing, heads=frozenset(measures) - NOT_HEADS)


def intended_by(content: Content) -> Proposed:
    """Return the penalty a notice intends, as the thresholds ask for it; a notice of one fine names only its sum."""
    measures = getattr(content, "measures", ("fine",))
    return proposed(measures, getattr(content, "fine", None), getattr(content, "confiscation", None))


def conduct_day(record: Record) -> date:
    """Return the day whose law governs the substance: the end of the conduct, or the finding while it goes on."""
    for name in ("file_case", "report_finding", "receive_complaint"):
        content = record.content(name)
        if content is not None and content.conduct_until is not None:
            return cast("date", content.conduct_until)
    opening = record.opening
    return opening.day if opening else date.max


def results_were_told(attempt: Attempt) -> None:
    """Refuse a prior notice while a monitoring result has not been told to the party (G18)."""
    told = {cast("Any", act.content).of: act.day for act in attempt.record.all("inform_results")}
    results = [Result(act.content.label, told.get(act.no)) for act in attempt.record.all("receive_report")]
    guards.results_told_before_notice(results, on=attempt.day)


def electronic_service_needs_consent(attempt: Attempt) -> None:
    """Refuse electronic service to a party that has not confirmed it in writing (民事诉讼法, 处罚法 art. 61)."""
    content = _content(attempt)
    if content.mode == "electronic" and not content.consent:
        sentence = "当事人没有签署确认书，不得采用电子送达；请取得确认书或者改用其他送达方式"
        raise OutOfBounds("no-consent", sentence, article="《中华人民共和国行政处罚法》第61条", field="consent")


def last_day_of(rule: str, start: date, law: Law, case: str = "") -> date | None:
    """Return the last day of a rule's limit from a day, or None where no statute sets one on that day."""
    cited = law.catalogue.find(rule, start, case)
    if cited is None or not cited.provision.limits:
        return None
    limit = cited.limit(case)
    return reckon(start, limit, law.calendar, rolls=cited.rolls_for(limit)).last_day


def decision_follows_the_notice(attempt: Attempt) -> None:
    """Refuse a decision heavier than its notice, out of bounds, by a township, silent on relief (G6, G8, G14, G19)."""
    content, notice, day = _content(attempt), attempt.record.content("serve_notice"), attempt.day
    guards.township_has_no_penalty_power(on=day, grid_level=attempt.act.by.level)
    if "fine" in content.measures and content.fine is None:
        raise Unclear("no-amount", "处罚种类含罚款，须写明罚款数额", field="fine")
    fine = content.fine or Decimal(0)
    added = [MEASURE_NAMES[name] for name in content.measures if notice and name not in notice.measures]
    guards.fine_not_above_notified(fine, (notice.fine if notice else None) or Decimal(0), on=day, added=added)
    if content.fine is not None and content.fine_max is not None:
        least = content.fine_min or Decimal(0)
        guards.fine_within_bounds(fine, least, content.fine_max, on=day, mitigation=content.mitigation)
    guards.remedies_told("decision", on=day, **content.remedies.model_dump())


def publication_is_redacted(attempt: Attempt) -> None:
    """Refuse to publish what has not been redacted (处罚办法 art. 64)."""
    if not _content(attempt).redacted:
        sentence = "公开前须隐去个人信息、商业秘密和未成年人信息"
        raise OutOfBounds("not-redacted", sentence, article="《生态环境行政处罚办法》第64条", field="redacted")


GROUNDS = {
    "no_penalty": ("decide_no_penalty",),
    "not_filed": ("decline_filing",),
    "filing_revoked": ("revoke_filing",),
    "performed": ("serve_decision", "decide_on_the_spot"),
    "court_accepted": ("court_accepts",),
}


def closing_ground_fits(attempt: Attempt) -> None:
    """Refuse a closing ground the file does not bear out (处罚办法 art. 77)."""
    ground = _content(attempt).ground
    needed = GROUNDS.get(ground, ())
    if needed and not attempt.record.has(*needed):
        label = "”或者“".join(ACTS[name].label for name in needed)
        sentence = f"结案事由与案卷不符：没有“{label}”的记录"
        raise OutOfOrder("wrong-ground", sentence, article="《生态环境行政处罚办法》第77条", field="ground")


def extension_is_allowed(attempt: Attempt) -> None:
    """Refuse to extend a term that is over, unknown, or that nobody may extend again."""
    from workflows.procedures import STEPS  # noqa: PLC0415  the table holds this guard

    content = _content(attempt)
    clocks = clock.read_clocks(attempt.record, STEPS, attempt.law)
    found = clocks.all.get(content.term)
    if found is None or found.ended_by is not None:
        known = "、".join(key for key, row in clocks.all.items() if row.ended_by is None) or "无"
        raise Unclear("no-such-term", f"没有进行中的期限“{content.term}”，可延长的有：{known}", field="term")
    citation = found.cited.citation if found.cited else ""
    extension = found.extension()
    if extension is None:
        used = "已经用尽法定的延长次数" if found.extended else "法律没有规定可以延长"
        raise OutOfBounds("cannot-be-extended", f"期限“{content.term}”{used}", article=citation, field="term")
    if extension.key == "collective" and not attempt.record.has("discuss_collectively"):
        sentence = f"再次延长须由{extension.by}决定，须先“集体讨论”"
        raise OutOfOrder("collective-discussion-missing", sentence, article=citation, field="term")
    if content.amount is not None and not 0 < content.amount <= extension.amount:
        sentence = f"延长{content.amount}超出规定，最多延长{extension.amount}"
        raise OutOfBounds("extended-too-long", sentence, article=citation, field="amount")
    last_day = clock.reckoned(found, clocks, attempt.law).last_day
    if last_day is not None and attempt.day > last_day:
        sentence = f"期限已于{last_day.isoformat()}届满，届满后不得延长"
        raise OutOfTime("extended-too-late", sentence, article=citation, field="happened_at")


def correction_is_possible(attempt: Attempt) -> None:
    """Refuse a correction of an act that is not there, of the engine's, or into something impossible."""
    content = cast("CorrectAct", _content(attempt))
    target = _target(attempt, content.of)
    if content.happened_at is None and not content.fields:
        raise Unclear("nothing-to-correct", "更正须写明新的发生时间或者新的内容", field="fields")
    if "act" in content.fields:
        raise Unclear("cannot-change-kind", "更正不能改变行为种类；请“撤回记录”后重新记录", field="fields")
    if content.happened_at is not None and content.happened_at > attempt.act.recorded_at:
        raise OutOfTime("in-the-future", "更正后的发生时间晚于当前时间", field="happened_at")
    opening = attempt.whole.opening
    if content.happened_at and opening and target.no != opening.no and content.happened_at.date() < opening.day:
        raise OutOfTime("before-the-opening", "更正后的发生日期早于案件发现（接报）日期", field="happened_at")
    try:
        corrected(target, content)
    except ValidationError as error:
        names = "、".join(".".join(map(str, row["loc"])) for row in error.errors())
        raise Unclear("impossible-fields", f"更正后的内容不合要求：{names}", field="fields") from None


def withdrawal_is_possible(attempt: Attempt) -> None:
    """Refuse to withdraw an act that is not there, the engine's, or the one that opened the case."""
    target = _target(attempt, _content(attempt).of)
    opening = attempt.whole.opening
    if opening is not None and target.no == opening.no:
        raise OutOfOrder("cannot-withdraw-opening", "开立案件的记录不能撤回；不应立案的请办理“不予立案”", field="of")


def _target(attempt: Attempt, no: int) -> Act:
    target = attempt.whole.act(no)
    if target is None:
        raise Unclear("no-such-act", f"本案没有第{no}号行为，或者该行为已撤回", field="of")
    if target.by.kind == "engine":
        raise NotCompetent("engine-only", "系统引擎的记录不能更正或者撤回", field="of")
    return target
