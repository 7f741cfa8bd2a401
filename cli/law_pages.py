"""The law on the terminal: rules in a table, one rule through time, a year's days off."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from rich.cells import cell_len
from rich.table import Table

from cli.sheet import Sheet
from law.articles import Article
from law.calendar import Calendar
from law.catalogue import Cited
from law.chinese import day, listed
from law.edition import Law
from law.granting import told_extension
from law.guard_texts import Basis, GuardText
from law.guards import Guard
from law.instruments import GRADE_NAMES, SUSPENSION_NAMES, UNIT_NAMES, Limit
from law.matrix import Trace
from law.notices import Notice

SENSES = {"within": "", "at_least": "不少于", "at_least_before": "提前不少于"}
TESTS_SHOWN = 3
HANG = 4
"""How far a name hangs in that goes on below, where the screen has room for it."""


SIDES = {
    "again": "再次延长",
    "banned_pesticide": "使用禁用农药",
    "correction_order": "责令改正决定书",
    "daily_penalty": "按日连续处罚决定书",
    "decision": "处罚决定书",
    "delegation": "委托",
    "eia_stop_order_ignored": "未批先建拒不停止建设",
    "evasion": "逃避监管排污",
    "expired": "证件过期",
    "farmland_discharge": "向农用地排放",
    "hearing": "听证",
    "hearing_chair": "听证主持人",
    "highest": "择一重处",
    "legal_reviewer": "法制审核人员",
    "mitigation": "减轻处罚",
    "on_the_spot": "当场处罚",
    "order": "责令改正",
    "original": "原期限",
    "pending": "尚未审核或者讨论",
    "recheck": "复查",
    "refusal": "拒不改正",
    "restriction": "限产、停产决定书",
    "reviewer": "审核人员",
    "seizure": "查封、扣押决定书",
    "shown": "出示证件",
    "soil_measures_refused": "拒不采取土壤防控措施",
    "solid_waste": "固体废物",
    "stale": "审核或者讨论之后情况有变",
    "unlicensed_stop_order_ignored": "无证排污拒不停止",
    "voter": "参加表决的负责人",
}
"""The sides of guards, as pages name them."""


def rules_table(rows: Iterable[Cited], title: str) -> Table:
    """Return provisions, one a line."""
    table = Sheet(title, "编号、名称", "依据、期限", "施行、核对等级")
    for cited in rows:
        told = f"{cited.shown}\n{limits(cited)}".rstrip()
        table.add_row(f"{cited.rule}\n{cited.name}", told, f"{span(cited)}\n{cited.grade}")
    return table


def rule_page(cited: Cited) -> str:
    """Return everything the catalogue says of one provision, line by line."""
    provision = cited.provision
    lines = {
        "施行": span(cited),
        "期限": limits(cited),
        "起算": provision.start,
        "终止": provision.end,
        "扣除": listed(f"{SUSPENSION_NAMES[ground]}（{ground}）" for ground in provision.suspends),
        "延长": listed(f"{told_extension(one)}{f'（{one.key}）' if one.key else ''}" for one in provision.extensions),
        "数额": listed(f"{name} = {value}" for name, value in provision.values.items()),
        "顺延": "末日遇节假日顺延" if cited.rolls else "末日遇节假日不顺延",
        "逾期后果": provision.consequence,
        "同时依据": listed(provision.also),
        "说明": provision.note,
        "核对等级": f"{cited.grade}（{GRADE_NAMES[cited.grade]}），来源{listed(provision.sources)}",
    }
    if not provision.limits:
        del lines["顺延"]
    head = f"{cited.name}（{cited.rule}）：{cited.shown}\n《{cited.title}》{cited.instrument_text.number}"
    return "\n".join([head, *(f"  {name}：{text}" for name, text in lines.items() if text)])


def article_page(entry: Article, law: Law) -> str:
    """Return what an article that acts cite says through time, and how well each text was verified."""
    rows = []
    for one in entry.basis:
        first, last = one.span(law.catalogue.instruments[one.instrument])
        until = "起" if last == date.max else f"至{last}"
        rows.append(f"  依据：{law.cite(entry.id, first)}，{first}{until}，核对等级{one.grade or entry.grade}")
    note = [f"  说明：{entry.note}"] if entry.note else []
    grade = f"  核对等级：{entry.grade}（{GRADE_NAMES[entry.grade]}），来源{listed(entry.sources)}"
    return "\n".join([f"{entry.name}（{entry.id}）", *dict.fromkeys(rows), *note, grade])


def version_data(cited: Cited) -> dict[str, Any]:
    """Return a provision as plain data."""
    own = cited.provision.model_dump(mode="json")
    return {
        **own,
        "instrument": cited.instrument,
        "title": cited.title,
        "citation": cited.citation,
        "rolls": cited.rolls,
        "since": cited.since.isoformat(),
        "until": cited.until.isoformat() if cited.until else None,
    }


def matrix_page(found: Mapping[str, Trace], citations: Mapping[str, str], width: int) -> str:
    """Return articles, functions and tests of each id, one under the other: their names are longer than a column."""
    return "\n\n".join(
        "\n".join(
            [
                f"{key}：{citations[key]}",
                *_named("函数", one.functions, width),
                *_named("测试", _some(one.tests), width),
            ]
        )
        for key, one in found.items()
    )


def _some(tests: list[str]) -> list[str]:
    more = [f"等{len(tests)}项"] if len(tests) > TESTS_SHOWN else []
    return [*tests[:TESTS_SHOWN], *more]


def _named(title: str, names: Iterable[str], width: int) -> Iterable[str]:
    """Yield names with their title; one too long for the screen goes on at its last dot."""
    for name in names:
        line = f"  {title}：{name}"
        where, _, last = name.rpartition(".")
        hang = max(min(HANG, width - cell_len(last)), 0)
        yield line if cell_len(line) <= width else f"  {title}：{where}.\n{' ' * hang}{last}"


def guard_page(text: GuardText, guard: Guard) -> str:
    """Return the articles behind a guard through time, and the function that asks it."""
    rows = [
        f"  依据：{text.cited(one)}，{_basis_span(one)}{f'（{SIDES[one.side]}）' if one.side else ''}"
        for one in text.basis
    ]
    asked = f"{guard.function.__module__}.{guard.function.__name__}"
    grade = f"  核对等级：{text.grade}（{GRADE_NAMES[text.grade]}），来源{listed(text.sources)}"
    note = [f"  说明：{text.note}"] if text.note else []
    return "\n".join([f"{text.name}（{text.id}）", *rows, f"  函数：{asked}", *note, grade])


def _basis_span(basis: Basis) -> str:
    """Return the days on which an article stood behind a guard."""
    if basis.since is None:
        return f"至{basis.until}" if basis.until else "该文件施行期间"
    return f"{basis.since}至{basis.until}" if basis.until else f"{basis.since}起"


def notice_table(notice: Notice) -> Table:
    """Return a year's days off and working weekends as the notice arranges them."""
    table = Sheet(f"《{notice.title}》{notice.number}（{day(notice.issued)}）", "节日", "放假", "上班的周末")
    for one in notice.holidays:
        table.add_row(one.name, _run(one.first, one.last), listed(map(str, one.working)) or "无")
    table.caption = notice.note or None
    return table


