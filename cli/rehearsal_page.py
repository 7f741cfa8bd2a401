"""A rehearsal on the terminal: day by day what the file says (案卷记载) and, beside it, what the system did (系统所为)."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import groupby
from typing import Any

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from cli.rendering import ALERTS, terms_table
from cli.sheet import Facts, Sheet
from console.file_view import FileView, gist, last_day, moment
from console.what_if import told as difference_told
from law.refusals import with_article
from models.acts import Act
from models.acts.publicity import PublishDecision
from models.acts.terms import TermLapses, TermNearsEnd
from models.chinese import name_of
from models.ids import file_no_in
from models.standing import TERM_STATE_NAMES
from models.values import CIVIL, Value
from rehearsal.playing import Entered

FORM = {"grid": "网格", "complaint": "举报内容", "channel": "举报渠道", "summary": "摘要"}


class Supposed(Value):
    """One what-if: the acts and days supposed, and the difference that it makes, or why it cannot be supposed."""

    change: str
    difference: dict[str, Any] = {}
    sentence: str = ""


class PlayedFile(Value):
    """One file of a story at its end: where it stands, and the documents it has made."""

    view: FileView
    documents: tuple[dict[str, Any], ...] = ()

    @property
    def file_no(self) -> str:
        """Return its number."""
        return self.view.standing.file_no

    @property
    def called(self) -> str:
        """Return what it is called, with its number."""
        return f"演练{self.view.label} {self.file_no}"


class Played(Value):
    """One story that was played: what became of each scene, and where its files stand."""

    title: str
    source: str = ""
    file_no: str = ""
    """The file that the story went on in: the case, where a complaint led to one."""
    entered: tuple[Entered, ...]
    files: tuple[PlayedFile, ...] = ()
    """Every file that the story opened, in that order."""
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
    called = "、".join(file.called for file in played.files) or "演练案件（没有开立）"
    parts: list[RenderableType] = [Text(f"{played.title}　{called}", style="bold")]
    if played.source:
        parts.append(Text(f"来源：{played.source}"))
    parts.append(_table(rows_of(played)))
    for file in played.files:
        parts += [part for part in (_standing(file), terms_table(file.view)) if part is not None]
    for one in played.what_if:
        lines = difference_told(one.difference) if one.difference else [one.sentence]
        parts.append(Text("\n".join([f"假设 {one.change}：", *(f"  {line}" for line in lines)])))
    return Group(*parts)


def _standing(file: PlayedFile) -> RenderableType:
    """Return where a file stands at the end, without the acts, which stand above."""
    view, standing = file.view, file.view.standing
    rows = [
        ("截至", f"{moment(standing.at)}　法律版本 {standing.edition}"),
        ("阶段", "、".join(f"{lane.name}：{lane.stage_name}" for lane in standing.lanes) or standing.stage_name),
        ("责任单位", f"{view.name(standing.holder_unit)}　责任人：{view.name(standing.holder_person)}"),
        ("预警", ALERTS[standing.alert][0]),
        *(("当前禁止", f"{row.label}：{row.sentence}") for row in standing.forbidden),
    ]
    title = f"演练结束时的状态　{view.label} {file.file_no}　{standing.stage_name}"
    return Facts(title, rows, expand=True)


def rows_of(played: Played) -> list[Row]:
    """Return what the source says and what the system did, in the order of time; within an instant, of the files."""
    places = {file.file_no: place for place, file in enumerate(played.files)}
    entered = [
        (row.scene.at, places.get(row.file_no, 0), row.act_no or 0, _entered(played, row)) for row in played.entered
    ]
    by_itself = [
        (act.happened_at, place, act.no, _by_itself(played, file.view, act))
        for place, file in enumerate(played.files)
        for act in file.view.acts
        if act.by.kind in ("engine", "file")
    ]
    return [row for *_, row in sorted([*entered, *by_itself], key=lambda one: one[:3])]


def _entered(played: Played, entered: Entered) -> Row:
    file = next((one for one in played.files if one.file_no == entered.file_no), None)
    done = list(_done(played, entered))
    if file is not None and entered.act_no is not None:
        done += [*_terms(file.view, entered.act_no), *_documents(file, entered.act_no)]
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


def _done(played: Played, entered: Entered) -> Iterator[str]:
    if entered.refused:
        yield f"不予办理：{with_article(entered.refused, entered.article)}"
    if entered.doubt:
        yield f"（{entered.doubt}）"
    if entered.note:
        yield f"不能录入：{entered.note}"
    elif entered.act_no is not None:
        how = "作为事实补录" if entered.refused or entered.scene.of_record else "办理"
        yield f"{_number(played, entered.file_no, entered.act_no)}，{how}"


def _number(played: Played, file_no: str, act_no: int) -> str:
    """Return an act by its number, with the file where there are several."""
    return f"第{act_no}号" if len(played.files) == 1 else f"{file_no} 第{act_no}号"


def _terms(view: FileView, number: int) -> Iterator[str]:
    for term in view.standing.terms:
        if term.started_by == number:
            yield f"起算 {term.name}，最后一日 {last_day(term)}，{term.citation}"
        if term.ended_by == number and term.started_by != number:
            yield f"{TERM_STATE_NAMES[term.state]} {term.name}，最后一日 {last_day(term)}"


def _documents(file: PlayedFile, number: int) -> Iterator[str]:
    for row in file.documents:
        if row["effect"]["act_no"] == number:
            amended = f"（{row['amended']}）" if row.get("amended") else ""
            yield f"文书 {row['effect']['title']} {row['number']}".rstrip() + amended
    if any(act.no == number and isinstance(act.content, PublishDecision) for act in file.view.acts):
        yield "列入公开的处罚信息（演练不对外公开）"


def _by_itself(played: Played, view: FileView, act: Act) -> Row:
    """Return what nobody entered: what time did, what came back, what another file of the story did here."""
    number = _number(played, view.standing.file_no, act.no)
    content = act.content
    if isinstance(content, TermLapses | TermNearsEnd):
        return Row(at=act.happened_at, done=(f"{number}，系统引擎：{_time(view, content)}",), by_engine=True)
    by = f"案卷 {file_no_in(act.by.id)}" if act.by.kind == "file" else "系统引擎"
    said = gist(view, act)
    told = f"{number}，{by}：{content.called}{said and f'　{said}'}"
    return Row(at=act.happened_at, done=(told,), by_engine=act.by.kind == "engine")


def _time(view: FileView, content: TermLapses | TermNearsEnd) -> str:
    """Return what became of a term, and who was told."""
    lapsed = isinstance(content, TermLapses)
    state = next((term.state for term in view.standing.terms if term.key == content.term), "")
    people = "、".join(map(view.name, content.escalated_to if isinstance(content, TermLapses) else content.told))
    is_late = lapsed and state in ("late", "met_late")
    reached, late = ("升级告知", "，逾期") if is_late else ("告知", "")
    to = f"，{reached}{people}" if people else ""
    word = "届满" if lapsed else "预警"
    return f"{word} {view.term_name(content.term)}，最后一日 {content.last_day.isoformat()}{late}{to}"


def _table(rows: Iterable[Row]) -> Table:
    table = Sheet("逐日对照", "日期", "案卷记载", "系统所为")
    table.show_lines = True
    for day, found in groupby(rows, key=lambda row: row.at.astimezone(CIVIL).date()):
        for number, row in enumerate(found):
            style = "red" if row.refused else "yellow" if row.by_engine else ""
            table.add_row("" if number else day.isoformat(), Text(row.told), Text("\n".join(row.done), style=style))
    table.caption = (
        "来源只载日期的，按当日上午十时演练；日期不详的，放在不打乱先后的最晚一日；来源未载的人员以本地虚构人员代替。"
    )
    return table
