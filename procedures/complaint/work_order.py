"""The work order by which a platform sent a complaint (12345、12369工单): its own deadline, urging (催办、督办), a return (退单).

Whatever days a platform sets are service norms of that platform: they run beside the terms of 环保举报热线工作管理办法 and
信访工作条例, move none of them, and are shown as what they are. A return needs a ground of competence: a matter of another
department (办法 art. 7) or of another place. It is asked before the complaint is accepted. Until the platform says yes
the complaint is ours and its days run; taking it up after all, or turning it down, gives the return up.
"""

from collections.abc import Iterable
from datetime import date

from judging.attempt import Attempt, Situation
from judging.days import is_within_reach
from judging.effects import message
from judging.record import Record, is_new_to
from judging.step import Condition, Ends, Opens, Step, after, before, ends, voids, who
from law.chinese import day as told
from law.refusals import OutOfOrder, OutOfTime
from models.acts import Act
from models.acts.complaint import AnswerComplaint, RefuseComplaint
from models.acts.finding import AcceptComplaint, ReceiveComplaint
from models.acts.work_order import (
    RecordOrderUrging,
    RecordReturnAccepted,
    RecordReturnRefused,
    ReplyToUrging,
    ReturnOrder,
    SetOrderDeadline,
)
from models.chinese import value_of
from models.effects import Message
from models.people import Role
from models.senders import PUBLIC_FORM
from procedures.complaint.conditions import BUREAU, HEAD, HERE, NOT_ARCHIVED, RECORDERS
from procedures.complaint.reading import is_since, opening_of
from procedures.feedback import reply_told, return_told
from procedures.joint_origin import CONCLUDED
from procedures.petition import RECEIVED
from procedures.transfer.guards import SETTLED

DEADLINE, REPLY, RETURN = "norm.order_deadline", "norm.order_reply", "norm.order_return"
GROUNDS = {"not_environmental": "hotline_not_ours", "elsewhere": "jurisdiction_of_others"}
"""Under what a work order is sent back, by the ground."""
THE_PLATFORM = who(Role.CLERK, Role.OFFICER, levels=BUREAU, systems=True)
"""The platform itself, or whoever copies from it what it says."""


def _is_a_work_order(now: Situation) -> bool:
    opening = opening_of(now.record)
    sent = opening is not None and bool(opening.sender or opening.sender_no)
    return sent and opening is not None and opening.sender != PUBLIC_FORM


def unreplied(record: Record) -> list[Act[RecordOrderUrging]]:
    """Return what the platform supervises (督办) and no reply, result or accepted return has settled since."""
    results = record.all(AnswerComplaint, RefuseComplaint, RecordReturnAccepted)
    supervised = (act for act in record.all(RecordOrderUrging) if act.content.way == "supervise")
    return [
        act
        for act in supervised
        if not record.pointing(act.no, ReplyToUrging) and not any(is_new_to(record, one, act) for one in results)
    ]


def return_is_asked(record: Record) -> bool:
    """Tell whether a return was asked for and the platform has said neither yes nor no."""
    asked = {act.no for act in record.all(ReturnOrder)}
    return bool(asked - record.targets(RecordReturnAccepted, RecordReturnRefused))


def _may_be_returned_again(now: Situation) -> bool:
    """Tell whether no return stands since the complaint was taken up last: what came back may be sent back anew."""
    return not any(is_since(now.record, act) for act in now.record.all(ReturnOrder))


def return_is_unanswered(attempt: Attempt[RecordReturnAccepted | RecordReturnRefused]) -> None:
    """Refuse a second answer to one return: the platform has said yes or no to it, whichever it was."""
    answers = attempt.whole.pointing(attempt.content.of, RecordReturnAccepted, RecordReturnRefused)
    said = next((act for act in answers if act.no != attempt.act.no), None)
    if said is not None:
        sentence = (
            f"第{attempt.content.of}号退单申请已于{said.day.isoformat()}“{said.content.label}”（第{said.no}号行为），"
            "不得再记录平台的另一答复；如有误请“更正记录”或者“撤回记录”"
        )
        article = attempt.law.norms.norm["order_return"].as_cited("order_return").citation
        raise OutOfOrder("already-done", sentence, article=article, field="of")


def _has_deadline(done: Attempt[ReceiveComplaint]) -> bool:
    """Tell whether a day of the platform that can still be kept came along; any other stands in the act alone."""
    last = done.content.handle_by
    return last is not None and last >= done.act.day and is_within_reach(done, last)


def _handle_by(done: Attempt[ReceiveComplaint | SetOrderDeadline]) -> date | None:
    return done.content.handle_by


def _reply_by(done: Attempt[RecordOrderUrging]) -> date | None:
    return done.content.reply_by


