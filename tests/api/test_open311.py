"""GeoReport v2: a client that somebody else wrote reads it; requests open complaints, once each; errors in its form.

The client (`georeport`) only reads. What is posted follows the published specification, and its XML is read by lxml.
"""

import re
from collections.abc import Iterator
from typing import Any, Literal

import httpx
import pytest
from georeport import GeoReport
from lxml import etree
from temporalio.testing import WorkflowEnvironment

from api.problems import Refusal
from api.routes import open311
from database import schema
from database.connection import connect
from models.acts.finding import POLLUTION_NAMES
from registry import seed
from registry.access import issue_token
from registry.entries import System
from registry.systems import register_system
from settings import Settings
from tests.api.asking import Asking
from tests.api.conftest import Edge, numbers_of_its_own, unreachable
from tests.api.served import Served

PATH = "/open311/v2"
WITHIN = 60
"""Seconds that the first answer of a busy machine may take."""
NAME, TELEPHONE = "示例举报人", "13800138000"
REQUEST = {
    "service_code": "water",
    "attribute[grid]": "衡山县开云镇",
    "attribute[receipt]": "APP-1",
    "attribute[also][]": "air",
    "address_string": f"示例村排口，联系{TELEPHONE}",
    "lat": "27.25",
    "long": "112.87",
    "last_name": NAME,
    "phone": TELEPHONE,
    "description": f"沟渠发黑发臭，我是{NAME}",
}


async def posts(asking: Asking, form: str = "json", key: str | None = "12369", **changes: Any) -> httpx.Response:  # noqa: ANN401
    """Send a request in the name of a system; a field that is None is left out."""
    said = {**REQUEST, **changes, **({"api_key": asking.tokens[key]} if key else {})}
    return await asking.http.post(f"{PATH}/requests.{form}", data={name: one for name, one in said.items() if one})


