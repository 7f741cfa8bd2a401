"""What the credit platform said of an uploaded penalty: only its receipt counts, and what came back is told."""

from typing import Any

import pytest

from models.effects import Message
from tests.builders import PaperCase, a_case
from tests.procedures.measures import effects_of
from tests.procedures.refusing import refuses

ACT = "record_credit_receipt"
BACK = {"outcome": "rejected", "reason": "1001 名称与代码不一致"}
TAKEN = {"outcome": "accepted", "receipt_no": "HY-2026-1"}


def published() -> PaperCase:
    """Return a case whose decision is public."""
    return a_case("publish_decision")


def test_what_came_back_is_told_and_may_be_sent_again() -> None:
    """Of the two answers the second is the receipt; after it there is nothing to record."""
    case = published()
    case.does(ACT, "2026-09-29", of="publish_decision", **BACK)
    told = [one.title for one in effects_of(case, ACT, "2026-09-29") if isinstance(one, Message)]
    case.does(ACT, "2026-09-30", of="publish_decision", **TAKEN)

    assert ["信用平台退回处罚信息：1001 名称与代码不一致"] == told
    with refuses("already-done", article="第65条"):
        case.does(ACT, "2026-10-08", of="publish_decision", **TAKEN)


@pytest.mark.parametrize(
    ("fields", "code"),
    [({**TAKEN, "receipt_no": ""}, "no-receipt"), ({**BACK, "reason": ""}, "no-reason")],
)
def test_a_receipt_has_its_number_and_a_rejection_its_reason(fields: dict[str, Any], code: str) -> None:
    """Neither counts without."""
    with refuses(code):
        published().does(ACT, "2026-09-29", of="publish_decision", **fields)
