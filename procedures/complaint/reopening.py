"""The reporter's word on the answer, and taking the complaint up again (满意度回访、重新办理).

No statute speaks of either for a complaint by telephone or the web; a justified word, new facts, a superior's order or
an opinion of review has it dealt with again, within a service norm. Who is not satisfied with an answer and names
nothing new is told of review and recheck (环保举报热线工作管理办法 art. 7(1)(5), from memory; 信访工作条例 art. 35).
"""

from collections.abc import Iterable

from judging.asked_for import AskedFor, asks_for
from judging.attempt import Attempt
from judging.effects import message
from judging.step import Opens, Step, after, ends, voids, who
from law.refusals import OutOfOrder, Unclear
from models.acts.complaint import AnswerComplaint
from models.acts.petition import RecordSatisfaction, ReopenComplaint
from models.effects import Message
from models.people import Role
from procedures.complaint.conditions import BUREAU, COMPLETION, HEAD, IS_CLOSED, NOT_ARCHIVED
from procedures.complaint.reading import opening_of
from procedures.complaint.reviewing import TAKE_UP, unheeded

REDO = "norm.complaint_redo"


def somebody_can_be_asked(attempt: Attempt[RecordSatisfaction]) -> None:
    """Refuse to have asked whoever gave no name: nobody is known to be asked (匿名举报)."""
    opening = opening_of(attempt.whole)
    if opening is not None and opening.is_anonymous:
        sentence = "匿名举报，没有可以回访的举报人"
        raise OutOfOrder("nobody-to-ask", sentence, article=attempt.cite(COMPLETION), field="of")


@asks_for(AskedFor("reason", when="满意度为“不满意”的"))
def says_what_is_wrong(attempt: Attempt[RecordSatisfaction]) -> None:
    """Refuse a reporter's dissatisfaction without what it is about."""
    if attempt.content.satisfaction == "dissatisfied" and not attempt.content.reason:
        raise Unclear("no-reason", "不满意的，须写明原因", article=attempt.cite(COMPLETION), field="reason")


def _is_dissatisfied(done: Attempt[RecordSatisfaction]) -> bool:
    return done.content.satisfaction == "dissatisfied"


def dissatisfied(done: Attempt[RecordSatisfaction]) -> Iterable[Message]:
    """Tell who answers that the reporter is not satisfied, and what may follow."""
    if _is_dissatisfied(done):
        yield from message("举报人不满意，理由成立的须重新办理；不成立的告知其可以请求复查", "holder")(done)


def ground_is_there(attempt: Attempt[ReopenComplaint]) -> None:
    """Refuse to take a complaint up again upon an opinion, or a word of the reporter, that is not on record."""
    ground, record = attempt.content.ground, attempt.record
    is_said = {
        "review": bool(unheeded(record)),
        "dissatisfied": any(act.content.satisfaction == "dissatisfied" for act in record.all(RecordSatisfaction)),
    }
    if not is_said.get(ground, True):
        needed = "责令重新办理的复查、复核意见" if ground == "review" else "举报人不满意的回访记录"
        sentence = f"案卷中没有尚未办理的{needed}，不能以此为由重新办理"
        raise OutOfOrder("no-such-ground", sentence, article=attempt.cite(COMPLETION), field="ground")


STEPS = (
    Step(
        RecordSatisfaction,
        who(Role.CLERK, Role.OFFICER, levels=BUREAU, systems=True),
        needs=(after(AnswerComplaint), NOT_ARCHIVED),
        guards=(somebody_can_be_asked, says_what_is_wrong),
        when_closed=True,
        effects=(dissatisfied,),
        citation=(COMPLETION,),
    ),
    Step(
        ReopenComplaint,
        HEAD,
        needs=(IS_CLOSED, NOT_ARCHIVED),
        guards=(ground_is_there,),
        ends=(*ends(TAKE_UP), *voids("norm.complaint_archive")),
        opens=(Opens(REDO),),
        stage="complaint_reopened",
        when_closed=True,
        effects=(message("举报件须重新办理并答复", "holder"),),
        citation=(COMPLETION,),
    ),
)
