"""Grids by every name in use: codes, present and former names, counties in front, villages behind."""

from datetime import date

import pytest
from sqlalchemy import Engine

from models.acts.finding import POLLUTION_NAMES
from registry import seed
from registry.entries import Unit
from registry.errors import AmbiguousGrid, GridElsewhere, UnknownGrid, UnknownUnit
from registry.registry import Registry
from tests.registry.ground import a_grid

DEPARTMENTS = {
    "u-4304",
    "u-4304-industry",
    "u-4304-police",
    "u-4304-housing",
    "u-4304-agriculture",
    "u-4304-cityadmin",
    "u-4304-culture",
}


def enter_in_qidong(engine: Engine, code: str, name: str) -> None:
    """Enter a township of 祁东县 that there is not."""
    a_grid(engine, code, name=name, parent="430426")


def twin_of_kaiyun(engine: Engine) -> None:
    """Enter a township of 祁东县 that is called like one of 衡山县."""
    enter_in_qidong(engine, "430426999", "开云镇")


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ("430423100", "430423100"),
        ("开云镇", "430423100"),
        ("衡山县开云镇", "430423100"),
        (" 衡山县 开云镇 ", "430423100"),
        ("湖南省衡阳市衡山县开云镇", "430423100"),
        ("衡山开云镇", "430423100"),
        ("衡山县福田铺乡东盛村", "430423203"),
        ("衡阳县西渡镇江山社区", "430421100"),
        ("衡阳市", "4304"),
        ("衡南县", "430422"),
        ("衡阳县", "430421"),
        ("松木经济开发区", "4304SM"),
        ("高新区", "4304GX"),
        ("衡阳高新技术产业开发区", "4304GX"),
        ("湖南衡阳高新技术产业园区", "4304GX"),
        ("湖南衡阳高新技术产业园区华兴街道", "430476001"),
        ("湖南衡阳松木经济开发区", "4304SM"),
        ("衡阳松木经济开发区松木工业园", "430473400"),
        ("湖南衡阳白沙洲工业园区", "4304BS"),
        ("衡阳市白沙工业园区", "4304BS"),
        ("湖南衡东大浦工业园", "430424403"),
    ],
)
def test_a_grid_is_found_by_the_names_people_use(registry: Registry, asked: str, code: str) -> None:
    """Code, name, name with county and city in front, village behind (属地)."""
    assert registry.places.grid(asked).id == code


@pytest.mark.parametrize(
    ("former", "code"),
    [
        ("鸡笼镇", "430422113"),
        ("福田乡", "430423203"),
        ("松木乡", "430473400"),
        ("石鼓区松木乡", "430473400"),
        ("云集镇", "430422001"),
        ("城连圩乡", "430426202"),
        ("蒸湘区华兴街道", "430476001"),
    ],
)
def test_a_name_of_another_vintage_leads_to_the_present_grid(registry: Registry, former: str, code: str) -> None:
    """Real complaints use names of 2015 and 2024; never is a vintage joined by code alone."""
    assert registry.places.grid(former).id == code


@pytest.mark.parametrize(
    ("code", "name"),
    [("430481114", "大市镇"), ("430481115", "仁义镇"), ("430481116", "南京镇"), ("430482001", "宜阳街道")],
)
def test_a_code_that_another_vintage_gives_to_another_place_keeps_its_present_name(
    registry: Registry, code: str, name: str
) -> None:
    """Twenty-four codes carry different names in different tables; ours is the one we ship."""
    assert registry.places.grid(code).name == name
    assert registry.places.grid(name).id == code


def test_a_former_name_that_no_source_places_is_answered_with_its_county(registry: Registry) -> None:
    """A township that was merged away is not guessed at."""
    with pytest.raises(UnknownGrid, match=r"“衡山县马迹镇”不是现用的网格名.*不清楚的写衡山县") as caught:
        registry.places.grid("衡山县马迹镇")

    assert caught.value.nearest == ("衡山县",)


def test_an_unknown_name_is_answered_with_the_nearest(registry: Registry) -> None:
    """A slip of the pen is met with what was probably meant."""
    with pytest.raises(UnknownGrid, match=r"没有“开运镇”.*开云镇") as caught:
        registry.places.grid("开运镇")

    assert (caught.value.code, caught.value.field) == ("unknown-grid", "grid")


