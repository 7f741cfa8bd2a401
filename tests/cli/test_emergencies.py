"""An emergency on the terminal: taken in, shown with its hours, and what waits and hangs together, at eighty columns."""

from pathlib import Path

import pytest
from rich.cells import cell_len

from cli.speech import Exit
from tests.cli.conftest import COMPLAINT, Terminal

EMERGENCY = ("emergency", "--grid", "开云镇", "--pollution", "water", "--text", "储罐破裂，废液流入沟渠")


def test_an_emergency_is_taken_in_and_says_by_when_it_is_reported(gridcase: Terminal) -> None:
    """Two hours where drinking water is touched; a word that means nothing is refused with those that do."""
    answer = gridcase.reads(*EMERGENCY, "--circumstance", "drinking_water")
    shown = gridcase.types("case", "show", answer["file_no"]).stdout
    waiting = gridcase.reads("waiting")
    refused = gridcase.types(*EMERGENCY, "--circumstance", "thunder")

    assert answer["file_no"].startswith("E")
    assert "《突发环境事件信息报告办法》第3条第3款" in shown
    assert [answer["file_no"]] == [
        row["file_no"] for row in gridcase.reads("case", "list", "--kind", "突发环境事件")["rows"]
    ]
    assert [] == [row for row in waiting if row["state"] != "term"]
    assert Exit.USAGE == refused.exit_code
    assert "drinking_water" in refused.stderr


def test_a_chain_and_what_waits_fit_eighty_columns(
    gridcase: Terminal, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """As tables, as a drawing, and as data."""
    number = gridcase.reads(*COMPLAINT)["file_no"]
    gridcase.types("act", number, "accept_complaint", "--as", "clerk", "--on", "2026-09-02")
    monkeypatch.setenv("COLUMNS", "80")
    chain, waiting = gridcase.types("case", "chain", number).stdout, gridcase.types("waiting").stdout
    drawing = tmp_path / "事项.svg"
    told = gridcase.types("case", "chain", number, "--svg", str(drawing)).stdout

    assert number in chain
    assert "举报件" in chain
    assert max(map(cell_len, (chain + waiting).splitlines())) <= 80
    assert f"已写入 {drawing}" == told.strip()
    assert "责任单位" in drawing.read_text(encoding="utf-8")
    assert [number] == [one["file_no"] for one in gridcase.reads("case", "chain", number)["files"]]
    assert Exit.NOT_FOUND == gridcase.types("case", "chain", "2026-999999").exit_code
