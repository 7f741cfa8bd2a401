"""Transfers over HTTP: who is competent is looked up, who has it is asked, and a unit outside opens a matter here."""

import asyncio
import json
from datetime import UTC, date, datetime, timedelta
from typing import Any

import httpx
import pytest
from sqlalchemy import Engine
from standardwebhooks import Webhook

from models.values import CIVIL
from registry.entries import DatedGrant, System
from registry.sealed import Seal
from registry.signing import made_secret
from registry.systems import grant, register_system
from settings import Settings
from tests.api.asking import FINDING, Asking
from tests.engine_service import PATIENCE

pytestmark = pytest.mark.asyncio(loop_scope="session")

SENT = {
    "unit": "u-4304-agriculture",
    "matter": "秸秆露天焚烧",
    "letter": "衡环移〔2026〕1号",
    "materials": [{"name": "现场照片", "count": 4}],
    "reason": "not_competent",
    "explanation": "属于农业农村部门职责",
    "pollution": ["air"],
    "scope": "part",
}
SHORT = 300
"""Characters in which a refusal says who has it."""
ARRIVED = {
    "grid": "衡山县开云镇",
    "pollution": ["water"],
    "unit": "u-430423",
    "from_unit": "示例市生态环境局",
    "matter": "跨界排放污水",
    "letter": "示环移〔2026〕1号",
    "materials": [{"name": "现场照片", "count": 4}],
    "reason": "elsewhere",
    "explanation": "排放行为发生在衡山县",
    "on": "2026-09-01",
}


async def test_a_unit_without_competence_is_refused_with_who_has_it(asking: Asking) -> None:
    """The department of culture has no duty for air; who has it is named, with the place in the opinions."""
    number = (await asking.sends("/v1/rehearsals/findings", FINDING, "officer")).json()["file_no"]
    culture = await asking.does(number, "transfer_matter", "clerk", "2026-09-01", **{**SENT, "unit": "u-4304-culture"})
    town = await asking.does(number, "transfer_matter", "clerk", "2026-09-01", **{**SENT, "unit": "u-430423100"})

    assert ("not-its-duty", "township-has-no-power") == (culture.json()["code"], town.json()["code"])
    assert "衡阳市农业农村局（附件三（五）2" in culture.json()["detail"]
    assert len(culture.json()["detail"]) <= SHORT


async def test_who_may_receive_is_proposed_before_anybody_is_refused(asking: Asking) -> None:
    """Whoever the sentences of the day name, under its name, and whether somebody answers there; each can receive."""
    asked: dict[str, Any] = {
        "pollution": ["大气", "water"],
        "place": "430423100",
        "sender": "u-430423",
        "on": "2026-09-01",
    }
    found = (await asking.gets("/v1/duties/receivers", **asked)).json()
    misspelt = await asking.gets("/v1/duties/receivers", pollution="光污染")
    number = (await asking.sends("/v1/rehearsals/findings", FINDING, "officer")).json()["file_no"]
    sent = [
        await asking.does(
            number,
            "transfer_matter",
            "clerk",
            "2026-09-01",
            **{**SENT, "unit": one["unit"], "matter": one["unit_name"]},
        )
        for one in found
        if not one["vacant"]
    ]

    assert "衡阳市农业农村局" in {one["unit_name"] for one in found}
    assert not [one["unit"] for one in found if one["unit"] in ("u-4304", "u-430423", "u-4304-culture")]
    assert all(said["paragraph"] for one in found for said in one["sentences"])
    assert 422 == misspelt.status_code
    assert {200} == {answer.status_code for answer in sent}, [answer.text for answer in sent]


