"""Let the SDK download the engine it knows, in a process of its own that can be given up.

The SDK sets no limit to its download, so a network that swallows packets would hang us; a child process does not.
"""

import os
import sys
import tempfile
from importlib.metadata import version as installed
from pathlib import Path

from engine import cache, version
from engine.choice import Say
from engine.progress import Stopwatch, watch

OFFLINE = "GRIDCASE_OFFLINE"
_ANSWER_WITHIN = 10
_WHOLE_WITHIN = 300


def fetch(say: Say) -> Path | None:
    """Return the engine the SDK downloads, or None where it cannot be had; an earlier download is used again."""
    folder = cache.home() / f"sdk-{installed('temporalio')}"
    if not folder.is_dir() and not _download(folder, say):
        return None
    found = next((path for path in folder.glob("temporal-*") if version.suits(path)), None)
    if found is None:
        say(f"SDK 下载的引擎版本不符（需要 Temporal 服务 {version.REQUIRED_TEXT} 以上），不采用。")
    return found


def _download(folder: Path, say: Say) -> bool:
    if os.environ.get(OFFLINE) == "1":
        say(f"已设定离线（{OFFLINE}=1），不下载引擎。")
        return False
    say("正在尝试由 SDK 下载引擎……")
    with tempfile.TemporaryDirectory(dir=cache.home(), prefix="download-") as scratch:
        made = Path(scratch) / "engine"
        made.mkdir()
        if _run(made, Path(scratch) / "download.log", say) != 0:
            say("SDK 未能下载引擎（网络不通或过慢）。")
            return False
        made.replace(folder)
    return True


def _run(folder: Path, log: Path, say: Say) -> int:
    def give_up(stopwatch: Stopwatch) -> bool:
        begun = any(folder.iterdir())
        return stopwatch.seconds >= (_WHOLE_WITHIN if begun else _ANSWER_WITHIN)

    return watch(
        [sys.executable, "-m", "engine.sdk_download", str(folder)],
        log,
        lambda at: say(f"正在下载引擎，已用 {at}……"),
        give_up=give_up,
        folder=Path(__file__).resolve().parent.parent,
    )
