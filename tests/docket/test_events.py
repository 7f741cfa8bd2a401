"""What a system was told, asked for again: each once, in an order that stays, whatever is written later."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from sqlalchemy import Engine

from docket.events import events_after
from docket.writer import record
from models.effects import Feedback
from registry.entries import System
from registry.systems import register_system
from tests.docket.values import FOUND_AT, entry

HOTLINE, OTHER = "12345", "12369"


def told(engine: Engine, file_no: str, to: str = HOTLINE, *, days: int = 0, rehearsal: bool = False) -> str:
    """Record a file that tells a system something that was done some days later."""
    key = f"{file_no}/1/feedback"
    happened = FOUND_AT + timedelta(days=days)
    effect = Feedback(
        key=key,
        act_no=1,
        title="举报办理结果反馈",
        to=(to,),
        addressee="sender",
        result="已责令改正",
        happened_at=happened,
        sender_no="甲1",
    )
    record(engine, entry(file_no, effects=(effect,), rehearsal=rehearsal))
    return key


def asked(engine: Engine, after: int = 0, limit: int = 50, system: str = HOTLINE) -> list[tuple[int, str]]:
    """Return the positions and ids of what a system was told."""
    return [(position, event.id) for position, event in events_after(engine, system, after, limit)]


def test_a_system_gets_what_it_missed_page_by_page_and_nobody_elses(engine: Engine) -> None:
    """Its own, no rehearsal; the last position of a page begins the next."""
    keys = [told(engine, f"2026-00000{no}", days=no) for no in (1, 2, 3)]
    told(engine, "2026-000004", OTHER)
    told(engine, "R2026-000001", rehearsal=True)

    assert [(1, keys[0]), (2, keys[1])] == asked(engine, limit=2)
    assert [(3, keys[2])] == asked(engine, after=2)
    assert [] == asked(engine, after=3)
    assert 1 == len(asked(engine, system=OTHER))


def test_what_is_written_late_comes_after_what_was_read(engine: Engine) -> None:
    """It happened before, and nobody who went on from a cursor misses it; what was read keeps its position."""
    first = told(engine, "2026-000002", days=5)
    before = asked(engine)
    late = told(engine, "2026-000001", days=1)

    assert [(1, first)] == before
    assert [(2, late)] == asked(engine, after=1)
    assert [(1, first), (2, late)] == asked(engine)


def test_those_who_ask_at_once_are_given_the_same(engine: Engine) -> None:
    """One numbers, the others wait."""
    register_system(engine, System(id=HOTLINE, name="市长热线"))
    keys = [told(engine, f"2026-0000{no}", days=no) for no in range(10, 20)]

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda _: asked(engine), range(4)))

    assert [list(enumerate(keys, 1))] * 4 == answers


def test_an_event_says_whose_matter_it_is_and_when(engine: Engine) -> None:
    """The envelope bears the id of the message as it was posted."""
    key = told(engine, "2026-000001")

    ((_, event),) = events_after(engine, HOTLINE, 0, 1)

    assert (key, "2026-000001", "file.feedback", "甲1") == (
        event.id,
        event.subject,
        event.type,
        event.data.data.sender_no,
    )
    assert (key, "2026-03-02T09:00:00+08:00") == (event.data.key, event.time)
