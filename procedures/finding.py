"""Finding, stopping, reporting upward, handing over (网格发现、制止、上报、转办).

The opinions (衡政办发〔2015〕76号, plan 四(二) and 四(四)1): whoever patrols a grid stops what he finds and
reports it to the level-2 working group of his grid; the group hands it to the department that is competent. A
complaint goes the same way and must be accepted or refused, with word to the reporter (环保举报热线工作管理办法
art. 7). A township has no power to penalise (行政处罚法 art. 24): it finds, stops, reports and assists.
"""

from judging.answering import COUNTY, TOWNSHIP, chain, handed_to, nearest
from judging.attempt import Attempt
from judging.effects import message
from judging.record import Record
from judging.step import Opens, Procedure, Step, after, before, ends, instant_of_act, who
from law.refusals import Unclear
from models.acts.closing import ArchiveCase
from models.acts.complaint import ArchiveComplaint
from models.acts.content import HandsOver
from models.acts.filing import DeclineFiling, FileCase
from models.acts.finding import (
    AcceptComplaint,
    HandToDepartment,
    Reassign,
    ReceiveComplaint,
    ReportFinding,
    ReportUpward,
    StopOnSite,
    TellsOfViolation,
)
from models.people import Answerable, Role
from procedures.feedback import acceptance_told
from procedures.filing import days_in_order

BUREAU = (1, 2)


def _by_bureau(attempt: Attempt) -> bool:
    return attempt.act.by.level in BUREAU


def _is_with_the_township(attempt: Attempt[ReportFinding]) -> bool:
    """Tell whether a finding lies with the township: its own, and what another system or a complaint has sent."""
    level = attempt.act.by.level
    return level == TOWNSHIP or (not level and any(row.level == TOWNSHIP for row in attempt.content.answerable))


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
    unsaid = COUNTY if isinstance(opening.content, ReceiveComplaint) else TOWNSHIP
    return nearest(levels, opening.by.level or unsaid)


def place_is_answered_for(attempt: Attempt[TellsOfViolation]) -> None:
    """Refuse to open a file that nobody answers for: every grid level needs its unit and persons (网格责任)."""
    content = attempt.content
    levels = {row.level for row in content.answerable}
    missing = [name for level, name in ((2, "二级"), (1, "一级")) if level not in levels]
    if missing:
        sentence = f"网格没有{'、'.join(missing)}责任单位和责任人，案件无人负责；请先在登记簿中补全网格责任人"
        raise Unclear("nobody-answers", sentence, article=attempt.cite("grid_persons"), field="answerable")
    days_in_order(content.conduct_from, content.conduct_until, attempt.day)


def department_is_known(attempt: Attempt[HandsOver]) -> None:
    """Refuse to hand a case to a unit outside the grid's chain without saying who answers there."""
    content, opening = attempt.content, attempt.whole.opening
    units = {row.unit for row in opening.content.answerable} if opening else set()
    if content.answerable is None and content.unit not in units:
        sentence = f"单位“{content.unit}”不在本网格责任链上，须同时写明该单位的责任人"
        raise Unclear("nobody-answers", sentence, field="answerable")


REASSIGNMENT = Step(
    Reassign,
    who(Role.HEAD, Role.SUPERVISOR, levels=BUREAU, basis="grid_persons"),
    needs=(before(ArchiveCase, ArchiveComplaint),),
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
            Opens("case_filing_decision", when=_by_bureau),
        ),
        stage="found",
        once=True,
        opening=True,
        citation=("grid_operation",),
    ),
    Step(
        ReceiveComplaint,
        who(Role.PATROLLER, Role.OFFICER, Role.CLERK, systems=True),
        guards=(place_is_answered_for,),
        opens=(Opens("hotline_accept"),),
        stage="found",
        once=True,
        opening=True,
        citation=("complaint_reception",),
    ),
    Step(
        AcceptComplaint,
        who(Role.CLERK, Role.OFFICER),
        needs=(after(ReceiveComplaint),),
        ends=ends("hotline_accept"),
        opens=(Opens("hotline_complete"), Opens("hotline_forward_internal")),
        stage="accepted",
        once=True,
        effects=(acceptance_told,),
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
        opens=(Opens("norm.hand_over"),),
        stage="reported",
        once=True,
        effects=(message("向上级报告", "level-2"),),
        citation=("grid_duties",),
    ),
    Step(
        HandToDepartment,
        who(Role.OFFICER, Role.CLERK, Role.HEAD, levels=BUREAU, basis="grid_operation"),
        needs=(after(ReportUpward, AcceptComplaint), before(FileCase, DeclineFiling)),
        guards=(department_is_known,),
        ends=ends("norm.report_upward", "norm.hand_over", "hotline_forward_internal"),
        opens=(Opens("case_filing_decision"),),
        stage="handed_over",
        once=True,
        effects=(message("转办", "holder"),),
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
        "stopped": "已现场制止",
        "reported": "已上报",
        "handed_over": "已交主管部门",
    },
)
