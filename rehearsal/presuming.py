"""What an act points at untold (推定的前提): a recheck presupposes an order, a ruling an application.

The presupposed act is played on the day of the act that needs it, and shown as presumed; nothing else is.
"""

from collections.abc import Mapping
from typing import Any

TRANSFER = "transfer_to_police"

TARGETS: Mapping[str, str] = {
    "recheck_correction": "serve_correction_order",
    "report_correction": "serve_correction_order",
    "decide_daily_penalty": "serve_daily_notice",
    "serve_daily_decision": "decide_daily_penalty",
    "refuse_hearing": "request_hearing",
    "withdraw_hearing": "request_hearing",
    "serve_hearing_notice": "request_hearing",
    "hold_hearing": "request_hearing",
    "conclude_hearing": "request_hearing",
    "dispose_evidence": "register_evidence",
    "release_seizure": "impose_seizure",
    "serve_seizure_release": "release_seizure",
    "decide_crime_transfer": "report_suspected_crime",
    "record_police_acceptance": TRANSFER,
    "record_detention": TRANSFER,
    "record_police_filing": TRANSFER,
    "record_nonprosecution": TRANSFER,
    "record_criminal_judgment": TRANSFER,
    "record_appeal": "record_criminal_judgment",
    "restrict_production": "decide_restriction",
    "stop_production": "decide_stop",
    "lift_restriction": "decide_restriction",
    "lift_stop": "decide_stop",
    "court_accepts": "apply_to_court",
    "court_refuses": "apply_to_court",
    "court_rules": "court_accepts",
    "court_executes": "apply_to_court",
    "decide_review": "apply_review",
    "judge_suit": "file_suit",
    "appeal_suit": "judge_suit",
    "decide_closure": "propose_closure",
    "serve_closure": "decide_closure",
}
"""Which act an act points at by `of`."""
TURNED = frozenset({"lift_restriction", "lift_stop"})
"""Acts that a file points at the service of a measure, and a live case at its decision."""


def target_of(act: str, fields: Mapping[str, Any]) -> str | None:
    """Return the act that an act presupposes and points at, or None when it can stand by itself."""
    if act == TRANSFER:
        return "decide_detention_transfer" if fields.get("kind") == "detention" else "decide_crime_transfer"
    return TARGETS.get(act)
