"""Every page in a real browser: nothing serious that axe knows of, nothing that scrolls sideways on a phone."""

from typing import Any

import pytest
import pytest_asyncio

from tests.web.chromium import DESK, PHONE, Town
from tests.web.population import Population, populated

pytestmark = pytest.mark.asyncio

PAGES = (
    ("", "/console/sign-in"),
    ("head", "/console/desk?basket=doing"),
    ("officer", "/console/desk"),
    ("officer", "/console/due"),
    ("supervisor", "/console/units"),
    ("officer", "/console/parties?words=示例"),
    ("officer", "/console/open"),
    ("patroller", "/console/open/report_finding"),
    ("officer", "/console/open/receive_complaint"),
    ("head", "/console/files/{served}"),
    ("head", "/console/files/{inspected}/acts/file_case"),
    ("head", "/console/files/{noticed}/acts/decide_penalty"),
    ("officer", "/console/files/{new}/acts/inspect_site"),
    ("officer", "/console/nothing/here"),
)


@pytest_asyncio.fixture
async def population(town: Town) -> Population:
    """Return files in different stages."""
    return await populated(town.address, town.tokens)


@pytest.mark.parametrize("look", ["desk", "phone", "dark"])
async def test_no_page_has_a_serious_fault_or_scrolls_sideways(town: Town, population: Population, look: str) -> None:
    """Axe finds nothing serious, on a screen or a phone, light or dark; a page is never wider than its window."""
    looks: dict[str, dict[str, Any]] = {
        "desk": {"viewport": DESK},
        "phone": {"viewport": PHONE, "has_touch": True, "is_mobile": True},
        "dark": {"viewport": DESK, "color_scheme": "dark"},
    }
    how = looks[look]
    wrong = []
    for role, path in PAGES:
        window = await (town.of(role, **how) if role else town.window(**how))
        await window.goes(path.format(**population.files))
        wrong += await window.faults()
        wide = await window.is_too_wide_by()
        wrong += [f"{window.at} 宽出 {wide} 像素"] * (wide > 0)

    assert wrong == []


async def test_a_list_is_cards_on_a_phone(town: Town, population: Population) -> None:
    """At 390 pixels each row of the desk is a block with the names of its cells; the head of the table is out of sight."""
    window = await town.of("officer", viewport=PHONE)
    await window.goes("/console/desk?basket=doing")
    row = window.page.locator(".list tbody tr").first

    assert "block" == await row.evaluate("row => getComputedStyle(row).display")
    label = await row.locator("td[data-label]").first.evaluate("one => getComputedStyle(one, '::before').content")
    assert "阶段" in label
    assert not await window.page.locator(".list thead").evaluate("head => head.getBoundingClientRect().right > 0")
