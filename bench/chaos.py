"""Kills of worker, API and engine while two officers work at each case: `python -m bench.chaos --kills 40` (`make chaos`).

The system runs as `gridcase up` runs it, on loopback and in a folder of its own; what is killed, its supervisor starts
again. Beside it a second worker is at work that kills itself at the worst moment, just after the docket's commit and
before the engine hears of it. Every other case moves to a new run after a few acts. At the end every receipt is looked
for in its file, and every file is held against its rows. The commands go to the engine as the API sends them.
"""

import argparse
import asyncio
import itertools
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from temporalio.exceptions import WorkflowAlreadyStartedError
from temporalio.service import RPCError

from activities.law_in_force import LawInForce
from cli.checking import Check, Checked
from cli.kept import Kept
from database.connection import connect
from docket.checking import Difference
from law.refusals import Refused
from models.acts import Command
from models.file import Opening, Receipt
from models.ids import workflow_id
from registry.numbers import FileNumbers
from settings import CASES, Settings
from tests.builders import command
from tests.docket.postgres import cluster
from tests.ports import free_ports
from workflows import wire
from workflows.client import FileClient
from workflows.no_answer import EngineAway, WorkerAway
from workflows.violation_case import ViolationCase

PARTS = ("worker", "api", "engine")
FIRST = ("stop_on_site", "report_upward", "hand_to_department", "inspect_site", "file_case", "serve_correction_order")
"""What the first officer does; the second one is out for interviews all the while."""
VISITS = 6
PATIENCE = timedelta(seconds=15)
SHORT_RUNS = 30
"""Events after which every other case moves to a new run."""
BETWEEN = (1.0, 4.0)
"""Seconds between two kills."""
SETTLED = 120
"""Seconds the docket has to catch up before it is checked."""
LATE = 3600


