"""A real PostgreSQL that goes away under the whole system: acts are receipted or refused clearly, and all is there after."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from time import monotonic
from typing import Any

import httpx
import pytest
import pytest_asyncio
from sqlalchemy import Engine, create_engine, text
from temporalio.testing import WorkflowEnvironment

from activities.judging import effects_of
from activities.law_in_force import LawInForce
from cli.kept import Asked, told_by
from database.connection import connect
from docket import reader
from docket.checking import Difference, differences, gaps
from docket.scope import EVERYTHING
from models.file import File
from registry import seed
from registry.registry import Registry
from registry.sealed import Seal
from settings import Settings
from tests.api.asking import FINDING, OFFICERS, Asking
from tests.api.conftest import Edge, numbers_of_its_own
from tests.database_proxy import DatabaseProxy
from tests.docket.databases import postgresql
from tests.docket.postgres import cluster
from tests.engine_service import CaseService

__all__ = ["postgresql"]

SOON = 30.0
"""Seconds within which everybody is answered, however the database is away: those that a statement may take at most
(`database.line`), several times over; without a limit it would be for ever."""


@dataclass(frozen=True)
class Outage:
    """The whole system over a database that can be taken away."""

    proxy: DatabaseProxy
    direct: Engine
    service: CaseService
    asking: Asking

    def ways(self) -> dict[str, Callable[[], AbstractContextManager[None]]]:
        """Return how the database can be away."""
        return {"refusing": self.proxy.refusing, "hanging": self.proxy.hanging, "read only": self.read_only}

    @contextmanager
    def read_only(self) -> Iterator[None]:
        """Let the database only be read, as the old server after a failover."""
        self._read_only("on")
        try:
            yield
        finally:
            self._read_only("off")

    def _read_only(self, value: str) -> None:
        name = self.direct.url.database
        server = create_engine(cluster().url("postgres"), isolation_level="AUTOCOMMIT")
        with server.connect() as connection:
            connection.execute(text(f"alter database {name} set default_transaction_read_only = {value}"))
            ended = text("select pg_terminate_backend(pid) from pg_stat_activity where datname = :name")
            connection.execute(ended, {"name": name})
        server.dispose()

    async def opens(self, key: str) -> httpx.Response:
        """Have a finding reported."""
        return await _soon(self.asking.sends("/v1/findings", FINDING, "patroller", key=key))

    async def does(self, number: str, act: str, role: str, key: str, **fields: object) -> httpx.Response:
        """Have an act done, or sent again under the same key."""
        body = {"act": act, "on": "2026-09-03", "fields": fields}
        return await _soon(self.asking.sends(f"/v1/files/{number}/acts", body, role, key=key))

    async def inspects(self, number: str, serial: int) -> httpx.Response:
        """Have an inspection done."""
        fields: dict[str, Any] = {"officers": OFFICERS, "record": f"现场情况{serial}", "identity_shown": True}
        return await self.does(number, "inspect_site", "officer", f"{number}-{serial}", **fields)

    async def files(self, number: str, party: str) -> httpx.Response:
        """Have a case filed, which gives its document a number."""
        fields = {"cause": "违法排放", "party": party, "officers": OFFICERS}
        return await self.does(number, "file_case", "head", f"{number}-filed", **fields)

    async def caught_up(self, number: str) -> File:
        """Wait, not for ever, until the docket has everything that was judged, and return what the file says then."""
        async with asyncio.timeout(60):
            while True:
                file = await self.service.cases.file(number)
                if not file.behind:
                    return file
                await asyncio.sleep(0.05)

    def differing(self, file: File) -> tuple[Difference, ...]:
        """Return in what the docket is not as the file says."""
        law = LawInForce(self.direct)()
        entry = told_by(Asked(file, None, {}), law).entry
        return tuple(differences(self.direct, entry, effects_of(entry, 0, law), same_law=True))


async def patiently(send: Callable[[], Awaitable[httpx.Response]]) -> httpx.Response:
    """Send again what is answered 503, as its sender is asked to."""
    async with asyncio.timeout(60):
        while True:
            answer = await send()
            if answer.status_code != HTTPStatus.SERVICE_UNAVAILABLE:
                return answer
            await asyncio.sleep(0.05)


async def _soon(answer: Any) -> httpx.Response:  # noqa: ANN401  what the client returns
    began = monotonic()
    said: httpx.Response = await answer
    assert monotonic() - began < SOON
    return said


@pytest_asyncio.fixture
async def outage(environment: WorkflowEnvironment, postgresql: Engine, tmp_path: Path) -> AsyncIterator[Outage]:
    """Return worker and API over a PostgreSQL behind a proxy."""
    settings = Settings(var=tmp_path)
    numbers_of_its_own(postgresql)
    tokens = dict(seed.local_tokens(postgresql, settings))
    proxy = DatabaseProxy(Path(str(postgresql.url.query["host"])))
    docket = connect(f"postgresql+psycopg://gridcase@127.0.0.1:{proxy.port}/{postgresql.url.database}")
    service = CaseService(environment.client, docket)
    edge = Edge(settings, Registry(docket, Seal.from_settings(settings)), docket, tokens)
    async with service.worker(), edge.over(service.cases) as asking:
        yield Outage(proxy, postgresql, service, asking)
    docket.dispose()
    proxy.close()


@pytest.mark.parametrize("way", ["refusing", "hanging", "read only"])
async def test_acts_are_taken_while_the_database_is_away_and_all_of_it_is_there_after(outage: Outage, way: str) -> None:
    """Two known files go on and their receipts are good; lists and openings say 503; nothing is lost or doubled after."""
    asking = outage.asking
    party = (await asking.sends("/v1/parties", {"kind": "organisation", "name": "示例公司"}, "clerk")).json()["id"]
    first, second = [(await outage.opens(f"k-{one}")).json()["file_no"] for one in range(2)]
    for number in (first, second):
        await outage.does(number, "report_upward", "patroller", f"{number}-up")
        await outage.does(number, "hand_to_department", "clerk", f"{number}-over", unit="u-430423")
        assert 200 == (await outage.inspects(number, 0)).status_code
        await asking.gets(f"/v1/files/{number}")
    with outage.ways()[way]():
        taken = [await outage.inspects(first, serial) for serial in range(1, 4)]
        opening, reading = await outage.opens("k-2"), await _soon(asking.gets(f"/v1/files/{first}"))
        listed, health = await _soon(asking.gets("/v1/cases")), await _soon(asking.gets("/healthz", None))
    filed = [await patiently(lambda: outage.files(number, party)) for number in (first, second)]  # noqa: B023
    again = [await outage.inspects(first, serial) for serial in range(1, 4)]
    late = await outage.opens("k-2")
    files = {number: await outage.caught_up(number) for number in (first, second)}

    assert [200] * 3 == [answer.status_code for answer in taken]
    assert (503, "database-away") == (opening.status_code, opening.json()["code"])
    assert (200, first) == (reading.status_code, reading.json()["file_no"])
    assert (200 if way == "read only" else 503, 503) == (listed.status_code, health.status_code)
    assert [{**one.json(), "repeated": True} for one in taken] == [
        {**one.json(), "stage": taken[0].json()["stage"], "stage_name": taken[0].json()["stage_name"]} for one in again
    ]
    assert ([200, 200], 201) == ([answer.status_code for answer in filed], late.status_code)
    for file in files.values():
        assert () == outage.differing(file)
        assert {1} == set(Counter(act.key for act in file.acts).values())
    assert () == gaps(outage.direct)
    assert [1, 2] == sorted(one.serial for file in files.values() for one in file.numbers)
    assert late.json()["file_no"] in {row.file_no for row in reader.list_files(outage.direct, EVERYTHING).rows}
