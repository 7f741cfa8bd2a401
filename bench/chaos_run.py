"""One run of the system under kills: the officers at work, the parts that die, and the check of everything at the end."""

import asyncio
import random
import shutil
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path

import httpx

import engine
from activities.law_in_force import LawInForce
from bench.chaos_keeping import Engine, Seat, Tally, begin_to_fork, strikes
from bench.chaos_officers import Office
from bench.chaos_parts import ANSWERING, COMMITTED, MOVED, MOVING, Orders, serve, work
from bench.chaos_transfers import broken, sent_in
from cli.checking import Check
from cli.kept import Kept
from database import schema
from database.connection import connect
from docket.checking import Difference
from registry import seed
from settings import CASES, Settings
from tests.docket.postgres import cluster
from tests.ports import free_ports
from workflows import wire
from workflows.client import FileClient

POINTS = {COMMITTED: 4, MOVING: 3, MOVED: 1}
"""How often a worker is told to die where."""
PASSING = {COMMITTED: 6, MOVING: 2, MOVED: 2}
"""How many times it passes there at the most."""
ANSWERED = (5, 40)
"""Which receipt of an API is its last."""
WITH_ENGINE = 0.12
"""How often a worker takes the engine along."""
TELLS = 10.0
"""Seconds between two lines on the way."""
SETTLED = 300
"""Seconds the docket has to catch up before it is checked: a delivery that was cut off is tried again a minute later, and
what it was about stands in the docket until then."""
PATIENCE = timedelta(seconds=15)
STOPS_WITHIN = 300


@dataclass(frozen=True)
class Plan:
    """How long it goes on, and how many work."""

    kills: int = 60
    minutes: float = 60
    desks: int = 16
    seed: int = 1
    pause: float = 2.0
    """Seconds between two kills at random, on an average."""
    postgres: bool = False

    @property
    def of_each(self) -> int:
        """Return how many workers, and how many APIs, are at work at a time."""
        return 2 if self.postgres else 1


@dataclass(frozen=True)
class Outcome:
    """What was killed and receipted, how fast, and what is wrong afterwards."""

    killed: Counter[str]
    a_minute: float
    cases: int
    receipts: int
    sent: int
    """How many matters were handed over to another unit."""
    wrong: list[str]
    differences: list[Difference]


