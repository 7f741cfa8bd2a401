"""What is certain of a day that no source tells (日期的上下限), and of the last day of a term that starts on it.

1. Nothing happens before what it rests on: a service not before its decision, a ruling not before the application. So
   a day that is known bounds one that is not, in both directions.
2. Nothing of a file happens before the conduct began, nor before the finding that the file begins with.
3. A term whose first day is only bounded is reckoned under every version of its rule that may have governed its start.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import TypeVar

from file_review.dating import When
from file_review.dossier import Dossier, Entry
from file_review.sources import Published
from judging.clock import Clock
from law.catalogue import Cited
from law.chinese import day as told
from law.edition import Law
from law.instruments import Limit, Unit
from law.refusals import Unclear
from law.relief import ALIVE, short_or_alive
from law.terms import DAY, reckon
from models.acts import Content
from models.acts.correction import RecheckCorrection, ServeCorrectionOrder
from models.acts.daily import DecideDailyPenalty, ServeDailyDecision
from models.acts.enforcement import ApplyToCourt, CourtAccepts, CourtRules
from models.acts.finding import AcceptComplaint, ReceiveComplaint, ReportFinding
from models.acts.hearing import ConcludeHearing, HoldHearing, RequestHearing, ServeHearingNotice
from models.acts.payment import RecordPayment
from models.acts.penalty import DecidePenalty, ServeDecision
from models.acts.reconsideration import ApplyReconsideration, DecideReconsideration
from models.acts.referral import (
    DecideDetentionReferral,
    RecordPoliceAcceptance,
    RecordPoliceFiling,
    ReferToPolice,
)
from models.acts.suit import AppealSuit, FileSuit, JudgeSuit
from models.values import CIVIL

C = TypeVar("C", bound=Content)

OPENINGS = (ReportFinding, ReceiveComplaint)
NOT_BEFORE: Mapping[type[Content], tuple[type[Content], ...]] = {
    AcceptComplaint: (ReceiveComplaint,),
    RecheckCorrection: (ServeCorrectionOrder,),
    ServeDecision: (DecidePenalty,),
    ServeDailyDecision: (DecideDailyPenalty,),
    RecordPayment: (DecidePenalty, DecideDailyPenalty),
    ApplyReconsideration: (DecidePenalty, DecideDailyPenalty),
    DecideReconsideration: (ApplyReconsideration,),
    FileSuit: (DecidePenalty, DecideDailyPenalty),
    JudgeSuit: (FileSuit,),
    AppealSuit: (JudgeSuit,),
    ApplyToCourt: (DecidePenalty, DecideDailyPenalty),
    CourtAccepts: (ApplyToCourt,),
    CourtRules: (ApplyToCourt,),
    HoldHearing: (RequestHearing, ServeHearingNotice),
    ConcludeHearing: (RequestHearing, HoldHearing),
    RecordPoliceAcceptance: (ReferToPolice,),
    RecordPoliceFiling: (RecordPoliceAcceptance,),
    DecideDetentionReferral: (DecidePenalty,),
}
"""What an act rests on: it cannot come before it. To refer for detention needs the penalty (853号 art. 2)."""


HOLIDAYS = "当年的放假安排"
"""What a term that ends in a year without its holiday notice waits for."""


@dataclass(frozen=True, slots=True)
class Due:
    """The last day of a term as far as the source decides it: the earliest and the latest it can be."""

    earliest: date | None
    latest: date | None

    @property
    def day(self) -> date | None:
        """Return the last day, when it is certain."""
        return self.earliest if self.earliest == self.latest else None

    def told_open(self, on: date) -> str:
        """Return between which days the term ends, where only a notice that is not out decides a day; else empty."""
        if self.earliest is None or self.latest is None or not self.earliest < on <= self.latest:
            return ""
        return f"期限最早至{told(self.earliest)}、最迟至{told(self.latest)}届满,{HOLIDAYS}尚未公布,不能判断是否超过"


def tightened(dossier: Dossier) -> Dossier:
    """Return a published case with every day that is not known bounded by those that are."""
    entries, since = list(dossier.entries), begun(dossier)
    for place, entry in enumerate(entries):
        entries[place] = _bounded(entry, When(first=_first(entries[:place], entry, since)))
    for place, entry in reversed(list(enumerate(entries))):
        entries[place] = _bounded(entry, When(last=_last(entries, place, entry)))
    return replace(dossier, entries=tuple(entries))


def _first(before: Sequence[Entry[Content]], entry: Entry[Content], since: date | None) -> date | None:
    """Return the first day on which an act can have been done, in a file that begins on a day."""
    rests_on = [one for one in before if isinstance(one.content, NOT_BEFORE.get(type(entry.content), ()))]
    return _not_before(rests_on, None if isinstance(entry.content, OPENINGS) else since)


def _not_before(rests_on: Sequence[Entry[Content]], since: date | None) -> date | None:
    """Return a day before which nothing can have been that rests on one of these acts, in a file that begins then."""
    earliest = min(_all([one.when.first for one in rests_on]), default=None)
    return max((day for day in (earliest, since) if day), default=None)


def _last(entries: Sequence[Entry[Content]], place: int, entry: Entry[Content]) -> date | None:
    """Return the last day on which an act can have been done: that of the first act that rests on it alone."""
    if sum(type(one.content) is type(entry.content) for one in entries) > 1:
        return None
    resting = (
        one.when.last for one in entries[place + 1 :] if NOT_BEFORE.get(type(one.content), ()) == (type(entry.content),)
    )
    return min((day for day in resting if day is not None), default=None)


def begun(dossier: Dossier) -> date | None:
    """Return a day before which nothing of a file was done: its conduct began then, or the finding it opens with."""
    told = [entry for entry in dossier.entries if not entry.inferred]
    days = [entry.when.first for entry in told if entry.when.first]
    opens = told[0].when.first if told and isinstance(told[0].content, OPENINGS) else None
    bounds = [opens if opens == min(days, default=None) else None, dossier.conduct[0].first]
    return max((day for day in bounds if day), default=None)


def _bounded(entry: Entry[Content], bound: When) -> Entry[Content]:
    """Return an act within further bounds; what contradicts its own date does not bound it."""
    own = entry.when
    first = max((day for day in (own.first, bound.first) if day), default=None)
    last = min((day for day in (own.last, bound.last) if day), default=None)
    if own.day or (first and last and first > last):
        return entry
    return at(entry, first) if first and first == last else replace(entry, when=When(first=first, last=last))


def at(entry: Entry[C], day: date) -> Entry[C]:
    """Return an act as one of a day."""
    moment = datetime.combine(day, time(0), CIVIL)
    act = entry.act.model_copy(update={"happened_at": moment, "recorded_at": moment})
    return replace(entry, act=act, when=When(first=day, last=day))


def days_apart(dossier: Dossier, order: Entry[Content], recheck: Entry[Content]) -> int | None:
    """Return how many days after an order its recheck was, where a round is published only by its number of days.

    A round is counted from the day after the order to the day of the recheck (按日连续处罚办法 art. 17).
    """
    source, pair = dossier.source, (order.content, recheck.content)
    if not isinstance(source, Published) or len(source.periods) != 1:
        return None
    alone = len(dossier.all(ServeCorrectionOrder)) == len(dossier.all(RecheckCorrection)) == 1
    meant = isinstance(pair[0], ServeCorrectionOrder) and isinstance(pair[1], RecheckCorrection)
    return source.periods[0].days if alone and meant else None


def lower_bound(dossier: Dossier, kind: type[Content]) -> date | None:
    """Return a day before which an act that is not on record cannot have been done."""
    return _not_before(dossier.all(*NOT_BEFORE.get(kind, ())), begun(dossier))


def due_between(rule: str, start: When, law: Law, variant: str = "") -> Due:
    """Return the earliest and the latest last day of a term that starts within bounds, whatever version governs it."""
    spans = list(_spans(rule, start, law, variant))
    covered = bool(spans) and spans[0].first == start.first and spans[-1].last == start.last
    earliest = _all([one.end(one.first, law, sooner=True) for one in spans]) if start.first else []
    latest = _all([one.end(one.last, law, sooner=False) for one in spans]) if start.last and covered else []
    return Due(min(earliest, default=None), max(latest, default=None))


@dataclass(frozen=True, slots=True)
class _Span:
    """Days on which a term may have started, under one version and one limit of its rule."""

    cited: Cited
    limit: Limit
    first: date
    last: date

    def end(self, start: date, law: Law, *, sooner: bool) -> date | None:
        """Return the last day of a term that starts on a day; hours count from its first hour, or its last."""
        in_hours = self.limit.unit is Unit.HOUR and sooner
        begins = datetime.combine(start, time(0), CIVIL) if in_hours else start
        try:
            found = reckon(begins, self.limit, law.calendar, rolls=self.cited.rolls_for(self.limit))
        except (Unclear, OverflowError):
            return None
        return found.earliest if sooner else found.latest


def _to_sue(start: date, law: Law) -> str:
    """Return the variant of the period to sue by its start; where nothing can be reckoned, the plain one."""
    try:
        return short_or_alive(start, law)
    except (Unclear, OverflowError):
        return ""


BY_THE_DAY: Mapping[str, Callable[[date, Law], str]] = {"suit_direct": _to_sue}
"""The rules whose variant the day of the start decides, as one that ran when the law changed (新旧法衔接)."""


def is_governed_alike(clock: Clock, start: date, law: Law) -> bool:
    """Tell whether a term that began on another day would run under the same version and variant of its rule."""
    by_the_day = BY_THE_DAY.get(clock.rule) if clock.variant in {"", ALIVE} else None
    variant = by_the_day(start, law) if by_the_day else clock.variant
    same = clock.cited is None or law.catalogue.find(clock.rule, start, clock.variant) is clock.cited
    return same and variant == clock.variant


def _spans(rule: str, start: When, law: Law, variant: str) -> Iterator[_Span]:
    versions = law.catalogue.rules.get(rule, ())
    by_the_day = BY_THE_DAY.get(rule) if variant in {"", ALIVE} else None
    changes = {one.since for one in versions} | {one.until + DAY for one in versions if one.until}
    first, last = start.first or min(changes, default=date.min), start.last or date.max
    days = sorted({first, *(day for day in changes if first < day <= last)})
    for day, following in zip(days, [*days[1:], None], strict=True):
        until = following - DAY if following else last
        parts = _parts(by_the_day, day, until, law) if by_the_day else [(day, until, variant)]
        for begins, ends, meant in parts:
            yield from _of_version(law.catalogue.find(rule, begins, meant), begins, ends, meant)


def _parts(
    by_the_day: Callable[[date, Law], str], first: date, last: date, law: Law
) -> Iterator[tuple[date, date, str]]:
    """Cut the days of one version where the variant changes: a later start only ever comes under the newer."""
    early, late = by_the_day(first, law), by_the_day(last, law)
    if early == late:
        yield first, last, early
        return
    low, high = first, last
    while high - low > DAY:
        middle = low + (high - low) // 2
        low, high = (middle, high) if by_the_day(middle, law) == early else (low, middle)
    yield from ((first, low, early), (high, last, late))


def _of_version(cited: Cited | None, first: date, last: date, variant: str) -> Iterator[_Span]:
    limits = [one for one in cited.provision.limits if one.sense == "within"] if cited else []
    meant = [one for one in limits if one.variant == variant] or ([] if variant else limits)
    yield from (_Span(cited, one, first, last) for one in meant if cited)


def _all(days: Sequence[date | None]) -> list[date]:
    """Return the days where every one of them is known, else none."""
    known = [day for day in days if day is not None]
    return known if len(known) == len(days) else []
