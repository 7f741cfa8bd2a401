"""An article that was not read in the original is marked wherever a person is shown it."""

from datetime import date

import pytest

from law.edition import shipped
from law.instruments import UNREAD

DAY = date(2026, 9, 1)


def test_an_article_from_memory_is_marked_where_it_is_cited() -> None:
    """湖南省行政程序规定第162条 is of grade M: refusals, receipts and documents name it with the mark."""
    assert f"《湖南省行政程序规定》第162条{UNREAD}" == shipped().cite("own_correction_of_orders", DAY)


@pytest.mark.parametrize("of", sorted(shipped().articles.entries))
def test_an_article_is_marked_if_and_only_if_it_is_doubtful(of: str) -> None:
    """What was read stands without a mark."""
    articles = shipped().articles
    entry = articles.entries[of]
    doubtful = [(row.grade or entry.grade).doubtful for row in articles.in_force(of, DAY)]

    assert any(doubtful) == (UNREAD in shipped().cite(of, DAY))


def test_a_guard_and_a_rule_are_marked_alike() -> None:
    """The same mark for each register."""
    law = shipped()
    rows = [row for versions in law.catalogue.rules.values() for row in versions]
    guards = [(text, basis) for text in law.guards.values() for basis in text.basis]

    assert all((UNREAD in row.shown) == row.grade.doubtful for row in rows)
    assert all((UNREAD in text.cited(one)) == (one.grade or text.grade).doubtful for text, one in guards)
