"""`gridcase disclosure-request`: requests for information taken in; who applies, opened by whoever may."""

from typing import Annotated
from urllib.parse import quote

import typer

from cli.acting import At, Grid, Key, On, Place, done
from cli.cases import FileNo
from cli.remote import AsClerk, AsHead, remote
from cli.sealed import SealedOf
from cli.speech import App, JsonFlag, Spoken, as_json, out
from cli.words import when

request_app = App(
    cls=Spoken,
    no_args_is_help=True,
    help="依申请公开：登记政府信息公开申请；按规定启封申请人信息，办结后销毁，每次都留有记录。",
)

SEALED = SealedOf(
    "disclosure-requests",
    "申请人",
    {"applicant": "申请人", "identity": "身份证明", "contact": "联系方式", "text": "申请原文"},
)


@request_app.command("take", help="登记政府信息公开申请：日期写收到申请之日，申请人和原文加密封存，不进入案卷。")
def take(
    grid: Grid,
    wanted: Annotated[str, typer.Option("--wanted", help="所需信息的名称、文号或者其他特征；不写申请人的信息。")],
    text: Annotated[str, typer.Option("--text", help="申请原文；加密封存。")],
    channel: Annotated[
        str, typer.Option("--channel", help="in_person 当面，registered_post 邮寄，internet 互联网等。")
    ],
    confirmed: Annotated[
        bool, typer.Option("--confirmed", help="平常信函、互联网、传真：已与申请人确认收到。")
    ] = False,
    manner: Annotated[
        str, typer.Option("--manner", help="paper 纸质，electronic 电子数据，inspection 查阅。")
    ] = "paper",
    applicant: Annotated[str, typer.Option("--applicant", help="申请人姓名或者名称；加密封存。")] = "",
    identity: Annotated[str, typer.Option("--identity", help="身份证明；加密封存。")] = "",
    contact: Annotated[str, typer.Option("--contact", help="联系方式；加密封存。")] = "",
    place: Place = "",
    on: On = None,
    at: At = None,
    key: Key = None,
    role: AsClerk = None,
    json_: JsonFlag = False,
) -> None:
    """Take a request in, which opens a file of its own."""
    words = {"text": text, "applicant": applicant, "identity": identity, "contact": contact}
    body = {"grid": grid, "place": place, "channel": channel, "is_confirmed": confirmed, "manner": manner}
    told = {"wanted": wanted, "applicant": words}
    with remote(role, usual="clerk") as api:
        done(api, "/v1/disclosure-requests", {**body, **told, **when(on, at)}, key, json_=json_)


@request_app.command("applicant", help="启封申请人信息：供承办单位的内勤人员、负责人和本件责任人；须写理由，留有记录。")
def open_applicant(
    file_no: FileNo,
    reason: Annotated[str, typer.Option("--reason", help="启封理由，如“邮寄答复书”；不写个人信息。")],
    role: AsClerk = None,
    json_: JsonFlag = False,
) -> None:
    """Show who applies."""
    SEALED.show(file_no, "applicant", reason, role, json_=json_)


@request_app.command("month", help="同一申请人当月在本机关的申请件数，供核对按件计收的信息处理费；不显示申请人。")
def count_month(file_no: FileNo, role: AsClerk = None, json_: JsonFlag = False) -> None:
    """Show how many requests of the same applicant came in the month."""
    with remote(role, usual="clerk") as api:
        told = api.get(f"/v1/disclosure-requests/{quote(file_no, safe='')}/month")
    if json_:
        as_json(told)
    elif told["requests"] is None:
        out().print("申请人没有身份证明的号码，姓名、联系方式也不全，不能认定是否同一申请人")
    else:
        out().print(
            f"{told['month']}，同一申请人在本机关申请{told['requests']}件（含本件；免费答复的计入，纸质登记的不在其内）"
        )


@request_app.command("erase", help="销毁申请人信息的密钥：供承办单位的负责人，办结以后；不可恢复，须写理由，留有记录。")
def erase(
    file_no: FileNo,
    reason: Annotated[str, typer.Option("--reason", help="销毁理由，如“保存期限届满”；不写个人信息。")],
    role: AsHead = None,
    json_: JsonFlag = False,
) -> None:
    """Destroy what is sealed of who applies."""
    SEALED.erase(file_no, reason, role, json_=json_)
