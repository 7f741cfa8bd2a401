"""What the running engine promises: nothing is lost, names and attributes stand, time is skipped only when asked."""

from __future__ import annotations

import asyncio
import re
import signal
import urllib.request
from datetime import timedelta
from pathlib import Path

import pytest
from engine_process import Engine
from engine_workflow import QUEUE, LongWait
from temporalio.api.enums.v1 import IndexedValueType
from temporalio.api.operatorservice.v1 import ListSearchAttributesRequest
from temporalio.api.workflowservice.v1 import DescribeNamespaceRequest
from temporalio.client import Client, WithStartWorkflowOperation
from temporalio.common import SearchAttributeKey, SearchAttributePair, TypedSearchAttributes, WorkflowIDConflictPolicy
from temporalio.service import RPCError
from temporalio.testing import WorkflowEnvironment
from temporalio.testing._timeskipping import TimeSkipper, TimeSkippingConfig
from temporalio.worker import Worker

from tests.ports import free_port

pytestmark = pytest.mark.asyncio


def a_worker(client: Client) -> Worker:
    """Return a worker that knows the workflow that waits."""
    return Worker(client, task_queue=QUEUE, workflows=[LongWait])


async def search_attributes(client: Client) -> dict[str, int]:
    """Return the search attributes of the default namespace, each with its type."""
    listed = await client.operator_service.list_search_attributes(ListSearchAttributesRequest(namespace="default"))
    return dict(listed.custom_attributes)


async def retention(client: Client, namespace: str = "default") -> timedelta:
    """Return how long a namespace keeps what has ended."""
    described = await client.workflow_service.describe_namespace(DescribeNamespaceRequest(namespace=namespace))
    return described.config.workflow_execution_retention_ttl.ToTimedelta()


def fetched(address: str) -> str:
    """Return the text at a loopback address."""
    with urllib.request.urlopen(address) as answer:
        return str(answer.read().decode(errors="replace"))


async def test_nothing_acknowledged_is_lost_when_the_engine_is_killed(binary: Path, tmp_path: Path) -> None:
    """After kill -9 and a restart on the same file, the updates stand and the timer still fires on its day."""
    engine = Engine(binary, db=tmp_path / "engine.db", time_skipping=True)
    async with engine.running(end=signal.SIGKILL) as client:
        skipper = TimeSkipper(client, config=TimeSkippingConfig(enabled=False))
        async with a_worker(skipper.client):
            handle = await skipper.client.start_workflow(LongWait.run, 90, id="case", task_queue=QUEUE)
            assert [await handle.execute_update(LongWait.tell) for _ in range(3)] == [1, 2, 3]
            started = (await handle.describe()).start_time

    async with engine.running() as client:
        skipper = TimeSkipper(client, config=TimeSkippingConfig(enabled=False))
        handle = client.get_workflow_handle_for(LongWait.run, "case")
        async with a_worker(client):
            heard = await handle.query(LongWait.heard)
            await skipper.fast_forward(handle, timedelta(days=91))
            over_on = await handle.result()

    assert heard == 3
    assert over_on == (started + timedelta(days=90)).date().isoformat()


async def test_an_engine_killed_in_its_first_start_leaves_a_usable_file(binary: Path, tmp_path: Path) -> None:
    """The tables are made whole or not at all."""
    engine = Engine(binary, db=tmp_path / "engine.db")
    killed = engine.start()
    while killed.poll() is None:
        if (tmp_path / "engine.db").exists():
            killed.kill()
    killed.communicate()

    async with engine.running() as client:
        assert await client.service_client.check_health()


async def test_two_engines_never_share_a_file(binary: Path, tmp_path: Path) -> None:
    """The second is refused while the first runs, and may have the file afterwards."""
    file = tmp_path / "engine.db"
    async with Engine(binary, db=file).running():
        said = Engine(binary, db=file).refuse()

    assert "正由另一个引擎使用" in said
    async with Engine(binary, db=file).running() as client:
        assert await client.service_client.check_health()


async def test_the_file_is_for_its_owner_only_and_may_have_any_name(binary: Path, tmp_path: Path) -> None:
    """Histories are not for other users of the machine; Chinese and special characters in the path are fine."""
    file = tmp_path / "衡阳 100%#案卷?" / "engine.db"
    async with Engine(binary, db=file).running():
        modes = {path.stat().st_mode & 0o077 for path in file.parent.iterdir()}

    assert file.exists()
    assert modes == {0}


