"""Acts over HTTP: resolved, screened, checked, done once, or refused with the article."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import Engine, update

from api.content import content_of
from kinds import VIOLATION_CASE
from registry.entries import DatedGrant
from registry.errors import AmbiguousUnit
from registry.registry import Registry
from registry.systems import grant
from registry.tables import certificates
from tests.api.asking import COMPLAINT, FINDING, OFFICERS, Asking
from tests.api.conftest import NOBODY_WAITS, Edge
from tests.engine_service import CaseService


async def handed_over(asking: Asking) -> str:
    """Return a rehearsal that has come to the department."""
    number = await asking.rehearses()
    await asking.sends(f"/v1/rehearsals/{number}/clock", {"to": "2026-09-05T09:00:00+08:00"}, "supervisor")
    for act, role, on, fields in (
        ("stop_on_site", "patroller", "2026-09-01", {"measures": "责令停止外排", "obeyed": True}),
        ("report_upward", "patroller", "2026-09-01", {}),
        ("hand_to_department", "clerk", "2026-09-02", {"unit": "u-430423"}),
    ):
        answer = await asking.does(number, act, role, on, **fields)
        assert answer.status_code == 200, answer.text
    return number


async def test_an_act_that_the_law_allows_is_acknowledged(asking: Asking) -> None:
    """The receipt names act, number and stage."""
    number = await asking.rehearses()
    answer = await asking.does(number, "stop_on_site", "patroller", "2026-09-01", measures="封堵排口", obeyed=True)

    assert answer.status_code == 200
    assert ("stop_on_site", "现场制止") == (answer.json()["act"], answer.json()["label"])


async def test_an_act_out_of_order_is_refused_with_its_article(asking: Asking) -> None:
    """Nothing is decided before it was notified; the answer cites the law."""
    number = await handed_over(asking)
    body = {
        "measures": ["fine"],
        "fine": "1000",
        "facts": "违法",
        "remedies": {},
        "basis": [{"instrument": "a", "article": "1"}],
    }
    answer = await asking.does(number, "decide_penalty", "head", "2026-09-03", **body)

    assert answer.status_code == 409
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["article"]


async def test_a_person_without_the_power_is_refused(asking: Asking) -> None:
    """A township patroller does not file a case."""
    number = await handed_over(asking)
    party = (await asking.sends("/v1/parties", {"kind": "organisation", "name": "示例公司"})).json()["id"]
    answer = await asking.does(
        number, "file_case", "patroller", "2026-09-03", cause="违法排放", party=party, officers=OFFICERS
    )

    assert answer.status_code == 403


async def test_officers_and_party_are_named_by_number_and_completed_by_the_register(asking: Asking) -> None:
    """Unit and certificate of an officer come from the register, never from the sender."""
    number = await handed_over(asking)
    party = (await asking.sends("/v1/parties", {"kind": "organisation", "name": "示例公司"})).json()["id"]
    answer = await asking.does(
        number, "file_case", "head", "2026-09-03", cause="违法排放", party=party, officers=OFFICERS
    )
    acts = (await asking.gets(f"/v1/files/{number}/acts")).json()["acts"]

    assert answer.status_code == 200, answer.text
    assert OFFICERS == [row["id"] for row in acts[-1]["content"]["officers"]]
    assert all(row["certified_until"] for row in acts[-1]["content"]["officers"])
    assert acts[-1]["content"]["party"] == {"id": party, "kind": "organisation"}


@pytest.mark.parametrize(
    ("fields", "code", "field"),
    [
        ({"officers": ["p-430423-04", "p-999999-99"]}, "unknown-person", "person"),
        ({"officers": "p-430423-04"}, "not-a-number", "officers"),
        ({"officers": [{"id": "p-430423-04"}]}, "not-a-number", "officers"),
    ],
)
async def test_an_officer_the_register_does_not_have_is_refused(
    asking: Asking, fields: dict[str, object], code: str, field: str
) -> None:
    """Only people of the register act on site."""
    number = await handed_over(asking)
    answer = await asking.does(
        number, "inspect_site", "officer", "2026-09-03", record="现场", identity_shown=True, **fields
    )

    assert (422, code, field) == (answer.status_code, answer.json()["code"], answer.json()["field"])


async def test_an_unknown_act_is_answered_with_the_nearest_one(asking: Asking) -> None:
    """A slip in the name of an act is put right by the answer."""
    number = await asking.rehearses()
    answer = await asking.does(number, "stop_onsite", "patroller", "2026-09-01")

    assert (422, "unknown-act") == (answer.status_code, answer.json()["code"])
    assert "stop_on_site（现场制止）" in answer.json()["detail"]


async def test_an_act_that_opens_a_case_is_sent_to_its_own_address(asking: Asking) -> None:
    """A case is not opened inside a case."""
    number = await asking.rehearses()
    answer = await asking.does(number, "report_finding", "patroller", "2026-09-01")

    assert "/v1/findings" in answer.json()["detail"]


async def test_an_impossible_field_is_named_in_chinese(asking: Asking) -> None:
    """Each field that does not fit gets its sentence."""
    number = await asking.rehearses()
    answer = await asking.does(number, "stop_on_site", "patroller", "2026-09-01", obeyed="也许", extra=1)

    sentences = {row["field"]: row["sentence"] for row in answer.json()["errors"]}
    assert answer.status_code == 422
    assert {"measures", "obeyed", "extra"} == set(sentences)
    assert sentences["measures"] == "缺少“制止措施”（measures），请补充"


async def test_personal_data_in_a_list_is_found_too(asking: Asking) -> None:
    """Words are screened wherever they stand in the fields."""
    number = await asking.rehearses()
    basis = [{"instrument": "示例条例", "article": "联系电话13800138000"}]
    answer = await asking.does(number, "serve_notice", "officer", "2026-09-01", basis=basis)

    assert ("personal-data", "basis[0].article") == (answer.json()["code"], answer.json()["field"])


@pytest.mark.parametrize(
    ("act", "fields", "field"),
    [
        ("return_goods", {"of": 1, "receipt": "1 3 8 0 0 1 3 8 0 0 0"}, "receipt"),
        ("extend_term", {"term": "１３８_００１３_８０００", "reason": "案情复杂"}, "term"),
        ("correct_act", {"of": 1, "fields": {"13800138000": "x"}, "reason": "写错"}, "fields"),
        ("correct_act", {"of": 1, "fields": {"summary": "一三八零零一三八零零零"}, "reason": "写错"}, "fields.summary"),
    ],
)
async def test_personal_data_is_found_in_every_field(
    asking: Asking, act: str, fields: dict[str, Any], field: str
) -> None:
    """Numbers of receipts and terms, names of fields: no text is passed over."""
    answer = await asking.does(await asking.rehearses(), act, "officer", "2026-09-01", **fields)

    assert (422, "personal-data", field) == (answer.status_code, answer.json()["code"], answer.json()["field"])


async def test_a_key_that_is_a_telephone_number_is_refused(asking: Asking) -> None:
    """It would stand in the file for ever."""
    answer = await asking.sends("/v1/rehearsals/findings", FINDING, "patroller", key="13800138000")

    assert (400, "personal-data") == (answer.status_code, answer.json()["code"])


async def test_a_megabyte_of_words_is_refused_at_once(asking: Asking) -> None:
    """Length is looked at before anything else is."""
    number = await asking.rehearses()
    long = await asking.does(number, "stop_on_site", "patroller", "2026-09-01", measures="x" * 1_000_000, obeyed=True)

    assert 413 == long.status_code
    assert len(long.text) < 2_000


async def test_the_same_act_sent_twice_counts_once(asking: Asking) -> None:
    """A repeated command gets the receipt of the first."""
    number = await asking.rehearses()
    body = {"act": "stop_on_site", "on": "2026-09-01", "fields": {"measures": "封堵", "obeyed": True}}
    first = await asking.sends(f"/v1/files/{number}/acts", body, "patroller", key="s-1")
    again = await asking.sends(f"/v1/files/{number}/acts", body, "patroller", key="s-1")

    assert again.json() == {**first.json(), "repeated": True}


async def test_a_key_used_for_another_act_is_a_conflict(asking: Asking) -> None:
    """What a key once stood for it stands for always."""
    number = await asking.rehearses()
    body = {"act": "stop_on_site", "on": "2026-09-01", "fields": {"measures": "封堵", "obeyed": True}}
    await asking.sends(f"/v1/files/{number}/acts", body, "patroller", key="s-1")
    other = await asking.sends(
        f"/v1/files/{number}/acts", {"act": "report_upward", "on": "2026-09-01"}, "patroller", key="s-1"
    )

    assert (409, "key-reused") == (other.status_code, other.json()["code"])


async def test_a_department_that_gets_the_matter_is_named_with_its_people(asking: Asking) -> None:
    """Handed to a department outside the grid's chain, the register says who answers there."""
    number = await asking.rehearses()
    await asking.sends(f"/v1/rehearsals/{number}/clock", {"to": "2026-09-05T09:00:00+08:00"}, "supervisor")
    await asking.does(number, "report_upward", "patroller", "2026-09-01")
    departments = [row["id"] for row in (await asking.gets("/v1/units")).json() if row["kind"] == "department"]
    answer = await asking.does(number, "hand_to_department", "clerk", "2026-09-02", unit=departments[0])
    standing = (await asking.gets(f"/v1/files/{number}")).json()["standing"]

    assert answer.status_code == 200, answer.text
    assert standing["holder_unit"] == departments[0]


