import pytest
from tests.web.chromium import PHONE
from tests.web.population import _complains
from tests.api.asking import Asking
import httpx
pytestmark = pytest.mark.asyncio
async def test_try(town, house, ground):
    async with httpx.AsyncClient(base_url=house.address, timeout=120) as http:
        no = await _complains(Asking(http, ground.tokens))
    w = await town.of("officer", viewport=PHONE, has_touch=True, is_mobile=True)
    await w.goes(f"/console/files/{no}")
    print("WIDE", await w.is_too_wide_by(), await w.page.evaluate("() => [...document.querySelectorAll('*')].filter(e => e.getBoundingClientRect().right > document.documentElement.clientWidth).map(e => [e.tagName, e.className, e.getBoundingClientRect().right, e.textContent.slice(0,60)])"))
