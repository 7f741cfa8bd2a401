"""An act as a form made from its model: filled in, sent, taken or refused with its article; twice counts once."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse, Response

from console.file_view import FileView
from console.receivers import ADDRESS, TRANSFER, UNIT, asked_for, told
from console.what_if import TERM_CHANGES
from models.acts import ACTS
from models.people import Role
from models.values import first_said
from registry.form_drafts import Form
from web.asking import Refused
from web.correcting import (
    ANOTHER,
    CHOOSE,
    DRAWN,
    SEEN,
    as_written,
    change_in,
    changed,
    corrected_by,
    field_of,
    is_of_another,
    meant,
    supposed,
)
from web.drafting import DISCARD, KEEP, kept_as, told_of
from web.filling import ACT_KINDS, NEW, Choice, Entered, Offered, content, inputs, refused_fields
from web.hints import counted_from, hint_of, hinted
from web.house import PREFIX, Reader, entered_in
from web.looking_up import FIND, REGISTER, offered_parties, registered
from web.pages.files import address, number_in, view_of
from web.pages.parties import registered_as
from web.session import KEY, SEAL, is_stale, must_be_ours, new_key
from web.violations import FILL, filled, kinds_for

IN_A_FILE = "/v1/files/{file_no}/acts"
OFFICERS = ("officers", "servers", "voters")
"""Fields that name persons of the reader's own unit."""
WHEN = ("on", "happened_at", "of_record")
AGAIN = "_more"
"""The button that asks for one more row of a list."""
SHOWN_AGAIN = (AGAIN, FIND, FILL, CHOOSE)
"""Buttons that send nothing: the form comes back with more in it."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A form as it stands: of which act, in which file, with what entered, under which key."""

    entry: Mapping[str, Any]
    file_no: str
    entered: Entered
    key: str = ""
    told: str = ""
    """What is said on top of it: a party was registered, a draft was kept."""


async def fill_in(reader: Reader) -> Response:
    """Show the form of an act, or take it."""
    act = str(reader.request.path_params["act"])
    entry = await reader.api.get(f"/v1/acts/{quote(act, safe='')}")
    file_no = number_in(reader) if "file_no" in reader.request.path_params else ""
    if (entry["sent_to"] == IN_A_FILE) is not bool(file_no):
        raise Refused(HTTPStatus.NOT_FOUND, {"title": "没有找到", "detail": f"“{entry['label']}”不在这里办理"})
    if reader.request.method == "GET":
        return await _opened(reader, Sheet(entry, file_no, {}))
    form = await reader.request.form()
    sheet = Sheet(entry, file_no, entered_in(form), str(form.get(KEY, "")))
    if is_stale(reader.request, str(form.get(SEAL, ""))):
        told = "这张表单是上次登录时打开的，没有办理；填写的内容都在下面，请核对后重新提交"
        problem = {"title": "表单已经失效", "detail": told, "code": "stale-form"}
        return await _form(reader, replace(sheet, key=""), refused=Refused(HTTPStatus.FORBIDDEN, problem))
    must_be_ours(reader.request, str(form.get(SEAL, "")))
    return await _taken(reader, sheet)


async def _opened(reader: Reader, sheet: Sheet) -> Response:
    """Show a form: with what the address says, or else with the draft that is kept of it."""
    asked = reader.request.query_params
    if asked:
        return await _form(reader, replace(sheet, entered={name: asked.getlist(name) for name in asked}))
    now = datetime.now(UTC)
    draft = await run_in_threadpool(reader.house.drafts.of, _form_of(reader, sheet), now)
    if draft is None:
        return await _form(reader, sheet)
    return await _form(reader, replace(sheet, entered=draft.entered, told=told_of(draft)), is_draft=True)


async def _taken(reader: Reader, sheet: Sheet) -> Response:
    """Do what the button says under which a form was sent; without one, send the act."""
    entered = sheet.entered
    if KEEP in entered or DISCARD in entered:
        return await _drafted(reader, sheet)
    if REGISTER in entered:
        return await _registered(reader, sheet)
    if any(button in entered for button in SHOWN_AGAIN):
        return await _form(reader, sheet)
    if is_of_another(sheet.entry, entered):
        return await _form(reader, replace(sheet, told=ANOTHER))
    change = change_in(sheet.entry, entered)
    if change and first_said(entered, SEEN) != change and await supposed(reader.api, sheet.file_no, change):
        return await _form(reader, sheet, change=change)
    return await _sent(reader, sheet)


async def _drafted(reader: Reader, sheet: Sheet) -> Response:
    """Keep what was typed, told on the page or beside it as one types; or begin anew."""
    form = _form_of(reader, sheet)
    if DISCARD in sheet.entered:
        await run_in_threadpool(reader.house.drafts.drop, form)
        return RedirectResponse(reader.request.url.path, HTTPStatus.SEE_OTHER)
    told = await kept_as(reader, form, sheet.entered)
    if "hx-request" in reader.request.headers:
        return reader.page("kept.html", told=told)
    return await _form(reader, replace(sheet, told=told), is_draft=True)


