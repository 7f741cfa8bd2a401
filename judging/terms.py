"""The terms of a file at an instant (期限状态): when each ends, how it stands, and when it is warned of."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from judging.answering import TOWNSHIP
from judging.clock import NOT_KNOWN_YET, Clock, Clocks, reckoned
from law.catalogue import Cited
from law.edition import Law
from law.instruments import Unit
from law.terms import Reckoning
from models.acts import Act
from models.people import Answerable
from models.standing import Term, TermState
from models.values import civil_day


def term_of(clock: Clock, clocks: Clocks, law: Law, at: datetime, owner: Answerable | None = None) -> Term:
    """Return one term as it stands at an instant; `owner` names the one unit and person that has to see to it."""
    result = reckoned(clock, clocks, law)
    state = _state(clock, result, at)
    cited, source = clock.cited, clock.source
    return Term(
        key=clock.key,
        rule=clock.rule,
        name=f"{clock.duty.name}（当事人{clock.called}）" if clock.party else clock.duty.name,
        statutory=cited is not None and cited.binds,
        citation=source.citation if isinstance(source, Cited) else source.basis,
        instrument=cited.instrument if cited else "",
        article=cited.article if cited else "",
        grade=cited.grade if cited else "V",
        obligor=clock.obligor,
        started_by=clock.started_by.no,
        start=clock.start_day,
        amount=clock.limit.amount,
        unit=clock.limit.unit,
        last_day=result.last_day,
        ends_at=result.ends_at,
        earliest=result.earliest,
        latest=result.latest,
        provisional=result.provisional,
        suspended_days=result.suspended_days,
        extended=len(clock.extended),
        state=state,
        ended_by=clock.ended_by.no if clock.ended_by else None,
        days_left=_days_left(state, result, at),
        consequence=clock.limit.consequence or clock.duty.consequence,
        owner_unit=owner.unit if owner else "",
        owner_person=owner.direct if owner else "",
        party=clock.party,
    )


def _state(clock: Clock, result: Reckoning, at: datetime) -> TermState:
    if clock.ended_by is not None:
        return "met" if _in_time(clock, clock.ended_by, result) else "met_late"
    until = clock.dropped_by.happened_at if clock.dropped_by else at
    if result.ends_at is not None and until >= result.ends_at:
        return "expired" if clock.ends_by_itself else "late"
    if clock.dropped_by is not None:
        return "void"
    return "suspended" if result.ends_at is None and result is not NOT_KNOWN_YET else "running"


def _in_time(clock: Clock, ended_by: Act, result: Reckoning) -> bool:
    if result.ends_at is None or result.last_day is None:
        return True
    if clock.limit.unit == Unit.HOUR:
        return ended_by.happened_at < result.ends_at
    return ended_by.day <= result.last_day


def _days_left(state: TermState, result: Reckoning, at: datetime) -> int | None:
    if state not in ("running", "late") or result.last_day is None:
        return None
    return (result.last_day - civil_day(at)).days


def warn_at(term: Term, law: Law) -> datetime | None:
    """Return the instant at which a running term is warned of: a working day, in office hours; None = no warning."""
    if term.ends_at is None or term.last_day is None:
        return None
    warning = law.norms.warning
    if term.unit == Unit.HOUR:
        return term.ends_at - warning.hours_ahead(term.amount)
    day = term.last_day - timedelta(days=warning.days_ahead(term.amount, term.unit))
    while not law.calendar.is_working(day) and day > term.start:
        day -= timedelta(days=1)
    if day <= term.start:
        return None
    midnight = term.ends_at - timedelta(days=(term.last_day - day).days + 1)
    return midnight + timedelta(hours=warning.hour_of_day)


def lapses_at(term: Term, entered_at: datetime, law: Law) -> datetime | None:
    """Return the instant from which the end of a term counts as passed undone.

    What started it may have been entered only after its end: then what else is known is heard first (补录).
    """
    if term.ends_at is None or entered_at < term.ends_at:
        return term.ends_at
    return entered_at + timedelta(hours=law.norms.norm["late_entry"].amount)


def terms_of(
    clocks: Clocks,
    law: Law,
    at: datetime,
    holder: Answerable | None = None,
    levels: Mapping[int, Answerable] | None = None,
) -> Sequence[Term]:
    """Return every term of a file at an instant, in the order in which they started.

    What the township has to do, or a member of a joint investigation, is its own to see to; everything else is seen to
    by whoever has the file.
    """
    owners = {"township": (levels or {}).get(TOWNSHIP, holder)}
    return [
        term_of(clock, clocks, law, at, clock.owner or owners.get(clock.obligor, holder))
        for clock in clocks.all.values()
    ]
