"""The public form: any telephone, no script; sent twice it counts once; what is wrong is said; nobody's data comes out."""

import asyncio
import io
import re
from dataclasses import dataclass, field
from typing import Any

import httpx
import pytest
from lxml import html
from PIL import Image

from registry.sealed import Seal
from tests.api.asking import Asking
from tests.api.conftest import Edge, unreachable
from tests.engine_service import CaseService
from tests.mail_server import Mailbox

NAME, TELEPHONE = "示例举报人", "13800138000"
REPORT = {
    "grid": "430423100",
    "place": f"示例村排口，{NAME}家旁",
    "pollution": "water",
    "text": f"沟渠发黑发臭，电话{TELEPHONE}",
    "reporter": NAME,
    "contact": TELEPHONE,
}
BODY = "multipart/form-data"


def photo(size: tuple[int, int] = (64, 48), **said: Any) -> bytes:  # noqa: ANN401
    """Return a photograph that says where, and by whose device, it was taken."""
    exif = Image.Exif()
    exif[0x010F], exif[0xA430] = "示例手机", NAME
    out = io.BytesIO()
    Image.new("RGB", size, "brown").save(out, "JPEG", exif=exif, **said)
    return out.getvalue()


@dataclass
class Telephone:
    """A browser without scripts: it reads pages, keeps cookies, sends forms."""

    http: httpx.AsyncClient
    hidden: dict[str, str] = field(default_factory=dict)

    async def opens(self) -> Any:  # noqa: ANN401  an element of lxml
        """Open the form, and return the page."""
        answer = await self.http.get("/report/")
        assert 200 == answer.status_code, answer.text
        page = html.fromstring(answer.text)
        self.hidden = {one.get("name"): one.get("value") for one in page.xpath("//input[@type='hidden']")}
        return page

    async def sends(self, *photos: bytes, **changes: str) -> httpx.Response:
        """Send what was filled in, with photographs under names of the telephone's own."""
        files = [("photo", (f"{NAME}.jpg", one, "image/jpeg")) for one in photos] or [
            ("photo", ("", b"", "application/octet-stream"))
        ]
        return await self.http.post("/report/", data={**self.hidden, **REPORT, **changes}, files=files)


def told(answer: httpx.Response, mark: str) -> str:
    """Return what stands under a mark of a page."""
    (found,) = html.fromstring(answer.text).xpath(f"//*[@id='{mark}']")
    return str(found.text_content()).strip()


async def test_a_report_is_opened_with_its_photograph_and_its_reporter_sealed(asking: Asking) -> None:
    """A file as any complaint; the photograph kept, without what the telephone wrote; the person sealed."""
    telephone = Telephone(asking.http)
    await telephone.opens()
    answer = await telephone.sends(photo())
    number = told(answer, "file-no")
    acts = (await asking.gets(f"/v1/files/{number}/acts")).json()["acts"]
    materials = await asking.gets(f"/v1/files/{number}/evidence")
    (material,) = materials.json()["materials"]
    kept = await asking.gets(f"/v1/files/{number}/evidence/{material['sha256']}")
    reporter = await asking.sends(f"/v1/complaints/{number}/reporter", {"reason": "电话答复举报人"}, "clerk")

    assert 201 == answer.status_code
    assert (["water"], "web", True) == tuple(acts[0]["content"][name] for name in ("pollution", "channel", "named"))
    assert all(personal not in str(acts) + materials.text for personal in (NAME, TELEPHONE, "发黑发臭"))
    assert {} == dict(Image.open(io.BytesIO(kept.content)).getexif())
    assert (NAME, TELEPHONE) == (reporter.json()["reporter"], reporter.json()["contact"])


async def test_a_form_sent_twice_counts_once_and_with_other_words_not_at_all(asking: Asking) -> None:
    """The same number, the same code, one photograph; other words under the same form are refused on a page."""
    telephone = Telephone(asking.http)
    await telephone.opens()
    first, again = [await telephone.sends(photo()) for _ in range(2)]
    other = await telephone.sends(text="另一件事")
    number = told(first, "file-no")
    materials = (await asking.gets(f"/v1/files/{number}/evidence")).json()["materials"]

    assert (201, 200, 409) == (first.status_code, again.status_code, other.status_code)
    assert (number, told(first, "code")) == (told(again, "file-no"), told(again, "code"))
    assert 1 == len(materials)
    assert "已经提交过" in other.text


