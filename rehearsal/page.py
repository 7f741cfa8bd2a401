"""A rehearsal on the terminal: day by day what the file says (案卷记载) and, beside it, what the system did (系统所为)."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import groupby
from typing import Any

from rich.console import Group, RenderableType
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from api.words import name_of
from cli.rendering import ALERTS, CaseView, last_day, moment, terms_table
from cli.what_if import told as difference_told
from models.acts import Act
from models.case import TERM_STATE_NAMES
from models.values import CIVIL, Value
from rehearsal.playing import Entered

FORM = {"grid": "网格", "complaint": "举报内容", "channel": "举报渠道", "summary": "摘要"}
ENGINE = {"term_nears_end": "预警", "term_lapses": "届满"}


class Supposed(Value):
    """One what-if: the acts and days supposed, and the difference that it makes, or why it cannot be supposed."""

    change: str
    difference: dict[str, Any] = {}
    sentence: str = ""


class Played(Value):
    """One case that was played: what became of each scene, and where the case stands."""

    title: str
    source: str = ""
    case_no: str = ""
    entered: tuple[Entered, ...]
    view: CaseView | None = None
    documents: tuple[dict[str, Any], ...] = ()
    what_if: tuple[Supposed, ...] = ()


class Row(Value):
    """What stands beside each other at one instant."""

    at: datetime
    told: str = ""
    done: tuple[str, ...] = ()
    refused: bool = False
    by_engine: bool = False


def page(played: Played) -> RenderableType:
    """Return the whole page of a rehearsal."""
    parts: list[RenderableType] = [Text(f"{played.title}　演练案件 {played.case_no or '（没有开立）'}", style="bold")]
    if played.source:
        parts.append(Text(f"来源：{played.source}"))
    parts.append(_table(rows_of(played)))
    if played.view is not None:
        parts += [part for part in (_standing(played.view), terms_table(played.view)) if part is not None]
    for one in played.what_if:
        lines = difference_told(one.difference) if one.difference else [one.sentence]
        parts.append(Text("\n".join([f"假设 {one.change}：", *(f"  {line}" for line in lines)])))
    return Group(*parts)


def _standing(view: CaseView) -> RenderableType:
    """Return where the case stands at the end, without the acts, which stand above."""
    standing = view.standing
    rows = [
        ("截至", f"{moment(standing.at)}　法律版本 {standing.edition}"),
        ("阶段", "、".join(f"{lane.name}：{lane.stage_name}" for lane in standing.lanes) or standing.stage_name),
        ("责任单位", f"{view.name(standing.holder_unit)}　责任人：{view.name(standing.holder_person)}"),
        ("预警", ALERTS[standing.alert][0]),
        *(("当前禁止", f"{row.label}：{row.sentence}") for row in standing.forbidden),
    ]
    grid = Table.grid(padding=(0, 2))
    for label, value in rows:
        grid.add_row(Text(label, style="bold"), Text(value))
    return Panel(grid, title=f"演练结束时的状态　{standing.stage_name}", title_align="left")


def rows_of(played: Played) -> list[Row]:
    """Return what the file says and what the system did, in the order of time."""
    acts = {act.no: act for act in played.view.acts} if played.view else {}
    entered = [(row.scene.at, row.act_no or 0, _entered(played, row)) for row in played.entered]
    engine = [
        (act.happened_at, act.no, _engine(played.view, act))
        for act in acts.values()
        if played.view and act.by.kind == "engine"
    ]
    return [row for _, _, row in sorted([*entered, *engine], key=lambda one: one[:2])]


def _entered(played: Played, entered: Entered) -> Row:
    done = list(_done(entered))
    if played.view is not None and entered.act_no is not None:
        done += [*_terms(played.view, entered.act_no), *_documents(played, entered.act_no)]
    if entered.filled:
        fields = "、".join(FORM.get(name) or name_of(name, entered.scene.act) for name in entered.filled)
        done.append(f"来源未载而补填：{fields}")
    return Row(
        at=entered.scene.at, told=_told(entered), done=tuple(done), refused=bool(entered.refused or entered.note)
    )


def _told(entered: Entered) -> str:
    scene = entered.scene
    if scene.inferred:
        return f"（推定）{scene.told}：{scene.inferred}"
    doubt = "" if scene.dated else f"（{scene.when or '日期不详'}）"
    line = f"　第{scene.line}行" if scene.line else ""
    return f"{scene.told}{doubt}{line}"


def _done(entered: Entered) -> Iterator[str]:
    if entered.refused:
        basis = f"（依据：{entered.article}）" if entered.article else ""
        yield f"不予办理：{entered.refused}{basis}"
    if entered.doubt:
        yield f"（{entered.doubt}）"
    if entered.note:
        yield f"不能录入：{entered.note}"
    elif entered.act_no is not None:
        how = "作为事实补录" if entered.refused or entered.scene.of_record else "办理"
        yield f"第{entered.act_no}号，{how}"


def _terms(view: CaseView, number: int) -> Iterator[str]:
    for term in view.standing.terms:
        if term.started_by == number:
            yield f"起算 {term.name}，最后一日 {last_day(term)}，{term.citation}"
        if term.ended_by == number and term.started_by != number:
            yield f"{TERM_STATE_NAMES[term.state]} {term.name}，最后一日 {last_day(term)}"


def _documents(played: Played, number: int) -> Iterator[str]:
    for row in played.documents:
        if row["effect"]["act_no"] == number:
            yield f"文书 {row['effect']['title']} {row['number']}".rstrip()
    acts = played.view.acts if played.view else ()
    if any(act.no == number and act.name == "publish_decision" for act in acts):
        yield "列入公开的处罚信息（演练不对外公开）"


def _engine(view: CaseView, act: Act) -> Row:
    said = act.content.model_dump(mode="json")
    state = next((term.state for term in view.standing.terms if term.key == said["term"]), "")
    people = "、".join(view.name(one) for one in said.get("told") or said.get("escalated_to") or ())
    is_late = act.name == "term_lapses" and state in ("late", "met_late")
    reached, late = ("升级告知", "，逾期") if is_late else ("告知", "")
    to = f"，{reached}{people}" if people else ""
    sentence = f"{ENGINE[act.name]} {view.term_name(said['term'])}，最后一日 {said['last_day']}{late}{to}"
    return Row(at=act.happened_at, done=(f"第{act.no}号，系统引擎：{sentence}",), by_engine=True)


def _table(rows: Iterable[Row]) -> Table:
    table = Table(title="逐日对照", title_justify="left", title_style="bold", header_style="bold", show_lines=True)
    table.add_column("日期", no_wrap=True)
    table.add_column("案卷记载", overflow="fold", ratio=2)
    table.add_column("系统所为", overflow="fold", ratio=5)
    for day, found in groupby(rows, key=lambda row: row.at.astimezone(CIVIL).date()):
        for number, row in enumerate(found):
            style = "red" if row.refused else "yellow" if row.by_engine else ""
            table.add_row("" if number else day.isoformat(), Text(row.told), Text("\n".join(row.done), style=style))
    table.caption = (
        "来源只载日期的，按当日上午十时演练；日期不详的，放在不打乱先后的最晚一日；来源未载的人员以本地虚构人员代替。"
    )
    return table
