"""`gridcase token`: whose tokens there are, and making and ending them."""

from datetime import datetime, timedelta
from importlib import import_module
from typing import Annotated, Any, Literal

import typer

from cli.remote import local_tokens, remote
from cli.rendering import listing
from cli.speech import App, Exit, Failed, JsonFlag, Spoken, as_json, out
from models.values import CIVIL
from settings import Settings

token_app = App(cls=Spoken, no_args_is_help=True, help="访问令牌：查看本地令牌，签发，吊销。")

ISSUING = "cli.issuing"
"""Loaded when it is needed: it brings the database with it."""

COLUMNS = {"role": "岗位", "id": "编号", "name": "姓名（虚构）", "unit_name": "单位", "roles": "职责", "token": "令牌"}


@token_app.command("list", help="列出本地试用的令牌和它们代表的人。")
def list_tokens(json_: JsonFlag = False) -> None:
    """List the local tokens and whom they stand for."""
    rows = [_row(role, token) for role, token in local_tokens(Settings.from_env()).items()]
    if json_:
        as_json(rows)
        return
    out().print(listing(rows, COLUMNS, "本地令牌"))


def _row(role: str, token: str) -> dict[str, Any]:
    with remote(role) as api:
        me = api.get("/v1/people/me")
    return {**me, "role": role, "roles": "、".join(me["roles"].values()), "token": token}


@token_app.command("issue", help="签发令牌（在数据库所在的机器上，由管理人员办理）；令牌只显示这一次。")
def issue_token(
    subject: Annotated[str, typer.Argument(metavar="编号", help="人员编号或者系统编号。")],
    kind: Annotated[Literal["person", "system"], typer.Option(help="person 人员，system 外部系统。")] = "person",
    days: Annotated[int | None, typer.Option(min=1, help="多少日后失效；不写即长期有效。")] = None,
    json_: JsonFlag = False,
) -> None:
    """Issue a token; it is shown this once."""
    expires = None if days is None else datetime.now(CIVIL) + timedelta(days=days)
    token = import_module(ISSUING).issue(Settings.from_env(), subject, kind, expires)
    if json_:
        as_json({"subject": subject, "token": token, "expires_at": None if expires is None else expires.isoformat()})
        return
    typer.echo(token)


@token_app.command("revoke", help="吊销令牌，立即失效。")
def revoke_token(token: Annotated[str, typer.Argument(metavar="令牌")], json_: JsonFlag = False) -> None:
    """Make a token worthless at once."""
    if not import_module(ISSUING).revoke(Settings.from_env(), token):
        raise Failed(Exit.NOT_FOUND, "没有这个令牌，可能已经吊销")
    if json_:
        as_json({"revoked": True})
        return
    typer.echo("已吊销")
