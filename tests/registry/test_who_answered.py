"""Who answered on a day: one unit and one named person at each level, through leave, deputies, hand-over, renaming."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, Engine, delete, insert, update

from registry.answerers import Answerers, Named
from registry.desks import Desks, Handover, Leave
from registry.errors import VacantPost
from registry.people import People
from registry.places import Places
from registry.tables import appointments, handovers, leaves, persons, posts
from tests.registry.conftest import NOON
from tests.registry.lists import Desk

FIRST = date(2026, 3, 1)
DIRECT, DEPUTY, OTHER, MAIN, LEADER = (f"p-430423-{number:02d}" for number in (4, 6, 7, 2, 1))
HEAD = "u-430423"
AWAY = f"{DIRECT},{HEAD},{DEPUTY},年休假,2026-03-10,2026-03-14"
GIVEN = f"{DIRECT},{HEAD},{OTHER},2026-04-01,"


def at_level_2(engine: Engine, on: date) -> tuple[str, str, str]:
    """Return who answers for 开云镇 at level 2 on a day, for whom, and after whom."""
    places = Places(engine, lambda: NOON)
    found = Answerers(engine).of_grid(places.grid("开云镇", on), on)[1]
    return found.person, found.deputises_for, found.took_over_from


def test_a_deputy_answers_from_the_first_day_of_a_leave_to_its_last(desk: Desk) -> None:
    """The day before, the first, the last, the day after."""
    assert () == desk.enter(desk.file("请假", AWAY)).problems
    first, last = date(2026, 3, 10), date(2026, 3, 14)
    days = (first - timedelta(days=1), first, last, last + timedelta(days=1))

    assert [(DIRECT, "", ""), (DEPUTY, DIRECT, ""), (DEPUTY, DIRECT, ""), (DIRECT, "", "")] == [
        at_level_2(desk.engine, on) for on in days
    ]


def test_a_desk_goes_over_with_everything_on_it(desk: Desk) -> None:
    """From the day on the successor answers; files opened from then on name them; who deputises now does so for them."""
    assert () == desk.enter(desk.file("工作交接", GIVEN)).problems
    day, people, places = date(2026, 4, 1), People(desk.engine), Places(desk.engine)
    grid = places.grid("开云镇", day)

    assert (DIRECT, "", "") == at_level_2(desk.engine, date(2026, 3, 31))
    assert (OTHER, "", DIRECT) == at_level_2(desk.engine, day)
    assert [DIRECT, OTHER] == [people.answerable(grid, on)[1].direct for on in (date(2026, 3, 31), day)]


def test_whoever_took_over_a_desk_sits_at_the_head_of_the_working_group(desk: Desk) -> None:
    """监管工作组: shown as it answers, with who was appointed; who sat in it already sits there once."""
    places, people, day = Places(desk.engine), People(desk.engine), date(2026, 4, 1)
    grid = places.grid("开云镇", day)
    before = people.working_group(grid, day)
    assert () == desk.enter(desk.file("工作交接", GIVEN)).problems
    after = {on: people.working_group(grid, on) for on in (date(2026, 3, 31), day)}

    assert before == after[date(2026, 3, 31)]
    assert (DIRECT, True, "") == (before[0].person, before[0].head, before[0].took_over_from)
    assert (OTHER, True, DIRECT) == (after[day][0].person, after[day][0].head, after[day][0].took_over_from)
    assert {one.person for one in before} - {DIRECT} | {OTHER} == {one.person for one in after[day]}
    assert after[day][0].person == people.answerable(grid, day)[1].direct


def test_who_was_named_in_a_file_follows_the_desk_and_the_grid(desk: Desk) -> None:
    """Named by the grid's posts: whoever holds them now. Named in particular: that person, until the desk goes over."""
    desk.enter(desk.file("工作交接", GIVEN))
    grid = Places(desk.engine).grid("开云镇", FIRST)
    rows = People(desk.engine).answerable(grid, FIRST)
    particular = rows[1].model_copy(update={"direct": DEPUTY})
    by_grid, by_name = (
        [Named(rows[0], FIRST), Named(row, FIRST), Named(rows[2], FIRST)] for row in (rows[1], particular)
    )
    ask = Answerers(desk.engine).of_file

    assert [DIRECT, OTHER] == [ask(by_grid, on)[1].person for on in (FIRST, date(2026, 4, 1))]
    assert [DEPUTY, DEPUTY] == [ask(by_name, on)[1].person for on in (FIRST, date(2026, 4, 1))]


