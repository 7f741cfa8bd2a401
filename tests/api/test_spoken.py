"""What is asked for and sent in Chinese is understood; what says nothing known is refused, never an empty answer."""

from typing import Literal, get_args, get_origin

import pytest

from api.disclosure_form import DisclosureForm
from api.opening_acts import OPENINGS, OpeningAct
from api.spoken import Spoken, _flat, _forms, _kinds, _offered, meant, names_of
from models.acts import ACTS
from models.chinese import values_of
from tests.api.asking import COMPLAINT, FINDING, Asking

FINDING_IN_CHINESE = {**FINDING, "pollution": ["水", "air"], "source": "执法检查"}


@pytest.mark.parametrize(
    ("path", "field"),
    [
        ("/v1/cases?stage=bogus", "stage"),
        ("/v1/complaints?stage=filed", "stage"),
        ("/v1/cases?unit=u-000000", "unit"),
        ("/v1/cases?party=nobody", "party"),
        ("/v1/cases?grid=bogus", "grid"),
        ("/v1/cases?alert=red", "alert"),
        ("/v1/cases?pollution=light", "pollution"),
        ("/v1/cases?closed=maybe", "closed"),
        ("/v1/cases?due_before=tomorrow", "due_before"),
        ("/v1/cases?stge=filed", "stge"),
        ("/v1/terms?due_before=2026-12-31&unit=u-000000", "unit"),
        ("/v1/terms?due_before=2026-12-31&units=u-430423", "units"),
        ("/v1/grids?within=bogus", "grid"),
        ("/v1/units?levels=2", "levels"),
        ("/v1/duties?department=bogus", "unit"),
        ("/v1/people?unit=bogus", "unit"),
        ("/v1/people?unit=u-430423&role=king", "role"),
        ("/v1/messages?of=me", "of"),
        ("/v1/statistics?unit=u-430423", "unit"),
        ("/v1/statistics?kind=卷宗", "kind"),
        ("/public/disclosures?page=2", "page"),
        ("/v1/desk?basket=bogus", "basket"),
        ("/v1/search?words=某&way=bogus", "way"),
        ("/v1/board/rows?measure=bogus", "measure"),
        ("/v1/board/rows?measure=open&unit=u-000000", "unit"),
        ("/v1/board/rows?measure=open&grid=000000", "grid"),
        ("/v1/board/rows?measure=open&person=p-0-0", "person"),
        ("/v1/inspections?unit=bogus", "unit"),
        ("/v1/duties/who?object=餐饮油烟&place=青山街道&urban=maybe", "urban"),
    ],
)
async def test_a_filter_that_filters_nothing_is_refused(asking: Asking, path: str, field: str) -> None:
    """Every filter of every list: a value nobody has, and a filter that there is not."""
    answer = await asking.gets(path)

    assert (422, field) == (answer.status_code, answer.json()["field"]), answer.text


@pytest.mark.parametrize(
    ("path", "wrong", "offered"),
    [
        ("/v1/people?unit=u-430423&role=king", "没有“king”这个岗位", "officer（执法人员）"),
        ("/v1/statistics?kind=卷宗", "没有“卷宗”这种案卷", "complaints（举报件）"),
        ("/v1/desk?basket=bogus", "“工作台分类”（basket）", "mine（待办）"),
        ("/v1/search?words=某&way=bogus", "“查找范围”（way）", "document（文号）"),
    ],
)
async def test_a_filter_that_is_refused_says_what_there_is(asking: Asking, path: str, wrong: str, offered: str) -> None:
    """By code and Chinese name, whatever the field of the same name is called in an act."""
    said = (await asking.gets(path)).json()["detail"]

    assert [wrong, offered] == [one for one in (wrong, offered) if one in said], said


@pytest.mark.parametrize(
    "path",
    [
        "/v1/cases?stage=已发现",
        "/v1/cases?stage=found",
        "/v1/cases?unit=开云镇人民政府",
        "/v1/cases?alert=已逾期",
        "/v1/cases?pollution=水",
        "/v1/cases?closed=否&rehearsal=否",
        "/v1/terms?due_before=2050-12-31&unit=开云镇人民政府",
        "/v1/grids?within=衡山县",
        "/v1/duties?department=u-4304",
        "/v1/people?unit=衡山分局&role=执法人员",
        "/v1/desk?basket=督办&sort=最近到期&kind=案件",
        "/v1/search?words=开云镇&way=地点",
        "/v1/board/rows?measure=在办&unit=衡山分局",
        "/v1/duties/who?object=餐饮油烟&place=青山街道&urban=是",
    ],
)
async def test_a_filter_may_be_said_in_chinese(asking: Asking, path: str) -> None:
    """As the screens show it, or by its code."""
    assert 201 == (await asking.sends("/v1/findings", FINDING_IN_CHINESE, "patroller")).status_code
    answer = await asking.gets(path)

    assert 200 == answer.status_code, answer.text
    assert answer.json() not in ([], {"rows": [], "after": None})


@pytest.mark.parametrize(
    "asked", ["terms?due_before={}", "cases?due_before={}", "grids?on={}", "files/{number}/what-if?change=1={}"]
)
async def test_a_day_after_the_calendar_ends_is_no_question(asking: Asking, asked: str) -> None:
    """The last day is one, the day after is none; and nobody is told that nothing falls due there."""
    number = await asking.rehearses() if "{number}" in asked else ""
    last, after = [await asking.gets("/v1/" + asked.format(day, number=number)) for day in ("2050-12-31", "2051-01-01")]

    assert "晚于工作日历" not in last.text
    assert 422 == after.status_code
    assert "晚于工作日历的最后一日（2050-12-31）" in after.json()["detail"]


