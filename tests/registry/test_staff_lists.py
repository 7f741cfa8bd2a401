"""The staff list entered from files: whole or not at all, dated, nothing overwritten, nobody's removal by silence."""

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, select

from database.connection import reading
from models.people import Role
from registry import seed
from registry.exchange.history import entered
from registry.people import People
from registry.places import Places
from registry.tables import registry_changes
from tests.registry.conftest import NOON
from tests.registry.lists import AT_HENGSHAN, ZHANG, Desk, emptied, staffed

POST = "h-01,u-430424,副科级,执法人员,2026-06-01"
ANSWERS = "衡山县,二级,u-430423,主要责任人,{},{}"


@pytest.fixture
def desk(engine: Engine, tmp_path: Path) -> Desk:
    """Return a desk over a register without people, on either database."""
    return Desk(emptied(engine), tmp_path)


def test_files_may_name_each_other_in_any_order(desk: Desk) -> None:
    """A unit, its people, their posts and what they answer for come in one call, the last first."""
    files = (
        desk.file("网格责任人", ANSWERS.format("h-01", "2026-01-01")),
        desk.file("任职", "h-01,新设的局,正科级,执法人员、行政机关负责人,2026-01-01"),
        desk.file("人员", ZHANG),
        desk.file("单位", "u-new,新设的局,二级,市直部门,衡阳市生态环境局"),
    )

    outcome = desk.enter(*files)

    assert outcome.problems == ()
    person = People(desk.engine, lambda: NOON).person("h-01")
    assert (person.name, person.unit, person.roles) == ("张三", "u-new", (Role.HEAD, Role.OFFICER))


def test_a_broken_row_is_not_told_again_wherever_it_is_named(desk: Desk) -> None:
    """A person whose name is wrong is there all the same: only the name is to be put right."""
    said = desk.refused(desk.file("人员", "h-01,张3"), desk.file("任职", AT_HENGSHAN))

    assert len(said) == 1


def test_one_broken_row_enters_nothing_and_every_broken_row_is_named(desk: Desk) -> None:
    """File, row, column, what is wrong, what would be right."""
    said = desk.refused(
        desk.file("人员", ZHANG, "h-02,李4", "h-03,王五"),
        desk.file("任职", AT_HENGSHAN, "h-03,u-430423,副科,,2026-02-30"),
    )

    assert said == [
        "人员.csv 第3行“姓名”：“李4”不是姓名；应为：二至六十个汉字或者字母，可有间隔号",
        "任职.csv 第3行“任职日期”：“2026-02-30”不是真实存在的日期；应为：如 2026-03-01、2026/3/1、2026年3月1日",
        said[2],
    ]
    assert said[2].startswith("任职.csv 第3行“职级”：“副科”不在可填的内容中")
    assert said[2].endswith("相近的有：副科级、科员")


def test_a_dry_run_writes_nothing_and_says_the_same(desk: Desk) -> None:
    """What is tried is what would be entered."""
    files = desk.file("人员", ZHANG), desk.file("任职", AT_HENGSHAN)
    before = desk.everything()

    tried = desk.enter(*files, dry=True)

    assert desk.everything() == before
    assert tried == desk.enter(*files)


def test_the_same_files_again_change_nothing(desk: Desk) -> None:
    """Sent twice, entered once."""
    files = desk.file("人员", ZHANG), desk.file("任职", AT_HENGSHAN)
    desk.enter(*files)
    before = desk.everything()

    assert desk.enter(*files).changes == ()
    assert desk.everything() == before


def test_two_imports_at_once_enter_once(desk: Desk) -> None:
    """Whoever comes second finds it done."""
    files = desk.file("人员", ZHANG), desk.file("任职", AT_HENGSHAN)

    with ThreadPoolExecutor(2) as pool:
        outcomes = list(pool.map(lambda _: desk.enter(*files), range(2)))

    assert sorted(len(outcome.changes) for outcome in outcomes) == [0, 2]


def test_a_new_post_ends_the_old_one_the_day_before(desk: Desk) -> None:
    """History stays: who asks about May is told of May; the first file entered again changes nothing."""
    staffed(desk)

    outcome = desk.enter(desk.file("任职", POST))

    assert [change.what for change in outcome.changes] == ["终止", "新增"]
    assert desk.held()[:2] == [
        ("h-01", "u-430423", "2026-01-01", "2026-05-31"),
        ("h-01", "u-430424", "2026-06-01", ""),
    ]
    assert desk.enter(desk.file("任职", AT_HENGSHAN)).changes == ()


def test_a_post_counts_from_its_first_day(desk: Desk) -> None:
    """What is entered in March for June changes nobody's unit in March."""
    staffed(desk)
    desk.enter(desk.file("任职", POST))

    clocks = [lambda: NOON, lambda: NOON + timedelta(days=90), lambda: NOON + timedelta(days=91)]
    units = [People(desk.engine, clock).person("h-01").unit for clock in clocks]

    assert units == ["u-430423", "u-430423", "u-430424"]


