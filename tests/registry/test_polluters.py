"""The files of polluters: entered, dated, found by name, code and address; wrong codes and coordinates are named."""

from datetime import date

import pytest

from registry.exchange.leaving import export
from registry.inspection import frequency
from registry.parties import Parties
from registry.polluters import Polluter, Polluters
from tests.registry.lists import Desk

CODE, WRONG = "91430400MA4L16JH46", "91430400MA4L16JH49"
PLANT = f"{CODE},虚构化工有限公司,虚构路1号,衡山县开云镇,{CODE}001P,重点管理,化学原料制造,是,高,112.868900,27.230000,2024-01-01,,"
LATER = PLANT.replace("虚构路1号", "虚构路2号").replace("2024-01-01", "2026-01-01")
OUTLET = f"{CODE},DW001,废水,总排口,是,112.868900,27.230100,2024-01-01,"
STRAW = "秸秆焚烧,露天焚烧,城区,衡阳市城市管理和综合执法局,衡政办函〔2026〕1号,2026-03-01,"


def test_a_polluter_is_a_party_and_keeps_its_past(desk: Desk) -> None:
    """A change is a row of its own; what was before holds on its days; the party is registered once."""
    assert () == desk.enter(desk.file("污染源", PLANT, LATER), desk.file("排放口", OUTLET)).problems
    asked = Polluters(desk.engine)
    first, second = asked.through_time(CODE)

    assert (date(2025, 12, 31), None) == (first.until, second.until)
    assert ["虚构路1号", "虚构路2号"] == [asked.find(on)[0].address for on in (first.until or date.max, second.since)]
    assert () == asked.find(date(2023, 12, 31))
    assert [first.party] == [one.id for one in Parties(desk.engine).find(uscc=CODE)]
    assert (second,) == asked.through_time(first.party)[1:]
    assert ["DW001"] == [one.code for one in asked.points(CODE, date(2024, 1, 1))]
    assert () == asked.points(CODE, date(2023, 12, 31))


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"name": "化工"}, 1),
        ({"uscc": CODE[:10].lower()}, 1),
        ({"address": "虚构路"}, 1),
        ({"name": "%"}, 0),
        ({"name": "化工", "address": "别处"}, 0),
        ({"grids": ["430423100"]}, 1),
        ({"grids": ["430424100"]}, 0),
    ],
)
def test_a_polluter_is_found_by_what_is_known_of_it(desk: Desk, asked: dict[str, str], found: int) -> None:
    """Name, code and address, each in part; wildcards mean nothing."""
    desk.enter(desk.file("污染源", PLANT))

    assert found == len(Polluters(desk.engine).find(date(2026, 3, 2), **asked))


@pytest.mark.parametrize(
    ("title", "row", "said"),
    [
        ("污染源", PLANT.replace(CODE, WRONG, 1), f"“{WRONG}”不是统一社会信用代码；应为：18位"),
        ("污染源", PLANT.replace("112.868900,27.230000", "27.230000,112.868900"), "经度和纬度写反了"),
        ("污染源", PLANT.replace("112.868900", "114.305500"), "经度“114.305500”不在衡阳市范围内"),
        ("污染源", PLANT.replace("27.230000", "北纬27度"), "“北纬27度”不是纬度"),
        ("污染源", PLANT.replace(",27.230000", ","), "坐标只写了一半"),
        ("污染源", PLANT.replace("重点管理", "重点"), "“重点”不在可填的内容中；应为：重点管理"),
        ("污染源", PLANT.replace("开云镇", "火星镇"), "没有“衡山县火星镇”"),
        ("排放口", OUTLET, f"没有代码为“{CODE}”的污染源"),
        ("职责确定", STRAW.replace("露天焚烧", "油烟"), "秸秆焚烧没有这种行为；应为：露天焚烧"),
        ("职责确定", STRAW.replace("衡阳市城市管理和综合执法局", "u-430423"), "不是市直部门"),
    ],
)
def test_what_is_wrong_is_named_and_nothing_is_entered(desk: Desk, title: str, row: str, said: str) -> None:
    """A wrong credit code, coordinates swapped or in another city, an outlet of nobody, conduct of another object."""
    assert said in "\n".join(desk.refused(desk.file(title, row)))


def test_a_code_that_bears_another_name_is_asked_about(desk: Desk) -> None:
    """Registered as a party before, under another name."""
    Parties(desk.engine).register("organisation", "另一家公司", uscc=CODE)

    assert "这个代码的当事人已登记为“另一家公司”" in "\n".join(desk.refused(desk.file("污染源", PLANT)))


def test_polluters_leave_in_the_form_in_which_they_came(desk: Desk) -> None:
    """Exported and entered again, nothing changes; words stay words."""
    desk.enter(desk.file("污染源", PLANT, LATER), desk.file("排放口", OUTLET), desk.file("职责确定", STRAW))
    out = desk.folder / "out"
    export(desk.engine, out)

    outcome = desk.enter(*(out / f"{title}.csv" for title in ("污染源", "排放口", "职责确定")))

    assert (4, (), ()) == (outcome.rows, outcome.problems, outcome.changes)
    assert "重点管理" in (out / "污染源.csv").read_text("utf-8-sig")


@pytest.mark.parametrize(
    ("category", "is_key", "risk", "counted", "times"),
    [
        ("registered", False, "low", {"specials": 0, "penalties": 0, "orders": 0}, 1),
        ("key", True, "high", {"specials": 2, "penalties": 3, "orders": 1}, 12),
        ("simple", False, "medium", {"specials": 0, "penalties": 1, "orders": 0}, 4),
    ],
)
def test_how_often_one_is_checked_follows_its_record(
    category: str, is_key: bool, risk: str, counted: dict[str, int], times: int
) -> None:
    """三（一）: differentiated by category and risk, and by what was found; a norm of the city, said as such."""
    said = {"uscc": CODE, "party": "e-1", "name": "x", "address": "y", "grid": "430423100", "since": date(2024, 1, 1)}
    polluter = Polluter.stored_as({**said, "category": category, "is_key": is_key, "risk": risk})

    found = frequency(polluter, **counted)

    assert times == found.times
    assert "非法定要求" in found.norm
