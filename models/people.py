"""Who acts and who answers: references without personal data (names stay in the registry)."""

from enum import StrEnum
from typing import Literal

from pydantic import Field

from models.grants import WITHOUT_GRANTS, Grant
from models.values import Day, Line, Many, MaybeLine, Several, Value

GridLevel = Literal[1, 2, 3]
"""市级、县级、乡镇（街道）."""


class Role(StrEnum):
    """What a person is appointed to do (岗位)."""

    PATROLLER = "patroller"
    OFFICER = "officer"
    REVIEWER = "reviewer"
    LEGAL = "legal"
    CLERK = "clerk"
    HEAD = "head"
    SUPERVISOR = "supervisor"
    ADMIN = "admin"


ROLE_NAMES = {
    Role.PATROLLER: "巡查员",
    Role.OFFICER: "执法人员",
    Role.REVIEWER: "案件审核人员",
    Role.LEGAL: "法制审核人员",
    Role.CLERK: "内勤人员",
    Role.HEAD: "行政机关负责人",
    Role.SUPERVISOR: "督查人员",
    Role.ADMIN: "系统管理员",
}


class Officer(Value):
    """An enforcement officer as named in an act: the registry's id and how long the certificate (执法证件) holds."""

    id: Line
    unit: Line
    certified_until: Day | None = None


class Actor(Value):
    """Who does an act, as authentication and the registry say at that moment."""

    id: Line
    kind: Literal["person", "system", "file", "engine"] = "person"
    unit: MaybeLine = ""
    level: int = 0
    """Grid level of the unit: 1 city, 2 county or park, 3 township; 0 for systems and the engine."""
    roles: Several[Role] = ()
    certified_until: Day | None = None
    platform_since: Day | Literal["never"] | None = Field(default=None, exclude_if=lambda since: since is None)
    """Since when the unit is on the platform shared with criminal justice (信息共享平台), as the register says."""
    grants: Many[Grant] | None = Field(default=None, exclude_if=lambda grants: grants is None)
    """What another system may do, as the register says; None where it says nothing: `WITHOUT_GRANTS`."""

    def granted(self, act: str = "") -> tuple[Grant, ...]:
        """Return what a system was granted, all of it or for one act; nothing to whoever is none."""
        if self.kind != "system":
            return ()
        every = WITHOUT_GRANTS if self.grants is None else self.grants
        return tuple(grant for grant in every if act in ("", grant.act))

    def reaches(self, act: str = "") -> frozenset[tuple[str, str]]:
        """Return by which facts a file is within what a system was granted: to read it, or to do one act in it."""
        return frozenset(fact for grant in self.granted(act) for fact in grant.reached(self.id))


class Answerable(Value):
    """The unit and the three persons who answer for a grid at one level (责任领导、主要责任人、直接责任人)."""

    level: GridLevel
    grid: Line
    unit: Line
    leader: Line
    main: Line
    direct: Line


class PartyRef(Value):
    """The party (当事人) by its number in the register of polluters; the name stays there."""

    id: Line
    kind: Literal["organisation", "citizen"]


PartyPart = Literal["joint", "responsible"]
"""Who acted together with another party (共同违法), or the person of a unit who is penalised beside it (责任人员)."""


class OtherParty(PartyRef):
    """A further party of a case, and what part it has in it."""

    part: PartyPart


ENGINE = Actor(id="engine", kind="engine")
