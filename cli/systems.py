"""`gridcase system`: other systems, where they take feedback, and what they were granted; at the register itself."""

import sys
from datetime import date, datetime, timedelta
from importlib import import_module
from typing import Annotated

import typer

from cli.rendering import listing
from cli.speech import App, Exit, Failed, JsonFlag, Spoken, as_json, out, say
from cli.words import day
from kinds import KINDS
from models.acts import ACTS
from models.grants import GROUND_NAMES, READ, Ground
from models.values import CIVIL
from registry.entries import DatedGrant, System
from registry.exchange.cells import BadCell, callback
from registry.signing import FEWEST, PREFIX, can_sign, made_secret
from settings import Settings

system_app = App(cls=Spoken, no_args_is_help=True, help="外部系统：登记，授权，收回（在数据库所在的机器上办理）。")

ISSUING = "cli.issuing"
"""Loaded when it is needed: it brings the database with it."""
SYSTEMS = {"id": "编号", "name": "名称", "callback_url": "反馈地址"}
GRANTS = {"act": "行为", "files": "案卷范围", "unit": "单位", "since": "自", "until": "至"}

Callback = Annotated[str, typer.Option("--callback", metavar="地址", help="反馈地址；不写即不接收反馈。")]
FromStdin = Annotated[
    bool, typer.Option("--secret-stdin", help="从标准输入读取签名密钥（whsec_…）；不写即生成新的，只显示这一次。")
]
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


@system_app.command(
    "add", help="登记外部系统，或者变更它的名称、反馈地址和签名密钥（在数据库所在的机器上，由管理人员办理）。"
)
def add_system(
    system: Annotated[str, typer.Argument(metavar="编号", help="如 12345；令牌用 gridcase token issue 签发。")],
    name: Annotated[str, typer.Option("--name", metavar="名称", help="如 市长热线。")],
    address: Callback = "",
    from_stdin: FromStdin = False,
    signs: Annotated[bool, typer.Option("--signs", help="以签名报送监测报警的，生成共用的签名密钥。")] = False,
    json_: JsonFlag = False,
) -> None:
    """Enter another system; a secret is made where one is needed and none is given, and shown this once."""
    settings = Settings.from_env()
    _check(address)
    if from_stdin and not (address or signs):
        raise Failed(Exit.USAGE, "没有写反馈地址（--callback），也不以签名报送（--signs），不需要签名密钥")
    given = _read() if from_stdin else ""
    secret = given or (made_secret() if address or signs else "")
    import_module(ISSUING).enter(settings, System(id=system, name=name, callback_url=address), secret)
    shown = {"secret": secret} if secret and not given else {}
    if json_:
        as_json({"id": system, "name": name, "callback_url": address, **shown})
        return
    say(f"已登记外部系统{system}（{name}）" + (f"，反馈地址 {address}" if address else "，不接收反馈"))
    if shown:
        say(f"签名密钥（只显示这一次，交给对方用以核验 webhook-signature）：{secret}")


@system_app.command("grant", help=f"授权外部系统办理一项行为（{READ} 为只查看）；写了 --until 即定了终止日。")
def grant(
    system: SystemId,
    act: Annotated[str, typer.Argument(metavar="行为", help=f"行为的英文名称，或者 {READ}。")],
    files: Files = "own",
    unit: Annotated[str, typer.Option(help="单位编号，如 u-430423；范围为 own 的不写。")] = "",
    since: Annotated[str | None, typer.Option(help="自哪一日起，不写即今天。")] = None,
    until: Annotated[str | None, typer.Option(help="至哪一日止（含当日），不写即长期有效。")] = None,
    json_: JsonFlag = False,
) -> None:
    """Grant an act in some files, from a day on."""
    if act != READ and act not in ACTS:
        raise Failed(Exit.USAGE, f"没有名为“{act}”的行为；全部行为见 gridcase acts")
    if act != READ and not any(act in kind.acts and kind.steps[kind.acts[act]].by.systems for kind in KINDS.values()):
        raise Failed(Exit.REFUSED, f"“{ACTS[act].label}”只能由人办理，不能授权外部系统；由谁办理见 gridcase acts {act}")
    if (files == "own") == bool(unit):
        raise Failed(Exit.USAGE, "范围为 own 的不写单位，其余的须写单位编号（--unit）")
    begins = date.fromisoformat(day(since)) if since else datetime.now(CIVIL).date()
    ends = date.fromisoformat(day(until)) if until else None
    granted = DatedGrant(system=system, act=act, files=files, unit=unit, since=begins, until=ends)
    import_module(ISSUING).granted(Settings.from_env(), granted)
    if json_:
        as_json(granted.model_dump(mode="json"))
        return
    say("已授权")


@system_app.command(
    "rotate", help="更换外部系统的签名密钥：新的只显示这一次；旧的在若干天内仍然有效，两边不必同时更换。"
)
def rotate(
    system: SystemId,
    days: Annotated[int, typer.Option("--days", min=0, max=90, help="旧密钥还有效几天；0 为立即失效。")] = 7,
    json_: JsonFlag = False,
) -> None:
    """Replace the secret of a system."""
    until = datetime.now(CIVIL) + timedelta(days=days)
    secret = import_module(ISSUING).rotated(Settings.from_env(), system, until)
    if json_:
        as_json({"id": system, "secret": secret, "former_until": until.isoformat()})
        return
    say(f"已更换外部系统{system}的签名密钥；旧密钥有效至 {until:%Y-%m-%d %H:%M}")
    say(f"签名密钥（只显示这一次）：{secret}")


def _check(address: str) -> None:
    """Refuse a callback that the lists of systems would refuse as well."""
    try:
        if address:
            callback(address)
    except BadCell as bad:
        raise Failed(Exit.USAGE, f"反馈地址不可用：{bad.wrong}；{bad.right}") from None


def _read() -> str:
    """Return the secret on standard input; refuse one that could not sign."""
    secret = sys.stdin.readline().strip()
    if not can_sign(secret):
        raise Failed(Exit.USAGE, f"签名密钥须写作 {PREFIX} 加 Base64，至少{FEWEST}字节")
    return secret
