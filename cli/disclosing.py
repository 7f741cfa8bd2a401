"""What `gridcase public` does with the docket."""

import os
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Any

from activities.law_in_force import LawInForce
from cli.docket import docket
from cli.speech import Exit, Failed
from models.values import CIVIL
from public_site.build import Built, Site
from public_site.credit_check import Fault, faults, faults_of_file
from public_site.credit_form import BadMapping, CreditForm, credit_form, form_of
from public_site.credit_table import Organ, Uploadable, as_csv, as_workbook, uploadable
from registry.exchange.problems import Unreadable
from settings import Settings

OWNER_ONLY = 0o600
FIRST_ROW = 2
"""The row of the spreadsheet under its headings."""


def build_site(settings: Settings, folder: Path, address: str, *, anew: bool) -> Built:
    """Bring the public pages in a folder to where the docket is today."""
    with docket(settings) as engine:
        return Site(folder, address, LawInForce(engine)(), _today()).build(engine, anew=anew)


def credit_rows(settings: Settings, *, every: bool) -> list[dict[str, Any]]:
    """Return how each penalty stands at the credit platform."""
    form = credit_form()
    return [_row(form, one) for one in _uploadable(settings, form, Organ()) if every or not one.receipt]


def _row(form: CreditForm, one: Uploadable) -> dict[str, Any]:
    stands = f"已接收（{one.receipt}）" if one.receipt else f"退回：{one.rejected}" if one.rejected else "没有回执"
    missing = [fault.column for fault in faults(form, [one.cells], _today()) if fault.told == "必填"]
    late = one.last_day is not None and not one.receipt and one.last_day < _today()
    last_day = one.last_day.isoformat() if one.last_day else ""
    told = {"id": one.shown.id, "number": one.shown.number, "stands": stands, "missing": "、".join(missing)}
    return {**told, "last_day": f"{last_day}（逾期）" if late else last_day, "is_late": late}


def write_credit_table(
    settings: Settings, file: Path, organ: tuple[str, str, str], mapping: Path | None
) -> dict[str, Any]:
    """Write the table of what has no receipt yet, and say what is still missing in it."""
    form = _form(mapping)
    rows = [one.cells for one in _uploadable(settings, form, Organ(*organ)) if not one.receipt]
    content = as_csv(form, rows) if file.suffix == ".csv" else as_workbook(form, rows)
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, OWNER_ONLY), "wb") as out:
        out.write(content)
    return {"rows": len(rows), "faults": _told(faults(form, rows, _today(), first=FIRST_ROW))}


def check_credit_table(file: Path, mapping: Path | None) -> dict[str, Any]:
    """Return what is wrong with a table."""
    try:
        return {"faults": _told(faults_of_file(_form(mapping), file, _today()))}
    except Unreadable as unreadable:
        raise Failed(Exit.USAGE, f"{file}：{unreadable.sentence}；{unreadable.right}") from None


def _form(mapping: Path | None) -> CreditForm:
    try:
        return form_of(mapping)
    except BadMapping as bad:
        raise Failed(Exit.USAGE, str(bad)) from None


def _uploadable(settings: Settings, form: CreditForm, organ: Organ) -> list[Uploadable]:
    with docket(settings) as engine:
        return uploadable(engine, form, organ, LawInForce(engine)(), _today())


def _told(found: Iterable[Fault]) -> list[dict[str, Any]]:
    return [{"row": one.row, "column": one.column, "told": one.told} for one in found]


def _today() -> date:
    return datetime.now(CIVIL).date()
