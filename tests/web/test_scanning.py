"""A code on site: the paper's leads to its file and says whether it agrees, a certificate whether it is in force."""

from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest
from sqlalchemy import select, update

from docket.tables import files
from registry.tables import certificates
from tests.api.asking import FINDING, Asking
from tests.api.conftest import Edge
from tests.web.conftest import Browsers
from tests.web.test_codes import photographed

pytestmark = pytest.mark.asyncio

OFFICER = "p-430423-04"


async def test_a_papers_code_says_whether_it_is_of_the_file(browsers: Browsers, ground: Edge) -> None:
    """By the digest after an act of the file it agrees, by any other not; who may not see the file is refused."""
    asking = Asking(browsers.http, browsers.tokens)
    no = (await asking.sends("/v1/findings", FINDING, "patroller")).json()["file_no"]
    with ground.docket.connect() as connection:
        chain = connection.execute(select(files.c.chain).where(files.c.file_no == no)).scalar_one()
    officer, stranger = await browsers.of("officer"), await browsers.of("neighbour")

    agrees = await officer.open(f"/scan?code=GRIDCASE {no} {chain}")
    assert "与案卷相符" in agrees.text
    assert f"/console/files/{no}" in agrees.text
    assert "与案卷不符" in (await officer.open(f"/scan?code=GRIDCASE {no} {'0' * 64}")).text
    assert (await stranger.open(f"/scan?code=GRIDCASE {no} {chain}")).status_code == 403
    assert (await officer.open(f"/scan?code={no}")).headers["location"] == f"/console/files/{no}"
    by_word = await officer.open("/scan?code=衡山环罚〔2026〕1号")
    assert urlsplit(by_word.headers["location"]).path == "/console/search"


async def test_a_certificate_is_checked_by_its_number(browsers: Browsers, ground: Edge) -> None:
    """In force with its bearer's name and unit; lapsed, it is not; an unknown number is told as such."""
    with ground.docket.begin() as connection:
        card = connection.execute(select(certificates).where(certificates.c.person == OFFICER)).one()
    officer = await browsers.of("officer")
    shown = await officer.open(f"/scan?code={card.number}")
    assert "<b>有效</b>" in shown.text
    assert ground.registry.people.person(OFFICER).name in shown.text
    with ground.docket.begin() as connection:
        own = certificates.c.number == card.number
        connection.execute(update(certificates).where(own).values(valid_until=date(2020, 1, 1)))
    assert "<b>无效</b>" in (await officer.open(f"/scan?code={card.number}")).text
    with ground.docket.begin() as connection:
        connection.execute(update(certificates).where(own).values(valid_until=card.valid_until))

    unknown = await officer.open("/scan?code=<b>000")
    assert unknown.status_code == 404
    assert "名册中没有证号为“&lt;b&gt;000”的执法证件" in unknown.text


async def test_a_photograph_is_read_here(browsers: Browsers) -> None:
    """Where the browser reads no codes itself the picture is sent; what it says is looked at as if it was typed."""
    officer = await browsers.of("officer")
    await officer.open("/scan")
    sent = {"photo": ("x.jpg", photographed("衡山执法0001"), "image/jpeg")}
    read = await officer.http.post("/console/scan", data=officer.hidden, files=sent)
    assert read.status_code == 303
    assert parse_qs(urlsplit(read.headers["location"]).query) == {"code": ["衡山执法0001"]}

    for content, sentence in ((b"no picture", "不是可以读取的照片"), (b"", "没有选择照片")):
        sent = {"photo": ("x.jpg", content, "image/jpeg")}
        no = await officer.http.post("/console/scan", data=officer.hidden, files=sent)
        assert no.status_code == 422
        assert sentence in no.text
    forged = await officer.http.post("/console/scan", data={"csrf": "0" * 64}, files=sent)
    assert forged.status_code == 403
