"""What a round's record says: its points, which were seen, what was found, and where that went."""

from collections.abc import Iterable

from judging.attempt import Attempt
from judging.record import Record
from models.acts import Act
from models.acts.delivery import RecordDelivery
from models.acts.patrol import ExplainMissedPoints, PlanPatrol, RecordSightings, ReportPatrolFinding
from models.ids import act_no_in

UNREACHED = "out_of_reach"


def plan_of(record: Record) -> PlanPatrol | None:
    """Return the plan that opened the round."""
    content = record.opening.content if record.opening else None
    return content if isinstance(content, PlanPatrol) else None


def points_of(record: Record) -> tuple[str, ...]:
    """Return the codes of the points that the round has to see."""
    plan = plan_of(record)
    return tuple(one.point for one in plan.points) if plan else ()


def seen(record: Record) -> tuple[str, ...]:
    """Return the points that somebody saw."""
    return _once(one.point for act in record.all(RecordSightings) for one in act.content.seen if one.state != UNREACHED)


def explained(record: Record) -> tuple[str, ...]:
    """Return the points that nobody saw, of which it was said why."""
    told = [point for act in record.all(ExplainMissedPoints) for point in act.content.points]
    told += [one.point for act in record.all(RecordSightings) for one in act.content.seen if one.state == UNREACHED]
    return _once(point for point in told if point not in seen(record))


def missed(record: Record) -> tuple[str, ...]:
    """Return the points that were neither seen nor explained (漏巡点位)."""
    told = {*seen(record), *explained(record)}
    return tuple(point for point in points_of(record) if point not in told)


def problems_untold(record: Record) -> tuple[str, ...]:
    """Return the points at which a problem was seen that no finding names."""
    named = {act.content.point for act in record.all(ReportPatrolFinding)}
    found = (one.point for act in record.all(RecordSightings) for one in act.content.seen if one.state == "problem")
    return _once(point for point in found if point not in named)


def unsettled(record: Record) -> list[Act[ReportPatrolFinding]]:
    """Return the findings that no case has taken yet, and that were not reported anew."""
    taken, anew = taken_by(record), record.targets(ReportPatrolFinding)
    return [
        act
        for act in record.all(ReportPatrolFinding)
        if act.no not in taken and act.no not in anew and not act.of_record
    ]


def taken_by(record: Record) -> dict[int, str]:
    """Return the case that has taken each finding, by the number of the finding."""
    return {
        act_no_in(act.content.effect): act.content.file_no
        for act in record.all(RecordDelivery)
        if isinstance(_sent(record, act.content), ReportPatrolFinding)
    }


def completes(done: Attempt[RecordSightings] | Attempt[ExplainMissedPoints]) -> bool:
    """Tell whether with this act every point is seen or explained."""
    content = done.content
    told = {one.point for one in content.seen} if isinstance(content, RecordSightings) else {*content.points}
    return not {*missed(done.record.before(done.act))} - told


def _sent(record: Record, receipt: RecordDelivery) -> object:
    sent = record.act(act_no_in(receipt.effect))
    return sent.content if sent else None


def _once(points: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(points))