async def test_a_department_that_a_superior_names_is_named_with_its_people(asking: Asking) -> None:
    """A designation goes the same way as handing over: the register says who answers, also for a fact of record."""
    number = await asking.rehearses()
    await asking.sends(f"/v1/rehearsals/{number}/clock", {"to": "2026-09-05T09:00:00+08:00"}, "supervisor")
    departments = [row["id"] for row in (await asking.gets("/v1/units")).json() if row["kind"] == "department"]
    fields = {"unit": departments[0], "by_superior": "衡阳市人民政府"}
    body = {"act": "designate_jurisdiction", "fields": fields, "on": "2026-09-02", "of_record": True}
    answer = await asking.sends(f"/v1/files/{number}/acts", body, "clerk")
    standing = (await asking.gets(f"/v1/files/{number}")).json()["standing"]

    assert answer.status_code == 200, answer.text
    assert standing["holder_unit"] == departments[0]
    assert standing["holder_person"] not in {row["direct"] for row in standing["answerable"]}


async def test_an_unknown_unit_is_refused(asking: Asking) -> None:
    """A matter is not handed to nobody."""
    number = await asking.rehearses()
    answer = await asking.does(number, "hand_to_department", "clerk", "2026-09-02", unit="u-000000")

    assert (422, "unknown-unit") == (answer.status_code, answer.json()["code"])


