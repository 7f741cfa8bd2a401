"""Closing and archive (结案、归档).

生态环境行政处罚办法 art. 77: a case is closed when it was performed, accepted by the court for enforcement, not
penalised, revoked, transferred or ended; what each ground needs, `closing_grounds` says. Art. 78-80: one case, one
file.
Of several parties each is at an end of its own; the case is closed on the ground that one bears.
Nothing is closed behind the back of whoever reported: feedback and disclosure come first; what is kept or seized is
given back, whatever the ground.
"""

from collections.abc import Callable

from judging.attempt import Attempt, Situation
from judging.each_party import each_party
from judging.effects import document
from judging.parties import everyone
from judging.record import Record
from judging.step import Condition, Opens, Procedure, Step, after, ends, voids, who
from law.refusals import OutOfOrder
from models.acts.archiving import OpenArchive
from models.acts.closing import ArchiveCase, CloseCase
from models.acts.order_revision import ForgoRedo
from models.people import Role
from procedures.assistance_requests import ANSWERED
from procedures.closing_grounds import ASKED_OF, MISSING, Asked, borne, is_asked, is_settled
from procedures.competence import HANDLING
from procedures.construction import orders_are_settled
from procedures.correction import correction_confirmed
from procedures.custody.guards import things_are_settled
from procedures.daily_penalty.steps import dailies_are_finished
from procedures.evidence import nothing_kept
from procedures.joint_origin import CONCLUDED
from procedures.payment.returning import RETURNED, money_is_returned
from procedures.penalty.decisions import served_with_money
from procedures.penalty.gains_left import gains_are_left_with_nobody
from procedures.petition import CLOSED_UNTOLD
from procedures.publicity.steps import unpublished
from procedures.rectification import measures_are_over
from procedures.redoing import owed_again, stays_closed
from procedures.referral.detention import EVASION_REFERRED
from procedures.referral.signs import signs_are_answered
from procedures.referral.unsent import SENT
from procedures.reporting_upward import ACKNOWLEDGED
from procedures.revision import overturned_is_withdrawn
from procedures.seizure.limits import nothing_seized
from procedures.shutdown.steps import shutdown_is_done
from procedures.substitute import absent_party_was_told
from procedures.substitute_cost import costs_are_settled
from procedures.summary import summary_is_filed
from procedures.telling import everyone_was_told, joined_untold
from procedures.telling_terms import ALL_ARRIVED, ALL_CONFIRMED
from procedures.transfer.guards import SETTLED

BUREAU = (1, 2)

TO_MAKE_AGAIN = ("norm.order_again", "redo_after_review", "redo_after_judgment")
LEFT_BEHIND = (
    *(rule for rule in HANDLING if rule not in TO_MAKE_AGAIN),
    *("case_filing_decision", "hotline_accept", "petition_register", "hotline_forward_internal"),
    *("norm.report_upward", "norm.hand_over", *ACKNOWLEDGED, "norm.designation"),
    *("penalty_prior_notice", "hearing_request", "norm.crime_answer", "norm.detention_referral"),
    *("stop_decision_service", "restrict_production_period", "rectification_plan", "resume_filing"),
    *("norm.post_supervision", "resume_followup", "norm.construction_check", "norm.police_note"),
    *("norm.demand", "court_application_window", "deferral_court_window", "decision_service"),
    *("norm.seal_check", "seal_release_application"),
)
"""What loses its object when the case is closed: no act by which it could be kept is done in a closed case.

What runs on is a right of the party, a duty of another body, or what the law lays on the bureau after the end as well.
"""


def closing_ground_fits(attempt: Attempt[CloseCase]) -> None:
    """Refuse a ground of closing that the file does not bear (处罚办法 art. 77)."""
    ground = attempt.content.ground
    if not any(ground in borne(one) for _, one in each_party(attempt)):
        missing = MISSING.get(ground, "案件尚无结果")
        sentence = f"结案事由与案卷不符：{missing}"
        raise OutOfOrder("wrong-ground", sentence, article=attempt.cite("case_closure"), field="ground")


def nothing_is_owed(now: Situation) -> None:
    """Refuse to close while a decision is neither performed nor accepted by the court (处罚办法 art. 77)."""
    if not all(is_settled(now, one) for one in served_with_money(now.record)):
        by_court = "人民法院也未受理强制执行申请"
        if not now.cite("closure_on_court_acceptance"):
            by_court = "也未强制执行完毕，当时的规定没有把法院受理申请列为结案情形"
        sentence = (
            f"处罚决定尚未履行完毕（含加处罚款），{by_court}，不得结案；罚款已缴清而不加处罚款的，须先“决定不加处罚款”"
        )
        raise OutOfOrder("not-performed", sentence, article=now.cite("case_closure"))


