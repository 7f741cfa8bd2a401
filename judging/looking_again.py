"""The service norm under which somebody looks again (再次查看) at a file that no term brings back by itself."""

from judging.clock import Clock, Clocks, reckoned
from judging.kind import Kind
from judging.record import Record
from law.edition import Law
from models.acts.terms import TermLapses, TermNearsEnd
from models.values import civil_day

LOOK_AGAIN = "norm.look_again"


def look_again(clocks: Clocks, record: Record, kind: Kind, law: Law) -> None:
    """Open the service norm under which somebody looks again (再次查看) at a file that no term brings back by itself.

    So it is where nothing runs, where what runs has no end, and where whatever is late was told upward already; in the
    archive, only while a right of the party has no end. It runs from the last entry, a lapse of its own among them:
    as long as nobody does anything it begins anew, each time twice as long, so that the file does not fill with it.
    """
    lapsed = {(act.content.term, act.content.last_day) for act in record.all(TermLapses)}
    waiting = [row for row in clocks.all.values() if row.is_open]
    ends = [(row.key, reckoned(row, clocks, law).last_day) for row in waiting]
    if any(last_day is not None and (key, last_day) not in lapsed for key, last_day in ends):
        return
    if TermLapses not in kind.steps or record.opening is None:
        return  # no time runs in this kind of file
    if kind.is_archived(record) and all(last_day for _, last_day in ends):
        return
    norm = law.norms.norm["look_again"]
    last = max((act for act in record if not isinstance(act.content, TermNearsEnd)), key=lambda act: act.no)
    key = f"{LOOK_AGAIN}#{last.no}"
    limit = norm.limit_after(_looked_again(record))
    clocks.all[key] = Clock(key, LOOK_AGAIN, "", civil_day(last.recorded_at), last, limit, norm)


def _looked_again(record: Record) -> int:
    """Return how often the look was due since anybody but the engine last entered anything."""
    entered = max((act.no for act in record if act.by.kind != "engine"), default=0)
    return sum(act.no > entered and act.content.term.startswith(LOOK_AGAIN) for act in record.all(TermLapses))
