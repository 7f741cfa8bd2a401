"""Finding, stopping, reporting upward, handing over (网格发现、制止、上报、转办).

The opinions (衡政办发〔2015〕76号, plan 四(二) and 四(四)1): whoever patrols a grid stops what he finds and
reports it to the level-2 working group of his grid; the group hands it to the department that is competent. A
complaint goes the same way and must be accepted or refused, with word to the reporter (环保举报热线工作管理办法
art. 7). What is not one's own goes on to whoever is competent, before filing and, on the head's decision, after it
(生态环境行政处罚办法 art. 17). What a monitoring system sends lies with the bureau from its arrival. A township has no
power to penalise (行政处罚法 art. 24): it finds, stops, reports and assists.
"""

from collections.abc import Iterable
from datetime import date

from judging.answering import COUNTY, TOWNSHIP, chain, handed_to, nearest, rows
from judging.asked_for import AskedFor, asks_for
from judging.attempt import Attempt, Situation
from judging.effects import message
from judging.record import Record
from judging.step import Condition, Opens, Procedure, Step, after, before, ends, instant_of_act, labels, who
from law import guards
from law.refusals import NotCompetent, OutOfOrder, Unclear
from models.acts.answerers import HandsOver
from models.acts.closing import ArchiveCase
from models.acts.complaint import ArchiveComplaint, RefuseComplaint
from models.acts.filing import DeclineFiling, FileCase, RevokeFiling
from models.acts.finding import (
    AcceptComplaint,
    HandToDepartment,
    OpensAtPlace,
    Reassign,
    ReceiveComplaint,
    ReportFinding,
    ReportUpward,
    StopOnSite,
    TellsOfViolation,
)
from models.acts.investigation import TerminateInvestigation
from models.acts.oversight import DesignateJurisdiction
from models.acts.penalty import DecideNoPenalty, DecidePenalty
from models.acts.summary import DecideOnTheSpot
from models.acts.transfer import TransferMatter
from models.effects import Message
from models.people import Answerable, Role
from procedures.competence import (
    BUREAU,
    HANDED_ON,
    REVIEW,
    arrived_on,
    by_the_stricter_reading,
    comes_from_a_monitor,
    complaint_since,
    ours_from,
)
from procedures.feedback import acceptance_told, refusal_told
from procedures.filing import days_in_order
from procedures.petition import ACCEPTANCE, RECEIVED, RECEPTION
from procedures.reporting_upward import TAKEN_UP, WAITS_FOR_GROUP
from procedures.telling_terms import BY_HAND


def _by_bureau(attempt: Attempt) -> bool:
    return attempt.act.by.level in BUREAU


def _is_with_the_bureau(attempt: Attempt[ReportFinding]) -> bool:
    """Tell whether a finding lies with the bureau from its arrival: its own, and what a monitoring system has sent."""
    return _by_bureau(attempt) or comes_from_a_monitor(attempt.act)


def _is_with_the_township(attempt: Attempt[ReportFinding]) -> bool:
    """Tell whether a finding lies with the township: its own, and what another system or a complaint has sent."""
    if comes_from_a_monitor(attempt.act):
        return False
    level = attempt.act.by.level
    return level == TOWNSHIP or (not level and any(row.level == TOWNSHIP for row in attempt.content.answerable))


def _arrived_on(attempt: Attempt[ReportFinding]) -> date:
    return arrived_on(attempt.act)


def holder(record: Record) -> Answerable | None:
    """Return the one unit that answers for a case (责任单位): who was handed it, else the level that it has reached."""
    levels, opening = chain(record), record.opening
    if opening is None or not levels:
        return None
    handed = handed_to(record)
    if handed is not None:
        return handed
    if record.has(ReportUpward, AcceptComplaint):
        return nearest(levels, COUNTY)
    is_the_bureaus = isinstance(opening.content, ReceiveComplaint) or comes_from_a_monitor(opening)
    unsaid = COUNTY if is_the_bureaus else TOWNSHIP
    return nearest(levels, opening.by.level or unsaid)


@asks_for(
    AskedFor("conduct_from", must="不得晚于终了之日和当日"),
    AskedFor("conduct_until", must="不得晚于当日"),
)
def place_is_answered_for(attempt: Attempt[TellsOfViolation]) -> None:
    """Refuse to open a file that nobody answers for, or about a conduct whose days cannot be."""
    grid_is_answered_for(attempt)
    content = attempt.content
    days_in_order(content.conduct_from, content.conduct_until, attempt.day)


