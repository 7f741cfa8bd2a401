"""An environmental emergency (突发环境事件): known, reported by its class within hours, responded to, investigated, ended.

突发环境事件信息报告办法 (令17): from the instant at which the bureau finds or learns of it, an ordinary or larger one is
reported within four hours to the own government and the superior, a major or extraordinary one within two to the own
government, the province and, past those between, the ministry (art. 3); while the class is not known and water, heavy
metals, crowds or a province's border are touched, as a major one (art. 4). The hours run through nights and holidays. A
class that changes is reported as what it has become. Neighbours are told (art. 8); first, follow-up and final reports
are in writing, what was telephoned is written after (art. 12 to 14). With the end of the response the days of the
investigation begin (突发环境事件调查处理办法, 令32, art. 16), without those of the assessment of damage; who
investigates follows from the class (art. 4). What was found to be a violation becomes a case of its own.
"""

from collections.abc import Iterable
from datetime import date, datetime

from judging.answering import CITY, COUNTY, chain, nearest
from judging.attempt import Attempt
from judging.effects import as_file, key, message
from judging.record import Record
from judging.step import Condition, Excludes, Opens, Procedure, Step, after, before, ends, instant_of_act, voids, who
from models.acts.emergency import (
    ArchiveEmergency,
    BeginDamageAssessment,
    BeginEmergencyInvestigation,
    ChangeEmergencyClass,
    ClassifyEmergency,
    CloseEmergency,
    DeclineEmergencyInvestigation,
    EmergencyReport,
    EndDamageAssessment,
    EndResponse,
    FindNoEmergency,
    NotifyNeighbour,
    OpenCaseOfEmergency,
    ReportEmergency,
    SendFinalReport,
    SendFirstReport,
    SendFollowUp,
    SendWrittenReport,
    StartResponse,
    SubmitInvestigationReport,
)
from models.acts.finding import ReportFinding
from models.effects import OpenFile
from models.people import Answerable, Role
from procedures.emergency import guards
from procedures.emergency.reading import (
    CASE,
    GENERAL,
    GRAVE,
    MAJOR,
    REQUIRED,
    Classing,
    cases_on_their_way,
    ended,
    is_as_major,
    is_ours_to_investigate,
    learned_at,
    level_of,
    neighbours_are_due,
    opening_of,
    route,
    route_of,
    running,
    told,
    until,
)
from procedures.finding import REASSIGNMENT, place_is_answered_for

BUREAU = (1, 2)
RECORDERS = who(Role.OFFICER, Role.CLERK, Role.HEAD, levels=BUREAU)
HEAD = who(Role.HEAD, levels=BUREAU)
REPORTS = (GENERAL, MAJOR)
OPEN = before(FindNoEmergency)
CLASSED = after(ClassifyEmergency, article="emergency_classes")
REPORTED = after(SendFirstReport, article="emergency_report_types")
INVESTIGATION, SUPERIORS = "emergency_investigation", "emergency_investigation_superior"
TERMS = (
    *REPORTS,
    INVESTIGATION,
    SUPERIORS,
    "norm.emergency_class",
    "norm.emergency_written",
    "norm.emergency_follow_up",
    "norm.emergency_neighbour",
    "norm.emergency_final",
    "norm.emergency_case",
)


def holder(record: Record) -> Answerable | None:
    """Return the one unit that answers: the county's, or the city's where the city learned of it itself."""
    levels, opening = chain(record), record.opening
    if opening is None or not levels:
        return None
    return nearest(levels, CITY if opening.by.level == CITY else COUNTY)


def _as_major(done: Attempt[ReportEmergency]) -> bool:
    return is_as_major(done.record)


def _not_as_major(done: Attempt[ReportEmergency]) -> bool:
    return not is_as_major(done.record)


def _touches_neighbours(done: Attempt[ReportEmergency]) -> bool:
    return not {"cross_boundary", "cross_province"}.isdisjoint(done.content.circumstances)


def _is_lowered(done: Attempt[Classing]) -> bool:
    return route_of(done.content.level) == GENERAL


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


