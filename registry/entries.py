"""What the register holds, as values: grids, units, persons, duties, parties, systems."""

from datetime import date
from typing import Literal

from models.grants import Grant
from models.people import GridLevel, Role
from models.values import Line, Value

Post = Literal["leader", "main", "direct", "group_head", "group_member"]
POST_NAMES: dict[Post, str] = {
    "leader": "责任领导",
    "main": "主要责任人",
    "direct": "直接责任人",
    "group_head": "监管工作组组长",
    "group_member": "监管工作组成员",
}

CITY = "4304"
"""The level-1 grid: the whole city."""


class Unit(Value):
    """A unit of government (单位) and its grid level."""

    id: Line
    name: Line
    level: GridLevel
    kind: Literal["ecology", "department", "township", "committee"]
    parent: str | None = None
    former_name: str = ""
    renamed_on: date | None = None
    document_prefix: str = ""
    """How its document numbers begin, as 衡环 in 衡环罚〔2026〕1号 (发文机关代字)."""
    note: str = ""
    until: date | None = None
    """Its last day, once it has been dissolved (撤销)."""
    platform_since: date | None = None
    """Since when it is on the platform shared with criminal justice (接入信息共享平台); None = it is not."""

    def name_on(self, day: date) -> str:
        """Return what the unit was called on a day (单位更名)."""
        return self.former_name if self.renamed_on and day < self.renamed_on else self.name


class Grid(Value):
    """A supervision grid (网格): the city, a county or park, a township."""

    id: Line
    name: Line
    level: GridLevel
    kind: str
    parent: str | None = None
    unit: str | None = None
    """Who supervises it; None for a statistics area without a town government."""
    county: str = ""
    body: str = ""
    """Which government answers for it (责任主体)."""
    note: str = ""

    @property
    def full_name(self) -> str:
        """Its name with that of its county in front."""
        return self.name if self.name.startswith(self.county) else f"{self.county}{self.name}"

    @property
    def level2(self) -> str | None:
        """The level-2 grid it lies in; None for the city."""
        return {1: None, 2: self.id, 3: self.parent}[self.level]


class SpecialGrid(Value):
    """A grid of its own for what needs closer watch (特殊网格)."""

    id: Line
    name: Line
    kind: Literal["key_enterprise", "cluster", "reserve", "water_source", "fragile", "other"]
    grid: Line
    """The ordinary grid it lies in."""
    unit: Line
    since: date


class Person(Value):
    """A person of the register; the name stays here and on documents."""

    id: Line
    name: Line
    unit: Line
    rank: str
    since: date
    until: date | None = None
    roles: tuple[Role, ...] = ()
    certificate: str = ""
    certified_until: date | None = None


class Member(Value):
    """One member of the working group that supervises a level-3 grid (监管工作组)."""

    person: Line
    rank: str
    head: bool


class Duty(Value):
    """One thing a department handles (部门职责), with the paragraph of the opinions that says so."""

    department: Line
    subject: Line
    handles: str
    paragraph: Line
    pollution: tuple[str, ...] = ()
    area: Literal["city", "urban"] = "city"
    """`urban` where the opinions speak of the built-up area only (城区)."""


class Party(Value):
    """A party of cases (当事人) in the register of polluters."""

    id: Line
    kind: Literal["organisation", "citizen"]
    name: Line
    uscc: str | None = None
    address: str = ""


class System(Value):
    """Another system that sends complaints and findings, and where it takes feedback."""

    id: Line
    name: Line
    callback_url: str = ""


class DatedGrant(Grant):
    """What a system was granted, and for which days."""

    system: Line
    since: date
    until: date | None = None
