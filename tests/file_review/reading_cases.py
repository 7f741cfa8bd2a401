"""Where the cases of the tests are, and how a test judges one."""

import os
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from file_review.reading import read_files
from file_review.reviewing import Reviewed, review
from file_review.sources import Complaint
from kinds import VIOLATION_CASE
from law.edition import shipped

HERE = Path(__file__).parent
SHIPPED, EXPECTED = HERE / "cases", HERE / "expected"
GIVEN = Path(os.environ.get("GRIDCASE_CASES", HERE.parents[1].parent / "shared" / "cases"))
"""The researcher's own files, where they are; the shipped ones are the same facts in our words."""


def ids() -> list[str]:
    """Return the numbers of the published cases."""
    return sorted(file.stem for file in EXPECTED.glob("*.yaml"))


def expected(case: str) -> dict[str, Any]:
    """Return what a lawyer expects of a case."""
    return yaml.safe_load((EXPECTED / f"{case}.yaml").read_text(encoding="utf-8")) or {}


@cache
def judged(folder: Path, case: str) -> Reviewed:
    """Return the review of a published case."""
    return judge_file(folder / f"{case}.yaml")[0][0]


def judge_file(*files: Path) -> tuple[list[Reviewed], tuple[Complaint, ...]]:
    """Return the reviews of some files, and the complaints about them."""
    cases, complaints = read_files(files, shipped())
    return [review(VIOLATION_CASE, case, shipped(), complaints=complaints) for case in cases], tuple(complaints)


def written(folder: Path, text: str, name: str = "case.yaml") -> Path:
    """Write a case for a test."""
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


def a_case(folder: Path, facts: str, name: str = "case.yaml", more: str = "", case: str = "t-1") -> Path:
    """Write a case with these facts, `date event` a line, and whatever else is given as YAML."""
    rows = [line.split(maxsplit=2) for line in facts.strip().splitlines()]
    told = "\n".join(
        f"- {{date: {row[0] if row[0] == 'null' else repr(row[0])}, event: {row[1]}, detail: {row[2] if len(row) > 2 else 'null'}}}"
        for row in rows
    )
    head = f"id: {case}\nplace: 示例市\nkinds: [water]\nsource: {{quality: official}}\n"
    return written(folder, f"{head}facts:\n{told}\n{more}", name)