@pytest.mark.parametrize(
    ("title", "row"),
    [
        ("工作交接", GIVEN.replace("2026-04-01", "2026-02-25")),
        ("工作交接", GIVEN.replace("2026-04-01", "2026-03-01")),
        ("网格责任人", f"衡山县开云镇,二级,{HEAD},监管工作组组长,{OTHER},2026-02-25"),
    ],
)
def test_what_was_entered_late_is_true_of_files_opened_meanwhile(desk: Desk, title: str, row: str) -> None:
    """补登: the file named whom the register had; nobody was named in particular, so whoever has the post answers."""
    grid = Places(desk.engine).grid("开云镇", FIRST)
    named = [Named(one, FIRST) for one in People(desk.engine).answerable(grid, FIRST)]
    assert DIRECT == named[1].row.direct
    ask = Answerers(desk.engine)

    assert () == desk.enter(desk.file(title, row)).problems
    assert [OTHER, OTHER] == [ask.of_file(named, on)[1].person for on in (FIRST, NOON.date())]

    chosen = [named[0], Named(named[1].row, NOON.date() + timedelta(days=1)), named[2]]
    assert DIRECT == ask.of_file(chosen, NOON.date() + timedelta(days=1))[1].person
    if title == "工作交接":
        with desk.engine.begin() as connection:
            connection.execute(update(posts).where(posts.c.person == DIRECT).values(until=NOON.date()))
        assert DIRECT not in ask.gone(named, NOON.date() + timedelta(days=1))


def test_whoever_left_without_a_successor_is_gone(desk: Desk) -> None:
    """岗位空缺: the last day of the post, and the day after; a desk that went over, and who is deputised for, are not."""
    grid = Places(desk.engine).grid("开云镇", FIRST)
    named = [Named(row, FIRST) for row in People(desk.engine).answerable(grid, FIRST)]
    desk.enter(desk.file("工作交接", GIVEN))
    with desk.engine.begin() as connection:
        connection.execute(update(posts).where(posts.c.person == MAIN).values(until=date(2026, 4, 30)))
    ask = Answerers(desk.engine).gone

    assert [set(), {MAIN}] == [set(ask(named, on)) for on in (date(2026, 4, 30), date(2026, 5, 1))]


def test_a_person_and_a_unit_bear_the_names_of_the_day(desk: Desk) -> None:
    """Renamed later: the answer of the day before still says the old name."""
    desk.enter(desk.file("人员", f"{DIRECT},赵新名,{_name(desk.engine)},2026-05-01"))
    grid = Places(desk.engine).grid("开云镇", FIRST)
    before, after = (Answerers(desk.engine).of_grid(grid, on) for on in (date(2026, 4, 30), date(2026, 5, 1)))
    old = Answerers(desk.engine).of_grid(Places(desk.engine).grid("开云镇", date(2018, 12, 31)), date(2018, 12, 31))

    assert ("赵新名", False) == (after[1].person_name, before[1].person_name == "赵新名")
    assert "衡阳市环境保护局" == old[2].unit_name


def _name(engine: Engine) -> str:
    return People(engine).person(DIRECT).name


def test_whoever_leaves_leaves_nobody_without_an_answer(desk: Desk) -> None:
    """The next post of the level stands in; when all are gone, the level above; when nobody is left, that is said."""
    with desk.engine.begin() as connection:
        connection.execute(update(posts).where(posts.c.person == DIRECT).values(until=FIRST))
    next_day = FIRST + timedelta(days=1)
    assert (MAIN, "", "") == at_level_2(desk.engine, next_day)

    with desk.engine.begin() as connection:
        connection.execute(update(posts).where(posts.c.unit == HEAD).values(until=FIRST))
    found = Answerers(desk.engine).of_grid(Places(desk.engine).grid("开云镇", next_day), next_day)
    assert (2, "430423", "u-4304") == (found[1].level, found[1].grid, found[1].unit)
    assert "由上一级负责" in found[1].note

    with desk.engine.begin() as connection:
        connection.execute(update(posts).where(posts.c.unit == "u-4304").values(until=FIRST))
    with pytest.raises(VacantPost, match="2026-03-02没有在岗的责任人"):
        at_level_2(desk.engine, next_day)


@pytest.mark.parametrize(
    ("title", "rows", "said"),
    [
        ("请假", [AWAY.replace(DEPUTY, DIRECT)], "代理人是请假人本人"),
        ("请假", [AWAY, f"{DEPUTY},{HEAD},{DIRECT},病假,2026-03-14,2026-03-20"], "代理成环"),
        ("请假", [AWAY.replace(DEPUTY, "p-430424-04")], "“p-430424-04”2026-03-10不在该单位任职"),
        ("请假", [AWAY.replace("年休假", "感冒发烧")], "“感冒发烧”不在可填的内容中；应为：年休假"),
        ("请假", [AWAY.replace("2026-03-14", "2026-03-09")], "2026-03-09 早于 2026-03-10"),
        ("请假", [AWAY, AWAY.replace("03-10", "03-14").replace("2026-03-14,2026-03-14", "2026-03-14,")], "重叠"),
        ("工作交接", [GIVEN.replace(OTHER, DIRECT)], "接手人是移交人本人"),
        ("工作交接", [GIVEN.replace(OTHER, "p-430424-04")], "“p-430424-04”2026-04-01不在该单位任职"),
        ("工作交接", [GIVEN.replace(DIRECT, "p-430424-04", 1)], "2026-04-01以前不在该单位任职"),
    ],
)
def test_what_leads_to_nobody_is_refused(desk: Desk, title: str, rows: list[str], said: str) -> None:
    """A circular deputy, a deputy who does not serve there, a reason that says too much, two leaves at once."""
    assert said in "\n".join(desk.refused(desk.file(title, *rows)))


