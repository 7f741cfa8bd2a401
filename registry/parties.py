"""The register of parties (当事人): organisations by their unified social credit code, and citizens."""

import hashlib
import secrets
from collections.abc import Iterable, Mapping
from typing import Literal

from sqlalchemy import Connection, Engine, or_, select
from stdnum.cn import uscc as credit_code
from stdnum.exceptions import ValidationError

from database.connection import insert_into, reading
from models.people import PartyRef
from registry.entries import Party
from registry.errors import InvalidParty, UnknownParty
from registry.initials import initials
from registry.last_known import LastKnown
from registry.tables import parties

SAME = ("name", "uscc", "address")
"""What a party and its polluter file have in common."""
COLUMNS = [column for column in parties.columns if column.name != "initials"]
"""What is told of a party."""
FOUND = 50
"""How many parties one question finds at most."""


class Parties:
    """Who pollutes, by a number that says nothing about the person (一企一档)."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._last: LastKnown[str, Party] = LastKnown()

    def party(self, party_id: str) -> Party:
        """Return a party by its number."""
        return self._last.ask(party_id, lambda: self._party(party_id))

    def _party(self, party_id: str) -> Party:
        with reading(self._engine) as connection:
            row = connection.execute(select(*COLUMNS).where(parties.c.id == party_id)).mappings().one_or_none()
        if row is None:
            raise UnknownParty("unknown-party", f"当事人名册中没有编号“{party_id}”；请先登记当事人", field="party")
        return Party.stored_as(row)

    def organisations(self, numbers: Iterable[str]) -> dict[str, str]:
        """Return the names of those of some parties that are organisations, asked for at once."""
        query = select(parties.c.id, parties.c.name).where(
            parties.c.id.in_(sorted(numbers)), parties.c.kind == "organisation"
        )
        with reading(self._engine) as connection:
            return {row.id: row.name for row in connection.execute(query)}

    def find(self, *, name: str = "", uscc: str = "", address: str = "", limit: int = FOUND) -> tuple[Party, ...]:
        """Return the parties that answer to all that is given; a citizen only to the full name.

        A credit code is given whole; of an organisation's name, and of an address, a part is enough.
        """
        asked = select(*COLUMNS).where(
            or_(parties.c.kind == "organisation", parties.c.name == name),
            parties.c.name.contains(name, autoescape=True),
            parties.c.address.contains(address, autoescape=True),
            *([parties.c.uscc == _checked("organisation", uscc)] if uscc else []),
        )
        with reading(self._engine) as connection:
            rows = connection.execute(asked.order_by(parties.c.name, parties.c.id).limit(limit)).mappings()
            return tuple(Party.stored_as(row) for row in rows)

    def register(
        self, kind: Literal["organisation", "citizen"], name: str, *, uscc: str | None = None, address: str = ""
    ) -> PartyRef:
        """Register a party and return its number; the same organisation keeps the number it has.

        An organisation is the same by its credit code (统一社会信用代码), without one by name and address.
        """
        code = _checked(kind, uscc)
        party_id = f"e-{secrets.token_hex(6)}" if kind == "citizen" else _number(code or f"{name}|{address}")
        row = {"id": party_id, "kind": kind, "name": name, "uscc": code, "address": address}
        row["initials"] = initials(name) if kind == "organisation" else ""
        with self._engine.begin() as connection:
            connection.execute(insert_into(connection, parties).values(**row).on_conflict_do_nothing())
            known = connection.execute(select(parties.c.name).where(parties.c.id == party_id)).scalar_one()
        if known != name:
            sentence = f"统一社会信用代码{code}已登记为“{known}”，与“{name}”不符；请核对代码或名称"
            raise InvalidParty("party-name-differs", sentence, field="name")
        return PartyRef(id=party_id, kind=kind)


def party_number(uscc: str) -> str:
    """Return the number that an organisation has by its credit code."""
    return _number(uscc)


def enter_parties(connection: Connection, facts: Iterable[Mapping[str, object]]) -> None:
    """Enter the organisations of polluter files among the parties; whoever is there already stays as entered."""
    for fact in facts:
        row = {"id": _number(str(fact["uscc"])), "kind": "organisation", **{name: fact[name] for name in SAME}}
        row["initials"] = initials(str(fact["name"]))
        connection.execute(insert_into(connection, parties).values(**row).on_conflict_do_nothing())


def _number(same: str) -> str:
    """Return the number of an organisation; made from what makes it the same, so that two senders get one number."""
    return f"e-{hashlib.sha256(same.encode()).hexdigest()[:12]}"


def _checked(kind: str, uscc: str | None) -> str | None:
    """Return a valid credit code in its plain form, or refuse it."""
    if uscc is None or not uscc.strip():
        return None
    if kind == "citizen":
        raise InvalidParty("citizen-has-no-code", "公民没有统一社会信用代码；请删去，或改登记为单位", field="uscc")
    try:
        return str(credit_code.validate(uscc))
    except ValidationError as error:
        sentence = f"统一社会信用代码“{uscc}”不正确；应为18位数字或大写字母，且末位校验码相符"
        raise InvalidParty("invalid-credit-code", sentence, field="uscc") from error
