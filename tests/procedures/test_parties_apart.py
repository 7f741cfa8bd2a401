"""What another party does changes nothing for one: its acts are let in, and its terms run, as in a case of its own."""

from datetime import date, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from law.refusals import Refused
from models.standing import Term
from tests.builders import CLERK, HEAD, REMEDIES
from tests.procedures.several import A, B, TwoParties, filed

SHARED = frozenset({"case_decision_period", "norm.feed_back", "norm.look_again"})
"""Terms of the case, which go on for whoever is left."""
MENU: dict[str, tuple[str, dict[str, Any]]] = {
    "serve_notice": ("", {"hearing_offered": True}),
    "waive_statement": ("", {}),
    "waive_hearing": ("", {}),
    "receive_statement": ("", {}),
    "examine_statement": ("receive_statement", {}),
    "request_hearing": ("", {}),
    "refuse_hearing": ("request_hearing", {"by": HEAD}),
    "decide_penalty": ("", {}),
    "serve_decision": ("", {}),
    "record_payment": ("serve_decision", {"amount": "1000", "by": CLERK}),
    "serve_demand": ("serve_decision", {"amount": "1000"}),
    "apply_reconsideration": ("serve_decision", {}),
    "revoke_decision": ("serve_decision", {"extent": "redo", "reason": "有误", "remedies": REMEDIES}),
}
"""What may happen to a party, and what each act points at."""

happenings = st.lists(
    st.tuples(st.sampled_from((A, A, B)), st.sampled_from(tuple(MENU)), st.integers(0, 9)), min_size=4, max_size=14
)


def happens(case: TwoParties, party: str, name: str, day: date, key: str) -> str:
    """Have something happen to a party where it may; return what it was refused for, without the party's name."""
    pointing, said = MENU[name]
    numbers = [act.no for act in case.acts if act.name == pointing and getattr(act.content, "party", "") == party]
    if pointing and not numbers:
        return "nothing to point at"
    try:
        case.of(name, party, day.isoformat(), **{**said, "key": key, **({"of": numbers[-1]} if pointing else {})})
    except Refused as refused:
        return refused.code
    return ""


def terms_of(case: TwoParties, on: str, *, named: bool) -> list[tuple[Any, ...]]:
    """Return the terms that A's own acts started, as they stand, without the numbers of acts."""
    own = {act.no for act in case.acts if getattr(act.content, "party", "") == A}
    found = [one for one in case.at(on).terms if one.rule not in SHARED and one.started_by in own]
    assert all(one.party == (A if named else "") for one in found)
    return [_said(one) for one in found]


def _said(term: Term) -> tuple[Any, ...]:
    return term.rule, term.start, term.last_day, term.latest, term.state, term.suspended_days, term.citation


@settings(max_examples=8, deadline=None)
@given(happenings)
def test_a_party_stands_in_a_case_of_several_as_in_one_of_its_own(steps: list[tuple[str, str, int]]) -> None:
    """Every act of A is let in or refused for the same, and every term of A runs, as if B were not there."""
    two, one = filed(), filed(others=())
    day = date(2026, 9, 14)
    for no, (party, name, later) in enumerate(steps):
        day += timedelta(later)
        found = happens(two, party, name, day, f"{name}/{no}")
        if party == A:
            assert found == happens(one, party, name, day, f"{name}/{no}"), (name, day)

    end = (day + timedelta(1)).isoformat()
    for case in (two, one):
        case.waits_until(end)
    assert terms_of(two, end, named=True) == terms_of(one, end, named=False)
