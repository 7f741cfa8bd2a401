"""The window to ask the court to enforce a fine (申请强制执行期限), and the last safe day for the demand before it (催告).

Nobody applied and nobody sued: the window follows the period to sue. After a 复议 it follows the period to sue from
the decision on it; after a deferral it runs from the end of the deferral. Whether the period to sue moves over a
holiday before the window begins is not settled; `apply_by` takes it as not moving, `apply_by_if_rolled` as moving.
Nothing is forced while the party may still be in time: `opens_on` follows the latest day that its period can have.
行政强制法第53条、第54条;行政诉讼法第45条、第46条;行政处罚法第72条第2款.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from law.amounts.worked import Worked, doubts, grounds, last_day, rule, step
from law.chinese import day
from law.relief import short_or_alive
from law.terms import latest_before

if TYPE_CHECKING:
    from law.catalogue import Cited
    from law.edition import Law


class Window(Worked):
    """When the bureau may and must go to court."""

    opens_on: date
    """The first day on which the party's periods are over (or the day after the deferral)."""
    apply_by: date
    apply_by_if_rolled: date
    demand_by: date
    """The last day to serve the demand so that its days have wholly passed before `apply_by`."""


def enforcement_window(
    served_on: date, *, law: Law, reconsideration_served_on: date | None = None, deferred_until: date | None = None
) -> Window:
    """Return the window for a penalty decision served on a day that nobody contested in time (F3)."""
    if deferred_until is not None:
        window = rule("deferral_court_window", deferred_until, law)
        return _window(deferred_until, deferred_until, deferred_until, window, (), law)
    start = reconsideration_served_on or served_on
    variant = "" if reconsideration_served_on else short_or_alive(start, law)
    suit_rule = "suit_after_review" if reconsideration_served_on else "suit_direct"
    suit = law.catalogue.provision(suit_rule, start, variant)
    plain, rolled = (last_day(suit, start, law, rolls=moves, variant=variant) for moves in (False, True))
    latest = law.latest_day(suit_rule, start, variant) or rolled
    return _window(plain, rolled, latest, rule("court_application_window", plain, law), (suit,), law)


def _window(plain: date, rolled: date, latest: date, cited: Cited, before: tuple[Cited, ...], law: Law) -> Window:
    apply_by = last_day(cited, plain, law, rolls=False)
    demand = rule("demand_before_court", apply_by, law)
    demand_by = latest_before(apply_by, demand.limit(), law.calendar)
    rests_on = grounds(*before, cited, demand)
    return Window(
        opens_on=latest + timedelta(days=1),
        apply_by=apply_by,
        apply_by_if_rolled=last_day(cited, rolled, law, rolls=True),
        demand_by=demand_by,
        steps=(
            *(step(one.name, f"{one.citation}届满", day(plain)) for one in before),
            step(cited.name, f"{day(plain)}届满后起算", day(apply_by)),
            step(demand.name, "最迟送达日，期满后仍来得及申请", day(demand_by)),
        ),
        grounds=rests_on,
        warnings=doubts(rests_on),
    )
