"""Closing and archive (结案、归档).

生态环境行政处罚办法 art. 77: a case is closed when it was performed, accepted by the court for enforcement, not
penalised, revoked, transferred or ended; art. 78-80: one case, one file. Nothing is closed behind the back of
whoever reported: feedback and disclosure come first.
"""

from judging.attempt import Attempt, Situation
from judging.effects import document
from judging.step import Condition, Opens, Procedure, Step, after, ends, labels, who
from law.refusals import OutOfOrder
from models.acts import Content
from models.acts.closing import ArchiveCase, CloseCase
from models.acts.enforcement import CourtAccepts
from models.acts.filing import DeclineFiling, FileCase, RevokeFiling
from models.acts.penalty import DecideNoPenalty, ServeDecision
from models.acts.summary import DecideOnTheSpot
from models.people import Role
from procedures.construction import orders_are_settled
from procedures.correction import correction_confirmed
from procedures.daily_penalty.steps import dailies_are_finished
from procedures.enforcement.guards import court_accepted, execution_ended
from procedures.evidence import nothing_kept
from procedures.payment.owing import performed_in_full
from procedures.penalty.decisions import all_set_aside, service_of, standing, undecided
from procedures.publicity.steps import unpublished
from procedures.rectification import measures_are_over
from procedures.referral.detention import EVASION_REFERRED
from procedures.revision import overturned_is_withdrawn
from procedures.seizure.limits import nothing_seized
from procedures.shutdown.steps import shutdown_is_done
from procedures.substitute import absent_party_was_told
from procedures.summary import summary_is_filed
from procedures.telling import everyone_was_told
from procedures.telling_terms import ALL_ARRIVED, ALL_CONFIRMED

GROUNDS: dict[str, tuple[type[Content], ...]] = {
    "no_penalty": (DecideNoPenalty,),
    "not_filed": (DeclineFiling,),
    "filing_revoked": (RevokeFiling,),
    "performed": (ServeDecision, DecideOnTheSpot),
    "court_accepted": (CourtAccepts,),
}
"""What the file must show for a ground of closing; the other grounds are the head's to judge."""


def closing_ground_fits(attempt: Attempt[CloseCase]) -> None:
    """Refuse a closing ground the file does not bear out (处罚办法 art. 77)."""
    needed = GROUNDS.get(attempt.content.ground, ())
    if needed and not attempt.record.has(*needed):
        sentence = f"结案事由与案卷不符：没有“{labels(needed)}”的记录"
        raise OutOfOrder("wrong-ground", sentence, article=attempt.cite("case_closure"), field="ground")


def _has_an_end(now: Situation) -> bool:
    record = now.record
    if record.has(DeclineFiling, RevokeFiling):
        return True
    decided = standing(record)
    if record.has(FileCase) and undecided(record):
        return False
    if not decided:
        return all_set_aside(record)
    return all(service_of(record, one) for one in decided)


def nothing_is_owed(now: Situation) -> None:
    """Refuse to close while a decision is neither performed nor accepted by the court (处罚办法 art. 77)."""
    record = now.record
    if execution_ended(record) or performed_in_full(record, now.law):
        return
    if not now.cite("closure_on_court_acceptance"):
        sentence = (
            "处罚决定尚未履行完毕（含加处罚款），也未强制执行完毕；当时的规定没有把法院受理申请列为结案情形，不得结案"
        )
        raise OutOfOrder("not-performed", sentence, article=now.cite("case_closure"))
    if not court_accepted(record):
        sentence = "处罚决定尚未履行完毕（含加处罚款），人民法院也未受理强制执行申请，不得结案"
        raise OutOfOrder("not-performed", sentence, article=now.cite("case_closure"))


NEEDS = (
    Condition(_has_an_end, "案件尚无结果：须不予立案、撤销立案，或者处罚（不予处罚）决定已经送达", "case_closure"),
    Condition(lambda now: correction_confirmed(now.record), "责令改正决定尚未复查确认改正，不得结案", "case_closure"),
    Condition(
        lambda now: dailies_are_finished(now.record),
        "按日连续处罚已经告知或者决定，尚未决定或者送达，不得结案",
        "case_closure",
    ),
    Condition(lambda now: summary_is_filed(now.record), "当场处罚决定尚未备案，须先“当场处罚备案”", "summary_filing"),
    Condition(
        lambda now: nothing_kept(now.record),
        "先行登记保存的证据尚未处理或者退还，不得结案",
        "registered_evidence_disposal",
    ),
    Condition(
        lambda now: not unpublished(now.record),
        "处罚决定尚未公开（或者依法决定不予公开），不得结案",
        "decision_publication",
    ),
    EVASION_REFERRED,
    Condition(lambda now: nothing_seized(now.record), "尚有查封、扣押未解除或者处理，不得结案", "seizure_release"),
    Condition(
        lambda now: measures_are_over(now.record), "限制生产、停产整治尚未解除或者终止，不得结案", "case_closure"
    ),
    Condition(lambda now: shutdown_is_done(now.record), "停业、关闭的提请或者决定尚未办结，不得结案", "case_closure"),
    Condition(lambda now: orders_are_settled(now.record), "建设项目的责令决定尚未复查办结，不得结案", "case_closure"),
    Condition(
        lambda now: absent_party_was_told(now.record),
        "立即清除时当事人不在场，事后尚未通知当事人，不得结案",
        "substitute_urgent",
    ),
    Condition(
        lambda now: everyone_was_told(now.record), "处理结果尚未反馈举报人或者报告单位，不得结案", "grid_operation"
    ),
)

STEPS = (
    Step(
        CloseCase,
        who(Role.HEAD, levels=(1, 2)),
        needs=NEEDS,
        bars=(nothing_is_owed, overturned_is_withdrawn),
        guards=(closing_ground_fits,),
        opens=(Opens("case_archive", variant="template"),),
        stage="closed",
        once=True,
        effects=(document("结案审批表", "结"),),
        citation=("case_closure",),
    ),
    Step(
        ArchiveCase,
        who(Role.CLERK, Role.OFFICER, levels=(1, 2)),
        needs=(after(CloseCase), ALL_CONFIRMED, ALL_ARRIVED),
        ends=ends("case_archive"),
        stage="archived",
        once=True,
        when_closed=True,
        citation=("case_archiving",),
    ),
)

PROCEDURE = Procedure("closing", "结案与归档", STEPS, {"closed": "已结案", "archived": "已归档"})
