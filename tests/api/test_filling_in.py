"""Forms and schemas ask for what guards ask for: nothing is shown optional and then refused."""

from datetime import date
from typing import Any

import pytest
from pydantic import BaseModel, ValidationError

from api.catalogue import ActEntry, catalogue
from api.filling_in import FieldEntry
from api.forms import ActForm, FindingForm
from api.opening_acts import OPENINGS
from api.words import sentence_of
from judging.asked_for import AskedFor, asked_for
from judging.step import Step
from kinds import KINDS
from law.edition import shipped
from tests.api.asking import Asking

DAY = date(2026, 11, 27)
STEPS = [step for kind in KINDS.values() for step in kind.steps.values()]
UNCONDITIONAL = [(step, one) for step in STEPS for one in asked_for(step.guards) if one.always]


def entry(act: str) -> ActEntry:
    """Return an act of the catalogue as it stands today."""
    return catalogue(shipped(), DAY)[act]


def field(act: str, name: str) -> FieldEntry:
    """Return a field of an act."""
    return next(one for one in entry(act).fields if one.name == name)


@pytest.mark.parametrize(("step", "asked"), UNCONDITIONAL)
def test_what_a_guard_always_asks_for_is_required(step: Step[Any], asked: AskedFor) -> None:
    """In the form and in the JSON schema alike."""
    act = str(step.content.model_fields["act"].default)

    assert field(act, asked.field).required
    assert asked.field in entry(act).json_schema["required"]


@pytest.mark.parametrize("form", [*(one.form for one in OPENINGS), ActForm])
def test_a_form_is_shown_filled_in_as_it_can_be_sent(form: type[BaseModel]) -> None:
    """Every example of the OpenAPI page is a form: it says one time, and nothing that excludes itself."""
    (example,) = form.model_json_schema()["examples"]

    assert form.model_validate(example)


def test_a_value_that_is_none_is_told_once() -> None:
    """Of a kind of pollution that there is not, nobody says that one at least is asked for as well."""
    with pytest.raises(ValidationError) as caught:
        FindingForm.model_validate({"grid": "开云镇", "pollution": ["light"], "summary": "排口外排"})

    assert 1 == caught.value.error_count()
    assert "至少" not in sentence_of(caught.value.errors()[0])


@pytest.mark.parametrize("act", ["inspect_site", "file_case", "recheck_correction", "register_evidence"])
def test_two_officers_are_asked_for(act: str) -> None:
    """行政处罚法第42条第1款."""
    assert 2 == entry(act).json_schema["properties"]["officers"]["minItems"]


def test_relief_is_asked_for_in_each_of_its_parts() -> None:
    """救济途径和期限: body and period, court and period."""
    definition = entry("decide_penalty").json_schema["$defs"]["Remedies"]

    assert all(part.required for part in field("decide_penalty", "remedies").fields)
    assert set(definition["properties"]) == set(definition["required"])
    assert all(part["minLength"] == 1 for part in definition["properties"].values())


@pytest.mark.parametrize(
    ("act", "name", "told"),
    [
        ("serve_correction_order", "remedies", "可以按日连续处罚的，各项均须写明（"),
        ("register_evidence", "consented_by", "情况紧急的须写明（"),
        ("serve_decision", "consent", "电子送达的须写明（"),
        ("dismantle_equipment", "ruling", "人民法院强制执行的须写明（"),
        ("serve_demand", "amount", "催告缴款的须大于零，不超过尚欠数额（"),
        ("decide_restriction", "within", "须为载明该措施的处罚决定的行为编号（"),
        ("hold_hearing", "agents", "不得超过规定人数（"),
    ],
)
def test_what_is_asked_for_sometimes_is_told_with_its_article(act: str, name: str, told: str) -> None:
    """It stays optional in the schema, and its explanation says when it is not."""
    assert not field(act, name).required
    assert told in field(act, name).doc
    assert entry(act).json_schema["properties"][name]["description"] == field(act, name).doc


def test_every_field_asked_for_is_one() -> None:
    """What a guard is said to ask for is a field of each act it guards."""
    strangers = [
        (step.content.__name__, one.field)
        for step in STEPS
        for one in asked_for(step.guards)
        if one.field not in step.content.model_fields
    ]

    assert [] == strangers


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (
            {"act": "file_case", "cause": "违法排放"},
            '请写在 fields 里，如 {"act": "file_case", "fields": {"cause": …}}',
        ),
        ({"act": "file_case", "fields": {"of_record": True}}, "与 fields 并列，请写在 fields 外面"),
        ({"act": "file_case", "nothing": 1}, "没有“nothing”这个字段"),
    ],
)
async def test_a_field_at_the_wrong_place_is_told_its_place(asking: Asking, body: dict[str, object], told: str) -> None:
    """Beside `fields` instead of in it, or the other way round."""
    number = await asking.rehearses()
    answer = await asking.sends(f"/v1/files/{number}/acts", body, "head")

    assert 422 == answer.status_code
    assert told in answer.json()["detail"]


async def test_the_page_asks_for_the_key_and_shows_forms_that_can_be_sent(asking: Asking) -> None:
    """The key is required, and no example says two times at once."""
    page = (await asking.http.get("/openapi.json")).json()
    keys = [
        parameter
        for path in page["paths"].values()
        for operation in path.values()
        for parameter in operation.get("parameters", ())
        if parameter["name"] == "idempotency-key"
    ]
    example = page["components"]["schemas"]["FindingForm"]["examples"][0]

    assert keys
    assert all(parameter["required"] for parameter in keys)
    assert 201 == (await asking.sends("/v1/findings", example, "patroller")).status_code