def _is_ours(done: Attempt[EndResponse]) -> bool:
    return is_ours_to_investigate(until(done))


def _is_a_superiors(done: Attempt[EndResponse]) -> bool:
    return not _is_ours(done)


def _variant(done: Attempt) -> str:
    return "major" if level_of(until(done)) in GRAVE else "general"


def _is_the_citys(done: Attempt[BeginEmergencyInvestigation]) -> bool:
    return done.content.organiser == "city"


def _is_taken_up(done: Attempt[BeginEmergencyInvestigation]) -> bool:
    return not _is_the_citys(done)


def _becomes_ours(done: Attempt[BeginEmergencyInvestigation]) -> bool:
    return _is_the_citys(done) and level_of(until(done)) != "ordinary"


def _becomes_a_superiors(done: Attempt[BeginEmergencyInvestigation]) -> bool:
    return _is_taken_up(done) and level_of(until(done)) == "ordinary"


def _since_the_end(done: Attempt[BeginEmergencyInvestigation]) -> date | None:
    end = ended(until(done))
    return end.day if end else None


def _found_a_violation(done: Attempt[SubmitInvestigationReport]) -> bool:
    return done.content.is_violation and not until(done).has(OpenCaseOfEmergency)


def case_opened(done: Attempt[OpenCaseOfEmergency]) -> Iterable[OpenFile[ReportFinding]]:
    """Return the case that is to be opened for a violation found in an emergency."""
    opening = opening_of(done.record)
    if opening is None:
        return
    content = ReportFinding(
        place=opening.place,
        pollution=opening.pollution,
        party=done.content.party or opening.party,
        conduct_from=opening.conduct_from,
        conduct_until=opening.conduct_until,
        answerable=tuple(row for _, row in sorted(chain(done.record).items(), reverse=True)),
        summary=done.content.summary,
        source="emergency",
    )
    yield OpenFile(
        key=key(done, CASE),
        act_no=done.act.no,
        title="为突发环境事件中的违法行为开立案件",
        opens="ViolationCase",
        by=as_file(done),
        happened_at=done.act.happened_at,
        content=content,
    )


