"""The terms of a file (期限的评查): what the procedures say runs, judged from first to last day as far as both are known.

1. A term is judged only where its ends are known to the day, or where the bounds of an imprecise date decide it
   already.
2. Silence is no irregularity: where the source does not tell of the act that would end a term, what is missing is
   named.
3. What the source may also be silent on (an extension, time that does not count, a longer variant) stands beside a
   irregularity.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from file_review.bounds import HOLIDAYS, Due, days_apart, due_between, is_governed_alike
from file_review.dating import When
from file_review.dossier import Dossier, Entry
from file_review.findings import Finding, Result, of_rule
from file_review.known import POINTED
from file_review.rights_used import as_usual, use_told
from file_review.silence import OFF_THE_CALENDAR, SilentRecord, patient
from file_review.unstarted import kept_if_it_ran, without_start
from judging.clock import Clock, Clocks, reckoned
from judging.clock_reading import read_clocks
from judging.kind import Kind
from judging.terms import term_of
from law.chinese import day as told
from law.edition import Law
from law.instruments import SUSPENSION_NAMES, UNIT_NAMES, Unit
from law.refusals import Unclear
from law.terms import DAY, Suspended, reckon
from models.acts import Content
from models.acts.penalty import DecidePenalty
from models.acts.reconsideration import ApplyReconsideration
from models.acts.suit import FileSuit
from models.standing import TermState
from models.values import civil_day
from procedures.burdens import BURDENING

DUTIES_OF_THE_PARTY = frozenset({"payment_15d", "rectification_plan", "resume_filing"})
"""What the party must do; all other periods of the party are rights, which it may leave unused."""

RESULTS: dict[TermState, Result] = {
    "met": "kept",
    "met_late": "departed",
    "late": "departed",
    "expired": "kept",
    "running": "open",
    "suspended": "open",
}
"""What the state of a term in a whole file means for its review; a term without object (不再适用) is not judged."""

CONTESTS: Mapping[str, type[Content]] = {"review_application": ApplyReconsideration, "suit_direct": FileSuit}
"""What uses each right of the party to contest."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is to be said of one term."""

    result: Result
    because: str
    due: Due
    missing: tuple[str, ...] = ()