async def test_what_is_transferred_is_asked_for_by_who_has_it(asking: Asking) -> None:
    """The register says on what duty the unit is competent, and who answers there; until it accepts the sender does."""
    number = (await asking.sends("/v1/rehearsals/findings", FINDING, "officer")).json()["file_no"]
    done = await asking.does(number, "transfer_matter", "clerk", "2026-09-01", **SENT)
    assert 200 == done.status_code, done.text
    acts = (await asking.gets(f"/v1/files/{number}/acts")).json()["acts"]
    said = next(act["content"] for act in acts if act["content"]["act"] == "transfer_matter")
    held = (await asking.gets(f"/v1/files/{number}/held")).json()

    assert any("附件三（五）2" in one for one in said["competence"])
    assert ("u-4304-agriculture", False) == (said["answerable"]["unit"], said["ecology"])
    assert "u-430423" == held["matters"][0]["answerable"]["unit"] == held["answerable"]["unit"]


async def test_a_superior_is_known_by_its_name_and_the_designated_branch_by_its_number(asking: Asking) -> None:
    """Who has the case does not designate under its own name; another county's branch comes in with who answers there."""
    number = (await asking.sends("/v1/rehearsals/findings", FINDING, "officer")).json()["file_no"]
    said = {"unit": "u-430424", "by_superior": "衡阳市生态环境局"}
    own = {**said, "by_superior": "衡阳市生态环境局衡山分局"}
    by_itself = await asking.does(number, "designate_jurisdiction", "clerk", "2026-09-01", **own)
    done = await asking.does(number, "designate_jurisdiction", "clerk", "2026-09-01", **said)
    acts = (await asking.gets(f"/v1/files/{number}/acts")).json()["acts"]
    held = (await asking.gets(f"/v1/files/{number}/held")).json()

    assert "not-a-superior" == by_itself.json()["code"]
    assert 200 == done.status_code, done.text
    assert "u-4304" == acts[-1]["content"]["by_superior"]
    assert "u-430424" == held["answerable"]["unit"]


async def test_a_transfer_is_not_ended_on_its_own_units_word_whatever_it_calls_itself(asking: Asking) -> None:
    """上级决定终止移送: neither side decides it, by its number or by its whole name; the receiver no more than the sender."""
    number = (await asking.sends("/v1/rehearsals/findings", FINDING, "officer")).json()["file_no"]
    sent = await asking.does(number, "transfer_matter", "clerk", "2026-09-01", **SENT)
    said = {"of": sent.json()["act_no"], "letter": "衡政函〔2026〕1号", "explanation": "由移送单位办理"}
    sides = ("u-430423", "衡阳市生态环境局衡山分局", "衡阳市农业农村局")
    refused = [
        await asking.does(number, "end_transfer", "head", "2026-09-01", **said, by_superior=side) for side in sides
    ]
    done = await asking.does(number, "end_transfer", "head", "2026-09-01", **said, by_superior="衡阳市生态环境局")

    assert ["not-a-superior"] * 3 == [answer.json()["code"] for answer in refused]
    assert 200 == done.status_code, done.text


async def test_a_unit_outside_opens_a_matter_here(asking: Asking) -> None:
    """Its letter is taken down by the receiving unit, which answers from then on; a system needs a grant for it."""
    opened = await asking.sends("/v1/rehearsals/transfers", ARRIVED, "clerk")
    ungranted = await asking.sends("/v1/transfers", ARRIVED, "12369")
    number = opened.json()["file_no"]
    accepted = await asking.does(number, "accept_transfer", "clerk", "2026-09-01")
    assert 200 == accepted.status_code, (opened.text, accepted.text)
    standing = (await asking.gets(f"/v1/files/{number}")).json()["standing"]

    assert 201 == opened.status_code, opened.text
    assert number.startswith("RY")
    assert "not-granted" == ungranted.json()["code"]
    assert "matter_accepted" == accepted.json()["stage"], accepted.text
    assert ("u-430423", "示例市生态环境局") == (standing["holder_unit"], standing["particulars"]["from_unit"])


