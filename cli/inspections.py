"""`gridcase inspection`: random inspections drawn from a published seed, shown, and their results entered."""

from datetime import datetime
from typing import Annotated, Any

import typer

from cli.acting import Key
from cli.lists import show
from cli.remote import AsRole, remote
from cli.rendering import listing
from cli.speech import App, Exit, Failed, JsonFlag, Spoken, as_json, out, say
from cli.words import day
from console.file_view import moment
from registry.entries import DRAWN_CATEGORIES, OUTCOME_NAMES

inspection_app = App(
    cls=Spoken, no_args_is_help=True, help="双随机抽查：按公布的种子抽取对象和人员，查看，录入并公开结果。"
)

DRAWS = {"id": "抽查", "category": "类别", "seed": "种子", "drawn_at": "抽取", "drawn": "对象"}
DRAWN = {"object": "统一社会信用代码", "name": "名称", "officers": "执法人员", "outcome": "结果", "on": "检查日期"}
DrawId = Annotated[str, typer.Argument(metavar="抽查", help="抽查的编号，见 gridcase inspection list。")]


@inspection_app.command("draw", help="按公布的种子抽取本单位一个季度的检查对象和执法人员；只抽一次。")
def draw(
    year: Annotated[int, typer.Option("--year", help="年份。")],
    quarter: Annotated[int, typer.Option("--quarter", help="季度，1 至 4。")],
    seed: Annotated[str, typer.Option("--seed", help="事先公布的随机种子。")],
    source: Annotated[str, typer.Option("--source", help="种子在何处、何时公布。")],
    category: Annotated[str, typer.Option("--category", help="key 重点排污单位，general 一般排污单位。")] = "key",
    share: Annotated[str | None, typer.Option("--share", help="抽取比例，如 0.3；不写即按规定的比例。")] = None,
    conflict: Annotated[
        list[str] | None, typer.Option("--conflict", help="须回避的：人员编号=统一社会信用代码，可以重复写。")
    ] = None,
    key: Key = None,
    role: AsRole = None,
    json_: JsonFlag = False,
) -> None:
    """Draw objects and officers."""
    body: dict[str, Any] = {"year": year, "quarter": quarter, "category": category, "share": share}
    told = {"seed": seed, "seed_source": source, "conflicts": [_conflict(one) for one in conflict or []]}
    with remote(role, usual="head") as api:
        _show(api.post("/v1/inspections", {**body, **told}, key=key), json_=json_)


@inspection_app.command("list", help="列出抽查，新的在前。")
def list_(role: AsRole = None, json_: JsonFlag = False) -> None:
    """List the draws."""
    with remote(role, usual="head") as api:
        answer = api.get("/v1/inspections")
    rows = answer if json_ else [_row(one) for one in answer]
    show(rows, DRAWS, "双随机抽查", "还没有抽查；抽取用 gridcase inspection draw", json_=json_)


@inspection_app.command("show", help="一次抽查：种子、对象、人员和结果。")
def show_one(draw: DrawId, role: AsRole = None, json_: JsonFlag = False) -> None:
    """Show a draw."""
    with remote(role, usual="head") as api:
        _show(api.get(f"/v1/inspections/{draw}"), json_=json_)


@inspection_app.command("record", help="录入一个对象的检查结果；录入即公开，依法不予公开的写明理由。")
def record(
    draw: DrawId,
    object_: Annotated[str, typer.Option("--object", help="统一社会信用代码。")],
    on: Annotated[str, typer.Option("--on", help="检查日期。")],
    officer: Annotated[list[str], typer.Option("--officer", help="检查人员编号，可以重复写。")],
    outcome: Annotated[str, typer.Option("--outcome", help="、".join(f"{k} {v}" for k, v in OUTCOME_NAMES.items()))],
    summary: Annotated[str, typer.Option("--text", help="查明的情况。")] = "",
    file_no: Annotated[str, typer.Option("--file", help="涉嫌违法的，所开立案件的编号。")] = "",
    withheld: Annotated[str, typer.Option("--withheld", help="依法不予公开的理由。")] = "",
    key: Key = None,
    role: AsRole = None,
    json_: JsonFlag = False,
) -> None:
    """Enter what was found."""
    body = {"object": object_, "inspected_on": day(on), "officers": officer, "outcome": outcome, "summary": summary}
    with remote(role, usual="officer") as api:
        answer = api.post(
            f"/v1/inspections/{draw}/results", {**body, "file_no": file_no, "withheld": withheld}, key=key
        )
    if json_:
        as_json(answer)
    else:
        say(f"已录入：{OUTCOME_NAMES[answer['outcome']]}" + ("，不予公开" if withheld else "，已公开"))


def _conflict(said: str) -> dict[str, str]:
    officer, parted, uscc = said.partition("=")
    if not (officer and parted and uscc):
        raise Failed(Exit.USAGE, f"“{said}”应写作 人员编号=统一社会信用代码")
    return {"officer": officer, "object": uscc}


def _row(one: dict[str, Any]) -> dict[str, Any]:
    asked, at = one["asked"], moment(datetime.fromisoformat(one["drawn_at"]))
    return {
        **one,
        **asked,
        "category": DRAWN_CATEGORIES[asked["category"]],
        "drawn": f"{len(one['drawn'])}个",
        "drawn_at": at,
    }


def _show(answer: dict[str, Any], *, json_: bool) -> None:
    if json_:
        as_json(answer)
        return
    draw, results = answer["draw"], {one["object"]: one for one in answer["results"]}
    rows = [
        {
            "object": one["object"],
            "name": answer["names"][one["object"]],
            "officers": "、".join(one["officers"]) + ("（人数不足）" if one["object"] in answer["lacking"] else ""),
            "outcome": OUTCOME_NAMES[results[one["object"]]["outcome"]] if one["object"] in results else "",
            "on": results[one["object"]]["inspected_on"] if one["object"] in results else "",
        }
        for one in draw["drawn"]
    ]
    head = f"{draw['id']}　{len(draw['objects'])}个对象中抽取{len(draw['drawn'])}个，{len(draw['officers'])}名执法人员"
    out().print(listing(rows, DRAWN, head))
    say(f"种子 {draw['asked']['seed']}（{draw['asked']['seed_source']}）；比例依据：{draw['rate']['basis']}")
