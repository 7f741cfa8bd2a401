"""What is written stays readable: short functions, short modules, a docstring where one is promised."""

import ast
from statistics import median, quantiles

from tools.tree import Function, Module, modules, told

LONGEST_FUNCTION = 50
LONGEST_MODULE = 300
LONGEST_LINE = 120
MEDIAN_FUNCTION = 8
LONG_FUNCTION = 25
"""Nine functions out of ten are no longer."""

WATCHED = ("workflow.update", "workflow.signal", "workflow.query", "workflow.run", "activity.defn")


def _length(function: Function) -> int:
    """Return the lines of a function, without decorators and docstring."""
    body = function.body
    if ast.get_docstring(function, clean=False) is not None:
        first = body[0]
        return (function.end_lineno or 0) - function.lineno + 1 - ((first.end_lineno or 0) - first.lineno + 1)
    return (function.end_lineno or 0) - function.lineno + 1


def _lengths() -> list[int]:
    return [_length(function) for module in modules() for _, function in module.functions()]


def _public(name: str) -> bool:
    return not any(part.startswith(("_", "<")) for part in name.split("."))


def _bare(module: Module, name: str, function: Function) -> bool:
    """Tell whether a function that must have a docstring has none."""
    marks = {ast.unparse(one).split("(")[0] for one in function.decorator_list}
    wanted = module.part == "law" or any(mark.startswith(WATCHED) for mark in marks)
    return wanted and _public(name) and ast.get_docstring(function) is None


def test_no_function_is_longer_than_a_screen() -> None:
    """A function of more than fifty lines does several things."""
    long = [
        f"{module.place}:{function.lineno} {name} {_length(function)} 行"
        for module in modules()
        for name, function in module.functions()
        if _length(function) > LONGEST_FUNCTION
    ]

    assert long == [], told(long)


def test_functions_are_mostly_a_few_lines() -> None:
    """Half of all functions have at most eight lines, nine out of ten at most twenty-five."""
    lengths = _lengths()

    assert median(lengths) <= MEDIAN_FUNCTION
    assert quantiles(lengths, n=10)[-1] <= LONG_FUNCTION


def test_no_module_is_longer_than_three_hundred_lines() -> None:
    """A longer module holds two subjects."""
    sizes = {module.place: len(module.text.splitlines()) for module in modules()}

    assert {place: size for place, size in sizes.items() if size > LONGEST_MODULE} == {}


def test_no_line_is_longer_than_a_hundred_and_twenty_characters() -> None:
    """Code, comments and sentences fit the screen; a Chinese character counts as one."""
    long = [
        f"{module.place}:{number} {len(line)} 字符"
        for module in modules()
        for number, line in enumerate(module.text.splitlines(), 1)
        if len(line) > LONGEST_LINE
    ]

    assert long == [], told(long)


def test_every_module_says_what_it_is_for() -> None:
    """The first statement of a module is its docstring."""
    assert [module.place for module in modules() if not ast.get_docstring(module.syntax)] == []


def test_what_the_law_offers_and_what_temporal_calls_has_a_docstring() -> None:
    """Every public function of law/, every activity, update, signal and query says its promise."""
    bare = [
        f"{module.place}:{function.lineno} {name}"
        for module in modules()
        for name, function in module.functions()
        if _bare(module, name, function)
    ]

    assert bare == [], told(bare)


def test_nothing_is_left_for_later() -> None:
    """A TODO is an issue, not a comment."""
    marks = ("TODO", "FIXME", "XXX")
    left = [
        f"{module.place}:{number}"
        for module in modules()
        for number, line in enumerate(module.text.splitlines(), 1)
        if any(mark in line for mark in marks)
    ]

    assert left == [], told(left)


def test_nothing_has_a_name_that_says_nothing() -> None:
    """A module is named after what it holds; utils, common, helpers and managers hold anything."""
    empty = {"utils", "util", "common", "core", "helpers", "helper", "manager", "managers", "misc", "base"}

    assert [module.place for module in modules() if empty & set(module.name.split("."))] == []
