"""`gridcase review`: old files judged by the law that drives live cases; a table, JSON, or pages."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from cli.law_in_force import law_in_force
from cli.rendering import DOUBT
from cli.sheet import folded
from cli.speech import Exit, JsonFlag, as_json, complain, out
from file_review.answers import AnswerReader, questions_file
from file_review.findings import Finding, counted
from file_review.pages import doubtful, write_pages
from file_review.reading import read_files
from file_review.reviewing import Reviewed, review_all, unused_answers
from file_review.sources import Exported, Source
from judging.kind import Kind
from kinds import VIOLATION_CASE, kind_of

Files = Annotated[
    list[Path], typer.Argument(metavar="文件...", help="案卷文件：公开案例（YAML）或者本系统导出的案卷（JSON）。")
]
Html = Annotated[Path | None, typer.Option("--html", metavar="目录", help="把网页写到这个目录：每卷一页，另有汇总页。")]

AnswerFiles = Annotated[
    list[Path] | None,
    typer.Option("--answers", metavar="文件", help="由人回答的答复（YAML，由 --questions 写出后填写），可写多次。"),
]
QuestionFile = Annotated[
    Path | None, typer.Option("--questions", metavar="文件", help="把须由人回答的问题写成这个文件；- 即写在屏幕上。")
]
AllFlag = Annotated[bool, typer.Option("--all", help="尚未届满、不能评查的也逐项列出并说明理由。")]
SCREEN = "-"
SAID, UNSAID = frozenset({"departed", "kept"}), frozenset({"open", "not_judged"})
HANG = 4
"""How far a line hangs in that goes on."""

STYLES = {"departed": "bold red", "kept": "green", "open": "cyan", "not_judged": "dim"}


def review(
    files: Files,
    json_: JsonFlag = False,
    html: Html = None,
    answers: AnswerFiles = None,
    questions: QuestionFile = None,
    everything: AllFlag = False,
) -> None:
    """Judge files one by one; print what was kept, departed from and cannot be judged, or write it as JSON or pages."""
    law = law_in_force()
    cases, complaints = read_files(_expanded(files), law)
    reader = AnswerReader.of(answers or ())
    found = list(review_all(kind_reviewed, cases, law, complaints, reader.answers))
    wrongs = [*complaints, *reader.complaints, *unused_answers(reader, found)]
    for wrong in wrongs:
        complain(wrong.text)
    if questions is not None:
        _ask(found, questions)
    if html is not None:
        written = write_pages(found, complaints, html)
        complain(f"已写出{len(written)}页：{written[0]}")
    if json_:
        _print_json(found, single=len(files) == 1)
    elif html is None and str(questions) != SCREEN:
        _print_all(found, SAID | UNSAID if everything else SAID)
    if any(wrong.level == "error" for wrong in wrongs):
        raise typer.Exit(Exit.USAGE)


def _ask(found: list[Reviewed], file: Path) -> None:
    """Write what is to be answered by persons, as a file of answers to be filled in."""
    text = questions_file((one.case, one.review.asked) for one in found)
    if str(file) == SCREEN:
        typer.echo(text, nl=False)
        return
    file.write_text(text, encoding="utf-8")
    count = sum(len(one.review.asked) for one in found)
    complain(f"已写出{count}个问题：{file}；填好后用 --answers {file} 计入")


def kind_reviewed(source: Source) -> Kind:
    """Return the kind of file a source is: an export says so by its number, a published one is a case."""
    try:
        return kind_of(source.id) if isinstance(source, Exported) else VIOLATION_CASE
    except KeyError:
        return VIOLATION_CASE


def _expanded(files: list[Path]) -> list[Path]:
    """Return the files, a folder standing for the case files in it."""
    found: list[Path] = []
    for file in files:
        inside = (
            sorted(one for one in file.iterdir() if one.suffix in {".yaml", ".yml", ".json"})
            if file.is_dir()
            else [file]
        )
        found += inside
    return found


def _print_json(found: list[Reviewed], *, single: bool) -> None:
    """Print one object for one file, a list for several."""
    rows = [one.as_json() for one in found]
    as_json(rows[0] if single and len(rows) == 1 else rows)


def _print_all(found: list[Reviewed], shown: frozenset[str]) -> None:
    console = out()
    for one in found:
        for line in _page(one, shown):
            console.print(folded(line, console.width, HANG), highlight=False)
        console.print()


def _page(one: Reviewed, shown: frozenset[str]) -> Iterator[Text]:
    """Yield the lines of one file, each as long as it is."""
    counts = "，".join(f"{name} {count} 项" for name, count in counted(one.findings).items())
    yield Text.assemble((one.case, "bold"), f"　{one.place}　{counts}")
    yield from (_line(row) for row in one.findings if row.result in shown)
    yield from (Text(f"  {line}") for line in (*_sums(one), _score(one)))
    if any(row.result not in shown for row in one.findings):
        yield Text("  尚未届满、不能评查的各项及其理由加 --all 列出", style="dim")


def _line(row: Finding) -> Text:
    days = f"，相差{row.days_over}日" if row.days_over else ""
    doubt = DOUBT if doubtful(row) else ""
    style = STYLES["open" if row.result == "departed" and row.whose else row.result]
    return Text.assemble("  ", (row.said, style), f" {doubt}{row.name}（{row.citation}）{days}　{row.because}")


def _sums(one: Reviewed) -> list[str]:
    lines = []
    for row in one.daily_penalty:
        agrees = "" if row.agrees is None else "，与公布相符" if row.agrees else "，与公布不符"
        lines.append(
            f"按日连续处罚 {row.start or '不详'}至{row.end or '不详'} {row.days or '不详'}日 {row.total or '不详'}元{agrees}"
        )
    if one.surcharge:
        agrees = "" if one.surcharge.agrees is None else "，与公布相符" if one.surcharge.agrees else "，与公布不符"
        lines.append(
            f"加处罚款 自{one.surcharge.from_}起每日{one.surcharge.per_day}元，合计{one.surcharge.total}元{agrees}"
        )
    return lines


def _score(one: Reviewed) -> str:
    found = one.review
    if found.vetoes:
        return f"案卷评分 0分，否决项：{'、'.join(f'第{veto.no}项{veto.title}' for veto in found.vetoes)}"
    if found.score is None:
        return f"案卷评分 行为本身不足以计分，须由人回答{len(found.asked)}个问题"
    off = f"，基本要素扣{found.deducted}分" if found.deducted else ""
    if not found.asked:
        return f"案卷评分 {found.score}分（应评{found.applicable}分，全部问题已经回答{off}）"
    asked = f"须由人回答{len(found.asked)}个问题后在{found.lowest}分至{found.highest}分之间"
    return f"案卷评分 暂计{found.score}分（已能回答{found.answered}分，应评{found.applicable}分{off}），{asked}"
