"""What everybody may read: decisions made public, without personal data; no scope narrows it, it is public by law.

What was taken back is no longer to be read; that it was, when and why stands in its place (行政处罚法 art. 48, para. 2).
So is what was displayed for as long as it may be (信用修复管理办法 art. 12). A citizen is named nowhere, also in free text.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Engine, RowMapping, Select, func, select

from database.connection import reading
from docket.numbering import counts_for
from docket.tables import acts, document_numbers, effects, file_parties, files
from docket.views import Disclosure
from law.credit import display
from law.edition import Law
from models.acts import Act
from models.acts.penalty import MEASURE_NAMES
from models.acts.terms import WithdrawAct
from models.effects import AGAIN, PENALTY_SHOWN, Document, Withdrawal
from models.effects import Disclosure as Disclosed
from models.ids import effect_key, what_in
from models.values import civil_day
from registry.entries import Unit
from registry.tables import grids, parties, units

PAGE = 50
Numbers = dict[tuple[str, int | date], str]
"""The numbers of documents by their file, and the act or the day that they were made by or on."""
STRIKING: str = WithdrawAct.model_fields["act"].default
Withdrawals = dict[tuple[str, int], tuple[date, str]]
"""On which day and why acts were taken back, by file and number."""
CITIZEN = "个人"
"""Stands for a citizen in what is public."""
HIDDEN = "当事人"
"""Stands for a citizen's name in free text."""
NOTHING: dict[str, Any] = {"party": "", "party_no": "", "measures": (), "fine": "", "basis": (), "summary": ""}
"""What is left of the matter itself where it may not be read any more."""
NOBODY = "（未写明当事人）"
"""Stands where what is public names no party, as the result of a joint investigation may."""


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known besides the effects themselves, of the files that are asked for."""

    names: Mapping[str, str]
    issuers: Mapping[str, Unit]
    numbers: Numbers
    withdrawals: Withdrawals
    hidden: Mapping[str, tuple[str, ...]]
    """The names of the citizens who are party to each file."""


def disclosures(engine: Engine, law: Law, on: date, *, limit: int = PAGE, offset: int = 0) -> tuple[Disclosure, ...]:
    """Return what was made public, the newest first; not rehearsals, and of the withdrawn only why."""
    with reading(engine) as connection:
        rows = connection.execute(_published().limit(limit).offset(offset)).mappings().all()
        return _shown(connection, rows, law, on)


def disclosures_of(engine: Engine, file_nos: Collection[str], law: Law, on: date) -> tuple[Disclosure, ...]:
    """Return what was made public of some files."""
    with reading(engine) as connection:
        rows = connection.execute(_published().where(files.c.file_no.in_(file_nos))).mappings().all()
        return _shown(connection, rows, law, on)


def files_published(engine: Engine) -> dict[str, int]:
    """Return every file of which something was made public, with its revision."""
    query = select(files.c.file_no, files.c.revision).where(
        ~files.c.rehearsal, files.c.file_no.in_(select(effects.c.file_no).where(effects.c.kind == "disclosure"))
    )
    with reading(engine) as connection:
        return {row.file_no: row.revision for row in connection.execute(query)}


def organisation_names(engine: Engine) -> dict[str, str]:
    """Return what every organisation is called now, by its number."""
    with reading(engine) as connection:
        query = select(parties.c.id, parties.c.name).where(parties.c.kind == "organisation")
        return {row.id: row.name for row in connection.execute(query)}


def _published() -> Select[Any]:
    return (
        select(effects.c.file_no, effects.c.key, effects.c.at, effects.c.body, grids.c.name.label("county"))
        .join_from(effects, files)
        .outerjoin(grids, grids.c.id == files.c.level2_grid)
        .where(effects.c.kind == "disclosure", ~files.c.rehearsal)
        .order_by(effects.c.at.desc(), effects.c.file_no, effects.c.key)
    )


def _shown(connection: Connection, rows: Sequence[RowMapping], law: Law, on: date) -> tuple[Disclosure, ...]:
    found = [(row, Disclosed.stored(row["body"])) for row in rows]
    file_nos = {row["file_no"] for row in rows}
    known = _Known(
        names=_organisations(connection, {told.party for _, told in found}),
        issuers=_issuers(connection, {unit for _, told in found for unit in (told.issuer, told.in_name_of)}),
        numbers=_numbers(connection, file_nos),
        withdrawals=_withdrawals(connection, file_nos),
        hidden=_citizens(connection, file_nos, {(row["file_no"], told.party) for row, told in found}),
    )
    twice = _shown_before(connection, rows)
    return tuple(
        _of_its_day(_taken_back(_disclosure(row, told, known, law), _withdrawn(row, told, known)), on)
        for row, told in found
        if (row["file_no"], row["key"]) not in twice
    )


def _shown_before(connection: Connection, rows: Iterable[RowMapping]) -> set[tuple[str, str]]:
    """Return of these rows those that show again what the act itself had shown (an order, with a daily penalty)."""
    first: dict[tuple[str, str], tuple[str, str]] = {}
    for row in rows:
        what = what_in(row["key"])
        if what.startswith(AGAIN):
            no = int(what.removeprefix(AGAIN))
            first[row["file_no"], effect_key(row["file_no"], no, "disclosure")] = row["file_no"], row["key"]
    keys = {key for _, key in first}
    query = select(effects.c.file_no, effects.c.key).where(effects.c.key.in_(keys))
    there = {(row.file_no, row.key) for row in connection.execute(query)} if keys else set()
    return {again for place, again in first.items() if place in there}


def _withdrawn(row: RowMapping, told: Disclosed, known: _Known) -> tuple[date, str] | None:
    """Return when and why a publication was taken back: it itself, or what it shows again."""
    again = told.decision if what_in(row["key"]).startswith(AGAIN) else None
    at = (told.act_no, *((again,) if again is not None else ()))
    when, why = next(
        (known.withdrawals[place] for no in at if (place := (row["file_no"], no)) in known.withdrawals), (None, "")
    )
    return (when, _hiding(why, known.hidden.get(row["file_no"], ()))) if when else None


def _citizens(
    connection: Connection, file_nos: Collection[str], told: Collection[tuple[str, str]]
) -> dict[str, tuple[str, ...]]:
    """Return the names of the citizens who are party to each file, or whom it was made public of."""
    first = select(files.c.file_no, files.c.party).where(files.c.file_no.in_(file_nos))
    others = select(file_parties.c.file_no, file_parties.c.party).where(file_parties.c.file_no.in_(file_nos))
    pairs = {*told, *((row.file_no, row.party) for row in (*connection.execute(first), *connection.execute(others)))}
    query = select(parties.c.id, parties.c.name).where(
        parties.c.kind == "citizen", parties.c.id.in_({party for _, party in pairs if party})
    )
    names = {row.id: row.name for row in connection.execute(query)}
    found: dict[str, tuple[str, ...]] = {}
    for file_no, party in sorted(pairs):
        if party in names:
            found[file_no] = (*found.get(file_no, ()), names[party])
    return found


def _hiding(text: str, names: Iterable[str]) -> str:
    """Return a text with the citizens' names taken out of it, the longest first."""
    for name in sorted(names, key=len, reverse=True):
        text = text.replace(name, HIDDEN) if name else text
    return text


