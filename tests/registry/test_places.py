"""Grids by every name in use: codes, present and former names, counties in front, villages behind."""

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Engine, insert

from models.acts.finding import POLLUTION_NAMES
from registry import seed
from registry.entries import Unit
from registry.errors import AmbiguousGrid, UnknownGrid, UnknownUnit
from registry.registry import Registry
from registry.special import load_special_grids
from registry.tables import grids

DEPARTMENTS = {
    "u-4304",
    "u-4304-industry",
    "u-4304-police",
    "u-4304-housing",
    "u-4304-agriculture",
    "u-4304-cityadmin",
    "u-4304-culture",
}


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
    twin = {"id": "430426999", "name": "开云镇", "level": 3, "kind": "镇", "parent": "430426", "unit": None}
    with engine.begin() as connection:
        connection.execute(insert(grids), [{**twin, "county": "祁东县", "body": "", "note": ""}])

    with pytest.raises(AmbiguousGrid, match="不止一处：衡山县开云镇、祁东县开云镇；请在名称前写明县市区"):
        registry.places.grid("开云镇")

    assert registry.places.grid("祁东县开云镇").id == "430426999"


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
    """A county's branch covers its townships, a township itself."""
    assert registry.places.grids_of("u-430412") == {"430412", "430412001", "430412100", "430412203"}
    assert registry.places.grids_of("u-430412001") == {"430412001"}
    assert registry.places.grids_of("u-4304-police") == frozenset()


def test_the_bureau_bears_the_name_of_the_day(registry: Registry) -> None:
    """Before 2019 it was 衡阳市环境保护局."""
    bureau = registry.places.unit("u-4304")

    assert bureau.name_on(date(2018, 12, 31)) == "衡阳市环境保护局"
    assert bureau.name_on(date(2019, 1, 1)) == "衡阳市生态环境局"
    assert registry.places.unit("u-430423").name_on(date(2016, 1, 1)) == "衡阳市生态环境局衡山分局"


def test_an_unknown_unit_is_said_to_be_unknown(registry: Registry) -> None:
    """A number that no unit has."""
    with pytest.raises(UnknownUnit, match="没有编号“u-1”"):
        registry.places.unit("u-1")


def test_each_of_the_seven_departments_has_its_duties_with_their_paragraph(registry: Registry) -> None:
    """附件三: who handles what is data, each with its paragraph and known pollution kinds."""
    duties = registry.places.duties()

    assert {duty.department for duty in duties} == DEPARTMENTS
    assert {unit.id for unit in registry.places.units(level=1)} == DEPARTMENTS
    assert all(duty.paragraph.startswith("附件三（") for duty in duties)
    assert {kind for duty in duties for kind in duty.pollution} <= set(POLLUTION_NAMES)
    assert len({(duty.department, duty.subject) for duty in duties}) == len(duties)
    assert [duty.subject for duty in registry.places.duties("u-4304-culture")] == ["awareness", "entertainment_noise"]


def test_special_grids_come_from_the_city(registry: Registry, engine: Engine, tmp_path: Path) -> None:
    """附件四(一)(4): none is shipped; a file enters them, and entered again brings them up to date."""
    file = tmp_path / "special.csv"
    head = "id,name,kind,grid,unit,since\n"
    file.write_text(f"{head}t-1,虚构水源地,water_source,430423100,u-430423,2026-01-01\n", "utf-8")
    before = registry.places.special_grids()

    load_special_grids(engine, file)
    file.write_text(f"{head}t-1,虚构水源保护区,water_source,430423100,u-430423,2026-01-01\n", "utf-8")
    loaded = load_special_grids(engine, file)

    assert (before, loaded) == ((), 1)
    assert [grid.name for grid in registry.places.special_grids()] == ["虚构水源保护区"]


def test_filling_the_register_again_changes_nothing(registry: Registry, engine: Engine) -> None:
    """Every start fills it; people are not made twice."""
    before = (registry.places.grids(), registry.places.units(), registry.people.persons())

    seed.load(engine)

    assert before == (registry.places.grids(), registry.places.units(), registry.people.persons())
    assert isinstance(before[1][0], Unit)