def test_a_unit_may_be_said_by_its_name(registry: Registry) -> None:
    """Where it stands alone and where it answers for a grid; a name that several bear is asked about."""
    day = date(2026, 9, 1)
    handed = content_of(registry, VIOLATION_CASE, "hand_to_department", {"unit": "衡山分局"}, day)
    people = {"leader": "p-430423-01", "main": "p-430423-02", "direct": "p-430423-04"}
    there = {"level": 2, "grid": "衡山县", "unit": "衡阳市生态环境局衡山分局", **people}
    fields = {"answerable": there, "reason": "示例理由"}
    reassigned = content_of(registry, VIOLATION_CASE, "reassign", fields, day)

    assert "u-430423" == handed.model_dump()["unit"] == reassigned.model_dump()["answerable"]["unit"]
    with pytest.raises(AmbiguousUnit):
        content_of(registry, VIOLATION_CASE, "hand_to_department", {"unit": "分局"}, day)


async def test_an_act_without_a_time_happens_now_in_the_time_of_the_case(asking: Asking) -> None:
    """In a rehearsal, now is the story's now."""
    number = await asking.rehearses()
    body = {"act": "stop_on_site", "fields": {"measures": "封堵", "obeyed": True}}
    answer = await asking.sends(f"/v1/files/{number}/acts", body, "patroller")

    assert answer.status_code == 200, answer.text
    assert answer.json()["happened_at"].startswith("2026-08-31T16:0")


async def test_a_correction_names_officers_by_number_too(asking: Asking) -> None:
    """What was recorded wrongly is put right in the same words in which acts are sent."""
    number = await handed_over(asking)
    answer = await asking.does(
        number, "inspect_site", "officer", "2026-09-03", record="现场", identity_shown=True, officers=OFFICERS
    )
    other = ["p-430423-04", "p-430423-07"]
    fields = {"of": answer.json()["act_no"], "fields": {"officers": other}, "reason": "笔误"}
    corrected = await asking.does(number, "correct_act", "head", "2026-09-04", **fields)
    acts = (await asking.gets(f"/v1/files/{number}/acts")).json()["acts"]

    assert corrected.status_code == 200, corrected.text
    assert other == [row["id"] for row in acts[-1]["content"]["fields"]["officers"]]


@pytest.mark.parametrize(
    ("act", "fields", "code"),
    [
        (1, {"place": {"grid": "430423999", "text": "示例村"}}, "unknown-grid"),
        (1, {"place": {"grid": "430423", "text": "示例村"}}, "not-a-township"),
        (1, {"pollution": []}, "impossible-fields"),
        (-1, {"unit": "u-000000"}, "unknown-unit"),
    ],
)
async def test_a_correction_is_held_against_the_register_like_the_act(
    asking: Asking, act: int, fields: dict[str, object], code: str
) -> None:
    """A grid or a unit that the city does not have gets in no other way."""
    number = await handed_over(asking)
    of = act if act > 0 else (await asking.gets(f"/v1/files/{number}")).json()["standing"]["acts"]
    answer = await asking.does(number, "correct_act", "head", "2026-09-04", of=of, fields=fields, reason="笔误")

    assert (422, code) == (answer.status_code, answer.json()["code"])


