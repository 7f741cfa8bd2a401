"""The receiving unit's side of a transfer (接收单位): accept or return, deal with it, say what came of it.

The opinions (衡政办发〔2015〕76号, plan 四(四)1): the unit that takes a matter finishes it in its time and feeds the result
back to the unit that sent it. 生态环境行政处罚办法 art. 16: whoever disagrees does not pass on what was transferred, but asks the
common superior, who designates (art. 15); evidence is kept from being lost meanwhile. None of the terms of the
ecology department runs here: what the receiver owes are norms of the city.
"""

from judging.attempt import Attempt
from judging.effects import document, message
from judging.step import Condition, Opens, Procedure, Step, after, before, ends, voids, who
from models.acts.complaint import RecordComplaintResult
from models.acts.oversight import DesignateJurisdiction
from models.acts.transfer import (
    AcceptTransfer,
    ArchiveMatter,
    CompleteMatter,
    OpenCaseForMatter,
    PreserveEvidence,
    ReceiveTransfer,
    RecordHandling,
    RecordTransferEnded,
    RequestDesignation,
    ReturnTransfer,
    SuperviseTransfer,
)
from models.people import Role
from procedures.assistance_requests import ANSWERED
from procedures.finding import REASSIGNMENT, place_is_answered_for
from procedures.jurisdiction import asked_of_a_higher_one, is_disputed, the_superior
from procedures.transfer.case import case_sent, told_by_its_case
from procedures.transfer.guards import SETTLED, list_is_there
from procedures.transfer.late import CLIMB, SUPERVISION, by_itself
from procedures.transfer.matter import (
    OWED,
    answered_by_the_receiver,
    by_the_receiver,
    designee_is_known,
    goes_back,
    is_late,
    is_of_ecology,
    is_with_the_receiver,
    superior_is_another,
    supervised_from_above,
    the_receiver,
    told_by_its_sender,
)
from procedures.transfer.telling_back import (
    acceptance_told,
    arrival_told,
    designation_told,
    end_passed_on,
    entry_told,
    result_told,
    return_told,
)

BUREAU = (1, 2)
RECEIVER = who(Role.OFFICER, Role.CLERK, Role.HEAD, levels=BUREAU, systems=True, basis="jurisdiction_of_others")
ANYBODY = who(Role.OFFICER, Role.CLERK, Role.HEAD, levels=BUREAU, basis="jurisdiction_of_others")
UNDISPUTED = Condition(
    lambda now: not is_disputed(now.record),
    "已报请共同的上一级机关指定管辖，指定以前只能保全证据",
    "jurisdiction_transfer_once",
)
HAS_IT = Condition(
    lambda now: is_with_the_receiver(now.record), "须先“受理移送”，或者由上级指定管辖", "jurisdiction_of_others"
)
BY_ECOLOGY = Condition(
    lambda now: is_of_ecology(now.record), "只有生态环境主管部门接收的移送事项可以在本系统转为案件", "case_filing"
)
CASE_DONE = Condition(
    lambda now: not now.record.has(OpenCaseForMatter) or now.record.has(RecordComplaintResult),
    "转为案件的，须待案件反馈处理结果后办结",
    "grid_operation",
)
NOT_BACK = before(ReturnTransfer)


def _goes_back(attempt: Attempt[DesignateJurisdiction]) -> bool:
    return goes_back(attempt.record)


def _stays_here(attempt: Attempt[DesignateJurisdiction]) -> bool:
    return not goes_back(attempt.record)


