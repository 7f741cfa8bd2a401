"""The review of one file (案卷评查): read into acts, asked every term and question, added up, scored."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from file_review.answers import AnswerReader, Answers, Given, unused
from file_review.asking import known_ids
from file_review.basis_cited import QUESTIONS as CITING
from file_review.deciding import QUESTIONS as DECIDING
from file_review.dossier import Dossier, Entry, exported
from file_review.events import EVENTS
from file_review.findings import DailySum, Finding, InstalmentSum, SurchargeSum
from file_review.hearing_the_party import QUESTIONS as HEARING
from file_review.late_payment import instalment_sum, surcharge_findings, surcharge_sum
from file_review.mapping import mapped
from file_review.measures import QUESTIONS as MEASURES
from file_review.questions import asked
from file_review.replaying import replayed
from file_review.scoring import Review, scored
from file_review.sources import Complaint, Exported, Published, Source
from file_review.sums import daily_findings, daily_sums
from file_review.terms import Terms
from file_review.wording import Words
from judging.kind import Kind
from law.alike import alike
from law.edition import Law
from models.acts import Content
from models.values import Value, civil_day, start_of_day

QUESTIONS = (*HEARING, *DECIDING, *CITING, *MEASURES)


class ReviewedAct(Value):
    """One act that an event of the source became."""

    no: int
    act: str
    label: Words
    procedure: str
    when: date | None
    told: Words
    """The date in words, as far as it is known."""
    event: str = ""
    line: int = 0
    inferred: Words = ""


class Reviewed(Value):
    """The whole answer about one file."""

    case: str
    file: str
    place: str
    year: int | None
    edition: str
    findings: tuple[Finding, ...]
    daily_penalty: tuple[DailySum, ...]
    surcharge: SurchargeSum | None
    instalments: InstalmentSum | None
    """Of several parties, those of the first that has one; what is found in those of the others stands in findings."""
    acts: tuple[ReviewedAct, ...]
    fields: tuple[str, ...]
    """Facts that went into another act, or into a field of it."""
    unmapped: tuple[str, ...]
    review: Review
    complaints: tuple[Complaint, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Return the answer for programs."""
        found = self.model_dump(mode="json")
        if found["surcharge"]:
            found["surcharge"]["from"] = found["surcharge"].pop("from_")
        return found


def review(
    kind: Kind,
    source: Source,
    law: Law,
    *,
    at: date | None = None,
    complaints: Sequence[Complaint] = (),
    answers: Mapping[str, Given] | None = None,
) -> Reviewed:
    """Review one file by the law in force on each date.

    `at` is the day on which an export is looked at, `answers` is what persons answered, by the ids of the questions.
    """
    now = _instant(source, at)
    dossier = (exported(source, source.acts) if isinstance(source, Exported) else mapped(source, law)).only(kind)
    added = [_sums(one, law, civil_day(now) if now else None) for one in dossier.parties]
    of_sums = [finding for one in added for finding in one.findings]
    findings = tuple(_sorted(_weeded([*_findings(dossier, kind, law, now), *of_sums])))
    return Reviewed(
        case=source.id,
        file=source.file,
        place=source.place if isinstance(source, Published) else "",
        year=_year(dossier),
        edition=law.edition,
        findings=tuple(_under_own_numbers(one, dossier.own_numbers) for one in findings),
        daily_penalty=tuple(row for one in added for row in one.daily),
        surcharge=next((one.surcharge for one in added if one.surcharge), None),
        instalments=next((one.instalments for one in added if one.instalments), None),
        acts=tuple(_act(entry, kind) for entry in dossier),
        fields=tuple(f"{EVENTS[event].label} → {into}" for event, into in dossier.fields),
        unmapped=dossier.unmapped,
        review=scored(dossier, findings, answers or {}),
        complaints=tuple(one for one in complaints if one.file == source.file),
    )


@dataclass(frozen=True, slots=True)
class _Sums:
    """What the sums of a file of one party add up to."""

    daily: tuple[DailySum, ...]
    surcharge: SurchargeSum | None
    instalments: InstalmentSum | None
    findings: tuple[Finding, ...]


def _sums(dossier: Dossier, law: Law, at: date | None) -> _Sums:
    daily, surcharge = tuple(daily_sums(dossier, law)), surcharge_sum(dossier, law, at)
    found = (*daily_findings(dossier, daily, law), *surcharge_findings(dossier, surcharge, law))
    return _Sums(daily, surcharge, instalment_sum(dossier), found)


