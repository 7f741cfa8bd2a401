"""The command begins, and is stopped while it loads, without a traceback."""

import signal
import subprocess
import sys
from pathlib import Path

from rich.console import Console

from cli.speech import Exit, HelpText
from tests.cli.conftest import Terminal

STOPPED = """
import importlib.abc, os, signal, sys

class Stop(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name == "cli.acting":
            os.kill(os.getpid(), signal.SIGINT)
        return None

sys.meta_path.insert(0, Stop())
from cli.start import main
main()
"""


def test_who_stops_it_while_it_loads_sees_a_sentence() -> None:
    """Ctrl-C while its modules are read."""
    done = subprocess.run([sys.executable, "-c", STOPPED], capture_output=True, text=True, check=False, timeout=60)

    assert (done.returncode, done.stdout, done.stderr) == (1, "", "已中止。\n")
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_it_starts_the_command_that_was_typed() -> None:
    """As `gridcase` does."""
    line = [sys.executable, "-m", "cli.start", "--version"]
    done = subprocess.run(line, capture_output=True, text=True, check=False, timeout=60)

    assert done.stdout.startswith("gridcase ")


def test_what_cannot_be_written_is_a_sentence(terminal: Terminal, tmp_path: Path) -> None:
    """A folder below a file: said with its path, and no traceback."""
    below = tmp_path / "表" / "名册"
    below.parent.write_text("不是文件夹", encoding="utf-8")
    answer = terminal.types("registry", "template", str(below))

    assert answer.exit_code == Exit.USAGE
    assert f"文件 {below}" in answer.stderr


def test_help_goes_on_below_and_breaks_no_name(terminal: Terminal) -> None:
    """A sentence of Chinese has no spaces: it is not cut at the end of its column, and no key in it is broken."""
    console = Console(width=24)
    with console.capture() as captured:
        console.print(HelpText("授权外部系统办理一项行为（read_file 为只查看）；写了 --until 即定了终止日。"))

    assert "…" not in terminal.types("--help").stdout
    assert all(piece in captured.get() for piece in ("read_file", "--until"))
