"""When a period of the party ends (当事人的期限) while a holiday notice is not out: on the latest day that it can have.

What an authority owes is kept by the earliest possible day. A right is not over before the latest: until then nothing
is decided, refused as late, demanded or forced.
"""

from dataclasses import replace
from datetime import datetime

from law.terms import DAY, MIDNIGHT, Reckoning


def as_a_right(found: Reckoning) -> Reckoning:
    """Return how a term ends where it is a period of the party; without an end while the latest day is not known."""
    if not found.provisional:
        return found
    ends_at = datetime.combine(found.latest + DAY, MIDNIGHT) if found.latest else None
    return replace(found, last_day=found.latest, ends_at=ends_at)
