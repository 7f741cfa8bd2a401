"""The tables of the staff list (名册): grids, people, who answers, what the departments of the city look after."""

from registry.exchange.cells import (
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
from registry.exchange.desk_forms import HANDOVERS, LEAVES
from registry.exchange.form import SINCE, UNTIL, Column, Fact, Form, Key, by
from registry.exchange.ground import GRIDS, PLANS, SPECIAL_GRIDS
from registry.exchange.object_forms import DECISIONS, PATROL_POINTS, POINTS, POLLUTERS
from registry.tables import appointments, certificates, persons, posts, systems, units


def _seat(fact: Fact) -> Key:
    """Return the seat that an appointment fills; members of a working group sit beside each other."""
    seat = (fact["grid"], fact["level"], fact["unit"], fact["post"])
    return (*seat, fact["person"]) if fact["post"] == "group_member" else seat


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
    slot=by("person"),
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
FORMS = (
    *(UNITS, GRIDS, SPECIAL_GRIDS, PLANS),
    *(PERSONS, POSTS, CERTIFICATES, APPOINTMENTS, LEAVES, HANDOVERS),
    *(POLLUTERS, POINTS, PATROL_POINTS, DECISIONS),
    SYSTEMS,
)
"""In the order in which one may name the other."""
