"""Under which key a platform's notice counts: once when sent twice, anew when something else was said in between."""

from typing import Any

import pytest

from api.doors.notices import notice_from
from tests.builders import HOTLINE, PaperCase
from tests.procedures.test_work_order import order

NUMBER = "HY20260901000123"
TO_A, TO_B = ({"通知类型": "调整时限", "处理时限": day} for day in ("2026-09-11", "2026-09-18"))
URGED = {"通知类型": "催办", "意见": "请尽快"}


def sent(file: PaperCase, act: str, said: dict[str, Any], on: str, dated: dict[str, str], **fields: str) -> str:
    """Have a notice recorded as the door would, unless its key is there; return the key."""
    key = notice_from(HOTLINE, NUMBER, said, dated, file.acts).command_key
    if key not in {one.key for one in file.acts}:
        told: dict[str, Any] = {**fields}
        done = file.does(act, on, by=HOTLINE, **told)
        file.acts[-1] = done.model_copy(update={"key": key})
    return key


def test_a_deadline_that_is_moved_there_and_back_is_three_notices() -> None:
    """A, B and A again, all on one day: the last one counts; each sent twice counts once."""
    file = order()
    for hour, said in enumerate((TO_A, TO_B, TO_A), start=9):
        for minute in (10, 20):
            when, day = f"2026-09-02 {hour:02}:{minute}", {"on": "2026-09-02"}
            sent(file, "set_order_deadline", said, when, day, handle_by=said["处理时限"])

    told = [str(one.content.known()["handle_by"]) for one in file.acts if one.name == "set_order_deadline"]
    assert ["2026-09-11", "2026-09-18", "2026-09-11"] == told


@pytest.mark.parametrize(("dated", "times"), [({}, 2), ({"happened_at": "2026-09-02T09:00:00"}, 1)])
def test_urged_in_the_same_words_on_two_days_is_urged_twice(dated: dict[str, str], times: int) -> None:
    """Where the notice says its hour, it is the same one however late it is sent again."""
    file = order()
    days = ("2026-09-02 09:00", "2026-09-02 10:00", "2026-09-03 09:00")
    keys = [sent(file, "record_order_urging", URGED, day, dated or {"on": day[:10]}, way="remind") for day in days]

    assert (keys[0], times) == (keys[1], len(set(keys)))
    assert all(len(key.removeprefix(f"{HOTLINE.id}/")) <= 60 for key in keys)
