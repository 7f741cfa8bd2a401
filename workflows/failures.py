"""What becomes of a judgment that fails: whoever waits for it is told, and it is tried again a little later.

Each try is made from the acts as they are then: a withdrawal, a correction or a repaired rule heals the file.
"""

from datetime import datetime, timedelta

from temporalio.exceptions import ApplicationError, FailureError

JUDGMENT_FAILED = "JudgmentFailed"
"""The type of the answer to whoever waits for a judgment that fails."""
FIRST_PAUSE, LONGEST_PAUSE = timedelta(seconds=1), timedelta(minutes=5)


class Failures:
    """The failed tries of a file's judgment in this run."""

    def __init__(self) -> None:
        self.count = 0
        """How many tries have failed."""
        self.again_at: datetime | None = None
        """When the judgment that failed last is tried again; None = it did not fail, or has been made since."""
        self._pause = FIRST_PAUSE
        self._known = 0

    @property
    def stands(self) -> bool:
        """Tell whether the last try failed."""
        return self.again_at is not None

    def add(self, known: int, now: datetime) -> None:
        """Note that a try failed which knew so many acts."""
        self.count += 1
        self._known = known
        self.again_at, self._pause = now + self._pause, min(self._pause * 2, LONGEST_PAUSE)

    def heal(self) -> None:
        """Note that the judgment was made."""
        self.again_at, self._pause, self._known = None, FIRST_PAUSE, 0

    def knew(self, no: int) -> bool:
        """Tell whether the try that failed last knew an act; an act that came in since is a reason to try at once."""
        return no <= self._known


def type_of(fault: FailureError) -> str:
    """Return what kind of fault it was; its text may hold what was typed into an act."""
    cause = fault.cause
    return (isinstance(cause, ApplicationError) and cause.type) or type(cause).__name__
