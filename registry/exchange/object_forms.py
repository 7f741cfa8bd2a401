"""The tables of what is supervised: polluters, outlets, points of patrols, what the city decided of duties."""

from collections.abc import Mapping

from registry.competence import objects
from registry.exchange.cells import Cell, code, day, or_open, public_text, text
from registry.exchange.form import SINCE, UNTIL, Column, Form, by
from registry.exchange.object_cells import (
    AREAS,
    CATEGORIES,
    OUTLETS,
    POINTS_OF_PATROLS,
    RISKS,
    area,
    category,
    conduct,
    credit_code,
    interval,
    kind_of_point,
    latitude,
    longitude,
    outlet,
    polluting,
    risk,
    yes_no,
)
from registry.object_tables import discharge_points, duty_decisions, patrol_points, polluters

POLLUTERS = Form(
    "polluter",
    "污染源",
    polluters,
    ("uscc", "since"),
    (
        Column("统一社会信用代码", "uscc", credit_code, "营业执照上的18位代码", needed=True),
        Column("污染源名称", "name", public_text, "营业执照上的全称", needed=True, settled=True),
        Column("生产经营地址", "address", public_text, "", needed=True, settled=True),
        Column("所属网格", "grid", text, "编码或者县市区名加乡镇名", needed=True, names="grid", settled=True),
        Column("排污许可证编号", "permit", code, "没有的不写", settled=True),
        Column("管理类别", "category", category, "重点管理、简化管理、登记管理、未纳入", needed=True, settled=True),
        Column("行业类别", "industry", public_text, "如 化学原料制造", settled=True),
        Column("是否重点排污单位", "is_key", yes_no, "是、否", settled=True),
        Column("风险等级", "risk", risk, "高、中、低", needed=True, settled=True),
        Column("经度", "longitude", longitude, "十进制度数，如 112.571900", settled=True),
        Column("纬度", "latitude", latitude, "十进制度数，如 26.893400", settled=True),
        Column("建档日期", "since", day, f"{SINCE}；内容变更另写一行", needed=True),
        Column("关闭日期", "until", or_open(day), UNTIL),
        Column("档案备注", "note", public_text, "不得写个人信息"),
    ),
    {"permit": "", "industry": "", "is_key": False, "longitude": "", "latitude": "", "note": "", "until": None},
    ends="until",
    slot=by("uscc"),
)
POINTS = Form(
    "point",
    "排放口",
    discharge_points,
    ("uscc", "code", "since"),
    (
        Column("排污单位信用代码", "uscc", credit_code, "污染源表中的代码", needed=True),
        Column("排放口编号", "code", code, "如 DA001、DW001", needed=True),
        Column("排放口类型", "kind", outlet, "废气、废水、雨水、噪声、固体废物", needed=True, settled=True),
        Column("排放口名称", "name", public_text, "", settled=True),
        Column("是否自动监测", "monitored", yes_no, "是、否", settled=True),
        Column("排放口经度", "longitude", longitude, "十进制度数", settled=True),
        Column("排放口纬度", "latitude", latitude, "十进制度数", settled=True),
        Column("启用日期", "since", day, SINCE, needed=True),
        Column("停用日期", "until", or_open(day), UNTIL),
    ),
    {"name": "", "monitored": False, "longitude": "", "latitude": "", "until": None},
    ends="until",
    slot=by("uscc", "code"),
)
PATROL_POINTS = Form(
    "patrol_point",
    "巡查点位",
    patrol_points,
    ("id", "since"),
    (
        Column("点位编号", "id", code, "如 d-430423100-01；编号不变，不与网格、特殊网格的编码相同", needed=True),
        Column("点位名称", "name", public_text, "能找到地点的名称，不得写个人信息", needed=True, settled=True),
        Column(
            "点位所在网格", "grid", text, "三级网格，编码或者县市区名加乡镇名", needed=True, names="grid", settled=True
        ),
        Column("点位类型", "kind", kind_of_point, "、".join(POINTS_OF_PATROLS), needed=True, settled=True),
        Column("巡查间隔", "every", interval, "几日至少看一次，1至366的整数", needed=True, settled=True),
        Column("点位经度", "longitude", longitude, "十进制度数", settled=True),
        Column("点位纬度", "latitude", latitude, "十进制度数", settled=True),
        Column("设点日期", "since", day, f"{SINCE}；内容变更另写一行", needed=True),
        Column("撤点日期", "until", or_open(day), UNTIL),
        Column("设点依据", "basis", public_text, "如 某次排查的文件", settled=True),
    ),
    {"longitude": "", "latitude": "", "basis": "", "until": None},
    ends="until",
    slot=by("id"),
)
DECISIONS = Form(
    "decision",
    "职责确定",
    duty_decisions,
    ("object", "conduct", "area", "since"),
    (
        Column("排污对象", "object", polluting, "八类之一，见 gridcase duty objects", needed=True),
        Column("排污行为", "conduct", conduct, "其中分列的行为", needed=True),
        Column("适用范围", "area", area, "全市、城区、城区以外", needed=True),
        Column("确定的负责部门", "department", text, "编码或者名称", needed=True, names="unit", settled=True),
        Column("确定的文号", "document", public_text, "市里确定的文件", needed=True, settled=True),
        Column("施行日期", "since", day, SINCE, needed=True),
        Column("停止施行日期", "until", or_open(day), UNTIL),
    ),
    {"until": None},
    ends="until",
    slot=by("object", "conduct", "area"),
)


def _said(known: Mapping[str, Cell], field: str) -> dict[tuple[str, Cell], str]:
    return {(field, kept): name for name, kept in known.items()}


SPOKEN: dict[tuple[str, Cell], str] = {
    **_said(CATEGORIES, "category"),
    **_said(RISKS, "risk"),
    **_said(OUTLETS, "kind"),
    **_said(POINTS_OF_PATROLS, "kind"),
    **_said(AREAS, "area"),
    **{(field, value): word for field in ("is_key", "monitored") for word, value in (("是", True), ("否", False))},
    **{("object", of.id): of.name for of in objects().values()},
    **{("conduct", one): name for of in objects().values() for one, name in of.conduct.items()},
}
"""What is kept in English, as it is written into a file."""
