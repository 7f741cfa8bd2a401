"""Case numbers: in order, without gaps, each given once; a sender's key always leads to the same number."""

from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, Engine, insert, select

from models.ids import CASE_NO, case_number
from registry.database import insert_into, reading
from registry.errors import KeyReused
from registry.tables import case_numbers, case_series


class Allocation(NamedTuple):
    """A case number, and whether it was given only now."""

    case_no: str
    fresh: bool


class CaseNumbers:
    """The city's series of case numbers (案号), one for each year, and one for its rehearsals."""

    _engine: Engine
    _now: Callable[[], datetime]

    def allocate_case_number(
        self, sender: str, key: str, digest: str, year: int, *, rehearsal: bool = False
    ) -> Allocation:
        """Give the next number of a year; the sender's same key gets its same number again.

        `digest` stands for the content of the request: the same key with another content is an error.
        """
        with reading(self._engine) as connection:
            known = _known(connection, sender, key, digest)
        if known is not None:
            return known
        with self._engine.begin() as connection:
            serial = _next(connection, year, rehearsal=rehearsal)
            # Whoever asked with this key at the same moment has committed by the time the series is ours.
            known = _known(connection, sender, key, digest)
            if known is not None:
                connection.rollback()
                return known
            row = {"year": year, "serial": serial, "rehearsal": rehearsal, "digest": digest}
            case_no = case_number(year, serial, rehearsal=rehearsal)
            entry = insert(case_numbers).values(sender=sender, sender_key=key, case_no=case_no, **row)
            connection.execute(entry.values(allocated_at=self._now()))
        return Allocation(case_no, fresh=True)


def reserve_case_number(connection: Connection, case_no: str) -> None:
    """Make sure that a number found in use is not given again."""
    found = CASE_NO.match(case_no)
    if found is None:
        raise ValueError(f"案号“{case_no}”格式不对，应如 2026-000123 或 R2026-000123")
    row = {"year": int(found["year"]), "rehearsal": found["kind"] == "R", "last": int(found["serial"])}
    entry = insert_into(connection, case_series).values(**row)
    raised = entry.on_conflict_do_update(
        index_elements=[case_series.c.year, case_series.c.rehearsal],
        set_={"last": entry.excluded.last},
        where=case_series.c.last < entry.excluded.last,
    )
    connection.execute(raised)


def _known(connection: Connection, sender: str, key: str, digest: str) -> Allocation | None:
    query = select(case_numbers.c.case_no, case_numbers.c.digest).where(
        case_numbers.c.sender == sender, case_numbers.c.sender_key == key
    )
    row = connection.execute(query).one_or_none()
    if row is None:
        return None
    if row.digest != digest:
        sentence = f"幂等键“{key}”已用于案件{row.case_no}，内容与本次不同；新的内容请换用新的键"
        raise KeyReused("key-reused", sentence, field="Idempotency-Key")
    return Allocation(row.case_no, fresh=False)


def _next(connection: Connection, year: int, *, rehearsal: bool) -> int:
    """Take the next serial; its row stays locked until the number is kept or given back."""
    entry = insert_into(connection, case_series).values(year=year, rehearsal=rehearsal, last=1)
    counted = entry.on_conflict_do_update(
        index_elements=[case_series.c.year, case_series.c.rehearsal], set_={"last": case_series.c.last + 1}
    )
    return int(connection.execute(counted.returning(case_series.c.last)).scalar_one())