STEPS = (
    Step(
        ReceiveTransfer,
        who(Role.OFFICER, Role.CLERK, levels=BUREAU, systems=True, files=True),
        guards=(place_is_answered_for, list_is_there),
        opens=(Opens("norm.transfer_accept", owner=the_receiver),),
        stage="matter_received",
        once=True,
        opening=True,
        effects=(arrival_told,),
        citation=("jurisdiction_of_others",),
    ),
    Step(
        AcceptTransfer,
        RECEIVER,
        needs=(NOT_BACK, UNDISPUTED, before(DesignateJurisdiction)),
        guards=(answered_by_the_receiver,),
        ends=(*ends("norm.transfer_accept", CLIMB), *ends(SUPERVISION, about=by_itself)),
        opens=(Opens("norm.transfer_complete"),),
        stage="matter_accepted",
        once=True,
        effects=(acceptance_told, entry_told),
        citation=("jurisdiction_of_others",),
    ),
    Step(
        ReturnTransfer,
        RECEIVER,
        needs=(
            UNDISPUTED,
            before(
                AcceptTransfer,
                DesignateJurisdiction,
                article="jurisdiction_transfer_once",
                sentence="已受理或者已指定管辖的不得退回；对管辖有异议的，应当报请共同的上一级机关指定管辖",
            ),
        ),
        guards=(answered_by_the_receiver,),
        ends=ends("norm.transfer_accept", CLIMB, SUPERVISION),
        opens=(Opens("norm.matter_archive"),),
        stage="matter_returned",
        once=True,
        effects=(return_told, entry_told),
        citation=("jurisdiction_of_others",),
    ),
    Step(
        RecordHandling,
        RECEIVER,
        needs=(HAS_IT, UNDISPUTED),
        guards=(answered_by_the_receiver,),
        stage="matter_handled",
        effects=(entry_told,),
        citation=("grid_operation",),
    ),
    Step(
        PreserveEvidence,
        ANYBODY,
        needs=(NOT_BACK,),
        citation=("jurisdiction_of_others",),
    ),
    Step(
        RequestDesignation,
        ANYBODY,
        needs=(UNDISPUTED, NOT_BACK),
        guards=(superior_is_another, asked_of_a_higher_one),
        ends=voids(*OWED, CLIMB, SUPERVISION),
        opens=(Opens("norm.designation", owner=the_superior),),
        stage="matter_disputed",
        effects=(document("关于指定管辖的请示", "请"), message("移送事项管辖有争议，报请指定管辖", "level-1")),
        citation=("jurisdiction_transfer_once",),
    ),
    Step(
        DesignateJurisdiction,
        who(Role.HEAD, Role.SUPERVISOR, Role.CLERK, levels=BUREAU, basis="jurisdiction_designation"),
        needs=(NOT_BACK,),
        guards=(designee_is_known, superior_is_another),
        ends=(*ends("norm.designation"), *voids(*OWED, CLIMB, SUPERVISION)),
        opens=(Opens("norm.transfer_complete", when=_stays_here), Opens("norm.matter_archive", when=_goes_back)),
        stage="matter_designated",
        effects=(designation_told, message("移送事项已指定由本单位管辖", "holder")),
        citation=("jurisdiction_designation",),
    ),
    Step(
        OpenCaseForMatter,
        ANYBODY,
        needs=(HAS_IT, UNDISPUTED, BY_ECOLOGY),
        guards=(by_the_receiver,),
        stage="matter_case_opened",
        once=True,
        effects=(case_sent,),
        citation=("case_filing",),
    ),
    Step(
        RecordComplaintResult,
        who(files=True),
        needs=(after(OpenCaseForMatter),),
        guards=(told_by_its_case,),
        stage="matter_case_resulted",
        when_closed=True,
        effects=(message("移送事项所立案件已有处理结果，应当办结移送事项", "holder"),),
        citation=("grid_operation",),
    ),
    Step(
        SuperviseTransfer,
        who(Role.HEAD, Role.SUPERVISOR, levels=BUREAU, basis="grid_operation"),
        needs=(Condition(is_late, "受理、办结都没有逾期，不须督办", "grid_operation"),),
        guards=(supervised_from_above,),
        ends=voids(CLIMB),
        opens=(Opens(SUPERVISION),),
        stage="matter_supervised",
        effects=(document("督办通知书", "督"), message("移送事项逾期，已督办", "holder")),
        citation=("grid_operation",),
    ),
    Step(
        CompleteMatter,
        RECEIVER,
        needs=(HAS_IT, UNDISPUTED, SETTLED, CASE_DONE, ANSWERED),
        guards=(answered_by_the_receiver,),
        ends=ends("norm.transfer_complete", CLIMB, SUPERVISION, "norm.feed_back"),
        opens=(Opens("norm.matter_archive"),),
        stage="matter_completed",
        once=True,
        effects=(result_told, entry_told),
        citation=("jurisdiction_of_others",),
    ),
    Step(
        RecordTransferEnded,
        who(files=True),
        guards=(told_by_its_sender,),
        ends=voids(*OWED, CLIMB, SUPERVISION, "norm.designation"),
        opens=(Opens("norm.matter_archive"),),
        stage="matter_ended",
        once=True,
        effects=(end_passed_on,),
        citation=("jurisdiction_designation",),
    ),
    Step(
        ArchiveMatter,
        ANYBODY,
        needs=(
            Condition(
                lambda now: (
                    now.record.has(CompleteMatter, ReturnTransfer, RecordTransferEnded) or goes_back(now.record)
                ),
                "须先“办结移送事项”、“退回移送”，或者上级指定由移送单位管辖、决定终止移送",
            ),
            ANSWERED,
        ),
        ends=ends("norm.matter_archive"),
        norm="matter_archive",
        stage="matter_archived",
        once=True,
        when_closed=True,
    ),
    REASSIGNMENT,
)

PROCEDURE = Procedure(
    "matter",
    "接收移送",
    STEPS,
    {
        "matter_received": "已接到移送",
        "matter_accepted": "已受理移送",
        "matter_returned": "已退回移送",
        "matter_handled": "正在办理",
        "matter_disputed": "管辖有争议",
        "matter_designated": "已指定管辖",
        "matter_case_opened": "已转为案件",
        "matter_case_resulted": "案件已有处理结果",
        "matter_supervised": "已督办",
        "matter_completed": "移送事项已办结",
        "matter_ended": "移送已终止",
        "matter_archived": "移送事项已归档",
    },
)
