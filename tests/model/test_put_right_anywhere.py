"""Any act of any story is put right (更正、撤回): it is refused in a sentence, or the file is as if it had been so."""

from collections.abc import Callable, Iterator
from functools import cache
from itertools import chain
from typing import NamedTuple

from judging.kind import Kind
from kinds import KINDS, VIOLATION_CASE
from law.refusals import Refused
from models.acts import Act
from tests.builders import PaperCase, a_case
from tests.model.putting_right import SHIFTS, Change, at_last, entered, facts, newly_refused, otherwise, seen
from tests.model.test_ways_to_the_end import ALSO_FROM
from tests.procedures import several
from tests.procedures.joint import Joint
from tests.procedures.test_alarm import alarm
from tests.procedures.test_assistance import asked
from tests.procedures.test_complaint_points import a_letter, resulted
from tests.procedures.test_complaint_reviewed import answered
from tests.procedures.test_disclosure_request import served
from tests.procedures.test_emergency import responded
from tests.procedures.test_patrol import planned
from tests.rehearsal.test_ten_files import STORY, rehearsed

Story = tuple[Kind, tuple[Act, ...]]
HOWS = ("withdrawn", *SHIFTS)
FAULTS = frozenset({"cannot-be-judged", "file-cannot-be-judged"})
"""Codes of a refusal behind which something failed."""


def _set_aside() -> PaperCase:
    file = alarm()
    file.does("set_alarm_aside", "2026-09-02")
    file.does("archive_alarm", "2026-09-03")
    return file


BEGUN: tuple[Callable[[], PaperCase], ...] = (
    a_case,
    several.decided,
    lambda: resulted(a_letter()),
    answered,
    _set_aside,
    planned,
    asked,
    responded,
    served,
    lambda: Joint().goes("conclude_joint_investigation"),
)
STRIDE = 5
"""How the further change that is tried of each kind of act moves on from one to the next."""


class Outcome(NamedTuple):
    """What became of a change."""

    change: Change
    refused: Refused | None = None
    goes_on: bool = True
    """There is a next instant, or the file is over."""
    sentences: bool = True
    """Each irregularity is said in a sentence."""
    rested_on: bool = False
    """A later act would have been refused had it been so from the start."""
    differs: tuple[str, ...] = ()
    """In what the file is not as if it had been so."""


@cache
def stories() -> tuple[Story, ...]:
    """Return every story: the files of a year, some of each kind, and what leads to each procedure of a case."""
    _, services = rehearsed(STORY)
    papers = chain(services.files.values(), (begin() for begin in (*BEGUN, *ALSO_FROM)))
    return tuple((paper.kind, tuple(paper.acts)) for paper in papers)


def changes() -> Iterator[Change]:
    """Yield for every act of every story each way to put it right: as soon as it was entered, and at the end."""
    for kind, acts in stories():
        for act in facts(acts):
            if act.by.kind != "engine":
                upto = tuple(one for one in acts if one.no <= act.no)
                yield from (Change(kind, told, act, how) for told in (upto, acts) for how in HOWS)


def sampled() -> Iterator[Change]:
    """Yield of each kind of act, in each kind of file, the first withdrawal, and another change that moves on."""
    alike: dict[tuple[str, str], list[Change]] = {}
    for change in changes():
        alike.setdefault((change.kind.name, change.act.name), []).append(change)
    for place, group in enumerate(alike.values()):
        yield from (group[at] for at in sorted({0, 1 + place * STRIDE % (len(group) - 1)}))


def outcome(change: Change) -> Outcome:
    """Return what becomes of a file in which an act is put right."""
    acts = entered(change)
    if isinstance(acts, Refused):
        return Outcome(change, acts)
    now = at_last(change, acts)
    goes_on = now.over or now.standing.next_at is not None
    sentences = all(row.sentence for row in now.standing.irregularities)
    if newly_refused(change):
        return Outcome(change, None, goes_on, sentences, rested_on=True)
    told, supposed = seen(now), seen(at_last(change, otherwise(change)))
    differs = tuple(name for name, value in supposed.items() if told[name] != value)
    return Outcome(change, None, goes_on, sentences, differs=differs)


@cache
def outcomes() -> tuple[Outcome, ...]:
    """Return what became of each change that is tried."""
    return tuple(outcome(change) for change in sampled())


def test_every_kind_of_file_and_of_act_is_tried() -> None:
    """Of each kind of file at least one change is let in at once, and of a case most acts."""
    let_in = {one.change.kind.name for one in outcomes() if one.refused is None}
    acts = {one.change.act.name for one in outcomes() if one.change.kind is VIOLATION_CASE}

    assert let_in == {kind.name for kind in KINDS.values()}
    assert len(acts) > 40


def test_a_change_is_refused_in_a_sentence_or_leaves_a_file_that_goes_on() -> None:
    """Nothing fails; what is not over has a next instant; what is wrong now is said."""
    faults = [one.change.told for one in outcomes() if one.refused and one.refused.code in FAULTS]
    unsaid = [one.change.told for one in outcomes() if one.refused and not one.refused.fact]
    stuck = [one.change.told for one in outcomes() if not (one.goes_on and one.sentences)]

    assert ([], [], []) == (faults, unsaid, stuck)


def test_what_nothing_rests_on_is_as_if_it_had_been_so() -> None:
    """The same stage, who has it, terms, days and irregularities as where the act never stood, or stood on the other day."""
    assert {} == {one.change.told: one.differs for one in outcomes() if one.differs}
    assert len([one for one in outcomes() if one.refused is None and not one.rested_on]) > 100
