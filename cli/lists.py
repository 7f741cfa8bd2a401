"""`gridcase messages`, `due`, `waiting`, `statistics`, `case documents`: what waits, and how the units stand."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Annotated, Any

import typer
from rich.text import Text

from cli.cases import LABELS, FileNo, KindOfFile, address, case_app, collection_of
from cli.remote import AsRole, remote
from cli.rendering import STRUCK, listing
from cli.speech import JsonFlag, as_json, out, say
from cli.words import day, in_days
from console.file_view import doubtful, last_day, moment, remaining
from kinds import VIOLATION_CASE
from law.instruments import UNREAD
from models.standing import Term

MESSAGES = {"at": "时间", "file_no": "案卷", "title": "消息", "last_day": "最后一日"}
DUE = {
    "last_day": "最后一日",
    "left": "剩余",
    "file_no": "案卷",
    "name": "期限",
    "key": "期限编号",
    "unit_name": "责任单位",
    "citation": "依据",
}
WAITING = {
    "who": "应由谁办理",
    "what": "事项",
    "state": "情形",
    "file_no": "案卷",
    "other_file": "另一案卷",
    "since": "自",
    "last_day": "最后一日",
}
STATES = {
    "term": "期限进行中",
    "sent": "正在送交",
    "undelivered": "逾期未送达",
    "refused": "对方不予接收",
    "file": "等待另一案卷的结果",
    "elsewhere": "已交网格以外单位",
}
BODIES = {
    "police": "公安机关",
    "court": "人民法院",
    "procuratorate": "人民检察院",
    "government": "人民政府",
    "superior": "上级机关",
    "other": "其他单位",
}
"""Other bodies that have to act, as terms name them."""
STATISTICS = {
    "unit": "编号",
    "unit_name": "单位",
    "open": "在办",
    "near": "临近届满",
    "late": "逾期",
    "closed": "已结案",
    "terms_met": "按期完成的期限",
    "terms_met_late": "逾期完成的期限",
    "terms_late": "逾期未完成的期限",
}
DOCUMENTS = {"at": "时间", "title": "文书", "number": "文号", "issuer": "制作单位", "act_no": "行为"}
AHEAD = 7
"""How many days the list of due terms looks ahead, when nobody says until when."""

Limit = Annotated[int, typer.Option(min=1, max=200, help="最多列多少条。")]


def show(
    rows: Sequence[Mapping[str, Any]], columns: Mapping[str, str], title: str, nothing: str, *, json_: bool
) -> None:
    """Print rows as a table, or say that there are none."""
    if json_:
        as_json(rows)
    elif rows:
        out().print(listing(rows, columns, title))
    else:
        say(nothing)


def messages(limit: Limit = 50, role: AsRole = None, json_: JsonFlag = False) -> None:
    """List the messages to the reader, the newest first."""
    with remote(role) as api:
        answer = api.get("/v1/messages", {"limit": limit})
    rows = answer if json_ else [{**row["effect"], **row, "at": minute(row["at"])} for row in answer]
    show(rows, MESSAGES, "消息", "没有发给您的消息", json_=json_)


def due(
    until: Annotated[str | None, typer.Option("--until", help="最后一日不晚于此日的，不写即七日之内。")] = None,
    unit: Annotated[str | None, typer.Option(help="只列这个单位的，编号或者名称。")] = None,
    limit: Limit = 50,
    role: AsRole = None,
    json_: JsonFlag = False,
) -> None:
    """List the terms that are late or fall due soon."""
    last = day(until) if until else in_days(AHEAD)
    with remote(role) as api:
        answer = api.get("/v1/terms", {"due_before": last, "unit": unit, "limit": limit})
    rows = answer if json_ else [_due_row(row) for row in answer]
    show(rows, DUE, f"至{last}届满的期限", f"至{last}没有届满的期限（演练案卷不列）", json_=json_)


def _due_row(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return an open term as a row of the list: to the minute where it runs in hours, with what is left now."""
    term = Term.stored_as(row["term"])
    told = {"last_day": last_day(term), "left": remaining(term, datetime.now(UTC))}
    citation = f"{term.citation}{UNREAD * doubtful(term)}"
    return {**row, **row["term"], **told, "citation": citation}


def waiting(
    unit: Annotated[str | None, typer.Option(help="只列应由这个单位办理的，编号或者名称。")] = None,
    limit: Limit = 50,
    role: AsRole = None,
    json_: JsonFlag = False,
) -> None:
    """List what crosses a boundary and waits, by who has to act."""
    with remote(role) as api:
        answer = api.get("/v1/waiting", {"unit": unit, "limit": limit})
    rows = answer if json_ else [{**row, "who": _who_acts(row), "state": STATES[row["state"]]} for row in answer]
    show(rows, WAITING, "跨单位、跨案卷等待办理的事项", "没有跨单位、跨案卷等待办理的事项（演练案卷不列）", json_=json_)


def _who_acts(row: Mapping[str, Any]) -> str:
    return BODIES.get(row["body"], row["body"]) if row["body"] else row["unit_name"] or row["unit"] or "（未登记）"


def statistics(kind: KindOfFile = VIOLATION_CASE.collection, role: AsRole = None, json_: JsonFlag = False) -> None:
    """Show how the files of one kind and their terms stand, unit by unit."""
    kind = collection_of(kind)
    with remote(role) as api:
        answer = api.get("/v1/statistics", {"kind": kind})
    label = LABELS[kind]
    show(answer, STATISTICS, f"各单位的{label}和期限", f"还没有{label}（演练的不计）", json_=json_)


@case_app.command("documents", help="列出一个案卷的文书和文号。")
def list_documents(file_no: FileNo, role: AsRole = None, json_: JsonFlag = False) -> None:
    """List the documents of a file."""
    with remote(role) as api:
        answer = api.get(f"{address(file_no)}/documents")
        units = {} if json_ else {row["id"]: row["name"] for row in api.get("/v1/units")}
    rows = answer if json_ else [document_told(row, units) for row in answer]
    several = len({row["effect"]["party"] for row in answer}) > 1
    columns = {**DOCUMENTS, "party": "当事人"} if several else DOCUMENTS
    show(rows, columns, f"{file_no} 的文书", "这个案卷还没有文书", json_=json_)


def document_told(row: Mapping[str, Any], units: Mapping[str, str]) -> dict[str, Any]:
    """Return a document as a row of the list: by whom in words, and whether its act was corrected or withdrawn."""
    effect = row["effect"]
    became = "：".join(filter(None, (row.get("amended"), row.get("changes"))))
    style = "" if row.get("counts", True) else STRUCK
    title = Text.assemble((effect["title"], style), f"（{became}）" if became else "")
    by = effect.get("in_name_of") or effect["issuer"]
    issuer = units.get(by, by)
    return {**effect, "title": title, "issuer": issuer, "number": row["number"], "at": minute(row["at"])}


def minute(at: str) -> str:
    """Return an instant as the API writes it, in the civil time of Hengyang, to the minute."""
    return moment(datetime.fromisoformat(at))
