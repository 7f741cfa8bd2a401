"""Every line that a file offers to copy is accepted, whatever the kind of file and the stage it has come to."""

from collections.abc import Callable, Iterator
from functools import cache

from judging.kind import Kind
from kinds import ALARM, COMPLAINT, PATROL_ROUND, VIOLATION_CASE
from law.refusals import OutOfOrder
from models.acts import Act
from models.standing import Next
from tests.builders import PaperCase, a_case
from tests.model.lines import Answer, Filler, stages
from tests.model.test_ways_to_the_end import ALSO_FROM
from tests.procedures import several
from tests.procedures.test_alarm import alarm
from tests.procedures.test_complaint_points import a_letter
from tests.procedures.test_patrol import planned
from tests.rehearsal.test_ten_files import STORY, rehearsed

Story = tuple[Kind, list[Act]]
ABOUT_THE_FILE = frozenset({"", "act", "of"})
"""What a refusal is about where nothing that could have been written otherwise would have helped."""


def _of_a_year() -> Iterator[Story]:
    _, services = rehearsed(STORY)
    yield from ((paper.kind, paper.acts) for paper in services.files.values())


def _archived_alarm() -> PaperCase:
    file = alarm()
    file.does("set_alarm_aside", "2026-09-02")
    file.does("archive_alarm", "2026-09-03")
    return file


STORIES: dict[str, Callable[[], Iterator[Story]]] = {
    "the ten files of a year": _of_a_year,
    "an ordinary case": lambda: iter([(VIOLATION_CASE, a_case().acts)]),
    "two parties": lambda: iter([(VIOLATION_CASE, several.decided().acts)]),
    "a letter of two points": lambda: iter([(COMPLAINT, a_letter().acts)]),
    "an alarm": lambda: iter([(ALARM, _archived_alarm().acts)]),
    "a round": lambda: iter([(PATROL_ROUND, planned().acts)]),
}


def _places() -> Iterator[Filler]:
    for story in STORIES.values():
        for kind, acts in story():
            yield from stages(kind, acts)
    for begin in ALSO_FROM:
        *_, last = stages(VIOLATION_CASE, begin().acts)
        yield last


@cache
def tried() -> list[tuple[str, Next, Answer]]:
    """Return what became of every usual line at every stage, and of the others of each act so often."""
    return [
        (place.kind.label, row, place.tries(row)) for place in _places() for row in place.standing.next if row.roles
    ]


def test_every_line_of_a_usual_next_act_is_accepted() -> None:
    """Filled in from the file, by whoever the line names."""
    refused = {
        (kind, row.act, str(answer.said)): answer.line for kind, row, answer in tried() if row.usual and answer.said
    }

    assert {} == refused


def test_nothing_is_offered_that_another_act_is_wanting_for() -> None:
    """What is offered may be refused for what it says, and not for what the file lacks.

    A withdrawal may mean any act of the file: whether it is one that can be withdrawn is what it says.
    """
    wanting = {
        (kind, row.act, str(answer.said)): answer.line
        for kind, row, answer in tried()
        if isinstance(answer.said, OutOfOrder) and answer.said.field in ABOUT_THE_FILE and row.act != "withdraw_act"
    }

    assert {} == wanting
