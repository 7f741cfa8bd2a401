"""What stands against the closing of an emergency (突发环境事件办结): what was to be told, investigated, dealt with before."""

from judging.attempt import Situation
from judging.record import Record, follows
from judging.step import Condition
from models.acts.emergency import (
    BeginDamageAssessment,
    BeginEmergencyInvestigation,
    DeclineEmergencyInvestigation,
    EndDamageAssessment,
    EndResponse,
    NotifyNeighbour,
    OpenCaseOfEmergency,
    SendFinalReport,
    SendFirstReport,
    SendFollowUp,
    SendWrittenReport,
    SubmitInvestigationReport,
)
from procedures.emergency.conditions import INVESTIGATION
from procedures.emergency.guards import may_investigate
from procedures.emergency.reading import (
    REQUIRED,
    cases_refused,
    classings,
    ended,
    is_declined,
    is_left_to_the_city,
    level_of,
    route,
    running,
)


def has_a_group(record: Record) -> bool:
    """Tell whether whoever is competent for the class as it is now has set up the group that investigates."""
    begun, level = record.content(BeginEmergencyInvestigation), level_of(record)
    return begun is not None and (level is None or may_investigate(begun, level))


def is_investigated(record: Record) -> bool:
    """Tell whether the last group has handed in its report, after the last end of the response."""
    begun, found = record.last(BeginEmergencyInvestigation), record.last(SubmitInvestigationReport)
    end = record.last(EndResponse)
    return begun is not None and found is not None and all(one is None or follows(found, one) for one in (begun, end))


def _is_seen_to(now: Situation) -> bool:
    record = now.record
    if is_left_to_the_city(record) and (ended(record) is None or is_declined(record)):
        return True
    return has_a_group(record) and is_investigated(record)


def _was_told_how_it_ended(now: Situation) -> bool:
    """Tell whether the last word went to all whom the class makes it go to, after the end and the last change."""
    record = now.record
    told = record.last(SendFinalReport)
    before = (record.last(EndResponse), next(iter(reversed(classings(record))), None))
    if told is None or not set(REQUIRED[route(record)]) <= set(told.content.to):
        return False
    return all(act is None or follows(told, act) for act in before)


def _is_in_writing(now: Situation) -> bool:
    written = now.record.targets(SendWrittenReport)
    told = now.record.all(SendFirstReport, SendFollowUp)
    return all(act.content.way == "written" or act.no in written for act in told)


def _neighbours_know(now: Situation) -> bool:
    found = classings(now.record)
    return not found or found[-1].content.crosses == "none" or now.record.has(NotifyNeighbour)


def _is_assessed(now: Situation) -> bool:
    ended_ = now.record.targets(EndDamageAssessment)
    return all(act.no in ended_ for act in now.record.all(BeginDamageAssessment))


def _is_followed(now: Situation) -> bool:
    refused = cases_refused(now.record)
    found = any(act.content.is_violation for act in now.record.all(SubmitInvestigationReport))
    return not found or any(act.no not in refused for act in now.record.all(OpenCaseOfEmergency))


RESPONDED = Condition(lambda now: running(now.record) is None, "应急响应尚未终止，不得办结", "emergency_response")
TOLD = Condition(
    _was_told_how_it_ended,
    f"应急响应终止、事件等级最后一次调整以后，须向现等级应当报告的各方“{SendFinalReport.label}”，不得办结",
    "emergency_report_types",
)
WRITTEN = Condition(_is_in_writing, f"电话报告的，须先“{SendWrittenReport.label}”，不得办结", "emergency_report_types")
NEIGHBOURS = Condition(
    _neighbours_know, f"影响跨行政区域，须先“{NotifyNeighbour.label}”，不得办结", "emergency_notify_neighbour"
)
ASSESSED = Condition(_is_assessed, f"须先“{EndDamageAssessment.label}”，不得办结", "emergency_damage")
INVESTIGATED = Condition(
    _is_seen_to,
    f"须先有现等级的有权机关所组织的“{SubmitInvestigationReport.label}”（一般事件也可以是“{DeclineEmergencyInvestigation.label}”），不得办结",
    INVESTIGATION,
)
FOLLOWED = Condition(
    _is_followed, f"调查认定涉嫌环境违法，须先“{OpenCaseOfEmergency.label}”，不得办结", "emergency_follows"
)
CLOSABLE = (TOLD, WRITTEN, NEIGHBOURS, RESPONDED, ASSESSED, INVESTIGATED, FOLLOWED)
"""What an emergency needs, whatever else waits beside it."""
