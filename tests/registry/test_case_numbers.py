"""Case numbers (案号): in order, without gaps, one for each key of a sender, whoever asks at the same moment."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import Engine

from registry.errors import KeyReused
from registry.numbers import reserve_case_number
from registry.registry import Registry
from registry.sealed import Seal


def test_numbers_follow_each_other_in_each_year(registry: Registry) -> None:
    """Each year begins with 1; rehearsals have a series of their own."""
    given = [
        registry.allocate_case_number("12369", f"k{index}", "d", year, rehearsal=rehearsal).case_no
        for index, (year, rehearsal) in enumerate([(2026, False), (2026, False), (2027, False), (2026, True)])
    ]

    assert given == ["2026-000001", "2026-000002", "2027-000001", "R2026-000001"]


def test_the_same_key_leads_to_the_same_number(registry: Registry) -> None:
    """A request sent again counts once; another sender's same key is another request."""
    first = registry.allocate_case_number("12369", "k", "d", 2026)
    again = registry.allocate_case_number("12369", "k", "d", 2026)
    other = registry.allocate_case_number("12345", "k", "d", 2026)

    assert (first.fresh, again.fresh, other.fresh) == (True, False, True)
    assert (again.case_no, other.case_no) == ("2026-000001", "2026-000002")


def test_the_same_key_with_another_content_is_refused(registry: Registry) -> None:
    """A sender that reuses a key is told which case has it, and no number is lost."""
    registry.allocate_case_number("12369", "k", "d", 2026)

    with pytest.raises(KeyReused, match="幂等键“k”已用于案件2026-000001"):
        registry.allocate_case_number("12369", "k", "other", 2026)

    assert registry.allocate_case_number("12369", "k2", "d", 2026).case_no == "2026-000002"


def test_a_key_is_found_in_the_next_year_too(registry: Registry) -> None:
    """A request repeated over New Year is still the same request."""
    registry.allocate_case_number("12369", "k", "d", 2026)

    assert registry.allocate_case_number("12369", "k", "d", 2027).case_no == "2026-000001"


def test_many_at_once_get_each_number_once_and_leave_none_out(engine: Engine) -> None:
    """Forty requests, each sent twice, by eight at a time, over two connections pools."""
    doors = [Registry(engine, Seal("A" * 43 + "=")) for _ in range(2)]

    def ask(index: int) -> tuple[str, bool]:
        return tuple(doors[index % 2].allocate_case_number("12369", f"k{index // 2}", "d", 2026))

    with ThreadPoolExecutor(8) as pool:
        given = list(pool.map(ask, range(80)))

    assert sorted({case_no for case_no, _ in given}) == [f"2026-{serial:06d}" for serial in range(1, 41)]
    assert sum(fresh for _, fresh in given) == 40
    assert all(given[index][0] == given[index + 1][0] for index in range(0, 80, 2))


def test_a_number_found_in_use_is_not_given_again(registry: Registry, engine: Engine) -> None:
    """Raised by what is in use, never lowered."""
    with engine.begin() as connection:
        for case_no in ("2026-000041", "2026-000007"):
            reserve_case_number(connection, case_no)

    assert registry.allocate_case_number("12369", "k", "d", 2026).case_no == "2026-000042"
    with pytest.raises(ValueError, match="案号“41”格式不对"), engine.begin() as connection:
        reserve_case_number(connection, "41")
