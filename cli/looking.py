"""`gridcase desk`, `gridcase search`: what waits for whoever asks, and files found by words."""

from typing import Annotated, Any

import typer

from cli.cases import COLUMNS, collection_of, listed
from cli.lists import Limit, show
from cli.remote import AsRole, remote
from cli.speech import JsonFlag, as_json, say
from models.looking import BASKET_NAMES, WAY_NAMES

BASKETS: dict[str, str] = {str(one): name for one, name in BASKET_NAMES.items()}
WAYS: dict[str, str] = {str(one): name for one, name in WAY_NAMES.items()}
DESK = {**COLUMNS, "asked": "请您办理"}
FOUND = {
    **{name: COLUMNS[name] for name in ("file_no", "stage_name", "place", "unit_name", "party_name")},
    "by": "找到之处",
}

After = Annotated[str | None, typer.Option(help="从上一页末尾的标记接着列。")]
Rehearsals = Annotated[bool, typer.Option("--rehearsals", help="列演练案卷。")]


def desk(
    basket: Annotated[
        str, typer.Option(help=f"哪一类：{'，'.join(f'{one} {name}' for one, name in BASKETS.items())}。")
    ] = "mine",
    kind: Annotated[str | None, typer.Option("--kind", help="哪一种案卷，如 举报件；不写即全部。")] = None,
    words: Annotated[str, typer.Option("--words", help="编号、单位当事人名称、网格名称中含有的文字。")] = "",
    rehearsals: Rehearsals = False,
    limit: Limit = 50,
    after: After = None,
    role: AsRole = None,
    json_: JsonFlag = False,
) -> None:
    """List what is whose turn, with how many lie where."""
    asked: dict[str, Any] = {"basket": basket, "words": words, "rehearsal": rehearsals, "limit": limit, "after": after}
    with remote(role) as api:
        page = api.get("/v1/desk", {**asked, "kind": collection_of(kind) if kind else None})
    if json_:
        as_json(page)
        return
    say("　".join(f"{name}{page['counts'].get(one, 0)}件" for one, name in BASKETS.items()))
    show([_on_desk(row) for row in page["rows"]], DESK, BASKETS.get(basket, basket), "这一类没有案卷", json_=False)
    _more(page)


def _on_desk(row: dict[str, Any]) -> dict[str, Any]:
    return {**listed(row["file"]), "asked": "、".join(turn["label"] for turn in row["turns"])}


def search(
    words: Annotated[
        list[str], typer.Argument(metavar="文字", help="要查找的文字，须全部含有；单位可以写拼音首字母。")
    ],
    way: Annotated[
        str | None, typer.Option(help=f"只在此处找：{'，'.join(f'{one} {name}' for one, name in WAYS.items())}。")
    ] = None,
    rehearsals: Rehearsals = False,
    limit: Limit = 50,
    after: After = None,
    role: AsRole = None,
    json_: JsonFlag = False,
) -> None:
    """Look for files by number, document number, party, place or facts."""
    asked: dict[str, Any] = {"way": way, "rehearsal": rehearsals, "limit": limit, "after": after}
    with remote(role) as api:
        page = api.get("/v1/search", {"words": " ".join(words), **asked})
    if json_:
        as_json(page)
        return
    rows = [{**row["file"], "by": "、".join(WAYS[one] for one in row["ways"])} for row in page["rows"]]
    show(
        rows,
        FOUND,
        f"找到{page['count']}件",
        "没有找到（只在您有权查看的案卷中查找；演练的加 --rehearsals）",
        json_=False,
    )
    _more(page)


def _more(page: dict[str, Any]) -> None:
    if page["after"]:
        say(f"还有更多，接着列：--after {page['after']}")
