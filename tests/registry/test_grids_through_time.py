"""The grids on any day: names, codes and chains of 2008 and 2014, and what an old name means today."""

from datetime import date

import pytest
from sqlalchemy import Engine

from registry import seed
from registry.errors import AmbiguousGrid, UnknownGrid
from registry.registry import Registry
from registry.tables import grid_states
from tests.registry.ground import a_grid, states_of

LAST_BEFORE, FIRST = date(2015, 12, 31), date(2016, 1, 1)


@pytest.mark.parametrize(
    ("asked", "on", "code", "name"),
    [
        ("鸡笼镇", LAST_BEFORE, "430422113", "鸡笼镇"),
        ("鸡笼镇", FIRST, "430422113", "岐山镇"),
        ("岐山镇", LAST_BEFORE, "430422113", "鸡笼镇"),
        ("福田乡", date(2008, 6, 1), "430423203", "福田乡"),
        ("福田乡", date(2026, 3, 2), "430423203", "福田铺乡"),
        ("松木乡", date(2014, 5, 1), "430473400", "松木乡"),
        ("石鼓区松木乡", date(2014, 5, 1), "430473400", "松木乡"),
        ("松木乡", date(2026, 3, 2), "430473400", "松木工业园"),
        ("马迹镇", date(2014, 5, 1), "430423106", "马迹镇"),
        ("衡山县马迹镇某村", date(2014, 5, 1), "430423106", "马迹镇"),
        ("430405002", date(2014, 5, 1), "430405010", "东风路街道"),
        ("430405010", date(2014, 5, 1), "430405010", "东风路街道"),
        ("三樟乡", date(2014, 5, 1), "430424208", "三樟乡"),
        ("三樟乡", FIRST, "430424113", "三樟镇"),
    ],
)
def test_a_name_means_the_grid_of_the_day(registry: Registry, asked: str, on: date, code: str, name: str) -> None:
    """Names and codes of the day, of another vintage, of a township that was merged away."""
    found = registry.places.grid(asked, on)

    assert (code, name) == (found.id, found.name)


@pytest.mark.parametrize(
    ("asked", "on", "said"),
    [
        ("马迹镇", FIRST, r"“马迹镇”不是2016-01-01当时的网格名.*不清楚的写衡山县"),
        ("430423106", date(2026, 3, 2), r"“430423106”不是现用的网格名（2015-12-31以后不再设置）.*不清楚的写衡山县"),
        ("曲潭街道", LAST_BEFORE, r"“曲潭街道”不是2015-12-31当时的网格名（2016-01-01以后设立）.*不清楚的写常宁市"),
        ("金源街道", date(2026, 3, 2), r"仅有|仅2024年地图数据列有.*不清楚的写石鼓区"),
    ],
)
def test_a_name_of_another_time_is_asked_about(registry: Registry, asked: str, on: date, said: str) -> None:
    """Merged away before, set up since, or known to one vintage only: the county is offered, nothing is guessed."""
    with pytest.raises(UnknownGrid, match=said):
        registry.places.grid(asked, on)


@pytest.mark.parametrize("on", [date(2008, 6, 1), date(2014, 5, 1), LAST_BEFORE, FIRST, date(2026, 3, 2)])
def test_every_grid_of_a_day_has_its_chain(registry: Registry, on: date) -> None:
    """A rehearsal of 2008 or of 2014 finds who answered, at each level that there was."""
    grids = registry.places.grids(level=3, on=on)

    for grid in grids:
        chain = registry.people.answerable(grid, on)
        assert [row.level for row in chain] == ([3, 2, 1] if grid.unit else [2, 1])
        assert grid.parent == chain[-2].grid
    assert len(grids) == (223 if on < FIRST else 191)


def test_a_chain_leads_through_the_county_of_the_day(registry: Registry) -> None:
    """松木乡 was one of 石鼓区; the park has it now."""
    then, now = (registry.places.grid("松木乡", on) for on in (date(2014, 5, 1), date(2026, 3, 2)))

    assert ("石鼓区松木乡", "石鼓区") == (then.full_name, then.county)
    assert ["430473400", "430407", "4304"] == [row.grid for row in registry.people.answerable(then, date(2014, 5, 1))]
    assert ["430473400", "4304SM", "4304"] == [row.grid for row in registry.people.answerable(now, date(2026, 3, 2))]


def test_a_township_that_is_gone_keeps_its_name_and_its_county(registry: Registry) -> None:
    """A file of its time is still shown, and still its county's."""
    gone = registry.places.known("430423106")

    assert ("衡山县马迹镇", "430423") == (gone.full_name, gone.parent)
    assert "430423106" in registry.places.grids_of("u-430423")


def test_a_village_of_todays_grid_is_no_grid_of_another_county(registry: Registry, engine: Engine) -> None:
    """Two townships of one name at one time are asked about; one that ended the day before is not."""
    a_grid(engine, "430426999", name="开云镇", parent="430426", since=date(2020, 1, 1), until=date(2025, 12, 31))

    assert "430423100" == registry.places.grid("开云镇", date(2026, 1, 1)).id
    with pytest.raises(AmbiguousGrid, match="衡山县开云镇、祁东县开云镇"):
        registry.places.grid("开云镇", date(2025, 12, 31))


def test_the_history_that_is_shipped_replaces_what_an_older_register_had(registry: Registry, engine: Engine) -> None:
    """A register from before grids were dated has each grid as it stood; the next start brings its history in."""
    with engine.begin() as connection:
        connection.execute(grid_states.delete().where(grid_states.c.grid == "430422113", grid_states.c.since < FIRST))

    seed.load(engine)

    assert [("鸡笼镇", "1949-10-01", "2015-12-31"), ("岐山镇", "2016-01-01", "")] == states_of(engine, "430422113")
