"""The word that goes back to another system (反馈): its own number of the matter, ours, when, and what is told."""

from collections.abc import Iterable

from judging.attempt import Attempt
from judging.effects import key
from models.acts.complaint import AnswerComplaint, RefuseComplaint
from models.acts.finding import AcceptComplaint
from models.effects import Feedback, Message
from procedures.complaint.reading import answer_in_full
from procedures.telling import FEEDBACK, Telling, sealed_of, sender_no_of, sender_of
from procedures.telling_terms import by_hand

ACCEPTANCE = "acceptance"
"""The last part of the key under which it is told that a complaint was accepted: no result, never told by hand."""


def result_told(done: Attempt[Telling], title: str, result: str, *, addressee: str, by_system: bool) -> Feedback:
    """Return the word of a result: to the system that waits for it, or to nobody's system where persons tell it."""
    return _word(done, FEEDBACK, title, result, addressee=addressee, to=sender_of(done.record) if by_system else "")


def acceptance_told(done: Attempt[AcceptComplaint]) -> Iterable[Feedback]:
    """Return the word to the system that sent a complaint that it was accepted; whom no system reaches was told so."""
    sender = sender_of(done.record)
    if sender:
        result = f"举报已于{done.act.day.isoformat()}受理，办理结果另行反馈"
        yield _word(done, ACCEPTANCE, "举报受理告知", result, addressee="sender", to=sender)


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
    done: Attempt[Telling] | Attempt[AcceptComplaint], what: str, title: str, result: str, *, addressee: str, to: str
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
