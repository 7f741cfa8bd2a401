"""The six tables of the staff list (名册): what their columns are called, what a cell holds, what tells rows apart."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Table

from registry.exchange.cells import (
    Cell,
    callback,
    certificate_number,
    code,
    day,
    kind_of_unit,
    level,
    name_of_person,
    or_open,
    post,
    public_text,
    rank,
    roles,
    text,
)
from registry.tables import appointments, certificates, persons, posts, systems, units

Fact = Mapping[str, Cell]
"""One row of the register, by column of its table."""
Key = tuple[Cell, ...]
Reference = str
"""What a cell names: `unit`, `person` or `grid`."""


@dataclass(frozen=True)
class Column:
    """One column: its heading, where it is kept, and how a cell is read."""

    heading: str
    field: str
    read: Callable[[str], Cell]
    means: str
    needed: bool = False
    names: Reference | None = None
    settled: bool = False
    """Once entered it is changed only as a correction (`--correct`); otherwise a new row begins."""


@dataclass(frozen=True)
class Form:
    """One table of the staff list."""

    name: str
    title: str
    table: Table
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    blank: Mapping[str, Cell]
    """What a new row has where the file says nothing."""
    ends: str | None = None
    """The column with the last day, in a table whose rows come to an end."""
    slot: Callable[[Fact], Key] | None = None
    """What only one row may fill at a time."""

    def key_of(self, fact: Fact) -> Key:
        """Return what makes a row the same row."""
        return tuple(fact[name] for name in self.key)

    def heading(self, field: str) -> str:
        """Return what a column is called."""
        return next((column.heading for column in self.columns if column.field == field), "")


def _who(fact: Fact) -> Key:
    return (fact["person"],)


def _seat(fact: Fact) -> Key:
    """Return the seat that an appointment fills; members of a working group sit beside each other."""
    seat = (fact["grid"], fact["level"], fact["unit"], fact["post"])
    return (*seat, fact["person"]) if fact["post"] == "group_member" else seat


SINCE = "第一日，如 2026-03-01"
UNTIL = "最后一日；不写即不变，写“至今”即没有终止"

UNITS = Form(
    "unit",
    "单位",
    units,
    ("id",),
    (
        Column("单位编码", "id", code, "如 u-430423；编码不变；系统自带的单位已有编码", needed=True),
        Column("单位名称", "name", public_text, "全称", needed=True),
        Column("网格级别", "level", level, "一级、二级、三级", needed=True, settled=True),
        Column(
            "单位性质", "kind", kind_of_unit, "生态环境部门、市直部门、乡镇街道、园区管委会", needed=True, settled=True
        ),
        Column("上级单位", "parent", text, "编码或者名称", names="unit", settled=True),
        Column("发文机关代字", "document_prefix", public_text, "如 衡环山"),
        Column("单位曾用名", "former_name", public_text, "更名时写原来登记的名称"),
        Column("单位更名日期", "renamed_on", day, "新名称启用之日"),
        Column("撤销日期", "until", or_open(day), UNTIL),
        Column("备注", "note", public_text, "对外可见，不得写电话等个人信息"),
        Column(
            "接入信息共享平台日期", "platform_since", day, "接入行政执法与刑事司法衔接信息共享平台之日；没有接入的不写"
        ),
    ),
    {
        "parent": None,
        "document_prefix": "",
        "former_name": "",
        "renamed_on": None,
        "until": None,
        "platform_since": None,
        "note": "",
    },
    ends="until",
)
PERSONS = Form(
    "person",
    "人员",
    persons,
    ("id",),
    (
        Column("人员编号", "id", code, "单位所编、全市不重、终身不变，如 p-430423-04；不得用身份证号", needed=True),
        Column("姓名", "name", name_of_person, "", needed=True),
        Column("曾用姓名", "former_name", name_of_person, "改名时写原来登记的姓名"),
        Column("改名日期", "renamed_on", day, "新姓名启用之日"),
    ),
    {"former_name": "", "renamed_on": None},
)
POSTS = Form(
    "post",
    "任职",
    posts,
    ("person", "since"),
    (
        Column("人员编号", "person", text, "人员表中的编号", needed=True, names="person"),
        Column("任职单位", "unit", text, "编码或者名称", needed=True, names="unit", settled=True),
        Column("职级", "rank", rank, "如 副科级、四级主任科员", needed=True, settled=True),
        Column("岗位", "roles", roles, "巡查员、执法人员等，多个用顿号隔开；没有岗位的不写", settled=True),
        Column("任职日期", "since", day, SINCE, needed=True),
        Column("免职日期", "until", or_open(day), UNTIL),
    ),
    {"roles": "", "until": None},
    ends="until",
    slot=_who,
)
CERTIFICATES = Form(
    "certificate",
    "执法证",
    certificates,
    ("number",),
    (
        Column("执法证号", "number", certificate_number, "证上的编号；在表格软件中设为文本格式", needed=True),
        Column("持证人编号", "person", text, "人员表中的编号", needed=True, names="person", settled=True),
        Column("发证日期", "valid_from", day, "有效期的第一日", needed=True, settled=True),
        Column("有效期至", "valid_until", day, "有效期的最后一日；注销的写注销之日", needed=True),
    ),
    {},
    ends="valid_until",
)
APPOINTMENTS = Form(
    "appointment",
    "网格责任人",
    appointments,
    ("grid", "level", "unit", "post", "person", "since"),
    (
        Column(
            "网格", "grid", text, "编码，或者县市区名加乡镇（街道）名，现名、旧名、简称均可", needed=True, names="grid"
        ),
        Column("责任级别", "level", level, "一级、二级、三级，与责任单位相同", needed=True),
        Column("责任单位", "unit", text, "编码或者名称", needed=True, names="unit"),
        Column(
            "责任类型", "post", post, "责任领导、主要责任人、直接责任人、监管工作组组长、监管工作组成员", needed=True
        ),
        Column("责任人编号", "person", text, "人员表中的编号", needed=True, names="person"),
        Column("开始日期", "since", day, SINCE, needed=True),
        Column("结束日期", "until", or_open(day), UNTIL),
    ),
    {"until": None},
    ends="until",
    slot=_seat,
)
SYSTEMS = Form(
    "system",
    "外部系统",
    systems,
    ("id",),
    (
        Column("系统编码", "id", code, "如 12369", needed=True),
        Column("系统名称", "name", public_text, "", needed=True),
        Column("回调地址", "callback_url", callback, "https 地址；本机可用 http；没有即不写。密钥和令牌不写在表里"),
    ),
    {"callback_url": ""},
)
FORMS = (UNITS, PERSONS, POSTS, CERTIFICATES, APPOINTMENTS, SYSTEMS)
"""In the order in which one may name the other."""


def in_force(form: Form, fact: Fact, on: date) -> bool:
    """Tell whether a row of a table with days holds on a day."""
    begins = fact.get("since") or fact.get("valid_from")
    ends = fact[form.ends] if form.ends else None
    return not (isinstance(begins, date) and begins > on) and not (isinstance(ends, date) and ends < on)
