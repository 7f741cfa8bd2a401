"""A case of several parties, exported and reviewed: the review says of each what its standing says."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.file_review.agreeing import differences, reviewed
from tests.procedures.several import HEIR, A, B, TwoParties, decided, noticed


def settled() -> TwoParties:
    """Return a case in which each party was decided on and has paid, closed and archived."""
    case = decided()
    for party in (A, B):
        case.pays(party, "2026-09-24")
    case.does("feed_back", "2026-09-25")
    case.does("close_case", "2026-09-25")
    case.does("archive_case", "2026-10-12")
    return case


def one_waits() -> TwoParties:
    """Return a case in which one party is late with its fine, and the other has not been decided on."""
    case = decided(A)
    case.waits_until("2026-10-20")
    return case


def one_contests() -> TwoParties:
    """Return a case in which one party asked for reconsideration, and of the other somebody else took the place."""
    case = decided()
    case.of("apply_reconsideration", B, "2026-10-08", of=case.last_of("serve_decision", B))
    case.of("record_succession", A, "2026-10-09", ground="merged", paper="合并登记通知书", successors=[HEIR])
    return case


@pytest.mark.parametrize("made", [settled, one_waits, one_contests, noticed], ids=lambda made: made.__name__)
def test_a_case_of_several_parties_agrees_with_its_review(made: Callable[[], TwoParties], tmp_path: Path) -> None:
    """Every term of each party is found as it stands, and no act departs that was let in."""
    case = made()
    found = reviewed(case, tmp_path)

    assert differences(case, found) == []
    assert not [row for row in found.findings if row.result == "departed" and row.because.startswith("第")]


def test_a_settled_case_departs_from_nothing(tmp_path: Path) -> None:
    """Every guard that asked a live case lets its file pass for each of its parties."""
    assert [row.because for row in reviewed(settled(), tmp_path).findings if row.result == "departed"] == []


def test_what_is_found_of_one_is_not_found_of_the_other(tmp_path: Path) -> None:
    """The surcharge runs for whoever is late."""
    case = decided()
    case.pays(B, "2026-09-24")
    case.waits_until("2026-10-20")
    departed = [
        row for row in reviewed(case, tmp_path).findings if row.result == "departed" and row.rule == "payment_15d"
    ]

    assert [case.last_of("serve_decision", A)] == [row.started_by for row in departed]
