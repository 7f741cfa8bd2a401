"""Deferral and instalments (延期、分期缴纳): a plan that adds up, was asked for in time, and when the court window opens.

The text sets no time for the bureau's answer; that is a service norm. 生态环境行政处罚办法第74条;行政处罚法第66条.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict

from law.amounts.worked import FEN, Worked, amount_of_money, doubts, down_to_fen, grounds, rule, step
from law.chinese import day, money
from law.refusals import OutOfBounds, OutOfTime, Unclear

if TYPE_CHECKING:
    from collections.abc import Sequence

    from law.edition import Law


class Part(BaseModel):
    """One payment of a plan."""

    model_config = ConfigDict(frozen=True)
    due_on: date
    amount: Decimal


class Plan(Worked):
    """A plan of payments that holds; one part is a deferral, several are instalments."""

    parts: tuple[Part, ...]
    ends_on: date
    """The last day of the plan; the window to apply to the court runs from here (since 2021-07-15)."""


def equal_parts(fine: Decimal, due: Sequence[date]) -> tuple[Part, ...]:
    """Split a fine into equal payments, down to the fen; what is left over goes into the last one."""
    amount_of_money(fine, "fine")
    if not due:
        raise Unclear("no-dates", "没有缴纳日期；请至少给出一个。", field="due")
    each = down_to_fen(fine / len(due))
    rest = fine - each * (len(due) - 1)
    return (*(Part(due_on=one, amount=each) for one in due[:-1]), Part(due_on=due[-1], amount=rest))


def payment_plan(
    fine: Decimal,
    parts: Sequence[Part],
    *,
    applied_on: date,
    pay_by: date,
    law: Law,
    court_last_day: date | None = None,
) -> Plan:
    """Check a plan of deferral or instalments and return it, or refuse it with its article.

    `pay_by` is the last day to pay by the decision; `court_last_day` the last day to apply to the court, which bound
    the last instalment until 2023-06-30 (环境行政处罚办法第64条).
    """
    cited = rule("payment_deferral", applied_on, law)
    _applied_in_time(applied_on, pay_by, law)
    _adds_up(fine, parts, pay_by)
    ends_on = parts[-1].due_on
    if cited.instrument == "MEP8" and court_last_day is not None and ends_on > court_last_day:
        sentence = f"最后一期{day(ends_on)}晚于申请人民法院强制执行的最后期限{day(court_last_day)}；请提前。"
        raise OutOfBounds("plan-after-court-window", sentence, article=cited.citation, field="parts")
    window = law.catalogue.find("deferral_court_window", ends_on)
    rests_on = grounds(cited, window) if window else grounds(cited)
    return Plan(
        parts=tuple(parts),
        ends_on=ends_on,
        steps=tuple(step(f"第{n}期", f"{day(one.due_on)}前", one.amount) for n, one in enumerate(parts, 1)),
        grounds=rests_on,
        warnings=doubts(rests_on),
    )


def _applied_in_time(applied_on: date, pay_by: date, law: Law) -> None:
    if applied_on > pay_by:
        stated = law.catalogue.find("deferral_apply_by", applied_on)
        basis = (stated or rule("payment_deferral", applied_on, law)).citation
        sentence = f"申请日{day(applied_on)}已过缴纳期限{day(pay_by)}；延期、分期应当在期限届满前书面申请。"
        raise OutOfTime("deferral-applied-late", sentence, article=basis, field="applied_on")


def _adds_up(fine: Decimal, parts: Sequence[Part], pay_by: date) -> None:
    if not parts:
        raise Unclear("no-parts", "没有缴纳安排；请写明每期的日期和数额。", field="parts")
    total = sum((amount_of_money(one.amount, "parts") for one in parts), Decimal(0))
    if total != fine or any(one.amount < FEN for one in parts):
        sentence = f"各期合计{money(total)}，应当等于罚款{money(fine)}，且每期大于零。"
        raise Unclear("parts-do-not-add-up", sentence, field="parts")
    if any(after.due_on <= before.due_on for before, after in pairwise(parts)) or parts[-1].due_on <= pay_by:
        sentence = f"各期日期应当依次递增，最后一期应当晚于原缴纳期限{day(pay_by)}。"
        raise Unclear("parts-out-of-order", sentence, field="parts")
