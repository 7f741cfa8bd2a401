"""A part that runs and does not answer is ended and started again."""

import asyncio
import sys
from pathlib import Path

import pytest

from cli import child
from cli.child import Child, Part

SLEEPER = (sys.executable, "-c", "import time; time.sleep(600)")


async def at_once(_alive: object) -> None:
    """Be ready."""


@pytest.mark.parametrize(("answers", "restarted"), [([False, False, True, False, False, False], True), ([True], False)])
async def test_a_part_that_stays_silent_is_started_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answers: list[bool], restarted: bool
) -> None:
    """Three looks in a row without an answer, not two: a moment's pause is no reason."""
    monkeypatch.setattr(child, "BETWEEN_LOOKS", 0)
    monkeypatch.setattr(child, "STEADY", 0)
    said: list[str] = []
    told, left = asyncio.Event(), list(answers)

    async def answering() -> bool:
        if not left:
            told.set()
            return True
        return left.pop(0)

    one = Child(Part("api", "接口", SLEEPER, {}, at_once, answering), tmp_path, said.append)
    await one.start()
    keeping, watching = asyncio.create_task(one.keep()), asyncio.create_task(one.watch())
    await asyncio.wait_for(told.wait(), 30)
    watching.cancel()
    await one.stop()
    await keeping

    assert restarted == any("没有应答" in line for line in said)
