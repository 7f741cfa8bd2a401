"""The tables of the ground: grids through time, special grids over them, the plans that were filed and published."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from registry.entries import Grid
from registry.exchange.cells import code, day, kind_of_special, level, or_open, public_text, text
from registry.exchange.form import SINCE, UNTIL, Column, Fact, Form, by, in_force
from registry.ground import SAME, TOWNSHIP
from registry.tables import grid_plans, grid_states, special_grids

BASIS = "依据的文件，如 衡政办发〔2015〕76号"

GRIDS = Form(
    "grid",
    "网格",
    grid_states,
    ("grid", "since"),
    (
        Column("网格编码", "grid", code, "终身不变；系统自带的网格已有编码，改名、调整另写一行", needed=True),
        Column("网格名称", "name", public_text, "", needed=True, settled=True),
        Column("网格级别", "level", level, "一级、二级、三级", needed=True, settled=True),
        Column("网格类别", "kind", public_text, "市、县、区、园区、街道、镇、乡、统计区", needed=True, settled=True),
        Column("上级网格", "parent", text, "编码或者名称", names="grid", settled=True),
        Column("监管单位", "unit", text, "编码或者名称；没有乡镇政府的不写", names="unit", settled=True),
        Column("责任主体", "body", public_text, "如 衡山县人民政府"),
        Column("行政区划代码", "code", code, "当时的统计代码，与网格编码相同的可不写", settled=True),
        Column("起始日期", "since", day, SINCE, needed=True),
        Column("终止日期", "until", or_open(day), UNTIL),
        Column("依据", "basis", public_text, BASIS),
        Column("备注", "note", public_text, "对外可见，不得写个人信息"),
    ),
    {"parent": None, "unit": None, "body": "", "code": "", "until": None, "basis": "", "note": ""},
    ends="until",
    slot=by("grid"),
)
SPECIAL_GRIDS = Form(
    "special_grid",
    "特殊网格",
    special_grids,
    ("id", "since"),
    (
        Column("特殊网格编码", "id", code, "如 t-001；编码不变", needed=True),
        Column("特殊网格名称", "name", public_text, "", needed=True, settled=True),
        Column(
            "特殊网格类型",
            "kind",
            kind_of_special,
            "国家重点监控企业、重污染企业集中区、自然保护区、饮用水源地、生态脆弱区、监管重点网格",
            needed=True,
            settled=True,
        ),
        Column(
            "所在网格",
            "grids",
            text,
            "所覆盖的网格，编码或者县市区名加乡镇名；多个用顿号隔开",
            needed=True,
            names="grids",
            settled=True,
        ),
        Column("专管单位", "unit", text, "编码或者名称", needed=True, names="unit", settled=True),
        Column("设立日期", "since", day, SINCE, needed=True),
        Column("撤销日期", "until", or_open(day), UNTIL),
        Column("设立依据", "basis", public_text, BASIS),
    ),
    {"until": None, "basis": ""},
    ends="until",
    slot=by("id"),
)
PLANS = Form(
    "plan",
    "网格方案",
    grid_plans,
    ("id",),
    (
        Column("方案编号", "id", code, "如 430423-2015；编号不变", needed=True),
        Column("制定地区", "grid", text, "所属的一级或者二级网格", needed=True, names="grid", settled=True),
        Column("方案名称", "title", public_text, "", needed=True),
        Column("方案文号", "document", public_text, ""),
        Column("印发日期", "adopted_on", day, "如 2015-12-31", needed=True),
        Column("备案机关", "filed_with", public_text, "上一级人民政府"),
        Column("备案日期", "filed_on", day, "报上一级人民政府备案之日"),
        Column("公开载体", "published_in", public_text, "如 县人民政府门户网站"),
        Column("公开日期", "published_on", day, "向社会公开之日"),
        Column("方案备注", "note", public_text, "对外可见，不得写个人信息"),
    ),
    {"document": "", "filed_with": "", "filed_on": None, "published_in": "", "published_on": None, "note": ""},
)


class Ground:
    """The grids that rows of their table tell of, on any day."""

    def __init__(self, facts: Iterable[Fact]) -> None:
        self._states: dict[str, list[Fact]] = {}
        for fact in sorted(facts, key=lambda fact: str(fact["since"])):
            self._states.setdefault(str(fact["grid"]), []).append(fact)

    def states(self, code: object) -> Sequence[Fact]:
        """Return the states of a grid, the first one first."""
        return self._states.get(str(code), ())

    def last(self, code: object) -> Grid | None:
        """Return a grid as it is last known."""
        states = self.states(code)
        return self._valued(states[-1]) if states else None

    def on(self, code: object, day: date) -> Grid | None:
        """Return a grid as it stood on a day; None where it did not."""
        fact = self._holding(code, day)
        return None if fact is None else self._valued(fact)

    def standing(self, day: date) -> Iterator[Grid]:
        """Return the grids of a day."""
        return (grid for grid in (self.on(code, day) for code in self._states) if grid is not None)

    def last_of_all(self) -> Iterator[Grid]:
        """Return every grid as it is last known."""
        return (self._valued(states[-1]) for states in self._states.values())

    def _holding(self, code: object, day: date) -> Fact | None:
        return next((fact for fact in self.states(code) if in_force(GRIDS, fact, day)), None)

    def _valued(self, fact: Fact) -> Grid:
        begins = fact["since"]
        above = (
            self._holding(fact["parent"], begins) if isinstance(begins, date) and fact["level"] == TOWNSHIP else None
        )
        county = str(above["name"]) if above is not None else ""
        return Grid.stored_as({**{name: fact[name] for name in SAME}, "id": fact["grid"], "county": county})
