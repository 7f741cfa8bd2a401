"""The review of one file (案卷评查): read into acts, asked every term and question, added up, scored."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from law.edition import Law
from law.refusals import OutOfOrder, Refused
from models.values import Value, civil_day
from review.deciding import QUESTIONS as DECIDING
from review.dossier import Dossier, Entry, exported
from review.events import EVENTS
from review.findings import DailySum, Finding, InstalmentSum, SurchargeSum
from review.hearing_the_party import QUESTIONS as HEARING
from review.late_payment import instalment_sum, surcharge_findings, surcharge_sum
from review.mapping import mapped
from review.measures import QUESTIONS as MEASURES
from review.questions import asked
from review.scoring import Review, reviewed
from review.sources import Complaint, Exported, Published, Source
from review.sums import daily_findings, daily_sums
from review.terms import Terms
from review.wording import Words
from workflows.procedures import PROCEDURE_OF, STEPS
from workflows.procedures.record import Record
from workflows.procedures.step import Attempt, Step

QUESTIONS = (*HEARING, *DECIDING, *MEASURES)


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
    acts: tuple[ReviewedAct, ...]
    fields: tuple[str, ...]
    """Facts that went into a field of another act."""
    unmapped: tuple[str, ...]
    review: Review
    complaints: tuple[Complaint, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Return the answer for programs."""
        found = self.model_dump(mode="json")
        if found["surcharge"]:
            found["surcharge"]["from"] = found["surcharge"].pop("from_")
        return found


def judge(source: Source, law: Law, *, at: date | None = None, complaints: Sequence[Complaint] = ()) -> Reviewed:
    """Judge one file under the law in force on each date; `at` is the day on which an export is looked at."""
    if isinstance(source, Exported):
        dossier = exported(source, source.acts)
        at = at or max(civil_day(act.recorded_at) for act in source.acts)
    else:
        dossier = mapped(source)
    sums, surcharge = tuple(daily_sums(dossier)), surcharge_sum(dossier, law)
    of_sums = (*daily_findings(dossier, sums, law), *surcharge_findings(dossier, surcharge, law))
    findings = tuple(_sorted(_weeded([*_findings(dossier, law, at), *of_sums])))
    return Reviewed(
        case=source.id,
        file=source.file,
        place=source.place if isinstance(source, Published) else "",
        year=_year(dossier),
        edition=law.edition,
        findings=findings,
        daily_penalty=sums,
        surcharge=surcharge,
        instalments=instalment_sum(dossier),
        acts=tuple(_act(entry) for entry in dossier),
        fields=tuple(f"{EVENTS[event].label} → {act}.{field}" for event, act, field, _ in dossier.fields),
        unmapped=dossier.unmapped,
        review=reviewed(dossier, findings),
        complaints=tuple(one for one in complaints if one.file == source.file),
    )


def judge_all(cases: Iterable[Source], law: Law, complaints: Sequence[Complaint]) -> Iterator[Reviewed]:
    """Judge files one after the other."""
    for case in cases:
        yield judge(case, law, complaints=complaints)


def _findings(dossier: Dossier, law: Law, at: date | None) -> Iterator[Finding]:
    yield from Terms(dossier, law, at).judged()
    yield from asked(QUESTIONS, dossier, law)
    if dossier.complete:
        yield from _replayed(dossier, law)


def _replayed(dossier: Dossier, law: Law) -> Iterator[Finding]:
    """Ask of every exported act what a live case would have asked, on the record as it was before."""
    acts = [(entry.act.day, entry.act) for entry in dossier]
    for place, entry in enumerate(dossier):
        step, before = STEPS[entry.name], Record(acts[:place])
        if step.by.engine or step.opening:
            continue
        refusal = _refusal(step, Attempt(before, entry.act, law, before))
        if refusal is not None:
            yield _departure(entry, refusal)


def _refusal(step: Step, attempt: Attempt) -> Refused | None:
    try:
        for need in step.needs:
            if not need.holds(attempt.record):
                return OutOfOrder("out-of-order", need.sentence, article=need.article or step.citation)
        for bar in step.bars:
            bar(attempt.record, attempt.day, attempt.law)
        for guard in step.guards:
            guard(attempt)
    except Refused as no:
        return no
    return None


def _departure(entry: Entry, no: Refused) -> Finding:
    return Finding(
        rule=no.guard or no.code,
        name=entry.label,
        article=no.article,
        citation=no.article,
        grade="V",
        result="departed",
        actual=entry.act.day,
        because=f"第{entry.act.no}号行为“{entry.label}”:{no.sentence}",
        acts=(entry.act.no,),
    )


@dataclass(frozen=True, slots=True)
class _Told:
    rule: str
    acts: frozenset[int]


def _weeded(findings: Sequence[Finding]) -> Iterator[Finding]:
    """Drop what was not judged in one way and was in another, and what was told twice."""
    decided = [_about(one) for one in findings if one.result in ("kept", "departed")]
    seen: dict[tuple[str, str], list[frozenset[int]]] = {}
    for one in findings:
        about = _about(one)
        if one.result in ("open", "not_judged") and any(
            known.rule == one.rule and known.acts & about.acts for known in decided
        ):
            continue
        told = seen.setdefault((one.rule, one.result), [])
        if any(acts & about.acts for acts in told):
            continue
        told.append(about.acts)
        yield one


def _about(one: Finding) -> _Told:
    return _Told(one.rule, frozenset(no for no in (*one.acts, one.started_by) if no is not None))


ORDER = {"departed": 0, "kept": 1, "open": 2, "not_judged": 3}


def _sorted(findings: Iterable[Finding]) -> list[Finding]:
    return sorted(findings, key=lambda one: (ORDER[one.result], one.day, one.rule))


def _act(entry: Entry) -> ReviewedAct:
    return ReviewedAct(
        no=entry.act.no,
        act=entry.name,
        label=entry.label,
        procedure=PROCEDURE_OF[entry.name].label,
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
