"""Before the decision (决定前的程序): legal review, collective discussion, recusal.

行政处罚法 art. 57, 58 and 生态环境行政处罚办法 art. 49-52: legal review where the law lists it, again after new evidence or a
hearing; collective discussion of what is complex or grave, again after the party was heard; who investigated neither
votes nor gives the legal review. The heads also discuss the second extension of the case's term (处罚办法 art. 57(1)),
which comes while the case is still investigated. A daily penalty is a penalty of its own: what was reviewed or
discussed before its last recheck was about another one (按日连续处罚办法 art. 15). Neither is made good afterwards.

Art. 6 and 行政处罚法 art. 43: a request for recusal is decided before the decision, and the investigation goes on
meanwhile; the principal head's by the heads together, nobody's by himself. Whoever has to keep away does nothing more
in the case.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TypeVar

from judging.asked_for import AskedFor, asks_for
from judging.attempt import Attempt, Situation
from judging.clock_reading import clocks_of, extended_rule
from judging.effects import document
from judging.record import Record, follows
from judging.step import Asks, Condition, Procedure, Step, after, who
from law import guards
from law.amounts.thresholds import discussion_due
from law.edition import Law
from law.refusals import NotCompetent, OutOfOrder, Unclear
from models.acts import Act, Content, OnSite
from models.acts.deliberation import DecideRecusal, DiscussCollectively, RequestRecusal, ReviewLegality
from models.acts.evidence import RegisterEvidence
from models.acts.filing import FileCase
from models.acts.hearing import HoldHearing, RequestHearing, ServeHearingNotice
from models.acts.investigation import ConcludeInvestigation, InspectSite, Interview, ReceiveReport, TakeSample
from models.acts.penalty import ReceiveStatement, ServeNotice
from models.acts.terms import ExtendTerm
from models.people import Role
from procedures.competence import WITH_US
from procedures.penalty.prior_notice import TO_DECIDE, Notice, about_matter, intended_by, rechecks_of
from procedures.repetition import not_twice_a_day

BUREAU = (1, 2)
EVIDENCE = (InspectSite, Interview, TakeSample, ReceiveReport, RegisterEvidence)
"""What may show new facts: what the authority itself found."""

A = TypeVar("A", bound=Content)


def _since_begun(record: Record, notice: Act[Notice], found: Sequence[Act[A]]) -> Act[A] | None:
    """Return the last of these acts that belongs to the penalty of a notice; for a daily one, after its rechecks."""
    begun = [act for no in rechecks_of(notice) if (act := record.act(no)) is not None]
    return next((act for act in reversed(found) if all(follows(act, recheck) for recheck in begun)), None)


def discussions(record: Record) -> list[Act[DiscussCollectively]]:
    """Return the discussions of the decision (处理决定); those of an extension of the term are none."""
    return [act for act in record.all(DiscussCollectively) if act.content.about == "decision"]


def _hearings(record: Record, notice: Act[Notice]) -> list[Act[HoldHearing]]:
    """Return the hearings that were held on a penalty, the party being there."""
    requests = {act.no for act in about_matter(record, notice, RequestHearing)}
    return [act for act in record.all(HoldHearing) if act.content.of in requests and not act.content.is_absent]


def review_grounds(record: Record, notice: Act[Notice]) -> list[str]:
    """Return why a legal review is due (法制审核情形), in Chinese; empty when it is not."""
    report = record.content(ConcludeInvestigation)
    found = ["直接关系当事人或者第三人重大权益，经过听证程序"] if _hearings(record, notice) else []
    if report is not None and report.is_complex:
        found.append("案件情况疑难复杂、涉及多个法律关系")
    if report is not None and report.public_interest:
        found.append("涉及重大公共利益")
    return found


def legality_of(record: Record, notice: Act[Notice], day: date, law: Law) -> None:
    """Refuse a decision whose legal review is due and missing, not agreed, or older than new evidence (G4)."""
    review = _since_begun(record, notice, record.all(ReviewLegality))
    shown = [act for act in record.all(ReceiveStatement) if act.content.new_evidence]
    later: tuple[Act, ...] = (*record.all(*EVIDENCE), *shown, *_hearings(record, notice))
    guards.legal_review_passed(
        on=day,
        law=law,
        grounds=review_grounds(record, notice),
        opinion=review.content.opinion if review else None,
        new_evidence_since=review is not None and any(follows(act, review) for act in later),
    )


def discussion_of(record: Record, notice: Act[Notice], day: date, law: Law) -> None:
    """Refuse a decision whose collective discussion is due and missing, or came before the party was heard (G5)."""
    if law.catalogue.find("collective_discussion", day) is None:
        return
    report = record.content(ConcludeInvestigation)
    due = discussion_due(intended_by(notice.content), day, law, complex_case=report is not None and report.is_complex)
    discussion = _since_begun(record, notice, discussions(record))
    said: tuple[Act, ...] = (*about_matter(record, notice, ReceiveStatement), *_hearings(record, notice))
    guards.collectively_discussed(
        on=day,
        law=law,
        grounds=due.reasons,
        discussed=discussion is not None,
        heard_since=discussion is not None and any(follows(act, discussion) for act in said),
    )


def legality_is_reviewed(now: Situation) -> None:
    """Refuse the ordinary decision while its legal review is due and has not passed (G4)."""
    notice = now.record.last(ServeNotice)
    if notice is not None:
        legality_of(now.record, notice, now.day, now.law)


def heads_have_discussed(now: Situation) -> None:
    """Refuse the ordinary decision while its collective discussion is due and not recorded (G5)."""
    notice = now.record.last(ServeNotice)
    if notice is not None:
        discussion_of(now.record, notice, now.day, now.law)


def recusals_waiting(record: Record) -> list[Act[RequestRecusal]]:
    """Return the requests for recusal that nobody has decided yet."""
    decided = record.targets(DecideRecusal)
    return [act for act in record.all(RequestRecusal) if act.no not in decided]


def recusals_are_decided(now: Situation) -> None:
    """Refuse a decision while a request for recusal waits for its answer (回避申请未处理)."""
    _no_recusal_waits(now.record, now.day, now.law)


def _no_recusal_waits(record: Record, day: date, law: Law) -> None:
    waiting = recusals_waiting(record)
    article = law.cite("recusal", day)
    if waiting and article:
        sentence = f"{waiting[0].day.isoformat()}的回避申请尚未决定，须先“回避决定”"
        raise OutOfOrder("recusal-undecided", sentence, article=article)


@asks_for(AskedFor("voters", must="须有两名以上负责人，不得有本案调查人员", rule="collective_discussion"))
def voters_may_vote(attempt: Attempt[DiscussCollectively]) -> None:
    """Refuse an investigator's vote (集体讨论不得参加表决, G3), and a discussion of one."""
    voters, investigators = attempt.content.voters, attempt.record.investigators()
    for voter in voters:
        guards.investigator_keeps_away(voter, investigators, "voter", on=attempt.day, law=attempt.law)
    if len(set(voters)) <= 1:
        sentence = "集体讨论须由两名以上负责人参加，请写明每一名参加表决的负责人"
        raise Unclear("not-collective", sentence, article=attempt.cite("collective_discussion"), field="voters")