class Terms:
    """The terms of one file; `at` is the instant at which a whole file is looked at."""

    def __init__(self, dossier: Dossier, kind: Kind, law: Law, at: datetime | None) -> None:
        self.dossier = dossier
        self.law = law
        self.at = at
        self.kind = kind if dossier.complete else patient(kind)
        self.record = (
            dossier.record if dossier.complete else SilentRecord.of([as_usual(entry.act) for entry in dossier])
        )
        self.clocks: Clocks = read_clocks(self.record, self.kind, law)

    def judged(self) -> Iterator[Finding]:
        """Return a finding for every term that runs, or that nobody can say whether it runs."""
        for clock in self.clocks.all.values():
            if clock.cited is None or clock.limit.sense != "within":
                continue
            if (clock.started_by.no, clock.rule) in self.dossier.muted:
                continue
            finding = self._finding(clock)
            if finding is not None:
                yield finding
        yield from self._silent()
        clocks = self.clocks.all.values()
        beside = {one.key for one in clocks if one.rule in CONTESTS and isinstance(one.started_by.content, BURDENING)}
        running = {one.rule for one in clocks if one.key not in beside}  # not what runs beside that against the penalty
        running |= {one.rule for one in self.record.silences} if isinstance(self.record, SilentRecord) else set()
        yield from without_start(self.dossier, self.kind, self.law, running)

    def _finding(self, clock: Clock) -> Finding | None:
        started = self.dossier.by_no[clock.started_by.no]
        ended = self.dossier.by_no[clock.ended_by.no] if clock.ended_by else None
        if clock.cited is None or (started.is_loose and not started.when.day and ended is None):
            return None
        at = self.at if self.dossier.complete else None
        waiting = self._waiting(clock, started, ended, civil_day(at)) if at and clock.dropped_by is None else None
        found = waiting or (self._here(clock, started, ended, at) if at else self._as_told(clock, started, ended))
        if found is None:
            return None
        due, departed = found.due, found.result == "departed"
        actual = ended.when.day if ended else None
        late_on = actual or (civil_day(at) if departed and at else None)
        return of_rule(
            clock.cited,
            found.result,
            found.because,
            due=due.day or (due.latest if departed else due.earliest if found.result == "kept" else None),
            actual=actual,
            days_over=_days_over(found.result, due, late_on, clock),
            missing=found.missing,
            unless=self._unless(clock) if departed else "",
            since=clock.start_day if started.when.day else None,
            started_by=started.act.no,
            ended_by=ended.act.no if ended else None,
        )

    def _here(
        self, clock: Clock, started: Entry[Content], ended: Entry[Content] | None, at: datetime
    ) -> Verdict | None:
        """Judge a term of a whole file as its standing has it; None where it has lost its object."""
        term = term_of(clock, self.clocks, self.law, at)
        if term.state == "void":
            return None
        due, result = Due(term.last_day, term.last_day), RESULTS[term.state]
        opening = self._opening(clock, started, due)
        if ended is not None and _is_early(clock, started, ended):
            return Verdict("departed", f"{opening};{ended.told},期限尚未开始", due)
        if ended is not None:
            return Verdict(result, f"{opening};{ended.told},{'未' if result == 'kept' else '已'}超过期限", due)
        if term.state == "expired" and clock.rule not in DUTIES_OF_THE_PARTY:
            used = use_told(clock.rule, self.dossier.record, started.act, due)
            return Verdict(result, f"{opening};{used},期限自行届满", due)
        rest = "尚在期限之内或者中止计算" if result == "open" else f"至{told(civil_day(at))}仍未办理"
        return Verdict("open" if result == "open" else "departed", f"{opening};{rest}", due)

    def _waiting(self, clock: Clock, started: Entry[Content], ended: Entry[Content] | None, on: date) -> Verdict | None:
        """Return that a term of a whole file cannot be judged before the holiday notice is out; None where it can."""
        found = reckoned(clock, self.clocks, self.law)
        due = Due(found.earliest, found.latest)
        waits = due.told_open(ended.act.day if ended else on)
        if not waits or clock.limit.unit is Unit.HOUR or (ended is None and clock.ends_by_itself):
            return None
        done = ended.told if ended else f"至{told(on)}尚未办理"
        return Verdict("not_judged", f"{self._opening(clock, started, due)};{done},{waits}", due, (HOLIDAYS,))

    def _as_told(self, clock: Clock, started: Entry[Content], ended: Entry[Content] | None) -> Verdict | None:
        """Judge a term of a published case as far as the bounds of its dates decide it."""
        if clock.dropped_by is not None:
            return None
        due = self._due(clock, started, ended)
        opening = self._opening(clock, started, due)
        if ended is None:
            return self._unended(clock, started, due, opening)
        if started.when.day and _is_early(clock, started, ended):
            return Verdict("departed", f"{opening};{ended.told},期限尚未开始", due)
        if ended.when.last and due.earliest and ended.when.last <= due.earliest:
            return Verdict("kept", f"{opening};{ended.told},未超过期限", due)
        if ended.when.first and due.latest and ended.when.first > due.latest:
            return Verdict("departed", f"{opening};{ended.told},已超过期限", due)
        return self._apart(clock, started, ended, f"{opening};按公布的计罚日数,{ended.label}", due) or self._undecided(
            clock, started, ended, opening, due
        )

    def _apart(
        self, clock: Clock, started: Entry[Content], ended: Entry[Content], opening: str, due: Due
    ) -> Verdict | None:
        """Judge a term by the number of days between its start and its end, neither of which need be dated."""
        apart = days_apart(self.dossier, started, ended)
        if apart is None or clock.limit.unit is not Unit.CALENDAR_DAY or apart > clock.limit.amount:
            return None
        return Verdict("kept", f"{opening}在其后第{apart}日,未超过期限", due)

    def _undecided(
        self, clock: Clock, started: Entry[Content], ended: Entry[Content], opening: str, due: Due
    ) -> Verdict:
        """Name what is missing where the bounds decide nothing."""
        waits = due.told_open(ended.when.day) if started.when.day and ended.when.day else ""
        if waits:
            return Verdict("not_judged", f"{opening};{ended.told},{waits}", due, (HOLIDAYS,))
        missing = tuple(f"“{one.label}”的日期" for one in (started, ended) if not one.when.day)
        excluded = f"扣除期间({self._grounds(clock)})的起止日期"
        missing = missing or (excluded if self.clocks.suspended_for(clock) else OFF_THE_CALENDAR,)
        return Verdict("not_judged", f"{opening};来源未载明{'、'.join(missing)}", due, missing)

    def _due(self, clock: Clock, started: Entry[Content], ended: Entry[Content] | None) -> Due:
        """Return the last day for the earliest and for the latest start."""
        suspended = self.clocks.suspended_for(clock)
        begun = self._begun(clock, started)
        if not (suspended or clock.extended or clock.set_by_act):
            last = begun.last or (ended.when.last if ended else None)
            due = due_between(clock.rule, When(first=begun.first, last=last), self.law, clock.variant)
            return due if begun.last else Due(due.earliest, None)
        certain = all(self._is_certain(row) for row in suspended)
        earliest = self._last_day(clock, begun.first, suspended if certain else ())
        return Due(earliest, self._last_day(clock, begun.last, suspended) if certain else None)

    def _begun(self, clock: Clock, started: Entry[Content]) -> When:
        if started.when.day:
            return When(first=clock.start_day, last=clock.start_day)
        return started.when if clock.start_day == started.act.day else When()

    def _last_day(self, clock: Clock, start: date | None, suspended: tuple[Suspended, ...]) -> date | None:
        other = clock.limit.variant != clock.variant and clock.limit.variant
        if start is None or other or not is_governed_alike(clock, start, self.law):
            return None
        calendar, rolls, extended = self.law.calendar, clock.rolls, clock.extended
        try:
            return reckon(start, clock.limit, calendar, rolls=rolls, suspended=suspended, extended=extended).last_day
        except Unclear:
            return None

    def _is_certain(self, row: Suspended) -> bool:
        """Tell whether both ends of time that does not count are known to the day."""
        ending = [entry for entry in self.dossier if row.last in (entry.act.day, entry.act.day - DAY)]
        return bool(row.last and self.dossier.by_no[row.act].when.day and all(entry.when.day for entry in ending))

    def _opening(self, clock: Clock, started: Entry[Content], due: Due) -> str:
        begun = started.told
        if started.when.day and clock.start_day != started.act.day:
            begun = f"{started.told},自{told(clock.start_day)}"
        until = f",至{told(due.day)}届满" if due.day else ""
        return f"{begun}起{clock.limit.amount}{UNIT_NAMES[clock.limit.unit]}{until}"

    def _unended(self, clock: Clock, started: Entry[Content], due: Due, opening: str) -> Verdict:
        missing: tuple[str, ...] = (clock.cited.provision.end if clock.cited else "办理结果",)
        if not started.when.day:
            missing = (f"“{started.label}”的日期", *missing)
        aimless = self._aimless(clock)
        if aimless:
            missing = (f"“{aimless.label}”{POINTED}",)
            return Verdict("not_judged", f"{opening};{aimless.told},来源未载明其{POINTED}", due, missing)
        horizon = self.dossier.horizon
        if horizon and started.when.last and due.earliest and horizon <= due.earliest:
            because = f"{opening};来源止于{told(horizon)},当时期限尚未届满"
            return Verdict("open", because, due, missing)
        return Verdict("not_judged", f"{opening};来源未载明:{'、'.join(missing)}", due, missing)

    def _aimless(self, clock: Clock) -> Entry[Content] | None:
        """Return a contest that nobody says the object of, where there is no penalty: it may have ended the term."""
        contest = CONTESTS.get(clock.rule)
        found = self.dossier.all(contest) if contest and not self.dossier.all(DecidePenalty) else []
        return next((one for one in found if one.content.target is None), None)

    def _unless(self, clock: Clock) -> str:
        """Say what would change an irregularity if the source were silent on it."""
        if self.dossier.complete:
            return ""
        parts = []
        extension = clock.extension()
        if extension:
            parts.append(f"经{extension.by}批准可延长{extension.amount}{UNIT_NAMES[extension.unit]}")
        if clock.cited and clock.cited.provision.suspends:
            parts.append(f"{self._grounds(clock)}的时间不计入期限")
        limits = clock.cited.provision.limits if clock.cited else ()
        usual = (clock.limit.amount, clock.limit.unit)
        others = [one for one in limits if one.sense == "within" and (one.amount, one.unit) != usual]
        parts += [f"{one.label or '一般情形'}的为{one.amount}{UNIT_NAMES[one.unit]}" for one in others]
        return f"来源未提及而可能存在的情形:{';'.join(parts)}" if parts else ""

    def _grounds(self, clock: Clock) -> str:
        suspends = clock.cited.provision.suspends if clock.cited else ()
        return "、".join(SUSPENSION_NAMES[ground] for ground in suspends)

    def _silent(self) -> Iterator[Finding]:
        """Name the fact for want of which it cannot be said whether a term runs, or from when."""
        if not isinstance(self.record, SilentRecord):
            return
        told_of: set[tuple[str, int]] = set()
        for silence in self.record.silences:
            entry = self.dossier.by_no[silence.act]
            cited = self.law.catalogue.find(silence.rule, entry.act.day)
            if cited is None or (silence.rule, silence.act) in told_of or entry.inferred:
                continue
            told_of.add((silence.rule, silence.act))
            kept = kept_if_it_ran(self.dossier, self.kind, self.law, entry, cited)
            unknown = f"起算日({cited.provision.start})" if silence.of_start else "期限是否起算"
            because = f"{entry.told};来源未载明{silence.fact},不能判断{unknown}"
            yield kept or of_rule(cited, "not_judged", because, missing=(silence.fact,), started_by=silence.act)


def _is_early(clock: Clock, started: Entry[Content], ended: Entry[Content]) -> bool:
    """Tell whether what ends a term was done before the term began, later than what started it; the party may."""
    owed = not clock.ends_by_itself
    return owed and ended.when.last is not None and ended.when.last <= clock.start_day > started.act.day


def _days_over(result: Result, due: Due, actual: date | None, clock: Clock) -> int | None:
    if result == "kept":
        return 0
    if result != "departed" or actual is None or due.latest is None:
        return None
    early = (clock.start_day - actual).days
    return (actual - due.latest).days if actual > due.latest else max(early, 0)
