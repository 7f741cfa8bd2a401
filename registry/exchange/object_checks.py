"""What must be true of polluters, outlets, points of patrols and decided duties: one name a code, nothing of nobody."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from registry.competence import objects
from registry.entries import PLAN_OF
from registry.exchange.form import Fact, Key, in_force
from registry.exchange.forms import UNITS
from registry.exchange.ground import GRIDS, SPECIAL_GRIDS, Ground
from registry.exchange.ground_checks import Wrong, in_order
from registry.exchange.object_forms import DECISIONS, PATROL_POINTS, POINTS, POLLUTERS
from registry.ground import TOWNSHIP


@dataclass
class ObjectChecks:
    """The rules between rows about what is supervised."""

    ground: Ground
    facts: Mapping[str, Mapping[Key, Fact]]
    parties: Mapping[str, str]
    """The names of the parties that have a credit code, by the code."""

    def asked(self) -> dict[str, Callable[[Fact], Wrong]]:
        """Return the rules by table."""
        return {
            POLLUTERS.name: self._polluter,
            POINTS.name: self._point,
            PATROL_POINTS.name: self._patrol_point,
            DECISIONS.name: self._decision,
        }

    def _polluter(self, fact: Fact) -> Wrong:
        yield from in_order(fact, "until")
        known = self.parties.get(str(fact["uscc"]))
        if known is not None and known != fact["name"] and fact["until"] is None:
            yield "name", f"这个代码的当事人已登记为“{known}”", "核对代码或者名称"
        first = fact["since"]
        if isinstance(first, date) and self.ground.on(fact["grid"], first) is None:
            yield "grid", f"网格“{fact['grid']}”在{first}没有设立，或者已经撤销", "当时的网格"
        yield from _placed(fact)

    def _point(self, fact: Fact) -> Wrong:
        yield from in_order(fact, "until")
        if fact["uscc"] not in self._codes:
            yield "uscc", f"没有代码为“{fact['uscc']}”的污染源", "污染源表或者登记簿中的代码"
        yield from _placed(fact)

    def _patrol_point(self, fact: Fact) -> Wrong:
        yield from in_order(fact, "until")
        yield from _placed(fact)
        first = fact["since"]
        grid = self.ground.on(fact["grid"], first) if isinstance(first, date) else None
        if grid is None:
            yield "grid", f"网格“{fact['grid']}”在{first}没有设立，或者已经撤销", "当时的网格"
        elif grid.level != TOWNSHIP:
            yield "grid", f"“{grid.name}”不是三级网格", "巡查在三级网格（乡镇、街道）开展"
        if fact["id"] in self._other_points:
            yield "id", f"“{fact['id']}”是网格、特殊网格的编码或者污染源的代码", "另编一个编号"

    def _decision(self, fact: Fact) -> Wrong:
        yield from in_order(fact, "until")
        of, first = objects()[str(fact["object"])], fact["since"]
        if fact["conduct"] not in of.conduct:
            yield "conduct", f"{of.name}没有这种行为", "、".join(of.conduct.values())
        unit = self.facts[UNITS.name][fact["department"],]
        if unit["level"] != 1:
            yield "department", f"“{unit['name']}”不是市直部门", "市里的部门"
        if isinstance(first, date) and first < PLAN_OF:
            yield "since", f"{first}早于方案印发之日{PLAN_OF}", "方案印发以后"
        if isinstance(first, date) and not in_force(UNITS, unit, first):
            yield "department", f"单位已于{unit['until']}撤销", "存续的单位"

    @cached_property
    def _other_points(self) -> frozenset[object]:
        """Return what rounds know by other numbers: two points of one number could not be told apart."""
        ground = (fact["grid"] for fact in self.facts[GRIDS.name].values())
        special = (fact["id"] for fact in self.facts[SPECIAL_GRIDS.name].values())
        return frozenset(ground) | frozenset(special) | self._codes

    @cached_property
    def _codes(self) -> frozenset[object]:
        return frozenset(fact["uscc"] for fact in self.facts[POLLUTERS.name].values())


def _placed(fact: Fact) -> Wrong:
    """Tell where half of a position is missing."""
    if bool(fact["longitude"]) != bool(fact["latitude"]):
        yield "longitude", "坐标只写了一半", "经度和纬度都写"
