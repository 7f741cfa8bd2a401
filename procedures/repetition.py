"""The same thing done twice (重复办理): refused while the first one stands, and the refusal names it.

What differs in a word that matters is another act: another violation to be corrected, another slip put right.
How it is served, and which number it goes by, are no such words.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from judging.attempt import Attempt
from law.refusals import OutOfOrder
from models.acts import Act, Content, Served

HOW = frozenset({"of", *Served.__annotations__})
"""Fields that say how an act is done, not what it says."""


def not_said_already(attempt: Attempt, standing: Iterable[Act], article: str) -> None:
    """Refuse an act that says, word for word, what one of these says that still stand."""
    said = _words(attempt.content)
    earlier = next((one for one in standing if one.no != attempt.act.no and _words(one.content) == said), None)
    if earlier is not None:
        label = attempt.act.content.label
        sentence = f"内容相同的“{label}”已于{earlier.day.isoformat()}办理（第{earlier.no}号行为），不得重复"
        raise OutOfOrder("said-already", sentence, article=article, field="act")


def not_twice_a_day(attempt: Attempt) -> None:
    """Refuse what was done the same day already, word for word: a letter that came in twice is one letter (重复提交)."""
    act = attempt.act
    same_day = (one for one in attempt.whole.all(type(act.content)) if one.day == act.day)
    not_said_already(attempt, same_day, attempt.kind.steps[type(act.content)].rests_on(attempt))


def _words(content: Content) -> dict[str, Any]:
    return {name: value for name, value in content.known().items() if name not in HOW}


def not_running_already(attempt: Attempt, begun: Iterable[Act], ended: Mapping[int, date], article: str) -> None:
    """Refuse to begin what one of these has begun that has not ended by the day of the act."""
    running = (one for one in begun if one.day <= attempt.day < ended.get(one.no, date.max))
    earlier = next((one for one in running if one.no != attempt.act.no), None)
    if earlier is not None:
        label = attempt.act.content.label
        sentence = f"同一事由的“{label}”已于{earlier.day.isoformat()}办理（第{earlier.no}号行为），尚未结束，不得重复"
        raise OutOfOrder("running-already", sentence, article=article, field="ground")
