"""Before the decision (决定前的程序): legal review, collective discussion, recusal.

行政处罚法 art. 57, 58 and 生态环境行政处罚办法 art. 49-52: legal review where the law lists it, again after new evidence or a
hearing; collective discussion of what is complex or grave, again after the party was heard; who investigated does not
vote. A daily penalty is a penalty of its own: what was reviewed or discussed before its last recheck was about
another one (按日连续处罚办法 art. 15). Neither is made good afterwards.

Art. 6 and 行政处罚法 art. 43: a request for recusal is decided before the decision, and the investigation goes on
meanwhile; the principal head's by the heads together, nobody's by himself. Whoever has to keep away does nothing more
in the case.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any, cast

from law import guards
from law.amounts.thresholds import discussion_due
from law.edition import Law
from law.refusals import NotCompetent, OutOfOrder, Unclear
from models.acts import Act
from models.acts.deliberation import DecideRecusal, DiscussCollectively, RequestRecusal, ReviewLegality
from models.acts.investigation import ConcludeInvestigation
from models.people import Role
from workflows.procedures.effects import document
from workflows.procedures.guarding import intended_by, points_at
from workflows.procedures.prior_notice import (
    ORDINARY,
    TO_DECIDE,
    about_matter,
    follows,
    rechecks_of,
)
from workflows.procedures.record import Record
from workflows.procedures.step import Attempt, Condition, Procedure, Step, after, who

RULES = "《生态环境行政处罚办法》"
BUREAU = (1, 2)
EVIDENCE = ("inspect_site", "interview", "take_sample", "receive_report", "register_evidence")


def _since_begun(record: Record, notice: Act, name: str) -> Act | None:
    """Return the last act of a name that belongs to the penalty of a notice; for a daily one, after its rechecks."""
    begun = [act for no in rechecks_of(notice) if (act := record.act(no)) is not None]
    found = [act for act in record.all(name) if all(follows(act, recheck) for recheck in begun)]
    return found[-1] if found else None


def _hearings(record: Record, notice: Act) -> list[Act]:
    """Return the hearings that were held on a penalty, the party being there."""
    requests = {act.no for act in about_matter(record, notice, "request_hearing")}
    held = record.all("hold_hearing")
    return [act for act in held if cast("Any", act.content).of in requests and not cast("Any", act.content).is_absent]


def review_grounds(record: Record, notice: Act) -> list[str]:
    """Return why a legal review is due (法制审核情形), in Chinese; empty when it is not."""
    report = cast("ConcludeInvestigation | None", record.content("conclude_investigation"))
    found = ["直接关系当事人或者第三人重大权益，经过听证程序"] if _hearings(record, notice) else []
    if report is not None and report.is_complex:
        found.append("案件情况疑难复杂、涉及多个法律关系")
    if report is not None and report.public_interest:
        found.append("涉及重大公共利益")
    return found


def legality_of(record: Record, notice: Act, day: date) -> None:
    """Refuse a decision whose legal review is due and missing, not agreed, or older than new evidence (G4)."""
    review = _since_begun(record, notice, "review_legality")
    shown = [act for act in record.all("receive_statement") if cast("Any", act.content).new_evidence]
    later = (*record.all(*EVIDENCE), *shown, *_hearings(record, notice))
    guards.legal_review_passed(
        on=day,
        grounds=review_grounds(record, notice),
        opinion=cast("ReviewLegality", review.content).opinion if review else None,
        new_evidence_since=review is not None and any(follows(act, review) for act in later),
    )


def discussion_of(record: Record, notice: Act, day: date, law: Law) -> None:
    """Refuse a decision whose collective discussion is due and missing, or came before the party was heard (G5)."""
    if law.catalogue.find("collective_discussion", day) is None:
        return
    report = cast("ConcludeInvestigation | None", record.content("conclude_investigation"))
    due = discussion_due(intended_by(notice.content), day, complex_case=bool(report and report.is_complex))
    discussion = _since_begun(record, notice, "discuss_collectively")
    said = (*about_matter(record, notice, "receive_statement"), *_hearings(record, notice))
    guards.collectively_discussed(
        on=day,
        grounds=due.reasons,
        discussed=discussion is not None,
        heard_since=discussion is not None and any(follows(act, discussion) for act in said),
    )


def legality_is_reviewed(record: Record, day: date, law: Law) -> None:  # noqa: ARG001  the signature of a bar
    """Refuse the ordinary decision while its legal review is due and has not passed (G4)."""
    notice = record.last(ORDINARY)
    if notice is not None:
        legality_of(record, notice, day)


def heads_have_discussed(record: Record, day: date, law: Law) -> None:
    """Refuse the ordinary decision while its collective discussion is due and not recorded (G5)."""
    notice = record.last(ORDINARY)
    if notice is not None:
        discussion_of(record, notice, day, law)


def recusals_waiting(record: Record) -> list[Act]:
    """Return the requests for recusal that nobody has decided yet."""
    decided = {cast("DecideRecusal", act.content).of for act in record.all("decide_recusal")}
    return [act for act in record.all("request_recusal") if act.no not in decided]


def recusals_are_decided(record: Record, day: date, law: Law) -> None:
    """Refuse a decision while a request for recusal waits for its answer (回避申请未处理)."""
    waiting = recusals_waiting(record)
    cited = law.catalogue.find("recusal", day)
    if waiting and cited is not None:
        sentence = f"{waiting[0].day.isoformat()}的回避申请尚未决定，须先“回避决定”"
        raise OutOfOrder("recusal-undecided", sentence, article=cited.citation)


def voters_may_vote(attempt: Attempt) -> None:
    """Refuse an investigator's vote (集体讨论不得参加表决, G3), and a discussion of one."""
    voters = cast("DiscussCollectively", attempt.act.content).voters
    for voter in voters:
        guards.investigator_keeps_away(voter, attempt.record.investigators(), "voter", on=attempt.day)
    if len(set(voters)) <= 1:
        cited = attempt.law.catalogue.find("collective_discussion", attempt.day)
        sentence = "集体讨论须由两名以上负责人参加，请写明每一名参加表决的负责人"
        raise Unclear("not-collective", sentence, article=cited.citation if cited else "", field="voters")


