"""Monitoring alarms as they come in: each counts once, the same exceedance has one file, whoever asks at once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import Engine

from registry.alarms import Alarms, Came
from registry.errors import KeyReused
from tests.registry.conftest import NOON

GAP = timedelta(hours=3)


@pytest.fixture
def alarms(engine: Engine) -> Alarms:
    """Return the alarms of a register."""
    return Alarms(engine, lambda: NOON)


def came(key: str, began: int, ended: int, **more: str) -> Came:
    """Return an alarm of so many hours before noon to so many."""
    said = {"sender": "s-1", "digest": key, "outlet": "s-1|a/DA001", "pollutant": "二氧化硫", **more}
    hours = {"began_at": NOON + timedelta(hours=began), "ended_at": NOON + timedelta(hours=ended)}
    return Came.model_validate({"key": key, **said, **hours})


def test_the_same_exceedance_has_one_file_in_whatever_order_it_comes(alarms: Alarms) -> None:
    """To the last minute of the gap, before and after; one that lies between two files goes to the earlier."""
    given = [
        alarms.gather(one, "M", GAP)
        for one in (
            came("1", -20, -19),
            came("2", -16, -15),
            came("3", -24, -23),
            came("4", -10, -9),
            came("5", -12, -12),
            came("6", -20, -19, pollutant="氮氧化物"),
            came("7", -20, -19, outlet="s-1|a/DA002"),
        )
    ]

    numbers = ["M2026-000001", "M2026-000001", "M2026-000001", "M2026-000002", "M2026-000001"]
    assert [*numbers, "M2026-000003", "M2026-000004"] == [one.file_no for one in given]
    assert [True, False, False, True, False, True, True] == [one.opens for one in given]


def test_a_number_counts_once_and_stands_for_one_content(alarms: Alarms) -> None:
    """Sent again it is where it was; another content is refused with the file that has it."""
    first = alarms.gather(came("1", -2, -1), "M", GAP)
    again = alarms.gather(came("1", -2, -1), "M", GAP)
    with pytest.raises(KeyReused, match="M2026-000001"):
        alarms.gather(came("1", -2, -1, digest="other"), "M", GAP)
    with pytest.raises(KeyReused):
        alarms.given("s-1", "1", "other")

    assert (first.file_no, True) == (again.file_no, again.is_repeated)
    assert alarms.given("s-1", "2", "2") is None


def test_a_file_that_takes_no_more_leaves_what_follows_to_another(alarms: Alarms) -> None:
    """Two that were turned away find themselves in one new file, and nothing goes to the old one any more."""
    old = alarms.gather(came("1", -6, -5), "M", GAP).file_no
    second, third = came("2", -4, -3), came("3", -3, -2)
    for one in (second, third):
        alarms.gather(one, "M", GAP)
    anew = [alarms.begin_anew(one, old, "M", GAP) for one in (second, third)]
    later = alarms.gather(came("4", -2, -1), "M", GAP)

    assert [("M2026-000002", True), ("M2026-000002", False)] == [(one.file_no, one.opens) for one in anew]
    assert "M2026-000002" == later.file_no


def test_alarms_that_come_at_the_same_moment_open_one_file(alarms: Alarms) -> None:
    """Exactly one of them opens it."""
    with ThreadPoolExecutor(4) as pool:
        given = list(pool.map(lambda key: alarms.gather(came(f"{key}", -2, -1), "M", GAP), range(8)))

    assert {"M2026-000001"} == {one.file_no for one in given}
    assert 1 == sum(one.opens for one in given)
