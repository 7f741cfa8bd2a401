"""Feedback and disclosure (反馈、公开).

The opinions, plan 四(四)1: the result goes back to whoever reported, and is made public as required. 生态环境行政处罚办法 art.
65: each decision is published within its term from the day it is made, art. 64: redacted, art. 63: or not published
for a legal reason. 环保举报热线工作管理办法 art. 10: a complaint ends with the answer to the reporter; where the
complaint has a file of its own, the case tells that file, and the reporter is answered there.
"""

from collections.abc import Iterable, Sequence

from judging.asked_for import AskedFor, asks_for
from judging.attempt import Attempt
from judging.effects import in_whose_name, key, message, party_of
from judging.parties import everyone
from judging.record import Record, in_order, is_new_to
from judging.step import Condition, Ends, Procedure, Step, before, ends, who
from law.refusals import OutOfBounds, OutOfOrder, Unclear
from models.acts import Act
from models.acts.closing import ArchiveCase
from models.acts.complaint import RecordComplaintResult, RefuseComplaint
from models.acts.correction import RecheckCorrection
from models.acts.daily import DecideDailyPenalty, ServeDailyDecision
from models.acts.enforcement import CourtExecutes
from models.acts.filing import DeclineFiling, RevokeFiling
from models.acts.finding import HandToDepartment
from models.acts.investigation import TerminateInvestigation
from models.acts.joint_investigation import RecordFollowUpResult
from models.acts.payment import RecordPayment
from models.acts.penalty import DecidePenalty, ServeDecision
from models.acts.publicity import FeedBack, PublishDecision, WithholdPublication
from models.acts.reconsideration import DecideReconsideration
from models.acts.referral import RecordCriminalJudgment, ReferToPolice
from models.acts.revision import RevokeDecision
from models.acts.suit import JudgeSuit
from models.acts.summary import DecideOnTheSpot
from models.effects import PENALTY_SHOWN, Disclosure, Feedback, Message, TellFile
from models.ids import FileKind
from models.people import Role
from procedures.feedback import result_told
from procedures.other_files import to_tell
from procedures.penalty.decisions import decision_of, set_aside
from procedures.petition import COMPLETED
from procedures.publicity.disclosure import cited
from procedures.publicity.result import has_result
from procedures.telling import (
    COMPLAINT,
    FEEDBACK,
    JOINT,
    ONE_OF,
    REPORTER,
    SENDER,
    Telling,
    audience,
    complaints_of,
    did_not_arrive,
    file_told,
    joined_untold,
    reaches_nobody,
    told_to,
    was_told_otherwise,
    way_to,
    whom_it_came_from_was_told,
)
from procedures.telling_terms import BY_HAND, TOLD_ANEW, by_hand

Penalty = DecidePenalty | DecideDailyPenalty | DecideOnTheSpot

RESULTS = (
    *(ServeDecision, DecideOnTheSpot, DeclineFiling, RevokeFiling, RefuseComplaint),
    *(TerminateInvestigation, ReferToPolice, RecordCriminalJudgment),
)
NEWS = (
    *RESULTS,
    *(ServeDailyDecision, RevokeDecision, DecideReconsideration, JudgeSuit),
    *(RecheckCorrection, RecordPayment, CourtExecutes, HandToDepartment),
)
"""What may come of a case after its result was told, so that there is something new to tell."""
PENALTIES = (DecidePenalty, DecideDailyPenalty, DecideOnTheSpot)
"""The decisions that are made public, one by one."""
PUBLISHING = (PublishDecision, WithholdPublication)
Told = tuple[str, FileKind, type[RecordComplaintResult | RecordFollowUpResult]]
THE_COMPLAINT: Told = ("处理结果告知举报件", "Complaint", RecordComplaintResult)
THEIR_FILES: dict[str, Told] = {
    JOINT: ("处理结果告知联合调查", "JointInvestigation", RecordFollowUpResult),
    SENDER: ("处理结果告知移送事项", "Matter", RecordComplaintResult),
}
"""As what the file is told that a case came from, by whom the result goes to; any other is the complaint's."""


def feedback(done: Attempt[FeedBack]) -> Iterable[Feedback | TellFile | Message]:
    """Return the word to who reported: to the complaint's own file, by callback to a system, or else by persons."""
    way = way_to(done.record, done.content)
    yield from _to_files(done) if way == "file" else (_to_whom_it_says(done),)
    if way == "township":
        yield from message(f"处理结果反馈：{done.content.result}", "level-3")(done)
    yield from by_hand(done)


