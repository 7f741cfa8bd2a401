"""What numbers of the register are called (名称): people, units, grids, parties, all asked for in one question."""

from collections.abc import Iterable

from sqlalchemy import Engine, literal, select, union_all

from database.connection import reading
from registry.asked_once import answered
from registry.entries import in_full
from registry.tables import grids, parties, persons, units

PLAIN = (persons, units, parties)
"""The tables whose names stand for themselves; a grid's has that of its county in front."""


class Called:
    """The names behind numbers."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def __call__(self, numbers: Iterable[str]) -> dict[str, str]:
        """Return the names of numbers; what nobody knows is left out. Within one request each is asked for once."""
        wanted = set(filter(None, numbers))
        told = answered(self)
        known: dict[str, str | None] = {} if told is None else told
        new = sorted(wanted - known.keys())
        if new:
            found = self._asked(new)
            known.update({number: found.get(number) for number in new})
        return {number: name for number in wanted if (name := known[number]) is not None}

    def _asked(self, numbers: list[str]) -> dict[str, str]:
        named = [
            select(table.c.id, table.c.name, literal("").label("county")).where(table.c.id.in_(numbers))
            for table in PLAIN
        ]
        placed = select(grids.c.id, grids.c.name, grids.c.county).where(grids.c.id.in_(numbers))
        with reading(self._engine) as connection:
            rows = connection.execute(union_all(*named, placed)).all()
        return {row.id: in_full(row.name, row.county) for row in rows}
