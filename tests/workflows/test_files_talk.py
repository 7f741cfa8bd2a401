"""Files that talk: what leaves one comes back as an act, once, whatever breaks on the way; nobody who stays away holds it."""

from datetime import datetime, timedelta
from typing import TypeVar

import pytest
from sqlalchemy import Engine, insert, update
from temporalio.client import WorkflowExecutionStatus

from cli.kept import Asked, told_by
from docket import reader
from docket.rebuild import rebuild
from docket.scope import EVERYTHING, Scope
from judging.judge import judge
from judging.record import Record
from kinds import COMPLAINT
from law.edition import shipped
from law.refusals import NotCompetent, OutOfOrder, OutOfTime
from models.acts import Act, Command, Content
from models.acts.complaint import ForwardComplaint, RecordComplaintResult
from models.acts.delivery import RecordDelivery, RecordDeliveryFailed, RecordDeliveryRefused
from models.acts.finding import ReportFinding
from models.effects import Feedback, OpenFile
from models.file import Judgment, Opening
from models.particulars import ComplaintParticulars
from models.values import CIVIL
from registry.tables import systems
from tests.builders import HOTLINE, command
from tests.callback import SECRET, Callback
from tests.engine_service import CaseService, LiveCase
from worker import NumbersOfOpened
from workflows.between_files import BetweenFiles
from workflows.complaint import Complaint
from workflows.delivery import Delivery
from workflows.wire import DATA_CONVERTER

A = TypeVar("A", bound=Content)

pytestmark = pytest.mark.asyncio(loop_scope="session")


def one(case: LiveCase, kind: type[A]) -> Act[A]:
    """Return the one act of a kind in a file."""
    (found,) = Record.of(case.acts).all(kind)
    return found


async def forwarded(service: CaseService) -> tuple[LiveCase, LiveCase]:
    """Return a complaint that was forwarded, and the case that was opened for it."""
    complaint = service.complaint()
    await complaint.does("receive_complaint", "2026-09-01")
    await complaint.does("accept_complaint", "2026-09-02")
    await complaint.does("forward_complaint", "2026-09-03")
    await complaint.waits_until("2026-09-03 12:00")
    case = await service.found(one(complaint, RecordDelivery).content.file_no)
    return complaint, case


async def answered_on_paper(complaint: LiveCase, case: LiveCase) -> None:
    """Answer a complaint by hand, before its case has told it anything."""
    await complaint.does("record_complaint_result", "2026-09-04", case=case.no, result="书面告知")
    await complaint.does("answer_complaint", "2026-09-05")
    await complaint.does("confirm_feedback", "2026-09-07", of="answer_complaint")


async def declines(case: LiveCase) -> None:
    """Have a case find nothing, and tell the complaint it was opened for."""
    await case.does("decline_filing", "2026-09-10")
    await case.does("feed_back", "2026-09-11", to="complaint", result="未发现违法事实")
    await case.waits_until("2026-09-11 12:00")


async def test_a_complaint_leads_to_a_case_and_its_result_comes_back(service: CaseService) -> None:
    """Received, accepted, forwarded; the case is opened, declined, tells so; the complaint is answered and archived."""
    async with service.worker():
        complaint, case = await forwarded(service)
        await declines(case)
        await complaint.does("answer_complaint", "2026-09-14", finding="untrue")
        await complaint.does("confirm_feedback", "2026-09-15", of="answer_complaint")
        await complaint.does("archive_complaint", "2026-09-21")
        receipt = await service.client.get_workflow_handle_for(Complaint.run, complaint.workflow_id).result()
        standing = (await complaint.file()).standing

    opening, result = one(case, ReportFinding), one(complaint, RecordComplaintResult)
    assert (complaint.no, f"Complaint:{complaint.no}") == (opening.content.complaint, opening.by.id)
    assert (case.no, "未发现违法事实") == (result.content.case, result.content.result)
    assert f"ViolationCase:{case.no}" == result.by.id
    assert (complaint.no, result.no) == (
        one(case, RecordDelivery).content.file_no,
        one(case, RecordDelivery).content.act_no,
    )
    assert isinstance(standing.particulars, ComplaintParticulars)
    assert ("complaint_archived", case.no) == (standing.stage, standing.particulars.case)
    assert "archive_complaint" == receipt.act


