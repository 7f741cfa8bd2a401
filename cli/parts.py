"""The parts of the system as processes: engine, worker, API; how each is started and when it is ready."""

import asyncio
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import httpx

from cli.child import Answers, NotReady, Part
from engine.choice import EngineChoice, EngineUnavailable
from engine.launch import command
from engine.readiness import wait_until_ready
from settings import Settings
from workflows.attributes import ATTRIBUTES

ENGINE_WITHIN = timedelta(seconds=60)
OTHERS_WITHIN = 60.0
BETWEEN = 0.1
"""Seconds between two looks at a part that is starting."""
LOOPBACK = "127.0.0.1"
SILENT_FOR = 5.0
"""Seconds within which an API that is not stuck answers."""


def parts(settings: Settings, choice: EngineChoice) -> list[Part]:
    """Return the parts to start, in order; a cluster of one's own is not ours to start."""
    ours = [] if choice.path is None else [_engine(settings, choice.path)]
    return [*ours, _python(settings, "worker", "工作进程", "worker"), _python(settings, "api", "接口", "api.main")]


def _engine(settings: Settings, binary: Path) -> Part:
    line = command(
        binary,
        port=settings.engine_port,
        ui_port=settings.ui_port,
        db=settings.var.absolute() / "engine.sqlite3",
        namespace=settings.namespace,
        search_attributes=dict.fromkeys(ATTRIBUTES, "Keyword"),
        time_skipping=settings.time_skipping,
    )

    async def ready(alive: Callable[[], bool]) -> None:
        try:
            await wait_until_ready(settings.target, within=ENGINE_WITHIN, alive=alive)
        except EngineUnavailable as error:
            raise NotReady(str(error)) from None

    return Part("engine", "流程引擎", line, {}, ready)


def _python(settings: Settings, name: str, label: str, module: str) -> Part:
    """Return a part that is one of our own modules; it is ready when the API says so."""

    async def ready(alive: Callable[[], bool]) -> None:
        await _healthy(settings, name, alive)

    environment = {"GRIDCASE_VAR": str(settings.var.absolute()), "PYTHONUNBUFFERED": "1"}
    answers = _answers(settings) if name == "api" else None
    return Part(name, label, [sys.executable, "-m", module], environment, ready, answers)


def _answers(settings: Settings) -> Answers:
    """Return the question whether the API answers at all, whatever else is away."""

    async def answers() -> bool:
        try:
            async with httpx.AsyncClient(base_url=address(settings), trust_env=False, timeout=SILENT_FOR) as http:
                return (await http.get("/livez")).is_success
        except httpx.TransportError:
            return False

    return answers


async def _healthy(settings: Settings, name: str, alive: Callable[[], bool]) -> None:
    async with httpx.AsyncClient(base_url=address(settings), trust_env=False) as http:
        for _ in range(int(OTHERS_WITHIN / BETWEEN)):
            if not alive():
                raise NotReady("进程已退出")
            if await _state(http, name) == "up":
                return
            await asyncio.sleep(BETWEEN)
    raise NotReady(f"{OTHERS_WITHIN:g} 秒内没有就绪")


async def _state(http: httpx.AsyncClient, name: str) -> str:
    try:
        health = (await http.get("/healthz")).json()
    except (httpx.TransportError, ValueError):
        return "down"
    return str(health["pulse"]["worker"] if name == "worker" else health["api"])


def address(settings: Settings) -> str:
    """Return where the API is to be found from this machine."""
    host = LOOPBACK if settings.api_host in ("0.0.0.0", "::") else settings.api_host  # noqa: S104  compared, not bound
    return f"http://{host}:{settings.api_port}"