def _to_files(done: Attempt[FeedBack]) -> Iterable[TellFile[RecordComplaintResult | RecordFollowUpResult]]:
    to, before = done.content.to, everyone(done.record).before(done.act)
    title, kind, result = THEIR_FILES.get(to, THE_COMPLAINT)
    told = result(case=done.file_no, result=done.content.result)
    first = file_told(done.record, to)
    numbers = (first,) if to in THEIR_FILES else _complaints_told(done, before)
    for number in numbers:
        yield to_tell(done, FEEDBACK if number == first else f"{FEEDBACK}{ONE_OF}{number}", title, kind, number, told)


def _complaints_told(done: Attempt[FeedBack], before: Record) -> tuple[str, ...]:
    """Return the complaints that are told: all, where there is news to any of them, else only who joined since."""
    every, untold = complaints_of(before), joined_untold(before)
    told = told_to(before, audience(before, done.content))
    return untold if untold and told and not _is_owed_anew(done, before, told) else every


def _to_whom_it_says(done: Attempt[FeedBack]) -> Feedback:
    content = done.content
    is_sent = way_to(done.record, content) == "system"
    return result_told(done, "处理结果反馈", content.result, addressee=content.to, by_system=is_sent)


def addressee_is_there(attempt: Attempt[FeedBack]) -> None:
    """Refuse to tell a complaint's file, a system, or a reporter, of a case that came from none or gave no name."""
    content, whole = attempt.content, attempt.whole
    if reaches_nobody(whole, content):
        raise Unclear("nobody-to-tell", "本案由匿名举报引起，没有可以反馈的举报人，可以直接结案", field="to")
    if content.to == "complaint" and not file_told(whole, content.to):
        raise Unclear("no-complaint", "本案不是由举报件转来的，没有可以告知的举报件", field="to")
    if content.to == JOINT and not file_told(whole, content.to):
        raise Unclear("no-joint-investigation", "本案不是由联合调查转来的，没有可以告知的联合调查", field="to")
    if content.to == "sender" and way_to(whole, content) == "hand":
        raise Unclear("no-sender", "本案不是由其他系统送来的，没有可以反馈的来源系统", field="to")


def there_is_something_to_tell(attempt: Attempt[FeedBack]) -> None:
    """Refuse to tell the same receiver a result twice.

    A result is fed back once to each receiver. It is told again where the earlier word was withdrawn, or was put right,
    refused or not taken in time, and nobody has told it by hand since; a further word is due where something new has
    come of the case since then: another decision served, a filing revoked, a decision set aside or changed, an order
    rechecked, a payment, an end of enforcement.
    """
    whole, content = everyone(attempt.whole), attempt.content
    told = told_to(whole, audience(whole, content))
    if not told or _is_owed_anew(attempt, whole, told) or (content.to in COMPLAINT and joined_untold(whole)):
        return
    earlier = f"{told[-1].day.isoformat()}“{FeedBack.label}”（第{told[-1].no}号行为）"
    sentence = (
        f"已向该对象反馈：{earlier}，其后没有新的处理结果，不得重复；反馈有误的，请“更正记录”后重新反馈，或者“撤回记录”"
    )
    raise OutOfOrder("already-told", sentence, article=attempt.cite("grid_operation"), field="to")


def _is_owed_anew(attempt: Attempt[FeedBack], known: Record, told: Sequence[Act[Telling]]) -> bool:
    """Tell whether whoever was told is to be told again: it did not arrive, was put right, or there is news."""
    if did_not_arrive(known, told[-1]) or was_told_otherwise(known, told[-1]):
        return True
    return any(all(is_new_to(known, news, one) for one in told) for news in everyone(attempt.record).all(*NEWS))


def _to_reporter(attempt: Attempt[FeedBack]) -> bool:
    return attempt.content.to in REPORTER


def _all_told(attempt: Attempt[FeedBack]) -> bool:
    """Tell whether with this word whoever waited by then was told; who joins later is told anew."""
    of_complaints = attempt.content.to in COMPLAINT
    others_wait = joined_untold(attempt.record.before(attempt.act)) and not of_complaints
    return whom_it_came_from_was_told(attempt.record) and not others_wait


def published_by(record: Record) -> dict[int, Act[Penalty]]:
    """Return which decision each publication, or refusal to publish, is about: the one named, else the first open."""
    found: dict[int, Act[Penalty]] = {}
    for act in in_order(record.all(*PUBLISHING)):
        made = (one for one in in_order(record.all(*PENALTIES)) if one.day <= act.day and one not in found.values())
        decision = next(made, None) if act.content.of is None else _penalty(record, act.content.of)
        if decision is not None:
            found[act.no] = decision
    return found


