"""A file of two thousand acts with full texts goes on: through continue-as-new, in pages, and with an end that is told."""

from datetime import timedelta

import pytest
from temporalio.client import WorkflowHandle

from activities.weighing import HEAVY
from law.refusals import OutOfBounds
from models.acts import Act
from models.file import Judgment, Opening
from tests.builders import CLERK, command, moment
from tests.engine_service import CaseService, LiveCase
from tests.long_files import acts_of
from workflows import carrying
from workflows.room import FULL, LAST, LONGEST, SHORT, need_room

pytestmark = pytest.mark.asyncio(loop_scope="session")

MANY = 2_000
JUDGED = timedelta(minutes=5)
"""How long is waited for an answer of such a file: several times what the slowest machine needs to judge it."""
EVENTS = 12
"""Events after which the file moves to its next run: after an act or two."""


async def opened(service: CaseService, acts: tuple[Act, ...]) -> LiveCase:
    """Return a file that carries on with these acts."""
    service.timeout = JUDGED
    case = service.case()
    judged = Judgment(edition="", at=acts[-1].recorded_at, judged=len(acts), stage="found")
    opening = Opening(file_no=case.no, rehearsal=True, acts=acts, judgment=judged, stale=True, history_limit=EVENTS)
    await service.client.start_workflow("ViolationCase", opening, id=case.workflow_id, task_queue=service.queue)
    return case


async def test_two_thousand_acts_with_full_texts_move_to_the_next_run(service: CaseService) -> None:
    """Twelve megabytes of texts: judged, carried over, read whole in pages, and acted on in the next run."""
    acts = acts_of(MANY)
    async with service.worker():
        case = await opened(service, acts)
        before = await case.file()
        runs = {await _run(service, case)}
        for no in range(2):
            asked = command(
                "stop_on_site", moment("2026-09-03"), key=f"more-{no}", by=CLERK, measures="封堵排口", obeyed=True
            )
            await service.cases.act(case.no, asked.model_copy(update={"of_record": True}))
            runs.add(await _run(service, case))
        after = await case.file()

    said = [act.content for act in after.acts]
    assert [act.content for act in acts] == [act.content for act in before.acts[:MANY]] == said[:MANY]
    assert len(runs) > 1
    assert 2 == sum(act.key.startswith("more-") or "/more-" in act.key for act in after.acts)
    assert "file_nears_full" in [act.name for act in after.acts]
    assert [act.no for act in after.acts] == list(range(1, len(after.acts) + 1))


async def _run(service: CaseService, case: LiveCase) -> str | None:
    handle: WorkflowHandle[object, object] = service.client.get_workflow_handle(case.workflow_id)
    return (await handle.describe()).run_id


async def test_a_full_file_says_so_and_what_to_do(service: CaseService) -> None:
    """Texts that nothing makes shorter fill a file sooner: a long act is refused with the way on, a short one let in."""
    async with service.worker():
        case = await opened(service, acts_of(420, noisy=True))
        await case.file()
        long = command("stop_on_site", moment("2026-09-03"), key="long", by=CLERK, measures="污" * 2000, obeyed=True)
        with pytest.raises(OutOfBounds, match="第二卷") as refused:
            await service.cases.act(case.no, long.model_copy(update={"of_record": True}))
        short = command("stop_on_site", moment("2026-09-03"), key="short", by=CLERK, measures="详见第二卷", obeyed=True)
        await service.cases.act(case.no, short.model_copy(update={"of_record": True}))

    assert "file-full" == refused.value.code


async def test_a_file_moves_on_before_its_run_is_dear_to_replay(
    service: CaseService, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the judgments of a run were handed counts in bytes too: few acts with full texts cost as much as many short ones."""
    monkeypatch.setattr(carrying, "HANDED", 1_000_000)
    async with service.worker():
        case = service.case()
        judged = Judgment(edition="", at=moment("2026-09-03"), judged=100, stage="found")
        opening = Opening(file_no=case.no, rehearsal=True, acts=acts_of(100), judgment=judged, stale=True)
        await service.client.start_workflow("ViolationCase", opening, id=case.workflow_id, task_queue=service.queue)
        await case.file()
        runs = [await _run(service, case)]
        for no in range(2):
            asked = command("stop_on_site", moment("2026-09-03"), key=f"{no}", by=CLERK, measures="封堵", obeyed=True)
            await service.cases.act(case.no, asked.model_copy(update={"of_record": True}))
            runs.append(await _run(service, case))

    assert len(set(runs)) > 1


@pytest.mark.parametrize(
    ("weight", "length", "code"),
    [
        (0, 2000, ""),
        (HEAVY, 2000, ""),
        (FULL - 1, 2000, ""),
        (FULL, 2000, "file-full"),
        (FULL, 100, ""),
        (LAST, 100, "file-full"),
    ],
)
async def test_room_for_an_act(weight: int, length: int, code: str) -> None:
    """Long acts first, then every act of a person; the engine's own are always let in."""
    asked = command("stop_on_site", moment("2026-09-03"), measures="污" * length, obeyed=True)

    try:
        need_room(weight, asked)
        found = ""
    except OutOfBounds as refused:
        found = refused.code
    assert code == found
    assert SHORT < len(asked.model_dump_json().encode()) < LONGEST or length < 2000
