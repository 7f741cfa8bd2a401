"""Acts of one instant (同一时刻的行为): each of them counts as before the other, and which was first nobody says."""

from judging.record import Record
from models.acts import Act


def entered_first(before: Record, act: Act) -> Record:
    """Return what there was before an act, without what was entered after it for the same instant."""
    later = {other.no for other in before if other.no > act.no and other.happened_at == act.happened_at}
    return before.without(*later) if later else before
