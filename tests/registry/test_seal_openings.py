"""Openings of what was sealed: added, listed, and never changed or taken away, on either database."""

from datetime import timedelta

import pytest
from sqlalchemy import Engine, delete, text, update
from sqlalchemy.exc import DBAPIError

from models.people import Actor
from registry.registry import Registry
from registry.tables import seal_openings
from tests.registry.conftest import NOON

CLERK = Actor(id="p-430423-12", unit="u-430423", level=2)
AROUND = {
    "sqlite": "INSERT OR REPLACE INTO seal_openings SELECT id, at, file_no, part, person, unit, 'x' FROM seal_openings",
    "postgresql": "TRUNCATE seal_openings",
}
"""What changes rows without an UPDATE or a DELETE of them."""
OTHER = Actor(id="p-430422-12", unit="u-430422", level=2)


@pytest.fixture
def opened(registry: Registry) -> Registry:
    """A register in which two complaints were opened, one of them twice."""
    registry.openings.note("T2026-000001", "text", CLERK)
    registry.openings.note("T2026-000001", "reporter", CLERK, "电话答复举报人")
    registry.openings.note("T2026-000002", "text", OTHER)
    return registry


def test_each_opening_says_who_when_why_and_of_which_file(opened: Registry) -> None:
    """The newest first; the reason as it was given."""
    latest, named, first = opened.openings.listed(limit=10)

    assert ("T2026-000002", "u-430422") == (latest.file_no, latest.unit)
    assert ("reporter", "p-430423-12", "电话答复举报人") == (named.part, named.person, named.reason)
    assert ("text", "") == (first.part, first.reason)
    assert timedelta(0) == first.at - NOON


def test_openings_are_listed_by_file_by_unit_and_by_page(opened: Registry) -> None:
    """A supervisor of a unit sees what its people opened."""
    of_file = opened.openings.listed(file_no="T2026-000001", limit=10)
    of_unit = opened.openings.listed(unit="u-430422", limit=10)
    second = opened.openings.listed(limit=1, offset=1)

    assert ["reporter", "text"] == [row.part for row in of_file]
    assert ["T2026-000002"] == [row.file_no for row in of_unit]
    assert ["reporter"] == [row.part for row in second]


def test_the_database_itself_keeps_what_was_noted(opened: Registry, engine: Engine) -> None:
    """Nobody changes a reason afterwards, and nobody takes an opening away."""
    around = text(AROUND[engine.dialect.name])
    for statement in (update(seal_openings).values(reason="另一个理由"), delete(seal_openings), around):
        with pytest.raises(DBAPIError, match="只能追加"), engine.begin() as connection:
            connection.execute(statement)

    assert ["", "电话答复举报人", ""] == [row.reason for row in opened.openings.listed(limit=10)]
