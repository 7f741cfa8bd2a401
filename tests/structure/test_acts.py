"""An act is named in its model and nowhere else; what it points at is an act that can be there."""

import ast
from collections.abc import Iterator

import pytest

from judging.kind import Kind
from kinds import KINDS
from models.acts import ACTS, Content, PointsAt, pointers
from tools.tree import Module, modules, told

POINTING = [
    (content, field, mark) for content in ACTS.values() for field, mark in pointers(content).items() if mark.names
]
SPELT_ALIKE = {
    ("file_review/events.py", "interview"): "an event as the sources of a review name it",
    ("file_review/makers.py", "interview"): "an event as the sources of a review name it",
    ("api/routes/patrols.py", "record_sightings"): "a word of the form that a phone sends",
    ("api/routes/patrols.py", "report_patrol_finding"): "a word of the form that a phone sends",
}
"""Words that are an act's name too, and mean something else where they stand."""


KNOWS_NO_ACT = ("judging", "docket", "workflows", "activities")
"""Parts that serve every kind of file: they ask what an act bears, not which it is."""
NAMED_BY_THE_MACHINERY = {
    "CorrectAct": "the record puts right what it names",
    "WithdrawAct": "the record leaves out what it names",
    "TermNearsEnd": "the judgment writes it when the time has come",
    "TermLapses": "the judgment writes it when the time has come",
    "RecordDelivery": "the courier brings it back",
    "RecordDeliveryRefused": "the courier brings it back",
    "RecordDeliveryFailed": "the courier brings it back",
    "PlanPatrol": "the schedule of a grid opens the round of the day with it",
    "FileNearsFull": "the list writes it when its room has come to an end",
}
"""Acts about the list itself, and acts of the engine, which the machinery reads and writes; and why."""
NAMES = {content.__name__ for content in ACTS.values()}


def _place(content: type[Content], field: str) -> str:
    return f"{content.__name__}.{field}"


def _strings(module: Module) -> Iterator[tuple[int, str]]:
    for node in ast.walk(module.syntax):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.lineno, node.value


def test_an_act_points_at_acts_that_there_are() -> None:
    """A name in `PointsAt` is the name of an act."""
    wrong = [f"{_place(content, field)} {set(mark.names) - set(ACTS)}" for content, field, mark in POINTING]

    assert [one for one in wrong if not one.endswith("set()")] == []


def test_an_act_points_at_acts_of_its_own_file() -> None:
    """What is pointed at belongs to a kind of file that the pointing act belongs to: a number means an act of one file."""
    wrong = [
        f"{_place(content, field)} → {name}"
        for content, field, mark in POINTING
        for name in mark.names
        if not any(content in kind.steps and name in kind.acts for kind in KINDS.values())
    ]

    assert wrong == [], told(wrong)


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_no_act_of_a_kind_points_at_nothing(kind: Kind) -> None:
    """In each kind of file that has the act, there is an act it can point at."""
    wrong = [
        _place(content, field)
        for content, field, mark in POINTING
        if content in kind.steps and not set(mark.names) & set(kind.acts)
    ]

    assert wrong == [], told(wrong)


def test_a_field_that_names_an_act_by_number_says_which() -> None:
    """`of` always means an act, and says of which kinds; a bare number would be asked for by nobody."""
    wrong = [content.__name__ for content in ACTS.values() if "of" in content.model_fields and not _of(content)]

    assert wrong == [], told(wrong)


def _of(content: type[Content]) -> PointsAt | None:
    return pointers(content).get("of")


def _named(module: Module) -> set[str]:
    return {name.rsplit(".", maxsplit=1)[-1] for name, _ in module.imports() if name.startswith("models.acts")} & NAMES


def test_the_machinery_knows_no_single_act() -> None:
    """What serves every kind of file asks for a mark of the models, as that an act hands the file over."""
    wrong = [
        f"{module.place} {name}"
        for module in modules()
        if module.part in KNOWS_NO_ACT
        for name in sorted(_named(module) - set(NAMED_BY_THE_MACHINERY))
    ]

    assert wrong == [], told(wrong)


def test_every_act_that_the_machinery_names_is_named_by_it() -> None:
    """The list of exceptions holds no dead entry."""
    named = {name for module in modules() if module.part in KNOWS_NO_ACT for name in _named(module)}

    assert sorted(set(NAMED_BY_THE_MACHINERY) - named) == []


def test_no_string_names_an_act_outside_the_models() -> None:
    """Code names an act by its class, so that a slip is found by the type checker; names are for the wire and for people."""
    wrong = [
        f"{module.place}:{line} {text}"
        for module in modules()
        if module.part != "models"
        for line, text in _strings(module)
        if text in ACTS and (module.place, text) not in SPELT_ALIKE
    ]

    assert wrong == [], told(wrong)


def test_every_word_that_is_spelt_alike_is_used() -> None:
    """The list of exceptions holds no dead entry."""
    used = {(module.place, text) for module in modules() for _, text in _strings(module)}

    assert [one for one in SPELT_ALIKE if one not in used] == []
