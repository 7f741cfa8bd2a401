"""`gridcase up`: one command starts everything, keeps it alive, and stops it; nothing is lost on the way."""

import asyncio
import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psutil
import pytest
from sqlalchemy import update
from typer.testing import CliRunner

from cli.main import app
from cli.speech import Exit
from database.connection import connect
from docket.tables import files
from kinds import VIOLATION_CASE
from models.file import Opening
from settings import CASES, Settings
from tests.cli.conftest import Terminal
from tests.ports import free_ports
from workflows import wire

ROOT = Path(__file__).parents[2]
READY, STOPPED = "网格案系统已启动", "已全部停止"
ATTEMPTS = 12
FINDING = ("find", "--grid", "衡山县开云镇", "--pollution", "water", "--text", "排口外排", "--key", "k-1")


def sent_again(terminal: Terminal) -> str:
    """Send the finding again under its key, as the answer 503 asks, until the system takes it; return what it says."""
    for _ in range(ATTEMPTS):
        result = terminal.types(*FINDING)
        if result.exit_code != Exit.AWAY:
            return result.output
    pytest.fail("系统没有恢复")


def spoilt(environment: dict[str, str]) -> None:
    """Have the docket say something else than the file does."""
    docket = connect(f"sqlite:///{Path(environment['GRIDCASE_VAR']) / 'docket.sqlite3'}")
    with docket.begin() as connection:
        connection.execute(update(files).values(stage="spoilt"))
    docket.dispose()


async def goes_astray(environment: dict[str, str]) -> None:
    """Start a file whose number nobody has given, and wait until the engine lists it."""
    client = await wire.connect(f"127.0.0.1:{environment['GRIDCASE_ENGINE_PORT']}", Settings().namespace)
    name = f"{VIOLATION_CASE.name}:nonsense"
    await client.start_workflow(VIOLATION_CASE.name, Opening(file_no="nonsense"), id=name, task_queue=CASES)
    for _ in range(ATTEMPTS):
        if [row async for row in client.list_workflows(f"WorkflowId = '{name}'")]:
            return
        await asyncio.sleep(1)
    pytest.fail("流程引擎没有列出新的案卷")


@dataclass
class Up:
    """A started system, and what it said."""

    process: subprocess.Popen[str]
    var: Path

    def says(self, words: str) -> str:
        """Read on until a line says it, and return the line."""
        assert self.process.stdout is not None
        said = []
        for line in self.process.stdout:
            if words in line:
                return line
            said.append(line)
        told = "".join(said)
        pytest.fail(f"系统没有说“{words}”就结束了，退出码 {self.process.wait()}，此前说的是：\n{told}")

    def pid(self, part: str) -> int:
        """Return the process of a part."""
        noted = json.loads((self.var / "run" / f"{part}.json").read_text("utf-8"))
        return int(noted["pid"])

    def stops(self) -> int:
        """Tell it to stop, and return how it ended."""
        self.process.send_signal(signal.SIGTERM)
        self.says(STOPPED)
        return self.process.wait()

    def closes(self) -> None:
        """Let go of what it would still say."""
        assert self.process.stdout is not None
        self.process.stdout.close()


def start(environment: dict[str, str]) -> Up:
    """Start the system in a process of its own."""
    line = [sys.executable, "-m", "cli.main", "up"]
    process = subprocess.Popen(
        line, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    return Up(process, Path(environment["GRIDCASE_VAR"]))


@pytest.fixture
def environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """Return the environment of a system on ports and in a folder of its own, and set it for the terminal."""
    engine, ui, api = free_ports(3)
    chosen = {
        "GRIDCASE_VAR": str(tmp_path / "var"),
        "GRIDCASE_ENGINE_PORT": str(engine),
        "GRIDCASE_UI_PORT": str(ui),
        "GRIDCASE_API_PORT": str(api),
        "COLUMNS": "200",
    }
    for name, value in chosen.items():
        monkeypatch.setenv(name, value)
    monkeypatch.delenv("GRIDCASE_API", raising=False)
    monkeypatch.delenv("GRIDCASE_TOKEN", raising=False)
    return {**os.environ, **chosen}


@pytest.fixture
def up(environment: dict[str, str]) -> Iterator[Up]:
    """Return a system that has come up; stop it whatever happened."""
    system = start(environment)
    try:
        system.says(READY)
        yield system
    finally:
        if system.process.poll() is None:
            system.process.send_signal(signal.SIGTERM)
            system.process.communicate()
        system.closes()


def test_whatever_is_killed_comes_back_and_nothing_is_lost(up: Up, environment: dict[str, str]) -> None:
    """Kill -9 of engine, worker or API loses no case; stopped and started again, every case goes on where it was."""
    terminal = Terminal(CliRunner())
    number = terminal.reads(*FINDING)["file_no"]
    for part, label in (("engine", "流程引擎"), ("worker", "工作进程"), ("api", "接口")):
        os.kill(up.pid(part), signal.SIGKILL)
        assert "SIGKILL" in up.says(f"{label}意外停止")
        up.says(f"{label}已恢复")
        assert number in sent_again(terminal)

    parts = [psutil.Process(up.pid(part)) for part in ("engine", "worker", "api")]
    assert up.stops() == 0
    assert not any(part.is_running() for part in parts)

    again = start(environment)
    again.says(READY)
    assert [1] == [act["no"] for act in terminal.reads("case", "show", number)["acts"] if act["by"]["kind"] != "engine"]
    rebuilt = terminal.reads("docket", "rebuild")
    assert {"written": 1, "newer": 0, "unseen": [], "unread": {}} == rebuilt
    assert {"files": 1, "found": [], "mended": []} == terminal.reads("docket", "check")
    asyncio.run(goes_astray(environment))
    named = terminal.types("docket", "rebuild")
    assert (Exit.FAULT, "已重建 1 件") == (named.exit_code, named.stdout[:7])
    assert "没有读到、照旧的 1 件：nonsense" in named.stderr
    spoilt(environment)
    found = terminal.types("docket", "check")
    assert (Exit.FAULT, True) == (found.exit_code, f"{number}  台账中与案卷不同的项目：stage" in found.stdout)
    assert "已重写 1 件" in terminal.types("docket", "check", "--mend").stdout
    assert ["unread"] == [
        one["kind"] for one in json.loads(terminal.types("docket", "check", "--json").stdout)["found"]
    ]
    assert again.stops() == 0
    again.closes()


def test_a_second_system_is_refused_until_the_first_is_gone(up: Up, environment: dict[str, str]) -> None:
    """Two systems on one folder would ruin each other; what a killed one left behind, the next one stops."""
    refused = CliRunner().invoke(app, ["up"], prog_name="gridcase")
    up.process.kill()
    up.process.wait()
    left = psutil.Process(up.pid("engine"))
    again = start(environment)
    again.says("停止上次遗留的进程")
    again.says(READY)

    assert refused.exit_code == Exit.USAGE
    assert "已有一个系统在运行" in refused.stderr
    assert not left.is_running() or left.status() == psutil.STATUS_ZOMBIE
    assert again.stops() == 0
    again.closes()


def test_a_port_that_is_taken_is_named(environment: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    """The sentence says which port, whose it was to be, and which setting chooses another."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        monkeypatch.setenv("GRIDCASE_UI_PORT", str(taken.getsockname()[1]))
        result = CliRunner().invoke(app, ["up"], prog_name="gridcase")

    assert result.exit_code == Exit.USAGE
    assert "GRIDCASE_UI_PORT" in result.stderr