def _of_its_day(shown: Disclosure, on: date) -> Disclosure:
    """Return a disclosure as it is displayed on a day: of one whose time has passed, only that it has."""
    if shown.displayed_until is None or on <= shown.displayed_until:
        return shown
    return shown.model_copy(update={**NOTHING, "is_over": True})


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
    return shown.model_copy(update={**NOTHING, "withdrawn_on": on, "withdrawal_reason": reason})


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


def _disclosure(row: RowMapping, told: Disclosed, known: _Known, law: Law) -> Disclosure:
    issuer = _in_name_of(known.issuers, told) or known.issuers.get(told.issuer)
    # Until 0.2 a disclosure did not say which decision it was of: the document of its day is.
    made_by = told.decided_on if told.decision is None else told.decision
    file_no, shown = row["file_no"], None
    if told.title == PENALTY_SHOWN:
        shown = display(told.measures, told.decided_on, law)
    return Disclosure(
        id=f"{file_no}-{told.act_no}" + (f"-{told.decision}" if what_in(row["key"]).startswith(AGAIN) else ""),
        title=told.title,
        file_no=file_no,
        published_on=civil_day(row["at"]),
        number=known.numbers.get((file_no, made_by), ""),
        issuer=issuer.name_on(told.decided_on) if issuer else "",
        decided_on=told.decided_on,
        party=known.names.get(told.party, CITIZEN) if told.party else NOBODY,
        party_no=told.party if told.party in known.names else "",
        measures=tuple(MEASURE_NAMES.get(measure, measure) for measure in told.measures),
        fine=told.fine,
        basis=told.basis,
        summary=_hiding(told.summary, known.hidden.get(file_no, ())),
        place=row["county"] or "",
        displayed_until=shown.until if shown else None,
        repair_from=shown.least_until if shown else None,
        display_basis=shown.citation if shown else "",
    )
