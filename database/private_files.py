"""What is kept locally is its owner's alone: names of people stand in the register in clear."""

import base64
import os
import secrets
import stat
from contextlib import suppress
from pathlib import Path

OWNER_ONLY = 0o600
OWNERS_FOLDER = 0o700
KEY_BYTES = 32
OTHERS = 0o077
"""What group and others may not have of a file or folder."""


def keep_private(folder: Path) -> None:
    """Have whatever this process and its children make be its owner's alone, and take from others what is there."""
    os.umask(OTHERS)
    for path in (folder, *folder.rglob("*")):
        close_to_others(path)


def make_private_file(path: Path) -> None:
    """Make an empty file that its owner alone may read, with its folder, unless it is there; close it to others."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=OWNERS_FOLDER)
    path.touch(mode=OWNER_ONLY)
    close_to_others(path)


def close_to_others(path: Path) -> None:
    """Take a file or folder from group and others; what is somebody else's is theirs to close."""
    with suppress(PermissionError, FileNotFoundError):
        mode = path.lstat().st_mode
        if mode & OTHERS and not stat.S_ISLNK(mode):
            path.chmod(stat.S_IMODE(mode) & ~OTHERS)


def kept_key(path: Path) -> str:
    """Return the key of a file, made on first use and readable by its owner only; two starters get the same key."""
    if not path.exists():
        _make_key(path)
    return path.read_text("ascii").strip()


def _make_key(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, OWNER_ONLY), "wb") as file:
        file.write(base64.urlsafe_b64encode(secrets.token_bytes(KEY_BYTES)))
    with suppress(FileExistsError):
        os.link(fresh, path)
    fresh.unlink()
