"""`gridcase receive`: what a unit outside this system transferred on paper, entered by whoever received it."""

from typing import Annotated

import typer

from cli.acting import At, Grid, Key, On, Party, Place, Pollution, done
from cli.remote import AsClerk, remote
from cli.speech import Exit, Failed, JsonFlag
from cli.words import when

Materials = Annotated[list[str], typer.Option("--material", help="移送材料：名称=件数，如 现场照片=4，可以重复写。")]


def receive(
    grid: Grid,
    matter: Annotated[str, typer.Option("--matter", help="用一句话写明移送的是什么事项。")],
    from_unit: Annotated[str, typer.Option("--from", help="移送单位的全称。")],
    letter: Annotated[str, typer.Option("--letter", help="移送函的文号。")],
    materials: Materials,
    reason: Annotated[
        str,
        typer.Option(
            "--reason",
            help="移送原因：not_competent 不属于其职责，elsewhere 不在其辖区，first_filed 先立案，other 其他。",
        ),
    ],
    explanation: Annotated[str, typer.Option("--text", help="移送函写明的事实和理由。")],
    pollution: Pollution,
    unit: Annotated[str | None, typer.Option("--unit", help="接收单位的编号，不写即本单位。")] = None,
    place: Place = "",
    party: Party = None,
    on: On = None,
    at: At = None,
    key: Key = None,
    role: AsClerk = None,
    json_: JsonFlag = False,
) -> None:
    """Enter a letter by which a unit outside transfers a case or a matter, which opens a file of its own."""
    told = {"matter": matter, "from_unit": from_unit, "letter": letter, "reason": reason, "explanation": explanation}
    listed = [_material(one) for one in materials]
    with remote(role, usual="clerk") as api:
        to = unit or api.get("/v1/people/me")["unit"]
        body = {"grid": grid, "pollution": pollution, "place": place, "party": party, "unit": to, "materials": listed}
        done(api, "/v1/transfers", {**body, **told, **when(on, at)}, key, json_=json_)


def _material(said: str) -> dict[str, str | int]:
    name, _, count = said.rpartition("=")
    if not name or not count.isdecimal():
        raise Failed(Exit.USAGE, f"“{said}”应写作 名称=件数，如 --material 现场照片=4")
    return {"name": name, "count": int(count)}
