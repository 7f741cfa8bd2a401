"""A file on the terminal: header, acts, terms, who answers."""

from collections.abc import Iterable, Mapping
from typing import Any

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from cli.parties import parties_table
from cli.sheet import Facts, Sheet
from console.file_view import (
    ALERT_NAMES,
    FileView,
    counts_now,
    doubtful,
    gist,
    grade,
    last_day,
    late_mark,
    moment,
    nature,
    remaining,
    who_did,
)
from law.refusals import with_article
from models.acts import Act
from models.standing import TERM_STATE_NAMES, Standing

ALERTS = {
    name: (word, style)
    for (name, word), style in zip(ALERT_NAMES.items(), ("green", "yellow", "bold red"), strict=True)
}
STATES = {"running": "cyan", "suspended": "yellow", "late": "bold red", "met_late": "red", "met": "green"}
LEVELS = {1: "一级（市）", 2: "二级（县市区、园区）", 3: "三级（乡镇、街道）"}
DOUBT = "※"
"""Marks a term whose provision was not read in the original."""
STRUCK = "strike dim"
"""How what no longer counts is written; a word beside it says so where no style is shown."""


def file_page(view: FileView) -> RenderableType:
    """Return the whole page of a file, without what may be done next."""
    acts = [acts_table(view, view.acts), departures_table(view.standing)]
    parts = [
        _header(view),
        parties_table(view.standing, view.name),
        *acts,
        terms_table(view),
        forbidden_table(view.standing),
        _answerable(view),
    ]
    return Group(*(part for part in parts if part is not None))


def _header(view: FileView) -> Facts:
    standing, told = view.standing, view.standing.particulars
    word, style = ALERTS[standing.alert]
    rows = (
        ("阶段", "、".join(f"{lane.name}：{lane.stage_name}" for lane in standing.lanes)),
        ("网格", view.name(told.grid)),
        ("污染类型", view.pollution),
        ("当事人", view.party),
        *([("申请公开的信息", view.wanted)] if view.wanted else ()),
        *([told.other_file] if told.other_file[1] else ()),
        *([("证据、涉案物品", "\n".join(view.things))] if view.things else ()),
        ("责任单位", f"{view.name(standing.holder_unit)}　责任人：{view.name(standing.holder_person)}"),
        ("截至", f"{moment(standing.at)}　法律版本 {standing.edition}"),
    )
    return Facts(view.heading, (*rows, ("预警", Text(word, style=style))))


def acts_table(view: FileView, acts: Iterable[Act], *, title: str = "行为") -> Table:
    """Return the acts of a file, one a line."""
    table = Sheet(title, "号", "发生时间", "行为", "办理人", "要点")
    for act in acts:
        table.add_row(*_act_row(view, act), style="yellow" if act.by.kind == "engine" else "")
    return table


def _act_row(view: FileView, act: Act) -> Iterable[RenderableType]:
    """Return an act as a row; what no longer counts is struck through, and what stands in its place follows."""
    day, label, gist_ = moment(act.happened_at), act.content.called, gist(view, act)
    amended, tail = view.amended.get(act.no), late_mark(act)
    who = who_did(view, act)
    if amended is None:
        return str(act.no), day, f"{label}{tail}", who, Text(gist_)
    told = f"（{amended.word}）{tail}"
    if amended.now is None:
        return str(act.no), Text(day, STRUCK), Text.assemble((label, STRUCK), told), who, Text(gist_, STRUCK)
    counts = moment(amended.now.happened_at)
    when = Text.assemble((day, STRUCK), f"\n{counts}") if counts != day else Text(day)
    said = Text.assemble((gist_, STRUCK), f"\n{counts_now(view, amended)}")
    return str(act.no), when, f"{label}{told}", who, said


def departures_table(standing: Standing) -> Table | None:
    """Return what was done against the rules, and what documents rest on that nobody here has read."""
    wrong = [(row.act, with_article(row.sentence, row.article)) for row in standing.irregularities]
    unread = [(row.act, row.sentence) for row in standing.unread]
    if not wrong and not unread:
        return None
    table = Sheet("程序瑕疵和未经核实的依据", "行为", "性质", "说明")
    for kind, rows in (("程序瑕疵", wrong), ("未经核实", unread)):
        for no, sentence in rows:
            table.add_row(f"第{no}号", kind, sentence)
    return table


def forbidden_table(standing: Standing) -> Table | None:
    """Return what would be next in order and a guard forbids now, and why."""
    if not standing.forbidden:
        return None
    table = Sheet("当前禁止", "行为", "原因", "条文")
    for row in standing.forbidden:
        table.add_row(row.label, row.sentence, row.article)
    return table


def terms_table(view: FileView) -> Table | None:
    """Return the terms of a file: what runs first, then what has ended; doubtful ones marked."""
    terms = view.ordered_terms
    if not terms:
        return None
    table = Sheet("期限", "期限", "编号", "状态", "最后一日", "剩余", "条文", "核对等级", "性质")
    for term in terms:
        state = Text(TERM_STATE_NAMES[term.state], style=STATES.get(term.state, ""))
        name = f"{DOUBT * doubtful(term)}{term.name}"
        left = remaining(term, view.standing.at)
        table.add_row(name, term.key, state, last_day(term), left, term.citation, grade(term), nature(term))
    if any(doubtful(term) for term in terms):
        table.caption = f"{DOUBT} 所依据的条文尚未核对原文，请先核对再引用。"
    return table


def _answerable(view: FileView) -> Table:
    table = Sheet("责任单位和责任人", "网格", "单位", "责任领导", "主要责任人", "直接责任人")
    for row in view.standing.answerable:
        people = (view.name(row.leader), view.name(row.main), view.name(row.direct))
        table.add_row(f"{LEVELS[row.level]}{view.name(row.grid)}", view.name(row.unit), *people)
    return table


def listing(rows: Iterable[Mapping[str, Any]], columns: Mapping[str, str], title: str) -> Table:
    """Return rows of plain values as a table."""
    table = Sheet(title, *columns.values())
    for row in rows:
        table.add_row(*(_cell(row.get(name)) for name in columns))
    return table


def _cell(value: object) -> str | Text:
    return value if isinstance(value, Text) else "" if value is None else str(value)
