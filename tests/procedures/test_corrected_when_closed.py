"""A file that is closed, or in the archive, is still put right (结案后更正): each correction is judged, none breaks it."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from judging.judge import judge
from law.refusals import Refused
from models.acts import Act
from tests.builders import CLERK, HEAD, OFFICER, PaperCase, a_case
from tests.procedures.several import A as FIRST
from tests.procedures.several import B as SECOND
from tests.procedures.several import TwoParties, decided
from tests.procedures.test_redoing import _closed
from tests.procedures.test_summary_parties import both

LATER = "2026-12-01"
SHIFTS = (timedelta(days=-1), timedelta(days=1))


def _archived() -> PaperCase:
    case = a_case("close_case")
    case.does("archive_case", "2026-10-12")
    return case


def _on_the_spot() -> PaperCase:
    case, *decisions = both()
    for decision in decisions:
        case.finishes(decision, "2026-09-04")
    case.does("close_case", "2026-09-07")
    case.does("archive_case", "2026-09-08")
    return case


def _of_two() -> TwoParties:
    case = decided()
    case.does("feed_back", "2026-09-24")
    for party in (FIRST, SECOND):
        case.pays(party, "2026-09-25")
    case.does("close_case", "2026-09-28")
    return case


def _tried(case: PaperCase, act: Act, name: str, **said: object) -> None:
    """Enter a change of an act; whether it is let in or refused, the file is judged as it is then."""
    fields = {"of": act.no, "reason": "日期记录有误", **said}
    before = len(case.acts)
    for by in dict.fromkeys((act.by, HEAD, CLERK, OFFICER)):
        try:
            case.does(name, LATER, by=by, key=f"{name}/{act.no}/{by.id}", **fields)
            break
        except Refused:
            continue
    last = case.acts[-1]
    judged = judge(case.kind, case.number, case.acts, len(case.acts) - 1, case.law, last.recorded_at)
    assert judged.standing.acts >= before
    for row in judged.standing.irregularities:
        assert row.sentence
    assert case.at(LATER).acts >= before


@pytest.mark.parametrize("closed", [_archived, _closed, _on_the_spot, _of_two])
def test_every_act_of_a_closed_file_can_be_corrected_or_is_refused_in_a_sentence(
    closed: Callable[[], PaperCase],
) -> None:
    """A day earlier, a day later, withdrawn: a refusal is a sentence, and anything else leaves a file that is read."""
    acts = tuple(closed().acts)
    for act in (one for one in acts if one.by.kind != "engine"):
        for shift in SHIFTS:
            _tried(_again(acts), act, "correct_act", happened_at=act.happened_at + shift)
        _tried(_again(acts), act, "withdraw_act")


def _again(acts: tuple[Act, ...]) -> PaperCase:
    case = PaperCase()
    case.acts = list(acts)
    return case