def test_whose_work_somebody_does_is_told_day_by_day() -> None:
    """The desk taken over for good, the leave deputised for while it lasts, and the leave of whom one took over from."""
    leave = Leave("b", date(2026, 3, 10), date(2026, 3, 12), "c")
    desks = Desks([leave], [Handover("a", date(2026, 3, 5), "b")])

    assert frozenset() == desks.done_by("b", date(2026, 3, 4))
    assert {"a"} == desks.done_by("b", date(2026, 3, 5))
    assert {"a", "b"} == desks.done_by("c", date(2026, 3, 10))
    assert frozenset() == desks.done_by("b", date(2026, 3, 10))
    assert frozenset() == desks.done_by("c", date(2026, 3, 13))


def test_two_who_change_desks_on_one_day_have_each_others() -> None:
    """Each hand-over is later than the last: nobody gets their own desk back in the same moment."""
    day = date(2026, 3, 5)
    desks = Desks([], [Handover("a", day, "b"), Handover("b", day, "a")])

    assert ("b", "a") == (desks.successor("a", FIRST, day), desks.successor("b", FIRST, day))


STAFF = [f"h-{number}" for number in range(6)]
START = date(2026, 1, 1)
days = st.integers(0, 60).map(lambda number: START + timedelta(days=number))
spans = st.tuples(days, st.integers(0, 20)).map(lambda span: (span[0], span[0] + timedelta(days=span[1])))


@st.composite
def lives(draw: st.DrawFn) -> tuple[list[tuple[str, str, date]], list[Leave], list[Handover], dict[str, date]]:
    """Return appointments that follow each other, leaves with any deputy, hand-overs, and who leaves for good."""
    held = [
        (post, draw(st.sampled_from(STAFF)), since)
        for post in ("leader", "main", "direct")
        for since in sorted({START, *draw(st.sets(days, max_size=4))})
    ]
    away = [
        Leave(who, *draw(spans), draw(st.sampled_from([one for one in STAFF if one != who])))
        for who in draw(st.lists(st.sampled_from(STAFF), max_size=4, unique=True))
    ]
    given = [
        Handover(who, on, to)
        for who, on, to in draw(
            st.lists(
                st.tuples(st.sampled_from(STAFF), days, st.sampled_from(STAFF)),
                max_size=5,
                unique_by=lambda row: row[:2],
            )
        )
        if who != to
    ]
    return held, away, given, draw(st.dictionaries(st.sampled_from(STAFF), days, max_size=4))


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(life=lives(), on=days)
def test_there_is_always_one_unit_and_one_person_who_is_there(
    sqlite: Engine, life: tuple[list[tuple[str, str, date]], list[Leave], list[Handover], dict[str, date]], on: date
) -> None:
    """Whatever was entered: at each level exactly one unit and one person, who serves, is not away, and has a name."""
    held, away, given_, gone = life
    with sqlite.begin() as connection:
        for table in (leaves, handovers):
            connection.execute(delete(table))
        connection.execute(delete(appointments).where(appointments.c.unit == HEAD))
        connection.execute(delete(posts).where(posts.c.person.in_(STAFF)))
        connection.execute(delete(persons).where(persons.c.id.in_(STAFF)))
        connection.execute(
            insert(persons), [{"id": who, "name": f"名{who}", "former_name": "", "renamed_on": None} for who in STAFF]
        )
        serving = {"unit": HEAD, "rank": "副科级", "roles": "officer", "since": START}
        connection.execute(insert(posts), [{**serving, "person": who, "until": gone.get(who)} for who in STAFF])
        _enter(connection, held, away, given_)
    grid = Places(sqlite).grid("开云镇", on)

    found = Answerers(sqlite).of_grid(grid, on)

    assert [3, 2, 1] == [one.level for one in found]
    assert all(one.unit and one.person and one.person_name for one in found)
    own = found[1]
    if own.unit == HEAD:
        assert own.person in STAFF
        assert gone.get(own.person, on) >= on
        assert not any(one.person == own.person and one.covers(on) for one in away)
    else:
        assert ("u-4304", True) == (own.unit, "由上一级负责" in own.note)


def _enter(
    connection: Connection, held: list[tuple[str, str, date]], away: list[Leave], given_: list[Handover]
) -> None:
    seat = {"grid": "430423", "level": 2, "unit": HEAD, "until": None}
    rows = {(post, since): {**seat, "post": post, "person": who, "since": since} for post, who, since in held}
    connection.execute(insert(appointments), list(rows.values()))
    for one in away:
        said = {"person": one.person, "since": one.since, "until": one.until, "deputy": one.deputy}
        connection.execute(insert(leaves), [{**said, "unit": HEAD, "reason": "其他"}])
    for other in given_:
        said_too = {"person": other.person, "since": other.since, "successor": other.to}
        connection.execute(insert(handovers), [{**said_too, "unit": HEAD, "note": ""}])
