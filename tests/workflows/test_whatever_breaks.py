"""Whatever is killed between sending and receipt, both sides agree, once: workers that really die, at chosen points."""

import os
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, insert
from temporalio.testing import WorkflowEnvironment

from kinds import COMPLAINT
from models.acts.complaint import RecordComplaintResult
from models.acts.delivery import RecordDelivery
from models.file import Opening
from registry.tables import systems
from tests.builders import HOTLINE, command, moment
from tests.callback import SECRET, Callback
from tests.engine_service import CaseService, LiveCase
from tests.workflows.mortal_worker import BETWEEN_FILES, NOTICED, OUTSIDE, mortal_workers
from tests.workflows.test_files_talk import last_file, one
from workflows.complaint import Complaint

pytestmark = pytest.mark.asyncio(loop_scope="session")

# Two and those written out, in the suite; GRIDCASE_BREAKS=100 for an evening.
FEW = settings(
    max_examples=int(os.environ.get("GRIDCASE_BREAKS", "2")),
    derandomize=True,
    database=None,
    deadline=None,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=(HealthCheck.function_scoped_fixture, HealthCheck.too_slow),
)
EVERY_TURN, LONG = 1, 8000
"""After how many events a file moves to a new run."""


async def begun(service: CaseService, complaint: LiveCase, opening: Opening) -> None:
    """Start a complaint's file, of whose task the engine soon notices that it died."""
    client = service.cases._virtual.client if opening.rehearsal else service.client
    await client.start_workflow(
        Complaint.run, opening, id=complaint.workflow_id, task_queue=service.queue, task_timeout=NOTICED
    )


def where(environment: WorkflowEnvironment, service: CaseService) -> tuple[str, str, str, str]:
    """Return what a worker in another process has to know."""
    config = environment.client.service_client.config
    return config.target_host, environment.client.namespace, service.queue, str(service.docket.url)


@FEW
@given(
    points=st.lists(st.sampled_from(BETWEEN_FILES), min_size=1, max_size=3, unique=True),
    history_limit=st.sampled_from((EVERY_TURN, LONG)),
)
@example(points=["after opening", "received", "after telling"], history_limit=EVERY_TURN)
async def test_two_files_agree_once(
    environment: WorkflowEnvironment, docket: Engine, points: list[str], history_limit: int
) -> None:
    """A complaint opens a case, and the case tells it what came of it, while workers die: one case, one result."""
    service = CaseService(environment.client, docket)
    complaint = service.complaint()
    ordered = sorted(points, key=BETWEEN_FILES.index)
    async with mortal_workers(*where(environment, service), ordered) as keeper:
        shift = moment("2026-09-01") - datetime.now(UTC)
        await begun(
            service,
            complaint,
            Opening(file_no=complaint.no, rehearsal=True, shift=shift, history_limit=history_limit),
        )
        await service.cases.act(complaint.no, command("receive_complaint", "2026-09-01"))
        complaint.acts = (await complaint.file()).acts
        await complaint.does("accept_complaint", "2026-09-02")
        await complaint.does("forward_complaint", "2026-09-03")
        await complaint.waits_until("2026-09-03 12:00")
        case = await service.found(one(complaint, RecordDelivery).content.file_no)
        await case.does("decline_filing", "2026-09-10")
        await case.does("feed_back", "2026-09-11", to="complaint", result="未发现违法事实")
        await case.waits_until("2026-09-11 12:00")
        complaint.acts = (await complaint.file()).acts

    told, taken = one(complaint, RecordComplaintResult), one(case, RecordDelivery).content
    opened = one(complaint, RecordDelivery).content
    assert keeper.deaths == ordered
    assert (complaint.no, told.no) == (taken.file_no, taken.act_no)
    assert (case.no, 1) == (opened.file_no, opened.act_no)


@FEW
@given(points=st.lists(st.sampled_from(OUTSIDE), max_size=1), cuts=st.integers(0, 1))
@example(points=["after posting"], cuts=1)
async def test_another_system_and_a_file_agree_once(
    environment: WorkflowEnvironment, docket: Engine, points: list[str], cuts: int
) -> None:
    """A system takes its feedback, and the connection or the worker is gone before the file knows: one id, one receipt."""
    service = CaseService(environment.client, docket)
    callback = Callback(cuts=cuts)
    sender = HOTLINE.model_copy(update={"id": f"s-{callback.port}"})
    row = {"id": sender.id, "name": "示例热线", "callback_url": callback.url, "callback_secret": SECRET}
    with docket.begin() as connection:
        connection.execute(insert(systems).values(**row))
    complaint = LiveCase(service, service.complaint().no.removeprefix("R"), kind=COMPLAINT)
    async with callback.opened(), mortal_workers(*where(environment, service), points) as keeper:
        await begun(service, complaint, Opening(file_no=complaint.no, history_limit=EVERY_TURN))
        start = datetime.now(UTC) - timedelta(minutes=5)
        received = command("receive_complaint", start, by=sender, sender=sender.id)
        archived = command("archive_complaint", start).model_copy(update={"of_record": True})
        for asked in (received, command("refuse_complaint", start), archived):
            await service.cases.act(complaint.no, asked)
        await service.client.get_workflow_handle(complaint.workflow_id).result()

    acts = await last_file(service, complaint)
    assert keeper.deaths == points
    assert {f"{complaint.no}/2/feedback"} == set(callback.taken)
    assert len(callback.taken) > cuts
    assert 1 == [act.name for act in acts].count("record_delivery")
