"""Before the decision (决定前的程序): legal review, collective discussion, recusal.

行政处罚法 art. 57, 58 and 生态环境行政处罚办法 art. 49-52: legal review where the law lists it, again after new evidence; collective discussion of what is
complex or grave, again after the party was heard; who investigated does not vote. Art. 6 and 行政处罚法 art. 43: a request for recusal is decided
before the decision, and the investigation goes on meanwhile.
"""

from datetime import date
from typing import cast, Any

from law import guards
from law.amounts.thresholds import discussion_due
from law.edition import Law
from law.refusals import OutOfOrder
from models.acts.deliberation import DecideRecusal, DiscussCollectively, RequestRecusal, ReviewLegality
from models.people import Role
from workflows.procedures.guarding import points_at, proposed
from workflows.procedures.record import Record
from workflows.procedures.step import Attempt, Condition, Procedure, Step, after, before, who

RULES = "《生态环境行政处罚办法》"
BUREAU = (1, 2)
EVIDENCE = ("inspect_site", "interview", "take_sample", "receive_report")
HEARD = ("receive_statement", "hold_hearing")
def review_grounds(record: Record) -> list[str]:
    """Return why a legal review is due (法制审核情形), in Chinese; empty when it is not."""
    report = record.content("conclude_investigation")
    held = [act for act in record.all("hold_hearing") if not cast("Any", act.content).is_absent]
    found = ["直接关系当事人或者第三人重大权益,经过听证程序"] if held else []
    if report is not None and report.is_complex:
        found.append("案件情况疑难复杂、涉及多个法律关系")
    if report is not None and report.public_interest:
        found.append("涉及重大公共利益")
    return found


def legality_is_reviewed(record: Record, day: date, law: Law) -> None:  # noqa: ARG001  the signature of a bar
    """Refuse a decision whose legal review is due and missing, not agreed, or older than new evidence (G4)."""
    review = record.last("review_legality")
    newer = review is not None and any(act.no > review.no for act in record.all(*EVIDENCE))
    opinion = cast("ReviewLegality", review.content).opinion if review else None
    guards.legal_review_passed(on=day, grounds=review_grounds(record), opinion=opinion, new_evidence_since=newer)


def heads_have_discussed(record: Record, day: date, law: Law) -> None:  # noqa: ARG001  the signature of a bar
    """Refuse a decision whose collective discussion is due and missing, or came before the party was heard (G5)."""
    notice = record.content("serve_notice")
    report = record.content("conclude_investigation")
    if notice is None:
        return
    intended = proposed(notice.measures, notice.fine, notice.confiscation)
    due = discussion_due(intended, day, complex_case=bool(report and report.is_complex))
    discussion = record.last("discuss_collectively")
    heard = discussion is not None and any(act.no > discussion.no for act in record.all(*HEARD))
    guards.collectively_discussed(on=day, grounds=due.reasons, discussed=discussion is not None, heard_since=heard)


def recusals_are_decided(record: Record, day: date, law: Law) -> None:  # noqa: ARG001  the signature of a bar
    """Refuse a decision while a request for recusal waits for its answer (回避申请未处理)."""
    decided = {cast("DecideRecusal", act.content).of for act in record.all("decide_recusal")}
    waiting = [act for act in record.all("request_recusal") if act.no not in decided]
    if waiting:
        sentence = f"{waiting[0].day.isoformat()}的回避申请尚未决定,须先“回避决定”"
        raise OutOfOrder("recusal-undecided", sentence, article=f"{RULES}第6条")


def voters_did_not_investigate(attempt: Attempt) -> None:
    """Refuse an investigator's vote (集体讨论不得参加表决, G3)."""
    investigators = attempt.record.investigators()
    for voter in cast("DiscussCollectively", attempt.act.content).voters:
        guards.investigator_keeps_away(voter, investigators, "voter", on=attempt.day)


def recused(record: Record) -> frozenset[str]:
    """Return the ids of those who have to keep away (已决定回避)."""
    granted = {
        cast("DecideRecusal", act.content).of
        for act in record.all("decide_recusal")
        if cast("DecideRecusal", act.content).granted
    }
    return frozenset(
        cast("RequestRecusal", act.content).person for act in record.all("request_recusal") if act.no in granted
    )


CONCLUDED = after("conclude_investigation")
UNDECIDED = before("decide_no_penalty", "revoke_filing")

STEPS = (
    Step(
        ReviewLegality,
        who(Role.LEGAL, levels=BUREAU),
        needs=(CONCLUDED, UNDECIDED),
        stage="legally_reviewed",
        citation=f"{RULES}第49条至第51条",
    ),
    Step(
        DiscussCollectively,
        who(Role.HEAD, levels=BUREAU),
        needs=(CONCLUDED, UNDECIDED),
        guards=(voters_did_not_investigate,),
        stage="discussed",
        citation=f"{RULES}第52条",
    ),
    Step(
        RequestRecusal,
        who(Role.OFFICER, Role.CLERK, Role.REVIEWER, Role.LEGAL, levels=BUREAU, systems=True),
        needs=(before("decide_penalty", "decide_no_penalty"),),
        citation=f"{RULES}第6条",
    ),
    Step(
        DecideRecusal,
        who(Role.HEAD, levels=BUREAU),
        needs=(Condition(lambda record: record.has("request_recusal"), "没有回避申请"),),
        guards=(points_at("request_recusal"),),
        citation=f"{RULES}第6条",
    ),
)

PROCEDURE = Procedure(
    "deliberation",
    "审核与讨论",
    STEPS,
    {"legally_reviewed": "已法制审核", "discussed": "已集体讨论"},
)
