"""`gridcase law in-force`, `gridcase law changes`: whether a basis holds on a day, and what changed in between."""

from datetime import date, datetime
from typing import Annotated

import typer

from cli.law_in_force import law_in_force
from cli.lists import show
from cli.remote import AsRole, remote
from cli.speech import Exit, Failed, JsonFlag, as_json, say
from cli.words import day, maybe_day
from law.chinese import listed
from law.citations import Citation, basis_in_force, instruments_like
from models.values import CIVIL

ANSWERS = {"in_force": "有效", "not_in_force": "无效", "not_known": "未知（须人工核对）"}
CHANGES = {"day": "日期", "way": "变化", "name": "规则", "citation": "条文", "says": "期限", "before": "此前"}
WAYS = {"began": "施行", "ended": "失效"}

Named = Annotated[str, typer.Argument(metavar="文件", help="文件的名称或者代码，如 行政处罚法、MEE30。")]
Of = Annotated[str, typer.Argument(metavar="条文", help="如 第42条；不写即整个文件。")]
On = Annotated[str | None, typer.Option("--on", help="引用之日，不写即今天。")]
Conduct = Annotated[str | None, typer.Option("--conduct", help="违法行为终了之日：引用的是实体规定时写。")]
Since = Annotated[str | None, typer.Option("--since", help="自哪一日；不写即上一年1月1日。")]
Until = Annotated[str | None, typer.Option("--until", help="至哪一日，可以是将来；不写即目录所知的最后一次变化。")]


def in_force(
    instrument: Named, article: Of = "", on: On = None, conduct: Conduct = None, json_: JsonFlag = False
) -> None:
    """Say which of three answers it is: in force on a day, not in force, not known to us."""
    law, at = law_in_force(), _day(on) or datetime.now(CIVIL).date()
    acted = _day(conduct)
    about = Citation(instrument=instrument, article=article, about="substance" if acted else "procedure")
    (judged,) = basis_in_force([about], on=at, conduct_on=acted or at, law=law)
    if json_:
        as_json({**judged.model_dump(mode="json"), "answer": judged.answer, "sentence": judged.sentence})
        return
    if judged.verdict == "unknown":
        near = instruments_like(instrument, law)
        also = f"；名称相近的有{listed([f'《{one}》' for one in near])}" if near else ""
        raise Failed(Exit.NOT_FOUND, f"{judged.sentence}{also}")
    say(f"{at}　{ANSWERS[judged.answer]}：{judged.sentence}")


def changes(since: Since = None, until: Until = None, role: AsRole = None, json_: JsonFlag = False) -> None:
    """List what began to be in force and what ended, the latest first."""
    with remote(role) as api:
        answer = api.get("/v1/law/changes", {"since": maybe_day(since), "until": maybe_day(until)})
    rows = answer if json_ else [{**row, "way": WAYS[row["way"]]} for row in answer]
    show(rows, CHANGES, "法律变化", "这些日期之间没有变化", json_=json_)


def _day(said: str | None) -> date | None:
    return date.fromisoformat(day(said)) if said else None
