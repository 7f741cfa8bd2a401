"""`gridcase complaint`: what is sealed of a complaint, opened or destroyed by whoever may; and who did so."""

from importlib import import_module
from typing import Annotated

import typer

from cli.cases import FileNo
from cli.lists import minute, show
from cli.remote import AsClerk, AsHead, AsRole, remote
from cli.sealed import SealedOf
from cli.speech import App, JsonFlag, Spoken, as_json, out
from registry.seal_openings import PART_NAMES

complaint_app = App(
    cls=Spoken,
    no_args_is_help=True,
    help="举报内容和举报人：承办人员查看内容，按规定启封举报人身份，办结后销毁；每次都留有记录。",
)

OPENINGS = {"at": "时间", "file_no": "案卷", "part": "内容", "person_name": "姓名", "person": "编号", "reason": "理由"}
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
