"""`gridcase calendar`: the years of work and holidays, and a new holiday notice brought in while cases run."""

from collections.abc import Iterable
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Annotated

import typer

from cli.files import write_whole
from cli.law_in_force import law_in_force
from cli.law_input import refusals
from cli.law_pages import notice_table, untold_table
from cli.speech import App, Exit, Failed, JsonFlag, Spoken, as_json, out, say, show_parts
from law import edition
from law.calendar import Calendar
from law.chinese import day as told_day
from law.chinese import listed
from law.notices import read_notice
from law.publishing import Publication, proposed, refuse_misfit
from settings import Settings

calendar_app = App(cls=Spoken, help="查阅、发布国务院节假日安排。", no_args_is_help=True)

PUBLISHING = "cli.publishing"
"""Loaded when it is needed: it brings the database and Temporal with it."""

NoticeFile = Annotated[Path, typer.Argument(metavar="文件", help="新的节假日安排（TOML）。")]
Into = Annotated[
    Path | None, typer.Option("--into", help="开发用：只把文件写入这个文件夹，不动正在运行的案卷。", show_default=False)
]
Patience = Annotated[
    float, typer.Option("--patience", min=1, metavar="秒", help="连续多少秒没有案卷完成重新计算，就不再等待。")
]


@calendar_app.command("show", help="查看一年的放假和调休。")
def show_year(year: Annotated[int, typer.Argument(metavar="年份", help="如 2026。")], json_: JsonFlag = False) -> None:
    """Show a year's days off and working weekends."""
    calendar = law_in_force().calendar
    first, last = calendar.first.year, calendar.last.year
    if not first <= year <= last:
        raise Failed(Exit.NOT_FOUND, f"工作日历只有{first}年至{last}年")
    notices = [one for one in calendar.notices if one.year == year]
    if json_:
        statutory = {name: [str(on) for on in days] for name, days in calendar.statutory.holidays(year).items()}
        as_json({"year": year, "notices": [one.model_dump(mode="json") for one in notices], "statutory": statutory})
        return
    for notice in notices:
        out().print(notice_table(notice))
    if not any(one.annual for one in notices):
        out().print(untold_table(calendar, year))


@calendar_app.command("publish", help="发布一份新的节假日安排：正在运行的案卷全部重新计算，并报告哪些期限因此改变。")
def publish(file: NoticeFile, into: Into = None, patience: Patience = 60, json_: JsonFlag = False) -> None:
    """Bring a new holiday notice in, and have every open case judged by it."""
    with refusals():
        if into is not None:
            _write_into(into, file)
            return
        refuse_misfit(read_notice(file), edition.shipped().calendar)
        report = import_module(PUBLISHING).publish(Settings.from_env(), file, patience)
    if json_:
        as_json(report.model_dump(mode="json"))
    else:
        show_parts(import_module("cli.law_reports").published(report))
    if report.unanswered:
        some = listed(list(report.unanswered)[:3])
        sentence = f"{len(report.unanswered)}件案卷没有完成重新计算（{some}等）；通知已经生效，可以再次运行同一命令"
        raise Failed(Exit.AWAY, sentence)


def _write_into(folder: Path, file: Path) -> None:
    if not folder.is_dir():
        raise Failed(Exit.USAGE, f"没有文件夹 {folder}")
    done = proposed(file, Calendar.read(folder))
    target = folder / done.notice.file_name
    write_whole(target, file.read_bytes())
    say(f"已发布《{done.notice.title}》{done.notice.number}，写入 {target.name}")
    say(f"此前已知至{told_day(done.before.last_known)}，现已知至{told_day(done.after.last_known)}")
    say(f"与原先推定不同的日期：{_days(done)}")


def _days(done: Publication) -> str:
    days: Iterable[date] = done.changed
    return listed(told_day(one) for one in days) or "无"
