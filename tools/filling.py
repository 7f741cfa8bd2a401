"""Made-up values for every field there is, by its name or its type: what the samples of `tools.samples` hold."""

import types
from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import Enum
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from typing_extensions import TypeVar

from kinds import KINDS
from models.acts import Act, Content
from models.acts.finding import Place, ReportFinding
from models.acts.terms import WithdrawAct
from models.chinese import name_of
from models.file import SentAs
from models.people import ENGINE, Actor, Answerable, GridLevel, Officer, Role
from models.values import CIVIL, Instant, Value

V = TypeVar("V", bound=Value)

UNIONS = (Union, types.UnionType)

DAY = date(2026, 9, 15)
AT = datetime(2026, 9, 15, 10, 30, tzinfo=CIVIL)
UNIT = "u-430423"
CERTIFIED = date(2030, 12, 31)

OFFICERS = tuple(Officer(id=f"p-430423-0{no}", unit=UNIT, certified_until=CERTIFIED) for no in (4, 5))
GRIDS: tuple[tuple[GridLevel, str], ...] = ((3, "430423100"), (2, "430423"), (1, "4304"))
CHAIN = tuple(
    Answerable(
        level=level, grid=grid, unit=f"u-{grid}", leader=f"p-{grid}-01", main=f"p-{grid}-02", direct=f"p-{grid}-03"
    )
    for level, grid in GRIDS
)

BY_NAME: dict[str, Any] = {
    "act": "report_finding",
    "act_no": 12,
    "addressee": "reporter",
    "amount": 30,
    "answerable": CHAIN,
    "applied_on": date(2026, 9, 10),
    "article": "第44条",
    "attributes": {"FileStage": "filed", "FileGrid": "430423100"},
    "basis": ("《生态环境行政处罚办法》第44条",),
    "by": Actor(id="ViolationCase:2026-000123", kind="file", unit=UNIT, level=2),
    "by_superior": "u-4304",
    "case": "2026-000123",
    "cause": "未经批准排放水污染物",
    "chair": "p-430423-06",
    "citation": "《生态环境行政处罚办法》第57条",
    "code": "file-closed",
    "complaint": "T2026-000007",
    "conduct_from": date(2026, 8, 20),
    "conduct_until": date(2026, 8, 31),
    "content": ReportFinding(
        place=Place(grid="430423100", text="示例村排口"),
        pollution=("water",),
        summary="排口外排污水",
        answerable=CHAIN,
    ),
    "court": "示例区人民法院",
    "daily": "100000.00",
    "days": 10,
    "edition": "0123456789abcdef",
    "effect": "2026-000123/9/feedback",
    "escalated_to": ("p-4304-02",),
    "manifest": "0123456789abcdef" * 4,
    "exhibits": ("0123456789abcdef" * 4,),
    "facts": "未经批准向河道排放污水",
    "fields": {"summary": "更正后的摘要"},
    "file_no": "2026-000123",
    "fine": "100000.00",
    "fine_max": Decimal("1000000.00"),
    "fine_min": Decimal("100000.00"),
    "first_day": date(2026, 9, 1),
    "grade": "V",
    "grid": "430423100",
    "guard": "G5",
    "history_limit": 8000,
    "holder_person": "p-430423-03",
    "holder_unit": UNIT,
    "id": "party-0007",
    "instrument": "生态环境行政处罚办法",
    "further_irregularities": {9: ("没有出示执法证件",)},
    "irregularities": {9: "发生日期早于发现（接报）日期"},
    "issuer": UNIT,
    "key": "2026-000123/9/document-罚",
    "kind": "ViolationCase",
    "label": "立案",
    "measures": ("fine", "confiscation"),
    "no": 9,
    "number": "示例第0007号",
    "obligor": "authority",
    "officers": OFFICERS,
    "opens": "ViolationCase",
    "overdue": ("2026-000123/9/feedback",),
    "owner_person": "p-430423-03",
    "owner_unit": UNIT,
    "latitude": "27.230000",
    "longitude": "112.868710",
    "pages": 86,
    "patrol": "P2026-000001",
    "person": "p-430423-04",
    "pollution": ("water",),
    "procedure": "filing",
    "publication": 24,
    "receiver": "12345",
    "rechecks": (5, 6),
    "recorder": "p-430423-03",
    "redo_by": date(2026, 11, 15),
    "reason": "经核查，情况属实",
    "reconsideration_body": "示例市人民政府",
    "reconsideration_period": "自收到本决定书之日起六十日内",
    "record": "排口有污水外排，已拍照、取样",
    "requirement": "立即停止违法排放",
    "result": "经查属实，已依法处罚",
    "rule": "case_decision_period",
    "sealed": "c-0007",
    "see_to_it": ("p-430423-03",),
    "sender": "12345",
    "sha256": "0123456789abcdef" * 4,
    "sent": (SentAs(key="w-0007", content=WithdrawAct(of=9, reason="误录")),),
    "sentence": "案件已结案，不能再办理",
    "shift": timedelta(days=-30),
    "stagger": timedelta(seconds=73),
    "stage": "filed",
    "stage_name": "已立案",
    "suit_period": "自收到本决定书之日起六个月内",
    "summary": "排口外排污水，已取样送检",
    "tells": "Complaint",
    "text": "示例村排口",
    "term": "case_decision_period#3",
    "title": "行政处罚决定书",
    "to": ("12345",),
    "told": ("p-430423-03",),
    "unit": UNIT,
    "until": date(2026, 10, 15),
    "voters": ("p-430423-01", "p-430423-02"),
    "within": 7,
    "wording": "5feceb66ffc86f38d952786c6d696c79c2dbc239dd4e91b46729d73a27fb57e9",
    "word": "罚",
}
"""What is said in a field of this name, where its type takes it."""

