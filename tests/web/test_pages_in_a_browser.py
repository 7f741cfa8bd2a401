"""Every page in a real browser: nothing serious that axe knows of, nothing that scrolls on a phone, none heavy."""

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from typing import cast
from urllib.parse import quote, urlsplit

import httpx
import pytest
import pytest_asyncio
from sqlalchemy import select
from starlette.routing import BaseRoute, Match, Mount, Route

from api.routes.report import application
from api.world import World
from models.values import civil_day
from registry.tables import certificates
from tests.api.asking import Asking
from tests.api.conftest import Edge
from tests.web.chromium import DESK, PHONE, Town, Window
from tests.web.conftest import Browser, Browsers
from tests.web.population import Population, populated
from tests.web.standing import Standing
from web.app import ROUTES

pytestmark = pytest.mark.asyncio

PAGES = (
    ("", "/console/sign-in"),
    ("head", "/console/desk?basket=doing"),
    ("officer", "/console/desk"),
    ("head", "/console/approvals"),
    ("patroller", "/console/field"),
    ("supervisor", "/console/field"),
    ("officer", "/console/confirmations"),
    ("officer-2", "/console/confirmations"),
    ("officer", "/console/scan"),
    ("officer", "/console/scan?code={card}"),
    ("officer", "/console/scan?code=无此证号"),
    ("head", "/console/scan?code=GRIDCASE {served} {nothing}"),
    ("officer", "/console/due"),
    ("supervisor", "/console/units"),
    ("supervisor", "/console/units/rows?figure=open&unit=u-430423"),
    ("supervisor", "/console/board"),
    ("supervisor", "/console/board/rows?measure=open"),
    ("supervisor", "/console/board/rows?measure=open&unit=none"),
    ("officer", "/console/search"),
    ("officer", "/console/search?words=示例"),
    ("officer", "/console/search?words=无此字样"),
    ("officer", "/console/law"),
    ("officer", "/console/parties?words=示例"),
    ("officer", "/console/parties?words=无此字样"),
    ("officer", "/console/words"),
    ("officer", "/console/open"),
    ("patroller", "/console/open/report_finding"),
    ("officer", "/console/open/receive_complaint"),
    ("head", "/console/files/{served}"),
    ("officer", "/console/files/{complaint}"),
    ("head", "/console/files/{served}/review"),
    ("head", "/console/files/{served}/what-if"),
    ("head", "/console/files/{served}/what-if?act=1&day={long_ago}"),
    ("head", "/console/files/{served}/terms/{term}"),
    ("head", "/console/files/{inspected}/acts/file_case"),
    ("head", "/console/files/{noticed}/acts/decide_penalty"),
    ("head", "/console/files/{noticed}/acts/correct_act?of=1&happened_at=2026-01-01T08:00"),
    ("officer", "/console/files/{new}/acts/inspect_site"),
    ("officer", "/console/nothing/here"),
    ("", "/report/"),
    ("", "/report/status"),
)
"""Who looks, and where. Each route below has one here, or its reason beneath."""
NO_PAGES = {
    "/": "sends on to the desk",
    "/sign-in/city": "sends on to the provider of the city",
    "/sign-in/back": "sends on, or is the page of signing in",
    "/sign-in/cas": "sends on to the provider of the city",
    "/sign-in/cas/back": "sends on, or is the page of signing in",
    "/parties/choices": "a part of a form, which is looked at with the form",
    "/day": "a part of a form, which is looked at with the form",
    "/due.xlsx": "a workbook",
    "/board.xlsx": "a workbook",
    "/board/rows.xlsx": "a workbook",
    "/files/{file_no}/evidence/{sha256}": "a material as it came",
    "/files/{file_no}/evidence/{sha256}/thumbnail": "a picture, shown on the page of the file",
    "/files/{file_no}/timeline.svg": "a drawing, shown on the page of the file with what it says in words",
    "/files/{file_no}/documents/{act_no}/{word}/{form}": "a document",
    "/confirmations/line": "a line of the desk, which is looked at with it",
    "/field/now": "an answer to a script",
    "/worker.js": "a script",
    "/static/{path}": "files of the pages",
    "/report/style.css": "a style sheet",
}

PARTS = 2
"""Into how many tests the pages are parted, so that two processes share them."""
OF_COLOURS = ("color-contrast", "link-in-text-block")
"""The rules of axe that ask what colour something has."""
HEAVIEST = 150_000
"""Bytes of a page with what it is drawn with."""
DRAWN_WITH = re.compile(
    r"""<(?:script|img|link rel="stylesheet")(?![^>]*loading="lazy")[^>]*?(?:src|href)="(/[^"]+)\""""
)
"""What a page is drawn with; a preview is fetched when it is opened."""


def _routes(routes: Iterable[BaseRoute], under: str = "") -> Iterator[tuple[str, BaseRoute]]:
    """Yield every address that shows something, and what answers there."""
    for route in routes:
        if isinstance(route, Mount) or (isinstance(route, Route) and "GET" in (route.methods or ())):
            yield under + route.path_format, route


