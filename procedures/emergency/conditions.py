"""Who may, after what, and which terms there are in an emergency's file (突发环境事件)."""

from judging.step import (
    after,
    before,
    who,
)
from models.acts.emergency import (
    ClassifyEmergency,
    FindNoEmergency,
    SendFirstReport,
)
from models.people import Role
from procedures.emergency.reading import (
    GENERAL,
    MAJOR,
)

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
    "norm.acknowledge_emergency",
)
