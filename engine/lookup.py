"""The order of look-up: the cluster of the settings, `temporal` on PATH, an earlier build, the SDK's download, a build.

Whatever has to be fetched or built is fetched or built by one process at a time; the others wait and then find it.
"""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from engine import build, cache, download, version
from engine.choice import EngineChoice, Kind, Say
from engine.progress import PULSE, Stopwatch

Look = Callable[[Say], Path | None]

_NAMES: dict[Kind, str] = {
    "path": "PATH 中的 temporal",
    "cache": "此前编译的引擎",
    "download": "SDK 下载的引擎",
    "built": "刚编译的引擎",
}


def find(settings_address: str | None, say: Say) -> EngineChoice:
    """Return the engine to use and tell the user which one was taken."""
    if settings_address:
        say(f"使用设置中的 Temporal 集群：{settings_address}。")
        return EngineChoice("cluster", None, settings_address)
    return _first(say, ("path", on_path), ("cache", in_cache)) or _obtain(say)


def on_path(say: Say) -> Path | None:
    """Return `temporal` on PATH if its server is new enough."""
    found = shutil.which("temporal")
    if found is None:
        return None
    if version.suits(Path(found)):
        return Path(found)
    say(f"PATH 中的 {found} 版本不符（需要 Temporal 服务 {version.REQUIRED_TEXT} 以上），不采用。")
    return None


def in_cache(_: Say) -> Path | None:
    """Return the binary built earlier from the sources as they are now."""
    binary = cache.binary()
    return binary if version.suits(binary) else None


def _obtain(say: Say) -> EngineChoice:
    with _one_at_a_time(say):
        choice = _first(say, ("cache", in_cache), ("download", download.fetch))
        return choice or _taken(say, "built", build.build(say))


def _first(say: Say, *looks: tuple[Kind, Look]) -> EngineChoice | None:
    for kind, look in looks:
        path = look(say)
        if path is not None:
            return _taken(say, kind, path)
    return None


def _taken(say: Say, kind: Kind, path: Path) -> EngineChoice:
    say(f"使用{_NAMES[kind]}：{path}。")
    return EngineChoice(kind, path, None)


@contextmanager
def _one_at_a_time(say: Say) -> Iterator[None]:
    lock = FileLock(cache.home() / "obtain.lock")
    watch = Stopwatch()
    while not lock.is_locked:
        try:
            lock.acquire(timeout=PULSE)
        except Timeout:
            say(f"另一个进程正在准备引擎，已等待 {watch}……")
    try:
        yield
    finally:
        lock.release()