RESPONDED = Condition(lambda now: running(now.record) is None, "应急响应尚未终止，不得办结", "emergency_response")
INVESTIGATED = Condition(
    lambda now: ended(now.record) is None or now.record.has(SubmitInvestigationReport, DeclineEmergencyInvestigation),
    f"须先有“{SubmitInvestigationReport.label}”或者“{DeclineEmergencyInvestigation.label}”，不得办结",
    INVESTIGATION,
)
FOLLOWED = Condition(
    lambda now: (
        now.record.has(OpenCaseOfEmergency)
        or not any(act.content.is_violation for act in now.record.all(SubmitInvestigationReport))
    ),
    f"调查认定涉嫌环境违法，须先“{OpenCaseOfEmergency.label}”，不得办结",
    "emergency_follows",
)
ARRIVED = Condition(
    lambda now: not cases_on_their_way(now), "案件正在开立，尚未收到回执，不得归档", "emergency_follows"
)
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
    Step(
        StartResponse,
        HEAD,
        needs=(CLASSED, OPEN),
        guards=(guards.no_response_runs,),
        stage="emergency_responded",
        citation=("emergency_response",),
    ),
    Step(
        EndResponse,
        HEAD,
        needs=(after(StartResponse, article="emergency_response"),),
        guards=(guards.ended_by_who_began_it,),
        ends=(*voids("norm.emergency_follow_up"), *voids(INVESTIGATION, SUPERIORS, "norm.emergency_final")),
        opens=(
            Opens(INVESTIGATION, variant=_variant, when=_is_ours),
            Opens(SUPERIORS, variant=_variant, when=_is_a_superiors),
            Opens("norm.emergency_final"),
        ),
        effects=(message("应急响应已终止，须报告处理结果，调查期限开始计算", "holder"),),
        stage="emergency_response_ended",
        citation=("emergency_response",),
    ),
    Step(
        BeginDamageAssessment,
        RECORDERS,
        needs=(CLASSED, OPEN),
        begins_excluded=Excludes(ground=lambda _: "damage_assessment"),
        citation=("emergency_damage",),
    ),
    Step(
        EndDamageAssessment,
        RECORDERS,
        needs=(after(BeginDamageAssessment),),
        ends_excluded=True,
        citation=("emergency_damage",),
    ),
    Step(
        BeginEmergencyInvestigation,
        HEAD,
        needs=(CLASSED, OPEN, before(SubmitInvestigationReport, DeclineEmergencyInvestigation)),
        guards=(guards.investigated_by_who_is_competent,),
        ends=(*voids(SUPERIORS, when=_is_the_citys), *voids(INVESTIGATION, when=_is_taken_up)),
        opens=(
            Opens(INVESTIGATION, variant=_variant, when=_becomes_ours, starts=_since_the_end),
            Opens(SUPERIORS, variant=_variant, when=_becomes_a_superiors, starts=_since_the_end),
        ),
        stage="emergency_investigated",
        once=True,
        citation=("emergency_investigators", "emergency_investigation_group"),
    ),
    Step(
        DeclineEmergencyInvestigation,
        HEAD,
        needs=(CLASSED, OPEN, before(BeginEmergencyInvestigation)),
        guards=(guards.is_ordinary,),
        ends=voids(INVESTIGATION),
        once=True,
        citation=("emergency_investigators",),
    ),
    Step(
        SubmitInvestigationReport,
        RECORDERS,
        needs=(after(BeginEmergencyInvestigation, article="emergency_investigators"), after(EndResponse)),
        ends=ends(INVESTIGATION, SUPERIORS),
        opens=(Opens("norm.emergency_case", when=_found_a_violation),),
        stage="emergency_found",
        once=True,
        citation=(INVESTIGATION,),
    ),
    Step(
        SendFinalReport,
        RECORDERS,
        needs=(REPORTED, RESPONDED, OPEN),
        guards=(guards.everyone_is_told,),
        ends=(*ends("norm.emergency_final"), *voids("norm.emergency_follow_up")),
        stage="emergency_told",
        citation=("emergency_report_types",),
    ),
    Step(
        OpenCaseOfEmergency,
        HEAD,
        ends=ends("norm.emergency_case"),
        effects=(case_opened, message("突发环境事件中的违法行为已转立案查处", "holder")),
        when_closed=True,
        needs=(before(ArchiveEmergency),),
        citation=("emergency_follows",),
    ),
    Step(
        FindNoEmergency,
        HEAD,
        needs=(before(StartResponse),),
        ends=voids(*TERMS),
        opens=(Opens("norm.emergency_archive"),),
        stage="emergency_none",
        once=True,
        citation=(GENERAL,),
    ),
    Step(
        CloseEmergency,
        HEAD,
        needs=(after(SendFinalReport, article="emergency_report_types"), RESPONDED, INVESTIGATED, FOLLOWED),
        ends=voids(*TERMS),
        opens=(Opens("norm.emergency_archive"),),
        stage="emergency_closed",
        once=True,
        citation=("emergency_after",),
    ),
    Step(
        ArchiveEmergency,
        RECORDERS,
        needs=(after(CloseEmergency, FindNoEmergency), ARRIVED),
        ends=ends("norm.emergency_archive"),
        stage="emergency_archived",
        once=True,
        when_closed=True,
        citation=("emergency_archive",),
    ),
    REASSIGNMENT,
)

PROCEDURE = Procedure(
    "emergency",
    "突发环境事件应对",
    STEPS,
    {
        "emergency_known": "已接报突发环境事件",
        "emergency_classed": "已认定事件等级",
        "emergency_reported": "已报告事件信息",
        "emergency_responded": "应急响应中",
        "emergency_response_ended": "应急响应已终止",
        "emergency_investigated": "事件调查中",
        "emergency_found": "事件调查已完成",
        "emergency_told": "已报告处理结果",
        "emergency_none": "不属于突发环境事件",
        "emergency_closed": "突发环境事件已办结",
        "emergency_archived": "突发环境事件已归档",
    },
)
