"""`gridcase case archive`, `gridcase archive verify`: a closed file as an archive, and whether one is what it was."""

import json
import zipfile
from pathlib import Path
from typing import Annotated

import typer

from cli.cases import FileNo, address, case_app
from cli.remote import AsClerk, remote
from cli.speech import App, Exit, Failed, JsonFlag, Spoken, as_json, say
from papers.verify_archive import MANIFEST, told

archive_app = App(cls=Spoken, no_args_is_help=True, help="案卷档案：核验。")

BROKEN = 1
"""What the verifier answers where an archive is not what it was."""


@case_app.command("archive", help="为已经结案的案卷立卷：正卷、副卷、清单，写成一个压缩文件，脱离本系统可以核验。")
def archive(
    file_no: FileNo,
    target: Annotated[Path, typer.Option("--out", help="写入这个文件（.zip）。")],
    role: AsClerk = None,
    json_: JsonFlag = False,
) -> None:
    """Write the archive of a file."""
    with remote(role, usual="clerk") as api:
        target.write_bytes(api.content(f"{address(file_no)}/archive"))
    with zipfile.ZipFile(target) as made:
        manifest = json.loads(made.read(MANIFEST))
    if json_:
        as_json({"written": str(target), **manifest})
        return
    say(f"已写入 {target}")
    for volume in manifest["volumes"]:
        say(f"{volume['name']}：{len(volume['pieces'])}件，{volume['pages']}页")
    say(f"清单的校验值 {manifest['digest']}")
    say(f"归档时记入案卷：gridcase act {file_no} archive_case --set manifest={manifest['digest']}")


@archive_app.command("verify", help="核验一个案卷档案；也可以用档案中的 verify_archive.py，不需要本系统。")
def verify(
    path: Annotated[Path, typer.Argument(metavar="文件", help="gridcase case archive 写出的文件。")],
    digest: Annotated[str, typer.Option(help="清单的校验值，见案卷的归档记录。")] = "",
    json_: JsonFlag = False,
) -> None:
    """Check an archive."""
    code, sentence = told(path, digest)
    if code:
        raise Failed(Exit.REFUSED if code == BROKEN else Exit.USAGE, sentence)
    if json_:
        as_json({"holds": True, "file": str(path)})
        return
    say(sentence)
