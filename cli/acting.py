"""Doing something in a file, and opening one: `act`, `acts`, `find`, `complain`, `emergency`, `convene`, `assist`."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import quote

import typer
from rich.console import Group, RenderableType

from cli.cases import FileNo, address
from cli.evidence import digests
from cli.remote import AsClerk, AsHead, AsPatroller, AsRole, Remote, identity, remote
from cli.rendering import listing
from cli.speech import JsonFlag, as_json, out, say
from cli.spoken_routes import for_terminal
from cli.words import fields, json_file, when
from kinds import kind_of
from law.refusals import with_article

On = Annotated[str | None, typer.Option("--on", help="发生日期，如 2026-03-02，按当日零时记录。")]
At = Annotated[str | None, typer.Option("--at", help="发生时刻，如 2026-03-02T09:30，不写时区即北京时间。")]
Set = Annotated[list[str] | None, typer.Option("--set", help="字段=取值；列表可以重复写，对象写 JSON。")]
File = Annotated[Path | None, typer.Option("--file", help="从 JSON 文件读取字段。")]
Key = Annotated[
    str | None,
    typer.Option("--key", help="幂等键：同一个键只会计一次；不写则自动生成，没有得到答复的命令原样再运行时沿用。"),
]
Pollution = Annotated[list[str], typer.Option("--pollution", help="污染类型：air、water、noise 等，可以重复写。")]
Grid = Annotated[
    str, typer.Option("--grid", help="三级网格的名称或者编号，如“衡山县 开云镇”；只写乡镇名的，按本单位的网格理解。")
]
Place = Annotated[str, typer.Option("--place", help="能找到地点的文字。")]
Party = Annotated[str | None, typer.Option("--party", help="当事人编号。")]

ACT_COLUMNS = {"name": "行为", "label": "名称", "kind_label": "案卷", "procedure": "程序", "by": "由谁办理"}
FIELD_COLUMNS = {"name": "字段", "label": "名称", "kind": "类型", "need": "必填", "doc": "说明"}


def act(
    file_no: FileNo,
    name: Annotated[str, typer.Argument(metavar="行为", help="行为的名称，见 gridcase acts。")],
    on: On = None,
    at: At = None,
    sets: Set = None,
    officer: Annotated[list[str] | None, typer.Option("--officer", help="执法人员编号，可以重复写。")] = None,
    exhibit: Annotated[
        list[str] | None, typer.Option("--exhibit", help="所附材料：序号或者校验值的开头几位，可以重复写。")
    ] = None,
    file: File = None,
    of_record: Annotated[bool, typer.Option("--of-record", help="补录已经发生的事实。")] = False,
    key: Key = None,
    role: AsRole = None,
    json_: JsonFlag = False,
) -> None:
    """Have an act done in a file."""
    with remote(role) as api:
        entry = api.get(f"/v1/acts/{quote(name, safe='')}")
        content = {**json_file(file), **fields(sets or [], entry["fields"])}
        if officer:
            content["officers"] = officer
        if exhibit:
            content["exhibits"] = digests(api, file_no, exhibit)
        body = {"act": entry["name"], "fields": content, "of_record": of_record, **when(on, at)}
        done(api, f"{address(file_no)}/acts", body, key, json_=json_)


def acts(
    name: Annotated[str | None, typer.Argument(metavar="行为", help="只看这一项。")] = None,
    role: AsRole = None,
    json_: JsonFlag = False,
) -> None:
    """List the acts there are, or what one of them has to say."""
    with remote(role) as api:
        answer = api.get(f"/v1/acts/{quote(name, safe='')}" if name else "/v1/acts")
    if json_:
        as_json(answer)
    elif name:
        out().print(_act_page(answer))
    else:
        out().print(listing([{**one, **step} for one in answer for step in one["steps"]], ACT_COLUMNS, "行为目录"))


def find(
    grid: Grid,
    summary: Annotated[str, typer.Option("--text", help="发现了什么。")],
    pollution: Pollution,
    place: Place = "",
    source: Annotated[str, typer.Option("--source", help="patrol 网格巡查，inspection 执法检查等。")] = "patrol",
    party: Party = None,
    on: On = None,
    at: At = None,
    key: Key = None,
    role: AsPatroller = None,
    json_: JsonFlag = False,
) -> None:
    """Report a finding, which opens a case."""
    body = {"grid": grid, "summary": summary, "pollution": pollution, "place": place, "source": source, "party": party}
    with remote(role, usual="patroller") as api:
        done(api, "/v1/findings", {**body, **when(on, at)}, key, json_=json_)


def complain(
    grid: Grid,
    text: Annotated[str, typer.Option("--text", help="举报原文；加密封存，不进入案卷。")],
    pollution: Pollution,
    channel: Annotated[str, typer.Option("--channel", help="telephone 电话，letter 来信，web 网上等。")] = "telephone",
    place: Place = "",
    reporter: Annotated[str, typer.Option("--reporter", help="举报人姓名；写了即为实名举报。")] = "",
    contact: Annotated[str, typer.Option("--contact", help="举报人联系方式。")] = "",
    party: Party = None,
    on: On = None,
    at: At = None,
    key: Key = None,
    role: AsClerk = None,
    json_: JsonFlag = False,
) -> None:
    """Send a complaint, which opens a file of its own."""
    words = {"text": text, "reporter": reporter, "contact": contact}
    body = {"grid": grid, "pollution": pollution, "channel": channel, "place": place, "party": party}
    told = {"complaint": words, "named": bool(reporter)}
    with remote(role, usual="clerk") as api:
        done(api, "/v1/complaints", {**body, **told, **when(on, at)}, key, json_=json_)


def emergency(
    grid: Grid,
    summary: Annotated[str, typer.Option("--text", help="发生了什么。")],
    pollution: Pollution,
    circumstances: Annotated[
        list[str] | None,
        typer.Option("--circumstance", help="涉及的情形，如 drinking_water，可以写多个。"),
    ] = None,
    source: Annotated[str, typer.Option("--source", help="enterprise 企业报告，public 群众报告等。")] = "enterprise",
    place: Place = "",
    party: Party = None,
    on: On = None,
    at: At = None,
    key: Key = None,
    role: AsClerk = None,
    json_: JsonFlag = False,
) -> None:
    """Take an emergency in, which opens a file of its own; its hours run from the instant that is written."""
    body = {"grid": grid, "summary": summary, "pollution": pollution, "place": place, "source": source, "party": party}
    told = {"circumstances": circumstances or []}
    with remote(role, usual="clerk") as api:
        done(api, "/v1/emergencies", {**body, **told, **when(on, at)}, key, json_=json_)


def convene(
    grid: Grid,
    reason: Annotated[str, typer.Option("--text", help="为什么需要多个部门联合调查。")],
    pollution: Pollution,
    place: Place = "",
    urgent: Annotated[bool, typer.Option("--urgent", help="情况紧急、证据可能灭失：先行启动，再补办手续。")] = False,
    consented_by: Annotated[str, typer.Option("--consented-by", help="紧急情况下口头同意的负责人的人员编号。")] = "",
    county: Annotated[list[str] | None, typer.Option("--county", help="涉及的其他县市区，可以重复写。")] = None,
    party: Party = None,
    on: On = None,
    at: At = None,
    key: Key = None,
    role: AsHead = None,
    json_: JsonFlag = False,
) -> None:
    """Convene a joint investigation, which opens a file of its own."""
    body = {"grid": grid, "reason": reason, "pollution": pollution, "place": place, "party": party}
    told = {"is_urgent": urgent, "consented_by": consented_by, "counties": county or []}
    with remote(role, usual="head") as api:
        done(api, "/v1/joint-investigations", {**body, **told, **when(on, at)}, key, json_=json_)


def assist(
    grid: Grid,
    request: Annotated[str, typer.Option("--text", help="请求协助的事项。")],
    requester: Annotated[str, typer.Option("--from", help="来函机关的名称。")],
    document_no: Annotated[str, typer.Option("--document", help="来函的文号。")],
    pollution: Pollution,
    due: Annotated[str | None, typer.Option("--due", help="来函写明的答复最后一日，如 2026-03-31。")] = None,
    place: Place = "",
    on: On = None,
    at: At = None,
    key: Key = None,
    role: AsClerk = None,
    json_: JsonFlag = False,
) -> None:
    """Enter a letter that asks one's own unit for help, which opens a file of its own."""
    body = {"grid": grid, "request": request, "pollution": pollution, "place": place, "due": due}
    told = {"requester": requester, "document_no": document_no}
    with remote(role, usual="clerk") as api:
        done(api, "/v1/assistance-requests", {**body, **told, **when(on, at)}, key, json_=json_)


