"""The tables of desks: who is away and who deputises, and whose desk passed to whom."""

from registry.exchange.cells import day, leave, or_open, public_text, text
from registry.exchange.form import UNTIL, Column, Form, by
from registry.tables import handovers, leaves

LEAVES = Form(
    "leave",
    "请假",
    leaves,
    ("person", "since"),
    (
        Column("请假人编号", "person", text, "人员表中的编号", needed=True, names="person"),
        Column("请假人单位", "unit", text, "编码或者名称", needed=True, names="unit", settled=True),
        Column("代理人编号", "deputy", text, "同一单位的人员，当日在岗", needed=True, names="person", settled=True),
        Column("请假事由", "reason", leave, "年休假、病假、事假、产假、出差、学习培训、借调、其他", needed=True),
        Column("请假第一日", "since", day, "如 2026-03-01", needed=True),
        Column("请假最后一日", "until", or_open(day), f"次日起本人负责；{UNTIL}"),
    ),
    {"until": None},
    ends="until",
    slot=by("person"),
)
HANDOVERS = Form(
    "handover",
    "工作交接",
    handovers,
    ("person", "unit", "since"),
    (
        Column("移交人编号", "person", text, "人员表中的编号", needed=True, names="person"),
        Column("交接单位", "unit", text, "编码或者名称", needed=True, names="unit"),
        Column("接手人编号", "successor", text, "同一单位的人员", needed=True, names="person", settled=True),
        Column("交接日期", "since", day, "这一日起，移交人的网格责任、在办案件和消息都由接手人负责", needed=True),
        Column("交接说明", "note", public_text, "不得写个人信息"),
    ),
    {"note": ""},
)