def _wants_a_reply(done: Attempt[RecordOrderUrging]) -> bool:
    return done.content.way == "supervise" or done.content.reply_by is not None


def deadline_lies_ahead(attempt: Attempt[SetOrderDeadline]) -> None:
    """Refuse a last day of the platform that is past on the day on which it sets it."""
    _lies_ahead(attempt, attempt.content.handle_by, "handle_by")


def reply_lies_ahead(attempt: Attempt[RecordOrderUrging]) -> None:
    """Refuse a last day to reply that is past on the day on which the platform urges."""
    _lies_ahead(attempt, attempt.content.reply_by, "reply_by")


def _lies_ahead(attempt: Attempt, last: date | None, field: str) -> None:
    if last is not None and last < attempt.day:
        sentence = f"平台规定的最后一日（{told(last)}）早于其提出之日（{told(attempt.day)}），请核对工单"
        raise OutOfTime("deadline-is-past", sentence, field=field)


def urged(done: Attempt[RecordOrderUrging]) -> Iterable[Message]:
    """Tell who answers that the platform urges, and by when it wants to hear."""
    way = value_of("way", done.content.way, done.act.name)
    until = f"，须于{told(done.content.reply_by)}以前回复" if done.content.reply_by else ""
    yield from message(f"平台{way}工单{until}", "holder")(done)


def returned_under(attempt: Attempt[ReturnOrder]) -> str:
    """Return the article of the ground on which the work order is not ours."""
    return attempt.cite(GROUNDS[attempt.content.ground])


IS_A_WORK_ORDER = Condition(_is_a_work_order, "举报件不是平台派来的工单（没有来件编号），不能办理平台工单事项")
REPLIED = Condition(lambda now: not unreplied(now.record), f"平台的督办尚未回复，须先“{ReplyToUrging.label}”，不得归档")
HAS_DEADLINE: Opens[ReceiveComplaint] = Opens(DEADLINE, when=_has_deadline, last_day=_handle_by)
"""The platform's own days for the work order, where it says any as it sends it."""
RESULT_TOLD: tuple[Ends, ...] = ends(DEADLINE, REPLY)
"""The platform has the result: nothing more is due to it."""
GIVEN_UP: tuple[Ends, ...] = voids(RETURN)
"""The return has no object any more: the complaint is dealt with here after all."""

STEPS = (
    Step(
        SetOrderDeadline,
        THE_PLATFORM,
        needs=(IS_A_WORK_ORDER,),
        guards=(deadline_lies_ahead,),
        ends=voids(DEADLINE),
        opens=(Opens(DEADLINE, last_day=_handle_by),),
        effects=(message("平台规定或者调整了工单的办理时限", "holder"),),
        norm="order_deadline",
    ),
    Step(
        RecordOrderUrging,
        THE_PLATFORM,
        needs=(IS_A_WORK_ORDER, NOT_ARCHIVED),
        guards=(reply_lies_ahead,),
        opens=(Opens(REPLY, when=_wants_a_reply, last_day=_reply_by),),
        when_closed=True,
        effects=(urged,),
        norm="order_reply",
    ),
    Step(
        ReplyToUrging,
        RECORDERS,
        needs=(after(RecordOrderUrging), NOT_ARCHIVED),
        ends=ends(REPLY),
        when_closed=True,
        effects=(reply_told,),
        norm="order_reply",
    ),
    Step(
        ReturnOrder,
        HEAD,
        needs=(IS_A_WORK_ORDER, before(AcceptComplaint, RefuseComplaint), HERE),
        opens=(Opens(RETURN),),
        stage="order_return_asked",
        once=True,
        again_if=_may_be_returned_again,
        effects=(return_told,),
        citation=tuple(GROUNDS.values()),
        cites=returned_under,
    ),
    Step(
        RecordReturnAccepted,
        THE_PLATFORM,
        needs=(after(ReturnOrder), before(AcceptComplaint, RefuseComplaint), SETTLED, CONCLUDED),
        guards=(return_is_unanswered,),
        ends=(*ends(RETURN), *voids(*(one.rule for one in RECEIVED), DEADLINE, REPLY)),
        opens=(Opens("norm.complaint_archive"),),
        stage="order_returned",
        effects=(message("平台已同意退单，举报件办结", "holder"),),
        norm="order_return",
    ),
    Step(
        RecordReturnRefused,
        THE_PLATFORM,
        needs=(after(ReturnOrder),),
        guards=(return_is_unanswered,),
        ends=ends(RETURN),
        stage="order_return_refused",
        effects=(message("平台不同意退单，须依法受理、不予受理或者移送", "holder"),),
        norm="order_return",
    ),
)
"""What a platform says of its work order, and what it is told of it."""
STAGES = {
    "order_return_asked": "已申请退单",
    "order_returned": "平台已同意退单",
    "order_return_refused": "平台不同意退单",
}
