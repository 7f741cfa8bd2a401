"""Closing and archive (结案、归档).

生态环境行政处罚办法 art. 77: a case is closed when it was performed, accepted by the court for enforcement, not penalised, revoked, transferred or
ended; art. 78-80: one case, one file. Nothing is closed behind the back of whoever reported: feedback and disclosure come first.
"""

from typing import cast

from models.acts.closing import ArchiveCase, CloseCase
from models.acts.correction import RecheckCorrection
from models.people import Role
from workflows.procedures.effects import document
from workflows.procedures.guarding import closing_ground_fits
from workflows.procedures.owing import sum_due, sum_paid
from workflows.procedures.publicity import everyone_was_told
from workflows.procedures.record import Record
from workflows.procedures.step import Condition, Opens, Procedure, Step, after, ends, who

RULES = "《生态环境行政处罚办法》"


def _has_an_end(record: Record) -> bool:
    if record.has("decline_filing", "revoke_filing"):
        return True
    if not record.has("serve_decision"):
        return False
    return record.has("decide_no_penalty") or sum_paid(record) >= sum_due(record)


def _published(record: Record) -> bool:
    return not record.has("decide_penalty") or record.has("publish_decision", "withhold_publication")


def _orders_rechecked(record: Record) -> bool:
    ordered = {act.no for act in record.all("serve_correction_order")}
    rechecks = [cast("RecheckCorrection", act.content) for act in record.all("recheck_correction")]
    return ordered <= {content.of for content in rechecks if content.corrected}


NEEDS = (
    Condition(
        _has_an_end, "案件尚未办结:须有不予立案、撤销立案、不予处罚,或者处罚决定已送达并履行完毕", f"{RULES}第77条"
    ),
    Condition(_orders_rechecked, "责令改正决定尚未复查确认改正,不得结案", f"{RULES}第77条"),
    Condition(_published, "处罚决定尚未公开(或者依法决定不予公开),不得结案", f"{RULES}第65条"),
    Condition(everyone_was_told, "处理结果尚未反馈举报人或者报告单位,不得结案", "衡政办发〔2015〕76号方案四(四)1"),
)

STEPS = (
    Step(
        CloseCase,
        who(Role.HEAD, levels=(1, 2)),
        needs=NEEDS,
        guards=(closing_ground_fits,),
        opens=(Opens("case_archive", case="template"),),
        stage="closed",
        once=True,
        effects=(document("结案审批表", "结"),),
        citation=f"{RULES}第77条",
    ),
    Step(
        ArchiveCase,
        who(Role.CLERK, Role.OFFICER, levels=(1, 2)),
        needs=(after("close_case"),),
        ends=ends("case_archive"),
        stage="archived",
        once=True,
        when_closed=True,
        citation=f"{RULES}第78条至第80条",
    ),
)

PROCEDURE = Procedure("closing", "结案与归档", STEPS, {"closed": "已结案", "archived": "已归档"})
