"""`gridcase up`, `docket rebuild`: what runs the system is loaded only now, so that other commands start at once."""

from importlib import import_module

import typer

from cli.speech import Exit, Failed, JsonFlag, Spoken, as_json, out
from settings import Settings

docket_app = typer.Typer(cls=Spoken, no_args_is_help=True, help="案件台账：重建。")


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
