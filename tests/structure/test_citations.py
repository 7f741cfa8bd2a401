"""What is cited was in force: every id that a step or a guard names is known, on each side of every change of law."""

import ast
import importlib
import typing
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import Any

import pytest

from judging.attempt import Situation
from judging.kind import Kind
from judging.record import Record
from judging.step import Step
from kinds import KINDS
from law.catalogue import DAY
from law.edition import shipped
from law.norms import NORM
from models.effects import Document
from tools.citing import changes, ids, through_time
from tools.tree import Function, Module, calls, dotted, modules, told

LAW = shipped()
RULES = set(LAW.catalogue.rules)
KNOWN = set(ids(LAW))
TODAY = date(2026, 11, 27)
CHANGES = changes(LAW)
ASKING = {
    "cite": KNOWN,
    "find": RULES,
    "provision": RULES,
    "through_time": RULES,
    "last_day": RULES,
    "end": RULES,
    "knows": RULES,
}
"""What asks the law by an id, which stands first among the words, and what the id may mean."""
HANDED_DOWN = {
    "judging/asked_for.py": "the rule or article that a note beside a guard names, as the guard itself does",
    "judging/asking.py": "the ids of a step, which are asked for below",
    "judging/attempt.py": "any id that is cited in a situation",
    "judging/clock_reading.py": "the rules that steps open, which are asked for among the statute, and the rule of a term that runs",
    "judging/made_wrong.py": "the ids of a step, which are asked for below",
    "judging/step.py": "the ids of the step itself, which are asked for below",
    "procedures/emergency/guards.py": "the rule of the route by which an emergency is reported, one of the two that are named beside it",
    "procedures/enforcement/window.py": "the rule of one of two windows, named where it is called",
    "procedures/periods.py": "the rule of a period, named where it is called",
    "procedures/redoing.py": "the rule by which something is owed again, by what set it aside: the two tables beside it",
    "procedures/remedies.py": "the rule that what is to be enforced rests on, named where it is called",
}
"""Where an id is handed on rather than named, and where it comes from."""
CITES_NOTHING: dict[str, str] = {}
"""Acts that make out a document and rest on no article, and why."""


RESTS_ON_NO_ARTICLE = {
    "announce_referral": "says what is meant to come; what follows is cited where it is decided",
    "archive_alarm": "a service norm of the city has alarms archived",
    "archive_complaint": "a service norm of the city, not a statute, has complaints archived",
    "set_order_deadline": "a platform sets days of its own, no text of law does",
    "record_order_urging": "a platform urges by its own rules",
    "reply_to_urging": "the same",
    "record_return_accepted": "whether it takes its work order back, a platform decides by its own rules",
    "record_return_refused": "the same",
    "archive_disclosure_request": "a service norm of the city has requests for information archived",
    "archive_assistance": "a service norm of the city has requests for assistance archived",
    "archive_joint_investigation": "a service norm of the city has joint investigations archived",
    "archive_matter": "a service norm of the city, not a statute, has matters archived",
    "record_custody": "done by police and procuratorate under 刑事诉讼法, which is not in the register",
    "record_prosecution": "done by the procuratorate under 刑事诉讼法, which is not in the register",
    "record_trial": "done by the court under 刑事诉讼法, which is not in the register",
}
"""Acts of persons that cite nothing, and why."""


PLATFORMS_OWN = frozenset(
    {
        "set_order_deadline",
        "record_order_urging",
        "reply_to_urging",
        "record_return_accepted",
        "record_return_refused",
    }
)
"""What rests on the days that a platform sets for its own work orders."""


def _steps() -> list[Step[Any]]:
    return list({step.name: step for kind in KINDS.values() for step in kind.steps.values()}.values())


def _cited(step: Step[Any]) -> Iterator[str]:
    """Yield every id that a step names: its own, that of its power, those of its conditions."""
    yield from step.citation
    yield from filter(None, (step.by.basis, *(need.article for need in step.needs)))


