"""How long a penalty that was made public is displayed (失信信息公示期): by its kinds and the rule of its day.

信用修复管理办法 art. 7-12 (from 2026-04-01) has three classes, 发改办财金〔2019〕527号 two, 国家发展改革委令第58号 one length
for all. They speak of the credit sites; the bureau's own pages keep the same days, so that what has ended there is not
displayed here. Of a decision before 2019-07-01 no rule is known, nor of what is no penalty: it stays. What makes a fine
small, larger or huge the departments set (art. 11), and for ecology that was not found: a fine is taken as ordinary.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from law.edition import Law

RULE = "credit_display"
Class = Literal["minor", "ordinary", "serious"]
CLASS_NAMES: dict[Class, str] = {"minor": "轻微失信", "ordinary": "一般失信", "serious": "严重失信"}
MINOR = frozenset({"warning", "criticism"})
"""警告、通报批评 (信用修复管理办法 art. 8)."""
SERIOUS = frozenset(
    {
        *("permit_suspension", "downgrade", "permit_revocation", "restriction", "stop_rectification"),
        *("stop_business", "closure", "occupation_limit", "occupation_ban"),
    }
)
"""The kinds that art. 10 lists; 责令停产整治 is taken with 责令停产停业."""


@dataclass(frozen=True, slots=True)
class Display:
    """How long something is displayed (公示期限)."""

    of: Class
    least_until: date | None
    """The last day of the shortest time, after which repair may be asked for; None where there is none."""
    until: date
    """The last day on which it is displayed."""
    citation: str


def class_of(measures: Collection[str]) -> Class:
    """Return the class of a penalty by its kinds; of several the one displayed longest counts (art. 12)."""
    if SERIOUS.intersection(measures):
        return "serious"
    return "minor" if measures and MINOR.issuperset(measures) else "ordinary"


def display(measures: Collection[str], decided_on: date, law: Law) -> Display | None:
    """Return how long a penalty is displayed by the rule of the day of its decision; None where no rule is known."""
    cited = law.catalogue.find(RULE, decided_on)
    if cited is None:
        return None
    of = class_of(measures)
    known = {limit.variant for limit in cited.provision.limits}
    longest = _variant(known, of, "max") or _variant(known, "ordinary", "max")
    least = _variant(known, of, "min")
    until = law.last_day(RULE, decided_on, longest)
    if until is None:
        return None
    return Display(of, law.last_day(RULE, decided_on, least) if least else None, until, cited.shown)


def _variant(known: Collection[str], of: Class, end: str) -> str:
    return next((one for one in (f"{of}_{end}", end) if one in known), "")
