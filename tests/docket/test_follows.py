"""The docket follows the file: what never came to be is taken back, what was lost is made again, numbers stand."""

from collections.abc import Sequence
from datetime import timedelta

from alembic import command
from sqlalchemy import Engine, delete, select, update

from database import schema
from database.connection import reading
from docket import reader, tables
from docket.checking import differences, gaps
from docket.numbering import numbers_of
from docket.rebuild import Mark, Told, marks, rebuild, rewrite, take_out, unheard_of
from docket.scope import EVERYTHING
from docket.writer import Recorded, record
from models.acts import Act
from models.effects import Effect
from models.file import Entry
from models.numbers import DocumentNumber
from models.standing import Link
from tests.docket.values import FOUND_AT, document, entry, message, stopping
from tests.next_version import with_more

NO = "2026-000001"


def judged(revision: int, acts: Sequence[Act], *effects: Effect, since: int, minute: int, no: str = NO) -> Entry:
    """Return a file as it was judged at a minute, with the acts after the first one."""
    plain = entry(no, revision, acts=len(acts) + 1, since=since, effects=effects)
    return plain.model_copy(
        update={
            "acts": (plain.acts[0], *acts),
            "standing": plain.standing.model_copy(update={"at": FOUND_AT + timedelta(minutes=minute)}),
        }
    )


def sent(no: int, key: str, *, minute: int = 0) -> Act:
    """Return an act that was sent under a key, and taken in at a minute."""
    act = stopping(no)
    return act.model_copy(update={"key": key, "recorded_at": act.recorded_at + timedelta(minutes=minute)})


def of_later(entry: Entry) -> Entry:
    """Return an entry with acts as a later version writes them."""
    acts = tuple(Act.stored_as(with_more(act.model_dump(mode="json"))) for act in entry.acts)
    return entry.model_copy(update={"acts": acts})


def numbers(engine: Engine, no: str = NO) -> tuple[DocumentNumber, ...]:
    """Return what the register has of a file."""
    with reading(engine) as connection:
        return numbers_of(connection, no)


def told(engine: Engine) -> tuple[list[str], list[str]]:
    """Return the keys of the acts and of the effects that the docket has of the file."""
    file = reader.last_file(engine, EVERYTHING, NO)
    assert file is not None
    with reading(engine) as connection:
        found = connection.execute(select(tables.effects.c.key).order_by(tables.effects.c.act_no)).scalars().all()
    return [act.key for act in file.acts], list(found)


def test_acts_that_never_came_to_be_are_taken_back_whatever_revision_they_had(engine: Engine) -> None:
    """Two judgments were written and lost with their task; the one that is real has a lower revision, and is later."""
    record(engine, judged(1, (), message("p-1"), since=0, minute=0))
    record(engine, judged(2, (sent(2, "lost"),), document(2), since=1, minute=1))
    lost_too = (sent(2, "lost"), sent(3, "lost too"))
    record(engine, judged(3, lost_too, message("p-2", 3), since=2, minute=1))

    done = record(engine, judged(2, (sent(2, "real"),), document(2), since=1, minute=2))

    assert told(engine) == (["k1", "real"], [message("p").key, document(2).key])
    assert [(one.number, one.act, bool(one.void)) for one in done.numbers] == [
        ("衡环山罚〔2026〕1号", "lost", True),
        ("衡环山罚〔2026〕2号", "real", False),
    ]
    assert "因系统中断未载入案卷" in done.numbers[0].void
    assert [row.number for row in reader.documents(engine, EVERYTHING, NO)] == ["衡环山罚〔2026〕2号"]
    assert gaps(engine) == ()


def test_an_act_that_is_done_again_keeps_its_number(engine: Engine) -> None:
    """The engine hands the same command to the next worker: a moment later, perhaps behind another act, the same paper."""
    record(engine, judged(1, (), since=0, minute=0))
    record(engine, judged(2, (sent(2, "order"),), document(2), since=1, minute=1))

    first, again = sent(2, "other officer"), sent(3, "order", minute=1)
    again = again.model_copy(update={"happened_at": sent(2, "order").happened_at})
    record(engine, judged(2, (first, again), document(3), since=1, minute=2))

    assert [(one.number, one.key, one.void) for one in numbers(engine)] == [
        ("衡环山罚〔2026〕1号", document(3).key, "")
    ]


