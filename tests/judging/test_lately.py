"""A file that was just read is not read again for the same question; for any other it is."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from judging.judge import judge
from judging.kind import Kind
from judging.lately import KEPT, Lately
from kinds import COMPLAINT, VIOLATION_CASE
from law.edition import Law, shipped
from models.acts import Act
from tests.docket.values import FOUND_AT, finding, stopping

ACTS = (finding(), stopping(2))


def counted() -> tuple[Lately[int], list[datetime]]:
    """Return a function that is kept, and a list that shows how often it worked."""
    worked: list[datetime] = []

    def work(_kind: Kind, acts: Sequence[Act], _law: Law, at: datetime) -> int:
        worked.append(at)
        return len(acts)

    return Lately(work), worked


def test_the_same_question_is_worked_out_once() -> None:
    """Admission asks, then the judgment, which has the acts as they came over the wire."""
    lately, worked = counted()
    law, read_back = shipped(), tuple(Act.stored(act.model_dump_json()) for act in ACTS)

    assert lately(VIOLATION_CASE, ACTS, law, FOUND_AT) == lately(VIOLATION_CASE, read_back, law, FOUND_AT) == 2
    assert len(worked) == 1


def test_another_question_is_worked_out_anew() -> None:
    """Another instant, another law of the same edition, another kind, an act that says something else."""
    lately, worked = counted()
    law = shipped()
    other = Law(law.catalogue, law.calendar, law.norms)
    said_otherwise = (ACTS[0], ACTS[1].model_copy(update={"irregularity": "未出示证件"}))

    lately(VIOLATION_CASE, ACTS, law, FOUND_AT)
    lately(VIOLATION_CASE, ACTS, law, FOUND_AT + timedelta(minutes=1))
    lately(VIOLATION_CASE, ACTS, other, FOUND_AT)
    lately(COMPLAINT, ACTS, law, FOUND_AT)
    lately(VIOLATION_CASE, said_otherwise, law, FOUND_AT)

    assert len(worked) == 5


def test_only_the_last_ones_are_kept() -> None:
    """What nobody asks for again makes room for others."""
    lately, worked = counted()
    law = shipped()

    for minute in range(KEPT + 1):
        lately(VIOLATION_CASE, ACTS, law, FOUND_AT + timedelta(minutes=minute))
    lately(VIOLATION_CASE, ACTS, law, FOUND_AT)

    assert len(worked) == KEPT + 2


def test_a_judgment_says_the_same_whether_the_file_was_read_before() -> None:
    """Judged twice at one instant: the second time from what was read the first time, and once afresh."""
    law = shipped()
    first = judge(VIOLATION_CASE, "2026-000001", ACTS, 1, law, FOUND_AT + timedelta(hours=3))
    second = judge(VIOLATION_CASE, "2026-000001", ACTS, 1, law, FOUND_AT + timedelta(hours=3))
    afresh = judge(VIOLATION_CASE, "2026-000001", ACTS, 1, law, FOUND_AT + timedelta(hours=3))

    assert first.standing == second.standing == afresh.standing
    assert first.effects == second.effects == afresh.effects
