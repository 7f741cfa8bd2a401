"""The plan of patrols: which points are seen on which day, by category and risk, and who walks."""

from datetime import date, timedelta

import pytest

from models.acts.patrol import PatrolPoint
from registry.patrols import Patrols, is_due, plan_on
from registry.places import Places
from tests.registry.lists import Desk
from tests.registry.test_polluters import CODE, PLANT

DAY = date(2026, 3, 2)


@pytest.mark.parametrize("every", [1, 3, 7, 30])
def test_a_point_is_seen_once_in_its_interval(every: int) -> None:
    """Each on its own day, whatever day the interval is counted from."""
    point = PatrolPoint(point=CODE, every=every)
    for first in (DAY, DAY + timedelta(days=1), date(2027, 12, 30)):
        assert 1 == sum(is_due(point, first + timedelta(days=one)) for one in range(every))


@pytest.mark.parametrize(
    ("was", "now", "every", "reason"),
    [
        ("", "", 3, "重点排污单位"),
        ("是,高", "否,高", 3, "高风险"),
        ("是,高", "否,低", 7, "重点管理"),
        ("重点管理,化学原料制造,是,高", "登记管理,化学原料制造,否,低", 30, "登记管理"),
    ],
)
def test_what_is_seen_more_often_is_said_with_its_reason(
    desk: Desk, was: str, now: str, every: int, reason: str
) -> None:
    """差别化监管: the shortest interval of those that fit."""
    desk.enter(desk.file("污染源", PLANT.replace(was, now) if was else PLANT))
    grid = Places(desk.engine).grid("衡山县开云镇")
    points = {one.point: one for one in Patrols(desk.engine).points(grid, DAY)}

    assert (every, reason) == (points[CODE].every, points[CODE].reason)
    assert "ground" == points[grid.id].sort


def test_a_round_has_who_walks_it_and_only_the_points_that_are_due(desk: Desk) -> None:
    """巡查任务: the person who answers directly; without a due point there is no round, with a reason every point."""
    desk.enter(desk.file("污染源", PLANT))
    grid, patrols = Places(desk.engine).grid("衡山县开云镇"), Patrols(desk.engine)
    days = [DAY + timedelta(days=one) for one in range(21)]
    rounds = {day: found for day in days if (found := patrols.planned(grid, day))}
    every = {one.point for one in patrols.points(grid, DAY)}
    seen = [point.point for found in rounds.values() for point in found.points]

    assert (3, 7) == (seen.count(grid.id), seen.count(CODE))
    assert all(found.patroller == found.answerable[0].direct for found in rounds.values())
    idle = next(day for day in days if day not in rounds)
    asked = patrols.planned(grid, idle, reason="专项巡查")
    assert asked is not None
    assert every == {point.point for point in asked.points}


def test_before_there_was_a_plan_there_is_no_round(desk: Desk) -> None:
    """方案: from its first day on."""
    grid = Places(desk.engine).grid("衡山县开云镇")

    assert plan_on(date(2015, 12, 30)) is None
    assert None is Patrols(desk.engine).planned(grid, date(2015, 12, 30), reason="专项巡查")
