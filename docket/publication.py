"""What everybody may read: decisions made public, without personal data; no scope narrows it, it is public by law."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from sqlalchemy import Connection, Engine, RowMapping, Select, exists, select

from docket.tables import cases, document_numbers, effects
from docket.views import Disclosure
from models.case import Effect
from models.values import civil_day
from registry.database import reading
from registry.entries import Unit
from registry.tables import parties, units

PAGE = 50
DECISION = "decide_penalty"
CITIZEN = "个人"
"""Stands for a citizen in what is public."""


def disclosures(engine: Engine, *, limit: int = PAGE, offset: int = 0) -> tuple[Disclosure, ...]:
    """Return the decisions that are public, the newest first; not rehearsals, and not what was withdrawn."""
    with reading(engine) as connection:
        rows = connection.execute(_published().limit(limit).offset(offset)).mappings().all()
        found = [(row, Effect.model_validate_json(row["body"]).data) for row in rows]
        names = _organisations(connection, {data.get("party", "") for _, data in found})
        issuers = _issuers(connection, {data.get("issuer", "") for _, data in found})
        numbers = _numbers(connection, {row["case_no"] for row in rows})
    return tuple(_disclosure(row, data, names, issuers, numbers) for row, data in found)


def _published() -> Select[Any]:
    withdrawn = effects.alias("withdrawn")
    taken_back = exists().where(
        withdrawn.c.case_no == effects.c.case_no,
        withdrawn.c.kind == "withdrawal",
        withdrawn.c.act_no > effects.c.act_no,
    )
    return (
        select(effects.c.case_no, effects.c.at, effects.c.body)
        .join_from(effects, cases)
        .where(effects.c.kind == "disclosure", ~cases.c.rehearsal, ~taken_back)
        .order_by(effects.c.at.desc(), effects.c.case_no, effects.c.key)
    )


def _organisations(connection: Connection, ids: Collection[str]) -> dict[str, str]:
    query = select(parties.c.id, parties.c.name).where(parties.c.kind == "organisation", parties.c.id.in_(ids))
    return {row.id: row.name for row in connection.execute(query)}


def _issuers(connection: Connection, ids: Collection[str]) -> dict[str, Unit]:
    rows = connection.execute(select(units).where(units.c.id.in_(ids))).mappings()
    return {row["id"]: Unit(**row) for row in rows}


def _numbers(connection: Connection, case_nos: Collection[str]) -> dict[str, str]:
    """Return the number of each case's penalty decision (处罚决定书文号)."""
    numbered = (document_numbers.c.case_no == effects.c.case_no) & (document_numbers.c.key == effects.c.key)
    query = (
        select(effects.c.case_no, effects.c.body, document_numbers.c.number)
        .join_from(effects, document_numbers, numbered)
        .where(effects.c.kind == "document", effects.c.case_no.in_(case_nos))
        .order_by(effects.c.act_no)
    )
    rows = connection.execute(query)
    return {row.case_no: row.number for row in rows if Effect.model_validate_json(row.body).data.get("act") == DECISION}


def _disclosure(
    row: RowMapping,
    data: Mapping[str, Any],
    names: Mapping[str, str],
    issuers: Mapping[str, Unit],
    numbers: Mapping[str, str],
) -> Disclosure:
    decided_on = date.fromisoformat(data["decided_on"]) if data.get("decided_on") else None
    published_on = civil_day(row["at"])
    issuer = issuers.get(data.get("issuer", ""))
    return Disclosure(
        case_no=row["case_no"],
        published_on=published_on,
        number=numbers.get(row["case_no"], ""),
        issuer=issuer.name_on(decided_on or published_on) if issuer else "",
        decided_on=decided_on,
        party=names.get(data.get("party", ""), CITIZEN),
        measures=tuple(data.get("measures", ())),
        fine=data.get("fine", ""),
        basis=tuple(data.get("basis", ())),
        summary=data.get("summary", ""),
    )
