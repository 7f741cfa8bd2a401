"""What was judged lately (近次判断): what admission has just worked out, the judgment is not made to work out again.

Both ask for the same acts at the same instant under the same law, a moment apart and mostly in one process. To judge is
a pure function: nothing depends on whether it was asked before, and acts are compared, never trusted.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from datetime import datetime
from typing import Generic, TypeVar

from judging.kind import Kind
from law.edition import Law
from models.acts import Act

T = TypeVar("T")
KEPT = 64
"""How many answers that nobody has asked for again are kept."""


class Lately(Generic[T]):
    """The last answers of a pure function of a file; each is handed out once more, to whoever asks for the same.

    Threads may ask at the same time: every step on what is kept is one call, which nothing comes between.
    """

    def __init__(self, work: Callable[..., T]) -> None:
        self._work = work
        self._kept: OrderedDict[Hashable, tuple[Kind, Law, tuple[Act, ...], T]] = OrderedDict()

    def __call__(self, kind: Kind, acts: Sequence[Act], law: Law, at: datetime, *about: Hashable) -> T:
        """Return what the function returns, worked out now or a moment ago."""
        key = (acts[-1].key if acts else "", at, about)
        found = self._kept.pop(key, None)
        if found is not None and found[0] is kind and found[1] is law and found[2] == tuple(acts):
            return found[3]
        made = self._work(kind, acts, law, at, *about)
        self._kept[key] = (kind, law, tuple(acts), made)
        if len(self._kept) > KEPT:
            self._kept.popitem(last=False)
        return made
