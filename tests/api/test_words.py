"""Every field and value has Chinese words, and every mistake is said in a sentence that names the field."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Any, Literal, get_args

import pytest
from fastapi import FastAPI
from pydantic import BaseModel, Field, ValidationError

from api.app import ROUTES
from api.catalogue import ActEntry, _resolved, catalogue
from api.filling_in import FieldEntry
from api.forms import ActForm, ClockForm, ComplaintForm, FindingForm, PartyForm
from api.opening_acts import AlarmForm, EmergencyForm
from api.routes.lists import FileQuery
from api.words import ADDRESS, ASKED, sentence_of
from law.edition import shipped
from models.acts.alarm import ReceiveAlarm
from models.acts.emergency import ReportEmergency
from models.acts.finding import ReceiveComplaint, ReportFinding
from models.chinese import docs, name_of, values, values_of


def entries() -> dict[str, ActEntry]:
    """Return the catalogue of acts."""
    return catalogue(shipped(), date(2026, 9, 1))


def _fields(entries: tuple[FieldEntry, ...]) -> Iterator[FieldEntry]:
    for entry in entries:
        yield entry
        yield from _fields(entry.fields)


def _choices(schema: dict[str, Any], definitions: dict[str, Any]) -> Iterator[tuple[str, list[Any]]]:
    for name, part in schema.get("properties", {}).items():
        inner = _resolved(part, definitions)
        element = _resolved(inner.get("items", {}), definitions) if inner.get("type") == "array" else inner
        yield name, element.get("enum", [])
        yield from _choices(element, definitions)


def test_every_field_of_every_act_has_a_chinese_name_and_explanation() -> None:
    """The catalogue explains each field in Chinese; what is missing belongs in a file of models/chinese."""
    missing = [
        f"{entry.name}.{field.name}"
        for entry in entries().values()
        for field in _fields(entry.fields)
        if field.label == field.name or not field.doc
    ]

    assert [] == missing


def test_every_value_of_every_act_has_a_chinese_name() -> None:
    """A choice is never shown as a bare English word; what is missing belongs in a file of models/chinese."""
    missing = [
        f"{entry.name}.{name}={value}"
        for entry in entries().values()
        for name, choices in _choices(entry.json_schema, entry.json_schema.get("$defs", {}))
        for value in filter(None, choices)
        if str(value) not in values_of(name, choices, entry.name)
    ]

    assert [] == missing


@pytest.mark.parametrize(
    ("act", "field", "label"),
    [
        ("receive_disclosure_request", "channel", "提交方式"),
        ("receive_disclosure_request", "contact", "申请人联系方式"),
        ("receive_disclosure_request", "text", "申请原文"),
        ("receive_complaint", "text", "举报原文"),
        ("consult_on_disclosure", "party", "第三方"),
        ("start_response", "measures", "响应措施"),
        ("serve_notice", "level", "裁量档次"),
        ("collect_on_the_spot", "receipt", "专用票据号"),
        ("apply_to_court", "urgent", "是否申请立即执行"),
    ],
)
def test_a_field_is_called_what_it_is_in_its_act(act: str, field: str, label: str) -> None:
    """Where another act has a field of the same name for another thing."""
    assert {label} == {entry.label for entry in _fields(entries()[act].fields) if entry.name == field}


def test_what_an_address_is_asked_by_is_called_what_it_is_there() -> None:
    """`way` of a search is no way in which a reporter was told, and no parameter of an address is without a name."""
    app = FastAPI()
    for routes in ROUTES:
        app.include_router(routes.router)
    operations = (one for path in app.openapi()["paths"].values() for one in path.values())
    asked = {(one["in"], one["name"]) for operation in operations for one in operation.get("parameters", ())}
    named = {name: name_of(name, ADDRESS) for where, name in asked if where in ASKED}

    assert ("查找范围", "指标", "所在网格") == (named["way"], named["measure"], named["within"])
    assert "缺少“指标”（measure），请补充" == sentence_of({"type": "missing", "loc": ("query", "measure")})
    assert [] == [name for name, called in named.items() if called == name]


def test_nothing_is_named_that_does_not_exist() -> None:
    """A word without a field is left over from something that is gone."""
    acts = entries()
    forms = (ActForm, PartyForm, ClockForm, FileQuery)
    known = {field.name for entry in acts.values() for field in _fields(entry.fields)}
    known.update(name for form in forms for name in form.model_fields)
    stale = [key for table in (docs(), values()) for key in table if key.rpartition(".")[2] not in known]

    assert [] == stale


@pytest.mark.parametrize(
    ("form", "content", "field", "never_sent"),
    [
        (FindingForm, ReportFinding, "source", {"complaint", "emergency", "joint_investigation"}),  # other files open
        (ComplaintForm, ReceiveComplaint, "channel", set()),
        (EmergencyForm, ReportEmergency, "source", set()),
        (AlarmForm, ReceiveAlarm, "source", set()),
    ],
)
def test_a_form_offers_the_values_of_its_act(
    form: type[BaseModel], content: type[BaseModel], field: str, never_sent: set[str]
) -> None:
    """What may be sent is what the act may hold, in its order."""
    held = [value for value in get_args(content.model_fields[field].annotation) if value not in never_sent]

    assert held == list(get_args(form.model_fields[field].annotation))


class _Asked(BaseModel):
    fine: Annotated[int, Field(ge=0)]
    on: date
    mode: Literal["direct", "post"]


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"on": "2026-03-02", "mode": "post"}, "缺少“罚款数额”（fine），请补充"),
        ({"fine": -1, "on": "2026-03-02", "mode": "post"}, "“罚款数额”（fine）不得小于0"),
        ({"fine": "多", "on": "2026-03-02", "mode": "post"}, "“罚款数额”（fine）须是整数"),
        ({"fine": 1, "on": "2026-02-30", "mode": "post"}, "“发生日期”（on）须是真实存在的日期，如 2026-03-02"),
        (
            {"fine": 1, "on": "2026-03-02", "mode": "fax"},
            "“送达方式”（mode）须是下列之一：direct（直接送达）、post（邮寄送达）",
        ),
    ],
)
def test_a_mistake_names_the_field_and_what_would_be_right(given: dict[str, Any], sentence: str) -> None:
    """Each validation error becomes one Chinese sentence."""
    with pytest.raises(ValidationError) as caught:
        _Asked.model_validate(given)

    assert [sentence] == [sentence_of(row) for row in caught.value.errors()]
