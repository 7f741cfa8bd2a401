"""The words of an act that say most (要点): its sums, what was chosen, one sentence; and whose it is."""

from collections.abc import Callable, Iterable, Mapping
from itertools import islice
from typing import Any

from models.acts import Act, OfParty
from models.chinese import value_of
from models.standing import Standing

SUMS = {"fine": "罚款", "confiscation": "没收", "amount": "缴款"}
CHOICES = ("channel", "opinion", "accepted", "proposal", "ground", "outcome", "manner", "mode", "to", "finding")
WORDY = (
    "wanted",
    "summary",
    "reason",
    "result",
    "record",
    "measures",
    "requirement",
    "cause",
    "report",
    "facts",
    "text",
    "things",
    "sentence",
    "receiver",
)


def whose(standing: Standing, act: Act, name: Callable[[str], str]) -> Iterable[str]:
    """Return whose an act is, by name, where the file has several parties and the act says so."""
    said = act.content.party if isinstance(act.content, OfParty) and standing.parties else ""
    return (f"当事人{name(said)}",) if said else ()


def words_of(act: str, content: Mapping[str, Any]) -> list[str]:
    """Return the words of an act that say most."""
    return [*_sums(content), *_chosen(act, content), *_said(content)]


def _sums(content: Mapping[str, Any]) -> Iterable[str]:
    return (
        f"{label} {content[name]} 元" for name, label in SUMS.items() if content.get(name) and "term" not in content
    )


def _chosen(act: str, content: Mapping[str, Any]) -> Iterable[str]:
    """Return what was chosen in the fields that decide, by its Chinese name."""
    for name in CHOICES:
        value = content.get(name)
        if isinstance(value, str) and value:
            yield value_of(name, value, act)


def _said(content: Mapping[str, Any]) -> Iterable[str]:
    words = (content[name] for name in WORDY if isinstance(content.get(name), str) and content[name])
    return islice(words, 1)