async def test_a_unit_outside_answers_by_a_signature_that_is_good_for_one_file(
    asking: Asking, docket: Engine, settings: Settings
) -> None:
    """Its answer is forged, changed, days old, meant for another file, sent twice: it counts once, where it belongs."""
    secret, today = made_secret(), datetime.now(CIVIL)
    register_system(docket, System(id="s-farms", name="示例农业系统"), secret, Seal.from_settings(settings))
    grant(docket, DatedGrant(system="s-farms", act="accept_transfer", files="own", since=date(2026, 1, 1)))
    found = {**FINDING, "on": None, "happened_at": (today - timedelta(hours=2)).isoformat()}
    case = (await asking.sends("/v1/findings", found, "officer")).json()["file_no"]
    for name in ("一", "二"):
        said = {**SENT, "matter": f"秸秆焚烧之{name}", "way": "system", "system": "s-farms"}
        sent = await asking.sends(f"/v1/files/{case}/acts", {"act": "transfer_matter", "fields": said}, "clerk")
        assert 200 == sent.status_code, sent.text
    no, other = await opened(asking, case, 2)

    async def answers(
        *, to: str = no, number: str = f"{no}/1", by: str = "s-farms", key: str = secret, days: int = 0, said: str = ""
    ) -> httpx.Response:
        at, body = datetime.now(UTC) - timedelta(days=days), json.dumps({"act": "accept_transfer", "fields": {}})
        headers = {
            "gridcase-system": by,
            "webhook-id": number,
            "webhook-timestamp": str(int(at.timestamp())),
            "webhook-signature": Webhook(key).sign(number, at, body),
            "content-type": "application/json",
        }
        return await asking.http.post(f"/v1/files/{to}/acts", content=(said or body).encode(), headers=headers)

    refused = [
        await answers(key=made_secret()),
        await answers(said='{"act": "return_transfer", "fields": {}}'),
        await answers(days=3),
        await answers(by="12369"),
        await answers(to=other),
        await answers(to=case, number=f"{case}/1"),
    ]
    first, again = await answers(), await answers()

    assert ["bad-signature"] * 4 + ["signed-for-another", "no-token"] == [one.json()["code"] for one in refused]
    assert (200, False) == (first.status_code, first.json()["repeated"]), first.text
    assert {**first.json(), "repeated": True} == again.json()


async def test_either_side_sees_how_far_the_other_is(asking: Asking) -> None:
    """The department that received it may not read the county's case, and sees its stage and who has it, nothing more."""
    found = {**FINDING, "on": None, "happened_at": (datetime.now(CIVIL) - timedelta(hours=2)).isoformat()}
    case = (await asking.sends("/v1/findings", found, "officer")).json()["file_no"]
    sent = await asking.sends(f"/v1/files/{case}/acts", {"act": "transfer_matter", "fields": SENT}, "clerk")
    assert 200 == sent.status_code, sent.text
    (no,) = await opened(asking, case, 1)
    by_receiver = (await asking.gets(f"/v1/files/{no}/chain", "agriculture")).json()
    by_sender = (await asking.gets(f"/v1/files/{case}/chain", "clerk")).json()
    refused = await asking.gets(f"/v1/files/{case}", "agriculture")

    def stages(chain: dict[str, Any]) -> dict[str, tuple[bool, str, str]]:
        return {one["file_no"]: (one["readable"], one["stage_name"], one["unit"]) for one in chain["files"]}

    assert {case: (False, "已移送", "u-430423"), no: (True, "已接到移送", "u-430423")} == stages(by_receiver)
    assert {case: (True, "已移送", "u-430423"), no: (True, "已接到移送", "u-430423")} == stages(by_sender)
    assert [] == by_receiver["files"][0]["acts"] == by_receiver["files"][0]["held"]
    assert "not-your-file" == refused.json()["code"]


async def opened(asking: Asking, case: str, count: int) -> list[str]:
    """Wait, not for ever, until the files of so many transfers are known to the case; return their numbers."""
    async with asyncio.timeout(PATIENCE.total_seconds()):
        while True:
            acts = [act["content"] for act in (await asking.gets(f"/v1/files/{case}/acts")).json()["acts"]]
            found = [act["file_no"] for act in acts if act["act"] == "record_delivery"]
            if len(found) == count:
                return found
            await asyncio.sleep(0.05)
