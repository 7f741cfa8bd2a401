"""The browser that the console is tested in (make browser): the machine's Chromium, or the one in an npm package.

The package carries the browser and the libraries that a bare machine lacks, packed with brotli, which Node unpacks. The
checkers of pages (axe-core) and of scripts (acorn) come the same way. Letters are those that documents are set in, so
that a page looks the same on a machine without Chinese fonts.
"""

import os
import platform
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from xml.sax.saxutils import escape

from filelock import FileLock

from engine import npm
from engine.choice import Say
from engine.npm import NpmUnavailable, Package
from engine.progress import tail, watch
from papers import fonts

COMMANDS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
CHROMIUM = Package(
    pin="@sparticuz/chromium@153.0.0",
    integrity="jiGWqSvPMdu4+P9TilYqAR7yEGPEHINx+lCvE/NqNO/EHYzF/x1hUiI5T6ioVIt7dEy7n88byyT0vk+dnsgQwA==",
    what="浏览器",
    megabytes=67,
)
AXE = Package(
    pin="axe-core@4.14.1",
    integrity="FHfa+lmNjQZfJz1q8wKqIDwC6DExcHt/pkjNQb09a3NPjCKg2rhu5qb2S4r76ASyFNNtuFooJpZe37OgudVGtQ==",
    what="网页检查程序",
    megabytes=1,
)
ACORN = Package(
    pin="acorn@8.19.0",
    integrity="oJlA3XiRm7Cyk6qFD2Jn8ak9B7jSy0qy00ADO3+8dpT0LSjFihQYv4C02LFCSYJV3Q37xYwwRy5m+IpIiUzqWw==",
    what="脚本检查程序",
    megabytes=1,
)
CHECKERS = {AXE: "package/axe.min.js", ACORN: "package/dist/acorn.js"}
"""What pages and scripts are checked with, and which file of its package it is."""
MACHINES = ("x86_64", "AMD64")
"""What the packed browser runs on."""
ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--font-render-hinting=none", "--lang=zh-CN")
"""How it starts on a machine without a screen, as root, in little shared memory."""
STARTS_WITHIN = 60
UNPACK = (
    "const fs=require('fs'),z=require('zlib'),[i,o]=process.argv.slice(1);"
    "require('stream').pipeline(fs.createReadStream(i),z.createBrotliDecompress(),"
    "fs.createWriteStream(o),e=>{if(e){console.error(e);process.exitCode=1}})"
)


class BrowserUnavailable(Exception):  # noqa: N818  an answer, not an error
    """No browser can be had; what was tried, and what to do."""


@dataclass(frozen=True, slots=True)
class Browser:
    """A Chromium that starts on this machine, and the checker of pages."""

    path: Path
    axe: Path
    acorn: Path
    libraries: Path | None = None
    """Where it finds what the machine lacks."""
    arguments: tuple[str, ...] = field(default=ARGUMENTS)

    @property
    def environment(self) -> Mapping[str, str]:
        """Return the environment in which it is started."""
        return _environment(self.libraries) | {"FONTCONFIG_FILE": str(_letters())}


def find(say: Say) -> Browser:
    """Return the browser; fetch what is not here yet, one process at a time.

    Raises:
        BrowserUnavailable: none can be had.
    """
    folder = npm.home("browser")
    with FileLock(folder / "obtain.lock"):
        try:
            axe, acorn = (_checker(one, folder, say) for one in (AXE, ACORN))
            found = _on_path()
            browser = Browser(found, axe, acorn) if found else _packed(folder, axe, acorn, say)
            fonts.find(say)
        except (NpmUnavailable, fonts.FontsUnavailable) as refused:
            raise BrowserUnavailable(str(refused)) from None
    say(f"使用浏览器：{browser.path}（{_version(browser.path, browser.libraries)}）。")
    return browser


@cache
def known() -> Browser:
    """Return the browser as it was found.

    Raises:
        BrowserUnavailable: it has not been fetched.
    """
    folder = npm.home("browser")
    path, made = _on_path(), folder / CHROMIUM.pin.rpartition("/")[2]
    axe, acorn = (_kept(one, folder) for one in (AXE, ACORN))
    if not (axe.is_file() and acorn.is_file()) or (path is None and not made.is_dir()):
        raise BrowserUnavailable("没有测试用的浏览器；请运行 make browser 取得")
    return Browser(path, axe, acorn) if path else Browser(made / "chromium", axe, acorn, made / "lib")


def _on_path() -> Path | None:
    """Return a Chromium of the machine's that starts; a stand-in that only says where to get one does not."""
    paths = (shutil.which(name) for name in COMMANDS)
    return next((Path(path) for path in paths if path and _version(Path(path), None)), None)


