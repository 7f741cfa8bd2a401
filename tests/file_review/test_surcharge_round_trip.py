"""A case exported and reviewed agrees with itself (往返核对): the surcharge the review works out is what the file owes."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from file_review.export import write_export
from file_review.reading import read_files
from file_review.reviewing import review
from kinds import VIOLATION_CASE
from procedures.payment.owing import amount_due
from tests.builders import PaperCase, a_case, moment

LATER = date(2026, 12, 31)


def fine_late(case: PaperCase) -> None:
    """Pay the fine fourteen days late, the surcharge after that."""
    case.does("record_payment", "2026-10-22", amount="100000")
    case.does("record_payment", "2026-11-20", amount="42000")


def half_late(case: PaperCase) -> None:
    """Pay one half in time and one half late."""
    case.does("record_payment", "2026-10-08", amount="50000")
    case.does("record_payment", "2026-10-22", amount="50000")


def withdrawn(case: PaperCase) -> None:
    """Record a payment that never came, and take it back."""
    paid = case.does("record_payment", "2026-10-22", amount="100000")
    case.does("withdraw_act", "2026-10-23", of=paid.no, reason="误录")


def corrected(case: PaperCase) -> None:
    """Put the day of a payment right."""
    paid = case.does("record_payment", "2026-10-25", amount="100000")
    case.does("correct_act", "2026-10-26", of=paid.no, happened_at=moment("2026-10-22"), reason="日期有误")


@pytest.mark.parametrize("story", [fine_late, half_late, withdrawn, corrected])
def test_the_surcharge_of_a_reviewed_export_is_that_of_the_file(
    tmp_path: Path, story: Callable[[PaperCase], None]
) -> None:
    """There is one computation, and corrections and withdrawals go through it as well."""
    case = a_case("publish_decision")
    story(case)
    file = tmp_path / "case.json"
    file.write_text(write_export(case.number, case.acts), encoding="utf-8")
    [[read], _] = read_files([file], case.law)

    found = review(VIOLATION_CASE, read, case.law, at=LATER).surcharge

    assert found is not None
    assert found.total == amount_due(case.record(), LATER, case.law).surcharge
