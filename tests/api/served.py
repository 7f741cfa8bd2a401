"""The API as it listens, and its OpenAPI page: what every request is held against."""

import asyncio
import os
import threading
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import schemathesis
import schemathesis.generation.jsonschema.builder
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.schemas import APIOperation
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from temporalio.client import Client

from activities.law_in_force import LawInForce
from api import serving
from api.app import create_app
from database.connection import connect
from models.acts import ACTS
from registry.registry import Registry
from registry.sealed import Seal
from settings import Settings
from tests.api.conftest import everything_up
from tests.engine_service import CaseService
from workflows.wire import DATA_CONVERTER

CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
TRIES = int(os.environ.get("GRIDCASE_TRIES", "12"))
"""Requests of each kind for each address on each database, other ones in every run; GRIDCASE_TRIES=200 for an evening."""
GRID = "衡山县开云镇"


class Served:
    """The API on a port of its own, in a thread of its own: whoever asks may wait for it."""

    def __init__(self, engine: str, settings: Settings) -> None:
        self._engine, self._settings = engine, settings
        self.port: Future[int] = Future()
        self._stop: Future[tuple[asyncio.AbstractEventLoop, asyncio.Event]] = Future()

    async def _serve(self) -> None:
        stop = asyncio.Event()
        self._stop.set_result((asyncio.get_running_loop(), stop))
        client = await Client.connect(self._engine, data_converter=DATA_CONVERTER)
        docket = connect(self._settings.database_url)
        service, law = CaseService(client, docket), LawInForce(docket)
        registry = Registry(docket, Seal.from_settings(self._settings))
        app = create_app(self._settings, service.cases, registry, docket, law=law, probe=everything_up)
        server = serving.server(app, "127.0.0.1", 0)
        server.config.load()
        server.lifespan = server.config.lifespan_class(server.config)
        async with service.worker():
            await server.startup()
            self.port.set_result(server.servers[0].sockets[0].getsockname()[1])
            await stop.wait()
            await server.shutdown()
        docket.dispose()

    def run(self) -> None:
        """Serve until told to stop."""
        try:
            asyncio.run(self._serve())
        except BaseException as error:
            self.port.set_exception(error)
            raise

    @contextmanager
    def running(self) -> Iterator[int]:
        """Serve while the body runs."""
        thread = threading.Thread(target=self.run, name="served")
        thread.start()
        try:
            yield self.port.result(60)
        finally:
            loop, stop = self._stop.result(60)
            loop.call_soon_threadsafe(stop.set)
            thread.join(60)


@dataclass(frozen=True)
class Page:
    """The OpenAPI page of an API, and what is there to be asked about."""

    schema: schemathesis.BaseSchema
    headers: dict[str, str]
    files: tuple[str, ...]
    people: dict[str, str]
    """The token of whoever may act, by role."""

    def sends(self, method: str, path: str, token: str, key: str = "", **parts: Any) -> Any:  # noqa: ANN401
        """Send one request, hold its answer against the page, and return what it says."""
        headers = {"Authorization": f"Bearer {token}", **({"Idempotency-Key": key} if key else {})}
        case = self.schema[path][method].Case(headers=headers, **parts)
        return case.call_and_validate(checks=CHECKS, timeout=30).json()

    def asks(self, operation: APIOperation[Any, Any, Any, Any], mode: GenerationMode) -> None:
        """Send an address what is made for it; every second request is about something that is there."""

        @settings(max_examples=TRIES, deadline=None, suppress_health_check=list(HealthCheck), database=None)
        @given(case=operation.as_strategy(generation_mode=mode), data=st.data())
        def asked(case: schemathesis.Case[Any], data: st.DataObject) -> None:
            if data.draw(st.booleans()):
                self._about_what_is_there(case, data)
            case.call_and_validate(headers=self.headers, checks=CHECKS, timeout=30)

        asked()

    def _about_what_is_there(self, case: schemathesis.Case[Any], data: st.DataObject) -> None:
        if case.method == "POST":
            case.headers["Idempotency-Key"] = data.draw(st.sampled_from(("k-1", uuid4().hex)))
        if case.path.startswith("/open311/"):
            self._over_open311(case, data)
        if "file_no" in case.path_parameters:
            case.path_parameters["file_no"] = data.draw(st.sampled_from(self.files))
        if isinstance(case.body, dict):
            known = {"grid": GRID, "act": data.draw(st.sampled_from(sorted(ACTS)))}
            case.body.update({name: value for name, value in known.items() if name in case.body})

    def _over_open311(self, case: schemathesis.Case[Any], data: st.DataObject) -> None:
        """Have a system ask, which is known there by its key, in either form."""
        case.query["api_key"] = self.people["12369"]
        case.path_parameters["form"] = data.draw(st.sampled_from(("json", "xml")))
        if "number" in case.path_parameters:
            case.path_parameters["number"] = data.draw(st.sampled_from(self.files))
        if "code" in case.path_parameters:
            case.path_parameters["code"] = data.draw(st.sampled_from(("water", "air", "pothole")))
        if isinstance(case.body, dict):
            asked = {"service_code": "water", "attribute[grid]": GRID, "attribute[receipt]": uuid4().hex}
            case.body.update({**asked, "api_key": "", "jurisdiction_id": "", "lat": "", "long": "", "address_id": ""})
