"""`gridcase up`: the whole system in one terminal, kept alive until it is told to stop."""

import asyncio
import os
import shlex
import shutil
import signal
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from filelock import FileLock, Timeout
from rich.cells import cell_len
from rich.console import Console
from rich.markup import escape
from sqlalchemy import Engine

import engine
from cli.child import Child, NotReady, Say, clear_leftovers
from cli.parts import LOOPBACK, address, parts
from cli.ports import check_free
from cli.running_here import VAR, told_by
from cli.speech import Exit, Failed, out
from cli.words import FILLING
from database import schema
from database.connection import connect
from database.private_files import keep_private
from engine import EngineUnavailable
from engine.choice import EngineChoice
from registry import seed
from settings import Settings

STOPS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
LOOKING = ("officer", "head", "supervisor")
"""Those whose desks are worth a first look, each by a link."""


def up() -> None:
    """Start the system and keep it alive until told to stop."""
    settings = Settings.from_env()
    console = out()

    def say(sentence: str) -> None:
        console.print(f"· {sentence}", markup=False, highlight=False, soft_wrap=True)

    keep_private(settings.var)
    settings.var.mkdir(parents=True, exist_ok=True)
    lock = _alone(settings)
    try:
        clear_leftovers(settings.var, say)
        _check_ports(settings)
        choice = _engine(settings, say)
        tokens = _prepared(settings, say)
        asyncio.run(_run(settings, choice, tokens, console, say))
    finally:
        lock.release()
    say("已全部停止；再次启动时案件从原处继续")


def _alone(settings: Settings) -> FileLock:
    """Hold the data folder: two systems on one folder would ruin each other."""
    lock = FileLock(settings.var / "up.lock")
    try:
        lock.acquire(timeout=0)
    except Timeout:
        sentence = f"数据目录 {settings.var} 已有一个系统在运行；请先停止它，或者用环境变量 GRIDCASE_VAR 换一个目录"
        raise Failed(Exit.USAGE, sentence) from None
    return lock


def _engine(settings: Settings, say: Say) -> EngineChoice:
    try:
        return engine.find(settings.temporal_address, say)
    except EngineUnavailable as error:
        raise Failed(Exit.AWAY, f"没有可用的流程引擎：{error}") from None


def _check_ports(settings: Settings) -> None:
    check_free(settings.api_host, {"GRIDCASE_API_PORT": ("接口", settings.api_port)})
    if settings.temporal_address is None:
        ours = {
            "GRIDCASE_ENGINE_PORT": ("流程引擎", settings.engine_port),
            "GRIDCASE_UI_PORT": ("Temporal 界面", settings.ui_port),
        }
        check_free(LOOPBACK, ours)


def _prepared(settings: Settings, say: Say) -> Sequence[tuple[str, str]]:
    """Bring the database up to date, load Hengyang's register, and return the local tokens."""
    database = connect(settings.database_url)
    try:
        schema.upgrade(database)
        say("数据库已就绪")
        return _seeded(settings, database, say)
    finally:
        database.dispose()


def _seeded(settings: Settings, database: Engine, say: Say) -> Sequence[tuple[str, str]]:
    seed.load(database, people=not settings.production)
    say("衡阳市网格、单位已载入" + ("" if settings.production else "，人员为虚构"))
    if not seed.staffed(database):
        say(f"名册中还没有人员，案件无法确定责任人；{FILLING}")
    return seed.local_tokens(database, settings)


async def _run(
    settings: Settings, choice: EngineChoice, tokens: Sequence[tuple[str, str]], console: Console, say: Say
) -> None:
    """Start every part, keep it alive, and stop them in reverse order."""
    stop = asyncio.Event()
    for name in STOPS:
        asyncio.get_running_loop().add_signal_handler(name, stop.set)
    children = [Child(part, settings.var, say) for part in parts(settings, choice)]
    stopping = asyncio.create_task(stop.wait())
    starting = asyncio.create_task(_start(children, say))
    try:
        await asyncio.wait({stopping, starting}, return_when=asyncio.FIRST_COMPLETED)
        if starting.done():
            starting.result()
            for line in welcome(settings, choice, tokens, os.environ):
                console.print(line, soft_wrap=True)
            await _keep(children, stopping)
    finally:
        starting.cancel()
        say("正在停止")
        for child in reversed(children):
            await child.stop()


async def _start(children: Sequence[Child], say: Say) -> None:
    """Start the parts, the others once the engine serves, and wait until each is ready."""
    for child in children:
        say(f"启动{child.part.label}")
        await child.start()
        if child.part.name == "engine":
            await _ready(child)
    for child in reversed(children):
        await _ready(child)


async def _ready(child: Child) -> None:
    try:
        await child.wait_until_ready()
    except NotReady as error:
        sentence = f"{child.part.label}没有启动成功：{error}\n{child.tail()}\n完整日志见 {child.log}"
        raise Failed(Exit.AWAY, sentence) from None


async def _keep(children: Sequence[Child], stopping: "asyncio.Task[bool]") -> None:
    keeping = [asyncio.create_task(child.keep()) for child in children]
    watching = [asyncio.create_task(child.watch()) for child in children if child.part.answers is not None]
    await asyncio.wait({stopping, *keeping, *watching}, return_when=asyncio.FIRST_COMPLETED)
    for task in (*keeping, *watching):
        if task.done():
            task.result()
        task.cancel()


def _activated(environment: Mapping[str, str]) -> str:
    """Return the line by which another terminal finds `gridcase`; empty where it is found already."""
    script = Path(sys.prefix) / "bin" / "activate"
    if shutil.which("gridcase", path=environment.get("PATH", "")) or not script.is_file():
        return ""
    return f"source {shlex.quote(str(script))}"


def welcome(
    settings: Settings, choice: EngineChoice, tokens: Sequence[tuple[str, str]], environment: Mapping[str, str]
) -> Sequence[str]:
    """Return the few lines that say where everything is and what to try; none is broken, they are copied."""
    ui = f"http://{LOOPBACK}:{settings.ui_port}" if choice.path is not None else f"由集群 {settings.target} 提供"
    told = told_by({**environment, **({VAR: str(settings.var.absolute())} if VAR in environment else {})})
    before = " && ".join(line for line in (_activated(environment), told) if line)
    desk = f"{address(settings)}/console"
    rows = (
        ("工作台", desk),
        *((f"登录链接 {label}", f"{desk}/sign-in#{token}") for label, token in tokens if label in LOOKING),
        ("网上举报", f"{address(settings)}/report/"),
        ("接口说明", f"{address(settings)}/docs"),
        ("Open311", f"{address(settings)}/open311/discovery.json"),
        ("Temporal 界面", ui),
        ("数据目录", f"{settings.var}（日志在 {settings.var / 'log'}）"),
        *([("另开终端时先运行", before)] if before else ()),
        *((f"令牌 {label}", token) for label, token in tokens),
        *(
            ("试一试", example)
            for example in ("gridcase demo", "gridcase case list --rehearsals", "gridcase acts", "gridcase --help")
        ),
    )
    wide = max(cell_len(label) for label, _ in rows) + 2
    lines = (label + " " * (wide - cell_len(label)) + escape(said) for label, said in rows)
    return ("[bold]网格案系统已启动[/]  Ctrl-C 停止", *lines)
