"""Judges that fail: in every case that has been inspected, for as long as the test or the story wants."""

import threading
from typing import TypeVar

from temporalio import activity

from activities.judging import JudgeActivities
from activities.messages import JudgeRequest
from judging.record import Record
from models.acts.investigation import InspectSite
from models.file import Judgment

J = TypeVar("J", bound=JudgeActivities)


def _is_hit(request: JudgeRequest) -> bool:
    """Tell whether a case is one of those that the fault hits: its inspection counts, and is not withdrawn."""
    return Record.of(request.acts).has(InspectSite)


class Faulty(JudgeActivities):
    """A rule that fails until somebody mends it."""

    mended = False

    @activity.defn(name="judge_file")
    def judge_file(self, request: JudgeRequest) -> Judgment:
        """Judge, or fail."""
        if not self.mended and _is_hit(request):
            raise ZeroDivisionError("a rule divides by nothing")
        return super().judge_file(request)


class FaultyAtOnce(JudgeActivities):
    """A judgment that fails in the workflow task, and is made outside it."""

    @activity.defn(name="judge_file")
    def judge_file(self, request: JudgeRequest) -> Judgment:
        """Judge, or fail."""
        if activity.info().is_local and _is_hit(request):
            raise ZeroDivisionError("not at once")
        return super().judge_file(request)


class Slow(JudgeActivities):
    """A judgment that, once, takes longer than it may in the workflow task."""

    left = 1
    limit = threading.Event()
    """Set when the time is over."""

    @activity.defn(name="judge_file")
    def judge_file(self, request: JudgeRequest) -> Judgment:
        """Judge, once too late."""
        if type(self).left and activity.info().is_local and _is_hit(request):
            type(self).left -= 1
            type(self).limit.wait(60)
        return super().judge_file(request)


def fresh(judge: type[J]) -> type[J]:
    """Return a judge like another, with a state of its own."""
    state = {"limit": threading.Event()} if issubclass(judge, Slow) else {}
    return type(judge.__name__, (judge,), state)
