"""The API's one line to the engine: made at the first need, kept for good, set up as Temporal's own environment says."""

import asyncio
import gc
from collections.abc import Sequence
from typing import Any

import pytest
from temporalio.client import Client

from api.link import Link
from law.edition import shipped
from tests.api.asking import FINDING, Asking
from tests.api.conftest import NOBODY_WAITS, Edge
from tests.engine_service import CaseService
from workflows import client, wire
from workflows.virtual_time import VirtualTime

NOWHERE = "127.0.0.1:1"


def link_to(address: str, service: CaseService) -> Link:
    """Return a link to the files of a service at an address."""
    return Link(address, service.client.namespace, shipped, task_queue=service.queue, timeout=service.timeout)


def address_of(service: CaseService) -> str:
    """Return where the engine of a service listens."""
    return service.client.service_client.config.target_host


async def reported(asking: Asking) -> tuple[int, str]:
    """Report a finding; return how it was answered."""
    answer = await asking.sends("/v1/findings", FINDING, "patroller")
    return answer.status_code, answer.json().get("code", "")


async def test_one_client_and_one_clock_serve_for_life(
    edge: Edge, service: CaseService, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However many files are opened, rehearsed, read and moved: one connection, one that skips time."""
    made: list[str] = []
    connect = wire.connect

    async def connecting(address: str, namespace: str, keys: Sequence[str]) -> Client:
        made.append("connection")
        return await connect(address, namespace, keys)

    def skipping(over: Client) -> VirtualTime:
        made.append("clock")
        return VirtualTime(over)

    link = link_to(address_of(service), service)
    async with service.worker(), edge.over(link, link.pulse) as asking:
        monkeypatch.setattr(wire, "connect", connecting)
        monkeypatch.setattr(client, "VirtualTime", skipping)
        assert (201, "") == await reported(asking)
        for _ in range(2):
            number = await asking.rehearses()
            await asking.sends(f"/v1/rehearsals/{number}/clock", {"to": "2026-09-05T09:00:00+08:00"}, "supervisor")
            assert 200 == (await asking.gets(f"/v1/files/{number}")).status_code
        assert 200 == (await asking.gets("/healthz", None)).status_code

    assert ["connection", "clock"] == made


async def test_the_address_may_come_from_temporals_environment(
    edge: Edge, service: CaseService, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What Temporal's own configuration says goes before the setting, as it does for the worker."""
    monkeypatch.setenv("TEMPORAL_ADDRESS", address_of(service))
    async with service.worker(), edge.over(link_to(NOWHERE, service)) as asking:
        assert (201, "") == await reported(asking)


async def test_tls_from_temporals_environment_is_used(
    edge: Edge, service: CaseService, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An API that is told to speak TLS does not fall back to plain words with an engine that has none."""
    monkeypatch.setenv("TEMPORAL_TLS", "true")
    service.timeout = NOBODY_WAITS
    async with service.worker(), edge.over(link_to(address_of(service), service)) as asking:
        assert (503, "engine-away") == await reported(asking)


async def test_what_nobody_waits_for_any_more_is_no_fault(edge: Edge, service: CaseService) -> None:
    """Without a worker the command is given up: its end is taken, and no trace of a fault stands in the log."""
    loop, faults = asyncio.get_running_loop(), list[dict[str, Any]]()
    loop.set_exception_handler(lambda _, fault: faults.append(fault))
    link = Link(
        address_of(service),
        service.client.namespace,
        shipped,
        task_queue=service.queue,
        timeout=service.timeout,
        worker_wait=NOBODY_WAITS,
    )
    try:
        async with edge.over(link, link.pulse) as asking:
            said = await reported(asking)
        given_up = [task for task in asyncio.all_tasks() if "FileClient" in repr(task)]
        if given_up:
            await asyncio.wait(given_up)
        given_up.clear()
        gc.collect()
    finally:
        loop.set_exception_handler(None)

    assert (503, "worker-away") == said
    assert [] == [fault for fault in faults if isinstance(fault.get("future"), asyncio.Task)]
