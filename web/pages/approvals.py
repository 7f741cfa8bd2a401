"""A morning's approvals (逐件审批): what waits for a head on one page, each file shown, each an act of its own."""

import asyncio
from collections.abc import Coroutine, Iterable, Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, TypeVar
from urllib.parse import quote

from starlette.responses import Response

from console.file_view import FileView
from models.acts import Act
from models.looking import Basket
from models.people import Role
from models.values import first_said
from web.asking import Refused
from web.filling import Choice, Entered, Input, Offered, inputs, refused_fields
from web.house import Reader, entered_in
from web.pages.acts import offered_in
from web.pages.files import address, view_of
from web.proposing import ALL, asked, prefix, proposed, said_of, shared
from web.session import KEY, SEAL, must_be_ours, new_key

AT_ONCE, SEEN = 30, 200
"""How many files one page decides on, and among how many of those that wait it looks."""
TOGETHER = 4
"""How many questions are asked of the API at a time."""
LATELY = 4
"""How many of its last acts are shown of each file."""
TAKE, AGAIN = "take", "again"
T = TypeVar("T")
Entry = Mapping[str, Any]
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Waiting:
    """One file that waits, and its part of the form."""

    row: Row
    view: FileView
    lately: Sequence[Act]
    bars: Sequence[str]
    """Why the act cannot be done now, each with its article."""
    fields: Sequence[Input]
    taken: bool = False
    refused: Refused | None = None
    again: str = ""
    """The key under which it was sent, where nobody knows whether it was taken: it is sent again under the same."""
    others: Sequence[str] = ()
    """What is wrong with fields that the form does not show."""
    lacks_party: bool = False
    """Whether the party has to be entered first, in the form of this file alone."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of one file: the number of the act, or a no."""

    file_no: str
    act_no: int | None = None
    refused: Refused | None = None
    again: str = ""


async def show(reader: Reader) -> Response:
    """Show what waits, one kind of act at a time."""
    return await _page(reader, reader.request.query_params.get("act", ""), {}, ())


async def decide(reader: Reader) -> Response:
    """Send the act of each file that was ticked, under a key of its own; what is refused stays, with its reason."""
    form = await reader.request.form()
    must_be_ours(reader.request, str(form.get(SEAL, "")))
    entered, key = entered_in(form), str(form.get(KEY, ""))
    entry = await _entry(reader, (entered.get("act") or ("",))[0])
    taken = list(dict.fromkeys(entered.get(TAKE, ())))[:AT_ONCE]
    keys = {file_no: first_said(entered, f"{AGAIN}.{file_no}") or f"{key}-{file_no}" for file_no in taken}
    answers = await _all(_decided(reader, entry, file_no, entered, keys[file_no]) for file_no in taken)
    return await _page(reader, entry["name"], entered, answers)


async def _decided(reader: Reader, entry: Entry, file_no: str, entered: Entered, key: str) -> Answer:
    body = {"act": entry["name"], "fields": said_of(entry["fields"], entered, file_no), "of_record": False}
    try:
        receipt = await reader.api.post(f"{address(file_no)}/acts", body, key)
    except Refused as refused:
        is_known = refused.status < HTTPStatus.INTERNAL_SERVER_ERROR
        return Answer(file_no, refused=refused, again="" if is_known else key)
    return Answer(file_no, receipt["act_no"])


async def _page(reader: Reader, act: str, entered: Entered, answers: Sequence[Answer]) -> Response:
    if Role.HEAD not in reader.me["roles"]:
        told = {"title": "您的岗位不能审批", "detail": "逐件审批由行政机关负责人办理"}
        raise Refused(HTTPStatus.FORBIDDEN, told)
    found = await reader.api.get("/v1/desk", {"basket": Basket.APPROVE, "limit": SEEN})
    waiting, entries = await _by_act(reader, found["rows"])
    if act and act not in entries:
        entries[act] = await _entry(reader, act)
    chosen = entries.get(act) or next(iter(entries.values()), None)
    rows = waiting.get(chosen["name"], []) if chosen else []
    refused = {one.file_no: one for one in answers if one.refused}
    shown: list[Waiting] = []
    common: Sequence[Input] = ()
    if chosen and rows:
        colleagues = await offered_in(reader, None, chosen)
        common = _common(chosen, entered, colleagues)
        parts = await _all(_part(reader, chosen, row, colleagues, entered, refused) for row in rows[:AT_ONCE])
        shown = [part for part in parts if part is not None]
    return reader.page(
        "approvals.html",
        entry=chosen,
        tabs=[(name, entries[name]["label"], len(listed)) for name, listed in waiting.items()],
        shown=shown,
        left=len(rows) - len(shown),
        cut=found["after"] is not None,
        common=common,
        done=[one for one in answers if one.act_no is not None],
        refused=[one for one in answers if one.refused],
        take=TAKE,
        key=new_key(),
    )


