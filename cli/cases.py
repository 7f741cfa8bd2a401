"""`gridcase case`: the list of cases or complaints, one file of any kind, and why a term ends when it does."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import quote

import typer

from cli.files import write_proofs
from cli.next_acts import next_acts
from cli.remote import AsRole, Remote, remote
from cli.rendering import ALERTS, file_page, listing
from cli.short_page import short_page
from cli.speech import App, Exit, Failed, JsonFlag, Spoken, as_json, out, say
from console.file_view import FileView, moment
from kinds import CALLED, KINDS, VIOLATION_CASE

case_app = App(cls=Spoken, no_args_is_help=True, help="查看案件和举报件：列表、一个案卷、一个期限的由来。")

LABELS = {kind.collection: kind.label for kind in KINDS.values()}
KNOWN = "，".join(f"{name} {label}" for name, label in LABELS.items())
"""The kinds of file there are, as a list is asked for."""

KindOfFile = Annotated[str, typer.Option("--kind", help=f"哪一种案卷：{KNOWN}。")]
FileNo = Annotated[
    str, typer.Argument(metavar="编号", help="案件如 2026-000123，举报件如 T2026-000123；演练的以 R 开头。")
]
ANSWERS = {
    "level": "级别",
    "unit_name": "单位",
    "person_name": "姓名",
    "person": "编号",
    "post": "责任",
    "why": "说明",
    "here": "本卷",
}
COLUMNS = {
    "file_no": "编号",
    "stage_name": "阶段",
    "place": "网格",
    "unit_name": "责任单位",
    "party_name": "当事人",
    "next_last_day": "最后一日",
    "next_term": "最近到期的期限",
    "alert": "预警",
}


def collection_of(kind: str) -> str:
    """Return the collection of a kind of file by what it is called; fail where there is none."""
    found = CALLED.get(kind) or CALLED.get(kind.replace("-", "_"))
    if found is None:
        raise Failed(Exit.USAGE, f"没有“{kind}”这种案卷；可以写：{KNOWN}")
    return found.collection


def address(file_no: str) -> str:
    """Return where the API has a file, whatever was typed for its number."""
    return f"/v1/files/{quote(file_no, safe='')}"


def view_of(api: Remote, file_no: str) -> FileView:
    """Return a file with its acts and the names behind its numbers."""
    return FileView.told(api.get(address(file_no)), api.get(f"{address(file_no)}/acts"))


@case_app.command("list", help="列出案件（或者 --kind 所写的一种案卷），最近到期的在前。")
def list_files(
    stage: Annotated[str | None, typer.Option(help="只列这个阶段的，如 filed 或者 已立案。")] = None,
    grid: Annotated[str | None, typer.Option(help="只列这个网格的，名称或者编号。")] = None,
    unit: Annotated[str | None, typer.Option(help="只列这个单位负责的，编号或者名称，如 衡山分局。")] = None,
    alert: Annotated[str | None, typer.Option(help="none 正常，near 临近届满，late 已逾期。")] = None,
    due_before: Annotated[str | None, typer.Option(help="只列最近期限不晚于此日的。")] = None,
    pollution: Annotated[str | None, typer.Option(help="只列这种污染类型的。")] = None,
    party: Annotated[str | None, typer.Option(help="只列这个当事人的，当事人编号；数名当事人中的任何一名。")] = None,
    kind: KindOfFile = VIOLATION_CASE.collection,
    rehearsals: Annotated[bool, typer.Option("--rehearsals", help="列演练案卷。")] = False,
    limit: Annotated[int, typer.Option(min=1, max=200, help="最多列多少件。")] = 50,
    after: Annotated[str | None, typer.Option(help="从上一页末尾的标记接着列。")] = None,
    role: AsRole = None,
    json_: JsonFlag = False,
) -> None:
    """List the files of one kind, the next to fall due first."""
    kind = collection_of(kind)
    filters: dict[str, Any] = {
        "stage": stage,
        "grid": grid,
        "unit": unit,
        "alert": alert,
        "due_before": due_before,
        "pollution": pollution,
        "party": party,
        "rehearsal": rehearsals,
        "limit": limit,
        "after": after,
    }
    with remote(role) as api:
        page = api.get(f"/v1/{kind}", filters)
    if json_:
        as_json(page)
        return
    if not page["rows"]:
        say(_nothing(kind, filters))
        return
    rows = [listed(row) for row in page["rows"]]
    out().print(listing(rows, COLUMNS, LABELS[kind]))
    if page["after"]:
        say(f"还有更多，接着列：--after {page['after']}")


def _nothing(kind: str, filters: Mapping[str, Any]) -> str:
    """Say that a list is empty, and what it leaves out."""
    narrowed = any(
        filters[name] is not None for name in ("stage", "grid", "unit", "alert", "due_before", "pollution", "party")
    )
    others = "、".join(f"{label}加 --kind {name}" for name, label in LABELS.items() if name != kind)
    left_out = "不列真实案卷" if filters["rehearsal"] else "不列演练案卷（演练的加 --rehearsals）"
    elsewhere = _of_others(kind, filters["stage"])
    return f"没有{'符合条件的' * narrowed}{LABELS[kind]}；{elsewhere}此列表{left_out}，{others}"


def _of_others(kind: str, stage: str | None) -> str:
    """Say of which other kinds of file a stage is one as well: there it is looked for."""
    kinds = [
        f"{one.label}（--kind {one.collection}）"
        for one in KINDS.values()
        if one.collection != kind and stage is not None and stage in {*one.stage_names, *one.stage_names.values()}
    ]
    return f"“{stage}”也是{'、'.join(kinds)}的阶段；" if kinds else ""


@case_app.command("show", help="显示一个案件或者举报件：阶段、期限、最近的行为、下一步；加 --all 显示全部。")
def show_file(
    file_no: FileNo,
    whole: Annotated[bool, typer.Option("--all", help="全部行为、期限、责任人和可以办理的行为。")] = False,
    role: AsRole = None,
    json_: JsonFlag = False,
) -> None:
    """Show one file, on one screen or whole."""
    with remote(role) as api:
        view = view_of(api, file_no)
        if json_:
            as_json(view.model_dump(mode="json"))
            return
        following = next_acts(api, role, view, whole=whole)
    console = out()
    if whole:
        console.print(file_page(view))
    else:
        console.print(short_page(view, console.width), soft_wrap=True)
    console.print(following.page(console.width, whole=whole), soft_wrap=True)
    if not whole:
        say(f"全部内容：gridcase case show {file_no} --all")


@case_app.command("end-rehearsal", help="结束一件演练：停在原处，不再列出。由开始演练的人员或者督查人员办理。")
def end_rehearsal(file_no: FileNo, role: AsRole = None, json_: JsonFlag = False) -> None:
    """End a rehearsal."""
    with remote(role) as api:
        end(api, file_no)
    if json_:
        as_json({"file_no": file_no, "ended": True})
        return
    say(f"演练案卷 {file_no} 已结束")


def end(api: Remote, file_no: str) -> None:
    """Have a rehearsal ended."""
    api.post(f"/v1/rehearsals/{quote(file_no, safe='')}/end", {})


@case_app.command(
    "prove", help="出具期限的证明：任何人只凭规则目录和核验程序即可核对。不写期限的，出具全部法定期限的。"
)
def prove_terms(
    file_no: FileNo,
    term: Annotated[str, typer.Argument(metavar="期限编号", help="见 case show 的期限表；不写即全部。")] = "",
    out_dir: Annotated[Path | None, typer.Option("--out", metavar="文件夹", help="每个期限写成一个文件。")] = None,
    role: AsRole = None,
    json_: JsonFlag = False,
) -> None:
    """Give the proof of one term, or of every statutory term of a file; a proof is JSON in any case."""
    with remote(role) as api:
        terms = api.get(address(file_no))["standing"]["terms"]
        keys = [term] if term else [row["key"] for row in terms if row["statutory"]]
        proofs = {key: api.get(f"{address(file_no)}/terms/{quote(key, safe='')}/proof") for key in keys}
    if out_dir is None:
        as_json(proofs[term] if term else proofs)
        return
    written = write_proofs(out_dir, file_no, proofs)
    if json_:
        as_json({"written": [str(path) for path in written]})
        return
    for path in written:
        say(f"已写入 {path}")
    say("核验：python tools/verify_term.py 文件 规则目录；规则目录用 gridcase law export 导出")


@case_app.command("who", help="某一时刻谁负责一个案卷：每级网格一个单位、一个人，按当时的任职、交接、请假和代理。")
def who_answered(
    file_no: FileNo,
    at: Annotated[str | None, typer.Option("--at", help="时刻，如 2026-09-01T10:00；不写即现在。")] = None,
    role: AsRole = None,
    json_: JsonFlag = False,
) -> None:
    """Say who answered for a file at an instant."""
    with remote(role) as api:
        answer = api.get(f"{address(file_no)}/answerable", {"at": at})
    if json_:
        as_json(answer)
        return
    out().print(
        listing(
            [_answers(one, answer["holder"]) for one in answer["answers"]],
            ANSWERS,
            moment(datetime.fromisoformat(answer["at"])),
        )
    )
    if answer["holder"] not in answer["answers"]:
        typer.echo(f"案卷在{answer['holder']['unit_name']}，{answer['holder']['person_name']}负责")


def listed(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return a file as lists show it: its light in words, and the last day of its next term, an instant if in hours."""
    ends_at = row.get("next_ends_at")
    ends = moment(datetime.fromisoformat(ends_at)) if ends_at else row["next_last_day"]
    return {**row, "alert": ALERTS[row["alert"]][0], "next_last_day": ends}


def _answers(one: dict[str, Any], holder: dict[str, Any]) -> dict[str, Any]:
    why = [f"代理{one['deputises_for']}"] * bool(one["deputises_for"])
    why += [f"接手{one['took_over_from']}的工作"] * bool(one["took_over_from"]) + [one["note"]] * bool(one["note"])
    return {**one, "why": "；".join(why), "here": "承办" if one == holder else ""}


@case_app.command("explain", help="说明一个期限为什么在那一天届满：条文、起算、逐日计算、扣除、延长。")
def explain_term(
    file_no: FileNo,
    term: Annotated[str, typer.Argument(metavar="期限编号", help="见 case show 的期限表，如 penalty_decision#6。")],
    role: AsRole = None,
    json_: JsonFlag = False,
) -> None:
    """Say why a term ends on the day it does."""
    with remote(role) as api:
        answer = api.get(f"{address(file_no)}/terms/{quote(term, safe='')}")
    if json_:
        as_json(answer)
        return
    out().print(answer["text"], markup=False, highlight=False)
