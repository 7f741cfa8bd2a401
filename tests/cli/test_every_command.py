"""Every command, walked: each speaks to programs too, and every filter that nobody can mean is a no."""

import threading
from collections.abc import Iterator
from typing import Any

import pytest
import uvicorn
from rich.cells import cell_len
from sqlalchemy import Engine
from structlog.testing import capture_logs
from typer.core import TyperGroup, TyperOption
from typer.main import get_command

from activities.law_in_force import LawInForce
from api.app import create_app
from cli.main import app
from cli.speech import Exit
from registry.registry import Registry
from settings import Settings
from tests.api.conftest import everything_up, unreachable
from tests.cli.conftest import Terminal

NONSENSE = "没有这样的值"
NOT_FOR_PROGRAMS = {"up", "completion"}
"""What goes on until it is stopped, and what a shell reads."""
READING: dict[str, tuple[str, ...]] = {
    "desk": (),
    "search": ("甲厂",),
    "due": (),
    "waiting": (),
    "statistics": (),
    "parties": ("甲厂",),
    "units": (),
    "grid": ("开云镇",),
    "grids": (),
    "people": ("衡山分局",),
    "term": ("case_filing_decision",),
    "case list": (),
    "law list": (),
    "law in-force": ("行政处罚法",),
    "law changes": (),
    "duty who": ("--object", "餐饮油烟", "--place", "开云镇"),
    "duty gaps": (),
    "duty groups": (),
    "patrol due": (),
    "patrol coverage": (),
    "polluter list": (),
    "registry gaps": (),
    "registry changes": (),
}
"""The commands that look for something, each with what it cannot do without."""
FREE = {
    "desk --words",
    "parties --address",
    "polluter list --address",
    "registry changes --number",
    "units --name",
}
"""What is looked for as it was typed: to find nothing is an answer."""
ELSEWHERE = {"--as", "--help"}


def commands(group: Any, path: str = "") -> Iterator[tuple[str, Any]]:  # noqa: ANN401  typer's own
    """Yield every command with its words."""
    for name, one in group.commands.items():
        words = f"{path} {name}".strip()
        if isinstance(one, TyperGroup):
            yield from commands(one, words)
        else:
            yield words, one


def options(command: Any) -> Iterator[TyperOption]:  # noqa: ANN401  typer's own
    """Yield the options of a command that take a value."""
    yield from (one for one in command.params if isinstance(one, TyperOption) and not one.is_flag)


@pytest.fixture
def reading(
    terminal: Terminal,
    settings: Settings,
    registry: Registry,
    docket: Engine,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[None]:
    """Serve an API with no engine behind it to the terminal: register and docket are read without one."""
    application = create_app(settings, unreachable(), registry, docket, law=LawInForce(docket), probe=everything_up)
    server = uvicorn.Server(uvicorn.Config(application, port=0, log_config=None, lifespan="off"))
    listening = server.config.bind_socket()
    serving = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    with capture_logs():
        serving.start()
        monkeypatch.setenv("GRIDCASE_API", f"http://127.0.0.1:{listening.getsockname()[1]}")
        yield
        server.should_exit = True
        serving.join()
    listening.close()


def test_every_command_speaks_to_programs() -> None:
    """--json."""
    without = {
        words
        for words, one in commands(get_command(app))
        if "--json" not in {name for p in one.params for name in p.opts}
    }

    assert NOT_FOR_PROGRAMS == without


def test_the_help_of_every_command_fits_the_screen(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """At 80 columns no line is wider, and each option stands there in one piece."""
    monkeypatch.setenv("COLUMNS", "80")
    wrong: list[str] = []
    for words, one in commands(get_command(app)):
        one.main(["--help"], prog_name=f"gridcase {words}", standalone_mode=False)
        page = capsys.readouterr().out
        wrong += [f"{words}: {line}" for line in page.splitlines() if cell_len(line) > 80]
        wrong += [f"{words}: {name}" for option in options(one) for name in option.opts if name not in page]

    assert [] == wrong


@pytest.mark.usefixtures("reading")
def test_every_filter_that_nobody_can_mean_is_a_no(capsys: pytest.CaptureFixture[str]) -> None:
    """Exit code 2 or 4 and a sentence, and not an empty page."""
    root, taken = get_command(app), set()
    known = dict(commands(root))
    for words, needed in READING.items():
        for option in options(known[words]):
            if option.opts[0] in ELSEWHERE:
                continue
            asked = [*words.split(), *needed, option.opts[0], NONSENSE]
            code = root.main(asked, prog_name="gridcase", standalone_mode=False)
            if code not in (Exit.USAGE, Exit.NOT_FOUND) or not capsys.readouterr().err:
                taken.add(f"{words} {option.opts[0]}")

    assert FREE == taken
