"""The record: walking back along what acts point at ends on any numbers; what points where; what is left without."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import islice
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from judging.admission import act_from
from judging.growing import one_by_one
from judging.record import Record, place
from models.acts import ACTS, Act
from models.acts.penalty import ServeDecision
from models.acts.reconsideration import (
    AcceptReconsideration,
    AnswerReconsideration,
    ApplyReconsideration,
    ReceiveReconsiderationCopy,
)
from tests.builders import command
from tests.procedures.served import SAID

FIRST = date(2026, 9, 1)
CHAIN = ("apply_reconsideration", "accept_reconsideration", "receive_reconsideration_copy", "answer_reconsideration")
"""Each may point at the one before it, the first at the service of a decision, or at nothing."""
KINDS_OF_ACT = tuple(ACTS.values())
REVIEW = (ApplyReconsideration, AcceptReconsideration, ReceiveReconsiderationCopy, AnswerReconsideration)


def fact(no: int, name: str, day: int = 0, **fields: object) -> Act:
    """Return a fact of record, which is let in whatever the law would have said of its numbers."""
    asked = command(name, FIRST + timedelta(days=day), key=f"fact/{no}", **{**SAID.get(name, {}), **fields})
    return act_from(asked.model_copy(update={"of_record": True}), no, asked.happened_at)


class Told(NamedTuple):
    """What a fact is drawn from: its name, the number it points at, its day."""

    name: str
    of: int
    day: int


@st.composite
def lists_of_facts(draw: st.DrawFn) -> list[Act]:
    """Draw the acts of a file that point at anything: each other, themselves, later ones, numbers that nobody has."""
    count = draw(st.integers(1, 12))
    numbers, days = st.integers(-1, count + 2), st.integers(0, 9)
    told = st.builds(Told, st.sampled_from([*CHAIN, "serve_decision", "correct_act"]), numbers, days)
    return [_drawn(no, one, draw(numbers)) for no, one in enumerate(draw(st.lists(told, max_size=count)), 1)]


def _drawn(no: int, told: Told, other: int) -> Act:
    """Return a drawn fact; a correction may turn what it corrects to point anywhere."""
    if told.name == "serve_decision":
        return fact(no, told.name, told.day)
    if told.name == "correct_act":
        return fact(no, told.name, told.day, of=told.of, fields={"of": other}, reason="笔误")
    return fact(no, told.name, told.day, of=told.of)


def record_of(acts: Sequence[Act]) -> Record:
    """Return the record of facts; a correction of what points at nothing says nothing."""
    silent = {act.no for act in acts if act.name == "serve_decision"}
    return Record.of([act for act in acts if act.name != "correct_act" or act.content.target not in silent])


def walked(record: Record, no: int) -> list[int]:
    """Return the numbers met on the way back from an act, and one more than there can be if it does not end."""
    return [act.no for act in islice(record.back(no), len(record) + 1)]


class TestWalkingBack:
    @given(lists_of_facts())
    def test_it_ends_on_any_numbers(self, acts: list[Act]) -> None:
        """From every number the way leads to ever smaller ones, each met once, and stops."""
        record = record_of(acts)

        for no in range(-1, len(acts) + 3):
            way = walked(record, no)
            assert len(way) <= len(record)
            assert way == sorted(set(way), reverse=True)
            assert way[:1] == [act.no for act in record if act.no == no]

    @given(lists_of_facts(), st.sampled_from(REVIEW), st.sampled_from(REVIEW))
    def test_what_is_behind_an_act_is_the_first_of_its_kind_on_the_way(
        self, acts: list[Act], a: type[ApplyReconsideration], b: type[AcceptReconsideration]
    ) -> None:
        """`behind` finds no other act than `back` meets, and the nearest one."""
        record = record_of(acts)

        for no in range(-1, len(acts) + 3):
            met = [act.no for act in islice(record.back(no), len(record) + 1) if type(act.content) in (a, b)]
            found = record.behind(no, a, b)
            assert met[:1] == ([found.no] if found else [])

    @pytest.mark.parametrize("of", [1, 2, 9, -1], ids=["itself", "a-later-one", "nobody", "less-than-nothing"])
    def test_an_act_that_points_nowhere_back_stands_alone(self, of: int) -> None:
        """What points at itself, forward, or at a number nobody has leads no further."""
        record = Record.of([fact(1, "apply_reconsideration", of=of), fact(2, "accept_reconsideration", of=1)])

        assert ([1], [2, 1]) == (walked(record, 1), walked(record, 2))

    def test_two_that_point_at_each_other(self) -> None:
        """A circle is left at the first number that is not smaller."""
        record = Record.of([fact(1, "accept_reconsideration", of=2), fact(2, "accept_reconsideration", of=1)])

        assert ([1], [2, 1]) == (walked(record, 1), walked(record, 2))

    def test_the_nearest_of_several(self) -> None:
        """A review's answer leads back to the copy, the admission and the application; the service is at the end."""
        acts = [fact(1, "serve_decision"), *(fact(no, name, of=no - 1) for no, name in enumerate(CHAIN, 2))]
        record = Record.of(acts)

        found = [record.behind(5, kind) for kind in (*REVIEW, ServeDecision)]

        assert [2, 3, 4, 5, 1] == [act.no for act in found if act is not None]
        assert record.behind(2, AnswerReconsideration) is None

    def test_from_nothing_it_leads_to_nothing(self) -> None:
        """Where no number is said there is no act."""
        record = Record.of([fact(1, "serve_decision")])

        assert ([], None) == (list(record.back(None)), record.behind(None, ServeDecision))

    def test_a_correction_turns_the_way(self) -> None:
        """What counts is where the act points as corrected, and as first told once the correction is withdrawn."""
        acts = [
            fact(1, "apply_reconsideration"),
            fact(2, "apply_reconsideration"),
            fact(3, "accept_reconsideration", of=1),
            fact(4, "correct_act", of=3, fields={"of": 2}, reason="笔误"),
            fact(5, "withdraw_act", of=4, reason="更正有误"),
        ]

        assert [[3, 1], [3, 2], [3, 1]] == [walked(Record.of(acts[:count]), 3) for count in (3, 4, 5)]


