"""Reviewing many case files, beside merely parsing them: `python -m bench.review [--files N]`.

The files are made by moving the dates of the shipped test copies by whole weeks, so that each is another file.
"""

import argparse
import re
import tempfile
import time
from datetime import date, timedelta
from functools import partial
from pathlib import Path

import yaml

from file_review.reading import read_files
from file_review.reviewing import review
from kinds import VIOLATION_CASE
from law.edition import shipped

CASES = Path(__file__).parents[1] / "tests" / "file_review" / "cases"
DAY = re.compile(r"'(\d{4}-\d{2}-\d{2})'")
WEEK = timedelta(weeks=1)


def _moved(found: re.Match[str], weeks: int) -> str:
    return f"'{date.fromisoformat(found[1]) + WEEK * weeks}'"


def synthetic(count: int, folder: Path) -> list[Path]:
    """Write so many files, each a shipped one with every date moved by some weeks, and return their paths."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(CASES.glob("*.yaml"))]
    paths = []
    for number in range(count):
        weeks = number // len(texts) % 50
        text = DAY.sub(partial(_moved, weeks=weeks), texts[number % len(texts)])
        text = re.sub(r"^id: (.*)$", rf"id: \1-{number}", text, count=1, flags=re.MULTILINE)
        path = folder / f"{number:05d}.yaml"
        path.write_text(text, encoding="utf-8")
        paths.append(path)
    return paths


def main() -> None:
    """Parse, then review, and print the ratio."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=10_000)
    given = parser.parse_args()
    law = shipped()
    with tempfile.TemporaryDirectory() as folder:
        paths = synthetic(given.files, Path(folder))
        began = time.perf_counter()
        for path in paths:
            yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
        parsed = time.perf_counter() - began
        began = time.perf_counter()
        sources, complaints = read_files(paths, law)
        read = time.perf_counter() - began
        began = time.perf_counter()
        for source in sources:
            review(VIOLATION_CASE, source, law, at=date(2026, 11, 24), complaints=())
        judged = time.perf_counter() - began
    print(f"{len(sources)} files, {len(complaints)} complaints")
    print(f"parsing alone {parsed:.1f} s; reading with line numbers and checks {read:.1f} s; judging {judged:.1f} s")
    print(f"review to parsing: {(read + judged) / parsed:.1f}; judging to parsing: {judged / parsed:.1f}")


if __name__ == "__main__":
    main()
