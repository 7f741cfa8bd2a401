"""Transfers (移送): sent, received, accepted or returned, dealt with, told back."""

from tests.builders import COUNTY
from tests.procedures.transferring import AGRICULTURE, FARMS, transferred


def test_a_transfer_opens_the_receivers_file_and_its_result_comes_back() -> None:
    """Sent, accepted, dealt with: each step is told to the file that sent it, once."""
    story, case, matter = transferred()
    before = matter.holder
    matter.does("accept_transfer", "2026-09-04", by=FARMS)
    accepted = matter.holder
    matter.does("complete_matter", "2026-09-18", by=FARMS, handling="penalised", result="已处罚")
    story.arrives()

    assert (COUNTY, AGRICULTURE) == (before, accepted)
    assert ["record_delivery", "record_transfer_accepted", "record_transfer_result"] == case.paper.names()[-3:]
