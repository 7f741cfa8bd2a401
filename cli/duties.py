"""`gridcase duty`: who handles what, where and when, and what the plan leaves for the city to decide."""

from typing import Annotated, Any

import typer

from cli.cases import address
from cli.remote import AsRole, remote
from cli.rendering import listing
from cli.speech import App, Exit, Failed, JsonFlag, Spoken, as_json, out, say
from cli.words import maybe_day
from console.receivers import TRANSFER
from models.acts.finding import HandToDepartment
from registry.shipped import BUREAU

duty_app = App(cls=Spoken, no_args_is_help=True, help="部门职责：哪类排污对象由谁负责、谁配合，哪里重叠、哪里空白。")

HAND_OVER = HandToDepartment.model_fields["act"].default
"""The act by which a matter goes to the department that is competent (交主管部门)."""
AS = "--as head"
"""Who may hand it there at any time: once a case is filed the head alone (移送决定)."""
WAYS = (
    ("移送{}", HAND_OVER, AS),
    ("函送{}并等待办理结果（其余字段见 gridcase acts 移送）", TRANSFER, "--as clerk"),
)
"""How a file goes there: handed over, or sent with a letter and waited for (移送), of the whole or of one matter."""
VERDICTS = {"clear": "", "overlap": "重叠", "gap": "空白"}
COLUMNS = {
    "conduct_name": "行为",
    "area": "范围",
    "handlers": "负责",
    "assisting": "配合",
    "verdict": "说明",
    "paragraphs": "依据",
}
UNSETTLED = {"object_name": "排污对象", **COLUMNS}
OBJECTS = {"name": "排污对象", "id": "编码", "conduct": "其中分列的行为"}


@duty_app.command("who", help="这里的这类对象由谁负责，谁配合，为什么。")
def who(
    object_: Annotated[
        str, typer.Option("--object", metavar="对象", help="排污对象，如 餐饮油烟，见 gridcase duty objects。")
    ],
    place: Annotated[str, typer.Option("--place", metavar="网格", help="名称或者编码；写了 --file 的不写。")] = "",
    conduct: Annotated[str | None, typer.Option("--conduct", metavar="行为", help="如 油烟；不写即逐项列出。")] = None,
    on: Annotated[str | None, typer.Option("--on", metavar="日期", help="哪一天，不写即今天。")] = None,
    urban: Annotated[
        bool | None, typer.Option("--urban/--rural", help="这里是不是城区；不写即按网格类别。", show_default=False)
    ] = None,
    file_no: Annotated[
        str | None, typer.Option("--file", metavar="案卷", help="这个案卷所在的网格，并列出移送的命令。")
    ] = None,
    role: AsRole = None,
    json_: JsonFlag = False,
) -> None:
    """Say who handles an object at a place, or where a file is, and how it is handed there."""
    if bool(place) == (file_no is not None):
        raise Failed(Exit.USAGE, "请写 --place 网格，或者 --file 案卷，两者只写一个")
    asked = {"object": object_, "conduct": conduct, "on": maybe_day(on)}
    with remote(role) as api:
        where = place or api.get(address(str(file_no)))["standing"]["particulars"]["grid"]
        answer = api.get("/v1/duties/who", {**asked, "place": where, "urban": urban})
    if json_:
        as_json(answer)
        return
    head = f"{answer['place']}　{answer['who'][0]['object_name']}　{answer['on']}"
    out().print(listing([_row(one) for one in answer["who"]], COLUMNS, head))
    for one in answer["who"] if conduct is not None else ():
        for line in _reasons(one):
            typer.echo(line)
    for line in () if file_no is None else _handing_over(file_no, answer["who"]):
        typer.echo(line)


@duty_app.command("gaps", help="方案重叠和没有写明的，待市里确定。")
def gaps(
    on: Annotated[str | None, typer.Option("--on", metavar="日期", help="哪一天，不写即今天。")] = None,
    role: AsRole = None,
    json_: JsonFlag = False,
) -> None:
    """List what the city has to decide."""
    with remote(role) as api:
        answer = api.get("/v1/duties/unsettled", {"on": maybe_day(on)})
    if json_:
        as_json(answer)
        return
    out().print(listing([_row(one) for one in answer], UNSETTLED, "职责的重叠和空白"))


