"""Finding, stopping, reporting upward, handing over (网格发现、制止、上报、转办).

The opinions (衡政办发〔2015〕76号, plan 四(二) and 四(四)1): whoever patrols a grid stops what he finds and
reports it to the level-2 working group of his grid; the group hands it to the department that is competent. A
complaint goes the same way and must be accepted or refused, with word to the reporter (环保举报热线工作管理办法
art. 7). A township has no power to penalise (行政处罚法 art. 24): it finds, stops, reports and assists.
"""

from models.acts import Act
from models.acts.finding import (
    AcceptComplaint,
    HandToDepartment,
    Reassign,
    ReceiveComplaint,
    ReportFinding,
    ReportUpward,
    StopOnSite,
)
from models.people import Role
from workflows.procedures.effects import message
from workflows.procedures.guarding import department_is_known, place_is_answered_for
from workflows.procedures.record import Record
from workflows.procedures.step import Opens, Procedure, Step, after, before, ends, instant_of_act, who

OPINIONS = "《衡阳市人民政府办公室关于加强环境监管执法的实施意见》（衡政办发〔2015〕76号）方案四"


def _by_township(_record: Record, act: Act) -> bool:
    return act.by.level == 3  # noqa: PLR2004  grid level of townships (三级网格)


def _by_bureau(_record: Record, act: Act) -> bool:
    return act.by.level in (1, 2)


def _from_complaint(record: Record, _act: Act) -> bool:
    return record.has("receive_complaint")


STEPS = (
    Step(
        ReportFinding,
        who(Role.PATROLLER, Role.OFFICER, systems=True, basis=f"{OPINIONS}（二）"),
        guards=(place_is_answered_for,),
        opens=(
            Opens("norm.report_upward", when=_by_township, starts=instant_of_act),
            Opens("case_filing_decision", when=_by_bureau),
        ),
        stage="found",
        once=True,
        opening=True,
        citation=f"{OPINIONS}（四）1",
    ),
    Step(
        ReceiveComplaint,
        who(Role.PATROLLER, Role.OFFICER, Role.CLERK, systems=True),
        guards=(place_is_answered_for,),
        opens=(Opens("hotline_accept"),),
        stage="found",
        once=True,
        opening=True,
        citation="《环保举报热线工作管理办法》",
    ),
    Step(
        AcceptComplaint,
        who(Role.CLERK, Role.OFFICER),
        needs=(after("receive_complaint"),),
        ends=ends("hotline_accept"),
        opens=(Opens("hotline_complete"), Opens("hotline_forward_internal")),
        stage="accepted",
        once=True,
        citation="《环保举报热线工作管理办法》第7条",
    ),
    Step(
        StopOnSite,
        who(Role.PATROLLER, Role.OFFICER, levels=(2, 3), basis=f"{OPINIONS}（二）"),
        needs=(before("file_case", "decline_filing"),),
        stage="stopped",
        citation=f"{OPINIONS}（二）",
    ),
    Step(
        ReportUpward,
        who(Role.PATROLLER, levels=(3,), basis=f"{OPINIONS}（二）"),
        needs=(before("hand_to_department"),),
        ends=ends("norm.report_upward"),
        opens=(Opens("norm.hand_over"),),
        stage="reported",
        once=True,
        effects=(message("向上级报告", "level-2"),),
        citation=f"{OPINIONS}（二）",
    ),
    Step(
        HandToDepartment,
        who(Role.OFFICER, Role.CLERK, Role.HEAD, levels=(1, 2), basis=f"{OPINIONS}（四）1"),
        needs=(after("report_upward", "accept_complaint"), before("file_case", "decline_filing")),
        guards=(department_is_known,),
        ends=ends("norm.report_upward", "norm.hand_over", "hotline_forward_internal"),
        opens=(Opens("case_filing_decision"),),
        stage="handed_over",
        once=True,
        effects=(message("转办", "holder"),),
        citation=f"{OPINIONS}（四）1",
    ),
    Step(
        Reassign,
        who(Role.HEAD, Role.SUPERVISOR, levels=(1, 2), basis=f"{OPINIONS}（三）"),
        effects=(message("变更责任人", "holder"),),
        citation=f"{OPINIONS}（三）",
    ),
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