def grid_is_answered_for(attempt: Attempt[OpensAtPlace]) -> None:
    """Refuse to open a file that nobody answers for: every grid level needs its unit and persons (网格责任)."""
    levels = {row.level for row in attempt.content.answerable}
    missing = [name for level, name in ((2, "二级"), (1, "一级")) if level not in levels]
    if missing:
        sentence = f"网格没有{'、'.join(missing)}责任单位和责任人，案件无人负责；请先在登记簿中补全网格责任人"
        raise Unclear("nobody-answers", sentence, article=attempt.cite("grid_persons"), field="answerable")


@asks_for(AskedFor("answerable", when="单位不在本网格责任链上的"))
def department_is_known(attempt: Attempt[HandsOver | TransferMatter]) -> None:
    """Refuse to hand a case, or a matter in it, to a unit outside the grid's chain without saying who answers there."""
    content, opening = attempt.content, attempt.whole.opening
    units = {row.unit for row in opening.content.answerable} if opening else set()
    if content.answerable is None and content.unit not in units:
        sentence = f"单位“{content.unit}”不在本网格责任链上，须同时写明该单位的责任人"
        raise Unclear("nobody-answers", sentence, field="answerable")


@asks_for(AskedFor("instead_of", when="同级同网格另有其他单位（如市直部门）、单位名称又是新的"))
def says_whose_place(attempt: Attempt[Reassign]) -> None:
    """Refuse a new unit of which nobody can tell in whose place it is: a bureau's, or a department's beside it."""
    content, found, article = attempt.content, rows(attempt.whole), attempt.cite("grid_persons")
    known = {*(row.unit for row, _ in found.levels.values()), *found.beside}
    if content.instead_of and content.instead_of not in known:
        sentence = f"“{content.instead_of}”不是本案卷的责任单位或者承办单位，不能由他单位接替；现有：{'、'.join(sorted(known))}"
        raise Unclear("no-such-unit", sentence, article=article, field="instead_of")
    there = found.at(content.answerable)
    if not content.instead_of and content.answerable.unit not in known and len(there) > 1:
        sentence = f"“{content.answerable.unit}”是新的单位，须写明接替哪一个单位：{'、'.join(there)}"
        raise Unclear("whose-place", sentence, article=article, field="instead_of")


def not_passed_on(attempt: Attempt[HandToDepartment]) -> None:
    """Refuse to send on to a unit outside the grid's chain what another body transferred to us (不得再自行移送, G15)."""
    opening = attempt.whole.opening
    found = opening.content if opening else None
    if isinstance(found, ReportFinding) and attempt.content.unit not in {row.unit for row in found.answerable}:
        received = found.source == "transferred_in"
        guards.no_second_transfer(on=attempt.day, law=attempt.law, received_by_transfer=received)


def not_there_already(attempt: Attempt[HandsOver]) -> None:
    """Refuse to hand a case to the unit that was handed it last and still has it (重复移送)."""
    handed = attempt.whole.bearing(HandsOver)
    if handed and handed[-1].content.unit == attempt.content.unit:
        done = handed[-1]
        sentence = (
            f"案件已于{done.day.isoformat()}交该单位（第{done.no}号行为），不得重复；如有误请“更正记录”或者“撤回记录”"
        )
        raise OutOfOrder("already-done", sentence, article=attempt.cite("grid_operation"), field="unit")


def head_hands_on_what_is_filed(attempt: Attempt[HandToDepartment]) -> None:
    """Refuse whoever is no head to hand on what was filed: that is one of the results the head decides on (移送决定)."""
    if attempt.record.has(FileCase) and attempt.act.by.kind == "person" and Role.HEAD not in attempt.act.by.roles:
        sentence = "立案以后移送其他部门，应当由行政机关负责人批准"
        article = attempt.cite("jurisdiction_of_others")
        raise NotCompetent("head-decides", sentence, article=article, field="by")


def arrived(done: Attempt[ReportFinding]) -> Iterable[Message]:
    """Tell whoever answers that a monitoring system has sent a finding: its review runs from then (办法 art. 18)."""
    if comes_from_a_monitor(done.act):
        yield from message("监测系统报送违法线索，须在期限内审查是否立案", "holder")(done)
    if done.act.by.kind == "file":
        yield from by_the_stricter_reading(done, done.content.complained_on)


def taken_in_before(done: Attempt[HandToDepartment]) -> Iterable[Message]:
    """Tell the unit that a complaint is handed to since when it had it, where it accepted it later (办法 art. 18)."""
    record = done.record.before(done.act)
    opening = record.opening
    if opening is not None and isinstance(opening.content, ReceiveComplaint) and not record.bearing(HandsOver):
        yield from by_the_stricter_reading(done, complaint_since(record, done.content.unit))


