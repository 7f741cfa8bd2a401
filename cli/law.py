"""`gridcase term`, `gridcase law …`: the law asked without a running system, and rehearsed before it is deployed."""

import json
from datetime import date, datetime
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any

import typer

from cli.calendar import Patience, calendar_app
from cli.discretion import work_out_fine
from cli.files import write_whole
from cli.law_asked import changes, in_force
from cli.law_in_force import law_in_force
from cli.law_input import civil, day, interval, moment, refusals
from cli.law_pages import article_page, guard_page, matrix_page, rule_page, rules_table, version_data
from cli.speech import App, Exit, Failed, JsonFlag, Spoken, SpokenCommand, as_json, out, say, show_parts
from law import norms
from law.articles import FILE as ARTICLES
from law.articles import load_articles
from law.calendar import Calendar
from law.catalogue import CALENDARS, STATUTE, Catalogue, Cited, clashes
from law.chinese import listed
from law.edition import Law, shipped
from law.explain import Explanation, explain
from law.fines import FILE as FINES
from law.fines import load_fines
from law.granting import checked, granted
from law.guard_texts import GUARD_FILE, check_guard_file
from law.guards import GUARDS
from law.matrix import trace
from law.proof import prove
from law.publishing import as_toml
from law.reading import overlaid
from models.values import CIVIL
from settings import Settings

ROOT = Path(__file__).parents[1]
REHEARSING = "cli.rehearsing"
"""Loaded when it is needed: it brings the database with it."""

Rule = Annotated[str, typer.Argument(metavar="规则", help="规则编号，见 gridcase law list。")]
OneRule = Annotated[str, typer.Argument(metavar="规则", help="规则编号或者 G1 至 G20；不写即全部。")]
Start = Annotated[str, typer.Option("--start", help="起算日 2026-09-30；以小时计的写时刻 2026-09-30T17:30。")]
Conduct = Annotated[str | None, typer.Option("--conduct", help="违法行为发生之日：实体规定适用行为时的。")]
Suspends = Annotated[list[str] | None, typer.Option("--suspend", help="扣除期间，写作 起..止:事由；未结束的不写止。")]
Extends = Annotated[list[str] | None, typer.Option("--extend", metavar="[代号]", help="已经批准的延长，可以重复写。")]
Variant = Annotated[str, typer.Option("--variant", help="情形，见 gridcase law show。")]
At = Annotated[str | None, typer.Option("--at", help="截至哪一天，不写即今天。")]
ProofFile = Annotated[Path | None, typer.Option("--proof", help="把期限证明写入这个文件。")]
On = Annotated[str | None, typer.Option("--on", help="只看这一天施行的。")]
Instrument = Annotated[str, typer.Option("--instrument", help="只看这一文件的，写代码，如 MEE30。")]
NewFolder = Annotated[
    Path, typer.Argument(metavar="文件夹", help="拟改的 statute/*.toml、calendars/*.toml、norms.toml；没有的照旧。")
]
ExportFolder = Annotated[Path, typer.Argument(metavar="文件夹", help="新的或者空的文件夹。")]
LawFolder = Annotated[Path, typer.Argument(metavar="文件夹", help="规则目录所在的文件夹。")]

law_app = App(cls=Spoken, help="查阅规则目录。", no_args_is_help=True)


