"""`gridcase public`: what is made public, as pages and tables; on the machine of the database."""

from importlib import import_module
from pathlib import Path
from typing import Annotated

import typer

from cli.speech import App, JsonFlag, Spoken, as_json, say
from settings import Settings

public_app = App(cls=Spoken, no_args_is_help=True, help="信息公开：生成公开网站（在数据库所在的机器上办理）。")

DISCLOSING = "cli.disclosing"
"""Loaded when it is needed: it brings the database with it."""


@public_app.callback()
def _public() -> None:
    """Keep `site` a word of its own."""


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