@pytest.fixture(scope="module")
def address(environment: WorkflowEnvironment, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """Return the API as it listens, and the key of a system."""
    chosen = Settings(var=tmp_path_factory.mktemp("open311") / "var")
    chosen.var.mkdir()
    docket = connect(chosen.database_url)
    schema.upgrade(docket)
    seed.load(docket)
    numbers_of_its_own(docket)
    register_system(docket, System(id="app", name="市民应用"))
    key = issue_token(docket, "app", "system")
    docket.dispose()
    with Served(environment.client.service_client.config.target_host, chosen).running() as port:
        yield f"127.0.0.1:{port}", key


@pytest.mark.parametrize("form", ["json", "xml"])
def test_a_client_of_somebody_elses_reads_it(address: tuple[str, str], form: str) -> None:
    """Services, what one asks for, one request and the list of one's own: in both forms, by a published client."""
    host, key = address
    receipt = f"APP-{form}"
    said = {**REQUEST, "attribute[receipt]": receipt, "api_key": key}
    posted = httpx.post(f"http://{host}{PATH}/requests.{form}", data=said, timeout=WITHIN)
    assert 201 == posted.status_code, posted.text
    client = GeoReport(f"http://nobody:{key}@{host}{PATH}", jurisdiction="430400", output_format=form)
    asked_for = f"http://{host}{PATH}/tokens/{receipt}.json"
    token = httpx.get(asked_for, params={"api_key": key}, timeout=WITHIN).json()
    number = token[0]["service_request_id"]
    services = client.get_service_list()
    asked = client.get_service_definition("water")
    one = client.get_service_request(number)
    several = client.get_service_requests(service_code="water", status="open")
    listed = several if isinstance(several, list) else [several]

    assert list(POLLUTION_NAMES) == [service["service_code"] for service in services]
    assert "water" == asked["service_code"]
    assert (number, "open", "water") == (one["service_request_id"], one["status"], one["service_code"])
    assert "衡山县开云镇" == one["address"]
    assert number in [row["service_request_id"] for row in listed]
    assert all(personal not in str(listed) for personal in (NAME, TELEPHONE, "发黑发臭"))


async def test_a_request_opens_a_complaint_with_the_reporter_sealed(asking: Asking) -> None:
    """The same file as the JSON door opens: kinds, place and number in it; the person and the words nowhere but sealed."""
    answer = await posts(asking)
    number = answer.json()[0]["service_request_id"]
    acts = await asking.gets(f"/v1/files/{number}/acts")
    reporter = await asking.sends(f"/v1/complaints/{number}/reporter", {"reason": "电话答复举报人"}, "clerk")
    content = acts.json()["acts"][0]["content"]

    assert 201 == answer.status_code
    assert (["water", "air"], "APP-1", "12369") == (content["pollution"], content["sender_no"], content["sender"])
    assert all(personal not in acts.text for personal in (NAME, TELEPHONE, "发黑发臭"))
    assert (NAME, TELEPHONE) == (reporter.json()["reporter"], reporter.json()["contact"])


async def test_a_request_counts_once_under_its_receipt(asking: Asking) -> None:
    """Sent again it is the same request; with other words a conflict; the token is the sender's own number."""
    first, again = [await posts(asking) for _ in range(2)]
    other = await posts(asking, description="另一件事")
    token = await asking.http.get(f"{PATH}/tokens/APP-1.json", params={"api_key": asking.tokens["12369"]})

    assert (201, 200, 409) == (first.status_code, again.status_code, other.status_code)
    assert first.json() == again.json()
    assert first.json()[0]["service_request_id"] == token.json()[0]["service_request_id"]


@pytest.mark.parametrize("form", ["json", "xml"])
@pytest.mark.parametrize(
    ("changes", "key", "status", "named"),
    [
        ({}, None, 403, "api_key"),
        ({}, "clerk", 403, "api_key"),
        ({"jurisdiction_id": "430100"}, "12369", 404, "430400"),
        ({"service_code": None}, "12369", 400, "service_code"),
        ({"service_code": "pothole"}, "12369", 404, "pothole"),
        ({"attribute[receipt]": None}, "12369", 400, "attribute[receipt]"),
        ({"attribute[grid]": None}, "12369", 400, "attribute[grid]"),
        ({"attribute[grid]": "没有的镇"}, "12369", 400, "没有的镇"),
        ({"description": None}, "12369", 400, "description"),
        ({"address_string": None, "lat": None}, "12369", 400, "address_string"),
        ({"lat": "31.2"}, "12369", 400, "lat"),
        ({"description": "甲\0乙"}, "12369", 400, "空字符"),
        ({"description": "甲" * 4001}, "12369", 400, "4000"),
    ],
)
async def test_what_is_wrong_is_said_in_its_form(
    edge: Edge, form: str, changes: dict[str, Any], key: str | None, status: int, named: str
) -> None:
    """A list of errors with code and description, in JSON as in XML; the engine is not even asked."""
    async with edge.over(unreachable()) as asking:
        answer = await posts(asking, form, key, **changes)

    assert status == answer.status_code, answer.text
    if form == "xml":
        found = etree.fromstring(answer.content)
        errors = [{child.tag: child.text for child in error} for error in found.findall("error")]
        assert ("errors", "text/xml") == (found.tag, answer.headers["content-type"].split(";")[0])
    else:
        errors = answer.json()
    assert [str(status)] == [str(error["code"]) for error in errors]
    assert named in str(errors[0]["description"])


async def test_bare_utf_8_is_sealed_as_it_was_written_and_nothing_else_is_taken(asking: Asking) -> None:
    """As `curl --data` sends it, without percent signs; the same in GBK is refused in the form of GeoReport."""
    said = {**REQUEST, "attribute[receipt]": "APP-bare", "api_key": asking.tokens["12369"]}
    body = "&".join(f"{name}={one}" for name, one in said.items())
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    refused, posted = [
        await asking.http.post(f"{PATH}/requests.json", content=body.encode(encoding), headers=headers)
        for encoding in ("gbk", "utf-8")
    ]
    number = posted.json()[0]["service_request_id"]
    sealed = await asking.sends(f"/v1/complaints/{number}/reporter", {"reason": "电话答复举报人"}, "clerk")

    assert (400, 201) == (refused.status_code, posted.status_code), posted.text
    assert "UTF-8" in refused.json()[0]["description"]
    assert (NAME, REQUEST["description"]) == (sealed.json()["reporter"], sealed.json()["text"])


async def test_nobody_reads_what_another_has_sent(asking: Asking, edge: Edge) -> None:
    """Another system, and nobody: neither the one request, nor the list, nor by its number."""
    number = (await posts(asking)).json()[0]["service_request_id"]
    register_system(edge.docket, System(id="other", name="其他"))
    key = {"api_key": issue_token(edge.docket, "other", "system")}
    addresses = (f"requests/{number}.json", "requests.json", "tokens/APP-1.json")
    told = [await asking.http.get(f"{PATH}/{one}", params=key) for one in addresses]
    nobody = await asking.http.get(f"{PATH}/requests.json")

    assert [404, 200, 404] == [answer.status_code for answer in told]
    assert [] == told[1].json()
    assert (403, [403]) == (nobody.status_code, [error["code"] for error in nobody.json()])


async def test_who_has_no_key_is_counted_by_address_and_who_has_one_by_itself(edge: Edge) -> None:
    """Guessing keys ends at the address's limit; a system behind the same address is counted by itself."""
    few = edge.settings.model_copy(update={"door_sender_rate": 2, "door_address_rate": 3})
    async with Edge(few, edge.registry, edge.docket, edge.tokens).over(unreachable()) as asking:
        guessed = [(await posts(asking, key=None)).status_code for _ in range(4)]
        known = [(await posts(asking, service_code="pothole")).status_code for _ in range(3)]

    assert [403, 403, 403, 429] == guessed
    assert [404, 404, 429] == known


async def test_the_endpoint_is_discovered(edge: Edge) -> None:
    """Who knows the server finds address and forms; a form or an address that there is not is a 404 in its form."""
    async with edge.over(unreachable()) as asking:
        found = (await asking.http.get("/open311/discovery.json")).json()["endpoints"][0]
        xml = etree.fromstring((await asking.http.get("/open311/discovery.xml")).content)
        none = await asking.http.get(f"{PATH}/services.yaml")
        nowhere = await asking.http.get("/open311/v3/services.xml")

    assert ("http://gridcase/open311/v2", ["text/xml", "application/json"]) == (found["url"], found["formats"])
    assert ["text/xml", "application/json"] == [one.text for one in xml.findall("endpoints/endpoint/formats/format")]
    assert (404, [404]) == (none.status_code, [error["code"] for error in none.json()])
    assert "404" == etree.fromstring(nowhere.content).findtext("error/code")


@pytest.mark.parametrize("form", ["json", "xml"])
async def test_a_fault_of_ours_is_said_in_its_form(edge: Edge, form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A list of errors with the number under which the log has it, and nothing of what broke."""

    def breaks(*_: object) -> None:
        raise ZeroDivisionError("密")

    monkeypatch.setattr(open311, "complaints_sent", breaks)
    async with edge.over(unreachable()) as asking:
        answer = await asking.http.get(f"{PATH}/requests.{form}", params={"api_key": asking.tokens["12369"]})
    code = etree.fromstring(answer.content).findtext("error/code") if form == "xml" else str(answer.json()[0]["code"])

    assert (500, "500") == (answer.status_code, code)
    assert ("编号" in answer.text, "密" in answer.text) == (True, False)


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ({"start_date": "2026-01-01T00:00:00Z", "end_date": "2026-06-01T00:00:00Z"}, 400),
        ({"start_date": "昨天"}, 400),
        ({"start_date": "0001-01-01T00:00:00Z"}, 400),
        ({"start_date": "2026-01-01T00:00:00"}, 400),
        ({"status": "done"}, 400),
        ({"service_code": "pothole"}, 404),
        ({"service_request_id": "T2019-000001"}, 200),
        ({"status": "open,closed"}, 200),
        ({"jurisdiction_id": "430100"}, 404),
    ],
)
async def test_a_question_that_cannot_be_is_refused(edge: Edge, asked: dict[str, str], status: int) -> None:
    """Dates with their zone, ninety days at most, two states, our services."""
    async with edge.over(unreachable()) as asking:
        params = {**asked, "api_key": asking.tokens["12369"]}
        answer = await asking.http.get(f"{PATH}/requests.json", params=params)

    assert status == answer.status_code, answer.text


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("9999-12-31", "不在可以查询的日期内（1900-01-01至"),
        ("9999-12-31T23:59:59+08:00", "不在可以查询的日期内（1900-01-01至"),
        ("0001-01-01T00:00:00Z", "不在可以查询的日期内（1900-01-01至"),
        ("2026-09-01", "须写明日期、时刻和时区"),
        ("昨天", "须写明日期、时刻和时区"),
    ],
)
@pytest.mark.parametrize("field", ["start_date", "end_date"])
def test_a_date_that_cannot_be_asked_for_is_told_which_can(field: Literal["start_date"], said: str, told: str) -> None:
    """A day of which nothing is known is told apart from one that is written wrongly."""
    with pytest.raises(Refusal, match=re.escape(told)):
        open311._instant(said, field)
