"""`gridcase case timeline` and `export`: a file as a drawing, and as an export that can be reviewed elsewhere."""

from pathlib import Path
from typing import Annotated

import typer
from pydantic import TypeAdapter

from cli.cases import FileNo, case_app, view_of
from cli.remote import AsRole, remote
from cli.speech import JsonFlag, as_json, out, say
from console import timeline
from file_review.export import write_export
from kinds import KINDS
from models.chain import chain_of

__all__ = ["case_app"]

DRAWN = TypeAdapter(timeline.Timeline)

Drawing = Annotated[Path | None, typer.Option("--svg", help="把时间轴画成 SVG，写入这个文件。")]
Target = Annotated[Path | None, typer.Option("--out", help="写入这个文件；不写则输出到屏幕。")]


@case_app.command("timeline", help="一个案卷的时间轴：程序为道，期限为条，行为为点；加 --svg 写成图。")
def show_timeline(file_no: FileNo, svg: Drawing = None, role: AsRole = None, json_: JsonFlag = False) -> None:
    """Show the timeline of one file."""
    with remote(role) as api:
        view = view_of(api, file_no)
    drawn = timeline.timeline_of(KINDS[view.kind], view.standing, view.acts, view.names)
    if svg is not None:
        svg.write_text(timeline.svg(drawn), encoding="utf-8")
    if json_:
        as_json(DRAWN.dump_python(drawn, mode="json"))
    elif svg is None:
        typer.echo(timeline.text(drawn, out().width))
    else:
        say(f"已写入 {svg}")


@case_app.command("export", help="导出案卷（JSON），可交 gridcase review 评查、gridcase rehearse 演练。")
def export_file(file_no: FileNo, target: Target = None, role: AsRole = None, json_: JsonFlag = False) -> None:
    """Write one file out; what is written is JSON in any case."""
    with remote(role) as api:
        view = view_of(api, file_no)
    text = write_export(file_no, view.acts)
    if target is None:
        typer.echo(text, nl=False)
        return
    target.write_text(text, encoding="utf-8")
    digest = chain_of(view.acts)[-1]
    if json_:
        as_json({"written": str(target), "digest": digest})
    else:
        say(f"已写入 {target}")
        say(f"校验值 {digest}")
        say(f"核验：python tools/verify_file.py {target}")
