"""Every request that the OpenAPI page says may be sent, and many that it says may not: no fault, nothing undocumented.

Made by schemathesis from the page itself, against the API as it listens, with a worker and an engine behind it.
"""

from collections.abc import Iterator
from typing import Any

import httpx
import pytest
import schemathesis
import schemathesis.generation.jsonschema.builder
from hypothesis import HealthCheck, settings
from hypothesis.errors import Unsatisfiable
from hypothesis.stateful import run_state_machine_as_test
from schemathesis import GenerationMode
from schemathesis.core.failures import FailureGroup
from schemathesis.core.result import Ok
from temporalio.testing import WorkflowEnvironment

from database import schema
from database.connection import connect
from registry import seed
from registry.access import issue_token
from settings import Settings
from tests.api.asking import FINDING
from tests.api.conftest import numbers_of_its_own
from tests.api.one_file import Filed
from tests.api.served import Page, Served
from tests.docket.postgres import cluster

SUPERVISOR, PATROLLER = "p-4304-08", "p-430423100-03"
OPEN: dict[str, Any] = {"door_sender_rate": 1_000_000, "door_address_rate": 1_000_000}
"""Doors that let everything in: what is asked here is asked to see what is answered."""
RUNS, STEPS = 8, 15
"""Files on each database, and what is tried in each: about a minute in all."""


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def page(
    request: pytest.FixtureRequest, environment: WorkflowEnvironment, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Page]:
    """Return the OpenAPI page of the API as it listens, over either database, with a case and a rehearsal in it."""
    var = tmp_path_factory.mktemp("every") / "var"
    chosen = Settings(var=var, **OPEN)
    if request.param == "postgresql":
        chosen = Settings(var=var, **OPEN, database_url=cluster().url(cluster().create()))
    docket = connect(chosen.database_url)
    schema.upgrade(docket)
    seed.load(docket)
    numbers_of_its_own(docket)
    headers = {"Authorization": f"Bearer {issue_token(docket, SUPERVISOR)}"}
    patroller = {"Authorization": f"Bearer {issue_token(docket, PATROLLER)}", "Idempotency-Key": "opening"}
    people = dict(seed.local_tokens(docket, chosen))
    docket.dispose()
    with Served(environment.client.service_client.config.target_host, chosen).running() as port:
        address = f"http://127.0.0.1:{port}"
        case, rehearsal = (
            httpx.post(
                f"{address}/v1/{path}", json=FINDING, headers={**patroller, "Idempotency-Key": path}, timeout=60
            ).json()
            for path in ("findings", "rehearsals/findings")
        )
        found = schemathesis.openapi.from_url(f"{address}/openapi.json")
        yield Page(found, headers, (case["file_no"], rehearsal["file_no"], "2019-000001"), people)


@pytest.mark.parametrize("mode", list(GenerationMode))
def test_no_request_is_answered_with_a_fault_or_with_what_the_page_does_not_say(
    page: Page, mode: GenerationMode
) -> None:
    """Whatever is sent, as the page says it or not: a documented status, in the documented form, on either database."""
    found: list[str] = []
    for result in page.schema.get_all_operations():
        assert isinstance(result, Ok)
        try:
            page.asks(result.ok(), mode)
        except Unsatisfiable:  # an address that takes nothing has nothing wrong to be sent
            continue
        except FailureGroup as failure:  # every address is asked, whatever came of the others
            found += [f"{result.ok().label}\n{one}" for one in failure.exceptions]

    assert [] == found, "\n\n".join(found)


def test_no_file_comes_to_answer_with_a_fault_or_with_what_the_page_does_not_say(page: Page) -> None:
    """Opened, acted in, read, corrected, withdrawn from, in whatever order: documented answers, on either database."""

    class Here(Filed):
        pass

    Here.page, Here.taken = page, []
    chosen = settings(
        max_examples=RUNS,
        stateful_step_count=STEPS,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(Here, settings=chosen)

    assert len(Here.taken) > RUNS
