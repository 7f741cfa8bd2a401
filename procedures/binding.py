"""From when a restriction of production binds (限制生产的生效): the day that it sets, and never before it is served.

限制生产、停产整治办法 art. 14, 15(1): the decision is served, and the period is the one it sets. What was not served asks
nothing of the party, so nothing is disobeyed, exceeded or ended by it before.
"""

from datetime import date

from judging.record import Record
from judging.serving import effective_day
from law.edition import Law
from models.acts import Act
from models.acts.restriction import DecideRestriction, ServeRestriction


def binds_from(record: Record, decision: Act[DecideRestriction], law: Law) -> date | None:
    """Return the day from which a restriction binds: that which it sets, never before it is served; None until then."""
    served = record.pointing(decision.no, ServeRestriction)
    return max(decision.content.starts_on, effective_day(served[0], law)) if served else None


def restricted_from(record: Record, law: Law) -> dict[int, date]:
    """Return the day from which each restriction that was served binds, by the number of its service."""
    decisions = [(act, binds_from(record, act, law)) for act in record.all(DecideRestriction)]
    return {record.pointing(act.no, ServeRestriction)[0].no: first for act, first in decisions if first is not None}