def _penalty(record: Record, number: int) -> Act[Penalty] | None:
    """Return the decision on a penalty that an act number means, by itself or by its service."""
    decision = decision_of(record, number)
    return record.act(decision.no, *PENALTIES) if decision else None


def unpublished(record: Record) -> list[Act[Penalty]]:
    """Return the decisions that stand and are neither published nor withheld for a legal reason."""
    done = [one.no for one in published_by(record).values()]
    return [one for one in in_order(record.all(*PENALTIES)) if one.no not in done and set_aside(record, one) is None]


def _decision_published(attempt: Attempt) -> int | None:
    decision = published_by(attempt.record).get(attempt.act.no)
    return decision.no if decision else None


@asks_for(AskedFor("of", when="尚未公开的处罚决定不止一项的"))
def names_what_is_published(attempt: Attempt[PublishDecision | WithholdPublication]) -> None:
    """Refuse a publication that leaves open which decision it is about, or is about one published already."""
    of = attempt.content.of
    waiting = unpublished(attempt.record)
    if of is None and len(waiting) == 1:
        return
    meant = _penalty(attempt.record, of) if of is not None else None
    if meant is not None:
        if meant not in waiting:
            sentence = f"第{meant.no}号处罚决定已经公开、已决定不予公开或者已被撤销，不再公开"
            raise OutOfOrder("already-done", sentence, article=attempt.cite("decision_publication"), field="of")
        return
    known = "、".join(f"第{one.no}号（{one.content.label}）" for one in waiting) or "尚无"
    raise Unclear("which-decision", f"须写明公开哪一项处罚决定（行为编号），尚未公开的有：{known}", field="of")


@asks_for(AskedFor("redacted", must="须为是", rule="publication_redaction"))
def publication_is_redacted(attempt: Attempt[PublishDecision]) -> None:
    """Refuse to publish what has not been redacted (处罚办法 art. 64)."""
    if not attempt.content.redacted:
        sentence = "公开前须隐去个人信息、商业秘密和未成年人信息"
        raise OutOfBounds("not-redacted", sentence, article=attempt.cite("publication_redaction"), field="redacted")


def disclosure(done: Attempt[PublishDecision]) -> Iterable[Disclosure]:
    """Return what is made public about a decision; the register adds the party's name where it may be shown."""
    decision = published_by(done.record).get(done.act.no)
    if decision is None:
        return
    content = decision.content
    yield Disclosure(
        key=key(done, "disclosure"),
        act_no=done.act.no,
        title=PENALTY_SHOWN,
        party=party_of(done),
        decision=decision.no,
        decided_on=decision.day,
        issuer=decision.by.unit,
        in_name_of=in_whose_name(done.record, decision, done.law),
        measures=("fine",) if isinstance(content, DecideDailyPenalty) else content.measures,
        fine=str(content.fine) if content.fine is not None else "",
        basis=cited(content.basis),
        summary=done.content.summary,
    )


RESULTED = Condition(
    lambda now: has_result(now.record),
    "案件尚无处理结果（送达决定、不予立案、撤销立案、终止调查或者移送），不能反馈",
)
TO_PUBLISH = Condition(
    lambda now: bool(unpublished(now.record)), "没有待公开的处罚决定（尚未作出，或者均已公开）", "decision_publication"
)

STEPS = (
    Step(
        FeedBack,
        who(Role.OFFICER, Role.CLERK, levels=(1, 2)),
        needs=(
            RESULTED,
            before(ArchiveCase),
        ),
        guards=(addressee_is_there, there_is_something_to_tell),
        ends=(*ends(*COMPLETED, when=_to_reporter), Ends("norm.feed_back", _all_told), *TOLD_ANEW),
        opens=(BY_HAND,),
        stage="fed_back",
        when_closed=True,
        effects=(feedback,),
        citation=("grid_operation",),
    ),
    Step(
        PublishDecision,
        who(Role.OFFICER, Role.CLERK, levels=(1, 2)),
        needs=(TO_PUBLISH,),
        guards=(names_what_is_published, publication_is_redacted),
        ends=(Ends("penalty_publication", about=_decision_published),),
        stage="published",
        effects=(disclosure,),
        citation=("decision_publication",),
    ),
    Step(
        WithholdPublication,
        who(Role.HEAD, levels=(1, 2)),
        needs=(TO_PUBLISH,),
        guards=(names_what_is_published,),
        ends=(Ends("penalty_publication", about=_decision_published),),
        stage="withheld",
        citation=("no_publication",),
    ),
)

PROCEDURE = Procedure(
    "publicity",
    "反馈与公开",
    STEPS,
    {"fed_back": "已反馈", "published": "已公开", "withheld": "依法不予公开"},
)
