"""How it is said in what a file would differ, had something happened on another day (假设)."""

from typing import Any

from law.refusals import with_article
from models.standing import TERM_STATE_NAMES

TERM_CHANGES = {"moved": "改期", "added": "新增", "gone": "消失", "state": "状态改变", "basis": "依据改变"}
LISTS = {
    "now_possible": "可以办理的增加",
    "no_longer_possible": "不再可以办理",
    "now_forbidden": "当前禁止的增加",
    "no_longer_forbidden": "当前禁止的解除",
    "now_irregular": "不合规定的增加",
    "no_longer_irregular": "不合规定的消除",
}


def told(answer: dict[str, Any]) -> list[str]:
    """Return in Chinese what would have been refused, and then the difference, a line each."""
    difference = answer["difference"]
    lines = [_refused(row) for row in answer["refused"]]
    lines += [f"第{no}号行为本就在这一天，没有改变" for no in answer["unchanged"]]
    lines += [_stage(*difference["stage"])] if difference["stage"] else []
    lines += [_term(row) for row in difference["terms"]]
    lines += [_recomputed(row) for row in answer["recomputed"]]
    lines += [f"{title}：{one}" for name, title in LISTS.items() for one in difference[name]]
    lines += [f"文书、通知增加：{one}" for one in answer["effects_added"]]
    lines += [f"文书、通知减少：{one}" for one in answer["effects_gone"]]
    return lines or ["没有差别"]


def _refused(row: dict[str, Any]) -> str:
    no = with_article(row["sentence"], row["article"])
    return f"依法不能办理：{row['day']}的“{row['label']}”（第{row['act']}号）会被拒绝：{no}"


def _recomputed(row: dict[str, Any]) -> str:
    """Return what is worked out otherwise: days, and a sum where there is one."""
    sides = [f"{days}日" + (f" {fine}元" if fine else "") for days, fine in zip(row["days"], row["fine"], strict=True)]
    return f"重新计算：{row['title']}（第{row['act']}号） {sides[0]} → {sides[1]}"


def _stage(before: str, after: str) -> str:
    return f"阶段：{before} → {after}"


def _term(row: dict[str, Any]) -> str:
    """Return one term that differs; of two sides that say the same only one is told."""
    head = f"{TERM_CHANGES[row['change']]}：{row['name']}（{row['key']}）"
    days = f"最后一日 {_once(row['before'] or '无', row['after'] or '无')}"
    states = "".join(f"，{_once(*one)}" for one in _states(row))
    basis = _once(row["citation_before"] or row["citation"], row["citation"])
    return f"{head} {days}{states}，{basis}"


def _states(row: dict[str, Any]) -> list[tuple[str, str]]:
    names = TERM_STATE_NAMES
    before, after = row["state_before"], row["state_after"]
    return [(names[before], names[after])] if before and after and before != after else []


def _once(before: str, after: str) -> str:
    return before if before == after else f"{before} → {after}"
