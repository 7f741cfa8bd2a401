"""`gridcase term`, `gridcase law …`, `gridcase calendar …`: the law asked by itself, without a running system."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any, get_args

import typer
from typer.core import TyperCommand

from cli.law_pages import matrix_table, notice_table, rule_page, rules_table, untold_table, version_data
from cli.speech import Exit, Failed, JsonFlag, as_json, out
from law.calendar import Calendar
from law.catalogue import CALENDARS, Catalogue, Cited, NotInForce, UnknownRule, clashes
from law.chinese import day as told_day
from law.chinese import listed
from law.explain import Explanation, explain
from law.granting import checked, granted
from law.guards import GUARDS
from law.instruments import SUSPENSION_NAMES, Suspension
from law.matrix import trace
from law.proof import prove
from law.publishing import proposed
from law.reading import Malformed
from law.refusals import Refused, Unclear
from law.terms import Suspended
from models.values import CIVIL

ROOT = Path(__file__).parents[1]

Rule = Annotated[str, typer.Argument(metavar="规则", help="规则编号，见 gridcase law list。")]
Start = Annotated[str, typer.Option("--start", help="起算日 2026-09-30；以小时计的写时刻 2026-09-30T17:30。")]
Conduct = Annotated[str | None, typer.Option("--conduct", help="违法行为发生之日：实体规定适用行为时的。")]
Suspends = Annotated[list[str] | None, typer.Option("--suspend", help="扣除期间，写作 起..止:事由；未结束的不写止。")]
Extends = Annotated[list[str] | None, typer.Option("--extend", metavar="[代号]", help="已经批准的延长，可以重复写。")]
Case = Annotated[str, typer.Option("--case", help="情形，见 gridcase law show。")]
At = Annotated[str | None, typer.Option("--at", help="截至哪一天，不写即今天。")]
ProofFile = Annotated[Path | None, typer.Option("--proof", help="把期限证明写入这个文件。")]
On = Annotated[str | None, typer.Option("--on", help="只看这一天施行的。")]
Instrument = Annotated[str, typer.Option("--instrument", help="只看这一文件的，写代码，如 MEE30。")]
LawFolder = Annotated[Path, typer.Argument(metavar="文件夹", help="规则目录所在的文件夹。")]
NoticeFile = Annotated[Path, typer.Argument(metavar="文件", help="新的节假日安排（TOML）。")]
Into = Annotated[Path, typer.Option("--into", help="节假日安排所在的文件夹。", show_default=False)]

law_app = typer.Typer(help="查阅规则目录。", no_args_is_help=True)
calendar_app = typer.Typer(help="查阅、发布国务院节假日安排。", no_args_is_help=True)


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
    app.command("term", cls=TermCommand, help="计算一个法定期限：最后一日、剩余日数、依据的条文和逐日推算。")(term)
    app.add_typer(law_app, name="law")
    app.add_typer(calendar_app, name="calendar")


def term(
    rule: Rule,
    start: Start,
    conduct: Conduct = None,
    suspend: Suspends = None,
    extend: Extends = None,
    case: Case = "",
    at: At = None,
    proof: ProofFile = None,
    json_: JsonFlag = False,
) -> None:
    """Reckon a statutory term: last day, days left, the article, the derivation day by day."""
    with refusals():
        begun, acted = _moment(start), _day(conduct) if conduct else None
        cited = _provision(rule, _civil(begun), acted, case)
        stops = checked(cited, [_suspended(text) for text in suspend or ()])
        more = granted(cited, extend or ())
        looked_at = _day(at) if at else datetime.now(CIVIL).date()
        told = explain(cited, case, begun, Calendar.load(), suspended=stops, extended=more, at=looked_at)
        if proof is not None:
            _write_proof(proof, told, acted)
    if json_:
        as_json(told.as_data())
    else:
        typer.echo(told.text)


@law_app.command("list", help="列出全部规则。")
def list_rules(on: On = None, instrument: Instrument = "", json_: JsonFlag = False) -> None:
    """List all rules."""
    with refusals():
        law = Catalogue.load()
        at = _day(on) if on else None
        code = law.instrument(instrument).code if instrument else ""
    rows = [cited for versions in law.rules.values() for cited in versions if code in ("", cited.instrument)]
    rows = [cited for cited in rows if at is None or cited.in_force(at)]
    if json_:
        as_json([version_data(cited) for cited in rows])
        return
    rules = len({cited.rule for cited in rows})
    out().print(rules_table(rows, f"规则目录：{rules}条规则，{len(rows)}项规定，版本{law.edition}"))


@law_app.command("show", help="查看一条规则的历次规定。")
def show_rule(rule: Rule, json_: JsonFlag = False) -> None:
    """Show one rule through time."""
    with refusals():
        versions = Catalogue.load().through_time(rule)
    if json_:
        as_json([version_data(cited) for cited in versions])
    else:
        typer.echo("\n\n".join(rule_page(cited) for cited in versions))


@law_app.command("matrix", help="对照条文、函数和测试。")
def show_matrix(json_: JsonFlag = False) -> None:
    """Show article, function and test side by side."""
    law = Catalogue.load()
    found = trace(ROOT, law.rules, GUARDS)
    citations = {key: [cited.citation for cited in versions] for key, versions in law.rules.items()}
    citations |= {key: [one.citation for one in guard.text.basis] for key, guard in GUARDS.items()}
    told = {key: listed(dict.fromkeys(own)) for key, own in citations.items()}
    if json_:
        as_json(
            {key: {"articles": told[key], "functions": one.functions, "tests": one.tests} for key, one in found.items()}
        )
    else:
        out().print(matrix_table(found, told))


@law_app.command("check", help="检查一套规则目录，指出有误的文件、行和项。")
def check_law(folder: LawFolder) -> None:
    """Check a folder of statutes; name the file, line and field that is wrong."""
    if not folder.is_dir():
        raise Failed(Exit.USAGE, f"没有文件夹 {folder}")
    home = folder / "statute" if (folder / "statute").is_dir() else folder
    beside = home.parent / "calendars"
    with refusals():
        law = Catalogue.read(home, beside if beside.is_dir() else CALENDARS)
        if beside.is_dir():
            Calendar.read(beside)
    doubled = clashes(law)
    if doubled:
        raise Failed(Exit.REFUSED, "；".join(doubled))
    count = sum(len(versions) for versions in law.rules.values())
    typer.echo(f"规则目录无误：{len(law.instruments)}部文件，{len(law.rules)}条规则，{count}项规定，版本{law.edition}")


@calendar_app.command("show", help="查看一年的放假和调休。")
def show_year(year: Annotated[int, typer.Argument(metavar="年份", help="如 2026。")]) -> None:
    """Show a year's days off and working weekends."""
    calendar = Calendar.load()
    first, last = calendar.first.year, calendar.last.year
    if not first <= year <= last:
        raise Failed(Exit.NOT_FOUND, f"工作日历只有{first}年至{last}年")
    notices = [one for one in calendar.notices if one.year == year]
    for notice in notices:
        out().print(notice_table(notice))
    if not any(one.annual for one in notices):
        out().print(untold_table(calendar, year))


