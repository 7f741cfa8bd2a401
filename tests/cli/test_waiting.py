"""A command outwaits the API, and where nothing comes all the same it says what of the system is away."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import httpx
import pytest

from cli.remote import Remote
from cli.speech import Exit, Failed
from cli.unanswered import Unanswered
from cli.waiting import patience
from settings import Settings

UP = {"api": "up", "docket": "up", "pulse": {"engine": "up", "worker": "up"}}


@contextmanager
def silent(health: dict[str, Any] | None) -> Iterator[str]:
    """Serve an API that answers no request but that for its health, and not that where it has none."""
    over = threading.Event()

    class Silent(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if self.path != "/healthz":
                over.wait()
                return
            body = json.dumps(health).encode() if health else b"no"
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the base names it so
            """Keep quiet."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Silent) as server:
        serving = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        serving.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            over.set()
            server.shutdown()
            serving.join()


@pytest.mark.parametrize(
    ("health", "told"),
    [
        (UP, "各部分都在运行，可能正忙"),
        ({**UP, "pulse": {"engine": "up", "worker": "down"}}, "没有工作进程在运行"),
        ({**UP, "pulse": {"engine": "down", "worker": "unknown"}}, "流程引擎没有应答"),
        ({**UP, "docket": "down"}, "数据库无法连接"),
        (None, "接口也没有报告各部分的状态"),
    ],
)
def test_a_command_that_was_not_answered_says_what_is_away(
    health: dict[str, Any] | None, told: str, tmp_path: Path
) -> None:
    """It asks, and does not guess that the system is busy."""
    with (
        silent(health) as address,
        httpx.Client(base_url=address, timeout=0.1, trust_env=False) as http,
        pytest.raises(Failed) as failed,
    ):
        Remote(http, Unanswered(tmp_path)).get("/v1/cases")

    assert Exit.AWAY == failed.value.code
    assert failed.value.sentence.startswith("系统在0.1秒内没有答复：")
    assert told in failed.value.sentence


@pytest.mark.parametrize("seconds", [1, 10, 30, 120])
def test_a_command_waits_longer_than_the_api_does(seconds: float, tmp_path: Path) -> None:
    """However long that is set to: else its own limit speaks before the API says that no worker is there."""
    settings = Settings(var=tmp_path, command_timeout=seconds, worker_wait=seconds)
    read = patience(settings).read

    assert read is not None
    assert read > settings.command_timeout + settings.worker_wait
