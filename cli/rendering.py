"""A file on the terminal: header, acts, terms, who answers."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any

from rich.console import Group, RenderableType
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from cli.gists import whose, words_of
from cli.parties import parties_table
from cli.sheet import Sheet
from judging.amending import Amended, amended_in
from kinds import KINDS
from law.edition import shipped
from law.instruments import GRADE_NAMES, Grade, Unit
from law.refusals import in_the_past, with_article
from models.acts import Act
from models.acts.finding import POLLUTION_NAMES
from models.acts.terms import CorrectAct, WithdrawAct
from models.ids import file_no_in
from models.people import ROLE_NAMES
from models.standing import TERM_STATE_NAMES, Standing, Term
from models.values import CIVIL, Value, civil_day

ALERTS = {"none": ("正常", "green"), "near": ("期限临近", "yellow"), "late": ("已逾期", "bold red")}
STATES = {"running": "cyan", "suspended": "yellow", "late": "bold red", "met_late": "red", "met": "green"}
LEVELS = {1: "一级（市）", 2: "二级（县市区、园区）", 3: "三级（乡镇、街道）"}
DOUBT = "※"
"""Marks a term whose provision was not read in the original."""
STRUCK = "strike dim"
"""How what no longer counts is written; a word beside it says so where no style is shown."""
LINE = 60


class FileView(Value):
    """A file as the API shows it: where it stands, its acts, and the names behind the numbers."""

    kind: str
    standing: Standing
    acts: tuple[Act, ...]
    names: Mapping[str, str]

    @property
    def label(self) -> str:
        """Return what people call a file of its kind."""
        return KINDS[self.kind].label

    def name(self, number: str) -> str:
        """Return the name behind a number of the register, or the number."""
        return self.names.get(number, number)

    def term_name(self, key: str) -> str:
        """Return the name of a term with its key."""
        named = next((term.name for term in self.standing.terms if term.key == key), "")
        name = named or shipped().called(key.partition("#")[0])  # of an act that was withdrawn there is no term
        return f"{name}（{key}）" if name else key

    @property
    def heading(self) -> str:
        """Return what kind of file it is, its number and its stage."""
        standing = self.standing
        return f"{'演练' if standing.rehearsal else ''}{self.label} {standing.file_no}　{standing.stage_name}"

    @property
    def pollution(self) -> str:
        """Return the kinds of pollution in words."""
        return "、".join(POLLUTION_NAMES.get(kind, kind) for kind in self.standing.particulars.pollution)

    @property
    def party(self) -> str:
        """Return the name of the party, where it is known."""
        party = self.standing.particulars.party
        told = self.name(party) if party else "未查明"
        others = len(self.standing.parties) - 1
        return f"{told}等{others + 1}名" if others > 0 else told

    @cached_property
    def amended(self) -> Mapping[int, Amended]:
        """Return the acts that do not count as they were entered."""
        return amended_in(self.acts)


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


def _header(view: FileView) -> Panel:
    standing, told = view.standing, view.standing.particulars
    word, style = ALERTS[standing.alert]
    grid = Table.grid(padding=(0, 2))
    rows = (
        ("阶段", "、".join(f"{lane.name}：{lane.stage_name}" for lane in standing.lanes)),
        ("网格", view.name(told.grid)),
        ("污染类型", view.pollution),
        ("当事人", view.party),
        *([told.other_file] if told.other_file[1] else ()),
        ("责任单位", f"{view.name(standing.holder_unit)}　责任人：{view.name(standing.holder_person)}"),
        ("截至", f"{moment(standing.at)}　法律版本 {standing.edition}"),
    )
    for label, value in rows:
        grid.add_row(Text(label, style="bold"), value)
    grid.add_row(Text("预警", style="bold"), Text(word, style=style))
    return Panel(grid, title=view.heading, title_align="left", expand=False)


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
    who = _who(view, act)
    if amended is None:
        return str(act.no), day, f"{label}{tail}", who, Text(gist_)
    told = f"（{amended.word}）{tail}"
    if amended.now is None:
        return str(act.no), Text(day, STRUCK), Text.assemble((label, STRUCK), told), who, Text(gist_, STRUCK)
    counts = moment(amended.now.happened_at)
    when = Text.assemble((day, STRUCK), f"\n{counts}") if counts != day else Text(day)
    new = gist(view, amended.now)
    said = Text.assemble((gist_, STRUCK), f"\n{new}") if new != gist_ else Text(gist_)
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


def late_mark(act: Act) -> str:
    """Say that an act was entered as a fact of record, or later than it happened."""
    late = civil_day(act.recorded_at) > act.day and act.by.kind != "engine"
    entered = f"{civil_day(act.recorded_at)}录入" if late else ""
    words = "，".join(filter(None, ("补录事实" if act.of_record else "", entered)))
    return f"（{words}）" if words else ""


def _who(view: FileView, act: Act) -> str:
    if act.by.kind == "engine":
        return "系统引擎"
    if act.by.kind == "file":
        return f"案卷 {file_no_in(act.by.id)}"
    roles = "、".join(ROLE_NAMES[role] for role in act.by.roles)
    return f"{view.name(act.by.id)}（{roles}）" if roles else view.name(act.by.id)


def gist(view: FileView, act: Act) -> str:
    """Return the words of an act that say most, cut to a line."""
    if isinstance(act.content, CorrectAct | WithdrawAct):
        return _about_another(view, act.content)
    content = act.content.model_dump(mode="json")
    if "term" in content and "last_day" in content:
        return f"{view.term_name(content['term'])}　最后一日 {content['last_day']}"
    said = [*whose(view.standing, act), *words_of(act.name, content)]
    return "　".join(said)[:LINE] + "".join(f"　{in_the_past(departure)}" for departure in act.departures)


def _about_another(view: FileView, content: CorrectAct | WithdrawAct) -> str:
    """Return of what a correction or withdrawal is, what it changed, and why."""
    target = next((act for act in view.acts if act.no == content.of), None)
    what = f"第{content.of}号" + (f"“{target.content.called}”（{target.day.isoformat()}）" if target else "行为")
    amended = view.amended.get(content.of)
    changes = amended.changes if amended and isinstance(content, CorrectAct) else ""
    return "　".join(filter(None, (what, changes, f"理由：{content.reason}")))


def terms_table(view: FileView) -> Table | None:
    """Return the terms of a file: what runs first, then what has ended; doubtful ones marked."""
    terms = sorted(
        view.standing.terms, key=lambda term: (not term.open, term.last_day is None, term.last_day or term.start)
    )
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


def nature(term: Term) -> str:
    """Return what a term is: of the law, of a text that binds nobody or was not read, or the city's own norm."""
    return "法定期限" if term.statutory else "指引（非法定）" if term.instrument else "服务规范"


