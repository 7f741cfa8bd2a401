"""The word that goes back to another system (反馈): its own number of the matter, ours, when, and what is told."""

from collections.abc import Iterable

from judging.attempt import Attempt
from judging.effects import key, message
from models.acts.complaint import AnswerComplaint, RefuseComplaint
from models.acts.finding import AcceptComplaint
from models.acts.work_order import ReplyToUrging, ReturnOrder
from models.chinese import value_of
from models.effects import Feedback, Message
from procedures.complaint.reading import answer_in_full
from procedures.telling import FEEDBACK, Telling, sealed_of, sender_no_of, sender_of
from procedures.telling_terms import by_hand

ACCEPTANCE = "acceptance"
"""The last part of the key under which it is told that a complaint was accepted: no result, never told by hand."""
RETURN, REPLY = "order-return", "order-reply"
"""The same of a work order that is sent back, and of the reply to a platform that urges."""
BY_HAND_THERE = "没有对接的平台：请在派单平台上办理“{label}”"
"""What who answers is told where the platform is no system of ours: it is entered there."""


def result_told(done: Attempt[Telling], title: str, result: str, *, addressee: str, by_system: bool) -> Feedback:
    """Return the word of a result: to the system that waits for it, or to nobody's system where persons tell it."""
    return _word(done, FEEDBACK, title, result, addressee=addressee, to=sender_of(done.record) if by_system else "")


def acceptance_told(done: Attempt[AcceptComplaint]) -> Iterable[Feedback]:
    """Return the word to the system that sent a complaint that it was accepted; whom no system reaches was told so."""
    sender = sender_of(done.record)
    if sender:
        result = f"举报已于{done.act.day.isoformat()}受理，办理结果另行反馈"
        yield _word(done, ACCEPTANCE, "举报受理告知", result, addressee="sender", to=sender)


def return_told(done: Attempt[ReturnOrder]) -> Iterable[Feedback | Message]:
    """Return the word to the platform that a work order is not ours, whose it is, and why (申请退单)."""
    content = done.content
    ground = value_of("ground", content.ground, done.act.name)
    return _to_the_platform(done, RETURN, f"{ground}，请转{content.competent}办理：{content.reason}")


def reply_told(done: Attempt[ReplyToUrging]) -> Iterable[Feedback | Message]:
    """Return the word to the platform that urges, how the work order stands (回复催办、督办)."""
    return _to_the_platform(done, REPLY, done.content.result)


def _to_the_platform(
    done: Attempt[ReturnOrder] | Attempt[ReplyToUrging], what: str, result: str
) -> Iterable[Feedback | Message]:
    sender, label = sender_of(done.record), done.content.label
    if sender:
        yield _word(done, what, label, result, addressee="sender", to=sender)
    else:
        yield from message(BY_HAND_THERE.format(label=label), "holder")(done)


def _fed_back(done: Attempt[RefuseComplaint] | Attempt[AnswerComplaint], result: str) -> Iterable[Feedback | Message]:
    is_sent = bool(sender_of(done.record))
    addressee = "sender" if is_sent else "reporter"
    yield result_told(done, "举报办理结果反馈", result, addressee=addressee, by_system=is_sent)
    yield from by_hand(done)


def refusal_told(done: Attempt[RefuseComplaint]) -> Iterable[Feedback | Message]:
    """Return the word to the reporter that the complaint is not accepted, and why (不予受理告知)."""
    competent = done.content.competent
    return _fed_back(done, done.content.reason + (f"（请依法向{competent}提出）" if competent else ""))


def answer_told(done: Attempt[AnswerComplaint]) -> Iterable[Feedback | Message]:
    """Return the answer to the reporter (答复), with what was found of each point."""
    return _fed_back(done, answer_in_full(done.record.before(done.act), done.content))


def _word(
    done: Attempt[Telling] | Attempt[AcceptComplaint] | Attempt[ReturnOrder] | Attempt[ReplyToUrging],
    what: str,
    title: str,
    result: str,
    *,
    addressee: str,
    to: str,
) -> Feedback:
    return Feedback(
        key=key(done, what),
        act_no=done.act.no,
        title=title,
        to=(to,) if to else (),
        addressee=addressee,
        result=result,
        sealed=sealed_of(done.record),
        happened_at=done.act.happened_at,
        sender_no=sender_no_of(done.record),
    )