def nothing_is_to_be_made_again(now: Situation) -> None:
    """Refuse to close while what was set aside to be made again is owed (行政处罚法 art. 28, 行政复议法 art. 77)."""
    for owed in owed_again(now.record):
        if is_asked(now, ASKED_OF[type(owed.act.content)]):
            what = f"第{owed.act.no}号“{owed.act.content.label}”已由第{owed.by.no}号行为撤销并须重新作出"
            sentence = f"{what}，尚未重新作出，不得结案；违法行为已经终止等无须重新作出的，须先“{ForgoRedo.label}”"
            raise OutOfOrder("to-be-made-again", sentence, article=owed.cited(now))


def _is_taken_up(now: Situation) -> bool:
    """Tell whether the case is open: also once it was closed, and something had to be made again since."""
    return not now.kind.is_closed(everyone(now.record))


def _is_to_be_archived_again(now: Situation) -> bool:
    """Tell whether the archive was opened by order of review or court, or the case is taken up again."""
    whole = everyone(now.record)
    last, opened = whole.last(ArchiveCase), whole.last(OpenArchive)
    return _is_taken_up(now) or (last is not None and opened is not None and opened.no > last.no)


def _unless_left_aside(what: Asked, holds: Callable[[Record], bool]) -> Callable[[Situation], bool]:
    return lambda now: holds(now.record) or not is_asked(now, what)


NEEDS = (
    Condition(
        lambda now: bool(borne(now)),
        "案件尚无结果：须不予立案（不予受理）、撤销立案、终止调查、移送有管辖权的部门、移送后判处刑罚，或者处罚（不予处罚）决定已经送达",
        "case_closure",
    ),
    Condition(
        _unless_left_aside("correction", correction_confirmed), "责令改正决定尚未复查确认改正，不得结案", "case_closure"
    ),
    Condition(
        _unless_left_aside("dailies", dailies_are_finished),
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
    *SENT,
    Condition(lambda now: nothing_seized(now.record), "尚有查封、扣押未解除或者处理，不得结案", "seizure_release"),
    Condition(
        lambda now: measures_are_over(now.record, now.day) or not is_asked(now, "measures"),
        "限制生产、停产整治尚未解除或者终止，不得结案",
        "case_closure",
    ),
    Condition(
        _unless_left_aside("shutdown", shutdown_is_done), "停业、关闭的提请或者决定尚未办结，不得结案", "case_closure"
    ),
    Condition(
        _unless_left_aside("construction", orders_are_settled),
        "建设项目的责令决定尚未复查办结，不得结案",
        "case_closure",
    ),
    Condition(
        lambda now: absent_party_was_told(now.record),
        "立即清除时当事人不在场，事后尚未通知当事人，不得结案",
        "substitute_urgent",
    ),
    Condition(
        lambda now: costs_are_settled(now) or not is_asked(now, "cost"),
        "代履行费用尚未缴清、由人民法院受理执行或者决定不收取，不得结案",
        "substitute_cost",
    ),
    Condition(
        lambda now: everyone_was_told(now.record), "处理结果尚未反馈举报人或者报告单位，不得结案", "grid_operation"
    ),
    SETTLED,
    ANSWERED,
    CONCLUDED,
)

CLOSED = Condition(
    lambda now: not _is_taken_up(now),
    "结案以后有须重新作出的决定、责令，案件已恢复办理，须重新结案后再归档",
)
JOINED_TOLD = Condition(
    lambda now: not joined_untold(now.record), "结案后并入的举报件尚未告知处理结果，不得归档", "grid_operation"
)

STEPS = (
    Step(
        CloseCase,
        who(Role.HEAD, levels=BUREAU),
        needs=NEEDS,
        bars=(
            nothing_is_owed,
            money_is_returned,
            nothing_is_to_be_made_again,
            gains_are_left_with_nobody,
            overturned_is_withdrawn,
            signs_are_answered,
            things_are_settled,
        ),
        guards=(closing_ground_fits,),
        ends=(
            *CLOSED_UNTOLD,
            *voids(*LEFT_BEHIND),
            *voids(*TO_MAKE_AGAIN, when=stays_closed),
        ),
        opens=(Opens("case_archive", variant="template", when=stays_closed),),
        stage="closed",
        once=True,
        again_if=_is_taken_up,
        effects=(document("结案审批表", "结"),),
        citation=("case_closure",),
    ),
    Step(
        ArchiveCase,
        who(Role.CLERK, Role.OFFICER, levels=BUREAU),
        needs=(after(CloseCase), CLOSED, JOINED_TOLD, ALL_CONFIRMED, ALL_ARRIVED, RETURNED),
        ends=ends("case_archive"),
        stage="archived",
        once=True,
        again_if=_is_to_be_archived_again,
        when_closed=True,
        citation=("case_archiving",),
    ),
)

PROCEDURE = Procedure("closing", "结案与归档", STEPS, {"closed": "已结案", "archived": "已归档"})