def test_what_was_written_by_a_worker_that_had_been_given_up_comes_too_late(engine: Engine) -> None:
    """A worker hangs, its task is done by another, and then it writes after all: nothing is touched."""
    record(engine, judged(1, (), since=0, minute=0))
    record(engine, judged(2, (sent(2, "real"),), since=1, minute=2))

    late = record(engine, judged(3, (sent(2, "lost"), sent(3, "lost too")), document(3), since=1, minute=1))

    assert late == Recorded(written=False)
    assert told(engine) == (["k1", "real"], [])


def test_what_the_docket_has_lost_is_made_again_and_what_it_has_is_kept(engine: Engine) -> None:
    """A docket restored from yesterday's copy lacks two judgments: their effects are made again, under their number."""
    first, second = sent(2, "order"), sent(3, "later")
    record(engine, judged(1, (), message("p-1"), since=0, minute=0))
    record(engine, judged(2, (first,), document(2), since=1, minute=1))
    known = numbers(engine)
    with engine.begin() as connection:
        for table in (tables.document_numbers, tables.document_series):
            connection.execute(delete(table))
        connection.execute(delete(tables.effects).where(tables.effects.c.act_no > 1))
        connection.execute(delete(tables.acts).where(tables.acts.c.no > 1))
        connection.execute(update(tables.files).values(acts=1, at=FOUND_AT, revision=1, chain=""))
    asked: list[int] = []

    def made_again(_entry: Entry, kept: int) -> Sequence[Effect]:
        asked.append(kept)
        return [document(2)]

    now = judged(3, (first, second), message("p-2", 3), since=2, minute=2).model_copy(update={"numbers": known})
    record(engine, now, made_again)

    assert asked == [1]
    assert told(engine) == (["k1", "order", "later"], [message("p").key, document(2).key, message("p", 3).key])
    assert numbers(engine) == known


def test_numbers_come_back_from_the_files_alone(engine: Engine) -> None:
    """A docket that was lost altogether: every document has the number it had, void ones stay, the series goes on."""
    record(engine, judged(1, (sent(2, "lost"),), document(2), since=0, minute=0))
    record(engine, judged(1, (sent(2, "real"),), document(2), since=0, minute=1))
    other = judged(1, (sent(2, "k2"),), document(2), since=0, minute=1, no="2026-000002")
    record(engine, other)
    files = [
        judged(1, (sent(2, "real"),), since=2, minute=1).model_copy(update={"numbers": numbers(engine)}),
        other.model_copy(update={"since": 2, "effects": (), "numbers": numbers(engine, other.file_no)}),
    ]
    before = (numbers(engine), numbers(engine, other.file_no))
    with engine.begin() as connection:
        for table in (tables.recipients, tables.effects, tables.terms, tables.acts, tables.files):
            connection.execute(delete(table))
        for table in (tables.document_numbers, tables.document_series):
            connection.execute(delete(table))

    # The one whose document has the lower number is written last.
    done = rebuild(engine, [Told(one, None) for one in reversed(files)], lambda _entry, _kept: [document(2)])

    assert (done.written, done.refused) == (2, {})
    assert before == (numbers(engine), numbers(engine, other.file_no))
    record(engine, judged(1, (sent(2, "k2"),), document(2), since=0, minute=1, no="2026-000003"))
    assert [one.number for one in numbers(engine, "2026-000003")] == ["衡环山罚〔2026〕4号"]


def test_no_number_is_given_while_a_file_is_missing_that_could_have_it(engine: Engine) -> None:
    """A file that could not be read may know of the next number: the rebuild leaves documents without one."""
    one = judged(1, (sent(2, "k2"),), since=2, minute=1)

    rebuild(engine, [Told(one, None)], lambda _entry, _kept: [document(2)], is_all=lambda: False)
    without = numbers(engine)
    rebuild(engine, [Told(one, None)], lambda _entry, _kept: [document(2)])

    assert without == ()
    assert [number.serial for number in numbers(engine)] == [1]


def test_one_file_that_cannot_be_written_does_not_stop_the_others(engine: Engine) -> None:
    """It is named with what was in the way."""
    bad = judged(1, (), since=1, minute=1, no="nonsense")

    done = rebuild(engine, [Told(bad, None), Told(judged(1, (), since=1, minute=1), None)])

    assert (done.written, done.refused) == (1, {"nonsense": "ValueError"})


