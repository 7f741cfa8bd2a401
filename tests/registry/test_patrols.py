"""The plan of patrols: which points are seen on which day, by category and risk, and who walks."""

from datetime import date, timedelta

import pytest

from models.acts.patrol import PatrolPoint
from registry.exchange.leaving import export
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


def test_planned_days_are_counted_by_what_lay_there_on_each_of_them(desk: Desk) -> None:
    """覆盖情况: a point that came or went amid the span counts from its first day to its last, a grid while it stands."""
    town = desk.file("网格", "430423901,虚构工业园,三级,统计区,衡山县,,,,2026-03-05,2026-03-20,,")
    daily = "d-901-01,虚构排水沟,430423901,河湖岸线,1,,,2026-03-10,2026-03-14,"
    assert () == desk.enter(town, desk.file("巡查点位", daily)).problems
    grid, patrols = Places(desk.engine).grid("430423901", date(2026, 3, 10)), Patrols(desk.engine)
    ground = PatrolPoint(point=grid.id, every=7)
    span = [date(2026, 3, 1) + timedelta(days=one) for one in range(31)]

    due = [day for day in span if date(2026, 3, 5) <= day <= date(2026, 3, 20) and is_due(ground, day)]
    added = [day for day in span if date(2026, 3, 10) <= day <= date(2026, 3, 14)]

    assert len({*due, *added}) == patrols.days(grid, span[0], span[-1])
    assert 5 == patrols.days(grid, added[0], added[-1])
    assert 0 == patrols.days(grid, date(2026, 3, 21), span[-1])


def test_a_grid_that_was_born_and_ended_in_a_span_is_counted_in_it(desk: Desk) -> None:
    """覆盖情况: it stood on neither end of the span; before its first day and after its last it is nobody's ground."""
    town = desk.file("网格", "430423901,虚构工业园,三级,统计区,衡山县,,,,2026-03-05,2026-03-20,,")
    assert () == desk.enter(town).problems
    patrols = Patrols(desk.engine)

    def counted(first: date, last: date) -> bool:
        return "430423901" in {one.id for one in patrols.grids_between(first, last)}

    begins, ends, day = date(2026, 3, 5), date(2026, 3, 20), timedelta(days=1)
    assert counted(begins - day, ends + day)
    assert (True, True) == (counted(begins - day, begins), counted(ends, ends + day))
    assert (False, False) == (counted(begins - day, begins - day), counted(ends + day, ends + day))
    assert len(patrols.grids(ends)) == len(patrols.grids_between(begins, ends + day))


ADDED = "d-01,湘江开云段排口,衡山县开云镇,河湖岸线,2,112.868900,27.230000,2026-01-01,,衡环发〔2026〕1号"


def test_a_point_that_the_city_added_is_seen_at_its_own_interval_and_keeps_its_past(desk: Desk) -> None:
    """巡查点位: entered as a row, changed by another row, gone after its last day; the plan knows where it is."""
    rows = ADDED, ADDED.replace(",2,112", ",5,112").replace("2026-01-01,", "2026-06-01,2026-08-31")
    assert () == desk.enter(desk.file("巡查点位", *rows)).problems
    grid, patrols = Places(desk.engine).grid("衡山县开云镇"), Patrols(desk.engine)

    def seen(on: date) -> list[tuple[str, int, str]]:
        found = (one for one in patrols.spots(grid, on) if one.point.sort == "added")
        return [(one.name, one.point.every, one.longitude) for one in found]

    assert [("湘江开云段排口", 2, "112.868900")] == seen(DAY)
    assert ([5], []) == ([every for _, every, _ in seen(date(2026, 8, 31))], seen(date(2026, 9, 1)))
    assert [] == seen(date(2025, 12, 31))
    days = (DAY + timedelta(days=one) for one in range(10))
    planned = [found.points for day in days if (found := patrols.planned(grid, day))]
    assert 5 == [point.point for points in planned for point in points].count("d-01")


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (ADDED.replace(",2,112", ",0,112"), "“0”不是巡查间隔；应为：1至366的整数"),
        (ADDED.replace(",2,112", ",每周,112"), "“每周”不是巡查间隔"),
        (ADDED.replace("衡山县开云镇", "衡山县"), "“衡山县”不是三级网格"),
        (ADDED.replace("河湖岸线", "河边"), "“河边”不在可填的内容中；应为：散乱污场所"),
        (ADDED.replace("d-01", "430423101"), "是网格、特殊网格的编码或者污染源的代码"),
        (ADDED.replace("27.230000", ""), "坐标只写了一半"),
        (ADDED.replace("112.868900,27.230000", "27.230000,112.868900"), "经度和纬度写反了"),
        (ADDED.replace("湘江开云段排口", "李某家旁13800138000"), "含有电话、证件号码等个人信息"),
        (f"{ADDED}\n{ADDED}", "重复；应为：同一项只写一行"),
    ],
)
def test_a_point_that_cannot_be_walked_to_is_named_and_nothing_is_entered(desk: Desk, row: str, said: str) -> None:
    """An interval that is none, a county, a number that is a grid's, half a position, a telephone, the same row twice."""
    assert said in "\n".join(desk.refused(desk.file("巡查点位", row)))


def test_added_points_leave_in_the_form_in_which_they_came(desk: Desk) -> None:
    """Exported and entered again, nothing changes."""
    desk.enter(desk.file("巡查点位", ADDED))
    export(desk.engine, desk.folder / "out")
    outcome = desk.enter(desk.folder / "out" / "巡查点位.csv")

    assert (1, (), ()) == (outcome.rows, outcome.problems, outcome.changes)
