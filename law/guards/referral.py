"""Guards on passing a case on: referral to the police (crime, detention), and the second transfer (G11, G12, G15)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from law.chinese import listed
from law.guards.register import article, binds, guard
from law.refusals import OutOfBounds, OutOfOrder, Unclear

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from law.edition import Law

TRIGGER_NAMES = {
    "eia_stop_order_ignored": "未依法环评被责令停止建设拒不执行",
    "unlicensed_stop_order_ignored": "无排污许可证排污被责令停止拒不执行",
    "evasion": "以逃避监管的方式排放污染物",
    "banned_pesticide": "生产、使用禁用农药被责令改正拒不改正",
    "farmland_discharge": "向农用地排放有毒有害物质超标的污水、污泥等",
    "soil_measures_refused": "拒不采取土壤风险管控或者修复措施",
    "solid_waste": "固体废物、危险废物的特定严重违法行为",
}
"""The kinds of conduct for which the law provides detention (移送行政拘留的情形)."""

CrimeBranch = Literal["none", "open", "closed_without_punishment", "punished"]
"""How the referral of a suspected crime stands: not opened; with police, procuratorate or court; ended without
punishment (不立案、撤案、不起诉、无罪或者免罚); ended with punishment."""


@guard("G11")
def no_fine_instead_of_prosecution(*, on: date, law: Law, indicators: Sequence[str], branch: CrimeBranch) -> None:
    """Refuse a penalty decision that would stand in for prosecution (以罚代刑); `indicators` are signs of crime."""
    if branch == "open":
        pending, rest = article("G11", on, law, "pending"), "原则上应当等待刑事处理结果后再决定是否给予行政处罚。"
        but = "除依法暂扣、吊销许可证件或者责令停产停业以外，" if pending else ""
        sentence = f"涉嫌犯罪案件正在移送办理，{but}{rest}"
        raise OutOfOrder("crime-pending", sentence, article=pending or article("G11", on, law))
    if branch == "none" and indicators:
        sentence = f"本案存在涉嫌犯罪情形（{listed(indicators)}），不得以行政处罚代替刑事处罚；请先办理移送。"
        raise OutOfOrder("crime-indicators", sentence, field="indicators")


@guard("G12")
def detention_referral_is_ripe(trigger: str, *, on: date, law: Law, penalty_decided_on: date | None) -> None:
    """Refuse a referral for detention (移送行政拘留) before a penalty decision, or for conduct the law does not list."""
    if trigger not in TRIGGER_NAMES:
        known = listed(f"{key}({name})" for key, name in TRIGGER_NAMES.items())
        raise Unclear("unknown-trigger", f"没有“{trigger}”这种移送情形；可用的有：{known}。", field="trigger")
    if not binds("G12", on, law, trigger):
        sentence = "该情形在当日没有行政拘留的规定，不得移送行政拘留；请核对行为日期和适用条文。"
        raise OutOfBounds("no-detention-then", sentence, field="trigger")
    if penalty_decided_on is None or penalty_decided_on > on:
        sentence = "尚未作出行政处罚决定；移送行政拘留应当在依法作出处罚决定之后。"
        raise OutOfOrder("penalty-decision-first", sentence)


@guard("G15")
def no_second_transfer(*, on: date, law: Law, received_by_transfer: bool) -> None:
    """Refuse to pass on a case that was itself received by transfer (不得再自行移送); the common superior designates."""
    if received_by_transfer:
        sentence = "本案系移送而来，不得再自行移送；对管辖有异议的，应当报请共同的上一级机关指定管辖。"
        raise OutOfOrder("second-transfer", sentence)
