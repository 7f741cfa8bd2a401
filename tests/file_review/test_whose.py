"""Whose a departure is (义务主体): what others left undone is told as theirs, and is no irregularity of the authority."""

from file_review.findings import counted
from file_review.pages import by_rule, file_page
from tests.file_review.reading_cases import SHIPPED, judged

UNPAID = judged(SHIPPED, "65-court-enforcement-2015")


def test_what_the_party_left_undone_is_no_irregularity_of_the_authority() -> None:
    """缴纳罚款: the party's, whatever it costs it."""
    row = next(row for row in UNPAID.findings if row.rule == "payment_15d" and row.result == "departed")

    assert (row.obligor, row.said, row.is_irregular) == ("party", "当事人逾期", False)
    assert counted(UNPAID.findings)["当事人逾期"] == 1


def test_the_page_tells_it_apart_and_no_tally_counts_it() -> None:
    """Its own heading; the table of what is most departed from leaves it out."""
    assert "他方逾期（不是行政机关的违法）" in file_page(UNPAID)
    assert not any("缴纳罚款" in row.name and row.departed for row in by_rule([UNPAID]))
