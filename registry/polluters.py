"""The files of polluters (一企一档): each by its credit code, through time, with outlets; found by name, code, address."""

import re
from collections.abc import Sequence
from datetime import date

from sqlalchemy import Engine, select
from stdnum.cn import uscc as credit_code

from database.connection import reading
from models.values import Value
from registry.dated import running
from registry.errors import InvalidParty, UnknownPolluter
from registry.object_tables import discharge_points, polluters

FOUND = 50
"""How many polluters one question finds at most."""
BEGINNING = re.compile(r"[0-9A-HJ-NP-RTUWXY]{0,17}")
"""How a credit code begins: it has no I, O, S, V, Z (GB 32100)."""


class DischargePoint(Value):
    """An outlet of a polluter (排放口)."""

    code: str
    kind: str
    name: str = ""
    monitored: bool = False
    longitude: str = ""
    latitude: str = ""
    since: date
    until: date | None = None


class Polluter(Value):
    """A polluter as it was on a day."""

    uscc: str
    party: str
    name: str
    address: str
    grid: str
    permit: str = ""
    category: str
    industry: str = ""
    is_key: bool = False
    risk: str
    longitude: str = ""
    latitude: str = ""
    since: date
    until: date | None = None
    note: str = ""


class Polluters:
    """Who is supervised (排污单位)."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def find(
        self, on: date, *, name: str = "", uscc: str = "", address: str = "", grids: Sequence[str] | None = None
    ) -> tuple[Polluter, ...]:
        """Return the polluters of a day that answer to all that is given; of name, code and address a part will do."""
        table, uscc = polluters, _code_or_beginning(uscc)
        asked = select(table).where(
            *running(table, on),
            table.c.name.contains(name, autoescape=True),
            table.c.uscc.startswith(uscc, autoescape=True),
            table.c.address.contains(address, autoescape=True),
        )
        if grids is not None:
            asked = asked.where(table.c.grid.in_(grids))
        with reading(self._engine) as connection:
            rows = connection.execute(asked.order_by(table.c.name, table.c.uscc).limit(FOUND))
            return tuple(Polluter.stored_as(row) for row in rows.mappings())

    def within(self, grid: str, on: date) -> tuple[Polluter, ...]:
        """Return every polluter of a grid on a day."""
        query = select(polluters).where(polluters.c.grid == grid, *running(polluters, on)).order_by(polluters.c.uscc)
        with reading(self._engine) as connection:
            return tuple(Polluter.stored_as(row) for row in connection.execute(query).mappings())

    def through_time(self, number: str) -> tuple[Polluter, ...]:
        """Return what a polluter was, the first state first, by its credit code or its number as a party."""
        table = polluters
        query = select(table).where((table.c.uscc == number) | (table.c.party == number)).order_by(table.c.since)
        with reading(self._engine) as connection:
            return tuple(Polluter.stored_as(row) for row in connection.execute(query).mappings())

    def points(self, uscc: str, on: date) -> tuple[DischargePoint, ...]:
        """Return the outlets of a polluter on a day."""
        table = discharge_points
        columns = [table.c[name] for name in DischargePoint.model_fields]
        query = select(*columns).where(table.c.uscc == uscc, *running(table, on)).order_by(table.c.code)
        with reading(self._engine) as connection:
            return tuple(DischargePoint.stored_as(row) for row in connection.execute(query).mappings())


def monitored(polluters: Polluters, uscc: str, point: str, on: date) -> Polluter:
    """Return the polluter of an outlet as it is on a day; refuse one that the register does not have."""
    states = polluters.through_time(uscc.upper())
    if not states:
        raise UnknownPolluter("unknown-polluter", f"没有“{uscc}”的污染源档案，请先建档", field="uscc")
    polluter = next((one for one in reversed(states) if one.since <= on), states[0])
    known = [one.code for one in polluters.points(polluter.uscc, on)]
    if point not in known:
        told = "、".join(known) or "没有登记排放口"
        sentence = f"“{polluter.name}”没有编号为“{point}”的排放口；档案中的有：{told}"
        raise UnknownPolluter("unknown-outlet", sentence, field="point", nearest=tuple(known))
    return polluter


def _code_or_beginning(said: str) -> str:
    """Return a credit code or its first signs as they are kept; refuse what no code begins with."""
    code = said.strip().upper()
    if BEGINNING.fullmatch(code) or credit_code.is_valid(code):
        return code
    sentence = f"统一社会信用代码“{said}”不正确；应为18位（末位校验码相符）或者其前几位，由数字和大写字母组成"
    raise InvalidParty("invalid-credit-code", sentence, field="uscc")
