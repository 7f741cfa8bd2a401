"""The first path explored exhaustively: every order of its acts that is let in, up to the archive."""

from collections import deque
from datetime import datetime, timedelta
from functools import cache
from typing import NamedTuple

from law.refusals import Refused
from models.acts import Act
from tests.builders import PaperCase, pointed
from tests.model.promises import broken

ALPHABET = (
    "inspect_site",
    "file_case",
    "decline_filing",
    "revoke_filing",
    "serve_correction_order",
    "recheck_correction",
    "conclude_investigation",
    "review_case",
    "serve_notice",
    "receive_statement",
    "examine_statement",
    "waive_statement",
    "decide_penalty",
    "decide_no_penalty",
    "serve_decision",
    "publish_decision",
    "withhold_publication",
    "feed_back",
    "record_payment",
    "close_case",
    "archive_case",
)
POINTS_AT = {"recheck_correction": "serve_correction_order", "examine_statement": "receive_statement"}
GROUNDS = {"decline_filing": "not_filed", "revoke_filing": "filing_revoked", "decide_no_penalty": "no_penalty"}
WORDS = {
    "revoke_filing": {"reason": "立案条件不具备"},
    "withhold_publication": {"reason": "涉及国家秘密"},
}
WAIT = timedelta(days=10)
"""Long enough for the party's time to state its case to be over."""


class State(NamedTuple):
    """What is done, and whether the party's time has been waited for since the notice."""

    done: frozenset[str]
    waited: bool


class Explorer:
    """Walks from state to state; remembers one list of acts that leads to each."""

    def __init__(self) -> None:
        self.found: dict[State, list[Act]] = {}
        self.edges: dict[State, set[State]] = {}
        self.broken: dict[str, list[str]] = {}

    def explore(self) -> None:
        """Try every act, and waiting, in every state that is reached."""
        start = PaperCase()
        for act, on in (
            ("report_finding", "2026-03-02"),
            ("report_upward", "2026-03-02 10:00"),
            ("hand_to_department", "2026-03-03"),
        ):
            start.does(act, on)
        first = State(frozenset(), waited=False)
        self.found[first] = start.acts
        queue = deque([first])
        while queue:
            state = queue.popleft()
            self.edges[state] = set()
            for after, acts in self._steps(state):
                self.edges[state].add(after)
                if after not in self.found:
                    self.found[after] = acts
                    queue.append(after)

    def _steps(self, state: State) -> list[tuple[State, list[Act]]]:
        found = []
        for name in ALPHABET:
            if name not in state.done:
                acts = self._tried(state, name)
                if acts is not None:
                    found.append((State(state.done | {name}, waited=state.waited), acts))
        if "serve_notice" in state.done and not state.waited:
            found.append((State(state.done, waited=True), self._waited(state)))
        return found

    def _tried(self, state: State, name: str) -> list[Act] | None:
        case = _standing_at(self.found[state])
        rest = {"of": POINTS_AT[name]} if name in POINTS_AT and POINTS_AT[name] in state.done else {}
        if name in POINTS_AT and not rest:
            return None
        rest = {**WORDS.get(name, {}), **rest}
        if name == "close_case":
            rest = {"ground": next((GROUNDS[act] for act in GROUNDS if act in state.done), "performed")}
        try:
            case.does(name, case.acts[-1].recorded_at + timedelta(minutes=5), **pointed(case.acts, rest))
        except Refused:
            return None
        wrong = broken(case.acts, case.at(case.acts[-1].recorded_at))
        if wrong:
            self.broken[",".join(case.names())] = wrong
        return case.acts

    def _waited(self, state: State) -> list[Act]:
        case = _standing_at(self.found[state])
        case.waits_until(_latest(case) + WAIT)
        return case.acts

    def can_end(self) -> set[State]:
        """Return the states from which the archive can be reached."""
        ending = {state for state in self.found if "archive_case" in state.done}
        while True:
            more = {state for state, after in self.edges.items() if state not in ending and after & ending}
            if not more:
                return ending
            ending |= more


@cache
def explored() -> Explorer:
    """Return the path as it was walked, once for all who ask about its states."""
    explorer = Explorer()
    explorer.explore()
    return explorer


def _standing_at(acts: list[Act]) -> PaperCase:
    case = PaperCase()
    case.acts = list(acts)
    return case


def _latest(case: PaperCase) -> datetime:
    return max(act.recorded_at for act in case.acts)


def test_every_case_can_always_still_end_and_no_order_gets_around_a_guard() -> None:
    """In every reachable state the archive can still be reached, and no promise is broken on any way there."""
    explorer = explored()

    assert explorer.broken == {}
    assert len(explorer.found) > 500
    assert set(explorer.found) - explorer.can_end() == set()