def _named(module: Module) -> Iterator[tuple[int, str, str]]:
    """Yield every id by which a module asks the law, with its line and with what asks."""
    for function in dict(module.functions()).values():
        for node in ast.walk(function):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args:
                asking = node.func.attr
                if asking in ASKING:
                    yield from ((node.lineno, asking, one) for one in _ids(node.args[0], function, module))


def _ids(node: ast.expr, function: Function, module: Module) -> set[str]:
    """Return what an expression may be: a text, one of two, or what a name, a table or a function of the module holds."""
    if isinstance(node, ast.Constant):
        return {node.value} if isinstance(node.value, str) else set()
    if isinstance(node, ast.IfExp):
        return _ids(node.body, function, module) | _ids(node.orelse, function, module)
    if isinstance(node, ast.Subscript):
        return _ids(node.value, function, module)
    if isinstance(node, ast.Name):
        return {one for given in _given(node, function) for one in _ids(given, function, module)} or _held(node, module)
    named = dict(module.functions()).get(dotted(node.func)) if isinstance(node, ast.Call) else None
    returned = [one.value for one in ast.walk(named) if isinstance(one, ast.Return) and one.value] if named else []
    return {one for value in returned if named for one in _ids(value, named, module)}


def _given(name: ast.Name, function: Function) -> list[ast.expr]:
    """Return what a name is given in its function, one value of a tuple at a time."""
    given: list[ast.expr] = []
    for node in ast.walk(function):
        if isinstance(node, ast.Assign):
            for target in node.targets:
                given += _unpacked(name, target, node.value)
        elif isinstance(node, ast.For | ast.comprehension) and isinstance(node.iter, ast.Tuple):
            given += node.iter.elts if dotted(node.target) == name.id else []
    return given


def _unpacked(name: ast.Name, target: ast.expr, value: ast.expr) -> list[ast.expr]:
    if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
        pairs = zip(target.elts, value.elts, strict=True)
        return [one for left, right in pairs for one in _unpacked(name, left, right)]
    return [value] if dotted(target) == name.id else []


def _held(name: ast.Name, module: Module) -> set[str]:
    held = getattr(importlib.import_module(module.name), name.id, None)
    values = held.values() if isinstance(held, dict) else held if isinstance(held, tuple) else (held,)
    return {one for one in values if isinstance(one, str)}


def _asking() -> list[tuple[Module, int, str, str]]:
    return [
        (module, *row)
        for module in modules()
        if module.part in ("judging", "procedures", "kinds")
        for row in _named(module)
    ]


def test_every_id_that_a_step_names_is_known() -> None:
    """A rule of the catalogue or an article of the register; a slip would be met only when somebody is refused."""
    wrong = [f"{step.name} {one}" for step in _steps() for one in _cited(step) if one not in KNOWN]

    assert wrong == [], told(wrong)


def test_every_id_that_a_procedure_names_is_known() -> None:
    """What is cited is a rule or an article; what is looked up or reckoned is a rule."""
    wrong = [
        f"{module.place}:{line} {asking}({one!r})"
        for module, line, asking, one in _asking()
        if one not in ASKING[asking]
    ]

    assert wrong == [], told(wrong)


def test_every_question_of_the_law_names_its_id() -> None:
    """An id that only the running program knows is handed down from somewhere that is listed."""
    found = {(module.place, line) for module, line, _, _ in _asking()}
    asked = {
        (module.place, call.lineno): ast.unparse(call)
        for module in modules()
        if module.part in ("judging", "procedures", "kinds")
        for name, call in calls(module)
        if ("law." in name and name.split(".")[-1] in ASKING) or name.endswith(".cite")
    }
    wrong = [f"{place}:{line} {text}" for (place, line), text in asked.items() if (place, line) not in found]

    assert [one for one in wrong if one.split(":")[0] not in HANDED_DOWN] == []


def test_every_place_that_hands_an_id_down_is_used() -> None:
    """The list of exceptions holds no dead entry."""
    places = {module.place for module in modules() for name, _ in calls(module) if name.split(".")[-1] in ASKING}

    assert [place for place in HANDED_DOWN if place not in places] == []


