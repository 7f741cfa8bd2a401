"""The terms of a file (期限的评查): what the procedures say runs, judged from first to last day as far as both are known.

1. A term is judged only where its ends are known to the day, or where the bounds of an imprecise date decide it
   already.
2. Silence is no departure: where the source does not tell of the act that would end a term, what is missing is
   named.
3. What the source may also be silent on (an extension, time that does not count, a longer variant) stands beside a
   departure.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from law.chinese import day as told
from law.edition import Law
from law.instruments import SUSPENSION_NAMES, UNIT_NAMES
from law.refusals import Unclear
from law.terms import Suspended, reckon
from review.dating import When
from review.dossier import Dossier, Entry
from review.findings import Finding, Result, of_rule
from review.silence import OFF_THE_CALENDAR, SilentRecord, patient_steps
from workflows.procedures import STEPS
from workflows.procedures.clock import NORM, Clock, Clocks, read_clocks

DUTIES_OF_THE_PARTY = frozenset({"payment_15d", "rectification_plan", "resume_filing"})
"""What the party must do; all other periods of the party are rights, which it may leave unused."""

NEED_A_START = frozenset(
    {
        "case_filing_decision",
        "case_decision_period",
        "decision_service",
        "recheck_window",
        "police_filing_decision",
        "court_accept",
        "court_application_window",
        "court_ruling_plain",
    }
)
"""Terms that must have begun where the act that ends them is on record; without a start the missing fact is named."""


@dataclass(frozen=True, slots=True)
class Due:
    """The last day of a term as far as the source decides it: the earliest and the latest it can be."""

    earliest: date | None
    latest: date | None

    @property
    def day(self) -> date | None:
        """Return the last day, when it is certain."""
        return self.earliest if self.earliest == self.latest else None


class Terms:
    """The terms of one file."""

    def __init__(self, dossier: Dossier, law: Law, at: date | None) -> None:
        self.dossier = dossier
        self.law = law
        self.at = at
        self.record = dossier.record if dossier.complete else SilentRecord.of([entry.act for entry in dossier])
        self.clocks: Clocks = read_clocks(self.record, STEPS if dossier.complete else patient_steps(), law)

    def judged(self) -> Iterator[Finding]:
        """Return a finding for every term that runs, or that nobody can say whether it runs."""
        for clock in self.clocks.all.values():
            if clock.rule.startswith(NORM) or clock.limit.sense != "within" or clock.dropped_by is not None:
                continue
            if (clock.started_by.no, clock.rule) in self.dossier.muted:
                continue
            finding = self._finding(clock)
            if finding is not None:
                yield finding
        yield from self._silent()
        yield from self._without_start()

    def _finding(self, clock: Clock) -> Finding | None:
        started = self.dossier.by_no[clock.started_by.no]
        ended = self.dossier.by_no[clock.ended_by.no] if clock.ended_by else None
        due = self._due(clock, started)
        result, because, missing = self._result(clock, started, ended, due)
        if started.is_loose and not started.when.day and ended is None:
            return None
        actual = ended.when.day if ended else None
        departed = result == "departed"
        if clock.cited is None:
            return None
        return of_rule(
            clock.cited,
            result,
            because,
            due=due.day or (due.latest if departed else due.earliest if result == "kept" else None),
            actual=actual,
            days_over=_days_over(
                result, due, actual or (self.at if departed and self.dossier.complete else None), clock
            ),
            missing=missing,
            unless=self._unless(clock) if departed else "",
            since=clock.start_day if started.when.day else None,
            started_by=started.act.no,
            ended_by=ended.act.no if ended else None,
        )

    def _due(self, clock: Clock, started: Entry) -> Due:
        """Return the last day for the earliest and for the latest start."""
        suspended = self.clocks.suspended_for(clock)
        begun = self._begun(clock, started)
        certain = all(self._is_certain(row) for row in suspended)
        earliest = self._last_day(clock, begun.first, suspended if certain else ())
        return Due(earliest, self._last_day(clock, begun.last, suspended) if certain else None)

    def _begun(self, clock: Clock, started: Entry) -> When:
        if started.when.day:
            return When(first=clock.start_day, last=clock.start_day)
        return started.when if clock.start_day == started.act.day else When()

    def _last_day(self, clock: Clock, start: date | None, suspended: tuple[Suspended, ...]) -> date | None:
        if start is None or (clock.limit.case != clock.case and clock.limit.case):
            return None
        begin = clock.start if start == clock.start_day and self.dossier.complete else start
        more: dict[str, Any] = {"rolls": clock.rolls, "suspended": suspended, "extended": clock.extended}
        try:
            return reckon(begin, clock.limit, self.law.calendar, **more).last_day
        except Unclear:
            return None

    def _is_certain(self, row: Suspended) -> bool:
        """Tell whether both ends of time that does not count are known to the day."""
        if self.dossier.complete:
            return True
        ending = [entry for entry in self.dossier if entry.act.day == row.last]
        return bool(row.last and self.dossier.by_no[row.act].when.day and all(entry.when.day for entry in ending))

    def _result(
        self, clock: Clock, started: Entry, ended: Entry | None, due: Due
    ) -> tuple[Result, str, tuple[str, ...]]:
        opening = self._opening(clock, started)
        if due.earliest == due.latest and due.day:
            opening += f",至{told(due.day)}届满"
        if ended is None:
            return self._unended(clock, started, due, opening)
        if started.when.day and ended.when.last and ended.when.last <= clock.start_day > started.act.day:
            return "departed", f"{opening};{ended.told},期限尚未开始", ()
        if ended.when.last and due.earliest and ended.when.last <= due.earliest:
            return "kept", f"{opening};{ended.told},未超过期限", ()
        if ended.when.first and due.latest and ended.when.first > due.latest:
            return "departed", f"{opening};{ended.told},已超过期限", ()
        missing = tuple(f"“{one.label}”的日期" for one in (started, ended) if not one.when.day)
        excluded = f"扣除期间({self._grounds(clock)})的起止日期"
        missing = missing or (excluded if self.clocks.suspended_for(clock) else OFF_THE_CALENDAR,)
        return "not_judged", f"{opening};来源未载明{'、'.join(missing)}", missing

    def _opening(self, clock: Clock, started: Entry) -> str:
        begun = started.told
        if started.when.day and clock.start_day != started.act.day:
            begun = f"{started.told},自{told(clock.start_day)}"
        return f"{begun}起{clock.limit.amount}{UNIT_NAMES[clock.limit.unit]}"

    def _unended(self, clock: Clock, started: Entry, due: Due, opening: str) -> tuple[Result, str, tuple[str, ...]]:
        if self.dossier.complete:
            return self._unended_here(clock, due, opening)
        missing: tuple[str, ...] = (clock.cited.provision.end if clock.cited else "办理结果",)
        if not started.when.day:
            missing = (f"“{started.label}”的日期", *missing)
        horizon = self.dossier.horizon
        if horizon and due.earliest and horizon <= due.earliest:
            return "open", f"{opening};来源止于{told(horizon)},当时期限尚未届满", missing
        return "not_judged", f"{opening};来源未载明:{'、'.join(missing)}", missing

    def _unended_here(self, clock: Clock, due: Due, opening: str) -> tuple[Result, str, tuple[str, ...]]:
        if due.day is None or self.at is None or self.at <= due.day:
            return "open", f"{opening or '期限'};尚在期限之内或者中止计算", ()
        if clock.bound == "party" and clock.rule not in DUTIES_OF_THE_PARTY:
            return "kept", f"{opening};当事人在期限内没有行使权利,期限自行届满", ()
        return "departed", f"{opening};至{told(self.at)}仍未办理", ()

    def _unless(self, clock: Clock) -> str:
        """Say what would change a departure if the source were silent on it."""
        parts = []
        extension = clock.extension()
        if extension and not self.dossier.complete:
            parts.append(f"经{extension.by}批准可延长{extension.amount}{UNIT_NAMES[extension.unit]}")
        if clock.cited and clock.cited.provision.suspends and not self.dossier.complete:
            parts.append(f"{self._grounds(clock)}的时间不计入期限")
        limits = clock.cited.provision.limits if clock.cited else ()
        usual = (clock.limit.amount, clock.limit.unit)
        others = [one for one in limits if one.sense == "within" and (one.amount, one.unit) != usual]
        parts += [f"{one.label or '一般情形'}的为{one.amount}{UNIT_NAMES[one.unit]}" for one in others]
        return f"来源未提及而可能存在的情形:{';'.join(parts)}" if parts and not self.dossier.complete else ""

    def _grounds(self, clock: Clock) -> str:
        suspends = clock.cited.provision.suspends if clock.cited else ()
        return "、".join(SUSPENSION_NAMES[ground] for ground in suspends)

    def _silent(self) -> Iterator[Finding]:
        """Name the fact for want of which it cannot be said whether a term runs."""
        if not isinstance(self.record, SilentRecord):
            return
        told_of: set[tuple[str, int]] = set()
        for silence in self.record.silences:
            entry = self.dossier.by_no[silence.act]
            cited = self.law.catalogue.find(silence.rule, entry.act.day)
            if cited is None or (silence.rule, silence.act) in told_of or entry.inferred:
                continue
            told_of.add((silence.rule, silence.act))
            because = f"{entry.told};来源未载明{silence.fact},不能判断期限是否起算"
            yield of_rule(cited, "not_judged", because, missing=(silence.fact,), started_by=silence.act)

    def _without_start(self) -> Iterator[Finding]:
        """Name the start of a term whose end is on record."""
        running = {clock.rule for clock in self.clocks.all.values()}
        running |= {one.rule for one in self.record.silences} if isinstance(self.record, SilentRecord) else set()
        for entry in () if self.dossier.complete else self.dossier:
            for end in STEPS[entry.name].ends:
                cited = self.law.catalogue.find(end.rule, entry.act.day) if end.rule in NEED_A_START else None
                if cited is None or end.rule in running or entry.inferred or end.voids:
                    continue
                running.add(end.rule)
                because = f"{entry.told};来源未载明{cited.provision.start}的日期"
                missing = (cited.provision.start,)
                yield of_rule(
                    cited, "not_judged", because, missing=missing, actual=entry.when.day, ended_by=entry.act.no
                )


def _days_over(result: Result, due: Due, actual: date | None, clock: Clock) -> int | None:
    if result == "kept":
        return 0
    if result != "departed" or actual is None or due.latest is None:
        return None
    early = (clock.start_day - actual).days
    return (actual - due.latest).days if actual > due.latest else max(early, 0)
