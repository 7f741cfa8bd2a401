"""What holds for every test: no network outside this machine, no judgment by the clock on the wall, a known seed.

pytest-randomly shuffles the order; `-p no:randomly` keeps it, `--randomly-seed=N` repeats one.
"""

import gc
import ipaddress
import os
import signal
import sys
from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio
from hypothesis import HealthCheck, settings
from temporalio.testing import WorkflowEnvironment

from tests.engine_service import started_engine

# A workflow task that takes two seconds is taken for a deadlock, by the clock on the wall: no measure on a busy machine.
os.environ["TEMPORAL_DEBUG"] = "1"
# A shell that starts the tests in the background has them ignore Ctrl-C, and whatever they start as well.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

settings.register_profile(
    "gridcase",
    deadline=None,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("gridcase")


def pytest_collection_finish() -> None:
    """Leave what was collected out of every later search for garbage: one through all of it holds a workflow task up."""
    gc.collect()
    gc.freeze()


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def environment() -> AsyncIterator[WorkflowEnvironment]:
    """Return the engine, started once for all tests of this process that need none of their own."""
    async with started_engine() as environment:
        yield environment


def _stay_here(event: str, arguments: tuple[Any, ...]) -> None:
    """Refuse a connection that leaves the machine; sockets of files are no addresses and pass."""
    if event != "socket.connect" or not isinstance(arguments[1], tuple):
        return
    host = str(arguments[1][0])
    if not _is_loopback(host):
        pytest.fail(f"测试不得连接本机以外的地址:{host}")


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host.split("%", maxsplit=1)[0]).is_loopback
    except ValueError:
        return host == "localhost"


sys.addaudithook(_stay_here)
