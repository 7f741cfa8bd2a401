"""The file under review (案卷): acts with what is known of them, and a record that does not mistake silence for absence.

Rules:
1. In a published case a missing act is not in the source; nobody may conclude that it never happened. Asking for it
   raises `Missing`.
2. In the system's own export everything is there: a missing act did not happen.
3. A content holds only what is known; asking it for more is asking for a missing fact.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from functools import cached_property
from typing import Any

from models.acts import ACTS, Act, Content
from models.people import Actor
from models.values import CIVIL
from review.dating import UNKNOWN, When
from review.events import EVENTS
from review.sources import Published, Source
from workflows.procedures.record import Record

BUREAU = Actor(id="unknown", level=2)
"""Who did an act of a published case: some bureau with the power to penalise, nobody knows who."""


class Missing(Exception):  # noqa: N818  it tells the state of a source
    """A fact that would be needed and that the source does not give (来源未载明的事实)."""

    def __init__(self, fact: str) -> None:
        self.fact = fact
        super().__init__(f"来源未载明{fact}")


@dataclass(frozen=True, slots=True)
class Entry:
    """One act of a file under review: when it was as far as known, and what it was read from."""

    act: Act
    when: When
    event: str = ""
    line: int = 0
    inferred: str = ""
    """Why it is taken to have happened although the source does not say so; empty for what the source says."""
    is_loose: bool = False
    """Whether its date is only a bound of what was inferred, and not that of a fact."""

    @property
    def name(self) -> str:
        """Return the act's stable name."""
        return self.act.name

    @property
    def label(self) -> str:
        """Return the act's legal term."""
        return self.act.content.label

    @property
    def told(self) -> str:
        """Return date and event, or act, in Chinese."""
        label = EVENTS[self.event].label if self.event and not self.inferred else self.label
        return f"{self.when.sentence}{label}"


def known_content(name: str, **known: Any) -> Content:  # noqa: ANN401  the fields of any act
    """Return an act's content that holds what is known and nothing else: no default but that `of` need not be said."""
    content = ACTS[name].model_construct(**known)
    for absent in set(content.__dict__) - known.keys() - {"act"}:
        if absent != "of" or content.__dict__["of"] is not None:
            del content.__dict__[absent]
    return content


def placed(no: int, name: str, key: date, **known: Any) -> Act:  # noqa: ANN401  the fields of any act
    """Return an act of a published case at its place in time, the place being known or not."""
    at = datetime.combine(key, time(0), CIVIL)
    content = known_content(name, **known)
    return Act.model_construct(
        no=no,
        key=f"source/{no}",
        happened_at=at,
        recorded_at=at,
        by=BUREAU,
        content=content,
        of_record=True,
        departs="",
    )


