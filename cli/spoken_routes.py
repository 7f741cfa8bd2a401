"""What the API says for programs, said for the terminal: a command in the place of an address."""

import re

COMMANDS = {
    "GET /v1/cases、GET /v1/complaints": "gridcase case list（举报件加 --kind complaints）",
    "GET /v1/acts/{name}": "gridcase acts 行为",
    "GET /v1/acts": "gridcase acts",
    "GET /v1/registry/template": "gridcase registry template",
    "GET /v1/alarms/{编号}/cases": "gridcase alarm cases 编号",
    "GET /v1/units": "gridcase units",
    "GET /v1/grids": "gridcase grids",
    "GET /v1/polluters": "gridcase polluter list",
    "GET /v1/people": "gridcase people",
    "GET /v1/cases": "gridcase case list",
    "GET /v1/complaints": "gridcase case list --kind complaints",
    "POST /v1/parties": "gridcase party",
    "GET /v1/parties": "gridcase parties",
    "请发送到 /v1/findings": "请用 gridcase find",
    "请发送到 /v1/complaints": "请用 gridcase complain",
    "请发送到 /v1/joint-investigations": "请用 gridcase convene",
    "请发送到 /v1/assistance-requests": "请用 gridcase assist",
    "请发送到 /v1/emergencies": "请用 gridcase emergency",
    "请发送到 /v1/transfers": "请用 gridcase receive",
    "请发送到 /v1/alarms": "请用 gridcase alarm take",
    "请发送到 /v1/disclosure-requests": "请用 gridcase disclosure-request take",
    "；公开的内容见 GET /public/inspections": "",
    "，公开的内容见 GET /public/inspections": "",
    "没有这个地址，请查看 /docs 中的接口说明": "系统没有这一项功能，版本可能不同；见 gridcase --version",
    "这个地址不接受该请求方法，请查看 /docs": "系统没有这一项功能，版本可能不同；见 gridcase --version",
    "，是否已办理尚未确认；请稍后用同一个幂等键原样重发，只会计一次；各部分的状态见 GET /healthz": "",
    "，命令尚未确认；请稍后用同一个幂等键原样重发，只会计一次": "",
    "；请稍后用同一个幂等键原样重发，只会计一次": "",
    "发生时刻（happened_at），不能只写日期（on）": "发生时刻（如 --at 2026-09-01T10:30），不能只写日期（--on）",
    "/v1/units 中的单位编号": "gridcase units 中的单位编号",
}
"""An address as sentences name it, and the command that asks it; the longest is looked for first."""
NAMED = re.compile("|".join(map(re.escape, sorted(COMMANDS, key=len, reverse=True))))


def for_terminal(sentence: str) -> str:
    """Return a sentence with commands in the place of addresses."""
    return NAMED.sub(lambda found: COMMANDS[found[0]], sentence).replace("） ", "）")
