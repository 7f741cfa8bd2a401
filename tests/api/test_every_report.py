"""Whatever is sent to the public form, as it asks or not: a page, never a fault; made by schemathesis from what it asks."""

from collections.abc import Iterator
from typing import Any

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import html
from schemathesis import GenerationMode
from schemathesis.core.result import Ok
from schemathesis.schemas import APIOperation
from temporalio.testing import WorkflowEnvironment

from database import schema
from database.connection import connect
from registry import seed
from settings import Settings
from tests.api.conftest import numbers_of_its_own
from tests.api.served import CHECKS, TRIES, Served
from tests.api.test_every_request import OPEN

PAGE = {"content": {"text/html": {}}, "description": "网页"}
WORDS = {name: {"type": "string"} for name in ("place", "text", "reporter", "contact")}
ASKED = {"grid": {"type": "string"}, "pollution": {"enum": ["water", "air"]}, **WORDS}
LOOKED_UP = {"file_no": {"type": "string"}, "code": {"type": "string"}}


def posts(fields: dict[str, Any], *statuses: int) -> dict[str, Any]:
    """Return an address that takes a form and answers with a page."""
    form = {"schema": {"type": "object", "properties": fields, "required": list(fields)}}
    body = {"content": {"application/x-www-form-urlencoded": form}, "required": True}
    return {"post": {"requestBody": body, "responses": {str(status): PAGE for status in statuses}}}


FORM = {
    "openapi": "3.1.0",
    "info": {"title": "网上举报", "version": "1"},
    "paths": {
        "/report/": posts(ASKED, 200, 201, 400, 403, 409, 413, 422, 503),
        "/report/status": posts(LOOKED_UP, 200, 400, 404, 413, 422),
    },
}


@pytest.fixture(scope="module")
def address(environment: WorkflowEnvironment, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the API as it listens, its doors wide open."""
    chosen = Settings(var=tmp_path_factory.mktemp("report") / "var", **OPEN)
    docket = connect(chosen.database_url)
    schema.upgrade(docket)
    seed.load(docket)
    numbers_of_its_own(docket)
    docket.dispose()
    with Served(environment.client.service_client.config.target_host, chosen).running() as port:
        yield f"http://127.0.0.1:{port}"


@pytest.mark.parametrize("mode", list(GenerationMode))
def test_whatever_is_sent_to_the_form_is_answered_with_a_page(address: str, mode: GenerationMode) -> None:
    """From the browser that opened the form, and from any other; half of what is sent is of a township that there is."""
    operations = schemathesis.openapi.from_dict(FORM).get_all_operations()
    for result in operations:
        assert isinstance(result, Ok)
        asks(result.ok(), address, mode)


def asks(operation: APIOperation[Any, Any, Any, Any], address: str, mode: GenerationMode) -> None:
    """Send an address what is made for it."""

    @settings(max_examples=TRIES, deadline=None, suppress_health_check=list(HealthCheck), database=None)
    @given(case=operation.as_strategy(generation_mode=mode), ours=st.booleans(), real=st.booleans())
    def asked(case: schemathesis.Case[Any], *, ours: bool, real: bool) -> None:
        browser = httpx.get(f"{address}/report/", timeout=30)
        if isinstance(case.body, dict) and ours:
            inputs = html.fromstring(browser.text).xpath("//input[@type='hidden']")
            case.body.update({one.get("name"): one.get("value") for one in inputs})
            case.body.update({"grid": "430423100"} if real else {})
        case.call_and_validate(base_url=address, cookies=dict(browser.cookies), checks=CHECKS, timeout=30)

    asked()
