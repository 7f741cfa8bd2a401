"""Administrative review (行政复议), as the bureau under review lives through it.

行政复议法: the party applies within its period (art. 20), for penalties on the spot also through the bureau, which
forwards the application or puts its decision right (art. 32, 实施条例 art. 38). The review body admits, asks to
complete, or declines (art. 30, 31); sends the copy, and the bureau answers with all its evidence (art. 48, 54), or
is taken to have none (art. 70). It decides within its term (art. 62), suspended for cause (art. 39): the decision
stands, is varied, revoked, revoked to be made again, declared unlawful or void (art. 63 to 69). Then the party may
sue within the short period (行政诉讼法 art. 45). Before 2024 the law of 1999 said much the same, with ten calendar days
for the answer.
"""

from datetime import date
from typing import Any, cast

from law.refusals import OutOfBounds, OutOfOrder, Unclear
from models.acts import Act
from models.acts.review import (
    AdmitReview,
    AnswerReview,
    ApplyReview,
    AskSupplement,
    DecideReview,
    DeclineReview,
    ForwardReview,
    ReceiveReviewCopy,
    ResumeReview,
    SupplementReview,
    SuspendReview,
    WithdrawReview,
)
from models.people import Role
from workflows.procedures.decisions import SERVING, names_its_decision, served_by, the_decision
from workflows.procedures.effects import document, message
from workflows.procedures.guarding import points_at
from workflows.procedures.record import Record
from workflows.procedures.remedies import ENDS_REVIEW, RECORDERS, contests, pending
from workflows.procedures.revision import OBJECT_GONE, WITHDRAWAL
from workflows.procedures.step import Attempt, Ends, Opens, Procedure, Step, after, ends, voids, who

REVIEW = "《中华人民共和国行政复议法》"
BUREAU = (1, 2)


def not_contested_already(attempt: Attempt) -> None:
    """Refuse a review beside a suit, beside another review, or after one was decided (复议法 art. 29, 30)."""
    decision = the_decision(attempt)
    contest = pending(attempt.record, decision)
    if contest is not None:
        sentence = f"“{contest.content.label}”（第{contest.no}号行为）尚未终结，不得就同一处罚决定再申请复议"
        raise OutOfOrder("contested", sentence, article=f"{REVIEW}第29条、第30条")
    over = [one.ended for one in contests(attempt.record, decision) if not one.is_suit and one.ended]
    decided = [act for act in over if act.name == "decide_review"]
    if decided:
        sentence = f"同一处罚决定已经复议并作出决定（第{decided[0].no}号行为），不得再申请复议"
        raise OutOfOrder("reviewed-already", sentence, article=f"{REVIEW}第30条")


def review_goes_on(attempt: Attempt) -> None:
    """Refuse a step of a review that is over."""
    record, of = attempt.record, cast("Any", attempt.act.content).of
    act = record.act(of)
    while act is not None and act.name != "apply_review":
        act = record.act(cast("Any", act.content).of)
    if act is None:
        return
    ended = next((one for one in record.all(*ENDS_REVIEW) if cast("Any", one.content).of == act.no), None)
    if ended is not None:
        sentence = f"该行政复议已由“{ended.content.label}”（第{ended.no}号行为）终结"
        raise OutOfOrder("review-over", sentence, article=f"{REVIEW}第61条、第62条", field="of")


def evidence_goes_along(attempt: Attempt) -> None:
    """Refuse an answer without the evidence: what is not handed in does not exist (复议法 art. 48, 70)."""
    if not cast("AnswerReview", attempt.act.content).with_evidence:
        sentence = "书面答复须一并提交作出处罚决定的全部证据、依据和其他材料；未提交的，视为没有"
        raise OutOfBounds("no-evidence", sentence, article=f"{REVIEW}第48条、第70条", field="with_evidence")


def decision_is_complete(attempt: Attempt) -> None:
    """Refuse a day for deciding again that is not after the review decision, or set where nothing is to be redone."""
    content = cast("DecideReview", attempt.act.content)
    if content.redo_by is not None and (content.outcome != "redo" or content.redo_by <= attempt.day):
        sentence = "“redo_by”只用于责令重新作出的决定，并且须晚于复议决定送达日"
        raise Unclear("impossible-redo-day", sentence, field="redo_by")
    if content.fine is not None and content.outcome != "vary":
        raise Unclear("fine-without-variation", "只有变更决定才写明变更后的罚款", field="fine")


def _through_bureau(_record: Record, act: Act) -> bool:
    return cast("ApplyReview", act.content).through_bureau


def _straight(record: Record, act: Act) -> bool:
    return not _through_bureau(record, act)


def _procedure_of(record: Record, act: Act) -> str:
    """Return the variant of the terms: the summary procedure has its own."""
    admitted = act if act.name == "admit_review" else record.act(cast("ReceiveReviewCopy", act.content).of)
    summary = admitted is not None and cast("AdmitReview", admitted.content).procedure == "summary"
    return "summary" if summary else ""


def _suspended(_record: Record, _act: Act) -> str:
    return "review_suspended"


def _redo(_record: Record, act: Act) -> bool:
    return cast("DecideReview", act.content).outcome == "redo"


def _redo_by(_record: Record, act: Act) -> date | None:
    return cast("DecideReview", act.content).redo_by


def _suit_told(_record: Record, act: Act) -> bool:
    return cast("DecideReview", act.content).suit_told


def _suit_untold(record: Record, act: Act) -> bool:
    return not _suit_told(record, act)


ADMISSION = ("review_admission", "review_via_agency", "review_self_correction")
EXAMINATION = ("review_copy", "review_answer", "review_decision")

