"""The service norm under which somebody looks again (再次查看) at a file that no term brings back by itself."""

from collections.abc import Sequence

from judging.clock import NOT_KNOWN_YET, Clock, Clocks, reckoned
from judging.kind import Kind
from judging.record import Record
from law.edition import Law
from law.terms import Reckoning
from models.acts.terms import TermLapses, TermNearsEnd
from models.values import civil_day

LOOK_AGAIN = "norm.look_again"


def look_again(clocks: Clocks, record: Record, kind: Kind, law: Law) -> None:
    """Open the norm where nothing runs, what runs has no end, or whatever is late was told upward already.

    In the archive so it is only while a right of the party has no end. It runs from the last entry, a lapse of its own
    among them: as long as nobody does anything it begins anew, each time twice as long, so that the file does not fill
    with it.
    """
    waiting = [(row, reckoned(row, clocks, law)) for row in clocks.all.values() if row.is_open]
    if _comes_back(waiting, record):
        return
    if TermLapses not in kind.steps or record.opening is None:
        return  # no time runs in this kind of file
    if kind.is_archived(record) and all(end.last_day for _, end in waiting):
        return
    norm = law.norms.norm["look_again"]
    last = max((act for act in record if not isinstance(act.content, TermNearsEnd)), key=lambda act: act.no)
    key = f"{LOOK_AGAIN}#{last.no}"
    limit = norm.limit_after(_looked_again(record))
    clocks.all[key] = Clock(key, LOOK_AGAIN, "", civil_day(last.recorded_at), last, limit, norm)


def _comes_back(waiting: Sequence[tuple[Clock, Reckoning]], record: Record) -> bool:
    """Tell whether the end of a term is still to come that brings the file back.

    The end of a right of the party does so only where nobody's duty stands still (扣除、中止未定终期): it says nothing of
    whether the ground for standing still has gone.
    """
    lapsed = {(act.content.term, act.content.last_day) for act in record.all(TermLapses)}
    stands_still = any(
        end.last_day is None and end is not NOT_KNOWN_YET for row, end in waiting if not row.ends_by_itself
    )
    return any(
        end.last_day is not None and (row.key, end.last_day) not in lapsed
        for row, end in waiting
        if not (row.ends_by_itself and stands_still)
    )


def _looked_again(record: Record) -> int:
    """Return how often the look was due since anybody but the engine last entered anything."""
    entered = max((act.no for act in record if act.by.kind != "engine"), default=0)
    return sum(act.no > entered and act.content.term.startswith(LOOK_AGAIN) for act in record.all(TermLapses))
