"""`gridcase party`, `parties`, `units`, `grid`, `people`, `whoami`: who and where, out of the register."""

from typing import Annotated, Any, Literal
from urllib.parse import quote

import typer
from rich.console import Group

from cli.lists import show
from cli.remote import AsClerk, AsRole, identity, remote
from cli.rendering import listing
from cli.speech import Exit, Failed, JsonFlag, as_json, out, say
from cli.words import FILLING, maybe_day
from models.people import ROLE_NAMES, Role
from registry.entries import SPECIAL_NAMES

PEOPLE = {"id": "编号", "name": "姓名", "rank": "职级", "roles": "岗位", "certified_until": "执法证件有效期至"}
PARTIES = {"id": "编号", "name": "名称", "uscc": "统一社会信用代码", "address": "住所"}
UNITS = {"id": "编号", "name": "名称", "level": "级别", "parent": "上级单位", "former_name": "原名称"}
PRESENT = {
    "level": "级别",
    "unit_name": "单位",
    "person_name": "姓名",
    "person": "编号",
    "post": "责任",
    "note": "说明",
}
GROUP = {"head": "职责", "person": "编号", "rank": "职级", "took_over_from": "接替"}
GRIDS = {"id": "编码", "name": "名称", "county": "县市区", "body": "责任主体", "since": "起", "until": "止"}
SPECIAL = {"id": "编码", "name": "名称", "kind": "类型", "grids": "所在网格", "unit": "专管单位", "since": "设立"}
PLANS = {
    "government": "制定主体",
    "document": "文号",
    "adopted_on": "印发",
    "filed_on": "备案",
    "published_on": "公开",
    "missing": "缺什么",
}
ANSWERABLE = {"level": "级别", "unit": "单位", "leader": "责任领导", "main": "主要责任人", "direct": "直接责任人"}


def party(
    name: Annotated[str, typer.Argument(metavar="名称", help="当事人的全称。")],
    kind: Annotated[
        Literal["organisation", "citizen"], typer.Option(help="organisation 单位，citizen 公民。")
    ] = "organisation",
    uscc: Annotated[str, typer.Option(help="统一社会信用代码。")] = "",
    address: Annotated[str, typer.Option(help="住所或者经营场所。")] = "",
    other: Annotated[bool, typer.Option("--other", help="与名册中的同名单位不是同一家，仍然登记。")] = False,
    role: AsClerk = None,
    json_: JsonFlag = False,
) -> None:
    """Register a party; the same organisation keeps its number, and one of the same name is asked about first."""
    with remote(role, usual="clerk") as api:
        if kind == "organisation" and not other:
            _refuse_namesake(api.get("/v1/parties", {"name": name}), name, uscc, address)
        answer = api.post("/v1/parties", {"kind": kind, "name": name, "uscc": uscc, "address": address})
    if json_:
        as_json(answer)
        return
    say(f"当事人编号：{answer['id']}")


def _refuse_namesake(found: list[dict[str, Any]], name: str, uscc: str, address: str) -> None:
    """Ask whether an organisation of the same name, with another code or address, is the one that is meant."""
    same = [one for one in found if one["name"] == name and one["kind"] == "organisation"]
    known = any(one["uscc"] == uscc if uscc else one["address"] == address for one in same)
    if same and not known:
        told = "；".join(f"{one['id']}（{_where(one)}）" for one in same)
        sentence = f"名册中已有同名单位：{told}。是同一家的，直接使用其编号；不是同一家的，加 --other 登记"
        raise Failed(Exit.REFUSED, sentence)


def _where(one: dict[str, Any]) -> str:
    return "，".join((one["uscc"] or "未登记信用代码", one["address"] or "未登记住所"))


def parties(
    name: Annotated[str, typer.Argument(metavar="名称", help="名称或者其中一部分；公民须写全名。")] = "",
    uscc: Annotated[str, typer.Option(help="统一社会信用代码。")] = "",
    address: Annotated[str, typer.Option(help="住所或者其中一部分。")] = "",
    role: AsClerk = None,
    json_: JsonFlag = False,
) -> None:
    """Find parties of the register."""
    with remote(role, usual="clerk") as api:
        answer = api.get("/v1/parties", {"name": name, "uscc": uscc, "address": address})
    show(answer, PARTIES, "当事人", "名册中没有这样的当事人；登记用 gridcase party", json_=json_)


