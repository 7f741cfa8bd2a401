"""A stranger with the tool, the statute and the calendar, and nothing else, confirms the terms of a case."""

import json
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from judging.explaining import explain_term, prove_term
from kinds import VIOLATION_CASE
from law.edition import shipped
from law.notices import read_notice
from law.publishing import as_toml
from models.file import File
from tests.builders import PaperCase, a_case
from tests.law.test_calendar import NEXT_YEAR
from tests.procedures.daily_path import refused
from tests.procedures.measures import restricted, sealed, stopped
from tests.procedures.referred import a_suspected_crime, sent
from tools import verify_term

ROOT = Path(__file__).parents[2]
CHECK_ALL = """
import pathlib, sys, verify_term
law = verify_term.Law(pathlib.Path("law"))
verify_term.Law = lambda folder: law
for path in sorted(pathlib.Path("proofs").glob("*.json")):
    print(path.name, verify_term.verify(path, pathlib.Path("law")) or "holds")
"""


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    """Return a folder outside the project with the tool, the statute and the calendar."""
    for name in ("statute", "calendars"):
        shutil.copytree(ROOT / "law" / name, tmp_path / "law" / name)
    shutil.copy(ROOT / "tools" / "verify_term.py", tmp_path)
    (tmp_path / "proofs").mkdir()
    return tmp_path


def file_of(case: PaperCase) -> File:
    """Return a case as its workflow would hand it out."""
    standing = case.at(max(act.recorded_at for act in case.acts))
    return File(kind=VIOLATION_CASE.name, acts=tuple(case.acts), revision=1, standing=standing)


def proofs(case: PaperCase) -> dict[str, dict[str, Any]]:
    """Return the proof of every statutory term of a case."""
    file = file_of(case)
    terms = (term for term in file.standing.terms if term.statutory)
    found = {term.key: prove_term(VIOLATION_CASE, file, term.key, case.law) for term in terms}
    return {key: proof for key, proof in found.items() if proof is not None}


def run(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run Python there, isolated from everything but the folder."""
    return subprocess.run(
        [sys.executable, "-P", *words], cwd=folder, capture_output=True, text=True, check=False, env={"PYTHONPATH": "."}
    )


def test_every_statutory_term_of_many_stories_is_confirmed(outside: Path) -> None:
    """The penalty, seizure, restriction, stop, daily and transfer stories: no term without a proof that holds."""
    stories = (a_case(), sealed(), restricted(), stopped(), refused(), sent(a_suspected_crime()))
    wanted = 0
    for number, case in enumerate(stories):
        found = proofs(case)
        wanted += sum(term.statutory for term in file_of(case).standing.terms)
        for key, proof in found.items():
            (outside / "proofs" / f"{number}-{key.replace('#', '-')}.json").write_text(json.dumps(proof))

    told = run(outside, "-c", CHECK_ALL).stdout.splitlines()

    assert [] == [line for line in told if not line.endswith(" holds")]
    assert wanted == len(told) > 40


def test_the_command_line_confirms_and_rejects(outside: Path) -> None:
    """`verify_term.py PROOF FOLDER`: 0 when it holds, 1 when a single day was changed."""
    proof = next(one for key, one in proofs(a_case()).items() if key.startswith("payment_15d#"))
    (outside / "good.json").write_text(json.dumps(proof))
    (outside / "bad.json").write_text(json.dumps({**proof, "end": {**proof["end"], "last_day": "2026-10-09"}}))

    results = [run(outside, "verify_term.py", name, "law").returncode for name in ("good.json", "bad.json")]

    assert [0, 1] == results


def test_a_day_set_by_a_document_is_proved_as_such() -> None:
    """限制生产、停产整治办法第15条: the decision sets the day; the proof says so and carries its length."""
    case = restricted()
    key, proof = next(entry for entry in proofs(case).items() if entry[0].startswith("restrict_production_period#"))

    assert (True, "calendar_day", "2026-12-09") == (proof["set"], proof["unit"], proof["end"]["last_day"])
    assert "文书自行确定" in explain_term(VIOLATION_CASE, file_of(case), key, case.law).text


def test_a_service_norm_has_no_proof() -> None:
    """What no statute sets, no statute proves (服务规范)."""
    case = a_case()
    file = file_of(case)
    norms = [term.key for term in file.standing.terms if term.rule.startswith("norm.")]

    assert {None} == {prove_term(VIOLATION_CASE, file, key, case.law) for key in norms}


def test_a_proof_under_a_notice_brought_in_holds_against_the_exported_files(outside: Path) -> None:
    """A notice that came in while cases run counts as one more file: who has that file can check the proof."""
    source = outside / "notice.toml"
    source.write_text(NEXT_YEAR, encoding="utf-8")
    notice = read_notice(source)
    case = PaperCase(shipped().with_notices([notice]))
    case.does("receive_complaint", "2027-01-26")
    proof = proofs(case)["hotline_accept#1"]
    path = outside / "proof.json"
    path.write_text(json.dumps(proof), encoding="utf-8")

    without = verify_term.verify(path, outside / "law")
    (outside / "law" / "calendars" / notice.file_name).write_text(as_toml(notice), encoding="utf-8")

    assert without.startswith("/edition")
    assert "" == verify_term.verify(path, outside / "law")
    assert date(2027, 2, 14) == date.fromisoformat(proof["end"]["last_day"])
