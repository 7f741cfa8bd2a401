"""A joint investigation on the real engine: the same words as on paper (`tests/procedures/joint.py`), the clock moved."""

from datetime import date, datetime
from typing import Any

from kinds import JOINT_INVESTIGATION
from models.file import Receipt
from tests import serials
from tests.builders import CLERK, HEAD, OFFICER
from tests.engine_service import CaseService, LiveCase
from tests.procedures.joint import DOERS, FIELDS, POLICEMAN


class LiveJoint(LiveCase):
    """A rehearsal of a joint investigation."""

    def __init__(self, service: CaseService) -> None:
        super().__init__(service, f"RL2026-{serials.single():06d}", kind=JOINT_INVESTIGATION)

    async def does(self, act: str, on: str | date | datetime, **rest: Any) -> Receipt:  # noqa: ANN401
        """Have an act done by whoever usually does it, with what it usually says."""
        return await super().does(act, on, **{"by": DOERS.get(act, CLERK), **FIELDS.get(act, {}), **rest})


async def followed_up(service: CaseService) -> tuple[LiveJoint, LiveCase]:
    """Begin in an emergency, evidence first, come to a conclusion, and open the county's case upon it."""
    joint = LiveJoint(service)
    await joint.does(
        "convene_joint_investigation", "2026-09-05 21:00", by=OFFICER, is_urgent=True, consented_by=HEAD.id
    )
    await joint.does("take_evidence", "2026-09-05 21:30")
    await joint.does("invite_member", "2026-09-05 22:00")
    await joint.does("answer_invitation", "2026-09-05 23:00", of="invite_member")
    await joint.does("hand_over_evidence", "2026-09-06 08:00", of="take_evidence")
    await joint.does("confirm_convening", "2026-09-06 09:00")
    await joint.does("report_member_task", "2026-09-10", of="invite_member")
    await joint.does("hold_joint_meeting", "2026-09-11")
    await joint.does("conclude_joint_investigation", "2026-09-14")
    await joint.does("assign_follow_up", "2026-09-15", of="conclude_joint_investigation")
    await joint.waits_until("2026-09-15 12:00")
    return joint, await joint.opened()


async def seen_to_its_end(joint: LiveJoint, case: LiveCase) -> None:
    """Have the case tell its result; feed back, disclose, settle the evidence, close and archive."""
    await case.does("decline_filing", "2026-09-21")
    await case.does("feed_back", "2026-09-22", to="joint_investigation", result="违法行为轻微，不予立案")
    await case.waits_until("2026-09-22 12:00")
    for minute, direction in enumerate(("up", "down", "across")):
        await joint.does("feed_back_joint_result", f"2026-09-23 09:0{minute}", direction=direction)
    await joint.does("disclose_joint_result", "2026-09-24", of="conclude_joint_investigation")
    await joint.does("let_go_of_evidence", "2026-09-24 10:00", of="take_evidence", giver=POLICEMAN.id)
    await joint.does("close_joint_investigation", "2026-09-25")
    await joint.does("archive_joint_investigation", "2026-09-28")
    await joint.service.client.get_workflow_handle(joint.workflow_id).result()
