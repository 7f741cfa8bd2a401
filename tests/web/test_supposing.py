"""What-if on a page: an act on another day, and the terms that would move; the file stays as it is."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest

from models.values import civil_day
from tests.web.conftest import Browsers

pytestmark = pytest.mark.asyncio
A_WEEK = timedelta(weeks=1)


async def test_a_finding_supposed_a_week_earlier_moves_its_terms_and_changes_nothing(
    browsers: Browsers, finding: dict[str, Any]
) -> None:
    """The page lists each term with both days; afterwards the file reads as before; who may not read it sees nothing."""
    patroller = await browsers.of("patroller")
    await patroller.open("/open/report_finding")
    sent = await patroller.send("/open/report_finding", finding)
    no = urlsplit(sent.headers["location"]).path.rpartition("/")[2]
    before = (await patroller.open(f"/files/{no}")).text
    day = civil_day(datetime.now(UTC)) - A_WEEK

    page = await patroller.open(f"/files/{no}/what-if?act=1&day={day.isoformat()}")

    assert page.status_code == 200, page.text
    assert '<option value="1" selected>' in page.text
    moved = re.findall(r"<td>(\S+)</td><td>(\d{4}-\d{2}-\d{2}) 周.</td><td>(\d{4}-\d{2}-\d{2}) 周.</td>", page.text)
    assert moved
    assert all(change == "改期" and supposed < actual for change, actual, supposed in moved)
    assert f"/console/files/{no}/what-if" in before
    rows = [line for line in before.splitlines() if 'id="act-' in line]
    assert rows == [line for line in (await patroller.open(f"/files/{no}")).text.splitlines() if 'id="act-' in line]
    wrong = await patroller.open(f"/files/{no}/what-if?act=1&day=gestern")
    assert wrong.status_code == 400
    assert (await (await browsers.of("neighbour")).open(f"/files/{no}/what-if")).status_code == 403