class TermCommand(SpokenCommand):
    """The command `term`: `--extend` may stand alone, and then means the next extension the provision allows."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:  # noqa: ANN401  typer's own context
        """Put an empty key behind each `--extend` that has none."""
        whole: list[str] = []
        for place, word in enumerate(args):
            whole.append(word)
            if word == "--extend" and (args[place + 1 :] or ["-"])[0].startswith("-"):
                whole.append("")
        return super().parse_args(ctx, whole)


def mount(app: typer.Typer) -> None:
    """Add `term`, `law` and `calendar` to the main command."""
    app.command("term", cls=TermCommand, help="计算一个法定期限：最后一日、剩余日数、依据的条文和逐日推算。")(term)
    law_app.command("fine", help="按本机关的裁量基准表计算罚款，列出每一步；须以决定机关的审议为准。")(work_out_fine)
    law_app.command("in-force", help="一个依据在某一天有没有效力：有效，无效，或者未知。")(in_force)
    law_app.command("changes", help="某些日期之间开始施行、失效的规定，晚的在前。")(changes)
    app.add_typer(law_app, name="law")
    app.add_typer(calendar_app, name="calendar")


def term(
    rule: Rule,
    start: Start,
    conduct: Conduct = None,
    suspend: Suspends = None,
    extend: Extends = None,
    variant: Variant = "",
    at: At = None,
    proof: ProofFile = None,
    json_: JsonFlag = False,
) -> None:
    """Reckon a statutory term: last day, days left, the article, the derivation day by day."""
    with refusals():
        law = law_in_force()
        begun, acted = moment(start), day(conduct) if conduct else None
        cited = _provision(law, rule, civil(begun), acted, variant)
        stops = checked(cited, [interval(text) for text in suspend or ()])
        more = granted(cited, extend or ())
        looked_at = day(at) if at else datetime.now(CIVIL).date()
        told = explain(cited, variant, begun, law.calendar, suspended=stops, extended=more, at=looked_at)
        if proof is not None:
            _write_proof(proof, told, law, acted)
    if json_:
        as_json(told.as_data())
    else:
        say(told.text)


@law_app.command("list", help="列出全部规则。")
def list_rules(on: On = None, instrument: Instrument = "", json_: JsonFlag = False) -> None:
    """List all rules."""
    with refusals():
        law = shipped().catalogue
        at = day(on) if on else None
        code = law.instrument(instrument.upper()).code if instrument else ""
    rows = [cited for versions in law.rules.values() for cited in versions if code in ("", cited.instrument)]
    rows = [cited for cited in rows if at is None or cited.in_force(at)]
    if not rows:
        raise Failed(Exit.NOT_FOUND, f"{at}没有施行的规定；不写 --on 可以查看历次的规定")
    if json_:
        as_json([version_data(cited) for cited in rows])
        return
    rules = len({cited.rule for cited in rows})
    out().print(rules_table(rows, f"规则目录：{rules}条规则，{len(rows)}项规定，版本{law.edition}"))


@law_app.command("show", help="查看一条规则的历次规定，或者一道关口（G1 至 G20）的依据。")
def show_rule(rule: Rule, json_: JsonFlag = False) -> None:
    """Show one rule through time, the articles behind a guard, or an article that acts cite."""
    if rule.upper() in GUARDS:
        text = shipped().guards[rule.upper()]
        if json_:
            as_json(text.model_dump(mode="json"))
        else:
            say(guard_page(text, GUARDS[text.id]))
        return
    entry = shipped().articles.entries.get(rule)
    if entry is not None:
        if json_:
            as_json(entry.model_dump(mode="json"))
        else:
            say(article_page(entry, shipped()))
        return
    with refusals():
        versions = shipped().catalogue.through_time(rule)
    if json_:
        as_json([version_data(cited) for cited in versions])
    else:
        say("\n\n".join(rule_page(cited) for cited in versions))


@law_app.command("matrix", help="对照条文、函数和测试；可以只看一条规则或者一道关口。")
def show_matrix(rule: OneRule = "", json_: JsonFlag = False) -> None:
    """Show article, function and test side by side."""
    law = shipped()
    found = trace(ROOT, law, GUARDS)
    if rule:
        with refusals():
            key = rule.upper() if rule.upper() in GUARDS else law.catalogue.through_time(rule)[0].rule
        found = {key: found[key]}
    citations = {key: [cited.shown for cited in versions] for key, versions in law.catalogue.rules.items()}
    citations |= {key: [text.cited(one) for one in text.basis] for key, text in law.guards.items()}
    told = {key: listed(dict.fromkeys(own)) for key, own in citations.items()}
    if json_:
        as_json(
            {key: {"articles": told[key], "functions": one.functions, "tests": one.tests} for key, one in found.items()}
        )
    else:
        say(matrix_page(found, told, out().width))


def _check_registers(home: Path, law: Catalogue) -> None:
    """Read the files of a statute folder that hold no instrument: guards, articles, penal provisions."""
    if (home / GUARD_FILE).exists():
        check_guard_file(home / GUARD_FILE)
    if (home / ARTICLES.name).exists():
        load_articles(home / ARTICLES.name, law)
    if (home / FINES).exists():
        load_fines(home / FINES, law)


@law_app.command("check", help="检查一套规则目录，指出有误的文件、行和项。")
def check_law(folder: LawFolder, json_: JsonFlag = False) -> None:
    """Check a folder of statutes; name the file, line and field that is wrong."""
    if not folder.is_dir():
        raise Failed(Exit.USAGE, f"没有文件夹 {folder}")
    home = folder / "statute" if (folder / "statute").is_dir() else folder
    beside = home.parent / "calendars"
    with refusals():
        law = Catalogue.read(home, beside if beside.is_dir() else CALENDARS)
        if beside.is_dir():
            Calendar.read(beside)
        _check_registers(home, law)
        if (home.parent / "norms.toml").exists():
            norms.load(home.parent / "norms.toml")
    doubled = clashes(law)
    if doubled:
        raise Failed(Exit.REFUSED, "；".join(doubled))
    count = sum(len(versions) for versions in law.rules.values())
    if json_:
        counted = {"instruments": len(law.instruments), "rules": len(law.rules), "provisions": count}
        as_json({**counted, "edition": law.edition})
        return
    say(f"规则目录无误：{len(law.instruments)}部文件，{len(law.rules)}条规则，{count}项规定，版本{law.edition}")


@law_app.command("rehearse", help="预演一套新的规则：列出哪些未归档的案卷会怎样改变，不作任何改动。")
def rehearse_law(folder: NewFolder, json_: JsonFlag = False) -> None:
    """Hold every open case against a proposed law."""
    with refusals():
        report = import_module(REHEARSING).rehearse(Settings.from_env(), folder)
    if json_:
        as_json(report.model_dump(mode="json"))
        return
    show_parts(import_module("cli.law_reports").rehearsed(report))


@law_app.command("apply", help="新的规则部署以后，让全部未归档的案卷按现行规则重新计算。")
def apply_law(patience: Patience = 60, json_: JsonFlag = False) -> None:
    """Have every open case judged again by the law as it is deployed."""
    done, late = import_module("cli.recalculation").apply(Settings.from_env(), patience)
    if json_:
        as_json({"judged": done, "unanswered": dict(late)})
    else:
        say(f"已按现行规则重新计算{done}件")
    if late:
        sentence = f"{len(late)}件案卷没有完成重新计算（{listed(list(late)[:3])}等）；可以再次运行同一命令"
        raise Failed(Exit.AWAY, sentence)


@law_app.command("export", help="把现行的规则目录和工作日历写入一个文件夹，供核验期限证明、预演修改之用。")
def export_law(folder: ExportFolder, json_: JsonFlag = False) -> None:
    """Write statute, calendars and norms as they are in force, brought-in notices among them."""
    if folder.exists() and any(folder.iterdir()):
        raise Failed(Exit.USAGE, f"文件夹 {folder} 不是空的，没有作任何改动")
    law = law_in_force()
    texts = {f"{file.parent.name}/{file.name}": file.read_bytes() for file in overlaid(STATUTE)}
    texts |= {f"{file.parent.name}/{file.name}": file.read_bytes() for file in overlaid(CALENDARS)}
    texts |= {f"calendars/{one.file_name}": as_toml(one).encode() for one in law.added}
    texts["norms.toml"] = norms.FILE.read_bytes()
    for name, text in texts.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        write_whole(folder / name, text)
    if json_:
        as_json({"written": [str(folder / name) for name in texts], "edition": law.edition})
        return
    say(f"已写入 {folder}：{len(texts)}个文件，法律版本 {law.edition}")


def _provision(law: Law, rule: str, start: date, conduct: date | None, variant: str) -> Cited:
    """Return the provision of the start's day, or of the conduct's where the rule is one of substance (从旧)."""
    if conduct and conduct > start:
        raise Failed(Exit.USAGE, f"行为日期{conduct}晚于起算日{start}")
    if conduct and any(cited.provision.applies_by == "conduct" for cited in law.catalogue.through_time(rule)):
        return law.catalogue.provision(rule, conduct, variant)
    return law.catalogue.provision(rule, start, variant)


def _write_proof(path: Path, told: Explanation, law: Law, conduct: date | None) -> None:
    made = prove(
        told.cited,
        told.limit.variant,
        told.start,
        law.calendar,
        law.edition,
        conduct=conduct,
        suspended=told.suspended,
        extended=told.extended,
    )
    write_whole(path, json.dumps(made, ensure_ascii=False, indent=2).encode())
