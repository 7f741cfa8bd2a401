"""What may lengthen a term and what may stop it: extensions with their caps, suspensions with their grounds (延长、扣除)."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from law.chinese import day, listed
from law.instruments import SUSPENSION_NAMES, UNIT_NAMES
from law.refusals import NotCompetent, OutOfBounds, Unclear
from law.terms import Extended, union

if TYPE_CHECKING:
    from collections.abc import Sequence

    from law.catalogue import Cited
    from law.instruments import Extension
    from law.terms import Suspended


def granted(cited: Cited, keys: Sequence[str]) -> tuple[Extended, ...]:
    """Return the extensions a provision allows for these keys (empty = the next one), each by its whole amount.

    They are granted in the order of the provision, each as often as it says; anything else is refused.
    """
    found: list[Extended] = []
    for key in keys:
        one = next_extension(cited, len(found))
        if key and key != one.key:
            raise _wrong_key(cited, key, one)
        found.append(Extended(amount=one.amount, unit=one.unit, key=one.key, by=one.by))
    return tuple(found)


def next_extension(cited: Cited, used: int) -> Extension:
    """Return the extension that may follow on `used` earlier ones, or refuse: nobody may grant a further one."""
    allowed = [one for one in cited.provision.extensions for _ in range(one.times)]
    if not allowed:
        sentence = f"“{cited.name}”的期限法律没有规定可以延长，任何人无权批准延长。"
        raise NotCompetent("no-extension", sentence, article=cited.citation, field="extend")
    if used >= len(allowed):
        told = listed(told_extension(one) for one in cited.provision.extensions)
        sentence = f"“{cited.name}”的延长次数已经用完，最多可以延长：{told}。"
        raise OutOfBounds("extensions-used-up", sentence, article=cited.citation, field="extend")
    return allowed[used]


def told_extension(one: Extension) -> str:
    """Return an extension in Chinese: how much, by whom, how often."""
    most = "" if one.exact else "不超过"
    times = f"，可以{one.times}次" if one.times > 1 else ""
    return f"{one.by}批准{most}{one.amount}{UNIT_NAMES[one.unit]}{times}"


def checked(cited: Cited, suspended: Sequence[Suspended]) -> tuple[Suspended, ...]:
    """Return suspensions typed in by hand, or refuse those that are reversed, doubled or have no ground in the rule.

    Intervals on different grounds may overlap (their union counts); two on the same ground are one typed in twice.
    """
    union(suspended)
    for one in suspended:
        if one.ground not in cited.provision.suspends:
            raise _no_ground(cited, one)
    for one, other in combinations(suspended, 2):
        if one.ground == other.ground and _overlap(one, other):
            name = SUSPENSION_NAMES[one.ground]
            sentence = f"两段“{name}”期间重叠：{told_interval(one)}与{told_interval(other)}；同一事由的期间请合并填写。"
            raise Unclear("overlapping-suspension", sentence, field="suspended")
    return tuple(sorted(suspended, key=lambda one: (one.first, one.ground)))


def told_interval(one: Suspended) -> str:
    """Return an interval in Chinese; one that runs has no end."""
    return f"{day(one.first)}至{day(one.last) if one.last else '今（尚未结束）'}"


def _overlap(one: Suspended, other: Suspended) -> bool:
    first, second = sorted((one, other), key=lambda interval: interval.first)
    return first.last is None or second.first <= first.last


def _no_ground(cited: Cited, one: Suspended) -> OutOfBounds:
    allowed = listed(f"{SUSPENSION_NAMES[ground]}（{ground}）" for ground in cited.provision.suspends)
    sentence = f"“{SUSPENSION_NAMES[one.ground]}”不停止“{cited.name}”的期限；" + (
        f"可以扣除的有：{allowed}。" if allowed else "该期限没有可以扣除的期间。"
    )
    return OutOfBounds("no-ground", sentence, article=cited.citation, field="suspended")


def _wrong_key(cited: Cited, key: str, one: Extension) -> NotCompetent | Unclear:
    keys = [row.key for row in cited.provision.extensions if row.key]
    if key in keys:
        sentence = f"“{cited.name}”不能直接适用“{key}”延长：须先由{told_extension(one)}。"
        return NotCompetent("extension-out-of-turn", sentence, article=cited.citation, field="extend")
    told = f"可用的有：{listed(keys)}" if keys else "该期限的延长没有代号，直接写 --extend 即可"
    return Unclear("unknown-extension", f"“{cited.name}”没有代号为“{key}”的延长，{told}。", field="extend")
