"""`gridcase doc`: the documents of a file as they would be signed (文书拟制), and what they still lack."""

from pathlib import Path
from typing import Annotated, Any
from urllib.parse import quote

import typer

from cli.acting import At, Key, On, done
from cli.cases import FileNo, address
from cli.remote import AsClerk, AsRole, Remote, remote
from cli.rendering import listing
from cli.speech import App, Exit, Failed, JsonFlag, Spoken, as_json, out, say
from cli.words import when
from judging.step import name_of
from models.acts.issuing import IssueDocument
from papers.paper import Paper
from registry.paper_facts import FACT_NAMES

doc_app = App(
    cls=Spoken,
    no_args_is_help=True,
    help="文书：列出案卷的文书，按格式拟制，写成 PDF 或者 Word，列明缺项；制发；登记文书要素。",
)
ActNo = Annotated[int, typer.Argument(metavar="行为编号", min=1, help="作出文书的行为，见 gridcase doc list。")]
Word = Annotated[str | None, typer.Option(help="文书的字；该行为只有一份文书的可以不写。")]

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


@doc_app.command("draft", help="拟制一份文书：显示内容和缺项；加 --pdf、--docx、--png 写入文件。")
def draft(
    file_no: FileNo,
    act_no: ActNo,
    word: Word = None,
    pdf: Annotated[Path | None, typer.Option("--pdf", help="写成 PDF。")] = None,
    docx: Annotated[Path | None, typer.Option("--docx", help="写成 Word，供改动草稿之用。")] = None,
    png: Annotated[Path | None, typer.Option("--png", help="第一页写成图片，供预览。")] = None,
    role: AsRole = None,
    json_: JsonFlag = False,
) -> None:
    """Draft one document of a file."""
    with remote(role) as api:
        place = _place(file_no, act_no, word or _word(api, file_no, act_no))
        said = api.get(place)
        written = [
            path
            for path, form in ((pdf, "pdf"), (docx, "docx"), (png, "png"))
            if _written(api, f"{place}/{form}", path)
        ]
    if json_:
        as_json({**said, "written": [str(path) for path in written]})
        return
    paper = Paper.stored_as(said)
    if not written:
        typer.echo(paper.text)
    for path in written:
        say(f"已写入 {path}")
    for gap in paper.gaps:
        say(f"缺项：{gap.label}" + (f"（评查 {gap.points} 分）" if gap.points else ""))


@doc_app.command("issue", help="制发一份文书：没有缺项的，PDF 按内容存放，校验值、文号记入案卷；一份文书只制发一次。")
def issue(
    file_no: FileNo,
    act_no: ActNo,
    word: Word = None,
    on: On = None,
    at: At = None,
    key: Key = None,
    role: AsRole = None,
    json_: JsonFlag = False,
) -> None:
    """Put one document of a file out."""
    with remote(role, usual="officer") as api:
        meant = word or _word(api, file_no, act_no)
        body = {"act": name_of(IssueDocument), "fields": {"of": act_no, "word": meant}, **when(on, at)}
        done(api, f"{address(file_no)}/acts", body, key, json_=json_)
        paper = api.get(_place(file_no, act_no, meant))
    if not json_:
        say(f"{paper['title']}　{paper['number']}　校验值 {paper['digest']}")


@doc_app.command("show", help="显示一份文书；已经制发的写明校验值，加 --pdf 取出制发时的原件。")
def show(
    file_no: FileNo,
    act_no: ActNo,
    word: Word = None,
    pdf: Annotated[Path | None, typer.Option("--pdf", help="取出 PDF：已经制发的是原件，没有制发的是草稿。")] = None,
    role: AsRole = None,
    json_: JsonFlag = False,
) -> None:
    """Show one document of a file, and whether it was put out."""
    with remote(role) as api:
        place = _place(file_no, act_no, word or _word(api, file_no, act_no))
        paper = api.get(place)
        written = _written(api, f"{place}/pdf", pdf)
    if json_:
        as_json(paper)
        return
    typer.echo(Paper.stored_as(paper).text)
    say(f"已经制发，校验值 {paper['digest']}" if paper["digest"] else "尚未制发")
    if written:
        say(f"已写入 {pdf}")


@doc_app.command("facts", help="当事人的法定代表人，单位的缴款账户、联系方式：查看；写了选项的，登记。")
def facts(
    subject: Annotated[str, typer.Argument(metavar="编号", help="当事人编号或者单位编号。")],
    head: Annotated[str, typer.Option(help="当事人的法定代表人（负责人、经营者）。")] = "",
    account: Annotated[str, typer.Option(help="单位的罚款缴款银行、户名、账号。")] = "",
    contact: Annotated[str, typer.Option(help="单位的联系人、电话、地址。")] = "",
    role: AsClerk = None,
    json_: JsonFlag = False,
) -> None:
    """Show, or enter, what documents say of a party or a unit."""
    said = {name: text for name, text in (("head", head), ("account", account), ("contact", contact)) if text}
    with remote(role, usual="clerk") as api:
        place = f"/v1/paper-facts/{quote(subject, safe='')}"
        answer = api.post(place, said) if said else api.get(place)
    if json_:
        as_json(answer)
        return
    for fact, text in answer["said"].items():
        say(f"{FACT_NAMES[fact]}：{text}")
    if not answer["said"]:
        say("没有登记文书要素")


def _place(file_no: str, act_no: int, word: str) -> str:
    """Return where the API has a document of a file."""
    return f"{address(file_no)}/documents/{act_no}/{quote(word, safe='')}"


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
