"""Every page in a real browser: nothing serious that axe knows of, nothing that scrolls sideways on a phone."""

import pytest

from tests.web.chromium import Town

pytestmark = pytest.mark.asyncio


async def test_look(town: Town) -> None:
    window = await town.of("patroller")
    assert await window.goes("/console/open/report_finding") == 200
    await window.page.screenshot(path="/tmp/ng/b.png", full_page=True)
    print(await window.faults(), await window.is_too_wide_by())
