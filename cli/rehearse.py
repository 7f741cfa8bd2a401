"""`gridcase rehearse`: a case file played on the engine, what the system does beside what the file says."""

import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Annotated
from urllib.parse import quote

import httpx
import typer

from cli.cases import view_of
from cli.law_in_force import law_in_force
from cli.rehearsal_page import Played, PlayedFile, Supposed, page
from cli.remote import api_address, local_tokens, remote
from cli.speech import Exit, Failed, JsonFlag, as_json, complain, out
from cli.waiting import patience
from models.acts import ACTS
from models.people import PartyRef
from models.values import civil_day, end_of_day
from rehearsal.files import Scripts, read_scripts
from rehearsal.filling import Participants
from rehearsal.in_step import Rehearsal
from rehearsal.playing import No, Play
from rehearsal.script import Script
from rehearsal.services import LocalServices
from rehearsal.story_files import Away, address
from settings import Settings

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
    if not path.is_file():
        raise Failed(Exit.NOT_FOUND, f"没有文件 {path}")
    read = read_scripts(path, law_in_force())
    for complaint in read.complaints:
        complain(complaint.text)
    played = _perform(read.scripts, end, what_if or [])
    _show(read, played, json_=json_)
    if not played or any(complaint.level == "error" for complaint in read.complaints):
        raise typer.Exit(Exit.USAGE)


def _perform(scripts: Sequence[Script], until: datetime | None, changes: Sequence[str]) -> list[Played]:
    """Play through the API of this machine; a no, or a system that is away, ends the command."""
    with local_services() as services:
        try:
            return perform(scripts, services, until, changes)
        except No as no:
            raise Failed(Exit.REFUSED, no.sentence) from None
        except Away as away:
            raise Failed(Exit.AWAY, str(away)) from None


@contextmanager
def local_services() -> Iterator[LocalServices]:
    """Speak to the API with all local tokens."""
    settings = Settings.from_env()
    tokens = local_tokens(settings)
    with httpx.Client(base_url=api_address(settings), timeout=patience(settings), trust_env=False) as http:
        yield LocalServices(http, tokens)


def perform(
    scripts: Sequence[Script], services: LocalServices, until: datetime | None, changes: Sequence[str]
) -> list[Played]:
    """Play the scripts of a file in step; return what became of each."""
    run, law = uuid.uuid4().hex[:12], law_in_force()
    plays = [
        Play(script, services, _participants(script, services, f"{run}/{number}"), f"{run}/{number}", law)
        for number, script in enumerate(scripts)
        if script.scenes
    ]
    Rehearsal(plays).run(until)
    return [_played(play, services, changes) for play in plays]


def _end(text: str) -> datetime:
    try:
        return end_of_day(date.fromisoformat(text))
    except ValueError:
        raise Failed(Exit.USAGE, f"“{text}”不是日期，应写成 2026-09-30") from None


def _participants(script: Script, services: LocalServices, run: str) -> Participants:
    """Look up who plays: the local persons of the county that answers for the place, and a made-up party."""
    grid = script.grid or GRID
    day = civil_day(script.scenes[0].at).isoformat()
    answerable = services.get(f"/v1/grids/{quote(grid, safe='')}", {"on": day})["answerable"]
    unit = next(row["unit"] for row in answerable if row["level"] == COUNTY)
    people = services.get("/v1/people", {"unit": unit})
    party = services.post("officer", "/v1/parties", script.party or PARTY, f"{run}/party")
    able = {role: [row["id"] for row in people if role in row["roles"]] for role in ("head", "legal", "clerk")}
    officers = [row["id"] for row in people if "officer" in row["roles"] and row["certified_until"]]
    return Participants(
        grid=grid,
        unit=unit,
        officers=tuple(officers[:2]),
        heads=tuple(able["head"][:3]),
        legal=able["legal"][0],
        clerk=able["clerk"][0],
        party=party["id"],
        parties={one.id: _made_up(one, number, services, run) for number, one in enumerate(script.parties, 1)},
    )


def _made_up(party: PartyRef, number: int, services: LocalServices, run: str) -> str:
    """Register one who stands in for a party of several, and return its number."""
    form = {"kind": party.kind, "name": f"演练用当事人{number}（虚构）"}
    return str(services.post("officer", "/v1/parties", form, f"{run}/party/{number}")["id"])


def _played(play: Play, services: LocalServices, changes: Sequence[str]) -> Played:
    with remote("supervisor") as api:
        files = [
            PlayedFile(view=view_of(api, file_no), documents=tuple(services.get(f"{address(file_no)}/documents")))
            for file_no in play.files.numbers
        ]
    return Played(
        title=play.script.title,
        source=play.script.source,
        file_no=play.files.last,
        entered=tuple(play.entered),
        files=tuple(files),
        what_if=tuple(_supposed(play, services, change) for change in changes if files),
    )


def _supposed(play: Play, services: LocalServices, change: str) -> Supposed:
    """Suppose a change in the file that knows the act; in the one the story went on in where none is known by name."""
    act = change.partition("=")[0].strip()
    file_no = (play.files.of(act) if act in ACTS else "") or play.files.last
    try:
        return Supposed(change=change, difference=services.get(f"{address(file_no)}/what-if", {"change": [change]}))
    except No as no:
        return Supposed(change=change, sentence=no.sentence)


def _show(read: Scripts, played: Sequence[Played], *, json_: bool) -> None:
    if json_:
        complaints = [one.model_dump(mode="json") for one in read.complaints]
        as_json({"complaints": complaints, "cases": [one.model_dump(mode="json") for one in played]})
        return
    for one in played:
        out().print(page(one))
