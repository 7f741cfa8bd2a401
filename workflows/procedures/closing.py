"""Closing and archive (结案、归档).

生态环境行政处罚办法 art. 77: a case is closed when it was performed, accepted by the court for enforcement, not
penalised, revoked, transferred or ended; art. 78-80: one case, one file. Nothing is closed behind the back of
whoever reported: feedback and disclosure come first.
"""

from datetime import date

from law.edition import Law
from law.refusals import OutOfOrder
from models.acts.closing import ArchiveCase, CloseCase
from models.people import Role
from workflows.procedures.closure import closure_is_done
from workflows.procedures.construction import orders_are_settled
from workflows.procedures.correction import correction_confirmed
from workflows.procedures.daily import dailies_are_finished
from workflows.procedures.decisions import all_set_aside, service_of, standing, undecided
from workflows.procedures.effects import document
from workflows.procedures.enforcement_guards import court_accepted, execution_ended
from workflows.procedures.evidence import nothing_kept
from workflows.procedures.guarding import closing_ground_fits
from workflows.procedures.owing import performed_in_full
from workflows.procedures.publicity import everyone_was_told, unpublished
from workflows.procedures.record import Record
from workflows.procedures.rectifying import measures_are_over
from workflows.procedures.revision import overturned_is_withdrawn
from workflows.procedures.seizure_limits import nothing_seized
from workflows.procedures.step import Condition, Opens, Procedure, Step, after, ends, who
from workflows.procedures.summary import summary_is_filed

RULES = "《生态环境行政处罚办法》"


def _has_an_end(record: Record) -> bool:
    if record.has("decline_filing", "revoke_filing"):
        return True
    decided = standing(record)
    if record.has("file_case") and undecided(record):
        return False
    if not decided:
        return all_set_aside(record)
    return all(service_of(record, one) for one in decided)


def nothing_is_owed(record: Record, day: date, law: Law) -> None:  # noqa: ARG001  the signature of a bar
    """Refuse to close while a decision is neither performed nor accepted by the court (处罚办法 art. 77)."""
    if not (court_accepted(record) or execution_ended(record) or performed_in_full(record, law)):
        sentence = "处罚决定尚未履行完毕（含加处罚款），人民法院也未受理强制执行申请，不得结案"
        raise OutOfOrder("not-performed", sentence, article=f"{RULES}第77条")


NEEDS = (
    Condition(_has_an_end, "案件尚无结果：须不予立案、撤销立案，或者处罚（不予处罚）决定已经送达", f"{RULES}第77条"),
    Condition(correction_confirmed, "责令改正决定尚未复查确认改正，不得结案", f"{RULES}第77条"),
    Condition(dailies_are_finished, "按日连续处罚已经告知或者决定，尚未决定或者送达，不得结案", f"{RULES}第77条"),
    Condition(summary_is_filed, "当场处罚决定尚未备案，须先“当场处罚备案”", f"{RULES}第68条第3款"),
    Condition(nothing_kept, "先行登记保存的证据尚未处理或者退还，不得结案", f"{RULES}第33条"),
    Condition(
        lambda record: not unpublished(record), "处罚决定尚未公开（或者依法决定不予公开），不得结案", f"{RULES}第65条"
    ),
    Condition(nothing_seized, "尚有查封、扣押未解除或者处理，不得结案", "《中华人民共和国行政强制法》第28条"),
    Condition(measures_are_over, "限制生产、停产整治尚未解除或者终止，不得结案", f"{RULES}第77条"),
    Condition(closure_is_done, "停业、关闭的提请或者决定尚未办结，不得结案", f"{RULES}第77条"),
    Condition(orders_are_settled, "建设项目的责令决定尚未复查办结，不得结案", f"{RULES}第77条"),
    Condition(everyone_was_told, "处理结果尚未反馈举报人或者报告单位，不得结案", "衡政办发〔2015〕76号方案四（四）1"),
)

STEPS = (
    Step(
        CloseCase,
        who(Role.HEAD, levels=(1, 2)),
        needs=NEEDS,
        bars=(nothing_is_owed, overturned_is_withdrawn),
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