async def test_an_act_while_the_worker_is_away_is_said_to_be_sendable_again(edge: Edge, service: CaseService) -> None:
    """The API says within seconds that nobody answers."""
    async with edge.over(replace(service, timeout=NOBODY_WAITS).cases) as asking:
        async with service.worker():
            number = await asking.rehearses()
        answer = await asking.does(number, "report_upward", "patroller", "2026-09-01")

    assert (503, "worker-away", "2") == (answer.status_code, answer.json()["code"], answer.headers["retry-after"])


@pytest.mark.parametrize("number", ["2026-999999", "2026-1", "甲", "2026-000001%0A"])
async def test_a_case_that_is_not_there_is_not_found(asking: Asking, number: str) -> None:
    """A number nobody was given is answered 404, whatever it looks like."""
    answer = await asking.does(number, "report_upward", "patroller", "2026-09-01")

    assert (404, "no-such-file") == (answer.status_code, answer.json()["code"])


async def test_the_catalogue_says_what_an_act_needs(asking: Asking) -> None:
    """Every act is listed with who does it and its fields, under its English or Chinese name."""
    acts = (await asking.gets("/v1/acts")).json()
    filing = (await asking.gets("/v1/acts/立案")).json()

    assert filing in acts
    assert {"cause", "party", "officers"} <= {row["name"] for row in filing["fields"] if row["required"]}
    assert "#/$defs/PartyRef" == filing["json_schema"]["properties"]["party"]["$ref"]
    assert filing["json_schema"]["$defs"]["PartyRef"]["type"] == "string"
    assert (await asking.gets("/v1/acts/nothing")).status_code == 404


async def test_the_catalogue_describes_openings_as_they_are_sent(asking: Asking) -> None:
    """What opens a file is described by its own form, and by the address it is sent to."""
    finding = (await asking.gets("/v1/acts/report_finding")).json()

    assert ("/v1/findings", [("ViolationCase", True)]) == (
        finding["sent_to"],
        [(step["kind"], step["opens"]) for step in finding["steps"]],
    )
    assert set(FINDING) <= {row["name"] for row in finding["fields"]}


async def test_the_catalogue_says_how_each_kind_of_file_has_an_act(asking: Asking) -> None:
    """Who accepts a complaint, and on what article, is told for the file where it is done."""
    entry = (await asking.gets("/v1/acts/accept_complaint")).json()
    steps = {step["kind"]: step for step in entry["steps"]}

    assert {"ViolationCase", "Complaint"} == set(steps)
    assert ("投诉举报", "市级、县级执法人员、内勤人员") == (steps["Complaint"]["procedure"], steps["Complaint"]["by"])
    assert "《环保举报热线工作管理办法》第7条" in steps["Complaint"]["citation"]
    assert "/v1/files/{file_no}/acts" == entry["sent_to"]


async def test_the_catalogue_says_which_acts_a_number_may_mean(asking: Asking) -> None:
    """What `of` points at is told by name and legal term, as the law's own check asks it."""
    entry = (await asking.gets("/v1/acts/receive_public_interest_notice")).json()
    (of,) = (row for row in entry["fields"] if row["name"] == "of")

    assert ({"record_public_interest_case": "检察机关公益诉讼立案"}, "行为编号") == (of["points_at"], of["kind"])


async def test_an_act_of_another_kind_of_file_is_refused_before_its_fields_are_asked_for(asking: Asking) -> None:
    """No case is filed in a complaint's file."""
    number = (await asking.sends("/v1/complaints", COMPLAINT, "12369")).json()["file_no"]
    answer = await asking.does(number, "file_case", "head", "2026-09-03")

    assert (409, "not-of-this-kind") == (answer.status_code, answer.json()["code"])
    assert "举报件中没有“立案”" in answer.json()["detail"]