@dataclass(frozen=True)
class Dossier:
    """A file under review."""

    source: Source
    entries: tuple[Entry, ...]
    complete: bool
    conduct: tuple[When, When] = (UNKNOWN, UNKNOWN)
    """When the conduct began and when it ended, as far as known."""
    is_discharge: bool | None = None
    """Whether the conduct is a discharge, as far as known."""
    unmapped: tuple[str, ...] = ()
    fields: tuple[tuple[str, str, str, int], ...] = ()
    """What was read into fields of other acts: event, act, field, line."""
    muted: frozenset[tuple[int, str]] = frozenset()
    """Act and rule where the act does not start the term, because another one on record does."""
    by_no: dict[int, Entry] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Number the entries by their acts."""
        self.by_no.update({entry.act.no: entry for entry in self.entries})

    @cached_property
    def record(self) -> Record:
        """Return the record of the acts, each at its place in time."""
        return Record.of([entry.act for entry in self.entries])

    @cached_property
    def horizon(self) -> date | None:
        """Return the last day the file knows of."""
        days = [entry.when.last for entry in self.entries if entry.when.last and not entry.inferred]
        if isinstance(self.source, Published):
            days += [fact.when.last for fact in self.source.facts if fact.when.last]
        return max(days, default=None)

    def __iter__(self) -> Iterator[Entry]:
        return iter(self.entries)

    def all(self, *names: str) -> list[Entry]:
        """Return every act of these names that counts, in order."""
        return [self.by_no[act.no] for act in sorted(self.record.all(*names), key=_place)]

    def last(self, *names: str) -> Entry | None:
        """Return the last act of these names, or None."""
        act = self.record.last(*names)
        return self.by_no[act.no] if act else None

    def before(self, entry: Entry, *names: str) -> Entry | None:
        """Return the last act of these names that comes before an entry, or None."""
        found = [one for one in self.all(*names) if _place(one.act) < _place(entry.act)]
        return found[-1] if found else None

    def after(self, entry: Entry, *names: str) -> Entry | None:
        """Return the first act of these names that comes after an entry, or None."""
        return next((one for one in self.all(*names) if _place(one.act) > _place(entry.act)), None)

    def need(self, *names: str) -> Entry | None:
        """Return the last act of these names; None only where the file is complete, else silence is `Missing`."""
        found = self.last(*names)
        if found is None and not self.complete:
            raise Missing(f"“{label_of(*names)}”")
        return found


def label_of(*names: str) -> str:
    """Return the legal terms of acts, joined by 或者."""
    return "”或者“".join(ACTS[name].label for name in names)


def day_of(entry: Entry) -> date:
    """Return the day of an act, or raise Missing where it is not known to the day."""
    if entry.when.day is None:
        raise Missing(f"“{entry.label}”的日期")
    return entry.when.day


def known(entry: Entry, name: str) -> Any:  # noqa: ANN401  any field of any act
    """Return a field of an act, or raise Missing where the source does not give it."""
    if name not in entry.act.content.__dict__:
        raise Missing(FIELD_NAMES.get(name, name))
    return getattr(entry.act.content, name)


FIELD_NAMES: dict[str, str] = {
    "amount": "数额",
    "approval_no": "政府批准文号",
    "basis": "法律依据",
    "conduct": "违法行为种类",
    "confiscation": "没收数额",
    "corrected": "复查结果",
    "days": "拘留日数",
    "exceeds": "结果是否超标",
    "facts": "违法事实",
    "fine": "罚款数额",
    "fine_max": "法定罚款幅度",
    "fine_min": "法定罚款幅度",
    "hearing_offered": "是否告知听证权利",
    "hearing_on": "听证日期",
    "identity_shown": "是否出示执法证件",
    "in_writing": "是否以书面形式",
    "instance": "审级",
    "is_approved": "是否批准",
    "is_intact": "封存是否完好",
    "is_urgent": "是否情况紧急、当场实施",
    "issued_by": "作出决定的机关",
    "kind": "种类",
    "manner": "方式",
    "measures": "处罚种类",
    "mitigation": "减轻处罚情形",
    "obstructed": "是否阻挠复查",
    "of": "所针对的文书",
    "officers": "执法人员及其证件",
    "opinion": "审核意见",
    "outcome": "结果",
    "parts": "分期安排",
    "rechecks": "所计罚的复查",
    "remedies": "救济途径和期限",
    "rights_told": "是否告知陈述、申辩权",
    "simple": "审理程序",
    "starts_on": "起始日期",
    "summary": "内容",
    "things": "查封、扣押清单",
    "to": "反馈对象",
    "trigger": "移送情形",
    "until": "截止日期",
    "urgent": "是否紧急",
    "voters": "参加表决的人员",
}
"""What the fields of acts are called where one of them is missing."""


def _place(act: Act) -> tuple[date, int]:
    return act.day, act.no


def exported(source: Source, acts: Sequence[Act]) -> Dossier:
    """Return the dossier of a case that this system exported: every act, every date, everything known."""
    counting = Record.of(acts)
    entries = tuple(Entry(act, When(first=act.day, last=act.day)) for act in counting)
    return Dossier(source=source, entries=entries, complete=True)
