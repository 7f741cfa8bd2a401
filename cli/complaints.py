"""`gridcase complaint`: tables of complaints taken in, likely repeats, and what is sealed, opened by whoever may."""

from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any

import typer

from cli.cases import FileNo
from cli.lists import minute, show
from cli.remote import OPEN, AsClerk, AsHead, AsRole, remote
from cli.sealed import SealedOf
from cli.speech import App, Failed, JsonFlag, Spoken, as_json, out, say
from registry.seal_openings import PART_NAMES

complaint_app = App(
    cls=Spoken,
    no_args_is_help=True,
    help="举报件：成表导入，核对重复；承办人员查看内容，按规定启封举报人身份，办结后销毁，每次都留有记录。",
)

OPENINGS = {"at": "时间", "file_no": "案卷", "part": "内容", "person_name": "姓名", "person": "编号", "reason": "理由"}
TAKEN = {"row": "行", "receipt": "编号", "file_no": "举报件", "how": "情况"}
LIKELY = {
    "file_no": "在先的举报件",
    "opened_at": "收到",
    "stage_name": "阶段",
    "unit_name": "单位",
    "case": "案件",
    "repeats": "已重复",
    "how": "认定",
    "reasons": "理由",
}
SEALED = SealedOf("complaints", "举报人", {"reporter": "举报人", "contact": "联系方式", "text": "举报原文"})


@complaint_app.command("read", help="查看举报内容：供承办单位的人员；其中的姓名、电话已遮盖，查看留有记录。")
def read_text(
    file_no: FileNo,
    reason: Annotated[str, typer.Option("--reason", help="理由；办理本件的可以不写。")] = "",
    role: AsClerk = None,
    json_: JsonFlag = False,
) -> None:
    """Show what a complaint says."""
    answer = SEALED.opened(file_no, "text", reason, role)
    if json_:
        as_json(answer)
        return
    out().print(answer["text"], markup=False, highlight=False)


@complaint_app.command(
    "reporter", help="启封举报人身份：供承办单位的内勤人员、负责人和本件责任人；须写理由，留有记录。"
)
def open_reporter(
    file_no: FileNo,
    reason: Annotated[str, typer.Option("--reason", help="启封理由，如“电话答复举报人”；不写个人信息。")],
    role: AsClerk = None,
    json_: JsonFlag = False,
) -> None:
    """Show who reported."""
    SEALED.show(file_no, "reporter", reason, role, json_=json_)


@complaint_app.command(
    "erase", help="销毁举报人信息的密钥：供承办单位的负责人，举报件办结以后；不可恢复，须写理由，留有记录。"
)
def erase(
    file_no: FileNo,
    reason: Annotated[str, typer.Option("--reason", help="销毁理由，如“保存期限届满”；不写个人信息。")],
    role: AsHead = None,
    json_: JsonFlag = False,
) -> None:
    """Destroy what is sealed of a complaint."""
    SEALED.erase(file_no, reason, role, json_=json_)


@complaint_app.command(
    "rewrap", help="更换封存密钥以后，用新密钥重新包裹全部举报件的密钥（在数据库所在的机器上办理）。"
)
def rewrap(json_: JsonFlag = False) -> None:
    """Wrap every complaint's key by the first of the sealing keys."""
    import_module("cli.registering").rewrap(json_=json_)


@complaint_app.command(
    "import", help="成表导入举报件（督察交办信访件、CSV 或者 xlsx）：全部正确才开立，有错的逐行列明，一件也不开立。"
)
def import_(
    file: Annotated[Path, typer.Argument(metavar="文件", help="第一行为表头，其下每行一件；一次最多200行、4MB。")],
    platform: Annotated[
        str,
        typer.Option(
            "--platform", help="表头是谁的：inspection 督察交办信访件，table 通用登记表，12345、12369 为平台的字段名。"
        ),
    ] = "inspection",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只检查，不开立。")] = False,
    role: AsClerk = None,
    json_: JsonFlag = False,
) -> None:
    """Take a table of complaints in, all or nothing; the same table again opens nothing twice."""
    with remote(role, usual="clerk") as api:
        try:
            answer = api.send_table(f"/v1/platforms/{platform}/import", file, {"dry_run": dry_run})
        except Failed as failed:
            if "problems" in failed.told:
                _show_problems(failed.told, json_=json_)
            elif failed.code in OPEN:
                again = "可能已开立一部分；把同一条命令原样再运行一次即接着办，已开立的不会重复"
                raise Failed(failed.code, f"{failed.sentence}。{again}") from None
            raise
    if json_:
        as_json(answer)
    elif dry_run:
        say(f"共{answer['rows']}行，没有错误；没有开立，去掉 --dry-run 即开立")
    else:
        rows = [{**one, "how": "原已登记" if one["repeated"] else "已开立"} for one in answer["files"]]
        show(rows, TAKEN, f"导入的举报件（{len(rows)}件）", "没有举报件", json_=False)


def _show_problems(told: Mapping[str, Any], *, json_: bool) -> None:
    if json_:
        as_json({**{name: told[name] for name in ("rows", "problems", "entered")}, "files": []})
        return
    for problem in told["problems"]:
        say(problem["sentence"])


@complaint_app.command(
    "repeats", help="这件举报可能与哪些在先的举报重复，和理由；是否重复由承办人员用 gridcase act … note_repeat 认定。"
)
def repeats(file_no: FileNo, role: AsRole = None, json_: JsonFlag = False) -> None:
    """List the earlier complaints that one may repeat."""
    with remote(role, usual="officer") as api:
        answer = api.get(f"/v1/complaints/{file_no}/likely-repeats")
    rows = answer if json_ else [_likely(row) for row in answer]
    show(rows, LIKELY, f"{file_no} 可能重复的举报", "没有可能重复的在先举报", json_=json_)


def _likely(row: Mapping[str, Any]) -> dict[str, Any]:
    noted = "已认定" if row["noted"] else f"其为{row['earlier']}的重复" if row["earlier"] else ""
    told = {"opened_at": minute(row["opened_at"]), "reasons": "；".join(row["reasons"]), "how": noted}
    return {**row, **told, "repeats": f"{row['repeats']}次" if row["repeats"] else ""}


@complaint_app.command("openings", help="启封记录：谁在何时为何看过、销毁过哪件举报；供督查人员。")
def list_openings(
    file_no: Annotated[str | None, typer.Argument(metavar="编号", help="只列这个案卷的。")] = None,
    limit: Annotated[int, typer.Option(min=1, max=200, help="最多列多少条。")] = 50,
    role: AsRole = None,
    json_: JsonFlag = False,
) -> None:
    """List who opened what."""
    with remote(role) as api:
        rows = api.get("/v1/seal-openings", {"file_no": file_no, "limit": limit})
    if not json_:
        rows = [{**row, "part": PART_NAMES[row["part"]], "at": minute(row["at"])} for row in rows]
    show(rows, OPENINGS, "启封记录", "没有启封记录", json_=json_)
