"""File numbers: in order, without gaps, each given once; a sender's key always leads to the same number."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import Connection, Engine, insert, select

from database.connection import insert_into, reading
from models.ids import FILE_NO, file_number
from models.values import CIVIL
from registry.errors import KeyReused
from registry.tables import file_numbers, file_series

SERIES = [file_series.c.letter, file_series.c.year, file_series.c.rehearsal]


def civil_now() -> datetime:
    """Return the instant it is, in Hengyang's time."""
    return datetime.now(CIVIL)


class FileNumbers:
    """The city's series of file numbers (案卷号): one for each kind of file and year, and one for its rehearsals."""

    def __init__(self, engine: Engine, now: Callable[[], datetime] = civil_now) -> None:
        self._engine = engine
        self._now = now

    def allocate(
        self, sender: str, key: str, digest: str, year: int, *, letter: str = "", rehearsal: bool = False
    ) -> str:
        """Give the next number of a year; the sender's same key gets its same number again.

        `digest` stands for the content of the request: the same key with another content is an error.
        """
        with reading(self._engine) as connection:
            known = _known(connection, sender, key, digest)
        if known is not None:
            return known
        with self._engine.begin() as connection:
            serial = _next(connection, letter, year, rehearsal=rehearsal)
            # Whoever asked with this key at the same moment has committed by the time the series is ours.
            known = _known(connection, sender, key, digest)
            if known is not None:
                connection.rollback()
                return known
            row = {"letter": letter, "year": year, "serial": serial, "rehearsal": rehearsal, "digest": digest}
            file_no = file_number(letter, year, serial, rehearsal=rehearsal)
            entry = insert(file_numbers).values(sender=sender, sender_key=key, file_no=file_no, **row)
            connection.execute(entry.values(allocated_at=self._now()))
        return file_no

    def given(self, sender: str, key: str, digest: str) -> str | None:
        """Return the number that a sender's key was given before, if it was; with another content it is an error."""
        with reading(self._engine) as connection:
            return _known(connection, sender, key, digest)

    def given_under(self, sender: str, key: str) -> str | None:
        """Return the number that a sender's key was given, whatever was sent under it."""
        mine = (file_numbers.c.sender == sender) & (file_numbers.c.sender_key == key)
        with reading(self._engine) as connection:
            return connection.execute(select(file_numbers.c.file_no).where(mine)).scalar()

    def asked_by(self, file_no: str) -> str:
        """Return who asked for a number: a sender, or the workflow of the file that opened this one; else nothing."""
        query = select(file_numbers.c.sender).where(file_numbers.c.file_no == file_no)
        with reading(self._engine) as connection:
            return connection.execute(query).scalar() or ""


def reserve_file_number(connection: Connection, file_no: str) -> None:
    """Make sure that a number found in use is not given again."""
    found = FILE_NO.match(file_no)
    if found is None:
        raise ValueError(f"案卷号“{file_no}”格式不对，应如 2026-000123、T2026-000123 或 R2026-000123")
    series = {"letter": found["letter"], "year": int(found["year"]), "rehearsal": bool(found["rehearsal"])}
    row = {**series, "last": int(found["serial"])}
    entry = insert_into(connection, file_series).values(**row)
    raised = entry.on_conflict_do_update(
        index_elements=SERIES,
        set_={"last": entry.excluded.last},
        where=file_series.c.last < entry.excluded.last,
    )
    connection.execute(raised)


def hold_series(connection: Connection, letter: str, year: int) -> None:
    """Keep the series of a year for this transaction: whoever else gives numbers of it waits."""
    entry = insert_into(connection, file_series).values(letter=letter, year=year, rehearsal=False, last=0)
    held = entry.on_conflict_do_update(index_elements=SERIES, set_={"last": file_series.c.last})
    connection.execute(held)


def number_within(connection: Connection, asked: tuple[str, str, str], letter: str, year: int, at: datetime) -> str:
    """Give the next number of a year within a transaction of somebody else's; `asked`: sender, key and digest."""
    sender, key, digest = asked
    serial = _next(connection, letter, year, rehearsal=False)
    file_no = file_number(letter, year, serial)
    row = {"letter": letter, "year": year, "serial": serial, "rehearsal": False, "digest": digest}
    entry = insert(file_numbers).values(sender=sender, sender_key=key, file_no=file_no, **row)
    connection.execute(entry.values(allocated_at=at))
    return file_no


def _known(connection: Connection, sender: str, key: str, digest: str) -> str | None:
    query = select(file_numbers.c.file_no, file_numbers.c.digest).where(
        file_numbers.c.sender == sender, file_numbers.c.sender_key == key
    )
    row = connection.execute(query).one_or_none()
    if row is None:
        return None
    if row.digest != digest:
        sentence = f"幂等键“{key}”已用于案卷{row.file_no}，内容与本次不同；新的内容请换用新的键"
        raise KeyReused("key-reused", sentence, field="Idempotency-Key")
    return str(row.file_no)


def _next(connection: Connection, letter: str, year: int, *, rehearsal: bool) -> int:
    """Take the next serial; its row stays locked until the number is kept or given back."""
    entry = insert_into(connection, file_series).values(letter=letter, year=year, rehearsal=rehearsal, last=1)
    counted = entry.on_conflict_do_update(index_elements=SERIES, set_={"last": file_series.c.last + 1})
    return int(connection.execute(counted.returning(file_series.c.last)).scalar_one())
