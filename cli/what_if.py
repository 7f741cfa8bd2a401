"""`gridcase what-if`: how a file would stand had something happened on another day; the file is untouched."""

from typing import Annotated, Any

import typer

from cli.cases import FileNo, address
from cli.remote import AsRole, remote
from cli.speech import JsonFlag, as_json

TERM_CHANGES = {"moved": "改期", "added": "新增", "gone": "消失", "state": "状态改变", "basis": "依据改变"}
LISTS = {
    "now_possible": "可以办理的增加",
    "no_longer_possible": "不再可以办理",
    "now_forbidden": "当前禁止的增加",
    "no_longer_forbidden": "当前禁止的解除",
    "now_irregular": "不合规定的增加",
    "no_longer_irregular": "不合规定的消除",
}


def what_if(
    file_no: FileNo,
    changes: Annotated[
        list[str],
        typer.Argument(metavar="行为=日期", help="如 serve_decision=2026-09-28，可以写多个。"),
    ],
    role: AsRole = None,
    json_: JsonFlag = False,
) -> None:
    """Suppose that acts happened on other days, and say what would differ."""
    with remote(role) as api:
        answer = api.get(f"{address(file_no)}/what-if", {"change": changes})
    if json_:
        as_json(answer)
        return
    for line in told(answer):
        typer.echo(line)


def told(answer: dict[str, Any]) -> list[str]:
    """Return the difference in Chinese, a line each."""
    difference = answer["difference"]
    lines = [_stage(*difference["stage"])] if difference["stage"] else []
    lines += [_term(row) for row in difference["terms"]]
    lines += [f"{title}：{one}" for name, title in LISTS.items() for one in difference[name]]
    lines += [f"文书、通知增加：{one}" for one in answer["effects_added"]]
    lines += [f"文书、通知减少：{one}" for one in answer["effects_gone"]]
    return lines or ["没有差别"]


def _stage(before: str, after: str) -> str:
    return f"阶段：{before} → {after}"


def _term(row: dict[str, Any]) -> str:
    days = f"{row['before'] or '无'} → {row['after'] or '无'}"
    return f"{TERM_CHANGES[row['change']]}：{row['name']}（{row['key']}）最后一日 {days}，{row['citation']}"
