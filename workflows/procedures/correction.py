"""The order to correct and its recheck (责令改正、复查).

按日连续处罚办法 art. 8: at the site where the violation is plain, else within its term after the monitoring report; art. 10: the recheck
is unannounced and within its window after service, if a daily penalty is to follow. Whoever has been ordered to correct is rechecked.
"""

from models.acts import Act
from models.acts.correction import RecheckCorrection, ReportCorrection, ServeCorrectionOrder
from models.people import Role
from workflows.procedures.effects import document
from workflows.procedures.guarding import points_at, two_certified_officers
from workflows.procedures.record import Record
from workflows.procedures.step import Opens, Procedure, Step, after, before, ends, who

DAILY = "《环境保护主管部门实施按日连续处罚办法》"


def is_discharge(record: Record, _act: Act) -> bool:
    """Tell whether the conduct is of a kind that a daily penalty can follow: as filed, else by what is polluted."""
    filed = record.content("file_case")
    if filed is not None and filed.conduct != "other":
        return filed.conduct != "construction"
    opening = record.opening
    kinds = set(getattr(opening.content, "pollution", ())) if opening else set()
    return bool(kinds - {"construction_project", "ecology"})


def _no_discharge(record: Record, act: Act) -> bool:
    return not is_discharge(record, act)


STEPS = (
    Step(
        ServeCorrectionOrder,
        who(Role.OFFICER, levels=(1, 2)),
        needs=(after("inspect_site", "receive_report", "file_case"), before("close_case")),
        ends=ends("correction_order_after_lab"),
        opens=(Opens("recheck_window", when=is_discharge), Opens("norm.recheck", when=_no_discharge)),
        stage="ordered",
        effects=(document("责令改正违法行为决定书", "责改"),),
        citation=f"{DAILY}第8条",
    ),
    Step(
        ReportCorrection,
        who(Role.OFFICER, Role.CLERK, levels=(1, 2), systems=True),
        needs=(after("serve_correction_order"),),
        guards=(points_at("serve_correction_order"),),
        stage="correction_reported",
    ),
    Step(
        RecheckCorrection,
        who(Role.OFFICER, levels=(1, 2)),
        needs=(after("serve_correction_order"),),
        guards=(points_at("serve_correction_order"), two_certified_officers),
        ends=ends("recheck_window", "norm.recheck"),
        stage="rechecked",
        citation=f"{DAILY}第10条",
    ),
)

PROCEDURE = Procedure(
    "correction",
    "责令改正",
    STEPS,
    {"ordered": "已责令改正", "correction_reported": "已报告改正", "rechecked": "已复查"},
)
