"""Questions about the act that another act points at (所指的行为): answered once, or still waiting for its answer."""

from typing import Any, cast

from law.refusals import OutOfOrder
from models.acts import Act
from workflows.procedures.record import Record
from workflows.procedures.step import Attempt, Test


def not_answered_yet(attempt: Attempt) -> None:
    """Refuse a second act of the same name about the same act."""
    of, name = cast("Any", attempt.act.content).of, attempt.act.name
    done = [act for act in attempt.record.all(name) if cast("Any", act.content).of == of]
    if done:
        sentence = f"第{of}号行为已由第{done[0].no}号“{attempt.act.content.label}”办理，不得重复"
        raise OutOfOrder("already-done", sentence, field="of")


def waits(asked: str, *answers: str) -> Test:
    """Return the test that an act of one name about the same thing has had none of these answers yet."""

    def test(record: Record, act: Act) -> bool:
        sofar, of = record.until(act.day), cast("Any", act.content).of
        return _about(sofar, of, act.no, asked) and not _about(sofar, of, act.no, *answers)

    return test


def _about(record: Record, of: int, before: int, *names: str) -> bool:
    return any(one.no < before and cast("Any", one.content).of == of for one in record.all(*names))
