"""How often a sender, and an address, may come through the doors (限流): a bucket of requests that fills up again.

Kept in the process that answers: where several answer, each lets in as much. What was let in is never undone by it.
"""

import math
import re
import time
from collections import OrderedDict
from collections.abc import Callable
from http import HTTPStatus

from starlette.requests import Request

from api.problems import Refusal

DOORS = re.compile(r"/v1/platforms/|/report/")
"""Where complaints come in from outside whose sender the intake knows; other doors count whom they have made out."""
MOST_KNOWN = 20_000
"""Of how many senders and addresses it is remembered when they last came; the longest unseen are forgotten."""
MINUTE = 60.0


class TooMany(Refusal):
    """The answer to who comes too often: when to come again."""

    def __init__(self, wait: int) -> None:
        sentence = f"提交过于频繁，本次没有受理；请{wait}秒后原样重发，同一编号只会计一次"
        super().__init__(HTTPStatus.TOO_MANY_REQUESTS, "too-many-requests", "提交过于频繁", sentence)
        self.wait = wait


class Limits:
    """Counts who comes, each by themselves; `per_minute` may come at once, and as many again in each minute."""

    def __init__(self, per_minute: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._most, self._clock = float(per_minute), clock
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, who: str) -> None:
        """Count one more of somebody's requests; refuse it, uncounted, where they have none left."""
        now = self._clock()
        left, seen = self._left.pop(who, (self._most, now))
        left = min(self._most, left + (now - seen) * self._most / MINUTE)
        self._left[who] = (left - 1 if left >= 1 else left, now)
        if len(self._left) > MOST_KNOWN:
            self._left.popitem(last=False)
        if left < 1:
            raise TooMany(math.ceil((1 - left) * MINUTE / self._most))


class DoorLimits:
    """The limits of the doors: of a sender that is known, and of an address nobody is known to stand behind."""

    def __init__(self, of_sender: int, of_address: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._senders, self._addresses = Limits(of_sender, clock), Limits(of_address, clock)

    def come(self, request: Request) -> None:
        """Count a request that comes to a door, before its body is read; any other is not counted."""
        if request.method != "POST" or DOORS.match(request.url.path) is None:
            return
        actor = getattr(request.state, "actor", None)
        if actor is None:
            self.nobody(request)
        else:
            self._senders.take(str(actor))

    def nobody(self, request: Request) -> None:
        """Count a request of somebody who is not known, by the address it comes from."""
        self._addresses.take(request.client.host if request.client else "")

    def sent_by(self, sender: str) -> None:
        """Count what a sender sends that is known only by what it sent."""
        self._senders.take(sender)
