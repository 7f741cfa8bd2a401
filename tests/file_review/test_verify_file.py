"""An exported file is checked with nothing of the project (案卷核验): whatever was done to its acts is found."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from file_review.export import write_export
from models.acts import ACTS, Act
from models.chain import chain_of
from tests.builders import a_case
from tools import verify_file
from tools.samples import samples

Export = dict[str, Any]
CASE = a_case()


def exported(folder: Path, done: Callable[[Export], object] = lambda export: export) -> Path:
    """Return the export of a closed case, after something was done to it."""
    export = json.loads(write_export(CASE.number, CASE.acts))
    done(export)
    path = folder / "case.json"
    path.write_text(json.dumps(export, ensure_ascii=False), encoding="utf-8")
    return path


def anew(export: Export) -> None:
    """Change an act, and work the chain out anew, as a forger would."""
    export["acts"][3]["happened_at"] = "2026-01-01T00:00:00Z"
    export["chain"] = list(verify_file.links(export["acts"]))


def test_an_export_as_it_was_written_holds_and_knows_its_earlier_digests(tmp_path: Path) -> None:
    """What a document bore when it was made out is a link of the file that went on since."""
    path = exported(tmp_path)
    chain = chain_of(CASE.acts)

    assert verify_file.verify(path) == ""
    assert verify_file.verify(path, [chain[4], chain[-1]]) == ""


@pytest.mark.parametrize(
    ("done", "told"),
    [
        (lambda export: export["acts"][3].update(happened_at="2026-01-01T00:00:00Z"), f"第{CASE.acts[3].no}项"),
        (lambda export: export["acts"][3]["by"].update(id="p-another"), f"第{CASE.acts[3].no}项"),
        (lambda export: export["acts"][3]["content"].update(act="close_case"), f"第{CASE.acts[3].no}项"),
        (lambda export: export["acts"].insert(2, export["acts"].pop(5)), f"第{CASE.acts[5].no}项"),
        (lambda export: export["acts"].pop(0), f"第{CASE.acts[1].no}项"),
        (lambda export: export["acts"].pop(), "有行为被删除"),
        (lambda export: export["acts"].append(export["acts"][0]), "增加"),
    ],
    ids=["day", "person", "kind", "moved", "first_lost", "last_lost", "added"],
)
def test_an_act_that_was_changed_lost_or_moved_is_found(
    tmp_path: Path, done: Callable[[Export], object], told: str
) -> None:
    """And where."""
    assert told in verify_file.verify(exported(tmp_path, done))


def test_who_works_the_chain_out_anew_is_found_by_what_a_document_bears(tmp_path: Path) -> None:
    """The export agrees with itself then; only a digest from elsewhere tells."""
    path, chain = exported(tmp_path, anew), chain_of(CASE.acts)

    assert verify_file.verify(path) == ""
    assert verify_file.verify(path, [chain[2]]) == ""
    assert "不是本卷" in verify_file.verify(path, [chain[3]])


def test_it_runs_alone_and_says_what_it_found(tmp_path: Path) -> None:
    """One file, the standard library, isolated from the project; 0 holds, 1 does not, 2 is no export."""
    tool, paper = Path(verify_file.__file__), tmp_path / "paper.json"
    paper.write_text("[]", encoding="utf-8")
    good = exported(tmp_path)

    def said(*arguments: str | Path) -> tuple[int, str]:
        done = subprocess.run([sys.executable, "-I", tool, *arguments], capture_output=True, text=True, check=False)
        return done.returncode, done.stdout

    assert said(good)[0] == 0
    assert chain_of(CASE.acts)[-1] in said(good)[1]
    assert said(good, "0" * verify_file.LENGTH)[0] == 1
    assert said(paper)[0] == 2
    assert said(good, "abc")[0] == 2


def test_every_act_is_exported_as_the_chain_says_it_and_read_back_the_same() -> None:
    """Compact JSON of the standard library is, byte for byte, what the chain says; and it loses nothing."""
    acts = [Act.stored(path.read_text(encoding="utf-8")) for name in ACTS for path in samples()[name]]
    rows = json.loads(write_export(CASE.number, acts))

    assert list(verify_file.links(rows["acts"])) == chain_of(acts)
    assert [Act.stored_as(row) for row in rows["acts"]] == acts