def _shown_by(path: str, under: str, routes: Iterable[BaseRoute]) -> str:
    """Return the address whose page a path opens."""
    scope = {"type": "http", "method": "GET", "path": urlsplit(path).path.removeprefix(under), "headers": []}
    found = (place for place, route in _routes(routes) if route.matches(scope)[0] is Match.FULL)
    return next(found, "")


async def test_every_page_is_looked_at() -> None:
    """Each route of the console and of the public form is looked at below, or is listed as no page, with its reason."""
    public = application(cast("World", None)).routes
    numbers = {**dict.fromkeys(("served", "complaint", "inspected", "noticed", "new"), "2026-000001"), "term": "t"}
    numbers |= {"card": "1", "nothing": "0", "long_ago": "2026-01-01"}
    paths = [path.format(**numbers) for _, path in PAGES]
    seen = {_shown_by(path, "/console", ROUTES) for path in paths if path.startswith("/console")}
    seen |= {f"/report{_shown_by(path, '/report', public)}" for path in paths if path.startswith("/report")}
    there = {place for place, _ in _routes(ROUTES)} | {place for place, _ in _routes(public, "/report")}

    assert there - seen - set(NO_PAGES) == set()
    assert set(NO_PAGES) - there == set()


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def population(house: Standing, ground: Edge) -> Population:
    """Return files in different stages, made once."""
    found = await populated(house.address, ground.tokens)
    async with httpx.AsyncClient(base_url=house.address, timeout=120) as http:
        standing = (await Asking(http, ground.tokens).gets(f"/v1/files/{found['served']}", "head")).json()["standing"]
    found.files["term"] = quote(standing["terms"][0]["key"], safe="")
    with ground.docket.connect() as connection:
        found.files["card"] = connection.execute(select(certificates.c.number).limit(1)).scalar_one()
    found.files["nothing"] = "0" * 64
    found.files["long_ago"] = date.fromordinal(civil_day(datetime.now(UTC)).toordinal() - 60).isoformat()
    return found


@pytest.mark.parametrize("part", range(PARTS))
async def test_no_page_has_a_serious_fault_or_scrolls_sideways(town: Town, population: Population, part: int) -> None:
    """Axe finds nothing serious, on a screen or a phone, light or dark; a page is never wider than its window.

    Each page is opened once, and looked at three times; in the dark only what colours decide can differ.
    """
    pages = PAGES[part::PARTS]
    windows = {role: await (town.of(role) if role else town.window()) for role in {role for role, _ in pages}}
    wrong = []
    for role, path in pages:
        window = windows[role]
        await window.page.set_viewport_size(DESK)
        await window.goes(path.format(**population.files))
        wrong += [*await window.faults(), *await _too_wide(window)]
        await window.page.emulate_media(color_scheme="dark")
        wrong += await window.faults(*OF_COLOURS)
        await window.page.emulate_media(color_scheme="light")
        await window.page.set_viewport_size(PHONE)
        wrong += [*await window.faults(), *await _too_wide(window)]

    assert wrong == []


async def _too_wide(window: Window) -> list[str]:
    wide = await window.is_too_wide_by()
    return [f"{window.at} 宽出 {wide} 像素"] * (wide > 0)


async def test_a_list_is_cards_on_a_phone(town: Town, population: Population) -> None:
    """At 390 pixels each row of the desk is a block with the names of its cells; the head of the table is out of sight."""
    window = await town.of("officer", viewport=PHONE)
    await window.goes("/console/desk?basket=doing")
    row = window.page.locator(".list tbody tr").first

    assert "block" == await row.evaluate("row => getComputedStyle(row).display")
    label = await row.locator("td[data-label]").first.evaluate("one => getComputedStyle(one, '::before').content")
    assert "阶段" in label
    assert not await window.page.locator(".list thead").evaluate("head => head.getBoundingClientRect().right > 0")


async def test_no_page_is_heavier_than_a_telephone_carries(browsers: Browsers, population: Population) -> None:
    """Each page with all that it is drawn with, as a browser fetches it that has nothing of it yet."""
    heavy: dict[str, int] = {}
    weights: dict[str, int] = {}
    readers = {role: await (browsers.of(role) if role else _nobody(browsers)) for role in {role for role, _ in PAGES}}
    for role, path in PAGES:
        http = readers[role].http
        page = await http.get(path.format(**population.files))
        for part in DRAWN_WITH.findall(page.text):
            if part not in weights:
                weights[part] = len((await http.get(part)).content)
        weight = len(page.content) + sum(weights[part] for part in set(DRAWN_WITH.findall(page.text)))
        if weight > HEAVIEST:
            heavy[f"{role} {path}"] = weight

    assert len(weights) > 4
    assert heavy == {}


async def _nobody(browsers: Browsers) -> Browser:
    return browsers.nobody()