async def test_a_refusal_by_the_other_file_comes_back_with_its_reason(service: CaseService) -> None:
    """A result told to a complaint that is over is refused there, and the case says so and whom it told."""
    async with service.worker():
        complaint, case = await forwarded(service)
        await answered_on_paper(complaint, case)
        await complaint.does("archive_complaint", "2026-09-08")
        await declines(case)

    refused = one(case, RecordDeliveryRefused).content
    assert complaint.no == refused.receiver
    assert "file-archived" == refused.code
    assert 1 == [act.name for act in complaint.acts].count("record_complaint_result")


async def test_what_a_case_tells_after_the_answer_is_answered_once_more(service: CaseService) -> None:
    """A complaint that is answered but not archived takes a later result; the reporter is told it as well, by hand."""
    async with service.worker():
        complaint, case = await forwarded(service)
        await answered_on_paper(complaint, case)
        await declines(case)
        await complaint.does("answer_complaint", "2026-09-14", finding="untrue")
        await complaint.does("confirm_feedback", "2026-09-15", of="answer_complaint")
        await complaint.does("archive_complaint", "2026-09-16")
        await service.client.get_workflow_handle_for(Complaint.run, complaint.workflow_id).result()
        terms = (await complaint.file()).standing.terms

    by_hand = [term.state for term in terms if term.rule == "norm.tell_by_hand"]
    assert complaint.no == one(case, RecordDelivery).content.file_no
    assert ["met", "met"] == by_hand


async def test_only_the_case_that_was_opened_for_a_complaint_tells_its_result(service: CaseService) -> None:
    """Another case that says it came from the complaint is refused, and is told so."""
    async with service.worker():
        complaint, _ = await forwarded(service)
        other = service.case()
        await other.does("report_finding", "2026-09-04", source="complaint", complaint=complaint.no)
        await other.does("report_upward", "2026-09-04")
        await other.does("hand_to_department", "2026-09-05")
        await other.does("decline_filing", "2026-09-10")
        await other.does("feed_back", "2026-09-11", to="complaint", result="未发现违法事实")
        await other.waits_until("2026-09-11 12:00")

    assert "not-its-case" == one(other, RecordDeliveryRefused).content.code


async def test_a_forwarding_stands_once_its_case_is_opened(service: CaseService) -> None:
    """It is not withdrawn behind the back of the case; and no other case's result is entered, by whomever."""
    async with service.worker():
        complaint, case = await forwarded(service)
        sent = one(complaint, ForwardComplaint).no
        with pytest.raises(OutOfOrder) as withdrawn:
            await complaint.does("withdraw_act", "2026-09-04", of=sent, reason="误转")
        with pytest.raises(NotCompetent) as invented:
            await complaint.does("record_complaint_result", "2026-09-04", case="2026-999999")
        await complaint.does("record_complaint_result", "2026-09-04", case=case.no)

    assert ("case-was-opened", "not-its-case") == (withdrawn.value.code, invented.value.code)
    assert case.no in withdrawn.value.sentence


async def test_a_case_that_was_opened_is_opened_whatever_became_of_the_law(service: CaseService) -> None:
    """A worker dies after the opening and before the receipt; to the next one the same opening is inadmissible."""
    async with service.worker():
        complaint, case = await forwarded(service)
        (opened, *_) = case.acts
        by, content = opened.by, opened.content
        assert isinstance(content, ReportFinding)
        sending = OpenFile(
            key=opened.key,
            act_no=3,
            title="",
            opens="ViolationCase",
            by=by,
            happened_at=opened.happened_at,
            content=content,
        )
        asked = Command(key=opened.key, happened_at=opened.happened_at, by=by, content=content)
        numbers = NumbersOfOpened(service.docket)
        between = BetweenFiles(service.cases, shipped, numbers)
        before = opened.happened_at - timedelta(days=2)
        again = await between.open_for(sending, asked, before, rehearsal=True)
        new = sending.model_copy(update={"key": f"{complaint.no}/9/open"})
        with pytest.raises(OutOfTime):
            await between.open_for(new, asked.model_copy(update={"key": new.key}), before, rehearsal=True)

    assert (again.file_no, again.act_no, again.repeated) == (case.no, 1, True)
    assert numbers.given(new) is None


