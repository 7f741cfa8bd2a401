"""The points of a complaint (举报事项): listed, each refused, or handed on and judged by what came of it.

The opinions (衡政办发〔2015〕76号, plan 四(四)1): everything is fed back; a letter that names several places is answered
point by point. What is no matter of the bureau is refused with the way it can go (环保举报热线工作管理办法 art. 7).
"""

from judging.attempt import Attempt
from judging.step import Condition, Step, after, before, ends
from law.refusals import OutOfBounds, OutOfOrder
from models.acts.complaint import AnswerComplaint
from models.acts.complaint_points import JudgePoint, ListPoint, RefusePoint
from models.acts.finding import AcceptComplaint
from procedures.complaint.conditions import (
    COMPLETION,
    FORWARDING,
    HEAD,
    HERE,
    NOT_ARCHIVED,
    RECORDERS,
    handed_on_in_full,
)
from procedures.complaint.joining import refused_under, repeat_is_noted
from procedures.complaint.reading import finding_of, handed_on, has_result, points, unhanded, unjudged

WHOLE_FREE = Condition(
    lambda now: bool(points(now.record)) or not handed_on(now.record),
    "举报件已作为一件转交办理，不能再拆分；遗漏的事项请另行登记",
    FORWARDING,
)
JUDGED = Condition(
    lambda now: not unjudged(now.record),
    "尚有举报事项没有认定（属实、基本属实、部分属实、不属实）或者不予受理，须逐项认定后答复",
    COMPLETION,
)


def point_is_free(attempt: Attempt[RefusePoint]) -> None:
    """Refuse to turn down a point that a case or another unit deals with already."""
    if attempt.content.of not in {act.no for act in unhanded(attempt.record)}:
        sentence = f"第{attempt.content.of}号举报事项已经转交、并案或者移送，不得再不予受理"
        raise OutOfOrder("already-done", sentence, article=attempt.cite(FORWARDING), field="of")


def rests_on_a_result(attempt: Attempt[JudgePoint]) -> None:
    """Refuse to judge a point before its case, or the unit that has it, has told what came of it."""
    if not has_result(attempt.record, attempt.content.of):
        sentence = f"第{attempt.content.of}号举报事项尚无办理结果，须先收到案件或者接收单位的结果"
        raise OutOfOrder("no-result", sentence, article=attempt.cite(COMPLETION), field="of")


def fits_the_points(attempt: Attempt[AnswerComplaint]) -> None:
    """Refuse an answer as a whole that contradicts what was found of the points (总的结论与逐项认定不符)."""
    found = [act.content.finding for point in points(attempt.record) if (act := finding_of(attempt.record, point))]
    said = attempt.content.finding
    differs = len(set(found)) > 1 and said in {"true", "untrue"}
    if differs or (len(set(found)) == 1 and said != found[0]):
        sentence = "总的查证结论与逐项认定不符：各项相同的须与之相同，各项不同的不得为“属实”或者“不属实”"
        raise OutOfBounds("not-as-the-points", sentence, article=attempt.cite(COMPLETION), field="finding")


STEPS = (
    Step(
        ListPoint,
        RECORDERS,
        needs=(after(AcceptComplaint), before(AnswerComplaint), HERE, WHOLE_FREE),
        stage="complaint_divided",
        citation=(COMPLETION,),
    ),
    Step(
        RefusePoint,
        HEAD,
        needs=(after(ListPoint), NOT_ARCHIVED),
        guards=(repeat_is_noted, point_is_free),
        ends=ends(FORWARDING, when=handed_on_in_full),
        citation=("hotline_accept",),
        cites=refused_under,
    ),
    Step(
        JudgePoint,
        RECORDERS,
        needs=(after(ListPoint), NOT_ARCHIVED),
        guards=(rests_on_a_result,),
        stage="complaint_judged",
        when_closed=True,
        citation=(COMPLETION,),
    ),
)