async def _sent(reader: Reader, sheet: Sheet) -> Response:
    try:
        target = f"{address(sheet.file_no)}/acts" if sheet.file_no else str(sheet.entry["sent_to"])
        receipt = await reader.api.post(target, await _body(reader, sheet), sheet.key)
    except Refused as refused:
        key = sheet.key if refused.status >= HTTPStatus.INTERNAL_SERVER_ERROR else ""
        return await _form(reader, replace(sheet, key=key), refused=refused)
    await run_in_threadpool(reader.house.drafts.drop, _form_of(reader, sheet))
    where = receipt.get("file_no") or sheet.file_no
    told = f"?done={receipt['act_no']}" if "act_no" in receipt else ""
    return RedirectResponse(f"{PREFIX}/files/{quote(where, safe='')}{told}", HTTPStatus.SEE_OTHER)


async def _registered(reader: Reader, sheet: Sheet) -> Response:
    """Enter a new party in the register and choose it; the rest of the form stays as it is."""
    path = sheet.entered[REGISTER][0]
    try:
        number, same_name = await registered(reader.api, sheet.entered, path)
    except Refused as refused:
        return await _form(reader, sheet, refused=refused)
    kept = {name: value for name, value in sheet.entered.items() if not name.startswith(f"{NEW}.{path}.")}
    told = registered_as(number, same_name)
    return await _form(reader, replace(sheet, entered={**kept, path: (number,)}, told=told))


async def _form(
    reader: Reader, sheet: Sheet, *, refused: Refused | None = None, is_draft: bool = False, change: str = ""
) -> Response:
    file_no = sheet.file_no
    view = await view_of(reader, file_no) if file_no else None
    entry, entered = await corrected_by(reader.api, sheet.entry, view, sheet.entered)
    kinds = await kinds_for(reader.api, entry, view, entered)
    if kinds and FILL in entered:
        entered = filled(entered, kinds, frozenset(field["name"] for field in entry["fields"]))
    errors = {path.removeprefix("fields."): told for path, told in (refused.by_field if refused else {}).items()}
    offered = await offered_in(reader, view, entry)
    bare = inputs(entry["fields"], entered, errors, offered)
    found = await offered_parties(reader.api, bare, entered, _known(view))
    since = counted_from(view)
    shown = await hinted(reader.api, inputs(entry["fields"], entered, errors, {**offered, **found}), since)
    on = first_said(entered, "on")
    now = next((one for one in view.standing.next if one.act == entry["name"]), None) if view else None
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
        bars=[one for one in view.standing.forbidden if one.act == entry["name"]] if view else [],
        able=may_ever(reader.me, entry, view.kind if view else ""),
        told=sheet.told,
        key=sheet.key or new_key(),
        is_draft=is_draft,
        kinds=kinds,
        since=since.isoformat(),
        on_hint=await hint_of(reader.api, on, since.isoformat()),
        change=change,
        drawn=first_said(entered, DRAWN),
        changes=TERM_CHANGES,
        here_path=reader.request.url.path,
        supposed=await supposed(reader.api, file_no, change) if change else None,
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
    """Return what may be chosen where the catalogue leaves it open: colleagues, parties, acts, receivers."""
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
    if view is not None:
        pointing = (field for field in entry["fields"] if field["kind"] in ACT_KINDS)
        offered |= {field["name"]: _acts(view, field["points_at"]) for field in pointing}
    return offered


def _acts(view: FileView, names: Mapping[str, str]) -> tuple[Choice, ...]:
    """Return the acts of a file that a field may point at: those of some names, or all that somebody did."""
    able = [act for act in view.counting if (act.name in names if names else act.by.kind != "engine")]
    return tuple(Choice(str(act.no), f"第{act.no}号　{ACTS[act.name].label}　{act.day.isoformat()}") for act in able)


async def _body(reader: Reader, sheet: Sheet) -> dict[str, Any]:
    """Return the command as the API takes it: an act in a file, or the opening of one."""
    entry, entered = sheet.entry, sheet.entered
    own = {field["name"] for field in entry["fields"]} if sheet.file_no else set()
    when = {name: first_said(entered, name) for name in WHEN if name not in own}
    told: dict[str, Any] = {name: when[name] for name in ("on", "happened_at") if when.get(name)}
    if not sheet.file_no:
        return {**content(entry["fields"], entered), **told}
    view = await view_of(reader, sheet.file_no)
    whole, _ = await corrected_by(reader.api, entry, view, entered)
    said = content(whole["fields"], entered)
    act = meant(entry, view, entered)
    if act is not None:
        said = as_written(said) if whole is entry else changed(said, act, field_of(whole), entered)
    return {"act": entry["name"], "fields": said, "of_record": when["of_record"] == "是", **told}


def _form_of(reader: Reader, sheet: Sheet) -> Form:
    return Form(str(reader.me["id"]), sheet.file_no, str(sheet.entry["name"]))
