"""What everybody may read: decisions made public, without personal data; no scope narrows it, it is public by law.

What was taken back is no longer to be read; that it was, when and why stands in its place (行政处罚法 art. 48, para. 2).
"""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from sqlalchemy import Connection, Engine, RowMapping, Select, func, select

from database.connection import reading
from docket.numbering import counts_for
from docket.tables import acts, document_numbers, effects, files
from docket.views import Disclosure
from models.acts import Act
from models.acts.penalty import MEASURE_NAMES
from models.acts.terms import WithdrawAct
from models.effects import Disclosure as Disclosed
from models.effects import Document, Withdrawal
from models.values import civil_day
from registry.entries import Unit
from registry.tables import parties, units

PAGE = 50
Numbers = dict[tuple[str, int | date], str]
"""The numbers of documents by their file, and the act or the day that they were made by or on."""
STRIKING: str = WithdrawAct.model_fields["act"].default
Withdrawals = dict[tuple[str, int], tuple[date, str]]
"""On which day and why acts were taken back, by file and number."""
CITIZEN = "个人"
"""Stands for a citizen in what is public."""
NOBODY = "（未写明当事人）"
"""Stands where what is public names no party, as the result of a joint investigation may."""


def disclosures(engine: Engine, *, limit: int = PAGE, offset: int = 0) -> tuple[Disclosure, ...]:
    """Return the decisions that were made public, the newest first; not rehearsals, and of the withdrawn only why."""
    with reading(engine) as connection:
        rows = connection.execute(_published().limit(limit).offset(offset)).mappings().all()
        found = [(row, Disclosed.stored(row["body"])) for row in rows]
        names = _organisations(connection, {told.party for _, told in found})
        issuers = _issuers(connection, {unit for _, told in found for unit in (told.issuer, told.in_name_of)})
        file_nos = {row["file_no"] for row in rows}
        numbers, withdrawals = _numbers(connection, file_nos), _withdrawals(connection, file_nos)
    shown = ((_disclosure(row, told, names, issuers, numbers), row["file_no"], told.act_no) for row, told in found)
    return tuple(_taken_back(one, withdrawals.get((file_no, act_no))) for one, file_no, act_no in shown)


def _published() -> Select[Any]:
    return (
        select(effects.c.file_no, effects.c.at, effects.c.body)
        .join_from(effects, files)
        .where(effects.c.kind == "disclosure", ~files.c.rehearsal)
        .order_by(effects.c.at.desc(), effects.c.file_no, effects.c.key)
    )


def _withdrawals(connection: Connection, file_nos: Collection[str]) -> Withdrawals:
    """Return when and why each publication was first taken back, by its file and the number of the publishing act.

    A publication that was withdrawn from the record (撤回记录) is taken back too; a taking back that was, is none.
    """
    struck = _struck_from_the_record(connection, file_nos)
    query = (
        select(effects.c.file_no, effects.c.act_no, effects.c.at, effects.c.body)
        .where(effects.c.kind == "withdrawal", effects.c.file_no.in_(file_nos))
        .order_by(effects.c.act_no.desc())
    )
    rows = [(row, Withdrawal.stored(row.body)) for row in connection.execute(query)]
    standing = ((row, told) for row, told in rows if (row.file_no, row.act_no) not in struck)
    return {**struck, **{(row.file_no, told.publication): (civil_day(row.at), told.reason) for row, told in standing}}


def _struck_from_the_record(connection: Connection, file_nos: Collection[str]) -> Withdrawals:
    """Return when and why acts were withdrawn from the record, by their file and number."""
    query = select(acts.c.file_no, acts.c.body).where(acts.c.act == STRIKING, acts.c.file_no.in_(file_nos))
    rows = [(row.file_no, Act.stored(row.body)) for row in connection.execute(query)]
    return {
        (file_no, act.content.of): (act.day, act.content.reason)
        for file_no, act in rows
        if isinstance(act.content, WithdrawAct)
    }


def _taken_back(shown: Disclosure, withdrawn: tuple[date, str] | None) -> Disclosure:
    """Return a disclosure as it is, or what is left of one that was taken back: which it was, when and why."""
    if withdrawn is None:
        return shown
    on, reason = withdrawn
    nothing = {"party": "", "measures": (), "fine": "", "basis": (), "summary": ""}
    return shown.model_copy(update={**nothing, "withdrawn_on": on, "withdrawal_reason": reason})


def _organisations(connection: Connection, ids: Collection[str]) -> dict[str, str]:
    query = select(parties.c.id, parties.c.name).where(parties.c.kind == "organisation", parties.c.id.in_(ids))
    return {row.id: row.name for row in connection.execute(query)}


def _issuers(connection: Connection, ids: Collection[str]) -> dict[str, Unit]:
    rows = connection.execute(select(units).where(units.c.id.in_(ids))).mappings()
    return {row["id"]: Unit.stored_as(row) for row in rows}


def _numbers(connection: Connection, file_nos: Collection[str]) -> Numbers:
    """Return the number of each document of these files (文号)."""
    numbered = counts_for(effects)
    query = (
        select(effects.c.file_no, effects.c.body, document_numbers.c.number)
        .join_from(effects, document_numbers, numbered)
        .where(effects.c.kind == "document", effects.c.file_no.in_(file_nos))
        .order_by(effects.c.act_no, func.length(effects.c.key), effects.c.key)
    )
    found: Numbers = {}
    for row in connection.execute(query):
        made = Document.stored(row.body)
        place = row.file_no, made.act_no
        if place not in found:  # what an act makes besides its decision, as an inventory, comes after
            found[place] = found[row.file_no, made.dated] = row.number
    return found


def _in_name_of(issuers: Mapping[str, Unit], told: Disclosed) -> Unit | None:
    """Return the bureau in whose name a branch decided; one that then bore another name was a bureau itself (原县级局)."""
    branch = issuers.get(told.issuer)
    was_a_bureau = branch is not None and branch.name_on(told.decided_on) != branch.name
    return None if was_a_bureau else issuers.get(told.in_name_of)


def _disclosure(
    row: RowMapping,
    told: Disclosed,
    names: Mapping[str, str],
    issuers: Mapping[str, Unit],
    numbers: Mapping[tuple[str, int | date], str],
) -> Disclosure:
    issuer = _in_name_of(issuers, told) or issuers.get(told.issuer)
    # Until 0.2 a disclosure did not say which decision it was of: the document of its day is.
    made_by = told.decided_on if told.decision is None else told.decision
    return Disclosure(
        file_no=row["file_no"],
        published_on=civil_day(row["at"]),
        number=numbers.get((row["file_no"], made_by), ""),
        issuer=issuer.name_on(told.decided_on) if issuer else "",
        decided_on=told.decided_on,
        party=names.get(told.party, CITIZEN) if told.party else NOBODY,
        measures=tuple(MEASURE_NAMES.get(measure, measure) for measure in told.measures),
        fine=told.fine,
        basis=told.basis,
        summary=told.summary,
    )
