"""What the command line speaks to in tests: the API over real HTTP, and a worker that works while a test only waits."""

import asyncio
import threading
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from typing import Any, TypeVar

import uvicorn
from sqlalchemy import Engine
from structlog.testing import capture_logs

from activities.law_in_force import LawInForce
from api.app import create_app
from api.link import Link
from registry.registry import Registry
from settings import Settings
from tests.engine_service import PATIENCE, CaseService
from workflows import wire

T = TypeVar("T")


@contextmanager
def served(
    settings: Settings, service: CaseService, registry: Registry, docket: Engine, timeout: timedelta = PATIENCE
) -> Iterator[str]:
    """Serve the API over the real engine on a free port of this machine, and say where."""
    law, engine = LawInForce(docket), service.client
    target = engine.service_client.config.target_host
    link = Link(target, engine.namespace, law, task_queue=service.queue, timeout=timeout)
    application = create_app(settings, link, registry, docket, law=law, probe=link.pulse)
    server = uvicorn.Server(uvicorn.Config(application, port=0, log_config=None, lifespan="off"))
    listening = server.config.bind_socket()
    serving = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    with capture_logs():
        serving.start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    server.should_exit = True
    serving.join()
    listening.close()


@contextmanager
def working(service: CaseService) -> Iterator[None]:
    """Let a worker of the service work on a loop of its own, with a connection of its own."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()

    def there(call: Coroutine[Any, Any, T]) -> T:
        return asyncio.run_coroutine_threadsafe(call, loop).result()

    engine = service.client
    client = there(wire.connect(engine.service_client.config.target_host, engine.namespace))
    stop = there(_event())
    at_work = threading.Event()
    carrying = asyncio.run_coroutine_threadsafe(_carried(replace(service, client=client), at_work, stop), loop)
    at_work.wait()
    yield
    loop.call_soon_threadsafe(stop.set)
    carrying.result()
    loop.call_soon_threadsafe(loop.stop)
    thread.join()
    loop.close()


async def _event() -> asyncio.Event:
    return asyncio.Event()


async def _carried(service: CaseService, at_work: threading.Event, stop: asyncio.Event) -> None:
    async with service.worker():
        at_work.set()
        await stop.wait()
