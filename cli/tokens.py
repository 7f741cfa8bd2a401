"""`gridcase token`: whose tokens there are, and making and ending them."""

from datetime import datetime, timedelta
from typing import Annotated, Any, Literal

import typer
from sqlalchemy import Engine

from cli.remote import local_tokens, remote
from cli.rendering import listing
from cli.speech import Exit, Failed, JsonFlag, Spoken, as_json, out
from models.values import CIVIL
from registry import access
from registry.database import connect
from registry.errors import RegisterError
from registry.registry import Registry
from registry.sealed import Seal
from registry.systems import registered_systems
from settings import Settings

token_app = typer.Typer(cls=Spoken, no_args_is_help=True, help="访问令牌：查看本地令牌，签发，吊销。")

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
    database = _database()
    _known(database, subject, kind)
    token = access.issue_token(database, subject, kind, expires_at=expires)
    if json_:
        as_json({"subject": subject, "token": token, "expires_at": None if expires is None else expires.isoformat()})
        return
    typer.echo(token)


@token_app.command("revoke", help="吊销令牌，立即失效。")
def revoke_token(token: Annotated[str, typer.Argument(metavar="令牌")], json_: JsonFlag = False) -> None:
    """Make a token worthless at once."""
    if not access.revoke_token(_database(), token):
        raise Failed(Exit.NOT_FOUND, "没有这个令牌，可能已经吊销")
    if json_:
        as_json({"revoked": True})
        return
    typer.echo("已吊销")


def _known(database: Engine, subject: str, kind: str) -> None:
    """Refuse a token for somebody the register does not have."""
    if kind == "system":
        if subject not in {system.id for system in registered_systems(database)}:
            raise Failed(Exit.NOT_FOUND, f"登记簿中没有编号为“{subject}”的外部系统")
        return
    settings = Settings.from_env()
    try:
        Registry(database, Seal.from_settings(settings), production=settings.production).person(subject)
    except RegisterError as error:
        raise Failed(Exit.NOT_FOUND, error.sentence) from None


def _database() -> Engine:
    return connect(Settings.from_env().database_url)
