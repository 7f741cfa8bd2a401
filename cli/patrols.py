"""`gridcase patrol`: what the plan has, which rounds are due, laying one on, what was covered, the schedules."""

import asyncio
from datetime import datetime
from typing import Annotated

import typer

from cli.acting import Key, done
from cli.remote import AsRole, remote
from cli.rendering import listing
from cli.running import connected
from cli.speech import App, JsonFlag, Spoken, as_json, out, say
from cli.words import maybe_day
from database import schema
from database.connection import connect
from models.values import CIVIL
from registry.patrols import Patrols
from settings import CASES, Settings
from workflows.schedules import Kept, keep_schedules

patrol_app = App(cls=Spoken, no_args_is_help=True, help="网格巡查：计划、当日任务、下达、覆盖情况。")

Within = Annotated[str | None, typer.Option("--within", metavar="网格", help="只看这个网格之内的，名称或者编码。")]
On = Annotated[str | None, typer.Option("--on", metavar="日期", help="哪一天，不写即今天。")]
POINTS = {"place": "网格", "point": "点位", "name": "名称", "every": "间隔（日）", "reason": "类别"}
DUE = {"place": "网格", "file_no": "巡查", "points": "点位", "stage_name": "阶段", "left": "未巡查", "problem": "说明"}
COVERED = {
    "place": "网格",
    "planned": "计划次数",
    "rounds": "开展次数",
    "points": "点位",
    "seen": "已巡查",
    "explained": "已说明",
    "missed": "漏巡",
    "findings": "发现问题",
}


@patrol_app.command("plan", help="巡查点位和间隔：服务规范，不是法定要求。")
def plan(within: Within = None, on: On = None, role: AsRole = None, json_: JsonFlag = False) -> None:
    """List the points of grids and how often each is seen."""
    with remote(role) as api:
        answer = api.get("/v1/patrols/plan", {"within": within, "on": maybe_day(on)})
    if json_:
        as_json(answer)
        return
    rows = [{**one, **point} for one in answer for point in one["points"]]
    out().print(listing(rows, POINTS, answer[0]["basis"] if answer else "巡查计划"))


@patrol_app.command("due", help="当日须开展的巡查，已下达的写编号，漏巡的写点位数。")
def due(within: Within = None, on: On = None, role: AsRole = None, json_: JsonFlag = False) -> None:
    """List the rounds that the plan has on a day."""
    with remote(role) as api:
        answer = api.get("/v1/patrols/due", {"within": within, "on": maybe_day(on)})
    if json_:
        as_json(answer)
        return
    out().print(listing([{**one, "left": len(one["missed"]) or ""} for one in answer], DUE, "当日巡查"))


@patrol_app.command("open", help="下达一个网格当日的巡查；同一网格同一日只下达一次。")
def open_(
    grid: Annotated[str, typer.Option("--grid", metavar="网格", help="三级网格的名称或者编码。")],
    on: On = None,
    reason: Annotated[str, typer.Option("--reason", help="计划没有而确需巡查的理由；巡查全部点位。")] = "",
    key: Key = None,
    role: AsRole = None,
    json_: JsonFlag = False,
) -> None:
    """Lay on a round."""
    with remote(role, usual="officer") as api:
        done(api, "/v1/patrols", {"grid": grid, "on": maybe_day(on), "reason": reason}, key, json_=json_)


@patrol_app.command("coverage", help="一段时间内各网格的巡查覆盖情况。")
def coverage(
    since: Annotated[str, typer.Option("--since", metavar="日期", help="从哪一天起。")],
    until: Annotated[str, typer.Option("--until", metavar="日期", help="到哪一天止。")],
    within: Within = None,
    role: AsRole = None,
    json_: JsonFlag = False,
) -> None:
    """Count what was seen of what was planned."""
    asked = {"since": maybe_day(since), "until": maybe_day(until), "within": within}
    with remote(role) as api:
        answer = api.get("/v1/patrols/coverage", asked)
    if json_:
        as_json(answer)
        return
    out().print(listing(answer, COVERED, "巡查覆盖情况"))


@patrol_app.command("schedules", help="使各网格的巡查定时任务与登记簿一致；可以反复运行，一致的不动。")
def schedules(json_: JsonFlag = False) -> None:
    """Make, put right and end the Schedules; the worker does the same when it starts."""
    kept = asyncio.run(_keep(Settings.from_env()))
    if json_:
        as_json({"made": kept.made, "changed": kept.changed, "ended": kept.ended})
        return
    say(f"巡查定时任务：新建{kept.made}个，更改{kept.changed}个，撤销{kept.ended}个")


async def _keep(settings: Settings) -> Kept:
    database = connect(settings.database_url)
    try:
        schema.upgrade(database)
        grids = Patrols(database).grids(datetime.now(CIVIL).date())
        return await keep_schedules(await connected(settings), [grid.id for grid in grids], task_queue=CASES)
    finally:
        database.dispose()