@asks_for(AskedFor("about", when="讨论处罚决定的", must="须在调查终结之后", rule="collective_discussion", offered=True))
def decision_is_ripe_for_discussion(attempt: Attempt[DiscussCollectively]) -> None:
    """Refuse to discuss the decision before the investigation has ended; an extension is discussed before that."""
    if attempt.content.about == "decision" and not CONCLUDED.holds(attempt):
        article = attempt.cite("collective_discussion")
        raise OutOfOrder("out-of-order", CONCLUDED.sentence, article=article, field="about")


def reviewer_is_no_investigator(attempt: Attempt[ReviewLegality]) -> None:
    """Refuse the legal review by who investigated (法制审核与调查分离, G3)."""
    investigators = attempt.record.investigators()
    guards.investigator_keeps_away(attempt.act.by.id, investigators, "legal_reviewer", on=attempt.day, law=attempt.law)


@asks_for(AskedFor("is_collective", when="主要负责人回避的", must="须为是", rule="recusal"))
def recusal_is_decided_by_the_right_one(attempt: Attempt[DecideRecusal]) -> None:
    """Refuse that somebody decides on himself, or one alone on the principal head (回避的决定权)."""
    request = attempt.record.act(attempt.content.of, RequestRecusal)
    cited = attempt.law.catalogue.find("recusal", attempt.day)
    if request is None or cited is None:
        return
    asked, article = request.content, attempt.cite("recusal")
    if asked.person == attempt.act.by.id:
        sentence = "本人的回避不能由本人决定；主要负责人的回避由负责人集体讨论决定，由其他负责人记录"
        raise NotCompetent("decides-on-himself", sentence, article=article, field="by")
    if asked.office == "principal" and not attempt.content.is_collective and cited.instrument == "MEE30":
        sentence = "主要负责人的回避由生态环境主管部门负责人集体讨论决定"
        raise NotCompetent("needs-collective-decision", sentence, article=article, field="is_collective")


