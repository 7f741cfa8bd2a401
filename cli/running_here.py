"""Where a system is up on this machine, for whoever types in a terminal that was told nothing."""

from collections.abc import Iterator

import psutil

API = ("-m", "api.main")
"""How the part that answers is started (`cli.parts`)."""
TOLD = ("GRIDCASE_VAR", "GRIDCASE_API_PORT")


def running() -> list[str]:
    """Return for each system that runs what a terminal has to be told to find it, as a line of a shell."""
    return sorted({f"export {' '.join(told)}" for told in _running()})


def elsewhere() -> str:
    """Say, behind another sentence, which systems run on this machine; nothing where there are none."""
    found = running()
    return f"。本机有系统在运行，在本终端可以先运行：{'；或者 '.join(found)}" if found else ""


def _running() -> Iterator[list[str]]:
    for process in psutil.process_iter():
        try:
            if tuple(process.cmdline()[1:3]) == API:
                environment = process.environ()
                yield [f"{name}={environment[name]}" for name in TOLD if name in environment]
        except (psutil.NoSuchProcess, psutil.AccessDenied, psutil.ZombieProcess):
            continue
