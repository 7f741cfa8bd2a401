"""Golden histories: every file that ran under earlier code replays under this code; one that must not, does not."""

import json
from pathlib import Path

import pytest
from temporalio.client import WorkflowHistory
from temporalio.worker import Replayer, WorkflowReplayResult

from tests.replay.recording import HISTORIES, STORIES
from worker import RUNNER, WORKFLOWS
from workflows.wire import DATA_CONVERTER

GOLDEN = sorted(HISTORIES.glob("*/*.json"))

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def replayed(text: str) -> WorkflowReplayResult:
    """Replay a history under the code as it is."""
    replayer = Replayer(workflows=WORKFLOWS, data_converter=DATA_CONVERTER, workflow_runner=RUNNER)
    history = WorkflowHistory.from_json("golden", text)
    return await replayer.replay_workflow(history, raise_on_replay_failure=False)


def _text(file: Path) -> str:
    return file.read_text(encoding="utf-8")


@pytest.mark.parametrize("file", GOLDEN, ids=lambda file: f"{file.parent.name}-{file.stem}")
async def test_a_golden_history_replays(file: Path) -> None:
    """What ran is computed again, command by command, without a difference."""
    result = await replayed(_text(file))

    assert result.replay_failure is None


async def test_a_history_of_other_code_is_told_apart() -> None:
    """A history in which a judgment was a plain activity does not pass for ours."""
    history = json.loads(_text(GOLDEN[0]))
    marker = next(event for event in history["events"] if event["eventType"] == "EVENT_TYPE_MARKER_RECORDED")
    marker["markerRecordedEventAttributes"]["markerName"] = "another_marker"

    result = await replayed(json.dumps(history))

    assert result.replay_failure is not None


async def test_every_story_has_a_history() -> None:
    """A story that can be recorded has been recorded."""
    assert {file.stem.partition("@")[0] for file in GOLDEN} == set(STORIES)