async def test_a_file_that_is_over_repeats_the_receipt_of_what_it_had_taken(service: CaseService) -> None:
    """What was taken stays taken, whoever asks again after the end; anything else is refused as after the archive."""
    complaint = service.complaint()
    async with service.worker():
        await complaint.does("receive_complaint", "2026-09-01")
        asked = command("refuse_complaint", "2026-09-02")
        await complaint.does("refuse_complaint", "2026-09-02")
        await complaint.does("confirm_feedback", "2026-09-03", of="refuse_complaint")
        await complaint.does("archive_complaint", "2026-09-03 10:00")
        await service.client.get_workflow_handle_for(Complaint.run, complaint.workflow_id).result()
        again = await service.cases.act(complaint.no, asked)
        opened = await service.cases.open(COMPLAINT, complaint.no, command("receive_complaint", "2026-09-01"))
        with pytest.raises(OutOfOrder) as refused:
            await service.cases.act(complaint.no, command("refuse_complaint", "2026-09-02", key="another"))

    assert (again.repeated, again.act_no, again.stage) == (True, 2, "complaint_refused")
    assert (opened.repeated, opened.act_no) == (True, 1)
    assert "file-archived" == refused.value.code


@pytest.fixture
def callback(docket: Engine) -> Callback:
    """Return the hotline's callback, registered, with nobody behind it yet."""
    found = Callback()
    row = {"callback_url": found.url, "callback_secret": SECRET}
    with docket.begin() as connection:
        connection.execute(insert(systems).values(id=HOTLINE.id, name="示例热线", **row))
    return found


async def refused_for(service: CaseService, complaint: LiveCase, opening: Opening) -> None:
    """Open a complaint that the hotline sent, refuse it; it was filed away on paper although the hotline is to be told."""
    start = datetime.now(CIVIL) - timedelta(minutes=5)
    await service.client.start_workflow(Complaint.run, opening, id=complaint.workflow_id, task_queue=service.queue)
    received = command("receive_complaint", start, by=HOTLINE, sender=HOTLINE.id)
    archived = command("archive_complaint", start).model_copy(update={"of_record": True})
    for asked in (received, command("refuse_complaint", start), archived):
        await service.cases.act(complaint.no, asked)


def live(service: CaseService) -> LiveCase:
    """Return a live complaint's file that is not opened yet."""
    return LiveCase(service, service.complaint().no.removeprefix("R"), kind=COMPLAINT)


async def test_a_receiver_that_stays_away_holds_neither_the_next_run_nor_the_next_act(
    service: CaseService, callback: Callback
) -> None:
    """While nobody answers, the file moves to a new run with what is on its way; when somebody does, it is told once."""
    complaint = live(service)
    async with service.worker():
        await refused_for(service, complaint, Opening(file_no=complaint.no, history_limit=8))
        handle = service.client.get_workflow_handle(complaint.workflow_id)
        waiting = [act.name for act in (await complaint.file()).acts]
        description = await handle.describe()
        carried = await opening_of(service, complaint)
        async with callback.opened():
            await handle.result()

    key = f"{complaint.no}/2/feedback"
    assert ["receive_complaint", "refuse_complaint", "archive_complaint"] == waiting
    assert description.run_id != description.raw_description.workflow_execution_info.first_run_id
    assert [key] == [effect.key for effect in carried.pending]
    assert {key} == set(callback.taken)


async def opening_of(service: CaseService, case: LiveCase) -> Opening:
    """Return what the last run of a file began with."""
    history = await service.client.get_workflow_handle(case.workflow_id).fetch_history()
    given = history.events[0].workflow_execution_started_event_attributes.input.payloads
    opening: Opening
    (opening,) = await DATA_CONVERTER.decode(given, [Opening])
    return opening


