"""A patrol round (网格巡查): planned for a day, walked point by point, closed once nothing of it is left hanging.

The opinions (衡政办发〔2015〕76号, plan 四(二), 四(三)3 and 四(四)1): whoever answers directly for a grid patrols it,
finds problems in time, stops them and reports them; the township assists those who deal with them. How often, and until
which hour of the day, they do not say: that is a service norm of the city, shown as such. What was not seen by then is
told one grid level up the same day. Each finding opens a case, or joins one that is open on the same site and conduct;
the round is not done before a case has taken each.
"""

from collections.abc import Iterable

from judging.answering import TOWNSHIP, chain, nearest
from judging.attempt import Attempt
from judging.effects import message
from judging.record import Record
from judging.step import Condition, Opens, Procedure, Step, ends, instant_of_act, voids, who
from models.acts.finding import Place, ReportFinding
from models.acts.patrol import (
    ClosePatrol,
    ExplainMissedPoints,
    PlanPatrol,
    RecordPatrolFinding,
    RecordSightings,
    ReportPatrolFinding,
)
from models.effects import OpenFile, TellFile
from models.people import Answerable, Role
from procedures.finding import REASSIGNMENT
from procedures.other_files import CASE, answering, to_open, to_tell
from procedures.patrol import guards
from procedures.patrol.reading import completes, missed, plan_of, problems_untold, unsettled
from procedures.reporting_upward import OVER

ROUND, CLOSING = "norm.patrol_round", "norm.patrol_close"
WALKERS = who(Role.PATROLLER, Role.OFFICER, levels=(2, 3), basis="grid_duties")
JOINED = "join"


def holder(record: Record) -> Answerable | None:
    """Return the one unit that answers for a round: the township's, or the next level up where there is none."""
    levels = chain(record)
    return nearest(levels, TOWNSHIP) if levels else None


def _where(record: Record, found: ReportPatrolFinding) -> Place:
    plan = plan_of(record)
    grid = plan.place.grid if plan else ""
    return Place(grid=grid, text=found.spot)


def taken_to_a_case(
    done: Attempt[ReportPatrolFinding],
) -> Iterable[OpenFile[ReportFinding] | TellFile[RecordPatrolFinding]]:
    """Return what carries a finding on: a case that is opened for it, or the word to the one that it joins."""
    found, place = done.content, _where(done.record, done.content)
    if found.goes == JOINED:
        joining = RecordPatrolFinding(
            patrol=done.file_no, place=place, pollution=found.pollution, party=found.party, summary=found.summary
        )
        yield to_tell(done, JOINED, "将巡查发现并入在办案件", "ViolationCase", found.case, joining)
        return
    opening = ReportFinding(
        place=place,
        pollution=found.pollution,
        party=found.party,
        summary=found.summary,
        answerable=answering(done.record),
        patrol=done.file_no,
    )
    yield to_open(done, CASE, "为巡查发现的问题开立案件", "ViolationCase", opening)


ALL_SEEN = Condition(
    lambda now: not missed(now.record), "还有点位没有巡查，也没有说明原因，不得完成巡查", "grid_duties"
)
ALL_TOLD = Condition(
    lambda now: not problems_untold(now.record), "巡查中发现的问题还没有上报，不得完成巡查", "grid_duties"
)
ALL_TAKEN = Condition(
    lambda now: not unsettled(now.record),
    "上报的问题还没有案件接收，不得完成巡查；案件不予接收的，请改报",
    "grid_operation",
)

STEPS = (
    Step(
        PlanPatrol,
        who(Role.PATROLLER, Role.OFFICER, Role.CLERK, Role.HEAD, systems=True, basis="grid_duties"),
        guards=(guards.somebody_answers,),
        opens=(Opens(ROUND, starts=instant_of_act),),
        effects=(message("今日须完成巡查", "holder"),),
        stage="patrol_planned",
        once=True,
        opening=True,
        citation=("grid_duties",),
    ),
    Step(
        RecordSightings,
        WALKERS,
        guards=(
            guards.phone_is_in_order,
            guards.points_are_seen_once,
            guards.what_stood_in_the_way_is_said,
            guards.photographs_are_photographs,
        ),
        ends=ends(ROUND, when=completes),
        opens=(Opens(CLOSING, when=completes),),
        stage="patrol_walked",
        citation=("grid_duties",),
    ),
    Step(
        ReportPatrolFinding,
        WALKERS,
        guards=(
            guards.phone_is_in_order,
            guards.finding_says_where_it_goes,
            guards.photographs_of_a_finding,
        ),
        effects=(taken_to_a_case,),
        stage="patrol_walked",
        citation=("grid_operation",),
    ),
    Step(
        ExplainMissedPoints,
        WALKERS,
        guards=(guards.points_are_missed,),
        ends=ends(ROUND, when=completes),
        opens=(Opens(CLOSING, when=completes),),
        citation=("grid_duties",),
    ),
    Step(
        ClosePatrol,
        WALKERS,
        needs=(ALL_SEEN, ALL_TOLD, ALL_TAKEN),
        ends=(*ends(CLOSING), *voids(ROUND), *OVER),
        stage="patrol_closed",
        once=True,
        citation=("grid_duties",),
    ),
    REASSIGNMENT,
)

PROCEDURE = Procedure(
    "patrol",
    "网格巡查",
    STEPS,
    {
        "patrol_planned": "待巡查",
        "patrol_walked": "巡查中",
        "patrol_closed": "巡查已完成",
    },
)
