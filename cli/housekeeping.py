"""`gridcase up`, `docket rebuild`, `docket check`: what runs the system is loaded only when it is asked for."""

from importlib import import_module
from typing import Annotated

import typer

from cli.speech import App, Exit, Failed, JsonFlag, Spoken, as_json, out
from settings import Settings

docket_app = App(cls=Spoken, no_args_is_help=True, help="案件台账：重建、核对。")


def up() -> None:
    """Start the system and keep it alive until told to stop."""
    import_module("cli.up").up()


@docket_app.callback()
def _docket() -> None:
    """Keep `rebuild` a word of its own."""


@docket_app.command(
    "rebuild", help="逐卷询问工作流，重写台账，并列出没有读到的案卷；已编的文号、已办的事项不变。须有工作进程在运行。"
)
def rebuild(json_: JsonFlag = False) -> None:
    """Write the docket anew."""
    done = import_module("cli.rebuild").rebuild_docket(Settings.from_env())
    if json_:
        told = {"written": done.written, "newer": done.newer, "unseen": list(done.unseen), "unread": done.unread}
        as_json(told)
    else:
        unseen = f"工作流已不保留、照旧的 {len(done.unseen)} 件"
        out().print(f"已重建 {done.written} 件；其间又有进展、未动的 {done.newer} 件；{unseen}")
    if done.unread:
        rows = "；".join(f"{file_no} {why}" for file_no, why in done.unread.items())
        raise Failed(Exit.FAULT, f"没有读到、照旧的 {len(done.unread)} 件：{rows}")


@docket_app.command(
    "check",
    help="逐卷核对工作流与台账：行为、期限、事项、文号、检索属性；有不一致即列出，退出码 1。须有工作进程在运行。",
)
def check(
    json_: JsonFlag = False,
    mend: Annotated[bool, typer.Option("--mend", help="把不一致的案卷按其工作流重写。")] = False,
) -> None:
    """Compare every file with its rows."""
    done = import_module("cli.checking").check_docket(Settings.from_env(), mend=mend)
    if json_:
        told = {"files": done.files, "found": [one.model_dump() for one in done.found], "mended": done.mended}
        as_json(told)
    else:
        out().print(f"已核对 {done.files} 件；不一致 {len(done.found)} 处；已重写 {len(done.mended)} 件")
        for one in done.found:
            out().print(f"{one.file_no or '文号'}  {one.what}", highlight=False)
    if done.left:
        raise Failed(Exit.FAULT, f"尚有 {len(done.left)} 处不一致" + ("" if mend else "；加 --mend 按工作流重写"))
