"""How many questions a page asks the database: few, and no more for many files than for two."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest
from sqlalchemy import event

from docket.writer import record
from models.values import civil_day
from tests.api.conftest import Edge
from tests.docket.values import entry, term
from tests.web.conftest import Browser
from tests.web.reading import reading_console

pytestmark = pytest.mark.asyncio
WHO_ASKS = 3
"""Questions by which the API knows who asks; a page that asks nothing but who is signed in has asked them once."""
FEW, MANY, PAGE = 2, 60, 50
TIMES = 3
"""How often a page is asked for: now and then one asks after the law in force as well."""


@contextmanager
def _questions(edge: Edge) -> Iterator[list[str]]:
    said: list[str] = []

    def listen(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if statement.startswith("SELECT"):
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


@pytest.mark.parametrize(("path", "most"), [("/desk?basket=late", 6), ("/due", 6), ("/board/rows?measure=late", 6)])
async def test_a_list_asks_as_much_for_many_files_as_for_two(edge: Edge, path: str, most: int) -> None:
    """Beyond who is signed in, a list asks six questions at most, however many rows and persons it has."""
    due = term(last_day=civil_day(datetime.now(UTC)))
    async with reading_console(edge) as browsers:
        head = await browsers.of("head")
        asked = []
        for first, last in ((1, FEW), (FEW + 1, MANY)):
            for number in range(first, last + 1):
                record(edge.docket, entry(f"2026-{number:06d}", alert="late", terms=(due,)))
            asked.append(min([await _asked(edge, head, path, rows={last, PAGE}) for _ in range(TIMES)]))
        who = min([await _asked(edge, head, "/words", rows={0}) for _ in range(TIMES)])
        assert asked[0] == asked[1]
        assert asked[1] - who - WHO_ASKS <= most