class Chaos:
    """One run of the system under kills."""

    def __init__(self, plan: Plan, settings: Settings, folder: Path) -> None:
        self._plan, self._settings = plan, settings
        self._chance = random.Random(plan.seed)  # noqa: S311  which part dies is no secret
        self._began, self._a_minute = time.monotonic(), 0.0
        self._tally, self._is_over, self._sent = Tally(), False, 0
        self._ports = free_ports(plan.of_each)
        self._note = folder / "engine.pid"
        binary = engine.find(None, print).path
        if binary is None:
            raise SystemExit("没有可用的流程引擎")
        self._engine = Engine(self._settings, binary, self._tally, self._note, folder / "engine.said")
        said = folder / "said"
        self._workers = [Seat("worker", work, settings, self._worker, self._tally, said) for _ in range(plan.of_each)]
        self._apis = [Seat("api", serve, settings, partial(self._api, port), self._tally, said) for port in self._ports]

    def _worker(self) -> Orders:
        if self._is_over:
            return Orders()
        point = self._chance.choices(tuple(POINTS), tuple(POINTS.values()))[0]
        takes = str(self._note) if self._chance.random() < WITH_ENGINE else ""
        return Orders(point, self._chance.randint(1, PASSING[point]), takes)

    def _api(self, port: int) -> Orders:
        if self._is_over:
            return Orders(port=port)
        return Orders(ANSWERING, self._chance.randint(*ANSWERED), port=port)

    async def reign(self, tokens: dict[str, str]) -> Outcome:
        """Let the officers work and the parts die, then hold everything against everything."""
        await asyncio.to_thread(begin_to_fork)
        keeping = [asyncio.create_task(self._engine.keep())]
        try:
            await self._engine.at_work.wait()
            keeping += [asyncio.create_task(seat.keep()) for seat in (*self._workers, *self._apis)]
            for seat in (*self._workers, *self._apis):
                await seat.at_work.wait()
            async with httpx.AsyncClient(timeout=12, trust_env=False) as http:
                addresses = [f"http://127.0.0.1:{port}" for port in self._ports]
                office = Office(addresses, tokens, self._chance, lambda: self._is_over, http)
                await self._worked(office, keeping)
            found = await asyncio.to_thread(self._checked, office)
        finally:
            for task in keeping:
                task.cancel()
            await asyncio.gather(*keeping, return_exceptions=True)
        wrong = [*self._tally.wrong, *office.wrong]
        counted = len(office.receipts), office.count, self._sent
        return Outcome(self._tally.killed, self._a_minute, *counted, wrong, found)

    async def _worked(self, office: Office, keeping: Sequence[asyncio.Task[None]]) -> None:
        """Have the officers work while parts die, and end what they have begun when none dies any more.

        Raise what kept a part from being started again: without it everything else would wait in vain.
        """
        working = asyncio.create_task(office.work(self._plan.desks))
        parts: list[Seat | Engine] = [*self._workers, *self._apis, self._engine]
        between = (self._plan.pause / 2, self._plan.pause * 1.5)
        killing = asyncio.create_task(strikes(self._chance, parts, between, office.has_done))
        self._began, told = time.monotonic(), 0.0
        while not self._is_enough() and not working.done():
            await asyncio.sleep(0.1)
            for task in keeping:
                if task.done():
                    task.result()
            if self._passed() - told > TELLS:
                told = self._passed()
                self._tell(office)
        self._a_minute = 60 * self._tally.killed.total() / self._passed()
        killing.cancel()
        self._is_over = True
        try:
            async with asyncio.timeout(STOPS_WITHIN):
                for seat in (*self._workers, *self._apis):
                    await seat.relieve()
                await working
        except TimeoutError:
            unanswered = "；".join(f"{command}：{said}" for command, said in office.waiting.items())
            self._tally.wrong.append(f"最后一次终止以后{STOPS_WITHIN}秒，仍有命令没有回执：{unanswered}")

    def _passed(self) -> float:
        return time.monotonic() - self._began

    def _is_enough(self) -> bool:
        return self._tally.killed.total() >= self._plan.kills or self._passed() >= 60 * self._plan.minutes

    def _tell(self, office: Office) -> None:
        killed, receipts = self._tally.killed.total(), office.count
        rate = 60 * killed / self._passed()
        print(
            f"{self._passed():.0f} s: {killed} killed, {rate:.0f} a minute; {len(office.receipts)} files, "
            f"{receipts} receipts; sent again: {dict(office.away)}; wrong: {len(office.wrong) + len(self._tally.wrong)}",
            flush=True,
        )

    def _checked(self, office: Office) -> list[Difference]:
        """Look for every receipt in its file, and hold every file against its rows once the docket had its time."""
        docket = connect(self._settings.database_url)
        until = time.monotonic() + SETTLED
        with asyncio.Runner() as runner:
            client = runner.run(wire.connect(self._settings.target, self._settings.namespace))
            law = LawInForce(docket)
            files = FileClient(client, law, task_queue=CASES, timeout=PATIENCE)
            while True:
                found = Check(Kept(client, files, docket), law).all(runner).found
                if not found or time.monotonic() > until:
                    break
                time.sleep(1)
            while True:
                kept = {one.no: one.file.acts for one in Kept(client, files, docket).asked(runner)}
                lost = broken(kept)
                if not lost or time.monotonic() > until:
                    break
                time.sleep(1)
        for no in kept.keys() | office.receipts.keys():
            office.look_for(no, kept.get(no, ()))
        office.wrong += lost
        self._sent = sent_in(kept)
        docket.dispose()
        return found


def run(plan: Plan) -> Outcome:
    """Prepare a register and a docket of their own, let chaos reign over them, and return what was found.

    The folder with docket, histories and what the parts said is kept where something is wrong, and its place is printed.
    """
    folder = Path(tempfile.mkdtemp(prefix="gridcase-chaos-"))
    settings = Settings(var=folder / "var", engine_port=free_ports(1)[0], command_timeout=6, worker_wait=3)
    if plan.postgres:
        settings = settings.model_copy(update={"database_url": cluster().url(cluster().create())})
    settings.var.mkdir(parents=True)
    docket = connect(settings.database_url)
    schema.upgrade(docket)
    seed.load(docket)
    tokens = dict(seed.local_tokens(docket, settings))
    docket.dispose()
    done = asyncio.run(Chaos(plan, settings, folder).reign(tokens))
    if done.wrong or done.differences:
        print(f"kept to be looked at: {folder}", flush=True)
    else:
        shutil.rmtree(folder, ignore_errors=True)
    return done
