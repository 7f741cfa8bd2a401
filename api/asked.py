"""What may stand in an address: every query and path parameter's type and bounds, in one place, for both databases.

Text that no database takes (NUL and its like) does not come past the intake (`api.intake`).
"""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any

from fastapi import Path, Query, Request
from fastapi.exceptions import RequestValidationError
from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from kinds import CALLED, KINDS
from law.edition import shipped

FIRST_DAY = date(1900, 1, 1)
"""The first day that is asked about; the last is the calendar's: of what comes after it nothing is known."""
PAGE = 200
FARTHEST = 1_000_000
CHANGES = 20
"""How many acts one question supposes on another day."""


def _within_calendar(day: date) -> date:
    last = shipped().calendar.last
    if day > last:
        raise PydanticCustomError("after_calendar", "晚于工作日历", {"said": day.isoformat(), "last": last.isoformat()})
    return day


Day = Annotated[date, Field(ge=FIRST_DAY), AfterValidator(_within_calendar)]
Number = Annotated[str, Field(max_length=64)]
"""A number of the register: a unit, a person, a party; or a stage."""
Name = Annotated[str, Field(max_length=200)]
UnitNamed = Annotated[str | None, Query(max_length=200, description="只列这个单位的，编号或者名称，如“衡山分局”")]


def _kind_named(said: str) -> str:
    if said not in CALLED:
        known = "、".join(f"{kind.collection}（{kind.label}）" for kind in KINDS.values())
        raise PydanticCustomError("unknown_kind", "没有这种案卷", {"said": said, "known": known})
    return said


KindNamed = Annotated[
    str,
    AfterValidator(_kind_named),
    Query(
        description="哪一种案卷，如 cases 或者“案件”",
        json_schema_extra={"enum": list(CALLED)},
    ),
]
"""A kind of file by the name of its collection or in Chinese."""
Position = Annotated[str, Field(max_length=32)]
"""Where the next page begins, as the last one said; what it holds, the reader of lists says."""
Limit = Annotated[int, Query(ge=1, le=PAGE, description="最多列多少条")]
Offset = Annotated[int, Query(ge=0, le=FARTHEST, description="从第几条起")]
Level = Annotated[int, Query(ge=1, le=3, description="网格级别：1 市级，2 县级（园区），3 乡镇（街道）")]
NamePath = Annotated[str, Path(max_length=200)]
TermKey = Annotated[str, Path(max_length=200, description="期限编号，如 penalty_decision#6（网址中 # 写作 %23）")]
Change = Annotated[
    list[Name],
    Query(
        min_length=1,
        max_length=CHANGES,
        description="行为（编号、名称或者法定名称）=日期，可以重复，如 serve_decision=2026-09-28",
    ),
]


def only_what_is_asked(request: Request) -> None:
    """Refuse a parameter that the address does not have: a filter that is misspelt would filter nothing."""
    if not request.query_params:
        return
    page: Mapping[str, Any] = request.app.openapi()["paths"].get(request.scope["route"].path, {})
    asked = page.get(request.method.lower(), {}).get("parameters", ())
    known = {parameter["name"] for parameter in asked if parameter["in"] == "query"}
    extra = [name for name in request.query_params if name not in known]
    if extra:
        raise RequestValidationError([{"type": "extra_forbidden", "loc": ("query", name)} for name in extra])
