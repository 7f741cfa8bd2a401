"""What follows an emergency: response, assessment of damage, investigation, a case (应急响应、损害评估、事件调查、查处)."""

from collections.abc import Iterable
from datetime import date

from judging.attempt import Attempt
from judging.effects import message
from judging.step import (
    Condition,
    Excludes,
    Opens,
    Step,
    after,
    before,
    ends,
    voids,
)
from models.acts.emergency import (
    ArchiveEmergency,
    BeginDamageAssessment,
    BeginEmergencyInvestigation,
    DeclineEmergencyInvestigation,
    EndDamageAssessment,
    EndResponse,
    OpenCaseOfEmergency,
    StartResponse,
    SubmitInvestigationReport,
)
from models.acts.finding import ReportFinding
from models.effects import OpenFile
from procedures.emergency import guards
from procedures.emergency.closing import has_a_group, is_investigated
from procedures.emergency.conditions import (
    CLASSED,
    HEAD,
    INVESTIGATION,
    OPEN,
    RECORDERS,
    SUPERIORS,
)
from procedures.emergency.reading import (
    GRAVE,
    ended,
    is_declined,
    is_ours_to_investigate,
    level_of,
    opening_of,
    until,
)
from procedures.other_files import CASE, answering, to_open, violation_in


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


def _was_ours(done: Attempt[BeginEmergencyInvestigation]) -> bool | None:
    """Tell whose days began with the end of the response: ours or a superior's; None while it has not ended."""
    end = ended(until(done))
    return None if end is None else is_ours_to_investigate(until(done).before(end))


def _becomes_ours(done: Attempt[BeginEmergencyInvestigation]) -> bool:
    return _is_the_citys(done) and _was_ours(done) is False


def _becomes_a_superiors(done: Attempt[BeginEmergencyInvestigation]) -> bool:
    return _is_taken_up(done) and _was_ours(done) is True


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
        **{**violation_in(opening), "party": done.content.party or opening.party},
        answerable=answering(done.record),
        summary=done.content.summary,
        source="emergency",
    )
    yield to_open(done, CASE, "为突发环境事件中的违法行为开立案件", "ViolationCase", content)


NOT_DECLINED = Condition(
    lambda now: not is_declined(now.record),
    f"已“{DeclineEmergencyInvestigation.label}”；事件等级调整为较大以上的，再组织调查",
    "emergency_investigators",
)

NO_GROUP = Condition(
    lambda now: not has_a_group(now.record),
    f"已“{BeginEmergencyInvestigation.label}”；事件等级调整后不由其组织调查的，才由有权机关另行组织",
    "emergency_investigators",
)
COMPETENT_GROUP = Condition(
    lambda now: has_a_group(now.record) or not now.record.has(BeginEmergencyInvestigation),
    f"事件等级已调整，现等级不由原调查组调查，须由有权机关或者受其委托的另行“{BeginEmergencyInvestigation.label}”",
    "emergency_investigators",
)
NOT_FOUND = Condition(
    lambda now: not is_investigated(now.record), f"已“{SubmitInvestigationReport.label}”", INVESTIGATION
)

STEPS = (
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
        needs=(CLASSED, OPEN, NO_GROUP, NOT_DECLINED),
        guards=(guards.investigated_by_who_is_competent,),
        ends=(*voids(SUPERIORS, when=_is_the_citys), *voids(INVESTIGATION, when=_is_taken_up)),
        opens=(
            Opens(INVESTIGATION, variant=_variant, when=_becomes_ours, starts=_since_the_end),
            Opens(SUPERIORS, variant=_variant, when=_becomes_a_superiors, starts=_since_the_end),
        ),
        stage="emergency_investigated",
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
        needs=(
            after(BeginEmergencyInvestigation, article="emergency_investigators"),
            after(EndResponse),
            COMPETENT_GROUP,
            NOT_FOUND,
        ),
        ends=ends(INVESTIGATION, SUPERIORS),
        opens=(Opens("norm.emergency_case", when=_found_a_violation),),
        stage="emergency_found",
        citation=(INVESTIGATION,),
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
)
