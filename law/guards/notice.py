"""Guards on what the party is told and may answer before and in a decision (G1, G18, G19)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from law.chinese import day, listed
from law.guards.register import article, binds, guard
from law.refusals import OutOfOrder, OutOfTime, Unclear
from law.relief import periods_are_the_laws

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from law.edition import Law

Document = Literal["decision", "on_the_spot", "correction_order", "daily_penalty", "seizure", "restriction"]


@dataclass(frozen=True, slots=True)
class Opportunity:
    """A chance the law gives the party to be heard (陈述申辩、听证), as it stands on the day of the decision."""

    last_day: date | None
    """The last day to use it; None where neither law nor notice sets one."""
    waived: bool = False
    """The party gave it up in writing (书面放弃)."""
    pending: bool = False
    """It was used and is not finished: the defence not yet reviewed (未复核), the hearing asked for and not ended."""


@dataclass(frozen=True, slots=True)
class Result:
    """A monitoring report or expert opinion (监测报告、鉴定意见) and the day its result was told to the party."""

    name: str
    told_on: date | None


@dataclass(frozen=True, slots=True)
class _Told:
    side: str
    code: str
    name: str
    unfinished: str


_DEFENCE = _Told("", "defence", "陈述申辩", "当事人的陈述申辩尚未复核；请复核并记录采纳与否的理由")
_HEARING = _Told("hearing", "hearing", "申请听证", "当事人申请的听证尚未结束；请在听证结束并形成听证笔录")


@guard("G1")
def defence_has_ended(
    *, on: date, law: Law, notified_on: date | None, defence: Opportunity, hearing: Opportunity | None = None
) -> None:
    """Refuse a penalty decision before the party could say all it may (陈述申辩、听证期满); `hearing` None = none is due."""
    if notified_on is None or notified_on > on:
        raise OutOfOrder("no-prior-notice", "尚未送达处罚事先告知书，不得作出处罚决定；请先告知并送达。")
    _has_ended(defence, _DEFENCE, on, law)
    if hearing is not None:
        _has_ended(hearing, _HEARING, on, law)


def _has_ended(chance: Opportunity, told: _Told, on: date, law: Law) -> None:
    basis = article("G1", on, law, told.side)
    if chance.pending:
        raise OutOfOrder(f"{told.code}-pending", f"{told.unfinished}后再作出处罚决定。", article=basis)
    if not chance.waived and chance.last_day is not None and on <= chance.last_day:
        sentence = (
            f"{told.name}期限至{day(chance.last_day)}届满，不得提前作出处罚决定；请待期满或者取得当事人书面放弃。"
        )
        raise OutOfTime(f"{told.code}-period-open", sentence, article=basis)


@guard("G18")
def results_told_before_notice(results: Iterable[Result], *, on: date, law: Law) -> None:
    """Refuse a prior notice while a monitoring or appraisal result has not been told to the party (结果告知)."""
    untold = [one.name for one in results if one.told_on is None or one.told_on > on]
    if untold:
        sentence = f"{listed(untold)}的结果尚未告知当事人；请先告知并取得送达凭证，再送达处罚事先告知书。"
        raise OutOfOrder("results-not-told", sentence, field="results")


@guard("G19")
def remedies_told(
    document: Document,
    *,
    on: date,
    law: Law,
    reconsideration_body: str,
    reconsideration_period: str,
    court: str,
    suit_period: str,
) -> None:
    """Refuse a document that does not say, or says wrongly, where and until when to seek relief (告知救济途径和期限)."""
    told = {
        "行政复议机关": reconsideration_body,
        "复议期限": reconsideration_period,
        "管辖法院": court,
        "起诉期限": suit_period,
    }
    missing = [name for name, words in told.items() if not words.strip()]
    if missing and binds("G19", on, law, document):
        sentence = f"文书没有写明{listed(missing)}；应当载明申请行政复议、提起行政诉讼的途径和期限。"
        raise Unclear("remedies-not-told", sentence, article=article("G19", on, law, document), field="remedies")
    periods_are_the_laws(
        on=on,
        law=law,
        reconsideration_period=reconsideration_period,
        suit_period=suit_period,
        reviewed_first=document == "on_the_spot",
    )
