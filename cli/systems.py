"""`gridcase system`: other systems that send complaints and findings, and where they take their feedback (外部系统)."""

import base64
import binascii
import secrets
import sys
from importlib import import_module
from typing import Annotated
from urllib.parse import urlsplit

import typer

from cli.rendering import listing
from cli.speech import Exit, Failed, JsonFlag, Spoken, as_json, out
from registry.entries import System
from settings import Settings

system_app = typer.Typer(cls=Spoken, no_args_is_help=True, help="外部系统：登记，查看；举报办理结果反馈到它们的地址。")

ISSUING = "cli.issuing"
"""Loaded when it is needed: it brings the database with it."""

COLUMNS = {"id": "编号", "name": "名称", "callback_url": "反馈地址"}
PREFIX, LENGTH, SHORTEST = "whsec_", 32, 24
"""A secret as Standard Webhooks has it: its prefix, how many bytes we make, how many there must be."""

Callback = Annotated[str, typer.Option("--callback", metavar="地址", help="反馈地址；不写即不接收反馈。")]
FromStdin = Annotated[
    bool, typer.Option("--secret-stdin", help="从标准输入读取签名密钥（whsec_…）；不写即生成新的，只显示这一次。")
]


@system_app.command("list", help="列出已经登记的外部系统。")
def list_systems(json_: JsonFlag = False) -> None:
    """List the other systems, without their secrets."""
    rows = [one.model_dump(mode="json") for one in import_module(ISSUING).entered(Settings.from_env())]
    if json_:
        as_json(rows)
        return
    out().print(listing(rows, COLUMNS, "外部系统"))


@system_app.command(
    "add", help="登记外部系统，或者变更它的名称、反馈地址和签名密钥（在数据库所在的机器上，由管理人员办理）。"
)
def add_system(
    system: Annotated[str, typer.Argument(metavar="编号", help="如 12345；令牌用 gridcase token issue 签发。")],
    name: Annotated[str, typer.Option("--name", metavar="名称", help="如 市长热线。")],
    callback: Callback = "",
    from_stdin: FromStdin = False,
    json_: JsonFlag = False,
) -> None:
    """Enter another system; a secret is made where it takes feedback and none is given, and shown this once."""
    settings = Settings.from_env()
    _check(callback, production=settings.production)
    if from_stdin and not callback:
        raise Failed(Exit.USAGE, "没有写反馈地址（--callback），不需要签名密钥")
    given = _read() if from_stdin else ""
    secret = given or (_made() if callback else "")
    import_module(ISSUING).enter(settings, System(id=system, name=name, callback_url=callback), secret)
    shown = {"secret": secret} if secret and not given else {}
    if json_:
        as_json({"id": system, "name": name, "callback_url": callback, **shown})
        return
    typer.echo(f"已登记外部系统{system}（{name}）" + (f"，反馈地址 {callback}" if callback else "，不接收反馈"))
    if shown:
        typer.echo(f"签名密钥（只显示这一次，交给对方用以核验 webhook-signature）：{secret}")


def _check(callback: str, *, production: bool) -> None:
    parts = urlsplit(callback)
    schemes = ("https",) if production else ("https", "http")
    if callback and not (parts.scheme in schemes and parts.hostname):
        raise Failed(Exit.USAGE, f"反馈地址须以 {':// 或者 '.join(schemes)}:// 开头，写明主机")


def _made() -> str:
    return PREFIX + base64.b64encode(secrets.token_bytes(LENGTH)).decode()


def _read() -> str:
    """Return the secret on standard input; refuse one that could not sign."""
    secret = sys.stdin.readline().strip()
    try:
        kept = base64.b64decode(secret.removeprefix(PREFIX), validate=True)
    except binascii.Error:
        kept = b""
    if not secret.startswith(PREFIX) or len(kept) < SHORTEST:
        raise Failed(Exit.USAGE, f"签名密钥须写作 {PREFIX} 加 Base64，至少{SHORTEST}字节")
    return secret
