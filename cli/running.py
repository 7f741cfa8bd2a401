"""The running system as a command needs it: an engine that answers, a worker at work, one client for everything."""

import asyncio
from collections.abc import Callable
from datetime import timedelta

from temporalio.client import Client

from api.pulse import pulse_of
from cli.speech import Exit, Failed
from law.edition import Law
from settings import CASES, Settings
from workflows import wire
from workflows.client import FileClient

MISSING = "没有作任何改动；请先用 gridcase up 启动系统"


async def connected(settings: Settings) -> Client:
    """Return the client of a running system, or say which part is missing before anything is changed."""
    try:
        async with asyncio.timeout(settings.worker_wait):
            client = await wire.connect(settings.target, settings.namespace, settings.wire_keys)
    except (RuntimeError, TimeoutError):
        raise Failed(Exit.AWAY, f"流程引擎 {settings.target} 没有应答，{MISSING}") from None
    pulse = await pulse_of(client, CASES)
    if pulse.worker != "up":
        raise Failed(Exit.AWAY, f"没有工作进程在运行，{MISSING}")
    return client


def files_over(client: Client, settings: Settings, law: Callable[[], Law]) -> FileClient:
    """Return the client of the files over a connection that is there."""
    timeout, spread = timedelta(seconds=settings.command_timeout), timedelta(seconds=settings.spread)
    return FileClient(client, law, task_queue=CASES, timeout=timeout, spread=spread)
