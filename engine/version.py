"""Which server an engine binary carries, and whether that is new enough."""

import re
import subprocess
from pathlib import Path

REQUIRED = (1, 32)
"""The first server with time skipping as the SDK asks for it; all flags used here are older."""

REQUIRED_TEXT = ".".join(map(str, REQUIRED))
_ANSWER_WITHIN = 30
_SERVER = re.compile(r"\(Server (\d+)\.(\d+)\.(\d+)")


def server(binary: Path) -> tuple[int, int, int] | None:
    """Return the server's version, or None where the binary is missing or does not say."""
    try:
        answer = subprocess.run(
            [binary, "--version"], capture_output=True, text=True, timeout=_ANSWER_WITHIN, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    found = _SERVER.search(answer.stdout)
    return (int(found[1]), int(found[2]), int(found[3])) if found else None


def suits(binary: Path) -> bool:
    """Say whether the binary runs and its server is new enough."""
    found = server(binary)
    return found is not None and found >= REQUIRED
