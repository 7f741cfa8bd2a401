"""What became of what left a file (送交回执): entered by the engine, told to who answers.

What is sent to another system or file comes back as an act: it was taken, it was refused with the article, or it could
not be delivered within the city's own norm; then who answers sees to it on paper, and the engine tries on. A result
that has to be told by hand, from the start or because it did not arrive, is a duty with a term until it is entered as
told.
"""

from collections.abc import Iterable

from judging.attempt import Attempt
from judging.effects import key, who_sees_to_it
from judging.step import ENGINE, Condition, Ends, Opens, Procedure, Step, who
from law.refusals import OutOfOrder
from models.acts.delivery import (
    ConfirmFeedback,
    Delivery,
    RecordDelivery,
    RecordDeliveryFailed,
    RecordDeliveryRefused,
)
from models.effects import Message
from models.ids import act_no_in
from models.people import Role
from procedures.telling import (
    TELLING,
    duty_of,
    is_by_hand,
    is_of_feedback,
    is_overdue,
    is_unanswered,
    trouble_with,
    unconfirmed,
    was_put_right,
)


def _then(done: Attempt[Delivery]) -> str:
    """Return what is to be entered once it was seen to; nothing where it was no result that somebody waits for."""
    return f"；由人工告知的，办妥后录入“{ConfirmFeedback.label}”" if _laid_on_somebody(done) else ""


def _refused(done: Attempt[RecordDeliveryRefused]) -> Iterable[Message]:
    content = done.content
    title = f"送交“{content.receiver}”被拒：{content.sentence}{_then(done)}"
    yield Message(key=key(done, "message"), act_no=done.act.no, title=title, to=who_sees_to_it(done))


def _failed(done: Attempt[RecordDeliveryFailed]) -> Iterable[Message]:
    title = f"未能按时送达“{done.content.receiver}”，请以书面方式办理；系统继续送交{_then(done)}"
    yield Message(key=key(done, "message"), act_no=done.act.no, title=title, to=done.content.told)


def somebody_had_to(attempt: Attempt[ConfirmFeedback]) -> None:
    """Refuse to enter as told by hand what the system delivers, unless it was refused, is late, or was put right."""
    whole = attempt.whole
    told = whole.act(attempt.content.of, *TELLING)
    if told is None or is_by_hand(whole, told.content) or trouble_with(whole, told.no) or was_put_right(whole, told):
        return
    if is_unanswered(whole, told) and is_overdue(attempt, told):
        return
    sentence = f"第{told.no}号行为的处理结果由系统送交，没有被拒收，也没有逾期，无须人工告知"
    raise OutOfOrder("told-by-the-system", sentence, article=attempt.cite("grid_operation"), field="of")


def _laid_on_somebody(done: Attempt[Delivery]) -> bool:
    """Tell whether with this word a result has to be told by hand; after the archive nothing waits for it any more."""
    if not is_of_feedback(done.content) or done.kind.is_archived(done.record.before(done.act)):
        return False
    return _duty(done) == done.act.no


def _duty(done: Attempt[Delivery]) -> int | None:
    return duty_of(done.record, act_no_in(done.content.effect)) if is_of_feedback(done.content) else None


def _duty_confirmed(done: Attempt[ConfirmFeedback]) -> int | None:
    return duty_of(done.record, done.content.of)


def _told(done: Attempt[ConfirmFeedback]) -> int:
    """Return the act that told the result: what it, or a correction of it, laid on somebody is done with this."""
    return done.content.of


UNREACHED = Opens("norm.tell_by_hand", when=_laid_on_somebody)

OUTCOMES = (
    Step(RecordDelivery, ENGINE, ends=(Ends("norm.tell_by_hand", about=_duty),), when_closed=True),
    Step(RecordDeliveryRefused, ENGINE, opens=(UNREACHED,), when_closed=True, effects=(_refused,)),
    Step(RecordDeliveryFailed, ENGINE, opens=(UNREACHED,), when_closed=True, effects=(_failed,)),
)
STEPS = (
    *OUTCOMES,
    Step(
        ConfirmFeedback,
        who(Role.CLERK, Role.OFFICER, levels=(1, 2)),
        needs=(Condition(lambda now: bool(unconfirmed(now)), "没有须由人工告知的处理结果"),),
        guards=(somebody_had_to,),
        ends=(Ends("norm.tell_by_hand", about=_duty_confirmed), Ends("norm.tell_by_hand", about=_told)),
        when_closed=True,
        citation=("grid_operation",),
    ),
)

PROCEDURE = Procedure("delivery", "送交与回执", STEPS)
