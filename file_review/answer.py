"""What a question is answered with (评查问题的回答): kept or departed from, by how much and why; or that nobody had to ask."""

from dataclasses import dataclass
from datetime import date


class Asleep(Exception):  # noqa: N818  an answer, no error
    """Nobody had to ask this on that day, or of that act."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a question was answered with."""

    because: str
    due: date | None = None
    actual: date | None = None
    over: int | None = 0
    """By how many days it was missed; 0 where it was kept."""
    departed: bool = False
    article: str = ""
    """The article in the words of a refusal; empty = the rule's own."""
    code: str = ""
    """The code of the refusal, where a guard departs in one of several ways."""
    missing: tuple[str, ...] = ()
    """What no source of the file can tell and the answer waits for (放假安排); with it nothing is judged."""
    about: tuple[int, ...] = ()
    """Further acts the answer is about, besides the one that was asked of."""