def doubtful(term: Term) -> bool:
    """Tell whether the provision behind a term was not verified in the original."""
    return bool(term.instrument) and Grade(term.grade).doubtful


def grade(term: Term) -> str:
    """Return how well the provision behind a term was verified."""
    return f"{term.grade} {GRADE_NAMES[Grade(term.grade)]}" if term.instrument else "本市规定"


def last_day(term: Term) -> str:
    """Return the last day of a term, its instant where it runs in hours, or its bounds while a calendar is not out."""
    if term.last_day is None:
        return "中止计算，待定"
    if in_hours(term) and term.ends_at is not None:
        return moment(term.ends_at)
    if term.provisional:
        return f"{term.earliest}～{term.latest}（暂定）"
    return term.last_day.isoformat()


def in_hours(term: Term) -> bool:
    """Tell whether a term is counted in hours."""
    return term.unit == Unit.HOUR


def remaining(term: Term, at: datetime) -> str:
    """Return how much is left at an instant, in words."""
    if term.days_left is None:
        return ""
    if in_hours(term) and term.ends_at is not None:
        return _hours_left(term.ends_at - at)
    if term.days_left < 0:
        return f"逾期{-term.days_left}日"
    return "今日届满" if term.days_left == 0 else f"剩{term.days_left}日"


def _hours_left(left: timedelta) -> str:
    """Return a span in hours and minutes; what is left is never told as more than it is."""
    hours, minutes = divmod(int(abs(left).total_seconds()) // 60, 60)
    told = "".join([f"{hours}小时"] * bool(hours) + [f"{minutes}分"] * (bool(minutes) or not hours))
    return f"剩{told}" if left > timedelta(0) else f"逾期{told}"


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
        table.add_row(*(str("" if row.get(name) is None else row[name]) for name in columns))
    return table


def moment(at: datetime) -> str:
    """Return an instant in the civil time of Hengyang, to the minute."""
    return at.astimezone(CIVIL).strftime("%Y-%m-%d %H:%M")
