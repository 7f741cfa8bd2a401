"""A case on its way to a daily penalty: fined and ordered to correct, rechecked, charged by the procedure again."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from models.acts import Act
from tests.builders import PaperCase
from tests.procedures.hearing_path import noticed

REFUSED: dict[str, Any] = {"corrected": False, "record": "仍在排放"}
OLD_BASIS = ({"instrument": "中华人民共和国环境保护法", "article": "第59条第1款"},)
ORDERED, DECIDED, SERVED = "2026-09-07", "2026-09-15", "2026-09-16"
FINE = "10000"


def days_after(day: str, days: int) -> str:
    """Return the day so many days later."""
    return (date.fromisoformat(day) + timedelta(days=days)).isoformat()


def fined(*, served: bool = True, conduct: str = "discharge", ordered: str = ORDERED, fine: str = FINE) -> PaperCase:
    """Return a case in which the party was ordered to correct and fined."""
    case = noticed(ORDERED, filed={"conduct": conduct}, fine=fine)
    case.does("serve_correction_order", ordered)
    case.does("decide_penalty", DECIDED, fine=fine)
    if served:
        case.does("serve_decision", SERVED)
    return case


def refused(on: str = "2026-09-17", **fields: Any) -> PaperCase:  # noqa: ANN401
    """Return a case whose recheck found a refusal, reviewed anew."""
    case = fined(**fields)
    rechecks(case, on)
    return case


def rechecks(case: PaperCase, on: str, **found: Any) -> Act:  # noqa: ANN401
    """Have the last order rechecked, and what was found reviewed by somebody else."""
    act = case.does("recheck_correction", on, of="serve_correction_order", **{**REFUSED, **found})
    case.does("review_case", on, key=f"review-{act.no}")
    return act


def notifies(case: PaperCase, on: str, fine: int | str, *of: int, **fields: Any) -> Act:  # noqa: ANN401
    """Have the party told of the daily penalty for the rounds of these rechecks, or of the last one."""
    last = [act.no for act in case.acts if act.name == "recheck_correction"][-1:]
    return case.does("serve_daily_notice", on, rechecks=of or last, fine=str(fine), **fields)


def charges(case: PaperCase, on: str, notice: Act, **fields: Any) -> Act:  # noqa: ANN401
    """Have the daily penalty decided as it was notified."""
    fine = Decimal(str(notice.content.model_dump()["fine"]))
    return case.does("decide_daily_penalty", on, of=notice.no, **{"fine": fine, **fields})
