"""A request for information never dies: every state that its events lead to is searched, and each has a way to the archive."""

from collections import deque
from collections.abc import Iterator, Sequence
from datetime import timedelta
from functools import cache
from typing import Any, NamedTuple

import pytest

from judging.admission import act_from, admit
from judging.record import Record
from kinds import DISCLOSURE_REQUEST
from law.edition import shipped
from law.refusals import Refused
from models.acts import Act, pointers
from procedures.disclosure_request.reading import answer, pending, unheard
from tests.builders import command, moment

LAW = shipped()
SHORT, LONG = timedelta(hours=1), timedelta(days=45)
BEGUN = "receive_disclosure_request"
END = "archive_disclosure_request"
OF_EVERY_KIND = {"correct_act", "withdraw_act", "extend_term", "reassign", "tell_of_longer_answer"}
"""What puts the list right, moves a day or names another person: no state of its own."""
WAITS = dict.fromkeys(("record_reasons", "record_consultation", "deem_request_abandoned"), (SHORT, LONG))
"""What may have to wait until a day that was set is over."""
SAYS: dict[str, tuple[dict[str, Any], ...]] = {
    "record_reasons": ({}, {"is_given": False, "reasons": ""}),
    "record_consultation": ({}, {"says": "silent", "has_good_reason": False, "reason": ""}),
    "answer_disclosure_request": (
        {},
        {"public_interest": "关系饮用水安全"},
        {"outcome": "refused", "withheld": "internal"},
        {"outcome": "unprocessed"},
    ),
    "record_answer_contested": ({}, {"way": "suit"}),
}
"""What an act says where it may say more than one thing."""


class State(NamedTuple):
    """What was done, and where the file stands."""

    done: frozenset[str]
    is_answered: bool
    is_unheard: bool
    is_pending: bool
    is_closed: bool
    is_archived: bool
    outcome: str


def _state(acts: Sequence[Act]) -> State:
    record = Record.of(acts)
    given = answer(record)
    return State(
        frozenset(act.name for act in acts),
        given is not None,
        bool(unheard(record)),
        bool(pending(record)),
        DISCLOSURE_REQUEST.is_closed(record),
        DISCLOSURE_REQUEST.is_archived(record),
        given.content.outcome if given else "",
    )


def _tried(acts: Sequence[Act], name: str, later: timedelta) -> Iterator[tuple[Act, ...]]:
    """Yield the acts with one more, for each thing it may say and the last act it may point at; what is refused is left."""
    at = acts[-1].recorded_at + later
    content = DISCLOSURE_REQUEST.acts[name]
    named = {field: mark.names for field, mark in pointers(content).items()}
    dated = [field for field in ("due", "until") if field in content.model_fields]
    ahead: dict[str, Any] = {field: at.date() + timedelta(days=9) for field in dated}
    for said in SAYS.get(name, ({},)):
        of = {field: max((one.no for one in acts if one.name in names), default=0) for field, names in named.items()}
        try:
            fields: dict[str, Any] = {**ahead, **said, **of}
            asked = command(name, at, key=str(len(acts)), **fields)
            admit(DISCLOSURE_REQUEST, acts, asked, LAW, at)
        except Refused:
            continue
        yield (*acts, act_from(asked, len(acts) + 1, at))


COMMON = ("answer_disclosure_request", "serve_disclosure_answer", "withdraw_disclosure_request", END)
THEMES: dict[str, tuple[str, ...]] = {
    "made complete": ("ask_for_completion", "complete_disclosure_request", "deem_request_abandoned"),
    "too many": (
        *("ask_for_reasons", "record_reasons", "postpone_answer"),
        *("notify_processing_fee", "record_processing_fee", "deem_request_abandoned"),
    ),
    "others asked": ("consult_on_disclosure", "record_consultation", "tell_third_party"),
    "contested": ("record_answer_contested", "record_contest_ended", "record_answer_overturned"),
}
"""What is searched together: every order of each theme's acts with those that lead to the end."""


@cache
def searched(theme: str) -> tuple[dict[State, tuple[Act, ...]], dict[State, set[State]]]:
    """Return the states that are reached, each with the acts that lead there, and which state follows which."""
    first = command(BEGUN, "2026-03-02", key="0")
    begun: tuple[Act, ...] = (act_from(first, 1, moment("2026-03-02")),)
    found: dict[State, tuple[Act, ...]] = {_state(begun): begun}
    edges: dict[State, set[State]] = {}
    queue = deque(found)
    while queue:
        state = queue.popleft()
        edges[state] = set()
        for name in (*THEMES[theme], *COMMON):
            for wait in WAITS.get(name, (SHORT,)):
                for acts in _tried(found[state], name, wait):
                    after = _state(acts)
                    edges[state].add(after)
                    if after not in found:
                        found[after] = acts
                        queue.append(after)
    return found, edges


@pytest.mark.parametrize("theme", THEMES)
def test_from_every_state_there_is_a_way_to_the_archive(theme: str) -> None:
    """Abandoned, taken back, or answered in one of the kinds of answer; set aside, it is answered anew."""
    found, edges = searched(theme)
    ending = {state for state in edges if state.is_archived}
    while more := {state for state, after in edges.items() if state not in ending and after & ending}:
        ending |= more

    assert {*THEMES[theme], *COMMON} <= {name for state in found for name in state.done}
    assert set(found) - ending == set()


def test_every_act_belongs_to_a_theme() -> None:
    """No act is left out of the search but those that are no state of their own."""
    searched_for = {BEGUN, *COMMON, *(name for names in THEMES.values() for name in names)}

    assert {step.name for step in DISCLOSURE_REQUEST.offered} - OF_EVERY_KIND == searched_for