class TestWhatPointsWhere:
    @given(lists_of_facts())
    def test_pointing_and_targets_are_two_sides_of_one_thing(self, acts: list[Act]) -> None:
        """A number is a target where some act points at it; acts are found kind by kind, in the order of days."""
        record = record_of(acts)
        expected = {act.content.target for act in record if isinstance(act.content, REVIEW)} - {None}

        assert expected == record.targets(*REVIEW)
        for no in range(-1, len(acts) + 3):
            pointing = record.pointing(no, *REVIEW)
            wanted = [act for kind in REVIEW for act in record.all(kind) if act.content.model_dump()["of"] == no]
            assert wanted == pointing
            assert (no in expected) == bool(pointing)

    def test_other_kinds_are_not_asked(self) -> None:
        """Only the kinds that are named count."""
        record = Record.of([fact(1, "apply_reconsideration"), fact(2, "accept_reconsideration", of=1)])

        assert ([2], []) == (
            [act.no for act in record.pointing(1, AcceptReconsideration)],
            record.pointing(1, AnswerReconsideration),
        )
        assert (frozenset({1}), frozenset()) == (
            record.targets(AcceptReconsideration),
            record.targets(AnswerReconsideration),
        )


class TestOneByOne:
    @given(lists_of_facts(), st.integers(0, 12))
    def test_each_act_comes_with_the_record_of_all_before_it(self, acts: list[Act], first: int) -> None:
        """Whatever was corrected meanwhile: as if the record were made anew for each."""
        for act, grown in one_by_one(acts, first):
            made = Record.of([one for one in acts if one.no < act.no])
            assert (grown.acts, grown.opening) == (made.acts, made.opening)
            assert [grown.all(kind) for kind in KINDS_OF_ACT] == [made.all(kind) for kind in KINDS_OF_ACT]
            assert [grown.act(one.no) for one in acts] == [made.act(one.no) for one in acts]
            assert grown.until(act.day).acts == made.until(act.day).acts

    def test_it_is_made_once_for_many_facts(self) -> None:
        """A file of many facts is not read from the start for each of them."""
        acts = [fact(no, "serve_decision", no % 3) for no in range(1, 30)]

        assert len({id(grown) for _, grown in one_by_one(acts, 0)}) == 1


class TestWhatIsLeft:
    @given(lists_of_facts())
    def test_before_an_act_is_what_was_entered_or_done_no_later(self, acts: list[Act]) -> None:
        """Of its own day what has a lower number or an earlier hour; never the act itself, never a later day."""
        record = record_of(acts)

        for act in record:
            before = list(record.before(act))
            own = [other for other in record if other.day == act.day and other is not act]
            assert [other for other in record if other.day < act.day] == [one for one in before if one.day < act.day]
            assert [one for one in own if one.no < act.no or one.happened_at <= act.happened_at] == [
                one for one in before if one.day >= act.day
            ]

    @given(lists_of_facts(), st.integers(-1, 10), st.integers(-1, 10))
    def test_until_a_day_is_what_had_happened_by_its_end(self, acts: list[Act], day: int, other: int) -> None:
        """The acts of the day itself are among them; twice narrowed is narrowed to the earlier day."""
        record = record_of(acts)
        first, second = FIRST + timedelta(days=day), FIRST + timedelta(days=other)

        assert [act for act in record if act.day <= first] == list(record.until(first))
        assert list(record.until(min(first, second))) == list(record.until(first).until(second))

    @given(lists_of_facts())
    def test_it_is_in_the_order_of_the_days(self, acts: list[Act]) -> None:
        """Acts stand by civil day, and within a day by number."""
        record = record_of(acts)

        assert sorted(record, key=place) == list(record)

    def test_without_its_opening_it_is_open_to_be_opened(self) -> None:
        """The act that opened a file can be thought away like any other."""
        record = Record.of([fact(1, "report_finding"), fact(2, "apply_reconsideration")])

        assert record.opening is not None
        assert record.before(record.opening).opening is None
        assert record.until(FIRST - timedelta(days=1)).opening is None


def test_an_act_that_is_yet_to_be_done_stands_in_its_place() -> None:
    """By its day, then its number; the record it was asked of stays as it was."""
    acts = [fact(1, "file_suit"), fact(2, "file_suit", day=2)]
    record = Record.of(acts)

    assert [1, 3, 2] == [act.no for act in record.with_act(fact(3, "file_suit", day=1))]
    assert [1, 2] == [act.no for act in record]