def test_a_successor_ends_who_answered_before(desk: Desk) -> None:
    """At every instant one main responsible person per grid and level (主要责任人)."""
    staffed(desk)
    posts = [f"衡山县,二级,u-430423,{post},h-01,2026-01-01" for post in ("责任领导", "主要责任人", "直接责任人")]
    bureau = [f"衡阳市,一级,u-4304,{post},h-02,2026-01-01" for post in ("责任领导", "主要责任人", "直接责任人")]
    desk.enter(desk.file("网格责任人", *posts, *bureau))

    outcome = desk.enter(desk.file("网格责任人", ANSWERS.format("h-02", "2026-07-01")))

    grid, people = Places(desk.engine).grid("衡山县"), People(desk.engine)
    assert outcome.problems == ()
    assert [people.answerable(grid, date(2026, *day))[0].main for day in ((6, 30), (7, 1))] == ["h-01", "h-02"]


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (("h-01,u-430423,副科级,,2026-01-01,2026-12-31", "h-01,u-430424,副科级,,2026-06-01"), "重叠"),
        (("h-01,u-430423,副科级,,2026-01-01,至今", "h-01,u-430424,副科级,,2026-06-01"), "重叠"),
        (("h-01,u-430423,副科级,,2026-01-01,2025-12-31",), "2025-12-31 早于 任职日期 2026-01-01"),
        ((AT_HENGSHAN, AT_HENGSHAN), "与 任职.csv 第2行 重复"),
    ],
    ids=["two ends", "said open", "backwards", "twice"],
)
def test_nobody_holds_two_posts_at_a_time(desk: Desk, rows: tuple[str, ...], said: str) -> None:
    """Overlapping posts, days the wrong way round and rows written twice are named."""
    sentences = desk.refused(desk.file("人员", ZHANG), desk.file("任职", *rows))

    assert any(said in sentence for sentence in sentences)


def test_two_persons_on_one_seat_from_one_day_are_named(desk: Desk) -> None:
    """Two main responsible persons from the same day: neither is entered."""
    staffed(desk)

    (said,) = desk.refused(desk.file("网格责任人", *(ANSWERS.format(who, "2026-01-01") for who in ("h-01", "h-02"))))

    assert "第3行“开始日期”：2026-01-01起，与“h-01”2026-01-01至今的网格责任人重叠" in said


def test_what_is_registered_is_not_overwritten_but_corrected_on_purpose(desk: Desk) -> None:
    """The same day with another unit is a mistake in one of the two: it is asked, and the old words are kept."""
    staffed(desk)
    file = desk.file("任职", "h-01,u-430424,副科级,执法人员,2026-01-01")

    (said,) = desk.refused(file)
    corrected = desk.enter(file, correct=True)

    assert "已登记为“u-430423”" in said
    assert "--correct" in said
    assert corrected.problems == ()
    assert desk.held()[0] == ("h-01", "u-430424", "2026-01-01", "")
    with reading(desk.engine) as connection:
        before = connection.execute(select(registry_changes.c.before).order_by(registry_changes.c.id.desc())).scalar()
    assert json.loads(str(before))["unit"] == "u-430423"


def test_another_name_for_a_number_is_a_renaming_or_a_mistake(desk: Desk) -> None:
    """A mistyped number must not rename somebody else."""
    staffed(desk)

    (said,) = desk.refused(desk.file("人员", "h-01,王五"))
    renamed = desk.enter(desk.file("人员", "h-01,张三丰,张三,2026-03-01"))

    assert "已登记为“张三”" in said
    assert renamed.problems == ()
    assert People(desk.engine, lambda: NOON).person("h-01").name == "张三丰"


def test_whoever_is_not_named_stays_unless_the_list_is_said_to_be_whole(desk: Desk) -> None:
    """Removal is by a last day; `whole` ends yesterday what is not in the file, and says so beforehand."""
    staffed(desk)
    file = desk.file("任职", AT_HENGSHAN)

    assert desk.enter(file).changes == ()
    tried = desk.enter(file, whole=True, dry=True)
    desk.enter(file, whole=True)

    (ended,) = tried.changes
    assert (ended.what, ended.form.key_of(ended.after)) == ("终止", ("h-02", date(2026, 1, 1)))
    assert desk.held()[1] == ("h-02", "u-430423", "2026-01-01", "2026-03-01")
    assert desk.enter(file, whole=True).changes == ()


def test_each_change_has_its_author_file_and_row(desk: Desk) -> None:
    """Who entered what, out of which row."""
    files = desk.file("人员", ZHANG), desk.file("任职", AT_HENGSHAN)
    desk.enter(*files, author="h-01")

    with reading(desk.engine) as connection:
        rows = connection.execute(select(registry_changes).order_by(registry_changes.c.id)).all()

    told = [(row.author, row.form, row.key, row.source, row.line, row.before, row.at) for row in rows]
    assert told == [
        ("h-01", "person", "h-01", "人员.csv", 2, "", NOON),
        ("h-01", "post", "h-01 2026-01-01", "任职.csv", 2, "", NOON),
    ]


