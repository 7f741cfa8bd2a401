"""`gridcase review`: what it prints, and how it ends."""

import json
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from cli.review import review
from cli.speech import Spoken
from tests.file_review.reading_cases import SHIPPED, a_case, ids, written

app = typer.Typer(cls=Spoken)
app.command()(review)
app.command("other")(lambda: None)


def _run(*words: str) -> Result:
    return CliRunner().invoke(app, ["review", *words])


def test_one_file_is_one_object() -> None:
    """JSON per file, with the keys that programs rely on."""
    answer = _run(str(SHIPPED / "65-court-enforcement-2015.yaml"), "--json")
    found = json.loads(answer.stdout)

    assert answer.exit_code == 0
    assert {"case", "findings", "daily_penalty", "surcharge", "acts", "unmapped", "review"} <= set(found)
    assert {"rule", "article", "grade", "result", "due", "actual", "days_over", "because"} <= set(found["findings"][0])
    assert {"per_day", "from", "capped_on", "total", "published_total", "agrees"} <= set(found["surcharge"])
    assert {"score", "vetoes", "asked"} <= set(found["review"])
    assert found["case"] == "65-court-enforcement-2015"


def test_several_files_are_a_list_in_their_order() -> None:
    """Sums are plain numbers."""
    answer = _run(*(str(SHIPPED / f"{case}.yaml") for case in ids()[:4]), "--json")
    found = json.loads(answer.stdout)

    assert [one["case"] for one in found] == ids()[:4]
    assert found[0]["daily_penalty"][0]["total"] == 480000
    assert {"start", "end", "days", "per_day", "total", "published_days", "published_total", "agrees"} <= set(
        found[0]["daily_penalty"][0]
    )


def test_a_list_for_people_says_what_departs() -> None:
    """Irregularities with article, days and reason; sums; the score."""
    answer = _run(str(SHIPPED / "65-court-enforcement-2015.yaml"))

    for words in ("不符合", "缴纳罚款", "相差259日", "加处罚款", "与公布相符", "案卷评分"):
        assert words in answer.stdout.replace("\n", "")


def test_an_unreadable_file_ends_with_two_and_the_rest_is_judged(tmp_path: Path) -> None:
    """The complaint goes to stderr, with file and line."""
    bad = written(tmp_path, "id: x\nplace: y\n", "bad.yaml")
    answer = _run(str(bad), str(a_case(tmp_path, "2024-03-08 discovered")), "--json")

    assert answer.exit_code == 2
    assert "bad.yaml第1行" in answer.stderr
    assert json.loads(answer.stdout)[0]["case"] == "t-1" if isinstance(json.loads(answer.stdout), list) else "t-1"


def test_a_warning_alone_ends_well(tmp_path: Path) -> None:
    """A year alone, or facts out of order, are told and read."""
    answer = _run(str(a_case(tmp_path, "2024 discovered")), "--json")

    assert answer.exit_code == 0
    assert "只知年份" in answer.stderr


def test_no_file_is_named(tmp_path: Path) -> None:
    """A file that is not there is a complaint, not a trace."""
    answer = _run(str(tmp_path / "none.yaml"))

    assert answer.exit_code == 2
    assert "none.yaml" in answer.stderr


@pytest.mark.parametrize("json_", [False, True])
def test_pages_are_written_besides(tmp_path: Path, json_: bool) -> None:
    """--html writes pages; with --json the answer is printed as well."""
    words = [str(SHIPPED), "--html", str(tmp_path / "out"), *(["--json"] if json_ else [])]
    answer = _run(*words)

    assert answer.exit_code == 0
    assert len(list((tmp_path / "out").glob("*.html"))) == len(ids()) + 1
    assert bool(answer.stdout.strip()) == json_