async def test_search_attributes_stand_after_every_start(binary: Path, tmp_path: Path) -> None:
    """The same attribute twice changes nothing, a new one is added to an existing file."""
    file = tmp_path / "engine.db"
    async with Engine(binary, db=file, search_attributes={"Stage": "Keyword"}).running() as client:
        first = await search_attributes(client)

    both = {"Stage": "Keyword", "LastDay": "Datetime"}
    async with Engine(binary, db=file, search_attributes=both).running() as client:
        second = await search_attributes(client)
        stage = SearchAttributeKey.for_keyword("Stage")
        attributes = TypedSearchAttributes([SearchAttributePair(stage, "filed")])
        handle = await client.start_workflow(LongWait.run, 1, id="case", task_queue=QUEUE, search_attributes=attributes)
        described = await handle.describe()

    assert first == {"Stage": IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD}
    assert second == first | {"LastDay": IndexedValueType.INDEXED_VALUE_TYPE_DATETIME}
    assert described.typed_search_attributes[stage] == "filed"


async def test_a_search_attribute_keeps_its_type(binary: Path, tmp_path: Path) -> None:
    """A start that asks for another type is refused before anything changes."""
    file = tmp_path / "engine.db"
    async with Engine(binary, db=file, search_attributes={"Stage": "Keyword"}).running():
        pass

    said = Engine(binary, db=file, search_attributes={"Stage": "Int"}).refuse()

    assert "检索属性 Stage 已登记为 Keyword，不能改为 Int" in said


async def test_too_many_search_attributes_are_refused(binary: Path) -> None:
    """The engine has a fixed number of columns for each type."""
    many = {f"Text{number}": "Text" for number in range(4)}

    said = Engine(binary, search_attributes=many).refuse()

    assert "Text 类型的检索属性最多 3 个" in said


async def test_histories_are_kept_ten_years_unless_told_otherwise(binary: Path, tmp_path: Path) -> None:
    """The history is evidence: the retention is long, and changes only when the flag says so."""
    file = tmp_path / "engine.db"
    async with Engine(binary, db=file, extra=("--namespace", "rehearsal")).running() as client:
        assert await retention(client) == await retention(client, "rehearsal") == timedelta(days=3650)
    async with Engine(binary, db=file, extra=("--retention", "7300d")).running() as client:
        assert await retention(client) == timedelta(days=7300)
    async with Engine(binary, db=file).running() as client:
        assert await retention(client) == timedelta(days=7300)


async def test_time_is_skipped_when_asked(binary: Path) -> None:
    """A wait of ninety days is over at once on the virtual clock, on the right day."""
    async with Engine(binary, time_skipping=True).running() as client:
        skipper = TimeSkipper(client, config=TimeSkippingConfig(enabled=False))
        async with a_worker(skipper.client):
            handle = await skipper.client.start_workflow(LongWait.run, 90, id="case", task_queue=QUEUE)
            started = (await handle.describe()).start_time
            await skipper.fast_forward(handle, timedelta(days=91))

            assert await handle.result() == (started + timedelta(days=90)).date().isoformat()


async def test_time_cannot_be_skipped_when_not_asked(binary: Path) -> None:
    """An engine in service refuses to skip time."""
    async with Engine(binary).running() as client:
        skipper = TimeSkipper(client, config=TimeSkippingConfig(enabled=True))

        with pytest.raises(RPCError):
            await skipper.client.start_workflow(LongWait.run, 90, id="case", task_queue=QUEUE)


async def test_an_update_starts_its_workflow_once(binary: Path) -> None:
    """Update-with-start opens the workflow with the first update and meets it again with the second."""
    async with Engine(binary).running() as client, a_worker(client):
        told = []
        for _ in range(2):
            start = WithStartWorkflowOperation(
                LongWait.run,
                90,
                id="case",
                task_queue=QUEUE,
                id_conflict_policy=WorkflowIDConflictPolicy.USE_EXISTING,
            )
            told.append(await client.execute_update_with_start_workflow(LongWait.tell, start_workflow_operation=start))

    assert told == [1, 2]


async def test_the_page_needs_nothing_from_outside(binary: Path) -> None:
    """The web page is served with all its scripts by the engine itself, and can reach the service behind it."""
    engine = Engine(binary, ui_port=free_port())
    async with engine.running():
        at = f"http://127.0.0.1:{engine.ui_port}"
        page = await asyncio.to_thread(fetched, at)
        loaded = re.findall(r'(?:src|href)="([^"]+)"', page)
        scripts = [await asyncio.to_thread(fetched, at + path) for path in loaded]
        cluster = await asyncio.to_thread(fetched, f"{at}/api/v1/cluster-info")

    assert loaded
    assert all(scripts)
    assert '"serverVersion": "1.32.1"' in cluster


async def test_the_sdk_can_start_it_as_its_local_server(binary: Path) -> None:
    """`WorkflowEnvironment.start_local` runs the binary with the flags it always passes."""
    stage = SearchAttributeKey.for_keyword("Stage")

    async with await WorkflowEnvironment.start_local(
        dev_server_existing_path=str(binary), search_attributes=[stage], ui=True, ui_port=free_port()
    ) as environment:
        assert await search_attributes(environment.client) == {"Stage": IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD}