async def ended_undelivered(service: CaseService) -> tuple[LiveCase, str]:
    """Return a complaint that came to its end although the hotline was not told in time, and what it ended with."""
    complaint, later = live(service), live(service)
    await refused_for(service, complaint, Opening(file_no=complaint.no))
    acts = (await complaint.file()).acts
    over = judge(COMPLAINT, later.no, acts, len(acts), shipped(), datetime.now(CIVIL))
    unanswered = Feedback(
        key=f"{later.no}/2/feedback",
        act_no=2,
        title="举报办理结果反馈",
        to=(HOTLINE.id,),
        addressee="sender",
        result="不属于本部门职责",
        give_up_at=datetime.now(CIVIL) - timedelta(seconds=1),
        see_to_it=("p-county-3",),
    )
    judgment = Judgment(
        edition=over.standing.edition, at=over.standing.at, judged=len(acts), stage=over.standing.stage, over=True
    )
    opening = Opening(file_no=later.no, acts=acts, judgment=judgment, revision=9, pending=(unanswered,))
    handle = await service.client.start_workflow(Complaint.run, opening, id=later.workflow_id, task_queue=service.queue)
    return later, (await handle.result()).act


def told_to(service: CaseService, case: LiveCase, person: str) -> list[str]:
    """Return what a person is told about a file, the newest first."""
    return [
        found.effect.title
        for found in reader.messages(service.docket, Scope(person=person))
        if found.file_no == case.no
    ]


async def test_what_is_not_delivered_in_its_time_is_told_and_the_file_comes_to_its_end(
    service: CaseService, callback: Callback
) -> None:
    """After the city's own norm an act says who sees to it on paper; the file does not wait for the receiver any longer."""
    async with service.worker():
        complaint, last = await ended_undelivered(service)

    (late,) = Record.of(await last_file(service, complaint)).all(RecordDeliveryFailed)
    assert "record_delivery_failed" == last
    assert (("p-county-3",), HOTLINE.id) == (late.content.told, late.content.receiver)
    assert [f"未能按时送达“{HOTLINE.id}”，请以书面方式办理；系统继续送交"] == told_to(service, complaint, "p-county-3")


async def test_what_a_file_left_undelivered_is_tried_on_after_its_end(service: CaseService, callback: Callback) -> None:
    """The receiver is back when the file is over: it is told under the same key, and so is who was to do it on paper."""
    async with service.worker():
        complaint, _ = await ended_undelivered(service)
        key = f"{complaint.no}/2/feedback"
        trying = service.client.get_workflow_handle_for(Delivery.run, f"Delivery:{key}")
        running = (await trying.describe()).status
        async with callback.opened():
            outcome = await trying.result()
        file = await complaint.file()

    told = told_to(service, complaint, "p-county-3")
    rebuild(service.docket, [told_by(Asked(file, None, {}), shipped())])
    assert WorkflowExecutionStatus.RUNNING == running
    assert key in callback.taken
    assert outcome.taken
    assert [f"此前未能按时送达的“举报办理结果反馈”现已由“{HOTLINE.id}”接收，无须再以书面方式办理"] == told[:1]
    assert told == told_to(service, complaint, "p-county-3")


async def test_what_is_refused_after_the_end_of_its_file_is_told(service: CaseService, callback: Callback) -> None:
    """A receiver that comes back and refuses for good leaves it to be done on paper, and says so, once."""
    async with service.worker():
        complaint, _ = await ended_undelivered(service)
        with service.docket.begin() as connection:
            connection.execute(update(systems).values(callback_url=""))
        outcome = await service.client.get_workflow_handle_for(
            Delivery.run, f"Delivery:{complaint.no}/2/feedback"
        ).result()

    assert "no-callback" == outcome.code
    assert "仍须以书面方式办理" in told_to(service, complaint, "p-county-3")[0]


async def last_file(service: CaseService, case: LiveCase) -> tuple[Act, ...]:
    """Return the acts of a file that is over, as its docket has them."""
    found = reader.last_file(service.docket, EVERYTHING, case.no)
    assert found is not None
    return found.acts
