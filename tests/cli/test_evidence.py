"""Materials on the terminal (证据材料): put in, listed at eighty columns, taken out as they were."""

from pathlib import Path

import pytest
from rich.cells import cell_len

from cli.speech import Exit
from tests.cli.conftest import Terminal
from tests.evidence.materials import photo, written


def test_materials_go_in_and_come_out(gridcase: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A repeated one is said to be; what is no material, or not there, is refused before or by the system."""
    number = gridcase.reads("find", "--grid", "衡山县开云镇", "--pollution", "water", "--text", "排口外排")["file_no"]
    monkeypatch.setenv("COLUMNS", "80")
    picture, out = written(tmp_path, photo(), "排口.jpg"), tmp_path / "原件.jpg"
    program = written(tmp_path, b"MZ\x90\x00" + bytes(50), "照片.jpg")
    added = gridcase.types("evidence", "add", number, str(picture), "--note", "排口外排黑水", "--as", "officer").stdout
    again = gridcase.reads("evidence", "add", number, str(picture), "--as", "officer")
    listed = gridcase.types("evidence", "list", number).stdout
    (digest,) = (one["sha256"] for one in gridcase.reads("evidence", "list", number)["materials"])
    taken = gridcase.types("evidence", "get", number, digest[:8], "--out", str(out))

    assert digest in added
    assert again[0]["repeated"]
    assert "2026-09-01 08:30" in listed
    assert max(map(cell_len, listed.splitlines())) <= 80
    assert (taken.exit_code, out.read_bytes()) == (0, picture.read_bytes())
    assert gridcase.types("evidence", "get", number, "2", "--out", str(out)).exit_code == Exit.NOT_FOUND
    assert gridcase.types("evidence", "add", number, str(program), "--as", "officer").exit_code == Exit.REFUSED
    assert gridcase.types("evidence", "add", number, str(tmp_path / "无"), "--as", "officer").exit_code == Exit.USAGE