def untold_table(calendar: Calendar, year: int) -> Table:
    """Return what is certain of a year whose notice is not out."""
    number = calendar.statutory.text[-1].number
    table = Sheet(f"{year}年的节假日安排通知尚未公布，以下为法定节日（{number}）", "节日", "法定假日")
    for name, days in calendar.statutory.holidays(year).items():
        table.add_row(name, _run(days[0], days[-1]))
    moving = sum(one.year == year for one in calendar.statutory.open_days(year))
    table.caption = f"另有{moving}日可能因调休改变；期限落在其间的，给出最早和最迟两个日期。"
    return table


def limits(cited: Cited) -> str:
    """Return the amounts of a provision in Chinese."""
    return listed(_limit(one) for one in cited.provision.limits)


def _limit(limit: Limit) -> str:
    variant = f"（{limit.label or limit.variant}）" if limit.variant else ""
    key = f"[{limit.variant}]" if limit.variant else ""
    return f"{SENSES[limit.sense]}{limit.amount}{UNIT_NAMES[limit.unit]}{variant}{key}"


def span(cited: Cited) -> str:
    """Return when a provision was in force."""
    return f"{cited.since}至{cited.until}" if cited.until else f"{cited.since}起"


def _run(first: date, last: date) -> str:
    return str(first) if first == last else f"{first}至{last}"