@duty_app.command("objects", help="八类排污对象和其中分列的行为。")
def objects(role: AsRole = None, json_: JsonFlag = False) -> None:
    """List the kinds of object and their conduct."""
    with remote(role) as api:
        answer = api.get("/v1/duties/objects")
    if json_:
        as_json(answer)
        return
    out().print(
        listing([{**one, "conduct": "、".join(one["conduct"].values())} for one in answer], OBJECTS, "排污对象")
    )


@duty_app.command("posts", help="网格责任岗位：各级由谁担任，负责什么。")
def posts(role: AsRole = None, json_: JsonFlag = False) -> None:
    """List the posts that answer for grids."""
    with remote(role) as api:
        answer = api.get("/v1/duties/posts")
    if json_:
        as_json(answer)
        return
    for one in answer:
        typer.echo(f"{one['name']}（{one['paragraph']}）")
        for level, name in (("level1", "一级"), ("level2", "二级"), ("level3", "三级")):
            if one[level]:
                typer.echo(f"  {name}：{one[level]}")
        typer.echo(f"  职责：{one['duties']}")


@duty_app.command("groups", help="网格化管理工作领导小组：由何职务担任，办公室设在哪里。")
def groups(
    on: Annotated[str | None, typer.Option("--on", metavar="日期", help="哪一天，不写即今天。")] = None,
    role: AsRole = None,
    json_: JsonFlag = False,
) -> None:
    """List the leading groups."""
    with remote(role) as api:
        answer = api.get("/v1/duties/leading-groups", {"on": maybe_day(on)})
    if json_:
        as_json(answer)
        return
    if not answer:
        say("这一天没有领导小组：衡政办发〔2015〕76号当时尚未印发")
    for one in answer:
        typer.echo(f"{one['name']}（{one['paragraph']}）")
        told = {"组长": one["head"], "副组长": "、".join(one["deputies"]), "成员": one["members"]}
        for name, said in {**told, "办公室": one["office_name"]}.items():
            if said:
                typer.echo(f"  {name}：{said}")
        typer.echo(f"  原文：{one['says']}")


def _row(one: dict[str, Any]) -> dict[str, Any]:
    both = (*one["handles"], *one["assists"])
    return {
        **one,
        "handlers": "、".join(dict.fromkeys(row["department_name"] for row in one["handles"])),
        "assisting": "、".join(dict.fromkeys(row["department_name"] for row in one["assists"])),
        "verdict": VERDICTS[one["verdict"]],
        "paragraphs": "；".join(dict.fromkeys(row["paragraph"] for row in both)),
    }


def _handing_over(file_no: str, found: list[dict[str, Any]]) -> list[str]:
    """Return the commands by which a file, or a matter in it, goes to the competent; the ecology bureau keeps it."""
    units = {row["department"]: row["department_name"] for one in found for row in one["handles"]}
    return [
        f"{said.format(name)}：gridcase act {file_no} {act} {who} --set unit={unit}"
        for unit, name in units.items()
        if unit != BUREAU
        for said, act, who in WAYS
    ]


def _reasons(one: dict[str, Any]) -> list[str]:
    """Return the sentences on which an answer rests, where they stand, and what is doubtful."""
    lines = [one["sentence"]] if one["sentence"] else []
    for part, rows in (("负责", one["handles"]), ("配合", one["assists"])):
        for row in rows:
            quoted = f"“{row['says']}”" if row["says"] else row["handles"]
            local = f"（在当地：{row['local']}）" if row["local"] else ""
            basis = f"；{row['basis']}" if row["basis"] else ""
            doubt = "；存疑，以市里文件为准" if row["doubtful"] else ""
            lines.append(
                f"{part}：{row['department_name']}{local}　{row['paragraph']}　{row['why']}：{quoted}{basis}{doubt}"
            )
    return lines
