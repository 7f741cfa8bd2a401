"""Where a system is up on this machine, for whoever types in a terminal that was told nothing."""

import shlex
from collections.abc import Iterator, Mapping

import psutil

API = ("-m", "api.main")
"""How the part that answers is started (`cli.parts`)."""
VAR = "GRIDCASE_VAR"
TOLD = (VAR, "GRIDCASE_API_PORT")


def running() -> list[str]:
    """Return for each system that runs what a terminal has to be told to find it, as a line of a shell."""
    return sorted({line for environment in _running() if (line := told_by(environment))})


def told_by(environment: Mapping[str, str]) -> str:
    """Return the line of a shell that says where the system of an environment is; empty where none is needed."""
    named = [f"{name}={shlex.quote(environment[name])}" for name in TOLD if name in environment]
    return f"export {' '.join(named)}" if named else ""


def elsewhere() -> str:
    """Say, behind another sentence, which systems run on this machine; nothing where there are none."""
    found = running()
    return f"。本机有系统在运行，在本终端可以先运行：{'；或者 '.join(found)}" if found else ""


def _running() -> Iterator[Mapping[str, str]]:
    for process in psutil.process_iter():
        try:
            if tuple(process.cmdline()[1:3]) == API:
                yield process.environ()
        except (psutil.NoSuchProcess, psutil.AccessDenied, psutil.ZombieProcess):
            continue
