"""Who handles what: the eight objects of the opinions, by place, conduct and day; overlaps and gaps are told."""

from datetime import date

import pytest

from registry.competence import Area, all_duties, area_of, conduct_called, object_called, objects, shares, unsettled
from registry.entries import Concern, Duty
from registry.errors import UnclearDuty
from registry.receivers import handled_on, receivers
from registry.registry import Registry

LAST, FIRST = date(2018, 12, 31), date(2019, 1, 1)
E, CITYADMIN, POLICE = "u-4304", "u-4304-cityadmin", "u-4304-police"
FARMING, HOUSING, CULTURE, INDUSTRY = (f"u-4304-{name}" for name in ("agriculture", "housing", "culture", "industry"))


@pytest.mark.parametrize(
    ("object_", "conduct", "area", "on", "handles", "verdict"),
    [
        ("工业企业", "排污", "rural", FIRST, {E}, "clear"),
        ("工业企业", "燃煤锅炉", "rural", FIRST, {INDUSTRY}, "clear"),
        ("建筑施工", "施工扬尘", "urban", LAST, {HOUSING}, "clear"),
        ("建筑施工", "施工扬尘", "urban", FIRST, {HOUSING, CITYADMIN}, "overlap"),
        ("建筑施工", "施工扬尘", "rural", FIRST, {HOUSING}, "clear"),
        ("建筑施工", "夜间施工噪声", "urban", LAST, {CITYADMIN}, "clear"),
        ("建筑施工", "夜间施工噪声", "rural", LAST, {E}, "gap"),
        ("畜禽养殖", "养殖污染", "rural", LAST, {FARMING}, "clear"),
        ("畜禽养殖", "养殖污染", "rural", FIRST, {E}, "clear"),
        ("畜禽养殖", "病死动物", "rural", FIRST, {FARMING}, "clear"),
        ("秸秆焚烧", "露天焚烧", "urban", FIRST, {FARMING, CITYADMIN}, "overlap"),
        ("秸秆焚烧", "露天焚烧", "rural", FIRST, {FARMING}, "clear"),
        ("餐饮油烟", "油烟", "urban", LAST, {E}, "gap"),
        ("餐饮油烟", "油烟", "urban", FIRST, {CITYADMIN}, "clear"),
        ("餐饮油烟", "油烟", "rural", FIRST, {E}, "gap"),
        ("垃圾焚烧", "露天焚烧", "urban", FIRST, {CITYADMIN}, "clear"),
        ("文化娱乐噪声", "公共场所娱乐集会", "urban", FIRST, {POLICE}, "clear"),
        ("文化娱乐噪声", "文化娱乐场所", "urban", FIRST, {E}, "gap"),
        ("文化娱乐噪声", "设备噪声", "urban", FIRST, {CITYADMIN}, "clear"),
        ("黄标车", "淘汰", "urban", FIRST, {POLICE}, "clear"),
        ("黄标车", "尾气排放", "urban", FIRST, {E}, "clear"),
    ],
)
def test_each_conduct_of_each_object_has_its_department(
    object_: str, conduct: str, area: Area, on: date, handles: set[str], verdict: str
) -> None:
    """附件三, on the last day before the functions moved and on the first after."""
    of = object_called(object_)

    (share,) = shares(of, conduct_called(of, conduct), area, on, all_duties())

    assert (handles, verdict) == ({one.department for one in share.handles}, share.verdict)
    assert all(one.why and one.paragraph for one in (*share.handles, *share.assists))
    assert bool(share.sentence) == (verdict != "clear")
    assert not {one.department for one in share.assists} & handles


def test_who_assists_is_said_with_the_sentence() -> None:
    """附件三（三）2 and （七）2: the police assist with exhaust, culture with the places of entertainment."""
    cars, noise = object_called("黄标车"), object_called("文化娱乐噪声")
    (exhaust,) = shares(cars, "exhaust", "urban", FIRST, all_duties())
    (venue,) = shares(noise, "venue", "urban", FIRST, all_duties())

    assert [(POLICE, "附件三（三）2")] == [(one.department, one.paragraph) for one in exhaust.assists]
    assert {CULTURE} == {one.department for one in venue.assists}
    assert "配合有关部门加强文化娱乐场所的环境管理" in venue.assists[0].says


def test_where_nobody_knows_the_built_up_area_both_answers_are_given(registry: Registry) -> None:
    """A street is in it, a township is not; of a town it is said what would hold in either case."""
    day = date(2026, 3, 2)
    kinds = {
        name: area_of(registry.places.grid(name, day)) for name in ("青山街道", "福田铺乡", "开云镇", "松木工业园")
    }
    noise = object_called("建筑施工")
    both = shares(noise, "night_noise", "unclear", day, all_duties())
    one = shares(object_called("工业企业"), "discharge", "unclear", day, all_duties())

    assert {"青山街道": "urban", "福田铺乡": "rural", "开云镇": "unclear", "松木工业园": "unclear"} == kinds
    assert [("urban", "clear"), ("rural", "gap")] == [(share.area, share.verdict) for share in both]
    assert [("unclear", "clear")] == [(share.area, share.verdict) for share in one]


