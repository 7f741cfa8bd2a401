"""Who does the acts of a request for information, after what, and which terms there are."""

from typing import Any

from judging.step import Condition, Ends, Opens, voids, who
from models.people import Role
from procedures.disclosure_request.reading import ANEW, FEE, LATER, RULE, answer, extension_was_told, is_ended, pending

BUREAU = (1, 2)
DESK = who(Role.CLERK, Role.OFFICER, Role.HEAD, levels=BUREAU, basis="gov_info_request")
HEAD = who(Role.HEAD, levels=BUREAU, basis="gov_info_request")

COMPLETION, REASONS, SETTLE = "norm.disclosure_completion", "norm.disclosure_reasons", "norm.disclosure_settle"
SERVICE, TOLD, ARCHIVE = "norm.disclosure_service", "norm.disclosure_told", "norm.disclosure_archive"
WAITS = (COMPLETION, REASONS, SETTLE, FEE)
"""What waits for the applicant, or for what follows from their silence."""

UNANSWERED = Condition(
    lambda now: answer(now.record) is None and not is_ended(now.record),
    "申请已经答复、撤回或者视为放弃，不得再办理",
    "gov_info_answer",
)
ANSWERED = Condition(lambda now: answer(now.record) is not None, "须先有未被撤销的答复", "gov_info_answer")
PENDING = Condition(lambda now: bool(pending(now.record)), "没有尚未终结的复议或者诉讼", "gov_info_relief")
NOTHING_PENDING = Condition(
    lambda now: not pending(now.record),
    "复议、诉讼尚未终结，不得就同一答复另行复议、起诉，也不得归档",
    "gov_info_relief",
)
ANSWER_DUE: Opens[Any] = Opens(RULE, is_told=extension_was_told)
"""The days to answer; an extension counts only where it was told to the applicant."""
STOPPED: tuple[Ends, ...] = (Ends(RULE, variant="", voids=True), *voids(LATER, *ANEW))
"""The days to answer lose their object: they will run anew, or another day was set."""
OVER: tuple[Ends, ...] = voids(RULE, LATER, *ANEW, *WAITS)
"""Nothing is waited for any more."""
