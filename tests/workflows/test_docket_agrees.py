"""Whatever a file goes through, the docket says what the file says: rows, terms, effects, numbers."""

import pytest

from tests.engine_service import CaseService
from tests.replay.recording import STORIES, judge_for
from tests.workflows.test_killed_worker import caught_up, differing

pytestmark = pytest.mark.asyncio(loop_scope="session")


@pytest.mark.parametrize("story", sorted(STORIES))
async def test_after_every_story_nothing_differs(service: CaseService, story: str) -> None:
    """Each story that is recorded as a history is played, and every file in it is held against its rows."""
    service.judge = judge_for(story)
    async with service.worker():
        for file in await STORIES[story](service):
            await caught_up(file)

            assert await differing(service, file) == ()