@dataclass
class Chaos:
    """One run: what was killed, what was receipted, what went wrong."""

    settings: Settings
    wanted: int
    chance: random.Random
    killed: Counter[str] = field(default_factory=Counter)
    receipts: dict[str, list[tuple[str, Receipt]]] = field(default_factory=dict)
    serials: Any = field(default_factory=itertools.count)
    wrong: list[str] = field(default_factory=list)

    @property
    def is_done(self) -> bool:
        """Tell whether enough was killed."""
        return self.killed.total() >= self.wanted

    async def kill(self) -> None:
        """Kill a part at random, again and again."""
        while not self.is_done:
            await asyncio.sleep(self.chance.uniform(*BETWEEN))
            part = self.chance.choice(PARTS)
            with suppress(OSError, ValueError):
                noted = await asyncio.to_thread((self.settings.var / "run" / f"{part}.json").read_text, "utf-8")
                os.kill(int(json.loads(noted)["pid"]), signal.SIGKILL)
                self.killed[part] += 1

    async def dying_worker(self) -> None:
        """Keep a worker at work that dies after a commit of the docket, each time after a few."""
        where = (self.settings.target, self.settings.namespace, CASES, self.settings.database_url, "")
        while not self.is_done:
            times = str(self.chance.randint(1, 5))
            process = await asyncio.create_subprocess_exec(
                sys.executable,
                *("-m", "tests.killed_worker", *where, times),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
            ended = asyncio.create_task(process.wait())
            while not ended.done() and not self.is_done:
                await asyncio.wait({ended}, timeout=1)
            if not ended.done():
                process.kill()
            elif process.returncode == -signal.SIGKILL:
                self.killed["after the docket's commit"] += 1
            await ended

    async def desk(self, files: FileClient, numbers: FileNumbers) -> None:
        """Open case after case, and have two officers work at each."""
        while not self.is_done:
            serial = next(self.serials)
            file_no = await asyncio.to_thread(numbers.allocate, "chaos", f"case-{serial}", "", datetime.now(UTC).year)
            limit = SHORT_RUNS if serial % 2 else 8000
            await self._begun(files, Opening(file_no=file_no, history_limit=limit))
            await self._sent(files, file_no, "report_finding", serial)
            await asyncio.gather(
                self._officer(files, file_no, serial, FIRST),
                self._officer(files, file_no, serial, ["interview"] * VISITS),
            )

    async def _begun(self, files: FileClient, opening: Opening) -> None:
        """Start a file without its opening act, so that the length of its runs can be said."""
        name = workflow_id("ViolationCase", opening.file_no)
        while True:
            try:
                await files._client.start_workflow(ViolationCase.run, opening, id=name, task_queue=CASES)  # noqa: SLF001
            except WorkflowAlreadyStartedError:
                return
            except RPCError:
                await asyncio.sleep(1)

    async def _officer(self, files: FileClient, file_no: str, serial: int, acts: Any) -> None:  # noqa: ANN401
        for index, act in enumerate(acts):
            await self._sent(files, file_no, act, f"{serial}-{index}")

    async def _sent(self, files: FileClient, file_no: str, act: str, mark: object) -> None:
        """Send a command under its key until it is receipted or refused."""
        asked = command(act, datetime.now(UTC), key=f"{act}/{mark}")
        receipt = await self._receipted(files, file_no, asked)
        if receipt is not None:
            self.receipts.setdefault(file_no, []).append((asked.key, receipt))

    async def _receipted(self, files: FileClient, file_no: str, asked: Command) -> Receipt | None:
        for _ in range(100):
            try:
                return await files.act(file_no, asked)
            except (WorkerAway, EngineAway):
                await asyncio.sleep(self.chance.uniform(0.2, 1))
            except Refused as no:
                self.wrong.append(f"{file_no} {asked.content.act} 被拒绝：{no}")
                return None
        self.wrong.append(f"{file_no} {asked.content.act} 始终没有回执")
        return None

    async def all(self, desks: int) -> None:
        """Let the officers work and the parts die."""
        files = await self.files()
        docket = connect(self.settings.database_url)
        numbers = FileNumbers(docket)
        await asyncio.gather(self.kill(), self.dying_worker(), *(self.desk(files, numbers) for _ in range(desks)))
        docket.dispose()

    async def files(self) -> FileClient:
        """Return the client of the files, once the engine is there."""
        client = await wire.connect(self.settings.target, self.settings.namespace)
        docket = connect(self.settings.database_url)
        return FileClient(client, LawInForce(docket), task_queue=CASES, timeout=PATIENCE)

    def checked(self) -> Checked:
        """Hold every file against its rows, when the docket has had time to catch up, and every receipt against its file."""
        docket = connect(self.settings.database_url)
        until = time.monotonic() + SETTLED
        with asyncio.Runner() as runner:
            files = runner.run(self.files())
            while True:
                check = Check(Kept(files._client, files, docket), LawInForce(docket))  # noqa: SLF001
                done = check.all(runner)
                if not done.found or time.monotonic() > until:
                    break
                time.sleep(2)
            for file_no, receipts in self.receipts.items():
                self._look_for(file_no, receipts, runner.run(files.file(file_no)).acts)
        docket.dispose()
        return done

    def _look_for(self, file_no: str, receipts: list[tuple[str, Receipt]], acts: Any) -> None:  # noqa: ANN401
        found = Counter(act.key for act in acts)
        for key, receipt in receipts:
            if found[key] != 1:
                self.wrong.append(f"{file_no} {key} 有回执，案卷中 {found[key]} 项")
            elif acts[receipt.act_no - 1].key != key:
                self.wrong.append(f"{file_no} {key} 回执为第 {receipt.act_no} 项，案卷中不是")


def run(kills: int, desks: int, seed: int, *, postgres: bool) -> tuple[Chaos, list[Difference]]:
    """Start the system, let chaos reign, and return what was found."""
    with tempfile.TemporaryDirectory() as folder:
        engine, ui, api = free_ports(3)
        chosen = {
            "GRIDCASE_VAR": f"{folder}/var",
            "GRIDCASE_ENGINE_PORT": str(engine),
            "GRIDCASE_UI_PORT": str(ui),
            "GRIDCASE_API_PORT": str(api),
            **({"GRIDCASE_DATABASE_URL": cluster().url(cluster().create())} if postgres else {}),
        }
        os.environ.update(chosen)
        said = Path(folder) / "said"
        with said.open("wb") as output:
            system = subprocess.Popen([sys.executable, "-m", "cli.main", "up"], stdout=output, stderr=output)
        try:
            until = time.monotonic() + 180
            while "网格案系统已启动" not in said.read_text("utf-8"):
                if system.poll() is not None or time.monotonic() > until:
                    raise SystemExit(said.read_text("utf-8"))
                time.sleep(0.5)
            chaos = Chaos(Settings.from_env(), kills, random.Random(seed))  # noqa: S311  which part dies is no secret
            asyncio.run(asyncio.wait_for(chaos.all(desks), LATE))
            return chaos, chaos.checked().found
        finally:
            system.send_signal(signal.SIGTERM)
            system.wait(60)


def main() -> int:
    """Run, and say what was found; exit code 1 if anything was."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--kills", type=int, default=40)
    parser.add_argument("--desks", type=int, default=4)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--postgres", action="store_true")
    given = parser.parse_args()
    began = time.monotonic()
    chaos, found = run(given.kills, given.desks, given.seed, postgres=given.postgres)
    receipts = sum(len(one) for one in chaos.receipts.values())
    print(
        f"{time.monotonic() - began:.0f} s, {len(chaos.receipts)} cases, {receipts} receipts, killed {dict(chaos.killed)}"
    )
    print(f"{len(chaos.wrong)} lost, doubled or refused; {len(found)} differences")
    for line in (*chaos.wrong, *(f"{one.file_no} {one.kind} {one.what}" for one in found)):
        print(line)
    return 1 if chaos.wrong or found else 0


if __name__ == "__main__":
    sys.exit(main())
