"""Monitoring alarms as they come in (监测报警): each counts once, and the same exceedance is gathered into one file.

Of one outlet and one pollutant, what overlaps or lies no further apart than the gap that the city has set is the same
exceedance, in whatever order it comes in. Which file has it is decided here in one transaction, so that two alarms that
come at the same moment open one file.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy import Connection, Engine, RowMapping, insert, select, update

from database.connection import reading, writing
from models.values import Line, Moment, Value, civil_day
from registry.alarm_tables import alarms
from registry.errors import KeyReused
from registry.numbers import hold_series, number_within


class Came(Value):
    """An alarm as it came: by whom, under which key, of which outlet, from when to when."""

    sender: Line
    key: Line
    digest: Line
    outlet: Line
    pollutant: Line
    began_at: Moment
    ended_at: Moment


class Gathered(Value):
    """In which file an alarm stands, whether it opens that, and whether it came before."""

    file_no: str
    opens: bool
    is_repeated: bool = False


class Alarms:
    """The alarms that came in."""

    def __init__(self, engine: Engine, now: Callable[[], datetime]) -> None:
        self._engine = engine
        self._now = now

    def given(self, sender: str, key: str, digest: str) -> Gathered | None:
        """Return where an alarm stands that came before; with another content under its key it is an error."""
        with reading(self._engine) as connection:
            return _known(connection, sender, key, digest)

    def gather(self, came: Came, letter: str, gap: timedelta) -> Gathered:
        """Return the file of an alarm: that of the same exceedance, or a new number."""
        now = self._now()
        with writing(self._engine) as connection:
            hold_series(connection, letter, civil_day(now).year)
            known = _known(connection, came.sender, came.key, came.digest)
            if known is not None:
                return known
            file_no = _same_exceedance(connection, came, gap)
            opens = file_no is None
            number = file_no or _numbered(connection, came, letter, now)
            row = {**came.known(), "sender_key": came.key, "file_no": number, "opens": opens, "over": False}
            del row["key"]
            connection.execute(insert(alarms).values(**row, came_at=now))
        return Gathered(file_no=number, opens=opens)

    def begin_anew(self, came: Came, over: str, letter: str, gap: timedelta) -> Gathered:
        """Return a new file for an alarm that its file takes no more: nothing is gathered into that from now on."""
        now = self._now()
        with writing(self._engine) as connection:
            hold_series(connection, letter, civil_day(now).year)
            connection.execute(update(alarms).where(alarms.c.file_no == over).values(over=True))
            known = _known(connection, came.sender, came.key, came.digest)
            if known is not None and known.file_no != over:
                return known
            file_no = _same_exceedance(connection, came, gap)
            number = file_no or _numbered(connection, came, letter, now)
            told = {"file_no": number, "opens": file_no is None}
            own = (alarms.c.sender == came.sender) & (alarms.c.sender_key == came.key)
            connection.execute(update(alarms).where(own).values(**told, over=False))
        return Gathered.stored_as(told)


def _numbered(connection: Connection, came: Came, letter: str, now: datetime) -> str:
    return number_within(connection, (came.sender, came.key, came.digest), letter, civil_day(now).year, now)


def _known(connection: Connection, sender: str, key: str, digest: str) -> Gathered | None:
    query = select(alarms.c.file_no, alarms.c.opens, alarms.c.digest).where(
        alarms.c.sender == sender, alarms.c.sender_key == key
    )
    row: RowMapping | None = connection.execute(query).mappings().one_or_none()
    if row is None:
        return None
    if row["digest"] != digest:
        sentence = f"报警“{key}”已计入{row['file_no']}，内容与本次不同；新的报警请换用新的编号"
        raise KeyReused("key-reused", sentence, field="Idempotency-Key")
    return Gathered(file_no=row["file_no"], opens=row["opens"], is_repeated=True)


def _same_exceedance(connection: Connection, came: Came, gap: timedelta) -> str | None:
    """Return the file of the same exceedance, the earliest where it lies between two; None where there is none."""
    table = alarms
    query = (
        select(table.c.file_no)
        .where(
            table.c.outlet == came.outlet,
            table.c.pollutant == came.pollutant,
            ~table.c.over,
            table.c.began_at <= came.ended_at + gap,
            table.c.ended_at >= came.began_at - gap,
        )
        .order_by(table.c.began_at, table.c.came_at)
        .limit(1)
    )
    found: str | None = connection.execute(query).scalar()
    return found
