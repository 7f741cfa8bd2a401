"""`gridcase public`: what is made public, as pages and tables; on the machine of the database."""

from importlib import import_module
from pathlib import Path
from typing import Annotated, Any

import typer

from cli.rendering import listing
from cli.speech import App, Exit, Failed, JsonFlag, Spoken, as_json, out, say
from settings import Settings

public_app = App(cls=Spoken, no_args_is_help=True, help="信息公开：公开网站，双公示表（在数据库所在的机器上办理）。")

DISCLOSING = "cli.disclosing"
"""Loaded when it is needed: it brings the database with it."""


@public_app.command(
    "site", help="生成公开网站：静态页面、订阅源和开放数据，放在任何服务器上都能用；再次运行只更新有变化的。"
)
def site(
    folder: Annotated[
        Path, typer.Argument(metavar="目录", help="网页所在的目录；生成记录放在同名的 .sqlite3 文件中。")
    ],
    url: Annotated[
        str, typer.Option("--url", help="网站的地址，如 https://…；订阅源和数据目录用它写完整的网址。")
    ] = "",
    anew: Annotated[bool, typer.Option("--all", help="全部重新生成。")] = False,
    json_: JsonFlag = False,
) -> None:
    """Build the public site, or bring it to where the docket is."""
    built = import_module(DISCLOSING).build_site(Settings.from_env(), folder, url, anew=anew)
    if json_:
        as_json({name: getattr(built, name) for name in ("publications", "changed", "removed", "pages", "anew")})
        return
    say(
        f"公开信息 {built.publications} 项；更新 {built.changed} 项，撤下 {built.removed} 项，写了 {built.pages} 个文件"
    )


Mapping = Annotated[
    Path | None, typer.Option("--mapping", help='TOML 文件，[names] 中写各省网关的列名：字段代码 = "列名"。')
]
UPLOADS = {"id": "公开编号", "number": "文号", "last_day": "最后一日", "stands": "平台", "missing": "缺项"}
FAULTS = {"row": "行", "column": "列", "told": "问题"}


@public_app.command("credit", help="上报信用平台的处罚信息：哪些还没有平台回执，最后一日，缺哪些项；最急的在前。")
def credit(
    every: Annotated[bool, typer.Option("--all", help="已有回执的也列出。")] = False, json_: JsonFlag = False
) -> None:
    """List what the credit platform has not taken yet."""
    rows = import_module(DISCLOSING).credit_rows(Settings.from_env(), every=every)
    if json_:
        as_json(rows)
        return
    out().print(listing(rows, UPLOADS, "信用平台公示（双公示）"))


@public_app.command("credit-table", help="写出还没有平台回执的处罚信息，按双公示表；.xlsx 或者 .csv。缺项由人补填。")
def credit_table(
    file: Annotated[
        Path, typer.Argument(metavar="文件", help="写入的文件，.xlsx 或者 .csv；含个人信息，只有本人可读。")
    ],
    organ: Annotated[str, typer.Option("--organ", help="处罚机关的统一社会信用代码。")] = "",
    source: Annotated[str, typer.Option("--source", help="数据来源单位；不写即处罚机关。")] = "",
    source_code: Annotated[str, typer.Option("--source-code", help="数据来源单位的统一社会信用代码。")] = "",
    mapping: Mapping = None,
    json_: JsonFlag = False,
) -> None:
    """Write the table for the credit platform."""
    told = import_module(DISCLOSING)
    written = told.write_credit_table(Settings.from_env(), file, (organ, source, source_code), mapping)
    _tell(written, f"已写入 {file}：{written['rows']} 行", json_=json_)


@public_app.command("credit-check", help="上报以前校验双公示表：逐行逐列列出问题，有问题的退出码为 3。")
def credit_check(
    file: Annotated[Path, typer.Argument(metavar="文件", help=".xlsx 或者 .csv。")],
    mapping: Mapping = None,
    json_: JsonFlag = False,
) -> None:
    """Check a table before it is uploaded."""
    found = import_module(DISCLOSING).check_credit_table(file, mapping)
    _tell(found, "没有发现问题", json_=json_)


def _tell(said: dict[str, Any], fine: str, *, json_: bool) -> None:
    """Show what is wrong with a table, or that it is fine."""
    if json_:
        as_json(said)
    elif said["faults"]:
        out().print(listing(said["faults"], FAULTS, "双公示表校验"))
    if said["faults"] and "rows" not in said:
        raise Failed(Exit.REFUSED, f"有 {len(said['faults'])} 处问题，不能上报")
    if not json_ and (not said["faults"] or "rows" in said):
        say(fine)