def recusal_is_decided_by_the_right_one(attempt: Attempt) -> None:
    """Refuse that somebody decides on himself, or one alone on the principal head (回避的决定权)."""
    content = cast("DecideRecusal", attempt.act.content)
    request = attempt.record.act(content.of)
    cited = attempt.law.catalogue.find("recusal", attempt.day)
    if request is None or cited is None:
        return
    asked = cast("RequestRecusal", request.content)
    if asked.person == attempt.act.by.id:
        sentence = "本人的回避不能由本人决定；主要负责人的回避由负责人集体讨论决定，由其他负责人记录"
        raise NotCompetent("decides-on-himself", sentence, article=cited.citation, field="by")
    if asked.office == "principal" and not content.is_collective and cited.instrument == "MEE30":
        sentence = "主要负责人的回避由生态环境主管部门负责人集体讨论决定"
        raise NotCompetent("needs-collective-decision", sentence, article=cited.citation, field="is_collective")


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


def nobody_recused(attempt: Attempt) -> None:
    """Refuse any act in which somebody takes part who has to keep away (回避)."""
    kept = recused(attempt.record)
    found = sorted(kept & set(_taking_part(attempt.act))) if kept else []
    if found:
        cited = attempt.law.catalogue.find("recusal", attempt.day)
        sentence = f"人员“{'、'.join(found)}”已决定回避，不得再参与本案；请由其他人员办理"
        raise NotCompetent("recused", sentence, article=cited.citation if cited else "", field="by")


def _taking_part(act: Act) -> Iterable[str]:
    """Return everyone who takes part in an act: who does it, the officers, chair and recorder, the voters."""
    content = act.content
    yield act.by.id
    yield from (officer.id for officer in getattr(content, "officers", ()))
    yield from (getattr(content, name, "") for name in ("chair", "recorder"))
    yield from getattr(content, "voters", ())


def fully_deliberated(record: Record, notice: Act, day: date, law: Law) -> None:
    """Refuse a decision on a notice before recusals, legal review and discussion are through."""
    recusals_are_decided(record, day, law)
    legality_of(record, notice, day)
    discussion_of(record, notice, day, law)


CONCLUDED = after("conclude_investigation")

STEPS = (
    Step(
        ReviewLegality,
        who(Role.LEGAL, levels=BUREAU),
        needs=(CONCLUDED, TO_DECIDE),
        stage="legally_reviewed",
        citation=f"{RULES}第49条至第51条",
    ),
    Step(
        DiscussCollectively,
        who(Role.HEAD, levels=BUREAU),
        needs=(CONCLUDED, TO_DECIDE),
        guards=(voters_may_vote,),
        stage="discussed",
        citation=f"{RULES}第52条",
    ),
    Step(
        RequestRecusal,
        who(Role.OFFICER, Role.CLERK, Role.REVIEWER, Role.LEGAL, Role.HEAD, levels=BUREAU, systems=True),
        needs=(TO_DECIDE,),
        citation=f"{RULES}第6条",
    ),
    Step(
        DecideRecusal,
        who(Role.HEAD, levels=BUREAU),
        needs=(Condition(lambda record: bool(recusals_waiting(record)), "没有待决定的回避申请", f"{RULES}第6条"),),
        guards=(points_at("request_recusal"), recusal_is_decided_by_the_right_one),
        once_each=True,
        effects=(document("回避决定书", "回避"),),
        citation=f"{RULES}第6条",
    ),
)

PROCEDURE = Procedure(
    "deliberation",
    "审核与讨论",
    STEPS,
    {"legally_reviewed": "已法制审核", "discussed": "已集体讨论"},
)
