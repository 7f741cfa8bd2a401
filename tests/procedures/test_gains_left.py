"""Gains made together of which one was to lose all and did not: whoever is left is named, and the case waits."""

from collections.abc import Callable
from functools import cache
from typing import Any

import pytest

from law.refusals import OutOfOrder
from models.acts import Act
from models.effects import Message
from tests.builders import HEAD, REMEDIES
from tests.procedures.measures import made
from tests.procedures.refusing import refuses
from tests.procedures.several import A, C, TwoParties, filed
from tests.procedures.test_parties import DUMPED

BASIS = {"basis": DUMPED["basis"], "illegal_gain": "5000", "gained_together": True}
FINED = {**BASIS, "measures": ["fine"], "fine": "100000"}
STRIPPED = {**BASIS, "measures": ["confiscation"], "fine": None, "confiscation": "5000"}
BOTH = {**BASIS, "measures": ["fine", "confiscation"], "fine": "100000", "confiscation": "5000"}
NO_PENALTY = {"ground": "no_fault", "reason": "受委托提供场地，无主观过错", "evidence": "委托合同", "educated": True}


def _told(case: TwoParties, party: str, on: str, **said: Any) -> None:  # noqa: ANN401  whatever the notice says
    case.of("serve_notice", party, on, **{**DUMPED, "illegal_gain": "5000", "confiscation": "5000", **said})
    case.of("waive_statement", party, on)
    case.of("waive_hearing", party, on)


def _first_decided() -> TwoParties:
    """Return the case of A and C in which A is decided on while C is not, on 2026-09-22."""
    case = TwoParties()
    case.acts = list(_decided())
    return case


@cache
def _decided() -> tuple[Act, ...]:
    case = filed(({"id": C, "kind": "organisation", "part": "joint"},))
    for party in (A, C):
        _told(case, party, "2026-09-14")
    case.does("recheck_correction", "2026-09-16", of="serve_correction_order")
    case.does("discuss_collectively", "2026-09-21")
    case.of("decide_penalty", A, "2026-09-22 09:00", **FINED)
    case.of("serve_decision", A, "2026-09-22 10:00")
    return tuple(case.acts)


def _done_with(case: TwoParties, party: str, on: str, amount: str) -> None:
    case.published(party, f"{on} 14:00")
    case.pays(party, f"{on} 15:00", amount)


def _messages(case: TwoParties) -> list[str]:
    last = case.acts[-1].no
    return [one.title for one in made(case) if isinstance(one, Message) and one.act_no == last]


def _let_off(case: TwoParties) -> None:
    case.of("decide_no_penalty", C, "2026-09-23 09:00", by=HEAD, **NO_PENALTY)


def _stripped_of_nothing(case: TwoParties) -> None:
    said = {**FINED, "illegal_gain": "0", "gained_together": False}
    case.of("decide_penalty", C, "2026-09-23 09:00", **said)


def _gone(case: TwoParties) -> None:
    said = {"ground": "entity_ended", "reason": "注销且无权利义务承受人"}
    case.of("terminate_investigation", C, "2026-09-23 09:00", by=HEAD, **said)


def _not_a_party(case: TwoParties) -> None:
    case.of("revoke_filing", C, "2026-09-23 09:00", reason="查明没有参与")


ENDS = [_let_off, _stripped_of_nothing, _gone, _not_a_party]


@pytest.mark.parametrize("end", ENDS)
def test_whatever_ends_the_part_of_who_was_to_lose_them_tells_that_nobody_does(
    end: Callable[[TwoParties], None],
) -> None:
    """行政处罚法 art. 28(2): none of it is refused, as each rests on what is C's own; who answers learns what is left."""
    case = _first_decided()
    assert not [title for title in _messages(case) if "共同违法所得" in title]

    end(case)

    [title] = [title for title in _messages(case) if "共同违法所得" in title]
    assert "尚有5,000元没有没收" in title
    assert len(title) <= 200, "the column of messages"


