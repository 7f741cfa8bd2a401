"""Grids, special grids and plans entered from files: each change dated, the past kept, what does not fit refused."""

from datetime import date, timedelta

import pytest

from registry import seed
from registry.entries import GridPlan, lacking
from registry.exchange.entering import lacking_now
from registry.exchange.leaving import export
from registry.places import Places
from tests.registry.ground import states_of
from tests.registry.lists import NOON, Desk, staffed
from tests.registry.test_polluters import CODE, PLANT

DAY = timedelta(days=1)
KAIYUN = "430423100,开云镇,三级,镇,430423,u-430423100,,,1949-10-01,,,"
RENAMED = (
    "430423100,开云新镇,三级,镇,430423,u-430423100,衡山县开云新镇人民政府,430423100,2026-05-01,,县政发〔2026〕1号,"
)
WATER = "t-001,虚构水源地,饮用水源地,开云镇、衡东县洣水镇,u-430423,2026-01-01,,"
PLAN = "430423-2015,衡山县,衡山县网格化方案,山政办发〔2015〕9号,2015-12-20,衡阳市人民政府,2015-12-31,县政府网站,2016-01-04,"


def test_a_change_ends_what_was_the_day_before_and_nothing_is_lost(desk: Desk) -> None:
    """The old name holds on its days and leads to the grid afterwards; the lists show the new one."""
    outcome = desk.enter(desk.file("网格", RENAMED))
    places = Places(desk.engine)

    assert [("开云镇", "1949-10-01", "2026-04-30"), ("开云新镇", "2026-05-01", "")] == states_of(
        desk.engine, "430423100"
    )
    assert {"终止", "新增"} == {change.what for change in outcome.changes}
    assert "开云镇" == places.grid("430423100", date(2026, 4, 30)).name
    assert "开云新镇" == places.grid("开云镇", date(2026, 5, 1)).name
    assert "开云新镇" == places.known("430423100").name


def test_what_the_city_has_entered_no_start_takes_back(desk: Desk) -> None:
    """The shipped history is put in again at every start, but never over what was entered."""
    desk.enter(desk.file("网格", RENAMED))

    seed.load(desk.engine)

    assert ("开云新镇", "2026-05-01", "") == states_of(desk.engine, "430423100")[-1]
    assert "开云新镇" == Places(desk.engine).known("430423100").name


def test_a_new_grid_can_be_named_in_the_same_import(desk: Desk) -> None:
    """A park set up with its special grid; both are there from their day on."""
    park = "430423901,虚构工业园,三级,统计区,衡山县,,,,2026-03-01,,,"
    over = "t-002,虚构园区重点网格,监管重点网格,虚构工业园,u-430423,2026-03-01,,"

    assert () == desk.enter(desk.file("网格", park), desk.file("特殊网格", over)).problems

    places = Places(desk.engine)
    grid = places.grid("虚构工业园", date(2026, 3, 1))
    assert ("430423901", "衡山县", "430423") == (grid.id, grid.county, grid.parent)
    assert ["t-002"] == [one.id for one in places.special_grids(over=grid, on=date(2026, 3, 1))]
    assert () == places.special_grids(over=grid, on=date(2026, 2, 28))


@pytest.mark.parametrize(
    ("grid", "found"), [("衡山县开云镇", ["t-001"]), ("衡东县洣水镇", ["t-001"]), ("衡山县店门镇", [])]
)
def test_a_special_grid_lies_over_others(desk: Desk, grid: str, found: list[str]) -> None:
    """One special grid over townships of two counties; a township keeps its own grid beside it."""
    assert () == desk.enter(desk.file("特殊网格", WATER)).problems
    places, day = Places(desk.engine), date(2026, 3, 2)

    assert found == [one.id for one in places.special_grids(over=places.grid(grid, day), on=day)]