async def test_what_belongs_to_no_file_is_not_asked_for_in_vain(asking: Asking) -> None:
    """Openings of the seal of a number that nobody has, draws of a unit that one may not see: a no, no empty list."""
    nobody = await asking.gets("/v1/seal-openings?file_no=T2019-999999")
    elsewhere = await asking.gets("/v1/inspections?unit=衡南分局", "head")

    assert (404, "file_no") == (nobody.status_code, nobody.json()["field"])
    assert (403, "other-unit") == (elsewhere.status_code, elsewhere.json()["code"])


def test_whatever_a_form_offers_has_a_chinese_name() -> None:
    """So each value of each form and of each list of filters may be said as the screens show it."""
    offered = [
        (form, name, [one for kind in kinds for one in _offered(kind) if isinstance(one, str) and one])
        for form in _forms(Spoken)
        for name, kinds in _kinds(form).items()
    ]
    lacking = [
        (form.__name__, name) for form, name, values in offered if values and len(names_of(name, values)) < len(values)
    ]

    assert [] == lacking


async def test_an_act_may_be_said_in_chinese(asking: Asking) -> None:
    """是 and 否, the names of values, an instant without a zone; what is kept is what is on the wire."""
    number = await asking.rehearses(**FINDING_IN_CHINESE)
    body = {"act": "stop_on_site", "fields": {"measures": "封堵", "obeyed": "是"}, "happened_at": "2026-09-01T00:00"}
    answer = await asking.sends(f"/v1/files/{number}/acts", body, "patroller")
    acts = (await asking.gets(f"/v1/files/{number}/acts")).json()["acts"]

    assert 200 == answer.status_code, answer.text
    assert (["water", "air"], "inspection") == (acts[0]["content"]["pollution"], acts[0]["content"]["source"])
    assert True is acts[1]["content"]["obeyed"]
    assert acts[0]["happened_at"] == acts[1]["happened_at"]


async def test_a_correction_may_be_said_in_chinese(asking: Asking) -> None:
    """Its new fields are read as those of the act that it corrects."""
    number = await asking.rehearses()
    fields = {"of": 1, "fields": {"pollution": ["噪声"]}, "reason": "录入错误"}
    body = {"act": "correct_act", "fields": fields, "happened_at": "2026-09-01T00:00"}
    answer = await asking.sends(f"/v1/files/{number}/acts", body, "head")
    acts = (await asking.gets(f"/v1/files/{number}/acts")).json()["acts"]

    assert 200 == answer.status_code, answer.text
    assert {"pollution": ["noise"]} == acts[-1]["content"]["fields"]


@pytest.mark.parametrize(
    ("act", "said", "is_meant"),
    [
        ("review_case", {"opinion": "agreed"}, {"opinion": "agree"}),
        ("review_case", {"opinion": "同意"}, {"opinion": "agree"}),
        ("review_legality", {"opinion": "agree"}, {"opinion": "agreed"}),
        ("review_legality", {"opinion": "agreed"}, {"opinion": "agreed"}),
        ("review_legality", {"opinion": "maybe"}, {"opinion": "maybe"}),
        ("serve_notice", {"measures": ["罚款", "warning"]}, {"measures": ["fine", "warning"]}),
        ("serve_notice", {"basis": [{"role": "处罚的条款"}]}, {"basis": [{"role": "penal"}]}),
        ("serve_notice", {"facts": "是", "hearing_offered": "否"}, {"facts": "是", "hearing_offered": False}),
        ("serve_notice", {"unknown": "是"}, {"unknown": "是"}),
    ],
)
def test_a_value_is_known_by_its_name_and_by_its_word_elsewhere(
    act: str, said: dict[str, object], is_meant: dict[str, object]
) -> None:
    """One thing has one Chinese name, and may have two words on the wire, which are frozen."""
    assert is_meant == meant(ACTS[act], said, act)


@pytest.mark.parametrize("opening", OPENINGS, ids=lambda opening: opening.address)
def test_an_opening_takes_the_words_that_its_refusals_name(opening: OpeningAct) -> None:
    """当面提交 of a request for information as well as in_person: what is offered in Chinese is taken in Chinese."""
    form = opening.form
    choices = {
        name: [one for one in _flat(field.annotation) if get_origin(one) is Literal]
        for name, field in form.model_fields.items()
    }
    named = [
        (name, str(value), values_of(name, get_args(kind), form.of_act())[str(value)])
        for name, kinds in choices.items()
        for kind in kinds
        for value in get_args(kind)
    ]

    assert [] == [
        (name, word) for name, value, word in named if meant(form, {name: word}, form.of_act()) != {name: value}
    ]


def test_a_request_that_came_in_person_is_taken_in_chinese() -> None:
    """By the form itself, without anybody naming its act."""
    said = {"grid": "430423100", "channel": "当面提交", "wanted": "示例", "applicant": {"text": "示例"}}

    assert "in_person" == DisclosureForm.model_validate(said).channel


async def test_every_kind_of_file_is_counted_by_either_name(asking: Asking) -> None:
    """A complaint counts among complaints, whatever they are called; docket tests tell them from cases."""
    await asking.sends("/v1/complaints", COMPLAINT)
    counted = [(await asking.gets(f"/v1/statistics?kind={kind}")).json() for kind in ("举报件", "complaints")]

    assert counted[0] == counted[1]
    assert [1] == [row["open"] for row in counted[0]]