async def test_whoever_has_number_and_code_reads_how_it_stands_and_nobody_else(asking: Asking) -> None:
    """Stage and word of the bureau, no personal data; a wrong code and a wrong number are answered alike."""
    telephone = Telephone(asking.http)
    await telephone.opens()
    sent = await telephone.sends()
    number, code = told(sent, "file-no"), told(sent, "code")
    await asking.sends(f"/v1/files/{number}/acts", {"act": "accept_complaint"}, "clerk")
    right = await asking.http.post("/report/status", data={"file_no": number.lower(), "code": code.lower()})
    wrong = await asking.http.post("/report/status", data={"file_no": number, "code": "AAAA-BBBB-CCCC"})
    other = await asking.http.post("/report/status", data={"file_no": "T2019-000001", "code": code})

    assert "已受理举报" in told(right, "stage") or "受理" in told(right, "stage")
    assert "受理" in told(right, "result")
    assert all(personal not in right.text for personal in (NAME, TELEPHONE, "发黑发臭", code))
    assert (404, 404) == (wrong.status_code, other.status_code)
    assert re.sub(r"\d", "", wrong.text) == re.sub(r"\d", "", other.text)


@pytest.mark.parametrize(
    ("changes", "where"),
    [
        ({"grid": ""}, "grid"),
        ({"grid": "没有的镇"}, "grid"),
        ({"pollution": "everything"}, "pollution"),
        ({"text": " "}, "text"),
        ({"text": "甲\u202e乙"}, "text"),
        ({"reporter": "甲" * 300}, "reporter"),
        ({"text": "甲" * 4001}, "text"),
        ({"text": "甲\0乙"}, "text"),
        ({"contact": "1" * 5000}, "contact"),
    ],
)
async def test_what_is_wrong_is_said_beside_its_field_and_what_was_written_stays(
    edge: Edge, changes: dict[str, str], where: str
) -> None:
    """Nothing is opened, the engine is not even asked; whoever wrote long writes nothing again."""
    async with edge.over(unreachable()) as asking:
        telephone = Telephone(asking.http)
        await telephone.opens()
        answer = await telephone.sends(**changes)
    page = html.fromstring(answer.text)

    assert 422 == answer.status_code, answer.text
    assert page.xpath(f"//*[@id='{where}-wrong']"), answer.text
    assert page.xpath(f"//div[@role='alert']//a[@href='#{where}']")
    assert REPORT["place"] == page.xpath("//input[@id='place']")[0].get("value")
    assert {**REPORT, **changes}["text"].replace("\0", "").strip() in page.xpath("//textarea")[0].text_content()


async def test_a_place_too_long_is_not_cut_off_unsaid(edge: Edge) -> None:
    """It stays as it was written, and its field says how long it may be."""
    async with edge.over(unreachable()) as asking:
        telephone = Telephone(asking.http)
        await telephone.opens()
        answer = await telephone.sends(place="甲" * 201)

    assert 422 == answer.status_code
    assert "200" in told(answer, "place-wrong")


async def test_as_many_lines_as_the_page_lets_in_are_taken(asking: Asking) -> None:
    """Four thousand characters as a browser counts them, each break sent as two signs."""
    telephone = Telephone(asking.http)
    await telephone.opens()
    answer = await telephone.sends(text="沟渠发黑\r\n" * 800)

    assert 201 == answer.status_code, answer.text


@pytest.mark.parametrize(
    "sent",
    [b"GIF89a", b"<script>alert(1)</script>", photo()[:200], b"PK\x03\x04" + bytes(60), b"%PDF-1.7\n%%EOF\n"],
    ids=["no picture", "script", "broken", "packed", "PDF"],
)
async def test_what_is_no_photograph_is_refused_before_anything_is_opened(edge: Edge, sent: bytes) -> None:
    """Told by what it holds, whatever it is called; what is offered in its place is what the page lets choose."""
    async with edge.over(unreachable()) as asking:
        telephone = Telephone(asking.http)
        await telephone.opens()
        answer = await telephone.sends(sent)
    (chosen, *_) = html.fromstring(answer.text).xpath("//input[@type='file']")

    assert 422 == answer.status_code, answer.text
    assert "照片1" in told(answer, "photo-wrong")
    assert "PDF" not in told(answer, "photo-wrong")
    assert "image/jpeg,image/png,image/webp" == chosen.get("accept")
    assert REPORT["text"] in html.fromstring(answer.text).xpath("//textarea")[0].text_content()


