"""What is drawn of a file (时间轴的内容): lanes, bars and marks; values, no drawing."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Literal

from judging.amending import Amended, amended_in
from judging.kind import Kind
from judging.parties import Parties, parties_of
from judging.record import Record
from models.acts import Act
from models.standing import TERM_STATE_NAMES, Standing, Term, TermState
from models.values import civil_day

Tone = Literal["kept", "departed", "open", "waiting", "void", "holder"]
"""How a term stands; `holder`: no term, but how long a unit answered."""

TONES: dict[TermState, Tone] = {
    "met": "kept",
    "expired": "kept",
    "met_late": "departed",
    "late": "departed",
    "running": "open",
    "suspended": "waiting",
    "void": "void",
}


@dataclass(frozen=True, slots=True)
class Bar:
    """One term: from its start to its last day, and to the day on which it was done, if that is later."""

    name: str
    citation: str
    start: date
    last: date
    tone: Tone
    state: str
    done: date | None = None
    """The day on which what it waited for was done; None while nothing was."""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """One act on its day; `wrong` says what was irregular about it (程序瑕疵)."""

    day: date
    label: str
    wrong: str = ""
    amended: str = ""
    """What became of it, when it does not count as it stands here (已更正、已撤回)."""


@dataclass(frozen=True, slots=True)
class Amendment:
    """What was entered and no longer counts, and what became of it (更正、撤回)."""

    was: str
    became: str


@dataclass(frozen=True, slots=True)
class Lane:
    """One procedure."""

    name: str
    marks: tuple[Mark, ...] = ()
    bars: tuple[Bar, ...] = ()


@dataclass(frozen=True, slots=True)
class Arrow:
    """What went from one lane to another on a day (案卷之间的往来); lanes by their places."""

    day: date
    start: int
    end: int
    label: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """Everything that is drawn."""

    title: str
    lanes: tuple[Lane, ...]
    at: date | None = None
    """The day on which the file is looked at."""
    forbidden: tuple[str, ...] = ()
    """What a guard forbids now, and why (当前禁止)."""
    amended: tuple[Amendment, ...] = ()
    """What was corrected or withdrawn, in the order of the list."""
    arrows: tuple[Arrow, ...] = ()

    @property
    def span(self) -> tuple[date, date]:
        """Return the first and the last day that has to be on the drawing."""
        days = [mark.day for lane in self.lanes for mark in lane.marks]
        for bar in (bar for lane in self.lanes for bar in lane.bars):
            days += [bar.start, bar.last, *([bar.done] if bar.done else [])]
        days += [arrow.day for arrow in self.arrows] + ([self.at] if self.at else [])
        return (min(days), max(days)) if days else (date.min, date.min)


def timeline_of(
    kind: Kind, standing: Standing, acts: Sequence[Act], names: Mapping[str, str] = MappingProxyType({})
) -> Timeline:
    """Return the timeline of a file of this kind at the instant of its standing; `names` are behind its numbers."""
    at = civil_day(standing.at)
    wrong: dict[int, str] = {}
    for row in standing.irregularities:
        wrong[row.act] = f"{wrong[row.act]}；{row.sentence}" if row.act in wrong else row.sentence
    record = Record.of(acts)
    by_no, found = {act.no: act for act in record}, parties_of(record)
    marks: dict[str, list[Mark]] = {}
    amended = amended_in(acts)
    for act in acts:
        lane = kind.procedure_of[type(act.content)].label
        label = f"{act.content.called}{_whose(found, act, names)}"
        marks.setdefault(lane, []).extend(_marks(act, label, amended.get(act.no), wrong.get(act.no, "")))
    bars: dict[str, list[Bar]] = {}
    for term in standing.terms:
        if term.state == "void" and term.start > at:
            continue
        started = by_no.get(term.started_by)
        lane = kind.procedure_of[type(started.content)].label if started else "期限"
        bars.setdefault(lane, []).append(_bar(term, by_no, at))
    forbidden = tuple(
        f"{row.label}:{row.sentence}{f'({row.article})' if row.article else ''}" for row in standing.forbidden
    )
    changed = tuple(_amendment(one, names) for one in amended.values())
    return Timeline(standing.file_no, lanes(marks, bars), at, forbidden, changed)


def _whose(found: Parties, act: Act, names: Mapping[str, str]) -> str:
    """Return whose an act is, in a file of several parties."""
    party = found.whose.get(act.no, "")
    return f"（当事人{names.get(party, party)}）" if party else ""


def _marks(act: Act, label: str, amended: Amended | None, wrong: str) -> Iterator[Mark]:
    """Yield an act on its day; one that was put right or withdrawn as it was entered, and where it counts now."""
    if amended is None:
        yield Mark(act.day, label, wrong)
        return
    if amended.now is None or amended.now.day != act.day:
        yield Mark(act.day, label, amended=amended.word)
    if amended.now is not None:
        yield Mark(amended.now.day, f"{label}（更正后）", wrong)


def _amendment(amended: Amended, names: Mapping[str, str]) -> Amendment:
    act, changes = amended.act, amended.changes(names)
    became = f"{amended.word}{f'：{changes}' if changes else ''}"
    return Amendment(f"第{act.no}号 {act.day.isoformat()} {act.content.called}", became)


def lanes(marks: Mapping[str, Sequence[Mark]], bars: Mapping[str, Sequence[Bar]]) -> tuple[Lane, ...]:
    """Return marks and bars by procedure, the procedures in the order in which they begin."""
    names = list(dict.fromkeys((*marks, *bars)))
    found = [
        Lane(
            name,
            tuple(sorted(marks.get(name, ()), key=lambda mark: mark.day)),
            tuple(sorted(bars.get(name, ()), key=lambda bar: (bar.start, bar.last))),
        )
        for name in names
    ]
    return tuple(sorted(found, key=_begins))


def _begins(lane: Lane) -> date:
    return min((mark.day for mark in lane.marks), default=min((bar.start for bar in lane.bars), default=date.max))


def _bar(term: Term, by_no: Mapping[int, Act], at: date) -> Bar:
    ended = by_no.get(term.ended_by) if term.ended_by else None
    return term_bar(term, at, ended.day if ended else None)


def term_bar(term: Term, at: date, ended_on: date | None = None) -> Bar:
    """Return a term as a bar, as it stood on a day; `ended_on` is when what it waited for was done."""
    last = term.last_day or at
    if term.state == "void":
        last = min(last, at)
    return Bar(
        name=term.name,
        citation=term.citation,
        start=term.start,
        last=max(last, term.start),
        tone=TONES[term.state],
        state=TERM_STATE_NAMES[term.state],
        done=ended_on or (at if term.state == "late" else None),
        note=term.consequence,
    )


def told(bar: Bar) -> str:
    """Return one term in a sentence."""
    done = f"，{bar.done.isoformat()}办理" if bar.done and bar.tone != "open" else ""
    late = f"，超过{(bar.done - bar.last).days}日" if bar.done and bar.done > bar.last else ""
    return f"{bar.name}（{bar.citation}）：{bar.start.isoformat()}至{bar.last.isoformat()}，{bar.state}{done}{late}"
