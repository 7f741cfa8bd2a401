"""Several files in step (同步演练): whatever happens in any of them, by an act or by time, happens in the order of time.

A clock is moved where time changes its file, one file after the other, and to the instant of an act that is done or
told there; nothing happens in the others meanwhile. In the end all of them are moved to the same instant.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from models.values import Instant
from rehearsal.playing import Play


class Stop(NamedTuple):
    """The next instant at which time changes one of the files."""

    at: datetime
    play: Play
    file_no: str


class Rehearsal:
    """The stories of one source, in step."""

    def __init__(self, plays: Sequence[Play]) -> None:
        self.plays = plays

    def run(self, until: datetime | None) -> None:
        """Play every scene in the order of time, then let time pass to the end of the story."""
        agenda = [(scene, play) for play in self.plays for scene in play.script.scenes]
        for scene, play in sorted(agenda, key=lambda row: row[0].at):
            if until is not None and scene.at > until:
                break
            self.go(scene.at)
            play.enter(scene)
        ends = [play.script.until for play in self.plays if play.script.until is not None]
        last = max((scene.at for scene, _ in agenda), default=None)
        end: Instant | None = until or max(ends, default=None) or last
        if end is not None:
            self.go(end)
            for play in self.plays:
                for file_no in play.running:
                    play.advance(file_no, end)

    def go(self, to: datetime) -> None:
        """Let time change every file, one instant after the other, up to this one."""
        while (stop := self._next(to)) is not None:
            stop.play.advance(stop.file_no, stop.at)

    def _next(self, to: datetime) -> Stop | None:
        found = (
            Stop(at, play, file_no)
            for play in self.plays
            for file_no in play.running
            if (at := play.next_instant(file_no)) is not None and at < to
        )
        return min(found, key=lambda stop: stop.at, default=None)