@pytest.mark.parametrize(
    "change",
    [
        {"on": "2026-09-02"},
        {"on": None, "happened_at": "2026-09-01T10:00:00+08:00"},
        {"of_record": True},
        {"fields": {"measures": "封堵排口", "obeyed": False}},
    ],
)
async def test_the_same_key_with_anything_else_is_another_command(asking: Asking, change: dict[str, object]) -> None:
    """Day, instant, fact of record and fields are all part of what was sent: nobody is told yes to what he did not do."""
    number = await asking.rehearses()
    await asking.sends(f"/v1/rehearsals/{number}/clock", {"to": "2026-09-05T09:00:00+08:00"}, "supervisor")
    said = {"act": "stop_on_site", "on": "2026-09-01", "fields": {"measures": "封堵排口", "obeyed": True}}
    await asking.sends(f"/v1/files/{number}/acts", said, "patroller", key="once")
    other = {name: value for name, value in {**said, **change}.items() if value is not None}
    answer = await asking.sends(f"/v1/files/{number}/acts", other, "patroller", key="once")

    assert (409, "key-reused") == (answer.status_code, answer.json()["code"])


async def test_the_same_command_after_a_certificate_was_renewed_is_the_same(asking: Asking, docket: Engine) -> None:
    """What the register adds is not what was sent; the receipt is the first one, and the order of fields is nothing."""
    number = await handed_over(asking)
    fields = {"record": "现场有污水外排", "identity_shown": True, "officers": OFFICERS}
    said = {"act": "inspect_site", "on": "2026-09-03", "fields": fields}
    first = await asking.sends(f"/v1/files/{number}/acts", said, "officer", key="once")
    with docket.begin() as connection:
        connection.execute(update(certificates).values(valid_until=date(2040, 12, 31)))
    turned = {"fields": dict(reversed(fields.items())), "on": "2026-09-03", "act": "inspect_site"}
    again = await asking.sends(f"/v1/files/{number}/acts", turned, "officer", key="once")

    assert first.status_code == 200, first.text
    assert again.json() == {**first.json(), "repeated": True}


async def test_an_officer_whose_certificate_ran_out_yesterday_does_not_count(asking: Asking, docket: Engine) -> None:
    """执法证: valid to its last day and no longer; the refusal says whose it is, and the file stays as it was."""
    number = await handed_over(asking)
    with docket.begin() as connection:
        mine = certificates.c.person == OFFICERS[1]
        connection.execute(update(certificates).where(mine).values(valid_until=date(2026, 9, 3)))
    fields = {"record": "现场有污水外排", "identity_shown": True, "officers": OFFICERS}
    before = (await asking.gets(f"/v1/files/{number}/acts")).json()
    late = await asking.does(number, "inspect_site", "officer", "2026-09-04", **fields)
    after = (await asking.gets(f"/v1/files/{number}/acts")).json()
    on_its_last_day = await asking.does(number, "inspect_site", "officer", "2026-09-03", **fields)

    said = late.json()
    assert (403, "too-few-certified-officers") == (late.status_code, said["code"]), late.text
    assert f"{OFFICERS[1]}的执法证件有效期至2026年9月3日" in said["detail"]
    assert ("第42条" in said["article"], before) == (True, after)
    assert 200 == on_its_last_day.status_code, on_its_last_day.text


async def test_a_system_does_nothing_in_a_file_it_may_not_read(asking: Asking) -> None:
    """The hotline sends complaints; a payment, a decision, in its own file or another's, is not its to enter."""
    own = (await asking.sends("/v1/rehearsals/complaints", COMPLAINT, "12369")).json()["file_no"]
    payment = {"amount": "1", "receipt": "示例0001", "of": 1}
    paid = await asking.does(await asking.rehearses(), "record_payment", "12369", "2026-09-01", **payment)
    accepted = await asking.does(own, "accept_complaint", "12369", "2026-09-01")

    assert (403, "not-granted") == (paid.status_code, paid.json()["code"])
    assert (403, "no-power") == (accepted.status_code, accepted.json()["code"])


async def test_a_system_acts_where_it_was_granted(asking: Asking, docket: Engine) -> None:
    """Granted for the county's files the act is asked on its merits; the file may then be read as well."""
    number = await asking.rehearses()
    given = DatedGrant(system="12369", act="record_payment", files="unit", unit="u-430423", since=date(2026, 1, 1))
    body = {"act": "record_payment", "on": "2026-09-01", "fields": {"amount": "100", "receipt": "示例0001", "of": 1}}
    before = await asking.sends(f"/v1/files/{number}/acts", body, "12369")
    grant(docket, given)
    after = await asking.sends(f"/v1/files/{number}/acts", body, "12369")
    shown = await asking.gets(f"/v1/files/{number}", "12369")

    assert (403, "not-granted") == (before.status_code, before.json()["code"])
    assert after.status_code == 409, after.text
    assert 200 == shown.status_code
