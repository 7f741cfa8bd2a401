"""What demos leave behind: a note of the files that a demo has opened; the next demo ends those of one that is gone."""

import fcntl
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from settings import Settings


class Note:
    """The files that one demo has opened, a number a line."""

    def __init__(self, held: TextIO) -> None:
        self._held = held

    def keep(self, numbers: Iterable[str]) -> None:
        """Take down the files there are by now, at once."""
        self._held.seek(0)
        print(*numbers, sep="\n", file=self._held, flush=True)


def folder_of(settings: Settings) -> Path:
    """Return where the notes of this user's demos are."""
    return settings.var / "demos"


@contextmanager
def note(folder: Path, run: str) -> Iterator[Note]:
    """Hold the note of a demo while it runs; it goes with a demo that came to its end."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / run
    with path.open("w", encoding="ascii") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield Note(held)
        path.unlink()


def left(folder: Path) -> Iterator[list[str]]:
    """Yield what each demo left that runs no more; its note goes once whoever asked has come back for the next."""
    for path in sorted(folder.glob("*")):
        with path.open(encoding="ascii") as found:
            try:
                fcntl.flock(found, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                continue
            yield found.read().split()
            path.unlink(missing_ok=True)
