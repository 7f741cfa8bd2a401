"""A file written out, read back and reviewed, held against where it stands: the two must say the same."""

from collections.abc import Iterator
from pathlib import Path

from file_review.export import write_export
from file_review.findings import Finding
from file_review.reading import read_files
from file_review.reviewing import Reviewed, review
from file_review.terms import DUTIES_OF_THE_PARTY
from judging.clock import Clock
from judging.standing import Reading, irregularities_of, read
from models.standing import Term, TermState
from tests.builders import PaperCase

WANTED: dict[TermState, str] = {
    "met": "kept",
    "met_late": "departed",
    "late": "departed",
    "expired": "kept",
    "running": "open",
    "suspended": "open",
}
"""What a state of a term means in a review."""


def reviewed(case: PaperCase, folder: Path) -> Reviewed:
    """Return the review of a file that was written out and read back."""
    file = folder / "case.json"
    file.write_text(write_export(case.number, case.acts), encoding="utf-8")
    sources, complaints = read_files([file], case.law)
    assert complaints == []
    return review(case.kind, sources[0], case.law)


def differences(case: PaperCase, found: Reviewed) -> list[str]:
    """Return where a review and the standing of the same file at the same instant differ; nothing is right."""
    now = read(case.kind, case.acts, case.law, max(act.recorded_at for act in case.acts))
    return [*_terms(now, found), *_irregular(case, now, found)]


def _terms(now: Reading, found: Reviewed) -> Iterator[str]:
    for term in now.terms:
        clock = now.clocks.all[term.key]
        if term.state == "void" or clock.cited is None or clock.limit.sense != "within":
            continue
        rows = [
            row for row in found.findings if row.rule == term.rule and term.started_by in (row.started_by, *row.acts)
        ]
        wanted = _wanted(term, clock)
        if not any(row.result == wanted and _same_day(row, term) for row in rows):
            told = [(row.result, row.due, row.because) for row in rows]
            yield f"{term.key}: {term.state} until {term.last_day}, reviewed as {told}"


def _same_day(row: Finding, term: Term) -> bool:
    return row.due == term.last_day or row.started_by is None


def _wanted(term: Term, clock: Clock) -> str:
    if term.state == "expired" and term.rule in DUTIES_OF_THE_PARTY:
        return "departed"
    ended = clock.ended_by
    owed = not clock.ends_by_itself
    if owed and ended is not None and ended.day <= clock.start_day > clock.started_by.day:
        return "departed"  # done before the time for it had begun; whoever has a right may use it sooner
    return WANTED[term.state]


def _irregular(case: PaperCase, now: Reading, found: Reviewed) -> Iterator[str]:
    departed = {no for row in found.findings if row.result == "departed" for no in row.acts}
    for row in irregularities_of(case.acts, now):
        if row.act not in departed:
            yield f"第{row.act}号行为: {row.sentence}"