async def test_a_form_of_another_browser_or_another_site_is_refused(edge: Edge) -> None:
    """Without the cookie, with another's seal, from another origin: a page says so, and nothing is opened."""
    async with edge.over(unreachable()) as asking:
        telephone = Telephone(asking.http)
        await telephone.opens()
        forged = await telephone.sends(seal="0" * 64)
        asking.http.headers["Origin"] = "https://elsewhere.example"
        elsewhere = await telephone.sends()
        del asking.http.headers["Origin"]
        asking.http.cookies.clear()
        without = await telephone.sends()

    assert [403, 403, 403] == [answer.status_code for answer in (forged, elsewhere, without)]
    assert all("text/html" in answer.headers["content-type"] for answer in (forged, elsewhere, without))


async def test_hostile_requests_are_answered_with_a_page(edge: Edge) -> None:
    """NUL, no form at all, too many fields, too large, no such page, engine away: a clear sentence, no fault."""
    async with edge.over(unreachable()) as asking:
        telephone = Telephone(asking.http)
        await telephone.opens()
        many = {f"f{number}": "x" for number in range(200)}
        answers = [
            await telephone.sends(text="甲\0乙"),
            await asking.http.post("/report/", json={"text": "甲"}),
            await asking.http.post("/report/status", data=many),
            await asking.http.post(
                "/report/", content=b"x", headers={"Content-Length": "99999999", "Content-Type": BODY}
            ),
            await asking.http.post("/report/", content=b"x", headers={"Content-Type": BODY}),
            await asking.http.get("/report/nowhere"),
            await telephone.sends(),
        ]

    assert [422, 400, 400, 413, 400, 404, 503] == [answer.status_code for answer in answers]
    for answer in answers:
        assert "text/html" in answer.headers["content-type"], answer.text
        assert html.fromstring(answer.text).xpath("//*[@role='alert']")


async def test_an_address_sends_so_many_and_the_next_is_told_to_wait(edge: Edge) -> None:
    """Reports and questions of one address are counted before their bodies are read; pages may be opened still."""
    few = edge.settings.model_copy(update={"door_address_rate": 2})
    async with Edge(few, edge.registry, edge.docket, edge.tokens).over(unreachable()) as asking:
        said = [
            await asking.http.post("/report/status", data={"file_no": "T2019-000001", "code": "A"}) for _ in range(3)
        ]
        opened = await asking.http.get("/report/")

    assert [404, 404, 429] == [answer.status_code for answer in said]
    assert "Retry-After" in said[2].headers
    assert 200 == opened.status_code


async def test_the_pages_need_no_script_and_every_field_has_its_label(edge: Edge) -> None:
    """No script, no other host; each input is named by a label; the policy lets in nothing else."""
    async with edge.over(unreachable()) as asking:
        answer = await asking.http.get("/report/", params={"from": "singlemessage"})
        shared = await asking.http.get("/report", follow_redirects=True)
        style = await asking.http.get("/report/style.css")
    page = html.fromstring(answer.text)
    labelled = {one.get("for") for one in page.xpath("//label[@for]")}
    fields = page.xpath("//input[@type='text' or @type='file']|//select|//textarea")

    assert (200, 200, 200) == (answer.status_code, shared.status_code, style.status_code)
    assert [] == page.xpath("//script|//*[@onclick]|//*[starts-with(@src, 'http')]")
    assert {one.get("id") for one in fields} <= labelled
    assert all(one.getparent().tag == "label" for one in page.xpath("//input[@type='checkbox']"))
    assert "zh-CN" == page.get("lang")
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


async def test_what_is_told_goes_by_mail_to_the_address_that_was_left(edge: Edge, service: CaseService) -> None:
    """From the form to the mailbox: the acceptance arrives there, its receipt is in the file, the address nowhere."""
    mailbox, address = Mailbox(), "example-reporter@mail.example.com"
    service.seal, service.mail = Seal.from_settings(edge.settings), mailbox.server
    async with mailbox.opened(), service.worker(), edge.over(service.cases) as asking:
        telephone = Telephone(asking.http)
        await telephone.opens()
        number = told(await telephone.sends(contact=address), "file-no")
        await asking.sends(f"/v1/files/{number}/acts", {"act": "accept_complaint"}, "clerk")
        acts = ""
        async with asyncio.timeout(60):
            while "record_delivery" not in acts:
                acts = (await asking.gets(f"/v1/files/{number}/acts")).text
        noted = (await asking.gets("/v1/seal-openings", file_no=number)).json()

    assert [address] == mailbox.to
    assert f"举报受理告知（{number}）" == mailbox.messages[0]["Subject"]
    assert address not in acts
    assert [("engine", "reporter")] == [(one["person"], one["part"]) for one in noted]
