"""`gridcase review` on a screen of 80 columns: nothing is cut, no line begins with a closing sign, all is there on demand."""

from pathlib import Path

import pytest
import typer
from rich.cells import cell_len
from typer.testing import CliRunner

from cli.review import review
from cli.speech import Spoken
from tests.file_review.reading_cases import SHIPPED

app = typer.Typer(cls=Spoken)
app.command()(review)
app.command("other")(lambda: None)


def _lines(file: Path, *words: str) -> list[str]:
    answer = CliRunner().invoke(app, ["review", str(file), *words], env={"COLUMNS": "80"})
    return [line.rstrip("　 ") for line in answer.stdout.splitlines()]


@pytest.mark.parametrize("case", ["03-daily-fine-2015", "65-court-enforcement-2015"])
def test_no_line_ends_after_the_result_or_begins_with_a_closing_sign(case: str) -> None:
    """The result, its rule and its reason run on; what hangs in begins with words."""
    lines = _lines(SHIPPED / f"{case}.yaml", "--all")

    assert max(map(cell_len, lines)) <= 80
    assert not [line for line in lines if line.strip() in {"符合", "不符合", "不能评查", "尚未届满", "当事人逾期"}]
    assert not [line for line in lines if line.strip()[:1] in tuple("，。；：、）》”")]


def test_what_is_not_judged_is_told_with_its_reason_on_demand() -> None:
    """A count and how to see it first; each with what is missing for whoever asks."""
    short = "".join(_lines(SHIPPED / "65-court-enforcement-2015.yaml"))
    whole = "".join(_lines(SHIPPED / "65-court-enforcement-2015.yaml", "--all"))

    assert "--all" in short
    assert "来源未载明起算日" not in short
    assert "来源未载明起算日（立案之日）" in whole.replace(" ", "")
