"""Documents on the terminal (文书): listed, drafted, written as PDF and docx, with what they lack."""

from pathlib import Path

from cli.speech import Exit
from tests.cli.conftest import Terminal

FOUND = ("find", "--grid", "衡山县开云镇", "--pollution", "water", "--text", "排口外排", "--on", "2026-09-01")
STEPS = (
    ("stop_on_site", "patroller", "2026-09-01", ("measures=责令停止外排", "obeyed=true")),
    ("report_upward", "patroller", "2026-09-01", ()),
    ("hand_to_department", "clerk", "2026-09-02", ("unit=u-430423",)),
)


def filed(gridcase: Terminal) -> str:
    """Return the number of a filed case."""
    number: str = gridcase.reads(*FOUND)["file_no"]
    party = gridcase.reads("party", "示例建材有限公司")["id"]
    filing = ("cause=违法排放", f"party={party}", "officers=p-430423-04", "officers=p-430423-06")
    for act, role, on, fields in (*STEPS, ("file_case", "head", "2026-09-03", filing)):
        said = [word for field in fields for word in ("--set", field)]
        done = gridcase.types("act", number, act, "--as", role, "--on", on, *said)
        assert done.exit_code == 0, done.stderr
    return number


def test_a_document_is_drafted_from_a_case(gridcase: Terminal, tmp_path: Path) -> None:
    """Its gaps are told; an act without a document, or another word, is said to have none, and nothing is written."""
    number = filed(gridcase)
    act_no = next(
        one["effect"]["act_no"] for one in gridcase.reads("doc", "list", number) if one["effect"]["word"] == "立"
    )
    picture = tmp_path / "立案.png"
    pdf, docx, none = tmp_path / "立案.pdf", tmp_path / "立案.docx", tmp_path / "无.pdf"
    told = gridcase.types("doc", "draft", number, str(act_no)).stdout
    written = gridcase.types(
        "doc", "draft", number, str(act_no), "--pdf", str(pdf), "--docx", str(docx), "--png", str(picture)
    ).stdout

    assert "立案审批表" in gridcase.types("doc", "list", number).stdout
    assert "当事人：示例建材有限公司" in told
    assert "缺项：地址（评查 0.25 分）" in told
    assert f"已写入 {pdf}" in written
    assert picture.read_bytes()[:4] == b"\x89PNG"
    assert (pdf.read_bytes()[:4], docx.read_bytes()[:2]) == (b"%PDF", b"PK")
    assert gridcase.types("doc", "draft", number, "1", "--pdf", str(none)).exit_code == Exit.NOT_FOUND
    assert gridcase.types("doc", "draft", number, str(act_no), "--word", "罚").exit_code == Exit.NOT_FOUND
    assert not none.exists()
