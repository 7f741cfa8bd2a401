"""Filters that persons save: each their own, the last under a name counts, not more than can be counted."""

from datetime import timedelta

import pytest
from sqlalchemy import Engine

from docket.desk import Asked, desk
from docket.saved_filters import MOST, TooManyFilters, delete_saved, save, saved_by
from docket.scope import EVERYTHING
from docket.views import FileFilter
from docket.writer import record
from models.looking import Basket
from models.people import Actor, Role
from tests.docket.values import FOUND_AT, entry

ME, OTHER = "p-430423-01", "p-430423-04"
HEAD = Actor(id=ME, unit="u-430423", level=2, roles=(Role.HEAD,))


def test_a_filter_is_saved_under_its_name_changed_and_deleted(engine: Engine) -> None:
    """Twice counts once; nobody has or deletes another's."""
    first = save(engine, ME, "水污染", {"pollution": "water"}, FOUND_AT)
    again = save(engine, ME, "水污染", {"pollution": "air"}, FOUND_AT + timedelta(hours=1))
    save(engine, OTHER, "水污染", {}, FOUND_AT)

    assert first.id == again.id
    assert [one.asked for one in saved_by(engine, ME)] == ['{"pollution": "air"}']
    delete_saved(engine, OTHER, first.id)
    assert len(saved_by(engine, ME)) == 1
    delete_saved(engine, ME, first.id)
    delete_saved(engine, ME, first.id)
    assert saved_by(engine, ME) == ()
    assert len(saved_by(engine, OTHER)) == 1


def test_nobody_saves_more_than_can_be_counted(engine: Engine) -> None:
    """The one too many is not kept; one of those that are there may still be changed."""
    for number in range(MOST):
        save(engine, ME, f"第{number}个", {}, FOUND_AT)
    with pytest.raises(TooManyFilters):
        save(engine, ME, "再一个", {}, FOUND_AT)

    save(engine, ME, "第0个", {"alert": "late"}, FOUND_AT)
    assert len(saved_by(engine, ME)) == MOST


def test_a_saved_filter_counts_what_it_lists(engine: Engine) -> None:
    """Each is counted in its own basket under its own conditions, whatever the desk shows just then."""
    for number, alert in enumerate(("late", "late", "none"), 1):
        record(engine, entry(f"2026-{number:06d}", alert=alert))
    asked = [
        Asked(basket=Basket.LATE),
        Asked(basket=Basket.DOING, wanted=FileFilter(alert="none")),
        Asked(basket=Basket.DOING, words="没有这个地方"),
        Asked(basket=Basket.DONE),
    ]
    shown = desk(engine, EVERYTHING, HEAD, Asked(words="没有这个地方"), asked)
    listed = [len(desk(engine, EVERYTHING, HEAD, one).rows) for one in asked]

    assert list(shown.saved) == listed == [2, 1, 0, 0]
    assert set(shown.counts.values()) == {0}