def _packed(folder: Path, axe: Path, acorn: Path, say: Say) -> Browser:
    made = folder / CHROMIUM.pin.rpartition("/")[2]
    if not made.is_dir():
        if platform.system() != "Linux" or platform.machine() not in MACHINES:
            raise BrowserUnavailable("本机没有 Chromium，npm 中的只能在 x86_64 的 Linux 上运行；请安装 Chromium 后重试")
        say("PATH 中没有 Chromium，改用 npm 中的。")
        with tempfile.TemporaryDirectory(dir=folder, prefix="unpack-") as scratch:
            fresh = Path(scratch) / "fresh"
            fresh.mkdir()
            with npm.fetched(CHROMIUM, folder, say) as packed:
                _unpack(packed, fresh, Path(scratch), say)
            if not _version(fresh / "chromium", fresh / "lib"):
                raise BrowserUnavailable(f"取得的浏览器不能在本机启动：\n{_lacking(fresh)}")
            fresh.replace(made)
    return Browser(made / "chromium", axe, acorn, made / "lib")


def _unpack(packed: Path, fresh: Path, scratch: Path, say: Say) -> None:
    node = npm.node_command(say)
    wanted = {"package/bin/chromium.br": fresh / "chromium", "package/bin/al2023.tar.br": scratch / "al2023.tar"}
    with tarfile.open(packed) as archive:
        for name, target in wanted.items():
            archive.extract(name, scratch, filter="data")
            log = scratch / "unpack.log"
            command = [node, "-e", UNPACK, str(scratch / name), str(target)]
            if watch(command, log, lambda at: say(f"正在解开浏览器，已用 {at}……")) != 0:
                raise BrowserUnavailable(f"浏览器的压缩包解不开：\n{tail(log)}")
    with tarfile.open(scratch / "al2023.tar") as libraries:
        libraries.extractall(fresh, filter="data")
    (fresh / "chromium").chmod(0o755)


def _version(path: Path, libraries: Path | None) -> str:
    """Return what a Chromium says it is; empty where it does not start."""
    command, environment = [str(path), "--version", "--no-sandbox"], _environment(libraries)
    try:
        told = subprocess.run(
            command, capture_output=True, text=True, check=False, env=environment, timeout=STARTS_WITHIN
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return told.stdout.strip() if told.returncode == 0 and "Chrom" in told.stdout else ""


def _lacking(fresh: Path) -> str:
    """Return the libraries that neither the machine nor the package has."""
    told = subprocess.run(
        ["ldd", str(fresh / "chromium")], capture_output=True, text=True, check=False, env=_environment(fresh / "lib")
    )
    return "\n".join(line.strip() for line in told.stdout.splitlines() if "not found" in line)


def _environment(libraries: Path | None) -> dict[str, str]:
    if libraries is None:
        return dict(os.environ)
    paths = filter(None, (str(libraries), os.environ.get("LD_LIBRARY_PATH", "")))
    return {**os.environ, "LD_LIBRARY_PATH": ":".join(paths)}


def _kept(package: Package, folder: Path) -> Path:
    return folder / f"{package.pin}.js"


def _checker(package: Package, folder: Path, say: Say) -> Path:
    made = _kept(package, folder)
    if not made.is_file():
        with npm.fetched(package, folder, say) as packed, tarfile.open(packed) as archive:
            content = archive.extractfile(CHECKERS[package])
            if content is None:
                raise BrowserUnavailable(f"{package.pin} 中没有 {CHECKERS[package]}")
            fresh = made.with_suffix(".new")
            fresh.write_bytes(content.read())
            fresh.replace(made)
    return made


def _letters() -> Path:
    """Return a list of the fonts a page may use: the machine's, and the one with Chinese letters that documents have."""
    folder = npm.home("browser")
    told = (
        '<?xml version="1.0"?><fontconfig>'
        '<match target="pattern"><test name="family"><string>sans-serif</string></test>'
        f'<edit name="family" mode="prepend" binding="strong"><string>{fonts.FAMILY}</string></edit></match>'
        '<include ignore_missing="yes">/etc/fonts/fonts.conf</include>'
        f"<dir>{escape(str(fonts.home()))}</dir><cachedir>{escape(str(folder / 'letters'))}</cachedir>"
        "</fontconfig>"
    )
    made = folder / "fonts.conf"
    if not made.is_file() or made.read_text(encoding="utf-8") != told:
        fresh = folder / f"fonts.{os.getpid()}.new"
        fresh.write_text(told, encoding="utf-8")
        fresh.replace(made)
    return made


def main() -> None:
    """Find the browser, or say in a sentence why there is none."""
    try:
        find(print)
    except BrowserUnavailable as refused:
        sys.exit(f"没有测试用的浏览器：{refused}")


if __name__ == "__main__":
    main()
