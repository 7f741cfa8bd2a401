"""Who complained, looked for in every byte that is written after many complaints: `python -m bench.canaries`.

Each complaint has a name, a telephone number and an identity number of its own, in its fields and in its words. Then the
engine's database, the docket, and everything else in the folder are read as they lie, and the histories unpacked.
"""

import argparse
import asyncio
import os
import statistics
import tempfile
import time
from pathlib import Path
from typing import Any

import httpx

import logs
from activities.law_in_force import LawInForce
from api.app import create_app
from database import schema
from database.connection import connect
from registry import seed
from registry.registry import Registry
from registry.sealed import Seal
from settings import Settings
from tests.api.asking import COMPLAINT, Asking
from tests.api.conftest import everything_up
from tests.canaries import found_in, found_in_history
from tests.engine_service import CaseService, started_engine

PARTS = ("欧阳金丝雀", "1397000", "43042119880101")
"""How every planted name, telephone number (of the first ten thousand) and identity number begins."""
CHUNK = 16 * 1024 * 1024


def complaint(number: int) -> dict[str, Any]:
    """Return the complaint of a number; what it plants begins as every other's does."""
    name, phone, person = f"{PARTS[0]}{number}", f"{PARTS[1]}{number % 10000:04d}", f"{PARTS[2]}{number % 10000:04d}"
    words = {"text": f"本人{name}，身份证{person}，沟渠发黑，联系{phone}", "reporter": name, "contact": phone}
    return {**COMPLAINT, "complaint": words}


def found_in_file(path: Path) -> list[str]:
    """Return what was planted and stands in a file as it lies; parts overlap, so that nothing is cut in two."""
    found, before = set[str](), b""
    with path.open("rb") as file:
        while part := file.read(CHUNK):
            found.update(found_in(before + part, PARTS))
            before = part[-64:]
    return sorted(found)


def found_in_folder(folder: Path) -> int:
    """Look through every file of a folder, say what is in it, and return in how many places anything was found."""
    places = 0
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        said = found_in_file(path)
        places += len(said)
        print(f"{path.relative_to(folder)}  {path.stat().st_size} bytes  {'、'.join(said) or 'nothing found'}")
    return places


async def taken_in(asking: Asking, count: int, flight: int) -> tuple[list[str], list[float]]:
    """Send complaints, so many at a time; return their numbers and how long each took."""
    turns, numbers, seconds = asyncio.Semaphore(flight), list[str](), list[float]()

    async def one(number: int) -> None:
        async with turns:
            began = time.perf_counter()
            answer = await asking.sends("/v1/complaints", complaint(number), "12369")
            seconds.append(time.perf_counter() - began)
            numbers.append(str(answer.json()["file_no"]))

    await asyncio.gather(*(one(number) for number in range(count)))
    return numbers, seconds


async def run(count: int, flight: int, folder: Path) -> int:
    """Take complaints in and look for who made them; return in how many places they were found."""
    settings = Settings(var=folder / "var")
    docket = connect(settings.database_url)
    schema.upgrade(docket)
    seed.load(docket)
    tokens = dict(seed.local_tokens(docket, settings))
    async with started_engine(folder / "engine.sqlite3") as environment:
        service, law = CaseService(environment.client, docket), LawInForce(docket)
        app = create_app(
            settings,
            service.cases,
            Registry(docket, Seal.from_settings(settings)),
            docket,
            law=law,
            probe=everything_up,
        )
        transport = httpx.ASGITransport(app, raise_app_exceptions=False)
        async with service.worker(), httpx.AsyncClient(transport=transport, base_url="http://gridcase") as http:
            numbers, seconds = await taken_in(Asking(http, tokens), count, flight)
        found = [no for no in numbers if await found_in_history(service.client, no, PARTS)]
    docket.dispose()
    cuts = statistics.quantiles(seconds, n=100)
    print(f"{len(numbers)} complaints taken in: p50 {cuts[49] * 1000:.0f} ms, p99 {cuts[98] * 1000:.0f} ms")
    print(f"histories unpacked: {len(numbers)}, with something planted: {len(found)}")
    return len(found) + found_in_folder(folder)


def main() -> None:
    """Run as the command line says; end with 1 where anybody was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--complaints", type=int, default=10_000)
    parser.add_argument("--flight", type=int, default=16)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="gridcase-canaries-") as name:
        folder = Path(name)
        descriptor = os.open(folder / "log.jsonl", os.O_WRONLY | os.O_CREAT, 0o600)
        os.dup2(descriptor, 2)
        logs.configure("json")
        raise SystemExit(1 if asyncio.run(run(asked.complaints, asked.flight, folder)) else 0)


if __name__ == "__main__":
    main()
