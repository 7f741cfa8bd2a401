"""Guards on who acts: officers, investigators, governments, townships (G2, G3, G13, G14)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, Protocol

from law.chinese import day, listed
from law.guards.register import article, binds, guard
from law.refusals import NotCompetent

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import date

    from law.edition import Law

Role = Literal["reviewer", "legal_reviewer", "hearing_chair", "voter"]

ROLE_NAMES: dict[Role, str] = {
    "reviewer": "审查案件",
    "legal_reviewer": "作法制审核",
    "hearing_chair": "主持听证",
    "voter": "参加集体讨论表决",
}

TOWNSHIP_LEVEL = 3


class OfficerLike(Protocol):
    """What the guards ask about an officer (执法人员)."""

    @property
    def id(self) -> str:
        """Return the officer's own number."""
        ...

    @property
    def certified_until(self) -> date | None:
        """Return the last day of the enforcement certificate; None = holds none."""
        ...


@guard("G2")
def two_certified_officers(
    officers: Sequence[OfficerLike], *, on: date, law: Law, certificates_shown: bool = True
) -> None:
    """Refuse a step on site without enough officers holding a valid certificate and showing it (两人执法、持证亮证)."""
    needed = int(law.catalogue.provision("investigators_two_certified", on).provision.values["officers_min"])
    valid = {one.id for one in officers if one.certified_until is not None and one.certified_until >= on}
    if len(valid) < needed:
        lacking = [_without_certificate(one) for one in officers if one.id not in valid]
        who = f"（{listed(lacking)}）" if lacking else ""
        sentence = (
            f"持有效执法证件的执法人员只有{len(valid)}人{who}，不得少于{needed}人；请增派持证人员或者核对证件有效期。"
        )
        raise NotCompetent("too-few-certified-officers", sentence, field="officers")
    if not certificates_shown:
        sentence = "没有出示执法证件的记录；执法人员应当主动出示证件并记入笔录。"
        raise NotCompetent("certificate-not-shown", sentence, article=article("G2", on, law, "shown"), field="officers")


def _without_certificate(officer: OfficerLike) -> str:
    """Return which officer's certificate does not hold, and since when."""
    if officer.certified_until is None:
        return f"{officer.id}没有执法证件"
    return f"{officer.id}的执法证件有效期至{day(officer.certified_until)}"


@guard("G3")
def investigator_keeps_away(person_id: str, investigators: Collection[str], role: Role, *, on: date, law: Law) -> None:
    """Refuse an investigator of the case as reviewer, legal reviewer, hearing chair or voter (查审分离)."""
    if person_id in investigators and binds("G3", on, law, role):
        sentence = f"本案调查人员不得{ROLE_NAMES[role]}；请由未参与本案调查的人员担任。"
        raise NotCompetent("investigator-of-the-case", sentence, article=article("G3", on, law, role), field="person")


@guard("G13")
def closure_by_government_only(*, on: date, law: Law, issued_by_government: bool, approved_by_government: bool) -> None:
    """Refuse a shutdown (停业、关闭) that no government with the power decided or approved; a bureau only proposes it."""
    if not (issued_by_government or approved_by_government):
        sentence = "生态环境主管部门不得自行责令停业、关闭；应当报有批准权的人民政府决定或者批准。"
        raise NotCompetent("closure-needs-government", sentence, field="measure")


@guard("G14")
def township_has_no_penalty_power(*, on: date, law: Law, grid_level: int, delegation: str = "") -> None:
    """Refuse a penalty by a township or street (三级网格); `delegation` is the number of a provincial decision."""
    delegated = bool(delegation) and binds("G14", on, law, "delegation")
    if grid_level >= TOWNSHIP_LEVEL and not delegated:
        sentence = "乡镇、街道（三级网格）没有行政处罚权，只能制止、报告和协助；请报二级网格由有处罚权的机关处理。"
        raise NotCompetent("township-has-no-power", sentence, field="unit")
