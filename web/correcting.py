"""Putting right what was recorded wrongly (更正记录): what the act says as a form to change, and what would move first.

A correction that puts an act on another day is shown with the terms that it moves before it is confirmed.
"""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from urllib.parse import quote

from console.file_view import FileView
from console.what_if import told
from judging.step import name_of
from judging.what_if import Supposed
from models.acts import Act, Content
from models.acts.terms import CorrectAct
from models.values import first_said
from web.asking import Api, Refused
from web.filling import ACTS, MANY, NEW, SEEK, TEXT, Entered, content
from web.proposing import entered_of

CORRECTION, SEEN, CHOOSE = name_of(CorrectAct), "_seen", "_choose"
"""The act; the hidden field that says which change was looked at; the button that shows what the act says."""
BEFORE, DRAWN = "fields.", "_drawn"
"""Before the names of the fields of the act that is corrected; the hidden field that names the act they are of."""
OF_THE_ACT = (BEFORE, f"{SEEK}.{BEFORE}", f"{NEW}.{BEFORE}")
ANOTHER = "所选的行为已经改变，没有更正；下面是现在所选行为的内容，请核对后重新提交"
EMPTY: tuple[Any, ...] = (None, "", (), {})
Entry = Mapping[str, Any]


async def corrected_by(api: Api, entry: Entry, view: FileView | None, entered: Entered) -> tuple[Entry, Entered]:
    """Return the form of a correction with the fields of the act that is meant, filled in as that act says them.

    What was typed into the fields of another act is dropped, and all of it where they are asked for anew.
    """
    if entry["name"] != CORRECTION:
        return entry, entered
    act = meant(entry, view, entered)
    if is_of_another(entry, entered) or CHOOSE in entered:
        entered = {name: given for name, given in entered.items() if not name.startswith(OF_THE_ACT)}
    if act is None:
        return entry, {name: given for name, given in entered.items() if name != DRAWN}
    was_drawn, entered = first_said(entered, DRAWN) == str(act.no), {**entered, DRAWN: (str(act.no),)}
    target = await api.get(f"/v1/acts/{quote(act.name, safe='')}")
    if "{file_no}" not in target["sent_to"]:  # what opened the file is entered in a form that says it otherwise
        return entry, entered
    fields = target["fields"]
    shown = [{**field, "required": False} for field in fields]
    whole = {**entry, "fields": [_with_fields(field, shown) for field in entry["fields"]]}
    if was_drawn and CHOOSE not in entered:
        return whole, entered
    return whole, {**entered, **entered_of(shown, act.content.model_dump(mode="json"), BEFORE)}


def is_of_another(entry: Entry, entered: Entered) -> bool:
    """Tell whether the fields that a correction holds were drawn from another act than the one it names now."""
    if entry["name"] != CORRECTION:
        return False
    drawn = first_said(entered, DRAWN)
    return drawn != first_said(entered, "of") and (bool(drawn) or any(name.startswith(BEFORE) for name in entered))


def as_written(said: Mapping[str, Any]) -> dict[str, Any]:
    """Return a correction of an act whose fields are not shown: its new content is written as JSON."""
    written = said.get("fields")
    if not isinstance(written, str):
        return dict(said)
    try:
        return {**said, "fields": json.loads(written)}
    except ValueError:
        return dict(said)


def changed(said: Mapping[str, Any], act: Act, fields: Entry, entered: Entered) -> dict[str, Any]:
    """Return what a correction says, of the fields only those that say something else than the act does.

    A field that the act has and the form sends empty is said to be empty: whether it may be, the model judges.
    """
    own = content(fields["fields"], entered_of(fields["fields"], act.content.model_dump(mode="json")))
    told = said.get("fields", {})
    new = {name: value for name, value in told.items() if value != own.get(name)}
    for field in fields["fields"]:
        name = field["name"]
        if name in own and name not in told and _is_sent(field, act, entered):
            new[name] = _nothing(field, type(act.content))
    rest = {name: value for name, value in said.items() if name != "fields"}
    return {**rest, "fields": new} if new else rest


def meant(entry: Entry, view: FileView | None, entered: Entered) -> Act | None:
    """Return the act that a correction is about, as it counts now; None where it is none or names none."""
    if entry["name"] != CORRECTION or view is None:
        return None
    wanted = first_said(entered, "of")
    return next((act for act in view.counting if str(act.no) == wanted), None)


def field_of(entry: Entry) -> Entry:
    """Return the field of a correction that holds the fields of the act."""
    found: Entry = next(field for field in entry["fields"] if field["name"] == BEFORE.rstrip("."))
    return found


def change_in(entry: Entry, entered: Entered) -> str:
    """Return which act a correction puts on which day, as a question what if; empty where it moves none."""
    moment = first_said(entered, "happened_at") if entry["name"] == CORRECTION else ""
    try:
        day = datetime.fromisoformat(moment).date().isoformat() if moment else ""
    except ValueError:
        return ""
    return f"{first_said(entered, 'of')}={day}" if day and first_said(entered, "of") else ""


async def supposed(api: Api, file_no: str, change: str) -> tuple[Supposed, list[str]] | None:
    """Return what would move; None where the question itself is refused, which the act then is as well."""
    try:
        answer = await api.get(f"/v1/files/{quote(file_no, safe='')}/what-if", {"change": change})
    except Refused:
        return None
    return Supposed.model_validate(answer), told(answer)


def _with_fields(field: Entry, shown: list[dict[str, Any]]) -> Entry:
    return {**field, "fields": shown} if field["name"] == BEFORE.rstrip(".") else field


def _is_sent(field: Entry, act: Act, entered: Entered) -> bool:
    """Tell whether a form sends a field; of a list of which nothing is ticked, a browser sends nothing."""
    name = BEFORE + field["name"]
    if any(path == name or path.startswith((f"{name}.", f"{name}[")) for path in entered):
        return True
    return field["kind"] in (MANY, ACTS) and not field["fields"] and first_said(entered, DRAWN) == str(act.no)


def _nothing(field: Entry, of: type[Content]) -> Any:  # noqa: ANN401  whatever JSON holds
    """Return what a field says that says nothing: as the model has it, or else by its kind."""
    info = of.model_fields[field["name"]]
    default = None if info.is_required() else info.get_default(call_default_factory=True)
    if not info.is_required() and default in EMPTY:
        return [] if default == () else default
    return [] if field["kind"] in (MANY, ACTS) else "" if field["kind"] == TEXT else None