async def _by_act(reader: Reader, rows: Sequence[Row]) -> tuple[dict[str, list[Row]], dict[str, Entry]]:
    """Return which files wait for which of the head's acts, and what the catalogue says of these."""
    names = dict.fromkeys(turn["act"] for row in rows for turn in row["turns"])
    entries = {entry["name"]: entry for entry in await _all(_entry(reader, name) for name in names)}
    waiting: dict[str, list[Row]] = {}
    for row in rows:
        for turn in row["turns"]:
            if _is_the_heads(entries[turn["act"]], row["file"]["kind"], reader.me["level"]):
                waiting.setdefault(turn["act"], []).append(row)
    return waiting, {name: entries[name] for name in waiting}


def _is_the_heads(entry: Entry, kind: str, level: int) -> bool:
    steps = [step for step in entry["steps"] if step["kind"] == kind]
    return any(Role.HEAD in step["roles"] and level in step["levels"] for step in steps)


async def _part(
    reader: Reader, entry: Entry, row: Row, colleagues: Offered, entered: Entered, refused: Mapping[str, Answer]
) -> Waiting | None:
    """Return one file as it is shown: what it says already is filled in, unless the form came back.

    One that does not answer just now is left for later, so that what became of the others is told.
    """
    file_no = row["file"]["file_no"]
    answer = refused.get(file_no)
    no = answer.refused if answer else None
    try:
        view = await view_of(reader, file_no)
    except Refused:
        return None
    before = prefix(file_no)
    own = {path: given for path, given in entered.items() if path.startswith(before)}
    given: Entered = own or proposed(view, entry["fields"])
    errors = {before + path.removeprefix("fields."): told for path, told in (no.by_field if no else {}).items()}
    fields = asked(entry["fields"], given, errors, before)
    standing = view.standing
    known = dict.fromkeys(filter(None, (standing.particulars.party, *(one.id for one in standing.parties))))
    parties = {"party": tuple(Choice(one, view.name(one)) for one in known)} if known else {}
    shown = inputs(fields, given, errors, {**colleagues, **parties}, before)
    bars = [bar for bar in standing.forbidden if bar.act == entry["name"]]
    return Waiting(
        row=row,
        view=view,
        lately=[act for act in view.acts if act.by.kind != "engine"][-LATELY:],
        bars=[bar.sentence + (f"（{bar.article}）" if bar.article else "") for bar in bars],
        fields=shown,
        taken=file_no in refused,
        refused=no,
        again=answer.again if answer else "",
        others=list(refused_fields(errors, shown)),
        lacks_party=any(one.widget == "party" for one in shown),
    )


def _common(entry: Entry, entered: Entered, offered: Offered) -> Sequence[Input]:
    """Return the fields that are entered once for all files."""
    fields = [{**field, "required": False, "looked_up": ""} for field in shared(entry["fields"])]
    return inputs(fields, entered, {}, offered, f"{ALL}.")


async def _entry(reader: Reader, act: str) -> Entry:
    if not act:
        raise Refused(HTTPStatus.UNPROCESSABLE_ENTITY, {"title": "没有办理", "detail": "请先选择要办理的行为"})
    entry: Entry = await reader.api.get(f"/v1/acts/{quote(act, safe='')}")
    return entry


async def _all(questions: Iterable[Coroutine[Any, Any, T]]) -> list[T]:
    """Return the answers to some questions, in their order, a few asked at a time."""
    gate = asyncio.Semaphore(TOGETHER)

    async def through(one: Coroutine[Any, Any, T]) -> T:
        async with gate:
            return await one

    return list(await asyncio.gather(*map(through, questions)))
