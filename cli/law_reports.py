"""What a new law does to open files, on the terminal: after a publication, and in a rehearsal of one."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from rich.console import RenderableType
from rich.table import Table

from cli.sheet import Sheet
from judging.comparing import Difference, Moved
from kinds import kind_of
from law.chinese import day, listed
from models.standing import TERM_STATE_NAMES

if TYPE_CHECKING:
    from cli.publishing import FileMoved, Published
    from cli.rehearsing import Rehearsed

CHANGES = {"moved": "改期", "added": "新增", "gone": "消失", "state": "状态改变", "basis": "依据改变"}
LISTS = {
    "now_possible": "可以办理的增加",
    "no_longer_possible": "不再可以办理",
    "now_forbidden": "当前禁止的增加",
    "no_longer_forbidden": "当前禁止的解除",
    "now_irregular": "不合规定的增加",
    "no_longer_irregular": "不合规定的消除",
}


def published(report: "Published") -> Iterable[RenderableType]:
    """Return what a publication did, part by part."""
    again = "此前已经发布，本次接着完成重新计算" if report.again else "已发布"
    yield f"{again}：《{report.title}》{report.number}（{day(report.issued)}）"
    yield f"与原先推定不同的日期：{listed(day(one) for one in report.days) or '无'}"
    yield f"工作日历现已知至{day(report.known_until)}，法律版本 {report.edition_before} → {report.edition}"
    terms = sum(len(case.terms) for case in report.moved)
    yield f"未归档案卷{report.cases}件，其中{len(report.moved)}件的{terms}个期限因该通知改变"
    if report.moved:
        yield _moved_table(report.moved, f"因《{report.title}》{report.number}改变的期限")
    if report.gone:
        yield f"流程引擎不再保存工作流、照旧的案卷{len(report.gone)}件：{listed(report.gone[:5])}"


def rehearsed(report: "Rehearsed") -> Iterable[RenderableType]:
    """Return what a proposed law would do, part by part; nothing was changed."""
    yield f"预演：法律版本 {report.edition_before} → {report.edition}，没有作任何改动"
    yield f"不同的文件：{listed(report.files) or '无'}"
    yield f"不同的规定：{listed(report.provisions) or '无'}"
    yield f"未归档案卷{report.cases}件，其中{len(report.changed)}件会改变"
    yield from report.failed
    if report.rules:
        yield _rules_table(report)
    for difference in report.changed:
        yield from _case(difference)


def _case(difference: Difference) -> Iterable[RenderableType]:
    yield f"\n{kind_of(difference.file_no).label} {difference.file_no}"
    if difference.stage:
        yield f"  阶段：{difference.stage[0]} → {difference.stage[1]}"
    for row in difference.terms:
        yield f"  {CHANGES[row.change]}：{row.name}（{row.key}）{_days(row)}，{_basis(row)}"
    for name, title in LISTS.items():
        for one in getattr(difference, name):
            yield f"  {title}：{one}"


def _moved_table(cases: Sequence["FileMoved"], title: str) -> Table:
    table = Sheet(title, "案卷", "期限", "编号", "原最后一日", "现最后一日", "依据")
    for case in cases:
        for row in case.terms:
            table.add_row(case.file_no, row.name, row.key, before(row), after(row), row.citation)
    return table


def _rules_table(report: "Rehearsed") -> Table:
    table = Sheet("按规则汇总", "规则", "名称", "案卷", "期限", "提前", "推后", "其他")
    for row in report.rules:
        table.add_row(
            row.rule, row.name, str(row.cases), str(row.terms), str(row.earlier), str(row.later), str(row.otherwise)
        )
    return table


def before(row: Moved) -> str:
    """Return the last day a term had."""
    return "无" if row.change == "added" else _day(row.before, row.provisional_before)


def after(row: Moved) -> str:
    """Return the last day a term has now."""
    return "无" if row.change == "gone" else _day(row.after, row.provisional_after)


def _day(last: date | None, bounds: tuple[date | None, date | None]) -> str:
    """Return a last day, or its bounds while they differ."""
    if last is None:
        return "中止计算"
    earliest, latest = bounds
    return str(last) if earliest == latest else f"{earliest}～{latest or '待定'}（暂定）"


def _days(row: Moved) -> str:
    old, new = before(row), after(row)
    days = f"最后一日 {new}" if old == new else f"最后一日 {old} → {new}"
    if row.state_before in ("", row.state_after) or not row.state_after:
        return days
    return f"{days}，{TERM_STATE_NAMES[row.state_before]} → {TERM_STATE_NAMES[row.state_after]}"


def _basis(row: Moved) -> str:
    return row.citation if row.citation_before in ("", row.citation) else f"{row.citation_before} → {row.citation}"
