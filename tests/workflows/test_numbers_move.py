"""Numbers move with what they name: who points at an act that still waits hits that act, whatever comes between."""

import asyncio
import threading
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext

import pytest
from sqlalchemy import Engine
from temporalio import activity
from temporalio.client import WorkflowUpdateStage

from activities.judging import JudgeActivities
from activities.messages import JudgeRequest
from judging.admission import act_from
from models.acts import Act, Command, Content
from models.acts.penalty import ReceiveStatement
from models.acts.terms import CorrectAct, ExtendTerm, WithdrawAct
from models.file import Judgment, Opening
from models.people import ENGINE
from tests.builders import command, moment
from tests.engine_service import CaseService, LiveCase
from tests.outages import docket_away
from tests.workflows.test_violation_case import rows, written
from workflows.renumbering import Renumbering
from workflows.violation_case import ViolationCase

pytestmark = pytest.mark.asyncio(loop_scope="session")


def act(no: int, content: Content) -> Act:
    """Return act number `no` of a list."""
    return Act(
        no=no,
        key=f"k{no}",
        happened_at=moment("2026-09-01"),
        recorded_at=moment("2026-09-01"),
        by=ENGINE,
        content=content,
    )


async def test_everything_that_names_a_waiting_act_moves_and_nothing_else() -> None:
    """A number, the key of a term, and a correction's new number move by as much as the act they name."""
    statement = ReceiveStatement(summary="请求从轻", of=5)
    contents: list[Content] = [
        WithdrawAct(of=2, reason="误录"),
        WithdrawAct(of=5, reason="误录"),
        ExtendTerm(term="case_decision_period#5", reason="案情复杂"),
        ExtendTerm(term="case_decision_period#2", reason="案情复杂"),
        CorrectAct(of=3, fields={"of": "5", "summary": "5"}, reason="误录"),
    ]
    acts = [
        act(1, statement),
        act(2, statement),
        act(3, statement),
        *(act(no, one) for no, one in enumerate(contents, 4)),
    ]

    moved = [one.content.model_dump() for one in map(Renumbering.of(acts, 3, 2).act, acts[3:])]

    assert [2, 7] == [one["of"] for one in moved[:2]]
    assert ["case_decision_period#7", "case_decision_period#2"] == [one["term"] for one in moved[2:4]]
    assert (3, {"of": 7, "summary": "5"}) == (moved[4]["of"], moved[4]["fields"])


class Waiting(JudgeActivities):
    """A judgment that is made outside the workflow task, and waits until the test lets it go."""

    begun = threading.Event()
    go = threading.Event()

    @activity.defn(name="judge_file")
    def judge_file(self, request: JudgeRequest) -> Judgment:
        """Judge when told to."""
        if not type(self).go.is_set():
            if activity.info().is_local:
                raise TimeoutError("not at once")
            type(self).begun.set()
            type(self).go.wait(20)
        return super().judge_file(request)


async def accepted(service: CaseService, case: LiveCase, asked: Command) -> None:
    """Have a command taken into the list, without waiting for its judgment."""
    handle = service.client.get_workflow_handle(case.workflow_id)
    await handle.start_update(
        asked.content.act, args=[asked, "sent"], id=asked.key, wait_for_stage=WorkflowUpdateStage.ACCEPTED
    )


@pytest.mark.parametrize("around", [lambda _: nullcontext(), docket_away])
async def test_a_withdrawal_hits_what_it_named_although_a_lapse_takes_its_number(
    service: CaseService, docket: Engine, around: Callable[..., AbstractContextManager[None]]
) -> None:
    """An act comes in, and is withdrawn, while the judgment waits that enters lapses before both; also with no docket."""

    class WaitingHere(Waiting):
        begun, go = threading.Event(), threading.Event()

    service.judge = judge = WaitingHere
    case = LiveCase(service, service.case().no.removeprefix("R"))
    visit = command("inspect_site", "2026-09-02", key="visit")
    back = command("withdraw_act", "2026-09-02", key="back", of=2, reason="误录")
    async with service.worker():
        with around(docket):
            first = act_from(command("report_finding", "2026-09-01"), 1, moment("2026-09-01"))
            await service.client.start_workflow(
                ViolationCase.run,
                Opening(file_no=case.no, acts=(first,)),
                id=case.workflow_id,
                task_queue=service.queue,
            )
            await asyncio.to_thread(judge.begun.wait, 20)
            await accepted(service, case, visit)
            await accepted(service, case, back)
            judge.go.set()
            receipt, again = await service.cases.act(case.no, visit), await service.cases.act(case.no, back)
            case.acts = (await case.file()).acts
        await written(docket, case, len(case.acts))

    hit = case.acts[again.act_no - 1].content
    (row,) = rows(docket, "select body from acts where file_no = :no and act = 'withdraw_act'", case)
    assert "term_lapses" == case.names[1]
    assert again.repeated
    assert "inspect_site" == case.names[receipt.act_no - 1]
    assert hit == WithdrawAct(of=receipt.act_no, reason="误录")
    assert hit == Act.model_validate_json(row[0]).content