@pytest.mark.parametrize("end", [_let_off, _gone])
def test_a_case_is_not_closed_over_gains_that_nobody_lost(end: Callable[[TwoParties], None]) -> None:
    """行政处罚法 art. 28, 处罚办法 art. 88: it says whose decision leaves them, how much, and what to do."""
    case = _first_decided()
    end(case)
    if end is _let_off:
        case.of("serve_decision", C, "2026-09-23 10:00")
    _done_with(case, A, "2026-09-24", "100000")
    case.does("feed_back", "2026-09-25")

    says = f"当事人{A}：第{case.last_of('decide_penalty', A)}号处罚决定认定的共同违法所得"
    for article in ("第28条", "第88条"):
        with refuses("shared-gains-left", article=article, says=says, kind=OutOfOrder):
            case.does("close_case", "2026-09-25 10:00", ground="performed")
    forbidden = {one.act: one.sentence for one in case.at("2026-09-25 10:00").forbidden}
    assert f"其他当事人（{C}）" in forbidden["close_case"]


def test_the_first_decision_made_again_takes_them() -> None:
    """行政处罚法 art. 75: A's decision is revoked to be made again, A is told anew, and loses them."""
    case = _first_decided()
    _let_off(case)
    case.of("serve_decision", C, "2026-09-23 10:00")
    of = case.last_of("serve_decision", A)
    case.does("revoke_decision", "2026-09-24", by=HEAD, of=of, extent="redo", reason="没有没收", remedies=REMEDIES)
    _told(case, A, "2026-09-25")
    case.does("discuss_collectively", "2026-09-28")
    with refuses("gains-not-confiscated"):
        case.of("decide_penalty", A, "2026-09-28 10:00", **FINED)
    case.of("decide_penalty", A, "2026-09-28 10:00", **BOTH)
    case.of("serve_decision", A, "2026-09-28 11:00")
    _done_with(case, A, "2026-09-29", "105000")
    case.does("feed_back", "2026-09-30")

    case.does("close_case", "2026-09-30 10:00", ground="performed")


def test_the_other_loses_them_without_a_fine() -> None:
    """行政处罚法 art. 28(2): confiscation follows from the gains, whether or not there is a fine."""
    case = _first_decided()
    case.of("decide_penalty", C, "2026-09-23 09:00", **STRIPPED)
    case.of("serve_decision", C, "2026-09-23 10:00")
    _done_with(case, A, "2026-09-24", "100000")
    _done_with(case, C, "2026-09-25", "5000")
    case.does("feed_back", "2026-09-28")

    case.does("close_case", "2026-09-28 10:00", ground="performed")


def test_what_another_lost_is_left_again_once_its_decision_is_set_aside() -> None:
    """C had lost them, and its decision was revoked for good: they are with nobody again."""
    case = _first_decided()
    case.of("decide_penalty", C, "2026-09-23 09:00", **BOTH)
    case.of("serve_decision", C, "2026-09-23 10:00")
    of = case.last_of("serve_decision", C)
    case.does("revoke_decision", "2026-09-24", by=HEAD, of=of, extent="revoke", reason="认定有误", remedies=REMEDIES)

    assert [title for title in _messages(case) if "共同违法所得" in title]
    _done_with(case, A, "2026-09-25", "100000")
    case.does("feed_back", "2026-09-28")
    with refuses("shared-gains-left", says=f"当事人{A}"):
        case.does("close_case", "2026-09-28 10:00", ground="performed")


def test_while_the_other_is_to_be_decided_on_again_nothing_is_left_yet() -> None:
    """C's decision is to be made again: it may take them."""
    case = _first_decided()
    case.of("decide_penalty", C, "2026-09-23 09:00", **BOTH)
    case.of("serve_decision", C, "2026-09-23 10:00")
    of = case.last_of("serve_decision", C)
    case.does("revoke_decision", "2026-09-24", by=HEAD, of=of, extent="redo", reason="认定有误", remedies=REMEDIES)

    assert not [title for title in _messages(case) if "共同违法所得" in title]
