"""Materials over HTTP (证据材料): in by who may see the case, out as they came in, and nothing that is no material."""

from collections.abc import AsyncIterator

import httpx
import pytest
from sqlalchemy import Engine

from api import intake
from registry.access import issue_token
from tests.api.asking import FINDING, Asking
from tests.evidence.materials import bomb, photo

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def opened(asking: Asking) -> str:
    """Return the number of a case."""
    answer = await asking.sends("/v1/findings", FINDING, "patroller")
    assert answer.status_code == 201, answer.text
    return str(answer.json()["file_no"])


async def put(asking: Asking, number: str, content: bytes, role: str = "officer", **asked: str) -> httpx.Response:
    """Send a material."""
    headers = {"Authorization": f"Bearer {asking.tokens[role]}"}
    asked = {"name": "排口.jpg", **asked}
    return await asking.http.post(f"/v1/files/{number}/evidence", params=asked, content=content, headers=headers)


async def test_a_material_goes_in_once_and_comes_out_as_it_was(asking: Asking) -> None:
    """With who brought it; the small copy says nothing of the device."""
    number, content = await opened(asking), photo()
    first = await put(asking, number, content, note="排口外排黑水")
    again = await put(asking, number, content)
    listed = (await asking.gets(f"/v1/files/{number}/evidence")).json()
    digest = first.json()["material"]["sha256"]
    original = await asking.gets(f"/v1/files/{number}/evidence/{digest}")
    small = await asking.gets(f"/v1/files/{number}/evidence/{digest}/thumbnail")

    assert (first.status_code, again.status_code) == (201, 200)
    assert again.json() == {**first.json(), "repeated": True}
    assert [one["note"] for one in listed["materials"]] == ["排口外排黑水"]
    assert set(listed["names"]) == {listed["materials"][0]["received_by"], "u-430423"}
    assert original.content == content
    assert original.headers["content-type"] == "image/jpeg"
    assert small.content[:3] == b"\xff\xd8\xff"
    assert len(small.content) < len(content) * 2
    assert "示例手机".encode() not in small.content


async def test_who_may_not_see_the_case_sees_none_of_its_materials(asking: Asking, docket: Engine) -> None:
    """Neither the list, nor one of which the digest is known; nor brings one."""
    number = await opened(asking)
    digest = (await put(asking, number, photo())).json()["material"]["sha256"]
    stranger = "officer of another county"
    asking.tokens = {**asking.tokens, stranger: issue_token(docket, "p-430424-04", local=True)}
    answers = [
        await asking.gets(f"/v1/files/{number}/evidence", stranger),
        await asking.gets(f"/v1/files/{number}/evidence/{digest}", stranger),
        await put(asking, number, photo(100), stranger),
    ]

    assert {answer.status_code for answer in answers} == {403}


async def test_an_act_names_only_materials_of_its_own_file(asking: Asking) -> None:
    """A digest that nobody brought is refused; one that is there is told with its act."""
    number = await opened(asking)
    digest = (await put(asking, number, photo())).json()["material"]["sha256"]
    fields: dict[str, object] = {"measures": "责令停止外排", "obeyed": True, "exhibits": ["0" * 64]}
    said = {"act": "stop_on_site", "fields": fields}
    strange = await asking.sends(f"/v1/files/{number}/acts", said, "patroller")
    fields["exhibits"] = [digest]
    done = await asking.sends(f"/v1/files/{number}/acts", said, "patroller")
    listed = (await asking.gets(f"/v1/files/{number}/evidence")).json()

    assert (strange.status_code, strange.json()["code"]) == (422, "no-such-evidence")
    assert done.status_code == 200, done.text
    assert listed["named_in"] == {digest: [done.json()["act_no"]]}


async def test_a_material_of_another_case_is_not_found_in_this_one(asking: Asking) -> None:
    """Though the store has it."""
    one, other = await opened(asking), await opened(asking)
    digest = (await put(asking, one, photo())).json()["material"]["sha256"]

    assert (await asking.gets(f"/v1/files/{other}/evidence/{digest}")).status_code == 404
    assert (await asking.gets(f"/v1/files/{one}/evidence/..%2F..%2Fdocket.sqlite3")).status_code == 404


@pytest.mark.parametrize(
    ("content", "asked", "code"),
    [
        (b"MZ\x90\x00" + bytes(100), {}, "evidence-type"),
        (b"", {}, "evidence-empty"),
        (bomb(), {}, "evidence-bomb"),
        (photo(), {"name": "举报人13800138000.jpg"}, "personal-data"),
        (photo(), {"name": ""}, "invalid-fields"),
        (photo(), {"note": "长" * 201}, "invalid-fields"),
    ],
    ids=["program", "empty", "bomb", "telephone_in_name", "no_name", "long_note"],
)
async def test_what_is_no_material_is_refused_and_nothing_is_kept(
    asking: Asking, content: bytes, asked: dict[str, str], code: str
) -> None:
    """With one sentence that says why."""
    number = await opened(asking)
    answer = await put(asking, number, content, **asked)

    assert (answer.status_code, answer.json()["code"]) == (422, code)
    assert (await asking.gets(f"/v1/files/{number}/evidence")).json()["materials"] == []


async def test_a_material_beyond_all_measure_is_stopped_at_the_door(
    asking: Asking, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By what it says of its size, and by what comes where it says nothing."""
    number = await opened(asking)
    monkeypatch.setattr(intake, "LARGEST", 1000)

    async def parts() -> AsyncIterator[bytes]:
        for _ in range(20):
            yield bytes(100)

    headers = {"Authorization": f"Bearer {asking.tokens['officer']}"}
    address = f"/v1/files/{number}/evidence"
    streamed = await asking.http.post(address, params={"name": "录像.mp4"}, content=parts(), headers=headers)

    assert (await put(asking, number, bytes(1001))).status_code == 413
    assert streamed.status_code == 413
