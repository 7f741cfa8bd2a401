"""Guards on the penalty decision itself: review, discussion, amount, one fine per act, law in force (G4 to G8, G16)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from law.chinese import listed, money
from law.citations import basis_in_force
from law.guards.register import article, binds, guard
from law.refusals import OutOfBounds, OutOfOrder

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from datetime import date
    from decimal import Decimal

    from law.citations import Citation
    from law.edition import Law

Opinion = Literal["agreed", "to_improve", "rejected"]


@guard("G4")
def legal_review_passed(
    *, on: date, law: Law, grounds: Sequence[str], opinion: Opinion | None, new_evidence_since: bool = False
) -> None:
    """Refuse a decision whose legal review (法制审核) is due and missing, not agreed, or older than new evidence.

    `grounds` are the reasons, in Chinese, why a review is due; none = none is due.
    """
    if not grounds or not binds("G4", on, law):
        return
    if opinion is None:
        sentence = f"本案（{listed(grounds)}）应当法制审核，尚未审核，不得作出决定；请先送法制审核。"
        raise OutOfOrder("legal-review-missing", sentence)
    if opinion != "agreed":
        raise OutOfOrder("legal-review-not-passed", "法制审核没有通过，不得作出决定；请按审核意见改进后重新送审。")
    if new_evidence_since and binds("G4", on, law, "stale"):
        sentence = "法制审核之后又出现新的事实、证据，原审核意见不能沿用；请重新送法制审核。"
        raise OutOfOrder("legal-review-stale", sentence, article=article("G4", on, law, "stale"))


@guard("G5")
def collectively_discussed(
    *, on: date, law: Law, grounds: Sequence[str], discussed: bool, heard_since: bool = False
) -> None:
    """Refuse a decision whose collective discussion (集体讨论) is due and not recorded, or came before the hearing."""
    if not grounds:
        return
    if not discussed:
        sentence = f"本案（{listed(grounds)}）应当由负责人集体讨论决定，没有集体讨论记录；请先集体讨论并记录。"
        raise OutOfOrder("collective-discussion-missing", sentence)
    if heard_since and binds("G5", on, law, "stale"):
        sentence = "集体讨论之后当事人又陈述申辩或者听证，原讨论结论不能沿用；请重新集体讨论。"
        raise OutOfOrder("collective-discussion-stale", sentence, article=article("G5", on, law, "stale"))


@guard("G6")
def fine_not_above_notified(
    fine: Decimal,
    notified: Decimal,
    *,
    on: date,
    law: Law,
    added: Collection[str] = (),
    confiscated: tuple[Decimal, Decimal] | None = None,
) -> None:
    """Refuse a fine above the one notified, or a kind of penalty that was not notified (不得因申辩加重).

    `confiscated` is what the decision confiscates, and what the notice said.
    """
    if fine > notified:
        sentence = (
            f"拟处罚款{money(fine)}，高于告知的{money(notified)}；不得超过告知数额，确需加重的须有新事实并重新告知。"
        )
        raise OutOfBounds("fine-above-notified", sentence, field="fine")
    if added:
        sentence = f"{listed(added)}没有在处罚告知书中告知，不得在决定中增加；确有必要的须重新告知。"
        raise OutOfBounds("penalty-not-notified", sentence, field="penalties")
    taken, told = confiscated or (fine, fine)
    if taken > told:
        sentence = f"拟没收{money(taken)}，高于告知的{money(told)}；不得超过告知数额，确需加重的须有新事实并重新告知。"
        raise OutOfBounds("confiscation-above-notified", sentence, field="confiscation")


@guard("G7")
def one_fine_per_act(
    *, on: date, law: Law, earlier_fines: Sequence[str], norm_used: Decimal, norms: Iterable[Decimal]
) -> None:
    """Refuse a second fine for one act (一事不二罚), or a norm below the highest one broken (择高).

    `earlier_fines` are the numbers of decisions that already fined the same act; `norms` are the highest fines of all
    norms the act breaks, `norm_used` that of the norm applied.
    """
    if earlier_fines:
        sentence = f"同一违法行为已由{listed(earlier_fines)}处以罚款，不得再次罚款。"
        raise OutOfBounds("second-fine", sentence, field="fine")
    highest = max(norms, default=norm_used)
    if norm_used < highest and binds("G7", on, law, "highest"):
        sentence = f"所用条文的最高罚款为{money(norm_used)}，低于另一被违反条文的{money(highest)}；应当按罚款数额高的规定处罚。"
        raise OutOfBounds("lower-norm", sentence, article=article("G7", on, law, "highest"), field="norm")


@guard("G8")
def fine_within_bounds(
    fine: Decimal, least: Decimal, most: Decimal, *, on: date, law: Law, mitigation: str = "", way: str = ""
) -> None:
    """Refuse a fine outside the statutory range (法定幅度); below it only on a legal ground of mitigation (减轻).

    `way` says what is to be done where the bounds are not beyond doubt, or where more than this act has to change.
    """
    further = f"{way}。" if way else ""
    told = f"拟处罚款{money(fine)}，法定幅度为{money(least)}以上{money(most)}以下"
    if fine > most:
        raise OutOfBounds("fine-above-maximum", f"{told}；不得超过上限。{further}", field="fine")
    if fine < least and not mitigation.strip():
        basis = article("G8", on, law, "mitigation")
        sentence = f"{told}；低于下限须写明法定的减轻处罚情形。{further}"
        raise OutOfBounds("fine-below-minimum", sentence, article=basis, field="fine")


@guard("G16")
def cites_law_in_force(citations: Iterable[Citation], *, on: date, law: Law, conduct_on: date) -> None:
    """Refuse a decision that cites law not in force, but for old law about old conduct (从旧兼从轻)."""
    bad = [one.sentence for one in basis_in_force(citations, on=on, conduct_on=conduct_on, law=law) if not one.sound]
    if bad:
        raise OutOfBounds("law-not-in-force", f"{'；'.join(bad)}。", field="basis")