@pytest.mark.parametrize(
    ("title", "row", "said"),
    [
        ("网格", KAIYUN.replace("开云镇", "店门镇"), "第2行“网格名称”：已登记为“开云镇”；应为：另写一行"),
        ("网格", RENAMED.replace("开云新镇,", "店门镇,", 1), "同一上级网格内另有网格也叫“店门镇”"),
        ("网格", RENAMED.replace("三级", "二级"), "与这个网格原来的级别不同"),
        ("网格", RENAMED.replace(",430423,", ",4304,"), "“衡阳市”在2026-05-01不是二级网格"),
        ("网格", RENAMED.replace("u-430423100", "u-430423"), "与网格级别不同"),
        ("网格", RENAMED.replace("2026-05-01,", "2026-05-01,2026-04-01"), "2026-04-01 早于 2026-05-01"),
        ("网格", KAIYUN.replace("1949-10-01,", "1949-10-01,2026-05-01"), "此日以后还有网格责任人"),
        ("网格", "430423,衡山县,二级,县,4304,u-430423,,,1949-10-01,2026-05-01,,", "网格内还有"),
        ("特殊网格", WATER.replace("开云镇", "火星镇"), "没有“火星镇”"),
        ("特殊网格", WATER.replace("开云镇", "430423106"), "网格“430423106”在2026-01-01没有设立，或者已经撤销"),
        ("特殊网格", WATER.replace("饮用水源地,", "水库,"), "“水库”不在可填的内容中；应为：国家重点监控企业"),
        ("网格方案", PLAN.replace("衡山县,", "开云镇,", 1), "不是一级或者二级网格"),
        ("网格方案", PLAN.replace("2015-12-31", "2015-12-19"), "2015-12-19 早于印发日期 2015-12-20"),
        ("网格方案", PLAN.replace("衡阳市人民政府,", ",", 1), "写了备案日期，没有写备案机关；应为：市人民政府"),
    ],
)
def test_what_does_not_fit_is_named_and_nothing_is_entered(desk: Desk, title: str, row: str, said: str) -> None:
    """Levels, grids above, units, names, days, what still hangs on a grid that ends."""
    assert said in "\n".join(desk.refused(desk.file(title, row)))


def test_the_ground_leaves_in_the_form_in_which_it_came(desk: Desk) -> None:
    """Exported and entered again, nothing changes."""
    desk.enter(desk.file("网格", RENAMED), desk.file("特殊网格", WATER), desk.file("网格方案", PLAN))
    out = desk.folder / "out"

    written = export(desk.engine, out)

    ground = [path for path in written if path.stem in ("网格", "特殊网格", "网格方案")]
    outcome = desk.enter(*ground)
    assert (272, (), ()) == (outcome.rows - 2, outcome.problems, outcome.changes)


def test_what_lies_in_a_grid_that_ended_is_listed_until_it_is_placed_anew(desk: Desk) -> None:
    """Points, polluters and special grids of a grid that stands no more: no round sees them; on its last day one does."""
    park = "430423901,虚构工业园,三级,统计区,衡山县,,,,2026-01-01,2026-03-02,,"
    point = "d-901-01,虚构排水沟,430423901,河湖岸线,7,,,2026-01-01,,"
    over = WATER.replace("开云镇、衡东县洣水镇", "430423901、开云镇")
    files = (("网格", park), ("巡查点位", point), ("污染源", PLANT.replace("衡山县开云镇", "430423901")))
    lying = [desk.file(title, row.replace("2024-01-01", "2026-01-01")) for title, row in files]
    staffed(desk)
    assert () == desk.enter(*lying, desk.file("特殊网格", over)).problems

    def listed(day: date) -> list[str]:
        return [one.sentence for one in lacking_now(desk.engine, day) if "所在的网格" in one.sentence]

    ended = "所在的网格“衡山县虚构工业园”（430423901）已于 2026-03-02 终止；应为：另写一行，“"
    assert [] == listed(date(2026, 3, 2))
    assert [
        f"特殊网格“虚构水源地”（t-001）{ended}所在网格”写现在的网格，或者写“撤销日期”",
        f"巡查点位“虚构排水沟”（d-901-01）{ended}点位所在网格”写现在的网格，或者写“撤点日期”",
        f"污染源“虚构化工有限公司”（{CODE}）{ended}所属网格”写现在的网格，或者写“关闭日期”",
    ] == listed(date(2026, 3, 3))

    moved = point.replace("430423901,河", "衡山县开云镇,河").replace("2026-01-01", "2026-03-03")
    said = [one.sentence for one in desk.enter(desk.file("巡查点位", moved), now=NOON + DAY).warnings]
    assert not [one for one in said if "d-901-01" in one]
    assert [one for one in said if CODE in one]


@pytest.mark.parametrize(
    ("filed", "published", "said"),
    [
        (None, None, ("没有登记备案日期", "没有登记公开日期")),
        (date(2015, 12, 31), date(2015, 12, 31), ()),
        (date(2016, 1, 1), date(2015, 12, 30), ("2016-01-01备案，晚于2015-12-31",)),
    ],
)
def test_a_plan_says_what_it_lacks(filed: date | None, published: date | None, said: tuple[str, ...]) -> None:
    """一（二）: filed with the superior and published by the end of 2015; the last day, and the day after."""
    plan = GridPlan(
        id="x", grid="430423", title="方案", adopted_on=date(2015, 12, 1), filed_on=filed, published_on=published
    )

    assert said == lacking(plan)
    assert ("没有登记方案",) == lacking(None)
