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


class GridPost(Value):
    """A post that answers for grids (网格责任岗位): who holds it at each level, and what the plan has it do."""

    post: Post
    name: Line
    paragraph: Line
    level1: str = ""
    level2: str = ""
    level3: str = ""
    duties: str


class LeadingGroup(Value):
    """A leading group for the supervision of grids (领导小组): who sits in it by post; empty where nothing is said."""

    level: GridLevel
    name: Line
    paragraph: Line
    head: str = ""
    deputies: tuple[str, ...] = ()
    members: str = ""
    office: str = ""
    """The unit that is its office (办公室)."""
    says: Line


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


def in_full(name: str, county: str) -> str:
    """Return the name of a grid with that of its county in front."""
    return name if name.startswith(county) else f"{county}{name}"


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
    code: str = ""
    """Its official code at that time; that of another vintage may be another place's."""
    since: date | None = None
    until: date | None = None
    """The days on which it stood so."""
    basis: str = ""

    @property
    def full_name(self) -> str:
        """Its name with that of its county in front."""
        return in_full(self.name, self.county)

    def stands_after(self, day: date) -> bool:
        """Tell whether it stands on after a day."""
        return self.until is None or self.until > day

    @property
    def level2(self) -> str | None:
        """The level-2 grid it lies in; None for the city."""
        return {1: None, 2: self.id, 3: self.parent}[self.level]


SpecialKind = Literal["key_enterprise", "cluster", "reserve", "water_source", "fragile", "key_supervision", "other"]
SPECIAL_NAMES: dict[SpecialKind, str] = {
    "key_enterprise": "国家重点监控企业",
    "cluster": "重污染企业集中区",
    "reserve": "自然保护区",
    "water_source": "饮用水源地",
    "fragile": "生态脆弱区",
    "key_supervision": "监管重点网格",
    "other": "其他特殊网格",
}


class SpecialGrid(Value):
    """A grid of its own for what needs closer watch (特殊网格、监管重点网格): it lies over ordinary grids."""

    id: Line
    name: Line
    kind: SpecialKind
    grids: tuple[str, ...]
    """The ordinary grids it lies over, in whole or in part."""
    unit: Line
    since: date
    until: date | None = None
    basis: str = ""


class GridPlan(Value):
    """A plan of grids and of enforcement by plan (网格划分和计划执法方案), and where it was filed and published."""

    id: Line
    grid: Line
    """The grid whose government made it: the city's, or a county's."""
    title: Line
    document: str = ""
    adopted_on: date
    filed_with: str = ""
    filed_on: date | None = None
    published_in: str = ""
    published_on: date | None = None
    note: str = ""


PLANS_DUE = date(2015, 12, 31)
"""By when plans were to be filed with the superior government and published: 衡政办发〔2015〕76号 一（二）, no statute."""


def lacking(plan: GridPlan | None) -> tuple[str, ...]:
    """Return what was not done with a plan of grids, or was done after its day."""
    if plan is None:
        return ("没有登记方案",)
    told = (("备案", plan.filed_on), ("公开", plan.published_on))
    said = [f"没有登记{what}日期" for what, day in told if day is None]
    due = max(PLANS_DUE, plan.adopted_on)
    late = [f"{day}{what}，晚于{due}" for what, day in told if day is not None and day > due]
    return (*said, *late)


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
    took_over_from: str = ""
    """Who was appointed and has handed the desk over (工作交接)."""


PLAN_OF = date(2015, 12, 31)
"""The day of 衡政办发〔2015〕76号, from which its division of work holds."""


class Concern(Value):
    """What a sentence of the plan is about: an object (排污对象), and the conduct of it, if it says which."""

    object: Line
    conduct: str = ""


class Polluting(Value):
    """A kind of object that the opinions name (排污对象), and the conduct that is told apart."""

    id: Line
    name: Line
    pollution: tuple[str, ...] = ()
    conduct: dict[str, str] = {}


class Duty(Value):
    """One thing a department handles (部门职责), with the paragraph of the opinions that says so."""

    department: Line
    subject: Line
    handles: str
    paragraph: Line
    pollution: tuple[str, ...] = ()
    area: Literal["city", "urban", "rural"] = "city"
    """`urban` where it is for the built-up area only (城区), `rural` where it is for the rest."""
    part: Literal["handles", "assists"] = "handles"
    general: bool = False
    """Whether it is the supervision of everything, which gives way to a sentence on the matter itself."""
    concerns: tuple[Concern, ...] = ()
    says: str = ""
    """The sentence, as it stands there."""
    since: date = PLAN_OF
    until: date | None = None
    basis: str = ""
    """What moved it, where it moved after the opinions."""
    doubtful: bool = False
    decided: bool = False
    """Whether the city has decided so where the plan overlaps or says nothing."""

    def in_force(self, day: date) -> bool:
        """Tell whether it holds on a day."""
        return self.since <= day and (self.until is None or self.until >= day)


CATEGORY_NAMES = {"key": "重点管理", "simple": "简化管理", "registered": "登记管理", "none": "未纳入"}
"""How a polluter stands under the list of permits (固定污染源排污许可分类管理名录)."""
RISK_NAMES = {"high": "高", "medium": "中", "low": "低"}
OUTLET_NAMES = {"air": "废气", "water": "废水", "rain": "雨水", "noise": "噪声", "solid_waste": "固体废物"}

POINT_NAMES = {
    "workshop": "散乱污场所",
    "shore": "河湖岸线",
    "burning": "露天焚烧易发地",
    "building_site": "施工工地",
    "livestock": "养殖场户",
    "eateries": "餐饮集中区",
    "dump": "垃圾堆放点",
    "other_point": "其他",
}
"""What is looked at where a city adds a point to the rounds of a grid (点位类型)."""

Category = Literal["key", "general"]
DRAWN_CATEGORIES: dict[Category, str] = {"key": "重点排污单位", "general": "一般排污单位"}
Outcome = Literal["nothing_found", "corrected", "violation", "not_there", "refused"]
OUTCOME_NAMES: dict[Outcome, str] = {
    "nothing_found": "未发现问题",
    "corrected": "发现问题，当场改正",
    "violation": "涉嫌违法，已转查处",
    "not_there": "无法联系、已停产或者关闭",
    "refused": "不配合检查",
}


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
