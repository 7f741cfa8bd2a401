"""A file on one screen: where it stands, what runs, what was done last, what comes next."""

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.text import Text

from cli.parties import parties_lines
from cli.rendering import ALERTS, DOUBT, STRUCK
from cli.sheet import folded
from console.file_view import FileView, counts_now, doubtful, gist, last_day, late_mark, moment, nature, remaining
from models.standing import Term

TERMS, ACTS, HANG = 6, 5, 6
"""How many terms and acts one screen holds, and how far a line hangs in that goes on."""


def short_page(view: FileView, width: int) -> RenderableType:
    """Return the short form of a file."""
    return Group(
        *(
            folded(line, width, HANG)
            for line in (*_head(view), *_terms(view), *_acts(view), *_departures(view), *_forbidden(view))
        )
    )


def _head(view: FileView) -> Iterator[Text]:
    standing, told = view.standing, view.standing.particulars
    word, style = ALERTS[standing.alert]
    yield Text.assemble((f"{view.heading}　", "bold"), (word, style))
    about = [f"污染类型：{view.pollution}"] * bool(view.pollution) + [f"当事人：{view.party}"] * (not view.wanted)
    yield Text(f"  {'　'.join([view.name(told.grid), *about])}")
    yield Text(f"  责任单位：{view.name(standing.holder_unit)}　责任人：{view.name(standing.holder_person)}")
    if view.wanted:
        yield Text(f"  申请公开的信息：{view.wanted}")
    yield from (Text(f"  {line}") for line in parties_lines(standing, view.name))
    yield from (Text(f"  物品{thing}") for thing in view.things)
    what, number = told.other_file
    if number:
        yield Text(f"  {what}：{number}")
    yield Text(f"  截至 {moment(standing.at)}")


def _terms(view: FileView) -> Iterator[Text]:
    terms = view.standing.terms
    running = [one for one in view.ordered_terms if one.open]
    yield Text(f"期限（进行中{len(running)}项，共{len(terms)}项）", style="bold")
    for term in running[:TERMS]:
        yield Text(
            f"  {last_day(term)}　{remaining(term, view.standing.at)}　{term.name}　{term.key}", style=_style(term)
        )
        yield Text(f"      {term.citation}　{nature(term)}{DOUBT * doubtful(term)}")
    if len(running) > TERMS:
        yield Text(f"  另有{len(running) - TERMS}项进行中")


def _style(term: Term) -> str:
    return "bold red" if term.state == "late" else ""


def _acts(view: FileView) -> Iterator[Text]:
    yield Text(f"行为（最近{min(len(view.acts), ACTS)}项，共{len(view.acts)}项）", style="bold")
    for act in view.acts[-ACTS:]:
        amended = view.amended.get(act.no)
        style = STRUCK if amended else "yellow" if act.by.kind == "engine" else ""
        line = f"{moment(act.happened_at)}　{act.content.called}{late_mark(act)}　{gist(view, act)}".rstrip()
        told = f"（{amended.word}）" if amended else ""
        yield Text.assemble(f"  {act.no}　", (line, style), told)
        if amended and amended.now:
            yield Text(f"      现为 {moment(amended.now.happened_at)}　{counts_now(view, amended)}")


def _departures(view: FileView) -> Iterator[Text]:
    wrong, unread = view.standing.irregularities, view.standing.unread
    told = [f"程序瑕疵{len(wrong)}项"] * bool(wrong) + [f"效力未经核实的依据{len(unread)}项"] * bool(unread)
    if told:
        yield Text(f"{'，'.join(told)}：见全部内容", style="yellow")


def _forbidden(view: FileView) -> Iterator[Text]:
    rows = view.standing.forbidden
    if rows:
        yield Text(f"当前禁止：{'、'.join(row.label for row in rows)}（原因和条文加 --all 查看）")
