"""The search attributes are made known to an engine that has never heard of them, and again without harm."""

import pytest
from temporalio.testing import WorkflowEnvironment

import engine
from workflows.attributes import NAMES, make_known
from workflows.wire import DATA_CONVERTER

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_attributes_are_added_once() -> None:
    """A real cluster that lacks them gets them from the first worker; the second adds nothing."""
    binary = str(engine.find(None, print).path)
    async with await WorkflowEnvironment.start_local(
        dev_server_existing_path=binary, data_converter=DATA_CONVERTER
    ) as environment:
        first = await make_known(environment.client)
        second = await make_known(environment.client)

    assert first == NAMES
    assert second == ()
