"""A monitoring alarm (监测报警): received, gone on, taken over into a case or put aside with reasons, archived.

What a polluter's automatic monitoring, a sensor or a station sends is a clue and no finding yet: the bureau looks at
it within the city's own norm and takes it over, into a case of its own or an open one on the same site and conduct, or
its head puts it aside with reasons. The review of a case runs from the day on which the alarm came (生态环境行政处罚
办法 art. 18). Exceedances of one outlet and one pollutant that go on, or come again within a gap that the city has set,
are one alarm. What the polluter has marked as invalid by 污染物排放自动监测设备标记规则 (2023-01-01, read second-hand)
is no ground to find an exceedance; a mark that seems false is. Who puts an alarm aside for a fault of the device says
when the fault was reported (污染源自动监控设施现场监督检查办法 art. 8). What electronic monitoring has collected is examined
for its lawfulness and its technique before it serves as evidence (行政处罚法 art. 41, cited from memory).
"""

from dataclasses import replace

from judging.answering import CITY, COUNTY, chain, nearest
from judging.attempt import Situation
from judging.effects import message
from judging.record import Record
from judging.step import Condition, Opens, Procedure, Step, after, before, ends, instant_of_act, voids, who
from models.acts.alarm import (
    AddExceedance,
    ArchiveAlarm,
    JoinAlarmToCase,
    OpenCaseOfAlarm,
    ReceiveAlarm,
    SetAlarmAside,
)
from models.people import Answerable, Role
from procedures.alarm import guards
from procedures.alarm.reading import aside, has_arrived, taken_over
from procedures.alarm.telling import case_opened, gone_on, joined
from procedures.finding import REASSIGNMENT, place_is_answered_for

BUREAU = (1, 2)
REVIEW, ARCHIVE = "norm.alarm_review", "norm.alarm_archive"
DESK = who(Role.OFFICER, Role.HEAD, levels=BUREAU, basis="grid_duties")
SENT = who(Role.OFFICER, Role.CLERK, levels=BUREAU, systems=True, basis="grid_duties")


def holder(record: Record) -> Answerable | None:
    """Return the one unit that answers: the county's, or the city's where the city took it down itself."""
    levels, opening = chain(record), record.opening
    if opening is None or not levels:
        return None
    return nearest(levels, CITY if opening.by.level == CITY else COUNTY)


def _is_with_nobody(now: Situation) -> bool:
    return taken_over(now.record) is None


def _is_settled(now: Situation) -> bool:
    """Tell whether it is put aside, or a case has it."""
    taken = taken_over(now.record)
    return aside(now.record) is not None or (taken is not None and (taken.of_record or has_arrived(now.record, taken)))


FREE = Condition(_is_with_nobody, "报警已转案件或者已并入在办案件，不得再办理")
NOT_ASIDE = before(SetAlarmAside)
SETTLED = Condition(_is_settled, "须先转案件、并入在办案件并收到回执，或者决定不予转办，才能归档")

STEPS = (
    Step(
        ReceiveAlarm,
        SENT,
        guards=(place_is_answered_for, guards.beyond_its_limit, guards.times_are_possible),
        opens=(Opens(REVIEW, starts=instant_of_act),),
        stage="alarm_received",
        once=True,
        opening=True,
        effects=(message("收到监测报警，请核实后转案件、并入在办案件，或者报负责人决定不予转办", "holder"),),
        citation=("grid_operation",),
    ),
    Step(
        AddExceedance,
        SENT,
        needs=(before(ArchiveAlarm),),
        guards=(guards.beyond_its_limit, guards.times_are_possible, guards.is_the_same_exceedance),
        when_closed=True,
        effects=(gone_on,),
        citation=("grid_operation",),
    ),
    Step(
        OpenCaseOfAlarm,
        DESK,
        needs=(FREE, NOT_ASIDE),
        guards=(guards.is_not_marked_invalid,),
        ends=(*ends(REVIEW), *voids(ARCHIVE)),
        opens=(Opens(ARCHIVE),),
        stage="alarm_taken_over",
        effects=(case_opened,),
        citation=("case_filing", "electronic_monitoring"),
    ),
    Step(
        JoinAlarmToCase,
        DESK,
        needs=(FREE, NOT_ASIDE),
        guards=(guards.is_not_marked_invalid,),
        ends=(*ends(REVIEW), *voids(ARCHIVE)),
        opens=(Opens(ARCHIVE),),
        stage="alarm_taken_over",
        effects=(joined,),
        citation=("case_filing", "electronic_monitoring"),
    ),
    Step(
        SetAlarmAside,
        who(Role.HEAD, levels=BUREAU, basis="grid_duties"),
        needs=(FREE,),
        guards=(guards.ground_is_borne_out,),
        ends=(*ends(REVIEW), *voids(ARCHIVE)),
        opens=(Opens(ARCHIVE),),
        stage="alarm_put_aside",
        once=True,
        citation=("grid_operation",),
    ),
    Step(
        ArchiveAlarm,
        who(Role.OFFICER, Role.CLERK, levels=BUREAU),
        needs=(after(OpenCaseOfAlarm, JoinAlarmToCase, SetAlarmAside), SETTLED),
        ends=ends(ARCHIVE),
        stage="alarm_archived",
        once=True,
        when_closed=True,
        norm="alarm_archive",
    ),
    replace(REASSIGNMENT, needs=(before(ArchiveAlarm),)),
)

PROCEDURE = Procedure(
    "alarm",
    "监测报警",
    STEPS,
    {
        "alarm_received": "已收到报警",
        "alarm_taken_over": "已接办",
        "alarm_put_aside": "不予转办",
        "alarm_archived": "监测报警已归档",
    },
)