def test_a_judgment_the_file_does_not_know_of_is_given_up(engine: Engine) -> None:
    """A checked file: the docket is ahead of it, and was when the file was asked; it is written back, and then agrees."""
    record(engine, judged(1, (), since=0, minute=0))
    record(engine, judged(2, (sent(2, "lost"),), document(2), message("p-9", 2), since=1, minute=1))
    real = judged(1, (), since=1, minute=0)
    mark = marks(engine, [NO])[NO]
    found = [one.kind for one in differences(engine, real, (), same_law=True)]

    moved = rewrite(engine, Told(real, Mark(mark.at, 1)))
    written = rewrite(engine, Told(real, mark))

    assert (moved, written) == (False, True)
    assert found == ["acts", "file", "effects", "numbers"]
    assert told(engine) == (["k1"], [])
    assert [bool(one.void) for one in numbers(engine)] == [True]
    known = real.model_copy(update={"numbers": numbers(engine)})
    assert differences(engine, known, (), same_law=True) == ()


def test_a_crossing_that_was_lost_is_found_beside_a_later_one(engine: Engine) -> None:
    """Two files tell each other of several things: each crossing is compared, not the last one alone."""
    other = "T2026-000009"
    crossings = tuple(Link(file_no=other, way="told", act=no, label="告知", on=FOUND_AT.date()) for no in (1, 2))
    told_twice = entry(NO, 1, acts=2, links=crossings)
    record(engine, told_twice)
    with engine.begin() as connection:
        connection.execute(delete(tables.links).where(tables.links.c.act_no == 1))

    found = [(one.kind, one.what) for one in differences(engine, told_twice, (), same_law=True)]

    assert found == [("links", f"与其他案卷的往来：{other}")]


def test_a_series_that_skips_a_number_is_found(engine: Engine) -> None:
    """Every serial is somebody's, or void; the check says which series it is not so of."""
    record(engine, judged(1, (), document(1), since=0, minute=0))
    with engine.begin() as connection:
        connection.execute(update(tables.document_series).values(last=3))

    assert [one.what for one in gaps(engine)] == ["u-430423 罚〔2026〕已编至3号，登记的文号1个，最大1号"]


def test_a_docket_of_before_goes_on_without_being_written_anew(engine: Engine) -> None:
    """Rows of the earlier form have no chain: it is found from their acts, which stay, with the effects judged then."""
    first = judged(1, (sent(2, "k2"),), message("p-1"), document(2), since=0, minute=0)
    record(engine, first)
    with engine.begin() as connection:
        command.downgrade(schema._config(connection), "0004")
    schema.upgrade(engine)
    unasked: list[int] = []

    def made_again(_entry: Entry, kept: int) -> Sequence[Effect]:
        unasked.append(kept)
        return []

    done = record(engine, judged(2, (*first.acts[1:], sent(3, "k3")), since=2, minute=1), made_again)

    assert unasked == []
    assert told(engine) == (["k1", "k2", "k3"], [message("p").key, document(2).key])
    assert [(one.number, one.act) for one in done.numbers] == [("衡环山罚〔2026〕1号", "k2")]


def test_acts_of_a_later_version_stay_with_what_followed_from_them(engine: Engine) -> None:
    """A worker of an earlier version takes back what parts, and nothing of what both have."""
    acts = (sent(2, "k2"),)
    record(engine, of_later(judged(1, acts, message("p-1"), document(2), since=0, minute=0)))
    record(engine, of_later(judged(2, (*acts, sent(3, "lost")), message("p-2", 3), since=2, minute=1)))

    record(engine, of_later(judged(2, (*acts, sent(3, "real")), since=2, minute=2)))

    assert told(engine) == (["k1", "k2", "real"], [message("p").key, document(2).key])
    assert [(one.act, one.void) for one in numbers(engine)] == [("k2", "")]


def test_a_file_that_was_never_opened_is_taken_out_and_its_number_is_void(engine: Engine) -> None:
    """The first act of a file was written and lost: only the register remembers it, so that no number is given twice."""
    record(engine, judged(1, (), document(1), message("p-1"), since=0, minute=0))
    found = unheard_of(engine, {"2026-000002"})

    take_out(engine, NO)

    assert found == (NO,)
    assert reader.last_file(engine, EVERYTHING, NO) is None
    assert [bool(one.void) for one in numbers(engine)] == [True]
    assert gaps(engine) == ()
