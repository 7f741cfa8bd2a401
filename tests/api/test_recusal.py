"""A complaint about whoever would handle it goes to another of the unit, and who is named in it does not read it."""

from tests.api.asking import COMPLAINT, Asking


async def test_a_complaint_about_who_would_handle_it_is_not_theirs(asking: Asking) -> None:
    """The person who would answer is named in it: another does, on each level; and they may not open its words."""
    plain = (await asking.sends("/v1/complaints", COMPLAINT)).json()["file_no"]
    usual = (await asking.gets(f"/v1/files/{plain}")).json()
    handler = usual["standing"]["holder_person"]
    name = usual["names"][handler]
    words = {"text": f"{name[0]} {name[1:]}收受企业好处，对排污不管", "reporter": "", "contact": ""}
    about = (await asking.sends("/v1/complaints", {**COMPLAINT, "complaint": words, "named": False})).json()["file_no"]
    found = (await asking.gets(f"/v1/files/{about}")).json()["standing"]
    rows = found["answerable"]

    assert usual["standing"]["holder_unit"] == found["holder_unit"]
    assert handler != found["holder_person"]
    assert all(handler not in (row["leader"], row["main"], row["direct"]) for row in rows)
    acts = await asking.gets(f"/v1/files/{about}/acts")
    assert name not in acts.text.replace(handler, "")


async def test_who_is_named_in_a_complaint_does_not_read_it(asking: Asking) -> None:
    """The clerk of the unit, who reads every other one; another of the unit reads this one."""
    me = (await asking.gets("/v1/people/me", "clerk")).json()
    words = {"text": f"{me['name']}泄露举报人信息", "reporter": "", "contact": ""}
    no = (await asking.sends("/v1/complaints", {**COMPLAINT, "complaint": words, "named": False})).json()["file_no"]
    own = await asking.sends(f"/v1/complaints/{no}/text", {}, "clerk")
    reporter = await asking.sends(f"/v1/complaints/{no}/reporter", {"reason": "电话答复"}, "clerk")
    other = await asking.sends(f"/v1/complaints/{no}/text", {}, "officer")

    assert [(403, "named-in-complaint")] * 2 == [(one.status_code, one.json()["code"]) for one in (own, reporter)]
    assert 200 == other.status_code
