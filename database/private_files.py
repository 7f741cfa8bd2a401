"""What is kept locally is its owner's alone: names of people stand in the register in clear."""

import os
import stat
from contextlib import suppress
from pathlib import Path

OWNER_ONLY = 0o600
OWNERS_FOLDER = 0o700
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
