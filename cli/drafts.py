"""`gridcase doc`: the documents of a file as they would be signed (文书拟制), and what they still lack."""

from pathlib import Path
from typing import Annotated, Any
from urllib.parse import quote

import typer

from cli.cases import FileNo, address
from cli.remote import AsRole, Remote, remote
from cli.rendering import listing
from cli.speech import App, Exit, Failed, JsonFlag, Spoken, as_json, out, say
from papers.paper import Paper

doc_app = App(cls=Spoken, no_args_is_help=True, help="文书：列出案卷的文书，按格式拟制，写成 PDF 或者 Word，列明缺项。")

COLUMNS = {"act_no": "行为编号", "word": "字", "title": "文书", "number": "文号", "dated": "日期"}


@doc_app.command("list", help="列出案卷的文书：行为编号、字、名称、文号。")
def list_documents(file_no: FileNo, role: AsRole = None, json_: JsonFlag = False) -> None:
    """List the documents of a file by what `draft` asks for."""
    with remote(role) as api:
        answer = api.get(f"{address(file_no)}/documents")
    if json_:
        as_json(answer)
        return
    rows = [{**one["effect"], "number": one["number"]} for one in answer]
    out().print(listing(rows, COLUMNS, f"案卷 {file_no} 的文书"))


@doc_app.command("draft", help="拟制一份文书：显示内容和缺项；加 --pdf、--docx 写入文件。")
def draft(
    file_no: FileNo,
    act_no: Annotated[int, typer.Argument(metavar="行为编号", min=1, help="作出文书的行为，见 gridcase doc list。")],
    word: Annotated[str | None, typer.Option(help="文书的字；该行为只有一份文书的可以不写。")] = None,
    pdf: Annotated[Path | None, typer.Option("--pdf", help="写成 PDF。")] = None,
    docx: Annotated[Path | None, typer.Option("--docx", help="写成 Word，供改动草稿之用。")] = None,
    role: AsRole = None,
    json_: JsonFlag = False,
) -> None:
    """Draft one document of a file."""
    with remote(role) as api:
        place = f"{address(file_no)}/documents/{act_no}/{quote(word or _word(api, file_no, act_no), safe='')}"
        said = api.get(place)
        written = [path for path, form in ((pdf, "pdf"), (docx, "docx")) if _written(api, f"{place}/{form}", path)]
    if json_:
        as_json({**said, "written": [str(path) for path in written]})
        return
    paper = Paper.stored_as(said)
    if not written:
        typer.echo(paper.text)
    for path in written:
        say(f"已写入 {path}")
    for gap in paper.gaps:
        say(f"缺项：{gap.label}（评查 {gap.points} 分）")


def _word(api: Remote, file_no: str, act_no: int) -> str:
    """Return the word of the only document that an act made."""
    rows: list[dict[str, Any]] = api.get(f"{address(file_no)}/documents")
    words = [one["effect"]["word"] for one in rows if one["effect"]["act_no"] == act_no]
    if not words:
        raise Failed(Exit.NOT_FOUND, f"案卷{file_no}的第{act_no}项行为没有文书；见 gridcase doc list {file_no}")
    if len(words) > 1:
        raise Failed(Exit.USAGE, f"第{act_no}项行为有{len(words)}份文书，请用 --word 写明：{'、'.join(words)}")
    return str(words[0])


def _written(api: Remote, place: str, path: Path | None) -> bool:
    if path is None:
        return False
    path.write_bytes(api.content(place))
    return True
