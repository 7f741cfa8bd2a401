"""Every file that is not over is looked at again (再次查看): it always has a next instant, whatever was missed."""

from collections.abc import Sequence
from datetime import timedelta
from itertools import pairwise

import pytest

from judging.judge import judge
from judging.kind import Kind
from kinds import COMPLAINT, VIOLATION_CASE
from law.edition import shipped
from models.acts import Act
from models.acts.terms import TermLapses
from models.people import Actor
from tests.builders import CLERK, HOTLINE, OFFICER, PATROLLER, PaperCase, a_case
from tests.model.test_explored import explored

FILE = Actor(id="T2026-000001", kind="file")
OPENINGS = {
    "a patrol of the township": (VIOLATION_CASE, "report_finding", PATROLLER, {}),
    "an inspection of the bureau": (VIOLATION_CASE, "report_finding", OFFICER, {"source": "inspection"}),
    "another department's system": (VIOLATION_CASE, "report_finding", HOTLINE, {"source": "transferred_in"}),
    "a complaint's file": (VIOLATION_CASE, "report_finding", FILE, {"source": "complaint", "complaint": FILE.id}),
    "a complaint on paper": (VIOLATION_CASE, "receive_complaint", CLERK, {}),
    "a complaint": (COMPLAINT, "receive_complaint", CLERK, {}),
    "a complaint from a system": (COMPLAINT, "receive_complaint", HOTLINE, {"sender": HOTLINE.id}),
}
LOOKS = 2
"""How often time is let act on a file with which nobody does anything, each time when all that ran before is late."""
LONG = timedelta(days=400)


def suspended() -> PaperCase:
    """Return a case whose investigation was suspended on 17 September 2026 while nothing else runs."""
    case = a_case("recheck_correction")
    case.does("suspend_investigation", "2026-09-17", ground="force_majeure", reason="洪水")
    case.waits_until("2026-09-22")
    return case


def looked_at(acts: Sequence[Act]) -> list[TermLapses]:
    """Return the words that it was time to look again."""
    lapses = [act.content for act in acts if isinstance(act.content, TermLapses)]
    return [content for content in lapses if content.term.startswith("norm.look_again")]


def forgotten(kind: Kind, acts: Sequence[Act]) -> str:
    """Return when a file that is not over has no next instant, though time acts on it again and again; empty = never."""
    at = max(act.recorded_at for act in acts)
    for _ in range(LOOKS):
        judged = judge(kind, PaperCase.number, acts, len(acts), shipped(), at)
        if judged.over:
            return ""
        if judged.standing.next_at is None:
            return f"{at.isoformat()}: {[act.name for act in judged.acts]}"
        acts, at = judged.acts, max(judged.standing.next_at, at + LONG)
    return ""


def test_time_that_stands_still_is_looked_at_again() -> None:
    """Nothing in the file has an end: the city's own norm gives one, and a person who sees to it."""
    [term] = [row for row in suspended().at("2026-09-22").terms if row.rule == "norm.look_again"]

    assert (term.statutory, bool(term.owner_person), suspended().at("2026-09-22").next_at is not None) == (
        False,
        True,
        True,
    )


@pytest.mark.parametrize(("stands_still", "looked_for"), [(True, ["norm.look_again"]), (False, [])])
def test_a_right_of_the_party_alone_brings_the_file_back_only_where_no_duty_stands_still(
    *, stands_still: bool, looked_for: list[str]
) -> None:
    """Paid, its end is told to who has the file; while the investigation is suspended it says nothing of the ground."""
    case = suspended() if stands_still else a_case("record_payment")
    terms = case.at(case.acts[-1].recorded_at).terms
    running = {row.obligor for row in terms if row.state == "running" and row.rule != "norm.look_again"}

    assert ({"party"}, looked_for) == (running, [row.rule for row in terms if row.rule == "norm.look_again"])


def test_it_is_told_upward_and_begins_anew_each_time_twice_as_long() -> None:
    """As long as nobody does anything somebody is told, up to every 240 days: in six years a file grows by a few acts."""
    case = suspended()
    case.waits_until("2032-09-22")
    days = [content.last_day for content in looked_at(case.acts)]
    norm = case.law.norms.norm["look_again"]

    assert [30, 60, 120, 240, 240] == [norm.limit_after(times).amount for times in range(5)]
    assert all((after - before).days >= 60 for before, after in pairwise(days))
    assert len(case.acts) < len(suspended().acts) + 40
    assert case.at("2032-09-22").next_at is not None


def test_once_somebody_has_done_something_it_begins_with_the_shortest() -> None:
    """What is worked on is looked at every thirty days."""
    case = suspended()
    case.waits_until("2027-06-01")
    case.does("receive_report", "2027-06-02", exceeds=False)
    [term] = [row for row in case.at("2027-06-02 10:00").terms if row.rule == "norm.look_again"]

    assert (30, "2027-07-02") == (term.amount, str(term.last_day))


def test_with_the_time_running_again_it_is_gone() -> None:
    """What has an end of its own needs no norm."""
    case = suspended()
    case.does("resume_investigation", "2026-09-23")

    assert not [row for row in case.at("2026-09-24").terms if row.rule == "norm.look_again"]


@pytest.mark.parametrize("opening", OPENINGS)
def test_whoever_opened_it_a_file_is_somebodys_from_the_first_day(opening: str) -> None:
    """Found, sent, transferred in or complained of: a term runs and has its owner, and after it the next look comes."""
    kind, act, by, fields = OPENINGS[opening]
    case = PaperCase(kind=kind)
    case.does(act, "2026-09-01", by=by, **fields)
    [term] = case.at("2026-09-01 10:00").terms

    assert (True, "") == (bool(term.owner_person), forgotten(kind, case.acts))


@pytest.mark.parametrize("last", ["record_payment", "close_case"])
def test_what_nobody_closes_or_archives_is_told_upward_again_and_again(last: str) -> None:
    """Paid in full and left open, or closed and never archived: time does not stop there."""
    case = a_case(last)
    case.waits_until("2028-01-01")

    assert len(looked_at(case.acts)) > 1
    assert "" == forgotten(VIOLATION_CASE, case.acts)


def test_a_file_in_the_archive_is_not_looked_at() -> None:
    """With nothing left to wait for it is over."""
    case = a_case()
    case.waits_until("2028-01-01")

    assert ([], None) == (looked_at(case.acts), case.at("2028-01-01").next_at)


def test_no_state_of_a_case_is_ever_forgotten() -> None:
    """Explored exhaustively: in every state that is not over there is a next instant, and one after each that passes."""
    found = [told for acts in explored().found.values() if (told := forgotten(VIOLATION_CASE, acts))]

    assert [] == found
