"""The list of acts that a file's workflow owns, and the keys they were sent under; nothing else is kept of a file."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from models.acts import Act, Content
from models.file import Judgment, SentAs
from models.people import ENGINE
from workflows.renumbering import Renumbering


class ActList:
    """Acts in the order of their numbers."""

    def __init__(self, acts: Sequence[Act], sent: Iterable[SentAs]) -> None:
        self._sent: dict[str, Content] = {one.key: one.content for one in sent}
        self._acts: list[Act] = []
        self._by_key: dict[str, Act] = {}
        for act in acts:
            self.append(act)

    def __len__(self) -> int:
        return len(self._acts)

    def __bool__(self) -> bool:
        return bool(self._acts)

    @property
    def all(self) -> tuple[Act, ...]:
        """Return every act."""
        return tuple(self._acts)

    @property
    def last(self) -> Act:
        """Return the last act."""
        return self._acts[-1]

    def under(self, key: str) -> Act | None:
        """Return the act that was sent under a key."""
        return self._by_key.get(key)

    def of(self, key: str) -> Act:
        """Return the act that was sent under a key; KeyError where none was."""
        return self._by_key[key]

    def sent(self, key: str) -> Act | None:
        """Return the act that was sent under a key, as it was sent: with the numbers that others had then."""
        act, content = self.under(key), self._sent.get(key)
        return act.model_copy(update={"content": content}) if act and content else act

    @property
    def otherwise_sent(self) -> tuple[SentAs, ...]:
        """Return what was sent where an act says it with other numbers now."""
        return tuple(SentAs(key=key, content=content) for key, content in self._sent.items())

    def append(self, act: Act) -> None:
        """Put an act at the end."""
        self._acts.append(act)
        self._by_key[act.key] = act

    def note(self, key: str, content: Content, now: datetime) -> None:
        """Let the engine enter what it found out, once under its key."""
        if key not in self._by_key:
            no = len(self._acts) + 1
            self.append(Act(no=no, key=key, happened_at=now, recorded_at=now, by=ENGINE, content=content))

    def take(self, judgment: Judgment) -> None:
        """Put what was decided into the list, the engine's acts before whatever came in meanwhile."""
        for no, irregularity in judgment.irregularities.items():
            further = judgment.further_irregularities.get(no, ())
            self._acts[no - 1] = self._acts[no - 1].departing(irregularity, *further)
        added = len(judgment.engine_acts)
        seen = judgment.judged - added
        meanwhile = self._acts[seen:]
        renumbering = Renumbering.of(self._acts, seen, added)
        del self._acts[seen:]
        for act in judgment.engine_acts:
            self.append(act)
        for act in meanwhile:
            moved = renumbering.act(act)
            if moved.content != act.content:
                self._sent[act.key] = act.content
            self.append(moved)
