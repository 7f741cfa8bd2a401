"""Every no is problem+json in Chinese; a fault tells its number and nothing else; the documentation needs no network."""

import re

import pytest
from structlog.testing import capture_logs

from api import names
from tests.api.asking import COMPLAINT, FINDING, Asking
from tests.api.conftest import Edge, unreachable

KEYS = {"type", "title", "status", "detail", "code", "article", "field", "guard"}


async def test_an_address_that_is_not_there_is_a_problem_too(asking: Asking) -> None:
    """No page of the framework's own shows through."""
    answer = await asking.gets("/v1/nothing")

    assert (404, "application/problem+json") == (answer.status_code, answer.headers["content-type"])
    assert set(answer.json()) >= KEYS
    assert "/docs" in answer.json()["detail"]


async def test_a_wrong_method_is_a_problem_too(asking: Asking) -> None:
    """A list cannot be posted to."""
    assert (await asking.sends("/v1/units", {})).json()["code"] == "method-not-allowed"


async def test_what_is_no_json_is_said_to_be_none(asking: Asking) -> None:
    """A broken body is told from a wrong one."""
    headers = {
        "Authorization": f"Bearer {asking.tokens['patroller']}",
        "Idempotency-Key": "k",
        "content-type": "application/json",
    }
    answer = await asking.http.post("/v1/findings", content=b'{"grid": ', headers=headers)

    assert (400, "not-json") == (answer.status_code, answer.json()["code"])


@pytest.mark.parametrize("body", [[], "文字", 1, None])
async def test_what_is_no_form_is_refused_in_chinese(asking: Asking, body: object) -> None:
    """Any JSON that is not a form gets a sentence."""
    answer = await asking.sends("/v1/findings", body, "patroller")

    assert answer.status_code == 422
    assert re.search(r"[一-鿿]", answer.json()["detail"])


async def test_an_opening_names_its_own_fields(edge: Edge) -> None:
    """The way a request for information came is not called as that of a complaint."""
    async with edge.over(unreachable()) as asking:
        request = await asking.sends("/v1/disclosure-requests", {"grid": "衡山县 开云镇", "channel": "pigeon"})
        complaint = await asking.sends("/v1/complaints", {"grid": "衡山县 开云镇", "channel": "pigeon"})

    assert "“提交方式”（channel）须是下列之一：in_person（当面提交）" in request.json()["detail"]
    assert "“举报渠道”（channel）须是下列之一：telephone（电话）" in complaint.json()["detail"]


async def test_a_fault_of_ours_tells_its_number_and_nothing_else(
    asking: Asking, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What broke stays in the log, under the number the user is given."""
    number = await asking.rehearses()

    def breaks(*_: object) -> None:
        raise ZeroDivisionError("密")

    monkeypatch.setattr(names, "of_standing", breaks)
    with capture_logs() as lines:
        answer = await asking.gets(f"/v1/files/{number}")

    assert (500, "fault") == (answer.status_code, answer.json()["code"])
    assert "密" not in answer.text
    assert answer.json()["request_id"] in {
        line.get("request_id") for line in lines if line["event"] == "request_failed"
    }


async def test_each_request_leaves_one_line_without_words_or_tokens(asking: Asking) -> None:
    """The log says who asked for what and what came of it; no personal data, no token."""
    with capture_logs() as lines:
        await asking.sends("/v1/complaints", COMPLAINT, "12369")

    answered = [line for line in lines if line["event"] == "request_answered"]
    assert [("12369", "/v1/complaints", 201)] == [(line["actor"], line["route"], line["status"]) for line in answered]
    assert not re.search("示例举报人|13800138000|gc_", str(lines))


async def test_the_documentation_needs_no_network(asking: Asking) -> None:
    """The page and everything on it comes from this machine."""
    page = (await asking.gets("/docs", None)).text
    addresses = re.findall(r'(?:src|href)="([^"]+)"', page)

    assert addresses
    assert all(address.startswith("/") for address in addresses)
    assert [200] * len(addresses) == [(await asking.gets(address, None)).status_code for address in addresses]


async def test_every_address_is_documented_in_chinese(asking: Asking) -> None:
    """Each operation of the OpenAPI page has a Chinese summary."""
    paths = (await asking.gets("/openapi.json", None)).json()["paths"]
    summaries = [operation["summary"] for methods in paths.values() for operation in methods.values()]

    assert len(summaries) > 20
    assert all(re.search(r"[一-鿿]", summary) for summary in summaries)


async def test_a_party_with_a_wrong_credit_code_is_refused(asking: Asking) -> None:
    """The register checks the code's last character."""
    body = {"kind": "organisation", "name": "示例公司", "uscc": "91430400MA4L000000"}
    answer = await asking.sends("/v1/parties", body)

    assert (422, "uscc") == (answer.status_code, answer.json()["field"])
    assert (await asking.sends("/v1/parties", body, "12369")).status_code == 403


async def test_a_finding_about_an_unknown_party_is_refused(asking: Asking) -> None:
    """A party is registered before it is named."""
    answer = await asking.sends("/v1/findings", {**FINDING, "party": "e-none"}, "patroller")

    assert (422, "unknown-party") == (answer.status_code, answer.json()["code"])


async def test_every_no_is_on_the_documentation_page(asking: Asking) -> None:
    """The OpenAPI page shows a no as it is answered, not as the framework would."""
    page = (await asking.gets("/openapi.json", None)).json()
    answers = page["paths"]["/v1/findings"]["post"]["responses"]

    assert {"201", "400", "401", "403", "404", "405", "408", "409", "413", "422", "429", "503"} == set(answers)
    assert "HTTPValidationError" not in page["components"]["schemas"]
