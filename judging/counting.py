"""What corrections and withdrawals leave of a list of acts (更正、撤回): which count, as what, and on which day."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from models.acts import Act, NamesParties, OfParty, PassesOn
from models.acts.terms import CorrectAct, WithdrawAct
from models.values import civil_day

Moved = Mapping[int, tuple[tuple[int, date], ...]]
"""Acts by their number, each with the corrections that put it on another day, and the day before each."""


def withdrawn_in(acts: Sequence[Act]) -> set[int]:
    """Return the numbers of the acts of a list that were withdrawn."""
    return {act.content.of for act in acts if isinstance(act.content, WithdrawAct)}


def effective(acts: Sequence[Act], withdrawn: Collection[int]) -> list[Act]:
    """Return the acts that count, each as last corrected."""
    kept = [act for act in acts if act.no not in withdrawn] if withdrawn else list(acts)
    corrections = [act.content for act in kept if isinstance(act.content, CorrectAct)]
    if not corrections:
        return kept
    changed = {act.no: act for act in kept}
    for correction in corrections:
        if correction.of in changed:
            before = changed[correction.of]
            changed[correction.of] = corrected(before, correction)
            changed.update(_renamed(changed, before))
    return list(changed.values())


def moved_in(acts: Sequence[Act], withdrawn: Collection[int]) -> Moved:
    """Return the acts that were put on another day, each with the corrections that did it and the day before."""
    found: dict[int, tuple[tuple[int, date], ...]] = {}
    days: dict[int, date] = {}
    for act in acts:
        days[act.no] = act.day
        content = act.content
        if not isinstance(content, CorrectAct) or act.no in withdrawn or content.happened_at is None:
            continue
        if content.of in days:
            found[content.of] = (*found.get(content.of, ()), (act.no, days[content.of]))
            days[content.of] = civil_day(content.happened_at)
    return found


def _renamed(acts: Mapping[int, Act], before: Act) -> dict[int, Act]:
    """Return the acts of a party whose number in the register was put right: what named it, names it as it is now."""
    now = acts[before.no].content
    if not isinstance(before.content, NamesParties | PassesOn) or not isinstance(now, NamesParties | PassesOn):
        return {}
    left = {one.id for act in acts.values() if isinstance(act.content, NamesParties) for one in act.content.parties}
    pairs = zip(before.content.parties, now.parties, strict=False)
    renamed = {old.id: new.id for old, new in pairs if old.id != new.id and old.id not in left}
    return {
        no: Act(**{**act.known(), "content": act.content.model_copy(update={"party": renamed[act.content.party]})})
        for no, act in acts.items()
        if renamed and isinstance(act.content, OfParty) and act.content.party in renamed
    }


def corrected(act: Act, correction: CorrectAct) -> Act:
    """Return an act as a correction (更正) puts it; raise pydantic's error if the fields cannot be."""
    content = act.content
    if correction.fields:
        content = type(content).stored_as({**content.model_dump(), **correction.fields})
    # Made anew, not copied: a copy would keep the day that was worked out from the old instant.
    return Act(**{**act.known(), "content": content, "happened_at": correction.happened_at or act.happened_at})
