"""How many questions a page asks the database: few, and no more for many files than for two."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest
from sqlalchemy import event

from docket.saved_filters import save
from docket.writer import record
from models.values import civil_day
from tests.api.conftest import Edge
from tests.docket.values import entry, term
from tests.web.conftest import Browser
from tests.web.reading import reading_console

pytestmark = pytest.mark.asyncio
MOST = 6
"""Questions of a page, who is asking included; the holiday notices, asked for once a second, are apart."""
FEW, MANY, PAGE = 2, 60, 50
TIMES = 2
"""How often a page is asked for: the first time the end of the session may be asked after as well."""


@contextmanager
def _questions(edge: Edge) -> Iterator[list[str]]:
    said: list[str] = []

    def listen(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if "SELECT" in statement and "notices" not in statement:
            said.append(statement)

    event.listen(edge.docket, "before_cursor_execute", listen)
    yield said
    event.remove(edge.docket, "before_cursor_execute", listen)


async def _asked(edge: Edge, head: Browser, path: str, *, rows: set[int]) -> int:
    """Return how many questions a page asks that has so many rows."""
    with _questions(edge) as said:
        page = await head.open(path)
    assert page.text.count('<th scope="row">') in rows
    return len(said)


@pytest.mark.parametrize(
    "path",
    [
        "/desk?basket=late",
        "/due",
        "/board/rows?measure=late",
        "/search?words=2026-",
        "/units/rows?figure=late&unit=u-430423",
    ],
)
async def test_a_list_asks_as_much_for_many_files_as_for_two(edge: Edge, path: str) -> None:
    """A list asks six questions at most, however many rows, persons and saved filters it has."""
    due = term(last_day=civil_day(datetime.now(UTC)))
    for name in ("逾期的", "水污染"):
        save(edge.docket, "p-430423-01", name, {"basket": "late"}, datetime.now(UTC))
    async with reading_console(edge) as browsers:
        head = await browsers.of("head")
        asked = []
        for first, last in ((1, FEW), (FEW + 1, MANY)):
            for number in range(first, last + 1):
                record(edge.docket, entry(f"2026-{number:06d}", alert="late", terms=(due,)))
            asked.append(min([await _asked(edge, head, path, rows={last, PAGE}) for _ in range(TIMES)]))
        assert asked[0] == asked[1] <= MOST
