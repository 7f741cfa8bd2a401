"""`gridcase polluter`: the files of polluters (一企一档), found by name, code or address, and one of them whole."""

import re
from typing import Annotated, Any
from urllib.parse import quote

import typer
from rich.console import Group

from cli.lists import show
from cli.remote import AsClerk, remote
from cli.rendering import listing
from cli.speech import App, JsonFlag, Spoken, as_json, out
from cli.words import maybe_day
from registry.entries import CATEGORY_NAMES, OUTCOME_NAMES, OUTLET_NAMES, RISK_NAMES

polluter_app = App(
    cls=Spoken, no_args_is_help=True, help="一企一档：查找污染源，查看许可、排放口、案件、文书和检查频次。"
)

GRID_CODE = re.compile(r"4304([0-9]{2}([0-9]{3})?)?")

LISTED = {
    "uscc": "统一社会信用代码",
    "name": "名称",
    "address": "地址",
    "grid": "网格",
    "category": "管理类别",
    "risk": "风险",
}
POINTS = {"code": "编号", "kind": "类型", "name": "名称", "monitored": "自动监测"}
FILES = {"file_no": "案卷", "stage_name": "阶段", "opened_at": "开立"}
DOCUMENTS = {"dated": "日期", "title": "文书", "number": "文号", "file_no": "案卷"}
VISITS = {"on": "日期", "label": "检查", "file_no": "案卷"}
CHECKED = {"inspected_on": "日期", "outcome": "结果", "draw": "抽查", "file_no": "案卷"}


@polluter_app.command("list", help="按名称、统一社会信用代码、地址查找污染源，写一部分即可。")
def find(
    name: Annotated[str, typer.Argument(metavar="名称", help="名称或者其中一部分；不写即全部。")] = "",
    uscc: Annotated[str, typer.Option(help="统一社会信用代码或者其前几位。")] = "",
    address: Annotated[str, typer.Option(help="地址或者其中一部分。")] = "",
    grid: Annotated[str | None, typer.Option(help="只列这个网格之内的。")] = None,
    role: AsClerk = None,
    json_: JsonFlag = False,
) -> None:
    """Find polluters."""
    with remote(role, usual="clerk") as api:
        answer = api.get("/v1/polluters", {"name": name, "uscc": uscc, "address": address, "grid": grid})
    rows = answer if json_ else [_told(row) for row in answer]
    show(rows, LISTED, "污染源", _nothing(name, narrowed=bool(name or uscc or address or grid)), json_=json_)


@polluter_app.command("show", help="一个污染源的档案。")
def show_one(
    number: Annotated[str, typer.Argument(metavar="代码", help="统一社会信用代码，或者当事人编号。")],
    on: Annotated[str | None, typer.Option("--on", metavar="日期", help="哪一天的，不写即今天。")] = None,
    role: AsClerk = None,
    json_: JsonFlag = False,
) -> None:
    """Show the whole file of a polluter."""
    with remote(role, usual="clerk") as api:
        answer = api.get(f"/v1/polluters/{quote(number, safe='')}", {"on": maybe_day(on)})
    if json_:
        as_json(answer)
        return
    own, record = answer["polluter"], answer["record"]
    head = [
        f"{own['name']}　{own['uscc']}",
        f"{answer['place']}　{own['address']}",
        f"{CATEGORY_NAMES[own['category']]}　许可证 {own['permit'] or '无'}　风险{RISK_NAMES[own['risk']]}",
        f"每年检查 {answer['frequency']['times']} 次（{'；'.join(answer['frequency']['reasons'])}）",
        answer["frequency"]["norm"],
        *[f"特殊网格：{'、'.join(one['name'] for one in answer['special'])}"] * bool(answer["special"]),
    ]
    tables = (
        ([_outlet(row) for row in answer["points"]], POINTS, "排放口"),
        (record["files"], FILES, "案卷"),
        (record["documents"], DOCUMENTS, "文书"),
        (record["visits"], VISITS, "现场检查"),
        ([_checked(one) for one in answer["inspections"]], CHECKED, "双随机抽查"),
    )
    out().print(Group(*head, *(listing(rows, columns, title) for rows, columns, title in tables if rows)))


def _nothing(name: str, *, narrowed: bool) -> str:
    """Say that nobody is on file, or nobody such; a grid's code that was typed as a name is one for `--grid`."""
    if GRID_CODE.fullmatch(name):
        return f"没有名称含有“{name}”的污染源；按网格编码查找请写 --grid {name}"
    if narrowed:
        return "没有符合条件的污染源；不写条件即列出全部已建档的污染源"
    return "还没有已建档的污染源；建档用 gridcase registry import（“污染源”表）"


def _told(row: dict[str, Any]) -> dict[str, Any]:
    return {**row, "category": CATEGORY_NAMES[row["category"]], "risk": RISK_NAMES[row["risk"]]}


def _checked(one: dict[str, Any]) -> dict[str, Any]:
    return {**one["result"], "draw": one["draw"], "outcome": OUTCOME_NAMES[one["result"]["outcome"]]}


def _outlet(row: dict[str, Any]) -> dict[str, Any]:
    return {**row, "kind": OUTLET_NAMES[row["kind"]], "monitored": "是" if row["monitored"] else "否"}
