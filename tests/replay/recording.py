"""Records a golden history: `make history STORY=<name>`. Reviewed, committed, never regenerated.

A story is played on the real engine; its history is what a running case of that day looks like to later code.
"""

import asyncio
import json
import sys
import tempfile
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path

from docket import schema
from models.case import Opening
from registry.database import connect
from tests.builders import PENALTY_PATH, command, moment, pointed
from tests.engine_room import LiveCase, Room, started_engine
from workflows.violation_case import ViolationCase

HISTORIES = Path(__file__).with_name("histories") / "violation_case"
Story = Callable[[Room], Awaitable[str]]


async def fined_and_archived(room: Room) -> str:
    """A finding goes through the whole penalty path to the archive."""
    case = room.case()
    await case.goes("close_case")
    await case.does("archive_case", "2026-10-12")
    return case.workflow_id


async def late_and_escalated(room: Room) -> str:
    """A filing decision is warned of, lapses, is escalated, and comes after all; the case is still open."""
    case = room.case()
    await case.goes("hand_to_department")
    await case.waits_until("2026-09-21")
    await case.does("inspect_site", "2026-09-21 10:00")
    await case.does("file_case", "2026-09-22")
    return case.workflow_id


async def corrected_and_declined(room: Room) -> str:
    """A complaint whose date is corrected, declined, fed back, closed and archived."""
    case = room.case()
    await case.does("receive_complaint", "2026-09-01", named=True)
    await case.does("accept_complaint", "2026-09-03")
    await case.does("hand_to_department", "2026-09-04")
    await case.does(
        "correct_act", "2026-09-07", of="accept_complaint", happened_at=moment("2026-09-02"), reason="日期记录有误"
    )
    await case.does("decline_filing", "2026-09-10")
    await case.does("feed_back", "2026-09-11", to="reporter")
    await case.does("close_case", "2026-09-14", ground="not_filed")
    await case.does("archive_case", "2026-09-21")
    return case.workflow_id


async def continued_as_new(room: Room) -> str:
    """The second run of a case that moved on in the middle of its life."""
    case = await long_lived(room)
    return case.workflow_id


async def long_lived(room: Room, history_limit: int = 40) -> LiveCase:
    """Play the penalty path in a case that moves to a new run whenever its history is longer than the limit."""
    case = room.case()
    first, *rest = PENALTY_PATH
    opening = Opening(
        case_no=case.no, rehearsal=True, shift=moment(first[1]) - datetime.now(UTC), history_limit=history_limit
    )
    virtual = room.door._virtual
    await virtual.client.start_workflow(ViolationCase.run, opening, id=case.workflow_id, task_queue=room.queue)
    await room.door.act(case.no, command(first[0], first[1]))
    case.acts = (await case.file()).acts
    for act, on, fields in rest[:-1]:
        await case.does(act, on, **pointed(case.acts, fields))
    return case


STORIES: dict[str, Story] = {
    story.__name__: story
    for story in (fined_and_archived, late_and_escalated, corrected_and_declined, continued_as_new)
}


async def record(name: str) -> Path:
    """Play a story and write its history beside the others."""
    with tempfile.TemporaryDirectory() as folder:
        docket = connect(f"sqlite:///{folder}/docket.sqlite3")
        schema.upgrade(docket)
        async with started_engine() as environment:
            room = Room(environment.client, docket)
            async with room.worker():
                workflow_id = await STORIES[name](room)
                history = await room.client.get_workflow_handle(workflow_id).fetch_history()
        docket.dispose()
    file = HISTORIES / f"{name}@{datetime.now(UTC).date().isoformat()}.json"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(json.loads(history.to_json()), ensure_ascii=False, separators=(",", ":")) + "\n")
    return file


if __name__ == "__main__":
    print(asyncio.run(record(sys.argv[1])))  # noqa: T201  a tool for developers
