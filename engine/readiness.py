"""Wait until an engine that was started answers."""

import asyncio
from collections.abc import Callable
from datetime import timedelta

from temporalio.service import ConnectConfig, ServiceClient

from engine.choice import EngineUnavailable

_BETWEEN = 0.05
"""Seconds between two attempts; the engine needs about a tenth of a second."""


async def wait_until_ready(address: str, *, within: timedelta, alive: Callable[[], bool] = lambda: True) -> None:
    """Return when the engine at the address serves; fail as soon as it is no longer alive, or when the time is over."""
    try:
        async with asyncio.timeout(within.total_seconds()):
            while not await _serves(address):
                if not alive():
                    raise EngineUnavailable("引擎进程已退出，原因见引擎的输出。")
                await asyncio.sleep(_BETWEEN)
    except TimeoutError:
        raise EngineUnavailable(f"引擎在 {within.total_seconds():g} 秒内没有在 {address} 应答。") from None


async def _serves(address: str) -> bool:
    try:
        client = await ServiceClient.connect(ConnectConfig(target_host=address))
        return await client.check_health()
    except RuntimeError:
        return False
