"""`gridcase evidence`: the materials of a file (证据材料): put in, listed, taken out."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from cli.cases import FileNo, address
from cli.remote import AsRole, Remote, remote
from cli.rendering import listing
from cli.speech import App, Exit, Failed, JsonFlag, Spoken, as_json, out, say
from console.file_view import moment
from evidence.media import LARGEST, MEDIA, MEGABYTE, too_large

evidence_app = App(
    cls=Spoken,
    no_args_is_help=True,
    help="证据材料：存入照片、录像、录音、文件，列出，取出原件；按内容存放，各有校验值。",
)

COLUMNS = {
    "no": "序号",
    "name": "名称",
    "kind": "类型",
    "megabytes": "大小",
    "taken": "拍摄",
    "received": "收到",
    "by": "存入人",
    "acts": "所附行为",
    "sha256": "校验值",
}
FEWEST, SHORT = 6, 12
"""Digits of a digest by which a person may name a material, and that the list shows."""


@evidence_app.command("add", help="把一份或者几份材料存入案卷；同一份材料再次存入只计一次。")
def add(
    file_no: FileNo,
    paths: Annotated[list[Path], typer.Argument(metavar="文件…", help="照片、录像、录音、PDF、Word、Excel。")],
    note: Annotated[str, typer.Option(help="说明：于何处拍摄、提取，证明什么。")] = "",
    role: AsRole = None,
    json_: JsonFlag = False,
) -> None:
    """Put materials into a file, one after the other."""
    for path in paths:
        if not path.is_file():
            raise Failed(Exit.USAGE, f"没有文件 {path}")
        if path.stat().st_size > LARGEST:
            raise Failed(Exit.USAGE, too_large(path.name))
    with remote(role) as api:
        kept = [
            api.send_file(f"{address(file_no)}/evidence", path, {"name": path.name, "note": note}) for path in paths
        ]
    if json_:
        as_json(kept)
        return
    for one in kept:
        material = one["material"]
        done = "已在案卷中，没有重复存入" if one["repeated"] else "已存入"
        say(f"第{material['no']}份 {material['name']}：{done}，校验值 {material['sha256']}")


@evidence_app.command("list", help="列出案卷的材料。")
def list_materials(file_no: FileNo, role: AsRole = None, json_: JsonFlag = False) -> None:
    """List the materials of a file."""
    with remote(role) as api:
        answer = api.get(f"{address(file_no)}/evidence")
    if json_:
        as_json(answer)
        return
    rows = [
        {
            **one,
            "kind": MEDIA[one["media"]].label if one["media"] in MEDIA else one["media"],
            "megabytes": f"{one['size'] / MEGABYTE:.1f}MB",
            "taken": moment(datetime.fromisoformat(one["taken_at"])) if one["taken_at"] else "",
            "received": moment(datetime.fromisoformat(one["received_at"])),
            "by": answer["names"].get(one["received_by"], one["received_by"]),
            "acts": "、".join(map(str, answer["named_in"].get(one["sha256"], ()))),
            "sha256": one["sha256"][:SHORT],
        }
        for one in answer["materials"]
    ]
    out().print(listing(rows, COLUMNS, f"案卷 {file_no} 的证据材料"))


@evidence_app.command("get", help="取出一份材料的原件，写入文件；校验不符的不写。")
def get(
    file_no: FileNo,
    material: Annotated[str, typer.Argument(metavar="材料", help="序号，或者校验值的开头几位。")],
    target: Annotated[Path, typer.Option("--out", help="写入这个文件。")],
    role: AsRole = None,
    json_: JsonFlag = False,
) -> None:
    """Write a material out as it was received."""
    with remote(role) as api:
        (digest,) = digests(api, file_no, [material])
        api.fetch(f"{address(file_no)}/evidence/{digest}", target, digest)
    if json_:
        as_json({"written": str(target), "sha256": digest})
    else:
        say(f"已写入 {target}，与存入时一致")


def digests(api: Remote, file_no: str, said: Sequence[str]) -> list[str]:
    """Return the digests of materials that a person names by their place or by the first digits."""
    known = api.get(f"{address(file_no)}/evidence")["materials"] if said else []
    found = []
    for material in said:
        meant = [str(one["sha256"]) for one in known if _is_meant(one, material)]
        if len(meant) != 1:
            sentence = f"案卷{file_no}没有序号或者校验值为“{material}”的材料；用 gridcase evidence list 查看"
            raise Failed(Exit.NOT_FOUND, sentence)
        found += meant
    return found


def _is_meant(one: Mapping[str, Any], said: str) -> bool:
    return said == str(one["no"]) or (len(said) >= FEWEST and str(one["sha256"]).startswith(said.lower()))