def test_no_article_is_kept_that_nothing_cites() -> None:
    """The register holds what acts and refusals cite; an entry that nothing names is a leftover, or a slip elsewhere."""
    cited = {one for step in _steps() for one in _cited(step)} | {one for *_, one in _asking()}

    assert sorted(set(LAW.articles.entries) - cited) == []


def test_every_id_resolves_on_each_side_of_every_change_of_law() -> None:
    """Whatever the day of an act, asking what it cites gives a citation, or nothing where nothing was in force."""
    for one in KNOWN:
        for day in CHANGES:
            for on in (day - DAY, day):
                cited = LAW.cite(one, on)
                assert cited == "" or cited.startswith("《"), (one, on, cited)


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_every_step_is_cited_on_each_side_of_every_change_of_law(kind: Kind) -> None:
    """A step is cited as its articles are, each once; and what changes on a day is cited otherwise on that day only."""
    for step in kind.steps.values():
        spans = through_time(LAW, step.citation)
        for day in CHANGES:
            for on in (day - DAY, day):
                expected = next((one.cited for one in spans if one.first <= on <= (one.last or date.max)), "")
                assert step.cited(Situation(Record([]), on, LAW, kind)) == expected, (step.name, on)


def test_no_step_loses_its_articles_for_a_while() -> None:
    """Where the law was replaced, what replaced it is cited from the next day on, and until today."""
    wrong = []
    for step in _steps():
        spans = through_time(LAW, step.citation)
        wrong += [f"{step.name} {a.last}" for a, b in pairwise(spans) if a.last is None or a.last + DAY != b.first]
        wrong += [f"{step.name} {one.last}" for one in spans[-1:] if one.last is not None]

    assert wrong == [], told(wrong)


def test_what_a_person_does_rests_on_an_article() -> None:
    """行政处罚法 art. 4 and 5: every step of a person cites its article, or is listed with its reason."""
    silent = {step.name for step in _steps() if not (step.by.engine or step.citation or step.cites)}

    assert sorted(silent) == sorted(RESTS_ON_NO_ARTICLE)


def test_a_document_says_what_it_rests_on() -> None:
    """A step with a document cites an article today (行政处罚法 art. 59: 处罚依据), or is listed with its reason."""
    silent = [
        step.name
        for step in _steps()
        if any(_is_of_documents(make) for make in step.effects)
        and not any(LAW.cite(one, TODAY) for one in step.citation)
    ]

    assert sorted(silent) == sorted(CITES_NOTHING)


def _is_of_documents(make: Any) -> bool:  # noqa: ANN401  a maker of effects, whatever the act
    made = typing.get_type_hints(make)["return"]
    return Document in {
        made,
        *typing.get_args(made),
        *(one for arg in typing.get_args(made) for one in typing.get_args(arg)),
    }


def test_every_maker_of_effects_says_what_it_makes() -> None:
    """The kinds of effect that a step can have are read off the types of its makers."""
    wrong = [step.name for step in _steps() for make in step.effects if "return" not in typing.get_type_hints(make)]

    assert wrong == [], told(wrong)


def test_the_norms_that_steps_name_are_norms() -> None:
    """A service norm of the city is no article: nothing cites one; what rests on one alone says so in its refusals."""
    named = [step for step in _steps() if step.norm]
    now = Situation(Record([]), TODAY, LAW, KINDS["Complaint"])

    assert [step.name for step in named if step.norm not in LAW.norms.norm or step.citation] == []
    kinds = ("alarm", "assistance", "complaint", "disclosure_request", "joint_investigation", "matter")
    platforms = {step.name for step in named if LAW.norms.norm[step.norm].of_platform}
    assert {f"archive_{one}" for one in kinds} | PLATFORMS_OWN == {step.name for step in named}
    assert PLATFORMS_OWN == platforms == {step.name for step in named if "派单平台规定" in step.rests_on(now)}
    assert all("非法定" in step.rests_on(now) for step in named)
    assert [one for step in _steps() for one in _cited(step) if one.startswith(NORM)] == []