PLAIN: dict[Any, Callable[[str], object]] = {
    str: lambda called: f"示例{called}",
    int: lambda _: 3,
    bool: lambda _: True,
    Decimal: lambda _: Decimal("100000.00"),
    date: lambda _: DAY,
    Instant: lambda _: AT,
    datetime: lambda _: AT,
}
"""What is said in a field of a plain type, by what the field is called."""


def act_of(content: type[Content]) -> Act:
    """Return an act with this content, every field of it filled, done by somebody who may do it."""
    what = filled(content)
    return Act(
        no=9,
        key=f"{what.act}@2026-09-15",
        happened_at=AT,
        recorded_at=AT + timedelta(minutes=5),
        by=_doer(content),
        content=what,
        of_record=False,
        irregularity="",
    )


def filled(model: type[V]) -> V:
    """Return a value with every field filled, those that may be left out too."""
    if issubclass(model, Act):
        irregular = {"irregularity": "发生日期早于发现（接报）日期", "further_irregularities": ("没有出示执法证件",)}
        of_record = {"of_record": True, "wording": BY_NAME["wording"], **irregular}
        return model.model_validate({**dict(act_of(ReportFinding)), **of_record})
    act = str(model.model_fields["act"].default) if issubclass(model, Content) else ""
    said = {name: _said(name, info.annotation, act) for name, info in model.model_fields.items()}
    return model.model_validate(said)


def _said(name: str, annotation: Any, act: str) -> object:  # noqa: ANN401  any type a field can have
    """Return what is said in a field: what is known for its name where its type takes that, else what its type takes."""
    known = BY_NAME.get(name)
    if known is not None and _takes(annotation, known):
        return known
    return _filled(annotation, name_of(name, act))


def _takes(annotation: Any, value: object) -> bool:  # noqa: ANN401  as above
    if get_origin(annotation) in UNIONS:
        return any(_takes(one, value) for one in get_args(annotation))
    if get_origin(annotation) is Annotated:
        return _takes(get_args(annotation)[0], value)
    wanted = get_origin(annotation) or annotation
    if wanted is Literal:
        return value in get_args(annotation)
    if wanted is tuple:
        return isinstance(value, tuple) and all(_takes(get_args(annotation)[0], one) for one in value)
    return isinstance(wanted, type) and isinstance(value, wanted) and not isinstance(value, bool)


def _filled(annotation: Any, called: str) -> object:  # noqa: ANN401  as above
    origin, parts = get_origin(annotation), get_args(annotation)
    if origin is Annotated or isinstance(annotation, TypeVar):  # a parameter is read as its default
        return _filled(annotation.__default__ if isinstance(annotation, TypeVar) else parts[0], called)
    if origin is Literal:
        return next(word for word in parts if word != "")
    if origin is tuple:
        return tuple(_filled(one, called) for one in _choices(parts[0]))
    if origin is dict:
        return {9: f"示例{called}"}
    if origin is not None:
        return _filled(_choices(annotation)[0], called)
    return _made(annotation, called)


def _choices(annotation: Any) -> list[Any]:  # noqa: ANN401  as above
    """Return the types of a union, or the one type."""
    if get_origin(annotation) is Annotated:
        return _choices(get_args(annotation)[0])
    if get_origin(annotation) in UNIONS:
        return [one for one in get_args(annotation) if one is not types.NoneType]
    return [annotation]


def _made(wanted: type[Any], called: str) -> object:
    if wanted in PLAIN:
        return PLAIN[wanted](called)
    return next(iter(wanted)) if issubclass(wanted, Enum) else filled(wanted)


def _doer(content: type[Content]) -> Actor:
    """Return who may do an act: a person, another system, a file, or the engine."""
    step = next(kind.steps[content] for kind in KINDS.values() if content in kind.steps)
    if step.by.engine:
        return ENGINE
    role = next((role for role in Role if role in step.by.roles), None)
    if role is None:
        return Actor(id="12345", kind="system")
    level = max(step.by.levels & {1, 2} or step.by.levels)
    unit = {1: "u-4304", 2: UNIT, 3: "u-430423100"}[level]
    return Actor(id=f"p-{unit.removeprefix('u-')}-04", unit=unit, level=level, roles=(role,), certified_until=CERTIFIED)
