"""A joint investigation on the real engine: its follow-up is a case of its own, and both are kept in step."""

import pytest

from judging.record import Record
from law.refusals import NotCompetent
from models.acts.delivery import RecordDelivery, RecordDeliveryRefused
from models.acts.finding import ReportFinding
from models.acts.joint_investigation import RecordFollowUpResult
from models.acts.terms import TermLapses
from models.particulars import JointParticulars
from tests.builders import COUNTY
from tests.engine_service import CaseService
from tests.live_joint import LiveJoint, followed_up, seen_to_its_end
from tests.procedures.joint import POLICE, STRANGER

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_it_goes_from_the_emergency_to_the_archive_and_its_case_with_it(service: CaseService) -> None:
    """Evidence first, paper after; the case knows where it came from, its result comes back, everybody is told."""
    async with service.worker():
        joint, case = await followed_up(service)
        await seen_to_its_end(joint, case)
        file = await joint.file()

    opening = Record.of(case.acts).opening
    (told,) = Record.of(file.acts).all(RecordFollowUpResult)
    (receipt,) = Record.of(case.acts).all(RecordDelivery)
    assert opening is not None
    assert isinstance(opening.content, ReportFinding)
    assert (joint.no, f"JointInvestigation:{joint.no}", COUNTY) == (
        opening.content.joint,
        opening.by.id,
        opening.by.unit,
    )
    assert (case.no, joint.no, told.no) == (told.content.case, receipt.content.file_no, receipt.content.act_no)
    standing = file.standing
    assert isinstance(standing.particulars, JointParticulars)
    assert ("joint_archived", (case.no,), (POLICE,)) == (
        standing.stage,
        standing.particulars.cases,
        standing.taking_part,
    )
    assert ["with_case"] == [one.outcome for one in standing.particulars.evidence]


async def test_time_passes_in_it_and_strangers_stay_out(service: CaseService) -> None:
    """A member that keeps silent is late by itself, and the lead hears it; whoever takes no part does nothing there."""
    async with service.worker():
        joint = LiveJoint(service)
        await joint.does("convene_joint_investigation", "2026-09-01")
        await joint.does("invite_member", "2026-09-01 10:00")
        await joint.waits_until("2026-09-05")
        with pytest.raises(NotCompetent) as refused:
            await joint.does("answer_invitation", "2026-09-05 09:00", of="invite_member", by=STRANGER)

    (lapse,) = Record.of(joint.acts).all(TermLapses)
    assert ("not-your-file", (f"{COUNTY}-main", f"{COUNTY}-leader")) == (
        refused.value.code,
        lapse.content.escalated_to,
    )


async def test_a_result_told_after_the_archive_is_refused_and_the_case_says_so(service: CaseService) -> None:
    """The case learns that its word did not arrive, and its clerk tells it on paper."""
    async with service.worker():
        joint, case = await followed_up(service)
        await case.does("decline_filing", "2026-09-21")
        of, said = "assign_follow_up", {"document_no": "衡山环函〔2026〕1号"}
        await joint.does("record_follow_up_result", "2026-09-21", of=of, **said)
        for minute, direction in enumerate(("up", "down", "across")):
            await joint.does("feed_back_joint_result", f"2026-09-21 10:0{minute}", direction=direction)
        await joint.does("disclose_joint_result", "2026-09-21 11:00", of="conclude_joint_investigation")
        held = {"of": "take_evidence", "giver": "p-police-2"}
        await joint.does("let_go_of_evidence", "2026-09-21 12:00", **held)
        await joint.does("close_joint_investigation", "2026-09-21 13:00")
        await joint.does("archive_joint_investigation", "2026-09-21 14:00")
        await case.does("feed_back", "2026-09-22", to="joint_investigation", result="不予立案")
        await case.waits_until("2026-09-22 12:00")

    assert [joint.no] == [act.content.receiver for act in Record.of(case.acts).all(RecordDeliveryRefused)]