def _is_at_the_group(now: Situation) -> bool:
    """Tell whether a matter has come to the level above the township, which hands it on (工作组、主管部门)."""
    opening = now.record.opening
    if opening is None or now.record.has(ReportUpward, AcceptComplaint, DesignateJurisdiction):
        return opening is not None
    return isinstance(opening.content, ReportFinding) and opening.by.level != TOWNSHIP


AT_THE_GROUP = Condition(_is_at_the_group, f"须先有“{labels((ReportUpward, AcceptComplaint))}”")
UNDECIDED = before(DecidePenalty, DecideNoPenalty, RevokeFiling, TerminateInvestigation, DecideOnTheSpot)

REASSIGNMENT = Step(
    Reassign,
    who(Role.HEAD, Role.SUPERVISOR, levels=BUREAU, basis="grid_persons"),
    needs=(before(ArchiveCase, ArchiveComplaint),),
    guards=(says_whose_place,),
    when_closed=True,
    effects=(message("变更责任人", "holder"),),
    citation=("grid_persons",),
)
"""The step by which others answer from now on, the same in every kind of file (变更责任人)."""

STEPS = (
    Step(
        ReportFinding,
        who(Role.PATROLLER, Role.OFFICER, systems=True, files=True, basis="grid_duties"),
        guards=(place_is_answered_for,),
        opens=(
            Opens("norm.report_upward", when=_is_with_the_township, starts=instant_of_act),
            Opens("case_filing_decision", when=_is_with_the_bureau, starts=_arrived_on),
        ),
        effects=(arrived,),
        stage="found",
        once=True,
        opening=True,
        citation=("grid_operation",),
    ),
    Step(
        ReceiveComplaint,
        who(Role.PATROLLER, Role.OFFICER, Role.CLERK, systems=True),
        guards=(place_is_answered_for,),
        opens=RECEPTION,
        stage="found",
        once=True,
        opening=True,
        citation=("complaint_reception",),
    ),
    Step(
        AcceptComplaint,
        who(Role.CLERK, Role.OFFICER),
        needs=(after(ReceiveComplaint), before(RefuseComplaint)),
        ends=RECEIVED,
        opens=ACCEPTANCE,
        stage="accepted",
        once=True,
        effects=(acceptance_told,),
        citation=("hotline_accept",),
    ),
    Step(
        RefuseComplaint,
        who(Role.HEAD, levels=BUREAU),
        needs=(after(ReceiveComplaint), before(AcceptComplaint, HandToDepartment)),
        ends=RECEIVED,
        opens=(BY_HAND,),
        stage="refused",
        once=True,
        effects=(refusal_told,),
        citation=("hotline_accept",),
    ),
    Step(
        StopOnSite,
        who(Role.PATROLLER, Role.OFFICER, levels=(2, 3), basis="grid_duties"),
        needs=(before(FileCase, DeclineFiling),),
        stage="stopped",
        citation=("grid_duties",),
    ),
    Step(
        ReportUpward,
        who(Role.PATROLLER, levels=(3,), basis="grid_duties"),
        needs=(before(HandToDepartment),),
        ends=ends("norm.report_upward"),
        opens=(Opens("norm.hand_over", starts=ours_from), WAITS_FOR_GROUP),
        stage="reported",
        once=True,
        effects=(message("向上级报告", "level-2"),),
        citation=("grid_duties",),
    ),
    Step(
        HandToDepartment,
        who(Role.OFFICER, Role.CLERK, Role.HEAD, levels=BUREAU, basis="grid_operation"),
        needs=(AT_THE_GROUP, UNDECIDED),
        guards=(department_is_known, not_there_already, head_hands_on_what_is_filed, not_passed_on),
        ends=(*ends("norm.report_upward", "norm.hand_over", "hotline_forward_internal"), *TAKEN_UP, *HANDED_ON),
        opens=(REVIEW,),
        stage="handed_over",
        effects=(message("转办", "holder"), taken_in_before),
        citation=("grid_operation",),
    ),
    REASSIGNMENT,
)

PROCEDURE = Procedure(
    "finding",
    "发现与上报",
    STEPS,
    {
        "found": "已发现",
        "accepted": "已受理举报",
        "refused": "不予受理举报",
        "stopped": "已现场制止",
        "reported": "已上报",
        "handed_over": "已交主管部门",
    },
)