def review_all(
    kind_of: Callable[[Source], Kind],
    sources: Iterable[Source],
    law: Law,
    complaints: Sequence[Complaint],
    answers: Answers | None = None,
) -> Iterator[Reviewed]:
    """Review files one after the other, each as the kind of file it is."""
    for source in sources:
        given = (answers or {}).get(source.id)
        yield review(kind_of(source), source, law, complaints=complaints, answers=given)


def unused_answers(reader: AnswerReader, found: Sequence[Reviewed]) -> Iterator[Complaint]:
    """Yield what is wrong with answers that answered nothing, the case itself included."""
    reviewed = {one.case: one for one in found}
    for case, given in reader.answers.items():
        one = reviewed.get(case)
        if one is None:
            near = alike(case, reviewed)
            hint = f",相近的有:{'、'.join(near)}" if near else ""
            sentence = f"没有评查案号为“{case}”的案卷{hint};对它的答复没有计入"
            yield Complaint(file=reader.file, line=0, level="error", field="case", sentence=sentence)
            continue
        yield from unused(given, {row.id for row in one.review.answers}, known_ids(), reader.file)


def _under_own_numbers(finding: Finding, own: Mapping[int, int]) -> Finding:
    """Return a finding that names acts as the file does, those too that stand for one that was withdrawn."""
    if not own:
        return finding
    named = {name: own.get(no, no) for name in ("started_by", "ended_by") if (no := getattr(finding, name)) is not None}
    return finding.model_copy(update={**named, "acts": tuple(own.get(no, no) for no in finding.acts)})


def _instant(source: Source, at: date | None) -> datetime | None:
    """Return the instant at which an export is looked at: of its last record where no day is said."""
    if not isinstance(source, Exported):
        return None
    return start_of_day(at) if at else max(act.recorded_at for act in source.acts)


def _findings(dossier: Dossier, kind: Kind, law: Law, at: datetime | None) -> Iterator[Finding]:
    yield from Terms(dossier, kind, law, at).judged()
    for one in dossier.parties:
        yield from asked(QUESTIONS, one, kind, law)
    if isinstance(dossier.source, Exported):
        relied_on = exported(dossier.source, dossier.source.acts, unsaid=True).only(kind)
        yield from replayed(relied_on, kind, law)


@dataclass(frozen=True, slots=True)
class _Told:
    rule: str
    name: str
    """What the provision is called, for one act may start two terms of a rule; empty for a guard, which is one."""
    acts: frozenset[int]


def _weeded(findings: Sequence[Finding]) -> Iterator[Finding]:
    """Drop what was not judged in one way and was in another, and what was told twice."""
    decided = [_about(one) for one in findings if one.result in ("kept", "departed")]
    seen: dict[tuple[str, str, str], list[frozenset[int]]] = {}
    for one in findings:
        about = _about(one)
        if one.result in ("open", "not_judged") and any(
            (known.rule, known.name) == (about.rule, about.name) and known.acts & about.acts for known in decided
        ):
            continue
        told = seen.setdefault((about.rule, about.name, one.result), [])
        if any(acts & about.acts for acts in told):
            continue
        told.append(about.acts)
        yield one


def _about(one: Finding) -> _Told:
    """Return what a finding is about: the act that started its term; the one that ended it where none is on record."""
    acts = frozenset(no for no in (*one.acts, one.started_by) if no is not None)
    return _Told(
        one.rule,
        one.name if one.rule.islower() else "",
        acts or frozenset(no for no in (one.ended_by,) if no is not None),
    )


ORDER = {"departed": 0, "kept": 1, "open": 2, "not_judged": 3}


def _sorted(findings: Iterable[Finding]) -> list[Finding]:
    return sorted(findings, key=lambda one: (ORDER[one.result], one.day, one.rule))


def _act(entry: Entry[Content], kind: Kind) -> ReviewedAct:
    return ReviewedAct(
        no=entry.no,
        act=entry.name,
        label=entry.label,
        procedure=kind.procedure_of[type(entry.content)].label,
        when=entry.when.day,
        told=entry.when.sentence,
        event=entry.event,
        line=entry.line,
        inferred=entry.inferred,
    )


def _year(dossier: Dossier) -> int | None:
    """Return the year in which a case came to be known, by the first date the file has."""
    days = [entry.when.first for entry in dossier if entry.when.first and not entry.inferred]
    return min(days).year if days else None
