"""`gridcase party`, `grid`, `people`: the numbers that acts are written with, out of the register."""

from typing import Annotated, Any, Literal
from urllib.parse import quote

import typer
from rich.console import Group

from cli.remote import AsRole, remote
from cli.rendering import listing
from cli.speech import JsonFlag, as_json, out
from cli.words import FILLING, day
from models.people import ROLE_NAMES, Role

PEOPLE = {"id": "编号", "name": "姓名", "rank": "职级", "roles": "岗位", "certified_until": "执法证件有效期至"}
ANSWERABLE = {"level": "级别", "unit": "单位", "leader": "责任领导", "main": "主要责任人", "direct": "直接责任人"}


def party(
    name: Annotated[str, typer.Argument(metavar="名称", help="当事人的全称。")],
    kind: Annotated[
        Literal["organisation", "citizen"], typer.Option(help="organisation 单位，citizen 公民。")
    ] = "organisation",
    uscc: Annotated[str, typer.Option(help="统一社会信用代码。")] = "",
    address: Annotated[str, typer.Option(help="住所或者经营场所。")] = "",
    role: AsRole = "clerk",
    json_: JsonFlag = False,
) -> None:
    """Register a party; the same organisation keeps its number."""
    with remote(role) as api:
        answer = api.post("/v1/parties", {"kind": kind, "name": name, "uscc": uscc, "address": address})
    if json_:
        as_json(answer)
        return
    typer.echo(f"当事人编号：{answer['id']}")


def grid(
    name: Annotated[str, typer.Argument(metavar="网格", help="名称或者编号，如“衡山县 开云镇”。")],
    on: Annotated[str | None, typer.Option("--on", help="哪一天的责任人，不写即今天。")] = None,
    role: AsRole = None,
    json_: JsonFlag = False,
) -> None:
    """Show a grid and who answers there."""
    with remote(role) as api:
        answer = api.get(f"/v1/grids/{quote(name, safe='')}", {"on": None if on is None else day(on)})
    if json_:
        as_json(answer)
        return
    found = answer["grid"]
    head = f"{found['county']} {found['name']}（{found['id']}）　{found['body']}　{answer['on']}"
    out().print(Group(head, listing(answer["answerable"], ANSWERABLE, "责任单位和责任人（编号）")))


def people(
    unit: Annotated[str, typer.Argument(metavar="单位编号", help="如 u-430423，见 gridcase grid。")],
    post: Annotated[str | None, typer.Option("--role", help="只列这个岗位的，如 officer 执法人员。")] = None,
    role: AsRole = None,
    json_: JsonFlag = False,
) -> None:
    """List the people of a unit with their numbers."""
    with remote(role) as api:
        answer = api.get("/v1/people", {"unit": unit, "role": post})
    if json_:
        as_json(answer)
        return
    if not answer:
        typer.echo(f"名册中没有这样的人员；还没有填写名册的，{FILLING}")
        return
    out().print(listing([_row(person) for person in answer], PEOPLE, "人员"))


def _row(person: dict[str, Any]) -> dict[str, Any]:
    return {**person, "roles": "、".join(ROLE_NAMES[Role(role)] for role in person["roles"])}
