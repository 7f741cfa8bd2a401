"""How a complaint stands, read off the record: its points, what each was handed on as, what came of it, its repeats."""

from judging.record import Record, in_order, is_new_to, is_outside
from judging.step import name_of
from models.acts import Act
from models.acts.complaint import AnswerComplaint, ForwardComplaint, RecordComplaintResult
from models.acts.complaint_points import JudgePoint, ListPoint, RefusePoint
from models.acts.delivery import RecordDelivery, RecordDeliveryRefused
from models.acts.finding import ReceiveComplaint
from models.acts.joining import JoinCase
from models.acts.joint_origin import RecordJointConclusion, RecordJointEnd
from models.acts.petition import ReopenComplaint
from models.acts.transfer import EndTransfer, RecordTransferResult, TransferMatter
from models.acts.work_order import RecordReturnAccepted
from models.chinese import value_of
from models.ids import act_no_in, what_in
from procedures.other_files import CASE, files_opened
from procedures.transfer.reading import transfers

JOIN = "join"
"""The last part of the key under which a case is told that a complaint joins it."""
RESULTS = (RecordComplaintResult, RecordTransferResult, EndTransfer, RecordJointConclusion, RecordJointEnd)
"""What the answer rests on: a case, another unit or a joint investigation has told, or a superior says it need not."""
HandedOn = ForwardComplaint | JoinCase


def opening_of(record: Record) -> ReceiveComplaint | None:
    """Return what the complaint was received with."""
    content = record.opening.content if record.opening else None
    return content if isinstance(content, ReceiveComplaint) else None


def is_refused(record: Record, act: Act[HandedOn]) -> bool:
    """Tell whether the case refused what was handed on to it, so that it may be handed on again."""
    return came_back(record, act, RecordDeliveryRefused)


def came_back(record: Record, act: Act[HandedOn], outcome: type[RecordDelivery | RecordDeliveryRefused]) -> bool:
    """Tell whether a receipt, or a refusal, of what was handed on has come back."""
    what = CASE if isinstance(act.content, ForwardComplaint) else JOIN
    effects = (one.content.effect for one in record.all(outcome))
    return any(what_in(effect) == what and act_no_in(effect) == act.no for effect in effects)


def leads_nowhere(record: Record, act: Act[HandedOn]) -> bool:
    """Tell whether what was handed on has no case: it was refused, or happened outside and nothing was sent."""
    if is_outside(act):
        return not came_back(record, act, RecordDelivery)
    return is_refused(record, act)


def cases_opened(record: Record) -> list[str]:
    """Return the numbers of the cases that were opened for a complaint, in order; usually one."""
    return list(files_opened(record, CASE))


def cases_joined(record: Record) -> list[str]:
    """Return the numbers of the cases that the complaint has joined."""
    joined = (act for act in record.all(JoinCase) if not is_refused(record, act))
    return list(dict.fromkeys(act.content.case for act in joined))


def cases_of(record: Record) -> list[str]:
    """Return the numbers of all cases that say what comes of the complaint."""
    return list(dict.fromkeys((*cases_opened(record), *cases_joined(record))))


def reopened(record: Record) -> Act[ReopenComplaint] | None:
    """Return the act by which the complaint was taken up again last; None where it never was."""
    return record.last(ReopenComplaint)


def is_since(record: Record, act: Act) -> bool:
    """Tell whether an act is known since the complaint was taken up again last, or it never was."""
    again = reopened(record)
    return again is None or is_new_to(record, act, again)


def is_returned(record: Record) -> bool:
    """Tell whether the platform has taken its work order back since the complaint was taken up last (已退单)."""
    return any(is_since(record, act) for act in record.all(RecordReturnAccepted))


def handed_on(record: Record) -> list[Act[HandedOn]]:
    """Return what stands of what was handed on since the complaint was taken up last: forwarded, or joined."""
    acts = in_order(record.all(ForwardComplaint, JoinCase))
    return [act for act in acts if is_since(record, act) and not is_refused(record, act)]


def has_new_result(record: Record) -> bool:
    """Tell whether there is something to answer: a result, or points of which each was judged or refused."""
    if any(is_since(record, act) for act in record.all(*RESULTS)):
        return True
    settled = any(is_since(record, act) for act in record.all(JudgePoint, RefusePoint))
    return settled and not unjudged(record)


def points(record: Record) -> list[Act[ListPoint]]:
    """Return the points of the complaint, in the order in which they were listed."""
    return sorted(record.all(ListPoint), key=lambda act: act.no)


def _sent(record: Record, point: int) -> bool:
    """Tell whether a point is with another unit, or was dealt with there, and did not come back."""
    mine = (one for one in transfers(record) if one.act.content.point == point)
    return any(one.state not in {"refused", "returned"} and is_since(record, one.act) for one in mine)


def unhanded(record: Record) -> list[Act[ListPoint]]:
    """Return the points that nobody has yet: neither a case, nor another unit, nor were they refused."""
    done = {act.content.point for act in handed_on(record)} | _refused(record)
    return [act for act in points(record) if act.no not in done and not _sent(record, act.no)]


def unjudged(record: Record) -> list[Act[ListPoint]]:
    """Return the points of which it is not said yet what was found, nor why they are not dealt with."""
    done = record.targets(JudgePoint) | _refused(record)
    return [act for act in points(record) if act.no not in done]


def _refused(record: Record) -> frozenset[int]:
    """Return the points that were refused since the complaint was taken up last."""
    return frozenset(act.content.of for act in record.all(RefusePoint) if is_since(record, act))


def has_result(record: Record, point: int) -> bool:
    """Tell whether the case of a point, or the unit that it was transferred to, has said what came of it."""
    if any(_told(record, act) for act in handed_on(record) if act.content.point == point):
        return True
    mine = {act.no for act in record.all(TransferMatter) if act.content.point == point}
    return any(act.content.of in mine for act in record.all(RecordTransferResult, EndTransfer))


def _told(record: Record, act: Act[HandedOn]) -> bool:
    results = record.all(RecordComplaintResult)
    if isinstance(act.content, JoinCase):
        return any(one.content.case == act.content.case for one in results)
    mine = [number for number, no in files_opened(record, CASE).items() if no == act.no]
    return any(one.content.case in mine if mine else one.no > act.no for one in results)


def finding_of(record: Record, point: Act[ListPoint]) -> Act[JudgePoint] | None:
    """Return what was found of a point last; None while nothing is, or where it was refused."""
    found = record.pointing(point.no, JudgePoint)
    return found[-1] if found else None


def answer_in_full(record: Record, answer: AnswerComplaint) -> str:
    """Return the answer with what was found of each point (逐项答复)."""
    told = [f"（{place}）{_told_of(record, point)}" for place, point in enumerate(points(record), 1)]
    return "\n".join([answer.result, *told])


def _told_of(record: Record, point: Act[ListPoint]) -> str:
    kinds = "、".join(value_of("pollution", one, name_of(ListPoint)) for one in point.content.pollution)
    where = point.content.place.text or kinds
    words = sorted(record.pointing(point.no, JudgePoint, RefusePoint), key=lambda act: act.no)
    last = words[-1].content if words else None
    if isinstance(last, JudgePoint):
        return f"{where}：{value_of('finding', last.finding, name_of(JudgePoint))}。{last.result}"
    return f"{where}：不予受理。{last.reason}" if last else f"{where}：正在办理"
