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
from tests.web.reading import reading_console

pytestmark = pytest.mark.asyncio
WHO_ASKS = 3
"""Questions by which the API knows who asks; a page that asks nothing but who is signed in has asked them once."""
FEW, MANY = 2, 60


@contextmanager
def _questions(edge: Edge) -> Iterator[list[str]]:
    said: list[str] = []

    def listen(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if statement.startswith("SELECT"):
            said.append(statement)

    event.listen(edge.docket, "before_cursor_execute", listen)
    yield said
    event.remove(edge.docket, "before_cursor_execute", listen)


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
            with _questions(edge) as said:
                page = await head.open(path)
            assert page.text.count('<th scope="row">') in (last, 50)
            asked.append(len(said))
        with _questions(edge) as said:
            await head.open("/words")
        assert asked[0] == asked[1]
        assert asked[1] - len(said) - WHO_ASKS <= most
