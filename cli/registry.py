"""`gridcase registry`: the staff list in and out as files; the work brings the database, and is loaded when needed."""

from importlib import import_module
from pathlib import Path
from typing import Annotated

import typer

from cli.speech import App, JsonFlag, Spoken
from cli.words import maybe_day

registry_app = App(
    cls=Spoken,
    no_args_is_help=True,
    help="名册：单位、网格、人员、任职、执法证、网格责任人、外部系统等，成表导入和导出（在数据库所在的机器上办理）。",
)
WORK = "cli.registering"

Folder = Annotated[Path, typer.Argument(metavar="文件夹", file_okay=False, help="没有即新建。")]


@registry_app.command(
    "import", help="导入名册（CSV 或者 xlsx，表头决定是哪种表）：全部正确才写入，有错的逐行列明，一行也不写。"
)
def import_(
    files: Annotated[list[Path], typer.Argument(metavar="文件…", help="文件，或者装有文件的文件夹；可以互相引用。")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只检查并列出将有的变化，不写入。")] = False,
    author: Annotated[
        str | None, typer.Option("--as", metavar="人员编号", help="谁录入；不写即本机的账号。", show_default=False)
    ] = None,
    whole: Annotated[
        bool, typer.Option("--whole", help="文件是全部名册：文件中没有的任职、执法证、责任人于昨日终止。")
    ] = False,
    correct: Annotated[
        bool, typer.Option("--correct", help="更正登记错误：允许改动已登记的内容，原内容留在变更记录中。")
    ] = False,
    json_: JsonFlag = False,
) -> None:
    """Enter files into the register, all or nothing."""
    import_module(WORK).import_files(files, author, dry_run=dry_run, whole=whole, correct=correct, json_=json_)


@registry_app.command("export", help="导出名册，格式与导入相同；文件含有姓名，只有本人可读。")
def export(
    folder: Folder,
    at: Annotated[
        str | None, typer.Option("--at", metavar="日期", help="只要这一日有效的；不写即连同全部历史。")
    ] = None,
    xlsx: Annotated[bool, typer.Option("--xlsx", help="写成一个工作簿，不写成每表一个 CSV。")] = False,
    json_: JsonFlag = False,
) -> None:
    """Write the register into a folder."""
    import_module(WORK).export_files(folder, maybe_day(at), book=xlsx, json_=json_)


@registry_app.command(
    "gaps", help="名册缺什么：没有责任人的网格、不足三人的监管工作组、到期的执法证、留在已终止网格的点位等。"
)
def gaps(
    on: Annotated[str | None, typer.Option("--on", metavar="日期", help="哪一天，不写即今天。")] = None,
    json_: JsonFlag = False,
) -> None:
    """List what the register lacks."""
    import_module(WORK).list_gaps(maybe_day(on), json_=json_)


@registry_app.command("changes", help="名册的变更记录：何时、由谁、按哪个文件的哪一行，改了什么；新的在前。")
def changes(
    table: Annotated[str, typer.Option("--table", metavar="表", help="只列这个表的，如 任职；不写即全部。")] = "",
    number: Annotated[
        str, typer.Option("--number", metavar="编号", help="只列涉及这个编号的：人员、网格、单位的编号等。")
    ] = "",
    since: Annotated[str | None, typer.Option("--since", metavar="日期", help="从哪一天起录入的。")] = None,
    json_: JsonFlag = False,
) -> None:
    """List who changed what."""
    import_module(WORK).list_changes(table, number, maybe_day(since), json_=json_)


@registry_app.command("template", help="写出空白的表（CSV 和 xlsx）和填写说明。")
def template(folder: Folder, json_: JsonFlag = False) -> None:
    """Write empty files to fill in."""
    import_module(WORK).write_template(folder, json_=json_)


@registry_app.command("secret", help="换发外部系统的回调签名密钥，只显示这一次，原密钥立即失效。")
def secret(
    system: Annotated[str, typer.Argument(metavar="系统编码", help="见外部系统表。")], json_: JsonFlag = False
) -> None:
    """Make a new secret for the feedback of another system."""
    import_module(WORK).rotate(system, json_=json_)