def test_what_the_city_decides_goes_before_the_sentences() -> None:
    """An overlap and a gap that were decided are settled from that day on."""
    decided = Duty(
        department=FARMING,
        subject="decided",
        handles="市里确定",
        paragraph="衡政办函〔2026〕1号",
        since=date(2026, 3, 2),
        concerns=(Concern(object="straw", conduct="burning"),),
        decided=True,
    )
    straw = object_called("秸秆焚烧")
    before, after = (
        shares(straw, "burning", "urban", on, [*all_duties(), decided])[0]
        for on in (date(2026, 3, 1), date(2026, 3, 2))
    )

    assert ("overlap", "clear") == (before.verdict, after.verdict)
    assert [FARMING] == [one.department for one in after.handles]


def test_what_the_city_has_to_decide_is_listed() -> None:
    """餐饮油烟 stands in the opinions' list of objects and with no department: a gap of 2017."""
    then = {(one.object_name, one.conduct_name, one.area): one.verdict for one in unsettled(LAST, all_duties())}
    now = {(one.object_name, one.conduct_name, one.area): one.verdict for one in unsettled(FIRST, all_duties())}

    assert "gap" == then["餐饮油烟", "油烟", "urban"]
    assert ("餐饮油烟", "油烟", "urban") not in now
    assert {"秸秆焚烧", "建筑施工"} == {name for (name, _, _), verdict in now.items() if verdict == "overlap"}


@pytest.mark.parametrize(
    ("object_", "conduct", "on", "said"),
    [
        ("核电站", "排污", FIRST, "没有排污对象“核电站”；可以写：工业企业（industry）"),
        ("餐饮油烟", "唱歌", FIRST, "餐饮油烟没有行为“唱歌”；可以写：油烟（fumes）"),
        ("餐饮油烟", "油烟", date(2015, 12, 30), "以前，当时的职责分工没有收录"),
    ],
)
def test_what_the_plan_does_not_know_is_said(object_: str, conduct: str, on: date, said: str) -> None:
    """An object or a conduct of another name, and a day before the plan: what can be asked is told."""
    with pytest.raises(UnclearDuty, match=said):
        asked(object_, conduct, on)


def asked(object_: str, conduct: str, on: date) -> None:
    """Ask who handles something in the built-up area."""
    of = object_called(object_)
    shares(of, conduct_called(of, conduct), "urban", on, all_duties())


def test_every_sentence_is_about_an_object_and_conduct_that_there_is() -> None:
    """The data hold together: eight objects, known conduct, one duty's days in order."""
    known = objects()

    assert ["工业企业", "建筑施工", "畜禽养殖", "秸秆焚烧", "餐饮油烟", "垃圾焚烧", "文化娱乐噪声", "黄标车"] == [
        one.name for one in known.values()
    ]
    for duty in all_duties():
        assert duty.until is None or duty.since <= duty.until
        for one in duty.concerns:
            assert one.conduct in ("", *known[one.object].conduct)


@pytest.mark.parametrize(
    ("on", "farms", "named"),
    [
        (LAST, FARMING, {E, POLICE, HOUSING, FARMING, CITYADMIN}),
        (FIRST, E, {E, POLICE, HOUSING, FARMING, CITYADMIN}),
        (date(2015, 12, 31), FARMING, {E, POLICE, HOUSING, FARMING, CITYADMIN}),
        (date(2015, 12, 30), None, set()),
    ],
)
def test_a_transfer_goes_by_the_sentences_of_its_day(on: date, farms: str | None, named: set[str]) -> None:
    """What moved in 2018 and 2019 counts on its days; whoever only assists is not competent; before the plan nobody is."""
    found = handled_on(all_duties(), ["water"], on)

    assert named == {duty.department for duty in found}
    assert [farms] * bool(farms) == [duty.department for duty in found if duty.subject == "livestock_pollution"]
    assert not [duty for duty in handled_on(all_duties(), ["noise"], on) if duty.department == CULTURE]


def test_a_transfer_is_proposed_to_whom_the_sentences_of_the_day_name() -> None:
    """Whom the city decided on first; neither the sender, nor who has it elsewhere in the city or only assists."""
    decided = Duty(
        department=HOUSING,
        subject="decided",
        handles="市里确定",
        paragraph="衡政办函〔2026〕1号",
        pollution=("air",),
        decided=True,
    )
    duties = [*all_duties(), decided]
    found = receivers(duties, ["air"], FIRST, area="rural")
    by_unit = {one.unit: one for one in found}
    urban = receivers(duties, ["air"], FIRST, area="urban")

    assert HOUSING == found[0].unit
    assert "附件三（一）1" == by_unit[E].sentences[-1].paragraph
    assert any("附件三（五）2" == said.paragraph for said in by_unit[FARMING].sentences)
    assert {one.unit for one in found} < {one.unit for one in urban}
    assert CITYADMIN in {one.unit for one in urban}
    assert FARMING not in {one.unit for one in receivers(duties, ["air"], FIRST, sender=FARMING)}
    assert () == receivers(duties, ["air"], date(2015, 12, 30))
    assert CULTURE not in {one.unit for one in receivers(duties, ["noise"], FIRST)}