def done(api: Remote, path: str, body: Mapping[str, Any], key: str | None, *, json_: bool) -> None:
    """Have an act done, and print what the system acknowledges and as whom it was done."""
    if json_:
        as_json(api.post(path, body, key=key))
        return
    me = api.get("/v1/people/me")  # first: once the act is done nothing stands between it and its receipt
    answer = api.post(path, body, key=key)
    again = "（重复命令，只计一次）" if answer["repeated"] else ""
    kind, console = kind_of(answer["file_no"]), out()
    say(f"{kind.label} {answer['file_no']}　第{answer['act_no']}号行为“{answer['label']}”已记录{again}")
    say(f"办理人：{identity(me)}")
    if "place" in answer:
        say(f"地点：{answer['place']}（{answer['grid']}）")
    if answer.get("note"):
        console.print(answer["note"], markup=False, style="yellow")
    say(f"阶段：{answer['stage_name'] or '—'}　查看：gridcase case show {answer['file_no']}")
    for line in told_at_once(answer):
        console.print(line, markup=False, style="yellow")
    say(f"幂等键：{answer['key']}")


def told_at_once(answer: dict[str, Any]) -> list[str]:
    """Return what an act departs from and what nobody could verify, a line each."""
    lines = []
    for row in answer.get("departures", ()):
        of = "" if row["act"] == answer["act_no"] else f"（第{row['act']}号行为）"
        lines.append(f"不符合规定，已记入案卷{of}：{with_article(row['sentence'], row['article'])}")
    return [*lines, *(f"效力未经核实：{row['sentence']}" for row in answer.get("unread", ()))]


def _act_page(entry: dict[str, Any]) -> RenderableType:
    """Return what one act is and what it has to say."""
    rows = [{**row, "need": "是" if row["required"] else "", "doc": _doc(row)} for row in entry["fields"]]
    done = [
        f"{step['kind_label']}：{step['procedure']}　由{step['by']}办理　{step['citation']}" for step in entry["steps"]
    ]
    fields_ = listing(rows, FIELD_COLUMNS, "字段") if rows else "没有须填写的字段"
    return Group(f"{entry['label']}（{entry['name']}）", *done, fields_)


def _doc(row: dict[str, Any]) -> str:
    values = "、".join(f"{value}（{name}）" for value, name in row["values"].items())
    parts = "、".join(f"{part['name']}（{part['label']}）" for part in row["fields"])
    meant = "、".join((row["points_at"] or {}).values())
    told = (for_terminal(row["doc"]), values, parts, meant and f"所指：{meant}")
    return "；".join(text for text in told if text)
