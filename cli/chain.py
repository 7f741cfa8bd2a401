"""`gridcase case chain`: a matter through all its files, as tables or as a drawing."""

from collections.abc import Iterable, Iterator

import typer
from rich.console import RenderableType

from cli.cases import FileNo, address
from cli.papers import Drawing, case_app
from cli.remote import AsRole, remote
from cli.rendering import ALERTS
from cli.sheet import Sheet
from cli.speech import JsonFlag, as_json, out
from console.chain import timeline_of_chain, told_of_hidden
from console.timeline import svg
from models.linked import Chain, ChainFile

__all__ = ["case_app"]


@case_app.command("chain", help="一个事项经过的全部案卷：各卷阶段、责任单位的变化、案卷之间的往来；加 --svg 画成图。")
def show_chain(file_no: FileNo, drawn: Drawing = None, role: AsRole = None, json_: JsonFlag = False) -> None:
    """Show the chain of a matter through all its files."""
    with remote(role) as api:
        chain = Chain.stored_as(api.get(f"{address(file_no)}/chain"))
    if drawn is not None:
        drawn.write_text(svg(timeline_of_chain(chain)), encoding="utf-8")
    if json_:
        as_json(chain.model_dump(mode="json"))
    elif drawn is not None:
        typer.echo(f"已写入 {drawn}")
    else:
        for part in pages(chain):
            out().print(part)


def pages(chain: Chain) -> Iterator[RenderableType]:
    """Yield the tables of a matter: its files, who answered when, what went between them."""
    files = Sheet(f"事项 {chain.asked} 经过的案卷", "编号", "种类", "阶段", "责任单位", "最后一日", "预警")
    for one in chain.files:
        files.add_row(one.file_no, one.label, *_where(one, chain))
    if chain.cut:
        files.caption = "还有更多案卷没有列出。"
    yield files
    held = Sheet("责任单位的变化", "自", "至", "单位", "案卷")
    for row in sorted(_held(chain)):
        held.add_row(*row)
    if held.row_count:
        yield held
    over = Sheet("案卷之间的往来", "日期", "自", "至", "事项")
    for crossing in chain.crossings:
        waits = "（等待结果）" if crossing.waits else ""
        over.add_row(crossing.day.isoformat(), crossing.from_file, crossing.to_file, f"{crossing.label}{waits}")
    if over.row_count:
        yield over


def _where(one: ChainFile, chain: Chain) -> Iterable[str]:
    if not one.readable:
        return told_of_hidden(one), chain.names.get(one.unit, one.unit), "", ""
    last = one.next_last_day.isoformat() if one.next_last_day else ""
    return one.stage_name, chain.names.get(one.unit, one.unit), last, ALERTS[one.alert][0]


def _held(chain: Chain) -> Iterator[tuple[str, str, str, str]]:
    for one in chain.files:
        for row in one.held:
            until = row.until.isoformat() if row.until else "现在"
            yield row.since.isoformat(), until, chain.names.get(row.unit, row.unit), one.file_no