def test_who_changed_what_is_told_the_latest_first(desk: Desk) -> None:
    """Of a table, of a number, since a day; what a row was and is, days as days."""
    desk.enter(desk.file("人员", ZHANG), desk.file("任职", AT_HENGSHAN), author="h-01")
    moved = AT_HENGSHAN.replace("u-430423", "u-430424").replace("2026-01-01", "2026-03-03")
    desk.enter(desk.file("任职", moved, name="调动.csv"), now=NOON + timedelta(days=1))

    posts = entered(desk.engine, most=9, table="任职", number="h-01")

    assert [("os:clerk", {"终止", "新增"}), ("h-01", {"新增"})] == [
        (author, {one.change.what for one in posts if one.author == author}) for author in ("os:clerk", "h-01")
    ]
    ended = next(one.change for one in posts if one.change.what == "终止")
    assert (None, date(2026, 3, 2), "调动.csv") == (
        (ended.before or {})["until"],
        ended.after["until"],
        ended.place.file,
    )
    assert posts == entered(desk.engine, most=9, number="h-01")[:3]
    assert posts[:2] == entered(desk.engine, most=9, since=date(2026, 3, 3))
    assert posts[:1] == entered(desk.engine, most=1)
    assert () == entered(desk.engine, most=9, number="h-0")


def test_nobody_enters_in_the_name_of_a_person_nobody_knows(desk: Desk) -> None:
    """--as names a person of the register or of the files."""
    outcome = desk.enter(desk.file("人员", ZHANG), author="h-77")

    assert ["没有编号为“h-77”的人员，不能以其名义录入；应为：登记簿或者文件中的人员编号"] == [
        problem.sentence for problem in outcome.problems
    ]


def test_a_unit_that_people_have_changed_stays_so_at_the_next_start(desk: Desk) -> None:
    """What is shipped brings places up to date, not what the city has entered."""
    changed = "u-430423,衡阳市生态环境局衡山县分局,二级,生态环境部门,,,衡阳市生态环境局衡山分局,2026-03-01"
    assert desk.enter(desk.file("单位", changed)).problems == ()

    seed.load(desk.engine, people=False)

    unit = Places(desk.engine).unit("u-430423")
    assert unit.name_on(date(2026, 2, 28)) == "衡阳市生态环境局衡山分局"
    assert unit.name_on(date(2026, 3, 1)) == "衡阳市生态环境局衡山县分局"


def test_what_is_missing_is_listed_and_hinders_nothing(desk: Desk) -> None:
    """A township with nobody, a group too small, a certificate that ran out yesterday."""
    staffed(desk)
    card = desk.file("执法证", "18040423099,h-02,2020-01-01,2026-03-01")
    officer = desk.file("任职", "h-02,u-430423,科员,执法人员,2026-02-01")
    head = desk.file("网格责任人", "衡山县开云镇,二级,u-430423,监管工作组组长,h-02,2026-02-01")

    said = [warning.sentence for warning in desk.enter(card, officer, head).warnings]

    for expected in (
        "网格“衡山县开云镇”（430423100）没有责任领导、主要责任人、直接责任人",
        "网格“衡山县开云镇”（430423100）的监管工作组只有 1 人；应为：不少于 3 人",
        "网格“衡山县开云镇”（430423100）的监管工作组组长 h-02 的职级是“科员”；应为：副科级以上",
        "执法人员 h-02 的执法证已于 2026-03-01 到期",
    ):
        assert expected in said


def test_a_desk_that_went_over_is_counted_with_whoever_has_it(desk: Desk) -> None:
    """工作交接: the head of a group is now of the successor's rank, and one person fewer is in it."""
    staffed(desk)
    head = desk.file("网格责任人", "衡山县开云镇,二级,u-430423,监管工作组组长,h-01,2026-01-01")
    group = desk.file("网格责任人", "衡山县开云镇,二级,u-430423,监管工作组成员,h-02,2026-01-01", name="成员.csv")
    given = desk.file("工作交接", "h-01,u-430423,h-02,2026-03-02,")

    before, after = desk.enter(head, group).warnings, desk.enter(given).warnings

    (first,), (second,) = (
        [one.sentence for one in said if "监管工作组只有" in one.sentence and "430423100" in one.sentence]
        for said in (before, after)
    )
    assert ("只有 2 人" in first, "只有 1 人" in second) == (True, True)
    ranks = [[one.sentence for one in said if "的职级是" in one.sentence] for said in (before, after)]
    assert ([], True) == (ranks[0], "组长 h-02 的职级是“科员”" in ranks[1][0])


def test_an_empty_register_says_so_in_one_sentence(desk: Desk) -> None:
    """Nobody wants to read of two hundred vacant townships before anybody is there."""
    said = [warning.sentence for warning in desk.enter(desk.file("人员", ZHANG)).warnings]

    assert said == ["名册中还没有任职的人员；应为：填写“人员”“任职”“网格责任人”表后导入"]
    assert not seed.staffed(desk.engine)