def recused(record: Record) -> frozenset[str]:
    """Return the ids of those who have to keep away (已决定回避)."""
    granted = {act.content.of for act in record.all(DecideRecusal) if act.content.granted}
    return frozenset(act.content.person for act in record.all(RequestRecusal) if act.no in granted)


def nobody_recused(attempt: Attempt) -> None:
    """Refuse any act in which somebody takes part who has to keep away (回避)."""
    kept = recused(attempt.record)
    found = sorted(kept & set(_taking_part(attempt.act))) if kept else []
    if found:
        sentence = f"人员“{'、'.join(found)}”已决定回避，不得再参与本案；请由其他人员办理"
        raise NotCompetent("recused", sentence, article=attempt.cite("recusal"), field="by")


def _taking_part(act: Act) -> Iterable[str]:
    """Return everyone who takes part in an act: who does it, the officers, chair and recorder, the voters.

    Who enters a fact of record has not done it.
    """
    if not act.of_record:
        yield act.by.id
    match act.content:
        case OnSite(officers=officers) | FileCase(officers=officers):
            yield from (officer.id for officer in officers)
        case ServeHearingNotice(chair=chair):
            yield chair
        case HoldHearing(chair=chair, recorder=recorder):
            yield from (chair, recorder)
        case DiscussCollectively(voters=voters):
            yield from voters


def extension_was_discussed(attempt: Attempt[ExtendTerm]) -> None:
    """Refuse an extension that the heads decide together before they have met on it (再次延长须集体讨论, 处罚办法 art. 57).

    It is for a case that cannot be decided even with the first extension: what was discussed before that was another.
    """
    found = clocks_of(attempt).all.get(attempt.content.term)
    extension = found.extension() if found is not None and found.ended_by is None else None
    if found is None or extension is None or extension.key != "collective":
        return
    grants = [act for row in (*found.extended, *found.untold) if (act := attempt.record.act(row.act)) is not None]
    met = [act for act in attempt.record.all(DiscussCollectively) if act.content.about == "extension"]
    if not any(all(follows(one, grant) for grant in grants) for one in met):
        sentence = f"再次延长须由{extension.by}决定，须在上一次延长之后先“{DiscussCollectively.label}”（讨论事项：再次延长办案期限）"
        raise OutOfOrder("collective-discussion-missing", sentence, article=extended_rule(attempt), field="term")


def fully_deliberated(record: Record, notice: Act[Notice], day: date, law: Law) -> None:
    """Refuse a decision on a notice before recusals, legal review and discussion are through."""
    _no_recusal_waits(record, day, law)
    legality_of(record, notice, day, law)
    discussion_of(record, notice, day, law)


CONCLUDED = after(ConcludeInvestigation)
ASKED = Condition(lambda now: bool(recusals_waiting(now.record)), "没有待决定的回避申请", "recusal")


def nothing_holds_it_back(now: Situation) -> None:
    """Refuse any decision while a recusal is not decided, or a legal review that is due is missing (G4)."""
    recusals_are_decided(now)
    legality_is_reviewed(now)


STEPS = (
    Step(
        ReviewLegality,
        who(Role.LEGAL, levels=BUREAU),
        needs=(WITH_US, CONCLUDED, TO_DECIDE),
        guards=(reviewer_is_no_investigator,),
        for_one_party=True,
        stage="legally_reviewed",
        citation=("legal_review",),
    ),
    Step(
        DiscussCollectively,
        who(Role.HEAD, levels=BUREAU),
        needs=(WITH_US, after(FileCase), TO_DECIDE),
        guards=(decision_is_ripe_for_discussion, voters_may_vote),
        for_one_party=True,
        stage="discussed",
        citation=("collective_discussion",),
    ),
    Step(
        RequestRecusal,
        who(Role.OFFICER, Role.CLERK, Role.REVIEWER, Role.LEGAL, Role.HEAD, levels=BUREAU, systems=True),
        needs=(TO_DECIDE,),
        guards=(not_twice_a_day,),
        for_one_party=True,
        citation=("recusal",),
    ),
    Step(
        DecideRecusal,
        who(Role.HEAD, levels=BUREAU),
        needs=(ASKED,),
        guards=(recusal_is_decided_by_the_right_one,),
        effects=(document("回避决定书", "回避"),),
        citation=("recusal",),
    ),
)

ASKS = (Asks(ExtendTerm, extension_was_discussed),)

PROCEDURE = Procedure(
    "deliberation",
    "审核与讨论",
    STEPS,
    {"legally_reviewed": "已法制审核", "discussed": "已集体讨论"},
    ASKS,
)
