"""The fonts that documents are set in (字体): open ones, pinned by their digest, so that a page is the same everywhere.

They come from the npm package that carries them, through npm: the machine's own, or the one PyPI has as a wheel. The
fonts of the office (仿宋, 小标宋) are named in docx and never shipped.
"""

import hashlib
import tarfile
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

import platformdirs
from filelock import FileLock

from engine import npm
from engine.npm import NpmUnavailable, Package

Say = Callable[[str], None]

PACKAGE = Package(
    pin="@expo-google-fonts/noto-serif-sc@0.4.3",
    integrity="fSmUpiSFtSeyHV45/2xUOy5SdfExklQwwMKN3cQjAZAujITHDmSbpMHCVdCMhRqMjQtu0ZRgc29u8A+CU3akfw==",
    what="字体",
    megabytes=69,
)
FILES = {
    "NotoSerifSC_400Regular.ttf": "c358a69de3df5f423a8946a7b03e3126fb6ba116f1130a463455b4e39e1f0742",
    "NotoSerifSC_700Bold.ttf": "9c6a2ba736e4b499c84f65ce366bd3625c0401885fd3e585ace50fb738b96ff6",
}
"""The fonts that are used, by their SHA-256."""
FAMILY = "Noto Serif SC"
RARE_PACKAGE = Package(
    pin="hanamin@0.0.5",
    integrity="QqPz1wsSEiQRp0EEaz2+YfwjtRSthy7XxTSvUzn508JLq7/fVTKaOCufu+Evx+sX+PalH5su5+d19+kXgZQLRA==",
    what="生僻字字体",
    megabytes=23,
)
RARE = f"rare-{RARE_PACKAGE.pin.replace('@', '-')}"
"""The folder of the font for rare characters, in pieces (`papers.rare`); it is there as a whole or not at all."""
OFFICE = "office"
"""The folder in which an office puts fonts of its own for what the others lack."""


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
    return _has_usual(folder) and (folder / RARE).is_dir()


def _has_usual(folder: Path) -> bool:
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
    try:
        if not _has_usual(folder):
            with npm.fetched(PACKAGE, folder, say) as packed:
                unpack(packed, folder)
        if not (folder / RARE).is_dir():
            with npm.fetched(RARE_PACKAGE, folder, say) as packed:
                _unpack_pieces(packed, folder)
    except NpmUnavailable as refused:
        raise FontsUnavailable(str(refused)) from None


def unpack(packed: Path, folder: Path) -> None:
    """Take the fonts out of the package, if it is the one that is pinned.

    Raises:
        FontsUnavailable: it is another.
    """
    try:
        npm.check(PACKAGE, packed)
    except NpmUnavailable as refused:
        raise FontsUnavailable(str(refused)) from None
    with tarfile.open(packed) as archive:
        for member in archive:
            name = Path(member.name).name
            content = archive.extractfile(member) if name in FILES else None
            if content is not None:
                fresh = folder / f"{name}.new"
                fresh.write_bytes(content.read())
                fresh.replace(folder / name)


def _unpack_pieces(packed: Path, folder: Path) -> None:
    with tempfile.TemporaryDirectory(dir=folder, prefix="pieces-") as scratch, tarfile.open(packed) as archive:
        archive.extractall(scratch, filter="data")
        (Path(scratch) / "package").replace(folder / RARE)
