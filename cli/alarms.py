"""`gridcase alarm`: monitoring alarms taken in by hand, and the open cases that one could be joined to."""

from typing import Annotated

import typer

from cli.acting import At, Key, Place, Pollution, done
from cli.cases import FileNo
from cli.lists import show
from cli.remote import AsRole, remote
from cli.speech import App, JsonFlag, Spoken
from cli.words import when

alarm_app = App(cls=Spoken, no_args_is_help=True, help="监测报警：人工录入，查看可以并入的在办案件。")

CASES = {"file_no": "案件", "stage_name": "阶段", "unit": "单位", "opened_at": "开立", "reasons": "理由"}


@alarm_app.command("take", help="录入监测报警：同一排放口、同一污染物持续的超标并为一件。")
def take(
    point: Annotated[str, typer.Option("--point", help="排放口或者点位的编号。")],
    pollution: Pollution,
    pollutant: Annotated[str, typer.Option("--pollutant", help="超标的污染物，如 二氧化硫。")],
    value: Annotated[str, typer.Option("--value", help="超标期间的最高值。")],
    limit: Annotated[str, typer.Option("--limit", help="适用的限值。")],
    measured_in: Annotated[str, typer.Option("--in", help="计量单位，如 mg/m³。")],
    began_at: Annotated[str, typer.Option("--from", help="开始超标的时刻，如 2026-03-02T09:00。")],
    ended_at: Annotated[str | None, typer.Option("--until", help="回到限值以内的时刻；仍在超标的不写。")] = None,
    uscc: Annotated[str, typer.Option("--uscc", help="排污单位的统一社会信用代码；不是排放口的不写。")] = "",
    grid: Annotated[str, typer.Option("--grid", help="监测点所在的网格；写了 --uscc 的不必写。")] = "",
    source: Annotated[
        str, typer.Option("--source", help="automatic 自动监测，sensor 传感器，station 站点。")
    ] = "automatic",
    data_mark: Annotated[str, typer.Option("--mark", help="数据标记：none、device 无效、operation 工况。")] = "none",
    floor: Annotated[bool, typer.Option("--floor", help="限值是下限，如 pH 的下限。")] = False,
    place: Place = "",
    at: At = None,
    key: Key = None,
    role: AsRole = None,
    json_: JsonFlag = False,
) -> None:
    """Take an alarm in by hand."""
    measured = {"pollutant": pollutant, "value": value, "limit": limit, "measured_in": measured_in, "is_floor": floor}
    told = {"point": point, "uscc": uscc, "grid": grid, "place": place, "source": source, "data_mark": data_mark}
    span = {"began_at": began_at, "ended_at": ended_at}
    with remote(role, usual="clerk") as api:
        body = {"pollution": pollution, **measured, **told, **span, **when(None, at)}
        done(api, "/v1/alarms", body, key, json_=json_)


@alarm_app.command("cases", help="这件报警可以并入的在办案件，和理由；并入用 gridcase act … join_alarm_to_case。")
def cases(file_no: FileNo, role: AsRole = None, json_: JsonFlag = False) -> None:
    """List the open cases that an alarm could be joined to."""
    with remote(role, usual="officer") as api:
        answer = api.get(f"/v1/alarms/{file_no}/cases")
    rows = answer if json_ else [{**row, "reasons": "；".join(row["reasons"])} for row in answer]
    none = "没有同一当事人或者同一网格、同一类污染的在办案件；请转案件查处（open_case_of_alarm）"
    show(rows, CASES, "可以并入的在办案件", none, json_=json_)
