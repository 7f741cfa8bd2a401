"""`gridcase term`, `gridcase law …`, `gridcase calendar …`: the law asked by itself, without a running system."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperCommand

from cli.speech import Exit, Failed, JsonFlag, as_json, out
from law.calendar import Calendar
from law.catalogue import CALENDARS, Catalogue, NotInForce, UnknownRule, clashes
from law.chinese import day as told_day
from law.chinese import listed
from law.explain import explain
from law.granting import checked, granted
from law.guards import GUARDS
from law.matrix import trace
from law.notices import Notice, against_statute, read_notice
from law.reading import Malformed
from law.refusals import Refused, Unclear
from models.values import CIVIL

ROOT = Path(__file__).parents[1]
SATURDAY = 5
On = Annotated[str | None, typer.Option("--on", help="只看这一天施行的，如 2026-08-15。")]
Rule = Annotated[str, typer.Argument(metavar="规则", help="规则编号，见 gridcase law list。")]
Folder = Annotated[Path, typer.Option("--into", help="放假安排文件所在的文件夹。")]

law_app = typer.Typer(help="查阅规则目录：全部规则，一条规则的历次规定，条文与函数、测试的对照。", no_args_is_help=True)
calendar_app = typer.Typer(help="查阅和发布国务院节假日安排。", no_args_is_help=True)


class TermCommand(TyperCommand):
    """The command `term`: `--extend` may stand alone, and then means the next extension the provision allows."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:  # noqa: ANN401  typer's own context
        """Put an empty key behind each `--extend` that has none."""
        whole: list[str] = []
        for word, following in zip(args, [*args[1:], "--"], strict=True):
            whole.append(word)
            if word == "--extend" and following.startswith("-"):
                whole.append("")
        return super().parse_args(ctx, whole)


def mount(app: typer.Typer) -> None:
    """Add `term`, `law` and `calendar` to the main command."""
    app.command("term", cls=TermCommand)(term)
    app.add_typer(law_app, name="law")
    app.add_typer(calendar_app, name="calendar")


def term(
    rule: Rule,
    start: Annotated[
        str, typer.Option("--start", help="起算日，如 2026-09-30；以小时计的写时刻，如 2026-09-30T17:30。")
    ],
    conduct: Annotated[str | None, typer.Option("--conduct", help="违法行为发生之日，实体规定按行为时。")] = None,
    suspend: Annotated[
        list[str] | None, typer.Option("--suspend", help="扣除期间，起..止:事由；未结束的不写止。")
    ] = None,
    extend: Annotated[
        list[str] | None, typer.Option("--extend", metavar="[代号]", help="已经批准的延长，可以重复写。")
    ] = None,
    case: Annotated[str, typer.Option("--case", help="情形，见 gridcase law show。")] = "",
    at: Annotated[str | None, typer.Option("--at", help="截至哪一天，不写即今天。")] = None,
    proof: Annotated[Path | None, typer.Option("--proof", help="把期限证明写入这个文件。")] = None,
    json_: JsonFlag = False,
) -> None:
    """计算一个法定期限：最后一日、剩余日数、所依据的条文和逐日推算。"""
    with _refusals():
        begun = _moment(start)
        acted = _day(conduct) if conduct else None
        looked_at = _day(at) if at else datetime.now(CIVIL).date()
        cited = _provision(rule, _civil(begun), acted, case)
        stops = checked(cited, [_suspended(text) for text in suspend or ()])
        more = granted(cited, extend or ())
        told = explain(cited, case, begun, Calendar.load(), suspended=stops, extended=more, at=looked_at)
        if proof is not None:
            _write_proof(proof, told, case, acted)
    if json_:
        as_json(told.as_data())
    else:
        typer.echo(told.text)


@law_app.command("list")
def list_rules(
    on: On = None,
    instrument: Annotated[str, typer.Option("--instrument", help="只看这一文件的，写代码。")] = "",
    json_: JsonFlag = False,
) -> None:
    """列出全部规则。"""
    with _refusals():
        law = Catalogue.load()
        day = _day(on) if on else None
        code = law.instrument(instrument).code if instrument else ""
        rows = [
            cited
            for versions in law.rules.values()
            for cited in versions
            if (day is None or cited.in_force(day)) and code in ("", cited.instrument)
        ]
    if json_:
        as_json([_version(cited) for cited in rows])
        return
    table = _table(
        f"规则目录（{len({cited.rule for cited in rows})}条规则，{len(rows)}项规定，版本{law.edition}）",
        "编号",
        "名称",
        "依据",
        "期限",
        "施行",
        "核对等级",
    )
    for cited in rows:
        table.add_row(cited.rule, cited.name, cited.citation, _limits(cited), _span(cited), str(cited.grade))
    out().print(table)


@law_app.command("show")
def show_rule(rule: Rule, json_: JsonFlag = False) -> None:
    """查看一条规则的历次规定。"""
    with _refusals():
        versions = Catalogue.load().through_time(rule)
    if json_:
        as_json([_version(cited) for cited in versions])
        return
    for cited in versions:
        typer.echo("\n".join(_page(cited)) + "\n")