@pytest.mark.parametrize("nothing", ["", "   ", "火星基地", "%", "4304%"])
def test_a_name_like_no_other_is_answered_with_what_to_write(registry: Registry, nothing: str) -> None:
    """Nothing near: the answer says what would be right; wildcards mean nothing."""
    with pytest.raises(UnknownGrid, match="请写县市区名加乡镇"):
        registry.places.grid(nothing)


def test_a_township_of_another_county_is_not_taken(registry: Registry) -> None:
    """衡东县三塘镇 does not exist; the 三塘镇 of 衡南县 is only offered."""
    with pytest.raises(UnknownGrid, match="三塘镇"):
        registry.places.grid("衡东县三塘镇")


def test_a_name_that_two_counties_have_asks_for_the_county(registry: Registry, engine: Engine) -> None:
    """Two townships of one name are told apart by the county in front."""
    twin_of_kaiyun(engine)

    with pytest.raises(AmbiguousGrid, match="不止一处：衡山县开云镇、祁东县开云镇；请在名称前写明县市区"):
        registry.places.grid("开云镇")

    assert registry.places.grid("祁东县开云镇").id == "430426999"


HENGSHAN, KAIYUN = "u-430423", "u-430423100"
"""A county's branch, and a township in it."""


@pytest.mark.parametrize("unit", [HENGSHAN, KAIYUN])
def test_a_name_of_two_townships_is_that_of_ones_own_county_and_says_so(
    registry: Registry, engine: Engine, unit: str
) -> None:
    """Whoever serves in one of the two counties means the one at home; the answer names the other."""
    twin_of_kaiyun(engine)
    located = registry.places.located("开云镇", {unit})

    assert "430423100" == located.grid.id
    assert "“开云镇”不止一处，已按本单位的网格记为衡山县开云镇；是祁东县开云镇的，请写明县市区重新办理" == located.note


@pytest.mark.parametrize("units", [set(), {"u-4304"}, {"u-4304-police"}, {"u-430422"}, {HENGSHAN, "u-430426"}])
def test_who_has_no_ground_or_another_one_is_asked_which_is_meant(
    registry: Registry, engine: Engine, units: set[str]
) -> None:
    """The city, a department, a third county, and who works for both: nobody guesses."""
    twin_of_kaiyun(engine)

    with pytest.raises((AmbiguousGrid, GridElsewhere), match=r"衡山县开云镇.*祁东县开云镇") as caught:
        registry.places.located("开云镇", units)

    assert ("衡山县开云镇", "祁东县开云镇") == caught.value.nearest


@pytest.mark.parametrize("bare", ["城关镇", "洣水镇", "洣水镇城东社区", "衡阳市城关镇"])
def test_a_bare_name_that_is_only_elsewhere_opens_nothing(registry: Registry, bare: str) -> None:
    """城关镇 of old is in 衡东县: a patroller of 衡山县 is told where, and how to say that it is meant."""
    with pytest.raises(GridElsewhere, match=r"本单位的网格（衡山县）内没有.*衡东县洣水镇（430424100）") as caught:
        registry.places.located(bare, {KAIYUN})

    assert ("grid-elsewhere", "grid", ("衡东县洣水镇",)) == (
        caught.value.code,
        caught.value.field,
        caught.value.nearest,
    )


@pytest.mark.parametrize("said", ["430424100", "衡东县城关镇", "衡东洣水镇", "湖南省衡阳市衡东县洣水镇城东社区"])
def test_a_township_elsewhere_is_meant_where_its_code_or_county_is_said(registry: Registry, said: str) -> None:
    """Who finds something next door says so, and is told that it is no file of their own."""
    located = registry.places.located(said, {KAIYUN})

    assert "430424100" == located.grid.id
    assert "不在本单位的网格（衡山县）内" in located.note


@pytest.mark.parametrize("name", ["衡南县", "高新区", "衡阳市"])
def test_a_county_or_park_by_its_name_is_said_wherever_one_serves(registry: Registry, name: str) -> None:
    """Only townships are mistaken for each other."""
    assert registry.places.grid(name) == registry.places.located(name, {KAIYUN}).grid


def test_a_former_name_at_home_goes_before_a_present_one_elsewhere(registry: Registry, engine: Engine) -> None:
    """福田乡 is 福田铺乡 for who serves in 衡山县, also where another county has a 福田乡 now."""
    enter_in_qidong(engine, "430426998", "福田乡")

    assert "430426998" == registry.places.grid("福田乡").id
    located = registry.places.located("福田乡", {HENGSHAN})
    assert "430423203" == located.grid.id
    assert "祁东县福田乡" in located.note