def units(
    words: Annotated[str, typer.Argument(metavar="名称", help="名称中含有的文字；不写即全部。")] = "",
    level: Annotated[int | None, typer.Option(min=1, max=3, help="1 市级，2 县级（园区），3 乡镇（街道）。")] = None,
    name: Annotated[str, typer.Option("--name", help="同上。")] = "",
    role: AsRole = None,
    json_: JsonFlag = False,
) -> None:
    """List the units with their numbers."""
    with remote(role) as api:
        answer = [row for row in api.get("/v1/units", {"level": level}) if words in row["name"] and name in row["name"]]
    show(answer, UNITS, "单位", "名册中没有这样的单位", json_=json_)


def whoami(role: AsRole = None, json_: JsonFlag = False) -> None:
    """Say as whom a command acts."""
    with remote(role) as api:
        me = api.get("/v1/people/me")
    if json_:
        as_json(me)
        return
    say(f"{identity(me)}　编号 {me['id']}")
    if me["certified_until"]:
        say(f"执法证件有效期至 {me['certified_until']}")


def grid(
    name: Annotated[str, typer.Argument(metavar="网格", help="名称或者编号，如“衡山县 开云镇”。")],
    on: Annotated[str | None, typer.Option("--on", help="哪一天的责任人，不写即今天。")] = None,
    role: AsRole = None,
    json_: JsonFlag = False,
) -> None:
    """Show a grid and who answers there."""
    with remote(role) as api:
        answer = api.get(f"/v1/grids/{quote(name, safe='')}", {"on": maybe_day(on)})
    if json_:
        as_json(answer)
        return
    found = answer["grid"]
    head = f"{found['county']} {found['name']}（{found['id']}）　{found['body']}　{answer['on']}"
    notes = [said for said in (answer["note"], found["basis"]) if said]
    tables = (
        (answer["answerable"], ANSWERABLE, "责任单位和责任人（编号）"),
        (answer["answers"], PRESENT, "当日在岗负责的人"),
        ([{**one, "head": "组长" if one["head"] else "成员"} for one in answer["group"]], GROUP, "县级监管工作组"),
        (_special(answer["special"]), SPECIAL, "覆盖这里的特殊网格"),
    )
    out().print(Group(head, *notes, *(listing(rows, columns, title) for rows, columns, title in tables if rows)))


def grids(
    within: Annotated[str, typer.Argument(metavar="二级网格", help="只列这个县市区、园区的；不写即全市。")] = "",
    level: Annotated[int | None, typer.Option(min=1, max=3, help="1 市级，2 县级（园区），3 乡镇（街道）。")] = None,
    on: Annotated[str | None, typer.Option("--on", help="哪一天的网格，不写即今天。")] = None,
    special: Annotated[bool, typer.Option("--special", help="列特殊网格和监管重点网格。")] = False,
    role: AsRole = None,
    json_: JsonFlag = False,
) -> None:
    """List the grids of a day, or the special grids."""
    asked = {"on": maybe_day(on)}
    with remote(role) as api:
        if special:
            rows = api.get("/v1/special-grids", {**asked, "over": within or None})
        else:
            rows = api.get("/v1/grids", {**asked, "within": within or None, "level": level})
    if special:
        show(rows if json_ else _special(rows), SPECIAL, "特殊网格", "没有登记特殊网格", json_=json_)
    else:
        show(rows, GRIDS, "网格", "这一天没有这样的网格", json_=json_)


def grid_plans(role: AsRole = None, json_: JsonFlag = False) -> None:
    """List the plans of grids with the days on which they were filed and published."""
    with remote(role) as api:
        answer = api.get("/v1/grid-plans")
    rows = [{**row, **(row["plan"] or {}), "missing": "；".join(row["missing"])} for row in answer]
    show(answer if json_ else rows, PLANS, "网格划分和计划执法方案", "", json_=json_)


def _special(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{**row, "kind": SPECIAL_NAMES[row["kind"]], "grids": "、".join(row["grids"])} for row in rows]


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
        say(f"名册中没有这样的人员；还没有填写名册的，{FILLING}")
        return
    out().print(listing([_row(person) for person in answer], PEOPLE, "人员"))


def _row(person: dict[str, Any]) -> dict[str, Any]:
    return {**person, "roles": "、".join(ROLE_NAMES[Role(role)] for role in person["roles"])}