@law_app.command("matrix")
def show_matrix(json_: JsonFlag = False) -> None:
    """对照条文、函数和测试。"""
    law = Catalogue.load()
    found = trace(ROOT, law.rules, GUARDS)
    citations = {
        rule: listed(dict.fromkeys(cited.citation for cited in versions)) for rule, versions in law.rules.items()
    }
    citations |= {key: listed(dict.fromkeys(one.citation for one in guard.text.basis)) for key, guard in GUARDS.items()}
    if json_:
        as_json(
            {
                key: {"citations": citations[key], "functions": one.functions, "tests": one.tests}
                for key, one in found.items()
            }
        )
        return
    table = _table("条文、函数、测试对照", "编号", "条文", "函数", "测试")
    for key, one in found.items():
        table.add_row(
            key,
            citations[key],
            "\n".join(one.functions),
            "\n".join(one.tests[:3] + [f"等{len(one.tests)}项"] * (len(one.tests) > 3)),
        )
    out().print(table)


@law_app.command("check")
def check_law(folder: Annotated[Path, typer.Argument(metavar="文件夹", help="规则目录所在的文件夹。")]) -> None:
    """检查一套规则目录，指出有误的文件、行和项。"""
    with _refusals():
        if not folder.is_dir():
            raise Failed(Exit.USAGE, f"没有文件夹 {folder}。")
        home = folder / "statute" if (folder / "statute").is_dir() else folder
        calendars = home.parent / "calendars"
        law = Catalogue.read(home, calendars if calendars.is_dir() else CALENDARS)
        if calendars.is_dir():
            Calendar.read(calendars)
        doubled = clashes(law)
        if doubled:
            raise Failed(Exit.REFUSED, "；".join(doubled))
    count = sum(len(versions) for versions in law.rules.values())
    typer.echo(
        f"规则目录无误：{len(law.instruments)}部文件，{len(law.rules)}条规则，{count}项规定，版本{law.edition}。"
    )


@calendar_app.command("show")
def show_year(year: Annotated[int, typer.Argument(metavar="年份")]) -> None:
    """查看一年的放假和调休。"""
    calendar = Calendar.load()
    if not calendar.first.year <= year <= calendar.last.year:
        raise Failed(Exit.NOT_FOUND, f"工作日历只有{calendar.first.year}年至{calendar.last.year}年。")
    notices = [one for one in calendar.notices if one.year == year]
    for notice in notices:
        out().print(_arrangement(notice))
    if not any(one.annual for one in notices):
        out().print(_untold(calendar, year))


@calendar_app.command("publish")
def publish(
    file: Annotated[Path, typer.Argument(metavar="文件", help="新的放假安排（TOML）。")], into: Folder = CALENDARS
) -> None:
    """发布一份新的放假安排。"""
    with _refusals():
        notice = read_notice(file)
        calendar = Calendar.read(into)
        _fits(notice, calendar)
        target = into / (f"{notice.year}.toml" if notice.annual else f"{notice.issued}.toml")
        if target.exists():
            raise Failed(Exit.REFUSED, f"{target.name}已经存在，没有改动。")
        _write(target, file.read_text(encoding="utf-8"))
    after = calendar.with_notice(notice)
    days = [
        date.fromordinal(n)
        for n in range(calendar.plain.base, calendar.plain.end + 1)
        if calendar.plain.worked(n) != after.plain.worked(n)
    ]
    typer.echo(
        f"已发布《{notice.title}》{notice.number}，写入{target.name}；有{len(days)}日的安排因此改变：{listed(map(told_day, days)) or '无'}。"
    )
    typer.echo(
        f"版本：{Catalogue.read(into.parent / 'statute', into).edition if (into.parent / 'statute').is_dir() else '—'}"
    )


def _fits(notice: Notice, calendar: Calendar) -> None:
    """Refuse a notice that contradicts the statute or comes twice."""
    faults = against_statute(notice, calendar.statutory)
    if faults:
        raise Failed(Exit.REFUSED, f"通知与《全国年节及纪念日放假办法》不符：{'；'.join(faults)}。没有改动。")
    if notice.annual and any(one.annual and one.year == notice.year for one in calendar.notices):
        raise Failed(Exit.REFUSED, f"{notice.year}年的年度通知已经发布，没有改动；变更请另行发布（annual = false）。")


@contextmanager
def _refusals() -> Iterator[None]:
    """Turn every no of the law into a sentence and an exit code."""
    try:
        yield
    except (UnknownRule, NotInForce) as no:
        raise Failed(Exit.NOT_FOUND, no.sentence) from no
    except Unclear as no:
        raise Failed(Exit.USAGE, str(no)) from no
    except Refused as no:
        raise Failed(Exit.REFUSED, str(no)) from no
    except Malformed as no:
        raise Failed(Exit.USAGE, f"{no}。没有改动。") from no
