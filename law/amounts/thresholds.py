"""Thresholds by date and kind of party: when a hearing, a discussion by the heads, or the summary procedure is due.

"以上" and "以下" are read as including the number (MEE30 does not say; the common drafting rule does).
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from law.amounts.worked import Step, Worked, amount_of_money, doubts, grounds, number, rule, step
from law.chinese import listed, money
from law.refusals import Unclear

if TYPE_CHECKING:
    from datetime import date

    from law.catalogue import Cited
    from law.edition import Law

Party = Literal["citizen", "organisation"]

PARTY_NAMES: dict[Party, str] = {"citizen": "公民", "organisation": "法人或者其他组织"}

HEADS: dict[str, str] = {
    "warning": "警告、通报批评",
    "permit_suspension": "暂扣许可证件",
    "downgrade": "降低资质等级",
    "permit_revocation": "吊销许可证件",
    "application_ban": "一定时期内不得申请行政许可",
    "restriction": "限制开展生产经营活动",
    "stop_rectification": "责令停产整治",
    "stop_business": "责令停产停业",
    "closure": "责令关闭",
    "occupation_limit": "限制从业",
    "occupation_ban": "禁止从业",
    "other": "其他较重的行政处罚",
}
"""Kinds of penalty besides fine and confiscation, by the keys of the catalogue's `heads`."""


@dataclass(frozen=True, slots=True)
class Proposed:
    """The penalty that is intended (拟作出的行政处罚)."""

    fine: Decimal = Decimal(0)
    confiscated: Decimal = Decimal(0)
    """Unlawful gains, or goods at their worth (没收违法所得、没收非法财物)."""
    heads: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        """Refuse amounts that cannot be and kinds of penalty that do not exist."""
        amount_of_money(self.fine, "fine")
        amount_of_money(self.confiscated, "confiscated")
        if unknown := self.heads - HEADS.keys():
            sentence = f"没有“{listed(sorted(unknown))}”这种处罚；可用的有：{listed(HEADS)}。"
            raise Unclear("unknown-penalty", sentence, field="heads")


@dataclass(frozen=True, slots=True)
class LocalThreshold:
    """A figure set by a local regulation or rule, which goes before the national one (地方另有规定)."""

    amount: Decimal
    citation: str


class Threshold(Worked):
    """Whether a step is due, and why."""

    due: bool
    reasons: tuple[str, ...]
    limit: Decimal | None
    """The amount that decides; None where the text then in force had none."""
    check: bool = False
    """True where an unverified local figure might make it due all the same: best done anyway (宜告知听证)."""


class Summary(Worked):
    """Whether a penalty may be imposed on the spot (当场处罚)."""

    allowed: bool
    limit: Decimal


def hearing_due(
    proposed: Proposed, party: Party, on: date, law: Law, *, local: LocalThreshold | None = None
) -> Threshold:
    """Tell whether the right to a hearing must be offered (听证范围). 生态环境行政处罚办法第46条、第89条."""
    cited = rule("hearing_threshold", on, law)
    limit = number(cited, party) if local is None else local.amount
    amounts = {"罚款": proposed.fine, "没收": proposed.confiscated}
    reasons = [f"{name}{money(value)}，达到{money(limit)}" for name, value in amounts.items() if value >= limit]
    reasons += _heads(proposed, cited)
    doubtful = None if local or reasons else _unverified_local(proposed, party, on, limit, law)
    rests_on = grounds(cited, doubtful) if doubtful else grounds(cited)
    return Threshold(
        due=bool(reasons),
        reasons=tuple(reasons),
        limit=limit,
        check=doubtful is not None,
        steps=(_limit_step(cited, party, limit, local), *_comparisons(amounts, limit)),
        grounds=rests_on,
        warnings=(*([_local_warning(doubtful)] if doubtful else ()), *doubts(rests_on)),
    )


def discussion_due(
    proposed: Proposed, on: date, law: Law, *, complex_case: bool = False, chosen_by_heads: bool = False
) -> Threshold:
    """Tell whether the heads must discuss the case together (集体讨论). 生态环境行政处罚办法第52条.

    Fine and confiscation are added up: the text names them in one breath, and the cautious reading does no harm.
    Before 2023-07-01 no text had an amount; the heads decide what is grave.
    """
    cited = law.catalogue.find("collective_discussion_500k", on)
    duty = rule("collective_discussion", on, law)
    total = proposed.fine + proposed.confiscated
    limit = number(cited, "amount") if cited else None
    reasons = [f"罚款和没收合计{money(total)}，达到{money(limit)}"] if limit is not None and total >= limit else []
    reasons += _heads(proposed, cited) if cited else []
    reasons += ["情况疑难复杂、涉及多个法律关系"] if complex_case else []
    reasons += ["负责人认为应当集体讨论"] if chosen_by_heads else []
    rests_on = grounds(duty, cited) if cited else grounds(duty)
    none = () if cited else ("当时没有集体讨论的数额标准，案情复杂或者重大的由负责人决定",)
    return Threshold(
        due=bool(reasons),
        reasons=tuple(reasons),
        limit=limit,
        steps=_comparisons({"罚款和没收合计": total}, limit) if limit is not None else (),
        grounds=rests_on,
        warnings=(*none, *doubts(rests_on)),
    )


def summary_allowed(proposed: Proposed, party: Party, on: date, law: Law) -> Summary:
    """Tell whether the summary procedure may be used (简易程序): a small fine or a warning and nothing else."""
    cited = rule("summary_procedure", on, law)
    limit = number(cited, party)
    plain = not proposed.confiscated and proposed.heads <= {"warning"}
    return Summary(
        allowed=plain and proposed.fine <= limit,
        limit=limit,
        steps=(_limit_step(cited, party, limit, None), *_comparisons({"罚款": proposed.fine}, limit)),
        grounds=grounds(cited),
        warnings=doubts(grounds(cited)),
    )


def _heads(proposed: Proposed, cited: Cited) -> list[str]:
    listed_heads = str(cited.provision.values["heads"]).split()
    return [HEADS[head] for head in listed_heads if head in proposed.heads]


def _unverified_local(proposed: Proposed, party: Party, on: date, limit: Decimal, law: Law) -> Cited | None:
    """Return the unverified local rule when an amount lies between its possible figure and the national one."""
    cited = law.catalogue.find("hearing_local_override", on)
    if cited is None:
        return None
    possible = number(cited, f"warning_{party}")
    return cited if any(possible <= one < limit for one in (proposed.fine, proposed.confiscated)) else None


def _local_warning(cited: Cited) -> str:
    return f"{cited.citation}可能规定了更低的听证数额，未能查实；数额接近，请核对地方规定，宜告知听证权利"


def _limit_step(cited: Cited, party: Party, limit: Decimal, local: LocalThreshold | None) -> Step:
    source = local.citation if local else cited.citation
    return step(f"{PARTY_NAMES[party]}的数额界线", source, limit)


def _comparisons(amounts: dict[str, Decimal], limit: Decimal) -> tuple[Step, ...]:
    return tuple(
        step(name, f"{money(value)}与{money(limit)}比较", "达到" if value >= limit else "未达到")
        for name, value in amounts.items()
    )
