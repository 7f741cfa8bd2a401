"""An act as a form made from its model: filled in, sent, taken or refused with its article; twice counts once."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

from starlette.datastructures import FormData
from starlette.responses import RedirectResponse, Response

from console.file_view import FileView
from console.receivers import ADDRESS, TRANSFER, UNIT, asked_for, told
from models.people import Role
from models.values import first_said
from web.asking import Refused
from web.filling import NEW, Choice, Entered, Offered, content, inputs, refused_fields
from web.house import PREFIX, Reader
from web.looking_up import FIND, REGISTER, offered_parties, registered
from web.pages.files import address, number_in, view_of
from web.pages.parties import registered_as
from web.session import KEY, SEAL, must_be_ours, new_key

IN_A_FILE = "/v1/files/{file_no}/acts"
OFFICERS = ("officers", "servers", "voters")
"""Fields that name persons of the reader's own unit."""
WHEN = ("on", "happened_at", "of_record")
AGAIN = "_more"
"""The button that asks for one more row of a list."""


async def fill_in(reader: Reader) -> Response:
    """Show the form of an act, or take it."""
    act = str(reader.request.path_params["act"])
    entry = await reader.api.get(f"/v1/acts/{quote(act, safe='')}")
    file_no = number_in(reader) if "file_no" in reader.request.path_params else ""
    if (entry["sent_to"] == IN_A_FILE) is not bool(file_no):
        raise Refused(HTTPStatus.NOT_FOUND, {"title": "没有找到", "detail": f"“{entry['label']}”不在这里办理"})
    if reader.request.method == "GET":
        asked = reader.request.query_params
        return await _form(reader, entry, file_no, {name: asked.getlist(name) for name in asked})
    form = await reader.request.form()
    must_be_ours(reader.request, str(form.get(SEAL, "")))
    entered = entered_in(form)
    if REGISTER in entered:
        return await _registered(reader, entry, file_no, entered, key=str(form.get(KEY, "")))
    if AGAIN in entered or FIND in entered:
        return await _form(reader, entry, file_no, entered, key=str(form.get(KEY, "")))
    try:
        receipt = await reader.api.post(_target(entry, file_no), _body(entry, file_no, entered), str(form.get(KEY, "")))
    except Refused as refused:
        key = str(form.get(KEY, "")) if refused.status >= HTTPStatus.INTERNAL_SERVER_ERROR else new_key()
        return await _form(reader, entry, file_no, entered, refused=refused, key=key)
    where = receipt.get("file_no") or file_no
    told = f"?done={receipt['act_no']}" if "act_no" in receipt else ""
    return RedirectResponse(f"{PREFIX}/files/{quote(where, safe='')}{told}", HTTPStatus.SEE_OTHER)


async def _registered(
    reader: Reader, entry: Mapping[str, Any], file_no: str, entered: Entered, *, key: str
) -> Response:
    """Enter a new party in the register and choose it; the rest of the form stays as it is."""
    path = entered[REGISTER][0]
    try:
        number, same_name = await registered(reader.api, entered, path)
    except Refused as refused:
        return await _form(reader, entry, file_no, entered, refused=refused, key=key)
    kept = {name: value for name, value in entered.items() if not name.startswith(f"{NEW}.{path}.")}
    return await _form(
        reader, entry, file_no, {**kept, path: (number,)}, key=key, told=registered_as(number, same_name)
    )


async def _form(
    reader: Reader,
    entry: Mapping[str, Any],
    file_no: str,
    entered: Entered,
    *,
    refused: Refused | None = None,
    key: str = "",
    told: str = "",
) -> Response:
    view = await view_of(reader, file_no) if file_no else None
    errors = {path.removeprefix("fields."): told for path, told in (refused.by_field if refused else {}).items()}
    offered = await offered_in(reader, view, entry)
    bare = inputs(entry["fields"], entered, errors, offered)
    found = await offered_parties(reader.api, bare, entered, _known(view))
    shown = inputs(entry["fields"], entered, errors, {**offered, **found})
    now = next((one for one in view.standing.next if one.act == entry["name"]), None) if view else None
    bars = [one for one in view.standing.forbidden if one.act == entry["name"]] if view else []
    return reader.page(
        "act.html",
        status=refused.status if refused else HTTPStatus.OK,
        entry=entry,
        view=view,
        file_no=file_no,
        fields=[one for one in shown if one.name not in WHEN] if not file_no else shown,
        given={name: first_said(entered, name) for name in WHEN},
        errors=errors,
        problem=refused.problem if refused else None,
        other_errors=list(refused_fields(errors, shown)) if refused else [],
        now=now,
        bars=bars,
        able=may_ever(reader.me, entry, view.kind if view else ""),
        told=told,
        key=key or new_key(),
    )


def may_ever(me: Mapping[str, Any], entry: Mapping[str, Any], kind: str = "") -> bool:
    """Tell whether an act is one of somebody's post, in files of a kind or of any."""
    steps = [step for step in entry["steps"] if kind in ("", step["kind"])]
    return any(me["level"] in step["levels"] and not set(me["roles"]).isdisjoint(step["roles"]) for step in steps)


def _known(view: FileView | None) -> Mapping[str, str]:
    """Return the parties that a file names already."""
    if view is None:
        return {}
    numbers = (view.standing.particulars.party, *(one.id for one in view.standing.parties))
    return {number: view.name(number) for number in numbers if number}


async def offered_in(reader: Reader, view: FileView | None, entry: Mapping[str, Any]) -> Offered:
    """Return what may be chosen where the catalogue leaves it open: colleagues, parties, who may receive it."""
    names = {field["name"] for field in entry["fields"]}
    offered: dict[str, tuple[Choice, ...]] = {}
    if names.intersection(OFFICERS):
        people = await reader.api.get("/v1/people", {"unit": reader.me["unit"]})
        able = [one for one in people if Role.OFFICER in one.get("roles", (Role.OFFICER,))]
        offered |= dict.fromkeys(OFFICERS, tuple(Choice(one["id"], f"{one['name']}（{one['id']}）") for one in able))
    if view is not None and view.standing.parties:
        offered["party"] = tuple(Choice(one.id, view.name(one.id)) for one in view.standing.parties)
    if view is not None and entry["name"] == TRANSFER and (asked := asked_for(view)) is not None:
        found = await reader.api.get(ADDRESS, asked)
        offered[UNIT] = tuple(Choice(one["unit"], told(one)) for one in found)
    return offered


def _target(entry: Mapping[str, Any], file_no: str) -> str:
    return f"{address(file_no)}/acts" if file_no else str(entry["sent_to"])


def _body(entry: Mapping[str, Any], file_no: str, entered: Entered) -> dict[str, Any]:
    """Return the command as the API takes it: an act in a file, or the opening of one."""
    said = content(entry["fields"], entered)
    when = {name: first_said(entered, name) for name in WHEN}
    told: dict[str, Any] = {name: when[name] for name in ("on", "happened_at") if when[name]}
    if not file_no:
        return {**said, **told}
    return {"act": entry["name"], "fields": said, "of_record": when["of_record"] == "是", **told}


def entered_in(form: FormData) -> Entered:
    """Return what was entered in a form, without what is hidden in it."""
    found: dict[str, list[str]] = {}
    for name, value in form.multi_items():
        if name not in (SEAL, KEY) and isinstance(value, str):
            found.setdefault(name, []).append(value)
    return found
