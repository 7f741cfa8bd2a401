"""The reports on an emergency and their hours (突发环境事件信息报告): class, first and follow-up reports, neighbours."""

from datetime import datetime

from judging.attempt import Attempt
from judging.effects import message
from judging.step import (
    Opens,
    Step,
    ends,
    instant_of_act,
    voids,
    who,
)
from law.terms import reckon
from models.acts.emergency import (
    ChangeEmergencyClass,
    ClassifyEmergency,
    EmergencyReport,
    NotifyNeighbour,
    ReportEmergency,
    SendFirstReport,
    SendFollowUp,
    SendWrittenReport,
)
from models.people import Role
from procedures.emergency import guards
from procedures.emergency.conditions import (
    CLASSED,
    HEAD,
    OPEN,
    RECORDERS,
    REPORTED,
    REPORTS,
)
from procedures.emergency.reading import (
    GENERAL,
    GRAVE,
    MAJOR,
    REQUIRED,
    Classing,
    classings,
    ended,
    is_as_major,
    learned_at,
    level_of,
    neighbours_are_due,
    route,
    route_of,
    told,
    until,
)
from procedures.finding import place_is_answered_for
from procedures.reporting_upward import WAITS_IN_EMERGENCY


def _as_major(done: Attempt[ReportEmergency]) -> bool:
    return is_as_major(done.record)


def _not_as_major(done: Attempt[ReportEmergency]) -> bool:
    return not is_as_major(done.record)


def _touches_neighbours(done: Attempt[ReportEmergency]) -> bool:
    return not {"cross_boundary", "cross_province"}.isdisjoint(done.content.circumstances)


def _is_lowered(done: Attempt[Classing]) -> bool:
    """Tell whether a class takes the two hours away: not where they had passed by then, which stays late."""
    found = done.law.catalogue.find(MAJOR, done.act.day)
    if route_of(done.content.level) == MAJOR or found is None:
        return False
    end = reckon(_major_since(done), found.limit(""), done.law.calendar, rolls=False).ends_at
    return end is None or done.act.happened_at < end


def _major_since(done: Attempt[Classing]) -> datetime:
    """Return the instant from which it was to be reported as a grave one before its class was found lighter."""
    raised = [act for act in classings(until(done)) if act.content.level in GRAVE]
    is_change = raised and isinstance(raised[-1].content, ChangeEmergencyClass)
    return raised[-1].happened_at if is_change else learned_at(done)


def _goes(rule: str) -> tuple[Opens[Classing], ...]:
    """Return the terms of a route that a class opens: of the first report, or of what was reported and has changed."""

    def newly(done: Attempt[Classing]) -> bool:
        before = until(done)
        return route_of(done.content.level) == rule != route(before) and not before.has(SendFirstReport)

    def anew(done: Attempt[Classing]) -> bool:
        before = until(done)
        level = level_of(before)
        changed = not told(before).issuperset(REQUIRED[rule]) if level is None else level != done.content.level
        return route_of(done.content.level) == rule and changed and before.has(SendFirstReport)

    return (Opens(rule, when=newly, starts=_from_when), Opens(rule, when=anew, starts=instant_of_act))


def _from_when(done: Attempt[Classing]) -> datetime:
    """Return from when the hours of a first report run: where a class is raised, from then."""
    raised = isinstance(done.content, ChangeEmergencyClass) and done.content.level in GRAVE
    return done.act.happened_at if raised else learned_at(done)


def _by_telephone(done: Attempt[EmergencyReport]) -> bool:
    return done.content.way == "telephone"


def _goes_on(done: Attempt[EmergencyReport]) -> bool:
    return ended(until(done)) is None


LESSENED = voids(MAJOR, when=_is_lowered)

STEPS = (
    Step(
        ReportEmergency,
        who(Role.PATROLLER, Role.OFFICER, Role.CLERK, Role.HEAD, systems=True),
        guards=(place_is_answered_for,),
        opens=(
            Opens(MAJOR, when=_as_major, starts=instant_of_act),
            Opens(GENERAL, when=_not_as_major, starts=instant_of_act),
            Opens("norm.emergency_class", starts=instant_of_act),
            Opens("norm.emergency_neighbour", when=_touches_neighbours, starts=instant_of_act),
        ),
        effects=(
            message("接报突发环境事件，须立即核实并在规定小时数内报告", "holder"),
            message("接报突发环境事件", "level-1"),
        ),
        stage="emergency_known",
        once=True,
        opening=True,
        citation=(GENERAL,),
    ),
    Step(
        ClassifyEmergency,
        RECORDERS,
        needs=(OPEN,),
        guards=(guards.class_fits_the_facts,),
        ends=(*ends("norm.emergency_class"), *LESSENED),
        opens=(
            *_goes(GENERAL),
            *_goes(MAJOR),
            Opens("norm.emergency_neighbour", when=neighbours_are_due, starts=instant_of_act),
        ),
        stage="emergency_classed",
        once=True,
        citation=("emergency_classes",),
    ),
    Step(
        ChangeEmergencyClass,
        HEAD,
        needs=(CLASSED, OPEN),
        guards=(guards.class_is_another, guards.class_fits_the_facts),
        ends=LESSENED,
        opens=(
            *_goes(GENERAL),
            *_goes(MAJOR),
            Opens("norm.emergency_neighbour", when=neighbours_are_due, starts=instant_of_act),
        ),
        effects=(
            message("突发环境事件等级已调整，须按调整后的等级报告", "holder"),
            message("突发环境事件等级已调整", "level-1"),
        ),
        stage="emergency_classed",
        citation=("emergency_classes",),
    ),
    Step(
        SendFirstReport,
        RECORDERS,
        needs=(OPEN,),
        guards=(guards.everyone_is_told,),
        ends=ends(*REPORTS),
        opens=(
            Opens("norm.emergency_written", when=_by_telephone, starts=instant_of_act),
            Opens("norm.emergency_follow_up", starts=instant_of_act),
            WAITS_IN_EMERGENCY,
        ),
        stage="emergency_reported",
        once=True,
        citation=("emergency_report_types", "emergency_truthful"),
    ),
    Step(
        SendWrittenReport,
        RECORDERS,
        needs=(REPORTED,),
        guards=(guards.was_told_by_telephone,),
        ends=ends("norm.emergency_written"),
        citation=("emergency_report_types",),
    ),
    Step(
        SendFollowUp,
        RECORDERS,
        needs=(REPORTED, OPEN),
        guards=(guards.everyone_is_told,),
        ends=ends(*REPORTS, "norm.emergency_follow_up"),
        opens=(
            Opens("norm.emergency_written", when=_by_telephone, starts=instant_of_act),
            Opens("norm.emergency_follow_up", when=_goes_on, starts=instant_of_act),
            WAITS_IN_EMERGENCY,
        ),
        stage="emergency_reported",
        citation=("emergency_report_types",),
    ),
    Step(
        NotifyNeighbour,
        RECORDERS,
        needs=(OPEN,),
        guards=(guards.government_is_advised,),
        ends=ends("norm.emergency_neighbour"),
        citation=("emergency_notify_neighbour",),
    ),
)
