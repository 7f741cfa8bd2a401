"""Discretion (行政处罚裁量): a provincial table of factors turned into a fine (Hunan's formula).

base fine = (start + sum of the chosen levels) x the statutory maximum, never above the maximum; `start` is the minimum
over the maximum unless the table says otherwise, and no base fine is below the minimum. Aggravated: up to a share of
the maximum more, never above it. Lenient: up to a share of the maximum less, never below the minimum. Mitigated: below
the minimum, as a rule by no more than a share of it. Every adjustment needs reasons and the heads' discussion. Results
are rounded down to fen.
湖南省生态环境保护行政处罚裁量权基准规定第5条、第8条.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from pydantic import BaseModel, ConfigDict

from law.amounts.worked import Worked, doubts, down_to_fen, grounds, number, percent, rule, step
from law.chinese import day, money
from law.refusals import OutOfBounds, OutOfTime, Unclear

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from law.amounts.bounds import Range
    from law.amounts.worked import Step
    from law.catalogue import Cited
    from law.discretion import DiscretionTable, Level, Matter
    from law.edition import Law

RULE = "discretion_adjustment"

Direction = Literal["aggravated", "lenient", "mitigated"]

DIRECTION_NAMES: dict[Direction, str] = {"aggravated": "从重", "lenient": "从轻", "mitigated": "减轻"}


class Adjustment(BaseModel):
    """A step away from the base fine (从重、从轻、减轻): which way, by how much, and why."""

    model_config = ConfigDict(frozen=True)
    direction: Direction
    share: Decimal
    """Of the statutory maximum; for mitigation, of the statutory minimum."""
    reason: str


class Findings(BaseModel):
    """What was found in the case, in the words of the table."""

    model_config = ConfigDict(frozen=True)
    matter: str
    levels: dict[str, str]
    """The level chosen for each factor of the matter."""
    base: Decimal | None = None
    """What a share or multiple is taken of (投资额、处置费用)."""
    corrected: bool = True
    """False takes the range for violations that were not put right, where the table has one."""


class Discretion(Worked):
    """A fine found by a table of discretion."""

    fine: Decimal
    base_fine: Decimal
    least: Decimal
    most: Decimal
    below_minimum: bool
    """True where the fine was mitigated below the statutory minimum."""


def discretionary_fine(
    table: DiscretionTable, findings: Findings, *, on: date, law: Law, adjustment: Adjustment | None = None
) -> Discretion:
    """Return the fine a table gives for what was found (裁量数额), with every step of the formula."""
    if not table.in_force(on):
        sentence = f"裁量表《{table.title}》在{day(on)}不在有效期内；请换用有效的裁量表。"
        raise OutOfTime("table-not-in-force", sentence, field="on")
    matter = table.matter_named(findings.matter)
    bounds = matter.bounds(findings.base, corrected=findings.corrected)
    chosen = matter.chosen(findings.levels)
    start = matter.start_amount(bounds)
    weighed = sum((one.share for one in chosen), Decimal(0))
    base_fine = min(max(down_to_fen(start + weighed * bounds.most), bounds.least), bounds.most)
    cited = rule(RULE, on, law)
    fine, adjusted = _adjusted(base_fine, bounds, adjustment, cited)
    rests_on = grounds(cited)
    formula = f"{money(start)}+{money(bounds.most)}×{percent(weighed)}，在法定幅度以内"
    worked = (*_bounds_steps(matter, bounds), *_share_steps(chosen), step("基础罚款", formula, base_fine))
    return Discretion(
        fine=fine,
        base_fine=base_fine,
        least=bounds.least,
        most=bounds.most,
        below_minimum=fine < bounds.least,
        steps=(*worked, *adjusted),
        grounds=rests_on,
        warnings=(*_table_warnings(table), *_adjustment_warnings(adjustment, cited), *doubts(rests_on)),
    )


def _adjusted(
    base_fine: Decimal, bounds: Range, adjustment: Adjustment | None, cited: Cited
) -> tuple[Decimal, tuple[Step, ...]]:
    if adjustment is None:
        return base_fine, ()
    _allowed(adjustment, cited)
    least, most = bounds.least, bounds.most
    if adjustment.direction == "aggravated":
        fine = min(down_to_fen(base_fine + adjustment.share * most), most)
        formula = f"{money(base_fine)}+{money(most)}×{percent(adjustment.share)}，不超过上限"
    elif adjustment.direction == "lenient":
        fine = max(down_to_fen(base_fine - adjustment.share * most), least)
        formula = f"{money(base_fine)}-{money(most)}×{percent(adjustment.share)}，不低于下限"
    else:
        fine = down_to_fen(least - adjustment.share * least)
        formula = f"{money(least)}-{money(least)}×{percent(adjustment.share)}"
    return fine, (step(DIRECTION_NAMES[adjustment.direction], formula, fine),)


def _allowed(adjustment: Adjustment, cited: Cited) -> None:
    name = DIRECTION_NAMES[adjustment.direction]
    if not adjustment.reason.strip():
        raise Unclear(
            "adjustment-without-reason", f"{name}须写明理由并经集体审议。", article=cited.citation, field="reason"
        )
    most = number(cited, f"{adjustment.direction}_max")
    bound = Decimal(1) if adjustment.direction == "mitigated" else most
    if not 0 < adjustment.share <= bound:
        sentence = f"{name}幅度{percent(adjustment.share)}超出允许范围；应当大于零且不超过{percent(bound)}。"
        raise OutOfBounds("adjustment-too-large", sentence, article=cited.citation, field="share")


def _bounds_steps(matter: Matter, bounds: Range) -> tuple[Step, ...]:
    return (
        *bounds.steps,
        step("法定幅度", matter.provision, f"{money(bounds.least)}以上{money(bounds.most)}以下"),
        step("起点", "裁量表所定起点，未定的为法定最低额", matter.start_amount(bounds)),
    )


def _share_steps(chosen: Iterable[Level]) -> tuple[Step, ...]:
    return tuple(step(one.name, "裁量因素", percent(one.share)) for one in chosen)


def _table_warnings(table: DiscretionTable) -> tuple[str, ...]:
    return (f"裁量表《{table.title}》是虚构的示例，不得用于实际案件",) if table.made_up else ()


def _adjustment_warnings(adjustment: Adjustment | None, cited: Cited) -> tuple[str, ...]:
    if adjustment is None:
        return ()
    told = [f"{DIRECTION_NAMES[adjustment.direction]}须经集体审议并说明理由"]
    usual = number(cited, "mitigated_max")
    if adjustment.direction == "mitigated" and adjustment.share > usual:
        told.append(f"减轻幅度一般不超过法定最低额的{percent(usual)}，本次超过，须特别说明")
    return tuple(told)