def test_the_city_has_fifteen_level_2_grids_and_its_townships(registry: Registry) -> None:
    """附件四(一): one city, fifteen counties, districts and parks, and every township in one of them."""
    level2 = {grid.id for grid in registry.places.grids(level=2)}
    level3 = registry.places.grids(level=3)

    assert len(level2) == 15
    assert len(level3) == 191
    assert {grid.parent for grid in level3} == level2
    assert {grid.level2 for grid in level3} == level2
    assert [grid.id for grid in registry.places.grids(level=1)] == ["4304"]
    assert registry.places.grid("衡阳市").level2 is None


def test_the_grids_within_a_county_are_its_own(registry: Registry) -> None:
    """A county with its townships, and no township of the decoy next door."""
    within = registry.places.grids(within="430412")

    assert ["430412", "430412001", "430412100", "430412203"] == [grid.id for grid in within]


def test_every_level_2_grid_has_its_branch_and_every_township_its_government(registry: Registry) -> None:
    """A grid without a unit is a statistics area without a town government, and says so."""
    without = {grid.id: grid.note for grid in registry.places.grids() if grid.unit is None}

    assert set(without) == {"430422407", "430424401", "430424403"}
    assert all("没有乡镇政府" in note for note in without.values())
    units = {unit.id: unit for unit in registry.places.units()}
    assert all(units[grid.unit].level == grid.level for grid in registry.places.grids() if grid.unit)


def test_a_unit_supervises_its_grid_and_what_lies_in_it(registry: Registry) -> None:
    """A county's branch covers its townships, those that were merged away as well, a township itself."""
    present, gone = {"430412", "430412001", "430412100", "430412203"}, {"430412200", "430412201", "430412202"}
    assert registry.places.grids_of("u-430412") == present | gone
    assert registry.places.grids_of("u-430412001") == {"430412001"}
    assert registry.places.grids_of("u-4304-police") == frozenset()


def test_the_bureau_bears_the_name_of_the_day(registry: Registry) -> None:
    """Before 2019 it was 衡阳市环境保护局."""
    bureau = registry.places.unit("u-4304")

    assert bureau.name_on(date(2018, 12, 31)) == "衡阳市环境保护局"
    assert bureau.name_on(date(2019, 1, 1)) == "衡阳市生态环境局"
    assert registry.places.unit("u-430423").name_on(date(2018, 12, 31)) == "衡山县环境保护局"
    assert registry.places.unit("u-430423").name_on(date(2019, 1, 1)) == "衡阳市生态环境局衡山分局"
    assert registry.places.unit("u-430405").name_on(date(2016, 1, 1)) == "衡阳市生态环境局珠晖分局"  # not known


def test_an_unknown_unit_is_said_to_be_unknown(registry: Registry) -> None:
    """A number that no unit has."""
    with pytest.raises(UnknownUnit, match="没有编号“u-1”"):
        registry.places.unit("u-1")


def test_each_of_the_seven_departments_has_its_duties_with_their_paragraph(registry: Registry) -> None:
    """附件三: who handles what is data, each with its paragraph and known pollution kinds."""
    duties = registry.places.duties()

    assert {duty.department for duty in duties} == DEPARTMENTS
    assert {unit.id for unit in registry.places.units(level=1)} == DEPARTMENTS
    assert all(duty.paragraph.startswith(("附件三（", "一（二）")) for duty in duties)
    assert all(duty.basis for duty in duties if duty.paragraph == "一（二）")
    assert {kind for duty in duties for kind in duty.pollution} <= set(POLLUTION_NAMES)
    assert len({(duty.department, duty.subject) for duty in duties}) == len(duties)
    assert [duty.subject for duty in registry.places.duties("u-4304-culture")] == ["awareness", "entertainment_noise"]


def test_filling_the_register_again_changes_nothing(registry: Registry, engine: Engine) -> None:
    """Every start fills it; people are not made twice."""
    before = (registry.places.grids(), registry.places.units(), registry.people.persons())

    seed.load(engine)

    assert before == (registry.places.grids(), registry.places.units(), registry.people.persons())
    assert isinstance(before[1][0], Unit)
