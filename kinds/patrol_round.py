"""The patrol round (网格巡查): one grid on one day, its points, what was seen, the cases that its findings went to."""

from judging.kind import Kind
from judging.record import Record
from models.acts.patrol import ClosePatrol, ExplainMissedPoints, RecordSightings, ReportPatrolFinding
from models.particulars import PatrolParticulars
from procedures import receipts, recording, reporting_upward
from procedures.patrol import steps
from procedures.patrol.reading import explained, missed, plan_of, points_of, problems_untold, seen, taken_by, unsettled


def particulars(record: Record) -> PatrolParticulars:
    """Return what the standing of a round says besides the common part."""
    plan = plan_of(record)
    if plan is None or record.opening is None:
        return PatrolParticulars()
    findings = record.all(ReportPatrolFinding)
    pollution = dict.fromkeys(kind for act in findings for kind in act.content.pollution)
    return PatrolParticulars(
        grid=plan.place.grid,
        pollution=tuple(pollution),
        party=next((act.content.party.id for act in findings if act.content.party), ""),
        day=record.opening.day,
        patroller=plan.patroller,
        points=points_of(record),
        seen=seen(record),
        explained=explained(record),
        missed=missed(record),
        findings=len(findings),
        unsettled=tuple(act.no for act in unsettled(record)),
        cases=tuple(dict.fromkeys(taken_by(record).values())),
    )


PATROL_ROUND = Kind(
    name="PatrolRound",
    label="巡查",
    collection="patrols",
    letter="P",
    procedures=(steps.PROCEDURE, receipts.PROCEDURE, recording.PROCEDURE, reporting_upward.PROCEDURE),
    closes=(ClosePatrol,),
    archives=None,
    particulars=particulars,
    holder=steps.holder,
    course=(RecordSightings, ReportPatrolFinding, ClosePatrol),
    told_when={
        RecordSightings: lambda now: bool(missed(now.record)),
        ExplainMissedPoints: lambda now: bool(missed(now.record)),
        ClosePatrol: lambda now: not (missed(now.record) or problems_untold(now.record)),
    },
)
