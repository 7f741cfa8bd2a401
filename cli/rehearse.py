"""`gridcase rehearse`: a case file played on the engine, what the system does beside what the file says."""

import uuid
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Annotated
from urllib.parse import quote

import typer

from cli.cases import view_of
from cli.remote import remote
from cli.speech import Exit, Failed, JsonFlag, as_json, complain, out
from models.values import end_of_day
from rehearsal.files import Scripts, read_scripts
from rehearsal.filling import Cast
from rehearsal.house import LocalHouse, local_house
from rehearsal.page import Played, Supposed, page
from rehearsal.playing import Company, No, Play
from rehearsal.script import Script

GRID = "衡山县 开云镇"
"""Where a file is played whose place is none of the register, or whose people are not there."""
PARTY = {"kind": "organisation", "name": "演练用当事人（虚构）"}
COUNTY = 2


def rehearse(
    path: Annotated[Path, typer.Argument(metavar="文件", help="已公布案件、导出案卷，或者 samples/ 那样的样例。")],
    until: Annotated[
        str | None, typer.Option(metavar="日期", help="演练到这一天终了；不写的，到案卷最后一日。")
    ] = None,
    what_if: Annotated[
        list[str] | None,
        typer.Option("--what-if", metavar="行为=日期", help="演练之后再假设行为发生在另一天，可以重复。"),
    ] = None,
    json_: JsonFlag = False,
) -> None:
    """Play a file and show, day by day, what it says and what the system does."""
    end = None if until is None else _end(until)
    read = read_scripts(path)
    for complaint in read.complaints:
        complain(complaint.text)
    with local_house() as house:
        try:
            played = perform(read.scripts, house, end, what_if or [])
        except No as no:
            raise Failed(Exit.REFUSED, no.sentence) from None
    _show(read, played, json_=json_)
    if not played or any(complaint.level == "error" for complaint in read.complaints):
        raise typer.Exit(Exit.USAGE)


def perform(
    scripts: Sequence[Script], house: LocalHouse, until: datetime | None, changes: Sequence[str]
) -> list[Played]:
    """Play the scripts of a file in step; return what became of each."""
    run = uuid.uuid4().hex[:12]
    plays = [
        Play(script, house, _cast(script, house, f"{run}/{number}"), f"{run}/{number}")
        for number, script in enumerate(scripts)
        if script.scenes
    ]
    Company(plays).perform(until)
    return [_played(play, house, changes) for play in plays]


def _end(text: str) -> datetime:
    try:
        return end_of_day(date.fromisoformat(text))
    except ValueError:
        raise Failed(Exit.USAGE, f"“{text}”不是日期，应写成 2026-09-30") from None


def _cast(script: Script, house: LocalHouse, run: str) -> Cast:
    """Look up who plays: the local persons of the county that answers for the place, and a made-up party."""
    grid = script.grid or GRID
    answerable = house.get(f"/v1/grids/{quote(grid, safe='')}")["answerable"]
    unit = next(row["unit"] for row in answerable if row["level"] == COUNTY)
    people = house.get("/v1/people", {"unit": unit})
    party = house.post("officer", "/v1/parties", script.party or PARTY, f"{run}/party")
    able = {role: [row["id"] for row in people if role in row["roles"]] for role in ("head", "legal", "clerk")}
    officers = [row["id"] for row in people if "officer" in row["roles"] and row["certified_until"]]
    return Cast(
        grid=grid,
        unit=unit,
        officers=tuple(officers[:2]),
        heads=tuple(able["head"][:3]),
        legal=able["legal"][0],
        clerk=able["clerk"][0],
        party=party["id"],
    )


def _played(play: Play, house: LocalHouse, changes: Sequence[str]) -> Played:
    found = Played(title=play.script.title, source=play.script.source, entered=tuple(play.entered))
    if not play.case_no:
        return found
    with remote("supervisor") as api:
        view = view_of(api, play.case_no)
    documents = tuple(house.get(f"{play.address}/documents"))
    supposed = tuple(_supposed(play, house, change) for change in changes)
    more = {"case_no": play.case_no, "view": view, "documents": documents, "what_if": supposed}
    return found.model_copy(update=more)


def _supposed(play: Play, house: LocalHouse, change: str) -> Supposed:
    try:
        return Supposed(change=change, difference=house.get(f"{play.address}/what-if", {"change": [change]}))
    except No as no:
        return Supposed(change=change, sentence=no.sentence)


def _show(read: Scripts, played: Sequence[Played], *, json_: bool) -> None:
    if json_:
        complaints = [one.model_dump(mode="json") for one in read.complaints]
        as_json({"complaints": complaints, "cases": [one.model_dump(mode="json") for one in played]})
        return
    for one in played:
        out().print(page(one))
