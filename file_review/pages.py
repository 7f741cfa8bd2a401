"""The review as pages (评查页面): one a file with its timeline, one over all files; plain HTML that needs no network."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from jinja2 import Environment
from markupsafe import Markup

from console.lanes import Bar, Mark, Timeline, Tone, lanes
from console.templates import templates_in
from console.timeline import svg
from file_review.answers import SAID, Said
from file_review.asking import questions_by_role
from file_review.findings import RESULT_NAMES, Finding, counted
from file_review.reviewing import Reviewed, ReviewedAct
from file_review.sources import Complaint
from law.chinese import money
from law.instruments import GRADE_NAMES, Grade

TEMPLATES = Path(__file__).parent
TONES: dict[str, Tone] = {"kept": "kept", "departed": "departed", "open": "open", "not_judged": "void"}
ALL = "index.html"


@dataclass(frozen=True, slots=True)
class Tally:
    """How often something was kept and departed from."""

    name: str
    citation: str
    departed: int
    kept: int
    files: int

    @property
    def share(self) -> str:
        """Return the share of irregularities among what could be judged."""
        return f"{100 * self.departed / (self.departed + self.kept):.0f}%" if self.departed + self.kept else ""


@cache
def _templates() -> Environment:
    found = templates_in(TEMPLATES)
    found.filters["yuan"] = lambda value: "" if value is None else money(value)
    found.filters["day"] = lambda value: value.isoformat() if isinstance(value, date) else ""
    found.globals.update(answer_name=answer_name, grade_name=grade_name, doubtful=doubtful)
    return found


def answer_name(answer: Said) -> str:
    """Return an answer in Chinese."""
    return next(name for name, said in SAID.items() if said == answer)


def grade_name(finding: Finding) -> str:
    """Return how well the article of a finding was verified."""
    return f"{finding.grade} {GRADE_NAMES[Grade(finding.grade)]}"


def doubtful(finding: Finding) -> bool:
    """Tell whether the article of a finding was not read in the original."""
    return Grade(finding.grade).doubtful


def write_pages(files: Sequence[Reviewed], complaints: Sequence[Complaint], folder: Path) -> list[Path]:
    """Write a page a file and one over all of them; return what was written, the one over all first."""
    folder.mkdir(parents=True, exist_ok=True)
    names = page_names(files)
    written = [folder / ALL]
    written[0].write_text(summary_page(files, names, complaints), encoding="utf-8")
    for one, name in zip(files, names, strict=True):
        written.append(folder / name)
        written[-1].write_text(file_page(one), encoding="utf-8")
    return written


def page_names(files: Iterable[Reviewed]) -> list[str]:
    """Return a name of its own for each page, made of the number of its case."""
    found: list[str] = []
    for one in files:
        plain = re.sub(r"[^\w.-]+", "_", one.case).strip("._") or "case"
        taken = sum(name.startswith(plain) for name in found)
        name = f"{plain}.html" if f"{plain}.html" not in (*found, ALL) else f"{plain}-{taken + 1}.html"
        found.append(name)
    return found


def file_page(one: Reviewed) -> str:
    """Return the page of one file."""
    groups = {result: [row for row in one.findings if row.result == result] for result in RESULT_NAMES}
    groups["others"] = [row for row in groups["departed"] if row.whose]
    groups["departed"] = [row for row in groups["departed"] if not row.whose]
    drawing = timeline(one)
    return (
        _templates()
        .get_template("file.html.j2")
        .render(
            one=one,
            groups=groups,
            drawing=Markup(svg(drawing)) if drawing.lanes else "",  # noqa: S704  our own drawing, its words escaped
            questions=list(questions_by_role(one.review.asked)),
            home=ALL,
        )
    )


def timeline(one: Reviewed) -> Timeline:
    """Return the timeline of a file: acts known to the day as marks, terms as bars, irregularities marked."""
    acts = {act.no: act for act in one.acts}
    wrong = {no: row for row in one.findings if row.is_irregular for no in _about(row)}
    marks: dict[str, list[Mark]] = {}
    for act in one.acts:
        if act.when is not None:
            said = wrong.get(act.no)
            marks.setdefault(act.procedure, []).append(Mark(act.when, _mark_label(act), said.because if said else ""))
    bars: dict[str, list[Bar]] = {}
    for row in one.findings:
        started = acts.get(row.started_by or 0)
        if started is not None and row.since is not None and row.due is not None:
            bars.setdefault(started.procedure, []).append(_bar(row, row.since, row.due))
    return Timeline(one.case, lanes(marks, bars))


def _about(row: Finding) -> tuple[int, ...]:
    return (*row.acts, *([row.ended_by] if row.ended_by else []))


def _mark_label(act: ReviewedAct) -> str:
    return f"{act.label}(推定:{act.inferred})" if act.inferred else act.label


def _bar(row: Finding, since: date, due: date) -> Bar:
    return Bar(
        name=row.name,
        citation=row.citation,
        start=since,
        last=max(due, since),
        tone=TONES[row.result],
        state=row.said,
        done=row.actual if row.actual is not None and row.actual >= since else None,
        note=row.because,
    )


def summary_page(files: Sequence[Reviewed], names: Sequence[str], complaints: Sequence[Complaint]) -> str:
    """Return the page over all files: what is departed from most, by rule, unit and year."""
    return (
        _templates()
        .get_template("summary.html.j2")
        .render(
            files=list(zip(files, names, strict=True)),
            by_rule=by_rule(files),
            by_place=_by(files, lambda one: one.place or "不详"),
            by_year=_by(files, lambda one: str(one.year) if one.year else "不详"),
            complaints=complaints,
            departed=_count,
            counts=counted(row for one in files for row in one.findings),
        )
    )


def by_rule(files: Sequence[Reviewed]) -> list[Tally]:
    """Return how often each rule was kept and departed from, the most departed from first."""
    found: dict[str, list[tuple[str, Finding]]] = {}
    for one in files:
        for row in one.findings:
            if row.result == "kept" or row.is_irregular:
                found.setdefault(row.rule, []).append((one.case, row))
    rows = [_tally(cases) for cases in found.values()]
    return sorted(rows, key=lambda row: (-row.departed, -row.kept, row.name))


def _tally(cases: Sequence[tuple[str, Finding]]) -> Tally:
    departed = [row for _, row in cases if row.result == "departed"]
    last = max((row for _, row in cases), key=lambda row: row.day)
    citations = "、".join(dict.fromkeys(row.citation for row in departed[:3])) or last.citation
    return Tally(last.name, citations, len(departed), len(cases) - len(departed), len({case for case, _ in cases}))


def _by(files: Sequence[Reviewed], key: Callable[[Reviewed], str]) -> list[Tally]:
    groups: dict[str, list[Reviewed]] = {}
    for one in files:
        groups.setdefault(key(one), []).append(one)
    rows = [
        Tally(name, "", sum(_count(one) for one in group), sum(_count(one, "kept") for one in group), len(group))
        for name, group in groups.items()
    ]
    return sorted(rows, key=lambda row: (-row.departed, row.name))


def _count(one: Reviewed, result: str = "departed") -> int:
    return sum(row.result == result and (result != "departed" or row.is_irregular) for row in one.findings)