@calendar_app.command("publish", help="发布一份新的节假日安排。")
def publish(file: NoticeFile, into: Into = CALENDARS) -> None:
    """Bring a new holiday notice in."""
    with refusals():
        done = proposed(file, into)
    _write_whole(done.file, file.read_bytes())
    changed = listed(told_day(one) for one in done.changed) or "无"
    typer.echo(f"已发布《{done.notice.title}》{done.notice.number}，写入 {done.file.name}")
    typer.echo(f"此前已知至{told_day(done.before.last_known)}，现已知至{told_day(done.after.last_known)}")
    typer.echo(f"与原先推定不同的日期：{changed}")


@contextmanager
def refusals() -> Iterator[None]:
    """Turn every no of the law into a sentence and an exit code."""
    try:
        yield
    except (UnknownRule, NotInForce) as no:
        raise Failed(Exit.NOT_FOUND, str(no)) from no
    except Refused as no:
        raise Failed(Exit.USAGE if isinstance(no, Unclear) else Exit.REFUSED, str(no)) from no
    except Malformed as no:
        raise Failed(Exit.USAGE, f"{no}（没有作任何改动）") from no


def _provision(rule: str, start: date, conduct: date | None, case: str) -> Cited:
    """Return the provision of the start's day, or of the conduct's where the rule is one of substance (从旧)."""
    if conduct and conduct > start:
        raise Failed(Exit.USAGE, f"行为日期{conduct}晚于起算日{start}")
    law = Catalogue.load()
    if conduct and any(cited.provision.applies_by == "conduct" for cited in law.through_time(rule)):
        return law.provision(rule, conduct, case)
    return law.provision(rule, start, case)


def _suspended(text: str) -> Suspended:
    """Read `A..B:GROUND`; the ground by its key or its Chinese name."""
    span, colon, ground = text.partition(":")
    first, dots, last = span.partition("..")
    keys = {**{name: key for key, name in SUSPENSION_NAMES.items()}, **{key: key for key in get_args(Suspension)}}
    if not colon or not dots:
        raise Failed(Exit.USAGE, f"扣除期间“{text}”应写作 2026-07-15..2026-08-03:monitoring")
    if ground not in keys:
        known = listed(f"{key}（{name}）" for key, name in SUSPENSION_NAMES.items())
        raise Failed(Exit.USAGE, f"没有“{ground}”这种扣除事由，可用的有：{known}")
    return Suspended.model_validate(
        {"ground": keys[ground], "first": _day(first), "last": _day(last) if last else None}
    )


def _write_proof(path: Path, told: Explanation, conduct: date | None) -> None:
    made = prove(
        told.cited,
        told.limit.case,
        told.start,
        Calendar.load(),
        Catalogue.load().edition,
        conduct=conduct,
        suspended=told.suspended,
        extended=told.extended,
    )
    _write_whole(path, json.dumps(made, ensure_ascii=False, indent=2).encode())


def _write_whole(path: Path, content: bytes) -> None:
    """Write a file whole or not at all."""
    beside = path.with_name(f".{path.name}.new")
    try:
        beside.write_bytes(content)
        beside.replace(path)
    except OSError as fault:
        raise Failed(Exit.FAULT, f"{path} 写不进去，没有作任何改动，请核对路径和权限") from fault


def _moment(text: str) -> date | datetime:
    """Read a day, or an instant where a time is written; without a zone it is the civil time of Hengyang."""
    if "T" not in text and " " not in text:
        return _day(text)
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        raise Failed(Exit.USAGE, f"“{text}”不是真实存在的时刻，应写作 2026-03-02T09:30") from None
    return at if at.tzinfo else at.replace(tzinfo=CIVIL)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Failed(Exit.USAGE, f"“{text}”不是真实存在的日期，应写作 2026-03-02") from None


def _civil(moment: date | datetime) -> date:
    return moment.astimezone(CIVIL).date() if isinstance(moment, datetime) else moment
