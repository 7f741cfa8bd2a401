"""Build the engine from the Go sources in deploy/engine: all or nothing, watched, with the log kept."""

import os
from pathlib import Path

from engine import cache, toolchain, version
from engine.choice import EngineUnavailable, Say
from engine.progress import Stopwatch, tail, watch

_SETTINGS = {"CGO_ENABLED": "0", "GOTOOLCHAIN": "local", "GOWORK": "off"}
"""No C compiler, no other toolchain and no surrounding workspace have a say in what is built."""


def build(say: Say) -> Path:
    """Build the binary and put it into the cache; nothing appears there unless it runs."""
    if not (cache.SOURCES / "go.mod").is_file():
        raise EngineUnavailable(
            f"找不到引擎源码 {cache.SOURCES}，无法编译；请在完整的源码目录中运行，或在设置中填写 Temporal 集群地址。"
        )
    go = toolchain.go(say)
    target = cache.binary()
    target.parent.mkdir(exist_ok=True)
    made = target.with_name(f"partial-{target.name}")
    made.unlink(missing_ok=True)
    _compile(go, made, target.with_name("build.log"), say)
    return made.replace(target)


def _compile(go: Path, made: Path, log: Path, say: Say) -> None:
    say("本机没有可用的引擎，现在编译；首次约需五分钟，以后直接使用。")
    stopwatch = Stopwatch()
    code = watch(
        [str(go), "build", "-v", "-trimpath", "-buildvcs=false", "-ldflags=-s -w", "-o", str(made), "."],
        log,
        lambda at: say(_state(at, log)),
        folder=cache.SOURCES,
        environment=os.environ | _SETTINGS,
    )
    ending = f"完整日志：{log}；最后几行：\n{tail(log)}"
    if code != 0:
        raise EngineUnavailable(f"引擎编译失败（退出码 {code}）；如系网络原因，请检查 Go 模块代理（GOPROXY）。{ending}")
    if not version.suits(made):
        raise EngineUnavailable(f"引擎已编译，但不能在本机运行。{ending}")
    say(f"引擎编译完成，用时 {stopwatch}。")


def _state(stopwatch: Stopwatch, log: Path) -> str:
    """Say what is waited for: `go build -v` logs each module it fetches and each package it has compiled."""
    lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
    if not lines:
        return f"正在准备编译，已用 {stopwatch}……"
    if lines[-1].startswith("go: downloading "):
        return f"正在下载 Go 模块 {lines[-1].split()[2]}，已用 {stopwatch}……"
    packages = sum(not line.startswith("go: ") for line in lines)
    return f"正在编译引擎，已用 {stopwatch}，已编译 {packages} 个包（最近：{lines[-1]}）……"
