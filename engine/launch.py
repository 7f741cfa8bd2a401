"""The command line that starts the engine, the same for our own binary and for `temporal` on PATH."""

from collections.abc import Mapping
from pathlib import Path

_TUNING = (
    'history.timerProcessorMaxTimeShift="20ms"',
    "history.transferProcessorMaxPollRPS=1000",
    'history.workflowTaskRetryMaxInterval="10s"',
)
"""Our binary has the first two as defaults; `temporal` does not. What they buy stands in the design, section 6.

The last bounds how long a file waits whose worker was killed again and again while it was being judged: up to ten
minutes, as the engine has it by default.
"""


def command(
    binary: Path,
    *,
    port: int,
    ui_port: int | None,
    db: Path | None,
    namespace: str,
    search_attributes: Mapping[str, str],
    time_skipping: bool,
) -> list[str]:
    """Return the command that starts the engine on loopback.

    Without `ui_port` there is no page; without `db` everything is in memory.
    Time skipping is for tests and rehearsals only.
    """
    line = [str(binary), "server", "start-dev", "--port", str(port), "--namespace", namespace, "--log-level", "warn"]
    line += ["--headless"] if ui_port is None else ["--ui-port", str(ui_port)]
    if db is not None:
        line += ["--db-filename", str(db)]
    for name, kind in search_attributes.items():
        line += ["--search-attribute", f"{name}={kind}"]
    for value in (*_TUNING, *(["frontend.WorkflowTimeSkippingEnabled=true"] if time_skipping else [])):
        line += ["--dynamic-config-value", value]
    return line
