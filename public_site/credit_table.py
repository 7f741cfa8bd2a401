"""The rows of the credit platform's table (双公示): each penalty that is public and that the platform has not taken yet.

What the register does not hold (the legal representative, a citizen's document) is left empty for whoever fills it in;
`credit_check` says what is missing. It counts as published there only with the platform's receipt
(`record_credit_receipt`); the seven working days run on while there is none.
"""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from openpyxl import Workbook
from sqlalchemy import Connection, Engine, select

from database.connection import reading
from docket.publication import disclosures_of, files_published
from docket.tables import acts, effects
from docket.views import Disclosure
from law.edition import Law
from models.acts import Act
from models.acts.publicity import RecordCreditReceipt
from models.acts.terms import WithdrawAct
from models.effects import PENALTY_SHOWN
from models.effects import Disclosure as Disclosed
from public_site.credit_form import CreditForm
from public_site.memory import some_of
from registry.exchange.guarding import guarded
from registry.tables import parties

OPEN_ENDED = "2099-12-31"
"""How the platform's table says that a penalty has no end."""
MYRIAD = 4
"""The power of ten that 万 is."""
HOUSEHOLD = "92"
"""How the credit code of a household that trades begins (个体工商户)."""
RECEIPT: str = RecordCreditReceipt.model_fields["act"].default
STRIKING: str = WithdrawAct.model_fields["act"].default


@dataclass(frozen=True, slots=True)
class Organ:
    """Who decides and who sends, as the platform knows them."""

    code: str = ""
    source: str = ""
    source_code: str = ""


@dataclass(frozen=True, slots=True)
class Uploadable:
    """One penalty for the platform: how it stands there, by when, and its row."""

    shown: Disclosure
    last_day: date | None
    receipt: str
    """The number of the platform's receipt; empty while there is none."""
    rejected: str
    """Why its row came back last."""
    cells: Mapping[str, str]


def uploadable(engine: Engine, form: CreditForm, organ: Organ, law: Law, on: date) -> list[Uploadable]:
    """Return every penalty that is public and displayed, the one that is due first before the others."""
    found: list[Uploadable] = []
    for some in some_of(sorted(files_published(engine))):
        shown = [
            one
            for one in disclosures_of(engine, some, law, on)
            if one.title == PENALTY_SHOWN and one.withdrawn_on is None and not one.is_over
        ]
        with reading(engine) as connection:
            told, subjects = _receipts(connection, some), _subjects(connection, some)
        found += [_one(one, form, organ, law, told.get(one.id, []), subjects.get(one.id)) for one in shown]
    return sorted(found, key=lambda one: (one.last_day or date.max, one.shown.id))


def _one(
    shown: Disclosure,
    form: CreditForm,
    organ: Organ,
    law: Law,
    receipts: Sequence[RecordCreditReceipt],
    subject: tuple[str, str, str] | None,
) -> Uploadable:
    taken = [one.receipt_no for one in receipts if one.outcome == "accepted"]
    back = [one.reason for one in receipts if one.outcome == "rejected"]
    last_day = law.last_day("penalty_publication", shown.decided_on) if shown.decided_on else None
    cells = _cells(shown, form, organ, subject or ("citizen", "", ""))
    return Uploadable(shown, last_day, taken[-1] if taken else "", back[-1] if back and not taken else "", cells)


def _cells(shown: Disclosure, form: CreditForm, organ: Organ, subject: tuple[str, str, str]) -> dict[str, str]:
    kind, name, uscc = subject
    of = "household" if uscc.startswith(HOUSEHOLD) else kind
    fine = f"{Decimal(shown.fine).scaleb(-MYRIAD):.6f}".rstrip("0").rstrip(".") if shown.fine else ""
    known = {
        "CF_XDR_MC": name,
        "CF_XDR_LB": form.classes.get(of, ""),
        "CF_XDR_SHXYM": uscc,
        "CF_WSH": shown.number,
        "CF_SY": shown.summary,
        "CF_YJ": "；".join(shown.basis),
        "CF_CFLB": ";".join(dict.fromkeys(form.kinds.get(one, "其他") for one in shown.measures)),
        "CF_NR": "、".join(shown.measures) + (f"{fine}万元" if fine else ""),
        "CF_NR_FK": fine,
        "CF_JDRQ": shown.decided_on.isoformat() if shown.decided_on else "",
        "CF_YXQ": OPEN_ENDED,
        "CF_GSJZQ": shown.displayed_until.isoformat() if shown.displayed_until else "",
        "CF_CFJG": shown.issuer,
        "CF_CFJGDM": organ.code,
        "CF_SJLY": organ.source or shown.issuer,
        "CF_SJLYDM": organ.source_code or organ.code,
    }
    return {code: known.get(code, "") for code in form.columns}


def _receipts(connection: Connection, file_nos: Sequence[str]) -> dict[str, list[RecordCreditReceipt]]:
    """Return what the platform said of each publication, by its id; what was withdrawn from the record counts not."""
    query = select(acts.c.file_no, acts.c.body).where(acts.c.file_no.in_(file_nos), acts.c.act.in_({RECEIPT, STRIKING}))
    told = [
        (row.file_no, Act.stored(row.body)) for row in connection.execute(query.order_by(acts.c.file_no, acts.c.no))
    ]
    struck = {(no, act.content.of) for no, act in told if isinstance(act.content, WithdrawAct)}
    found: dict[str, list[RecordCreditReceipt]] = {}
    for file_no, act in told:
        if isinstance(act.content, RecordCreditReceipt) and (file_no, act.no) not in struck:
            found.setdefault(f"{file_no}-{act.content.of}", []).append(act.content)
    return found


def _subjects(connection: Connection, file_nos: Sequence[str]) -> dict[str, tuple[str, str, str]]:
    """Return the kind, name and credit code of whom each publication is about, by its id: the platform is told who."""
    query = select(effects.c.file_no, effects.c.body).where(
        effects.c.file_no.in_(file_nos), effects.c.kind == "disclosure"
    )
    told = [(row.file_no, Disclosed.stored(row.body)) for row in connection.execute(query)]
    known = select(parties.c.id, parties.c.kind, parties.c.name, parties.c.uscc).where(
        parties.c.id.in_({one.party for _, one in told if one.party})
    )
    rows = {row.id: (row.kind, row.name, row.uscc or "") for row in connection.execute(known)}
    return {f"{file_no}-{one.act_no}": rows[one.party] for file_no, one in told if one.party in rows}


def as_csv(form: CreditForm, rows: Iterable[Mapping[str, str]]) -> bytes:
    """Return the table as CSV in UTF-8 with its mark."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([column.name for column in form.columns.values()])
    writer.writerows([guarded(row[code]) for code in form.columns] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def as_workbook(form: CreditForm, rows: Iterable[Mapping[str, str]]) -> bytes:
    """Return the table as a workbook; every cell is text."""
    book = Workbook()
    page = book.create_sheet("行政处罚", 0)
    page.append([column.name for column in form.columns.values()])
    for row in rows:
        page.append([guarded(row[code]) or None for code in form.columns])
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()
