"""Where engines are kept between runs: one folder for each state of the engine's sources."""

import hashlib
import platform
from pathlib import Path

import platformdirs

SOURCES = Path(__file__).resolve().parent.parent / "deploy" / "engine"
_SUFFIX = ".exe" if platform.system() == "Windows" else ""


def home() -> Path:
    """Return the folder of engines in the user's cache, made if missing."""
    folder = platformdirs.user_cache_path("gridcase", appauthor=False) / "engine"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def binary() -> Path:
    """Return the place of the binary built from the sources as they are now, whether or not it is there."""
    return home() / fingerprint() / f"gridcase-engine{_SUFFIX}"


def fingerprint() -> str:
    """Return a short hash of what decides the binary: the Go sources, their pinned modules, the machine."""
    digest = hashlib.sha256(f"{platform.system()} {platform.machine()}".encode())
    for path in sorted([*SOURCES.glob("*.go"), SOURCES / "go.mod", SOURCES / "go.sum"]):
        if path.is_file():
            digest.update(b"\0" + path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]
