"""`gridcase system`: other systems, where they take feedback, and what they were granted; at the register itself."""

import getpass
import sys
from datetime import date, datetime
from importlib import import_module
from typing import Annotated

import typer

from cli.rendering import listing
from cli.speech import Exit, Failed, JsonFlag, Spoken, as_json, out
from cli.words import day
from models.acts import ACTS
from models.grants import GROUND_NAMES, READ, Ground
from models.values import CIVIL
from registry.entries import DatedGrant, System
from settings import Settings

system_app = typer.Typer(
    cls=Spoken, no_args_is_help=True, help="外部系统：登记，授权，收回（在数据库所在的机器上办理）。"
)

ISSUING = "cli.issuing"
"""Loaded when it is needed: it brings the database with it."""
SYSTEMS = {"id": "编号", "name": "名称", "callback_url": "反馈地址"}
GRANTS = {"act": "行为", "files": "案卷范围", "unit": "单位", "since": "自", "until": "至"}

SystemId = Annotated[str, typer.Argument(metavar="编号", help="外部系统的编号。")]
Files = Annotated[Ground, typer.Option(help="；".join(f"{ground} {name}" for ground, name in GROUND_NAMES.items()))]


@system_app.command("list", help="列出外部系统；写编号的，列出它的全部授权。")
def list_systems(system: Annotated[str, typer.Argument(metavar="编号")] = "", json_: JsonFlag = False) -> None:
    """List the systems, or what one was granted."""
    rows = import_module(ISSUING).systems(Settings.from_env(), system)
    said = [row.model_dump(mode="json") for row in rows]
    if json_:
        as_json(said)
        return
    out().print(listing(said, GRANTS if system else SYSTEMS, f"外部系统{system}的授权" if system else "外部系统"))


@system_app.command("register", help="登记外部系统，或者更改反馈地址；签名密钥从标准输入读取，加密封存。")
def register(
    system: SystemId,
    name: Annotated[str, typer.Argument(metavar="名称")],
    callback: Annotated[str, typer.Option(help="接收反馈的地址；不写即不反馈。")] = "",
) -> None:
    """Register a system; without grants it may send complaints and findings, and read what it sent."""
    secret = _secret() if callback else ""
    import_module(ISSUING).registered(Settings.from_env(), System(id=system, name=name, callback_url=callback), secret)
    typer.echo("已登记；未另行授权的，只能报送举报和巡查发现，并查看自己报送的案卷")


@system_app.command("grant", help=f"授权外部系统办理一项行为（{READ} 为只查看）；写了 --until 即定了终止日。")
def grant(
    system: SystemId,
    act: Annotated[str, typer.Argument(metavar="行为", help=f"行为的英文名称，或者 {READ}。")],
    files: Files = "own",
    unit: Annotated[str, typer.Option(help="单位编号，如 u-430423；范围为 own 的不写。")] = "",
    since: Annotated[str | None, typer.Option(help="自哪一日起，不写即今天。")] = None,
    until: Annotated[str | None, typer.Option(help="至哪一日止（含当日），不写即长期有效。")] = None,
) -> None:
    """Grant an act in some files, from a day on."""
    if act != READ and act not in ACTS:
        raise Failed(Exit.USAGE, f"没有名为“{act}”的行为；全部行为见 gridcase acts")
    if (files == "own") == bool(unit):
        raise Failed(Exit.USAGE, "范围为 own 的不写单位，其余的须写单位编号（--unit）")
    begins = date.fromisoformat(day(since)) if since else datetime.now(CIVIL).date()
    ends = date.fromisoformat(day(until)) if until else None
    granted = DatedGrant(system=system, act=act, files=files, unit=unit, since=begins, until=ends)
    import_module(ISSUING).granted(Settings.from_env(), granted)
    typer.echo("已授权")


def _secret() -> str:
    said = getpass.getpass("签名密钥：") if sys.stdin.isatty() else sys.stdin.readline()
    return said.strip()
