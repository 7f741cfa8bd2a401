"""File numbers (案卷号): in order, without gaps, one for each key of a sender, whoever asks at the same moment."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import Engine

from registry.errors import KeyReused
from registry.numbers import FileNumbers, reserve_file_number
from registry.registry import Registry
from tests.registry.conftest import NOON


def test_numbers_follow_each_other_in_each_year(registry: Registry) -> None:
    """Each year begins with 1; rehearsals have a series of their own."""
    given = [
        registry.numbers.allocate("12369", f"k{index}", "d", year, rehearsal=rehearsal)
        for index, (year, rehearsal) in enumerate([(2026, False), (2026, False), (2027, False), (2026, True)])
    ]

    assert given == ["2026-000001", "2026-000002", "2027-000001", "R2026-000001"]


def test_each_kind_of_file_has_a_series_of_its_own(registry: Registry) -> None:
    """Complaints begin with T and count for themselves; so do their rehearsals."""
    given = [
        registry.numbers.allocate("12369", f"k{index}", "d", 2026, letter=letter, rehearsal=rehearsal)
        for index, (letter, rehearsal) in enumerate([("", False), ("T", False), ("T", False), ("T", True), ("", False)])
    ]

    assert given == ["2026-000001", "T2026-000001", "T2026-000002", "RT2026-000001", "2026-000002"]


def test_the_same_key_leads_to_the_same_number(registry: Registry) -> None:
    """A request sent again counts once; another sender's same key is another request."""
    first = registry.numbers.allocate("12369", "k", "d", 2026)
    again = registry.numbers.allocate("12369", "k", "d", 2026)
    other = registry.numbers.allocate("12345", "k", "d", 2026)

    assert (first, again, other) == ("2026-000001", "2026-000001", "2026-000002")


def test_the_same_key_with_another_content_is_refused(registry: Registry) -> None:
    """A sender that reuses a key is told which file has it, and no number is lost."""
    registry.numbers.allocate("12369", "k", "d", 2026)

    with pytest.raises(KeyReused, match="幂等键“k”已用于案卷2026-000001"):
        registry.numbers.allocate("12369", "k", "other", 2026)

    assert registry.numbers.allocate("12369", "k2", "d", 2026) == "2026-000002"


def test_a_key_is_found_in_the_next_year_too(registry: Registry) -> None:
    """A request repeated over New Year is still the same request."""
    registry.numbers.allocate("12369", "k", "d", 2026)

    assert registry.numbers.allocate("12369", "k", "d", 2027) == "2026-000001"


def test_many_at_once_get_each_number_once_and_leave_none_out(engine: Engine) -> None:
    """Forty requests, each sent twice, by eight at a time, over two connections pools."""
    series = [FileNumbers(engine, lambda: NOON) for _ in range(2)]

    def ask(index: int) -> str:
        return series[index % 2].allocate("12369", f"k{index // 2}", "d", 2026)

    with ThreadPoolExecutor(8) as pool:
        given = list(pool.map(ask, range(80)))

    assert sorted(set(given)) == [f"2026-{serial:06d}" for serial in range(1, 41)]
    assert all(given[index] == given[index + 1] for index in range(0, 80, 2))


def test_a_number_found_in_use_is_not_given_again(registry: Registry, engine: Engine) -> None:
    """Raised by what is in use, never lowered."""
    with engine.begin() as connection:
        for file_no in ("2026-000041", "2026-000007"):
            reserve_file_number(connection, file_no)

        reserve_file_number(connection, "RT2026-000009")

    assert registry.numbers.allocate("12369", "k", "d", 2026) == "2026-000042"
    again = registry.numbers.allocate("12369", "t", "d", 2026, letter="T", rehearsal=True)
    assert again == "RT2026-000010"
    with pytest.raises(ValueError, match="案卷号“41”格式不对"), engine.begin() as connection:
        reserve_file_number(connection, "41")
