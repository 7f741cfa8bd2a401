"""Forms say beforehand what a guard will ask: each field that a guard's refusal names is told in the act's schema."""

import ast
import inspect
import textwrap
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from judging.asked_for import asked_for
from judging.step import Step
from kinds import KINDS

Function = Callable[..., Any]

STEPS = [step for kind in KINDS.values() for step in kind.steps.values()]


@cache
def tree_of(function: Function) -> ast.AST:
    """Return the syntax tree of a function."""
    return ast.parse(textwrap.dedent(inspect.getsource(function)))


def called_by(function: Function) -> Iterator[Function]:
    """Yield the functions of ours that a function names."""
    known = {**function.__globals__, **inspect.getclosurevars(function).nonlocals}
    for node in ast.walk(tree_of(function)):
        found = known.get(node.id) if isinstance(node, ast.Name) else None
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            found = getattr(known.get(node.value.id), node.attr, None)
        if inspect.isfunction(found) and found.__module__.partition(".")[0] in {"procedures", "law"}:
            yield found


def behind(guard: Function) -> set[Function]:
    """Return a guard and everything it asks."""
    found: set[Function] = set()
    waiting = [inspect.unwrap(guard)]
    while waiting:
        one = waiting.pop()
        if one not in found:
            found.add(one)
            waiting.extend(called_by(one))
    return found


@cache
def refused_at(guard: Function) -> frozenset[str]:
    """Return the fields that refusals of a guard name."""
    return frozenset(
        str(node.value.value).partition(".")[0]
        for one in behind(guard)
        for node in ast.walk(tree_of(one))
        if isinstance(node, ast.keyword) and node.arg == "field" and isinstance(node.value, ast.Constant)
    )


def untold(step: Step[Any]) -> Iterator[tuple[str, str]]:
    """Yield the fields of an act that may be left out, that its guards refuse for, and of which no form says so."""
    act = str(step.content.model_fields["act"].default)
    told = {one.field for one in asked_for(step.guards)}
    for name in sorted(set().union(*(refused_at(guard) for guard in step.guards)) - told - {"act"}):
        field = step.content.model_fields.get(name)
        if field is not None and not field.is_required():
            yield act, name


def test_what_a_guard_refuses_for_is_told_beforehand() -> None:
    """Nothing is shown as free and then refused."""
    assert set() == {one for step in STEPS for one in untold(step)}


def test_the_refusals_of_a_guard_are_found_in_what_it_calls() -> None:
    """The finder reads helpers and closures too, or the test above could not fail."""
    deferring = next(step for step in STEPS if step.content.__name__ == "DeferPayment")

    assert {"parts", "until", "of"} <= set().union(*(refused_at(guard) for guard in deferring.guards))
