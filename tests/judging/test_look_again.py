"""Every file that is not over is looked at again (再次查看): a next instant, or a term that is late and told upward."""

from tests.builders import PaperCase, a_case
from tests.model.test_explored import Explorer


def suspended() -> PaperCase:
    """Return a case whose investigation was suspended on 17 September 2026 while nothing else runs."""
    case = a_case("recheck_correction")
    case.does("suspend_investigation", "2026-09-17", ground="force_majeure", reason="洪水")
    case.waits_until("2026-09-22")
    return case


def test_time_that_stands_still_is_looked_at_again() -> None:
    """Nothing in the file has an end: the city's own norm gives one, and a person who sees to it."""
    [term] = [row for row in suspended().at("2026-09-22").terms if row.rule == "norm.look_again"]

    assert (term.statutory, bool(term.owner_person), suspended().at("2026-09-22").next_at is not None) == (
        False,
        True,
        True,
    )


def test_it_is_warned_of_told_upward_and_begins_anew() -> None:
    """As long as the file stands still somebody is told every thirty days."""
    case = suspended()
    case.waits_until("2026-12-20")
    told = [act for act in case.acts if act.name == "term_lapses" and "look_again" in act.content.model_dump()["term"]]

    assert len(told) > 1
    assert case.at("2026-12-20").next_at is not None


def test_with_the_time_running_again_it_is_gone() -> None:
    """What has an end of its own needs no norm."""
    case = suspended()
    case.does("resume_investigation", "2026-09-23")

    assert not [row for row in case.at("2026-09-24").terms if row.rule == "norm.look_again"]


def test_every_state_that_still_has_an_open_term_has_a_next_instant_or_is_late() -> None:
    """Explored exhaustively: no state waits for something without anybody being told."""
    explorer = Explorer()
    explorer.explore()
    forgotten = []
    for acts in explorer.found.values():
        case = PaperCase()
        case.acts = list(acts)
        standing = case.at(max(act.recorded_at for act in acts))
        if standing.next_at is None and any(row.open and row.state != "late" for row in standing.terms):
            forgotten.append(case.names())

    assert forgotten == []