STEPS = (
    Step(
        ApplyReview,
        RECORDERS,
        needs=(after(*SERVING),),
        guards=(names_its_decision, not_contested_already),
        ends=(Ends("review_application", about=served_by),),
        opens=(
            Opens("review_admission", when=_straight),
            Opens("review_via_agency", when=_through_bureau),
            Opens("review_self_correction", when=_through_bureau),
        ),
        stage="review_applied",
        when_closed=True,
        effects=(message("当事人已申请行政复议", "holder"),),
        citation=f"{REVIEW}第20条",
    ),
    Step(
        ForwardReview,
        RECORDERS,
        needs=(after("apply_review"),),
        guards=(points_at("apply_review"), review_goes_on),
        ends=ends("review_via_agency", "review_self_correction"),
        opens=(Opens("review_admission"),),
        stage="review_forwarded",
        once_each=True,
        when_closed=True,
        citation=f"{REVIEW}第32条",
    ),
    Step(
        AskSupplement,
        RECORDERS,
        needs=(after("apply_review"),),
        guards=(points_at("apply_review"), review_goes_on),
        ends=(Ends("review_admission", case=""),),
        opens=(Opens("review_admission", "correction"),),
        stage="review_supplement_asked",
        when_closed=True,
        citation=f"{REVIEW}第31条",
    ),
    Step(
        SupplementReview,
        RECORDERS,
        needs=(after("ask_supplement"),),
        guards=(points_at("ask_supplement"), review_goes_on),
        ends=(Ends("review_admission", case="correction"),),
        opens=(Opens("review_admission"),),
        stage="review_supplemented",
        once_each=True,
        when_closed=True,
        citation=f"{REVIEW}第31条",
    ),
    Step(
        AdmitReview,
        RECORDERS,
        needs=(after("apply_review"),),
        guards=(points_at("apply_review"), review_goes_on),
        ends=ends("review_admission"),
        opens=(Opens("review_copy", _procedure_of), Opens("review_decision", _procedure_of)),
        stage="review_admitted",
        once_each=True,
        when_closed=True,
        citation=f"{REVIEW}第30条",
    ),
    Step(
        DeclineReview,
        RECORDERS,
        needs=(after("apply_review"),),
        guards=(points_at("apply_review"), review_goes_on),
        ends=(*ends(*ADMISSION, "review_decision"), *voids("review_copy", "review_answer")),
        opens=(Opens("suit_after_review"),),
        stage="review_declined",
        when_closed=True,
        effects=(message("复议机关不予受理（驳回申请）", "holder"),),
        citation=f"{REVIEW}第30条、第33条",
    ),
    Step(
        ReceiveReviewCopy,
        RECORDERS,
        needs=(after("admit_review"),),
        guards=(points_at("admit_review"), review_goes_on),
        ends=ends("review_copy"),
        opens=(Opens("review_answer", _procedure_of),),
        stage="review_copy_received",
        once_each=True,
        when_closed=True,
        effects=(message("已收到行政复议申请书副本，须按期答复", "holder"),),
        citation=f"{REVIEW}第48条、第54条",
    ),
    Step(
        AnswerReview,
        who(Role.HEAD, levels=BUREAU),
        needs=(after("receive_review_copy"),),
        guards=(points_at("receive_review_copy"), review_goes_on, evidence_goes_along),
        ends=ends("review_answer"),
        stage="review_answered",
        once_each=True,
        when_closed=True,
        effects=(document("行政复议答复书", "复答"),),
        citation=f"{REVIEW}第48条、第54条",
    ),
    Step(
        SuspendReview,
        RECORDERS,
        needs=(after("admit_review"),),
        guards=(points_at("admit_review"), review_goes_on),
        begins_excluded=_suspended,
        stage="review_suspended",
        when_closed=True,
        citation=f"{REVIEW}第39条",
    ),
    Step(
        ResumeReview,
        RECORDERS,
        needs=(after("suspend_review"),),
        guards=(points_at("suspend_review"), review_goes_on),
        ends_excluded=True,
        stage="review_resumed",
        once_each=True,
        when_closed=True,
        citation=f"{REVIEW}第39条",
    ),
    Step(
        WithdrawReview,
        RECORDERS,
        needs=(after("apply_review"),),
        guards=(points_at("apply_review"), review_goes_on),
        ends=voids(*ADMISSION, *EXAMINATION),
        stage="review_withdrawn",
        when_closed=True,
        effects=(message("行政复议已终止", "holder"),),
        citation=f"{REVIEW}第41条",
    ),
    Step(
        DecideReview,
        RECORDERS,
        needs=(after("admit_review"),),
        guards=(points_at("apply_review"), review_goes_on, decision_is_complete),
        ends=(*ends("review_decision"), *voids("review_copy", "review_answer"), *OBJECT_GONE),
        opens=(
            Opens("suit_after_review", when=_suit_told),
            Opens("suit_after_review_2026", "untold", when=_suit_untold),
            Opens("redo_after_review", when=_redo, last_day=_redo_by),
            WITHDRAWAL,
        ),
        stage="review_decided",
        when_closed=True,
        effects=(message("行政复议决定已送达", "holder"),),
        citation=f"{REVIEW}第61条至第69条",
    ),
)

PROCEDURE = Procedure(
    "review",
    "行政复议",
    STEPS,
    {
        "review_applied": "已申请行政复议",
        "review_forwarded": "已转送复议机关",
        "review_supplement_asked": "待申请人补正",
        "review_supplemented": "申请人已补正",
        "review_admitted": "复议已受理",
        "review_declined": "复议不予受理（驳回）",
        "review_copy_received": "已收到副本，待答复",
        "review_answered": "已答复",
        "review_suspended": "复议中止",
        "review_resumed": "复议恢复",
        "review_withdrawn": "复议终止",
        "review_decided": "已作出复议决定",
    },
)
