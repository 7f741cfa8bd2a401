"""A number of the law stands in law/statute/*.toml, once, and nowhere else."""

import ast
import re
from collections.abc import Iterator
from decimal import Decimal

from tools.tree import Module, calls, modules, told

SMALL = 3
"""Counting to three is arithmetic; whatever is longer is looked up."""

OF_THE_MACHINE: dict[str, dict[float, str]] = {
    "law/calendar.py": {7: "days of a week", 8: "cached calendars", 12: "December", 31: "of December"},
    "law/catalogue.py": {8: "cached catalogues"},
    "law/discretion/__init__.py": {8: "cached tables"},
    "law/notices.py": {
        5: "Saturday",
        8: "cached notices",
        12: "December",
        15: "longest holiday a notice can mean",
        20: "of December: a new year's holiday may begin in the old year",
        31: "of December",
        2000: "first year a notice can have",
        2100: "last year a notice can have",
    },
    "law/citations.py": {1024: "titles whose bare form is kept"},
    "law/norms.py": {
        12: "December",
        24: "hours of a day",
        30: "rough length of a month",
        31: "of December",
        365: "rough length of a year",
        2015: "year of the opinions, from which on the city sets norms",
    },
    "judging/lately.py": {64: "files that were read and may be asked for again"},
    "law/reading.py": {16: "hex digits of an edition"},
    "law/terms.py": {12: "months of a year", 24: "hours of a day"},
    "law/amounts/worked.py": {100: "parts of a per cent"},
    "models/acts/patrol.py": {
        9: "decimal places of a measured value",
        18: "digits of a measured value",
        64: "hex digits of a digest",
    },
    "procedures/patrol/guards.py": {1_000_000: "bytes of a megabyte"},
    "models/acts/alarm.py": {6: "decimals of a measured value", 18: "digits of a measured value"},
    "models/acts/penalty.py": {14: "digits of an amount of money"},
    "models/documents.py": {4: "digits of a share", 14: "digits of an amount of money"},
    "models/acts/seizure.py": {14: "digits of an amount of money"},
    "models/file.py": {8000: "events of a history before it is continued as new"},
    "models/entering.py": {
        6: "levels of fields within fields",
        64: "characters of a field's name",
        200: "values in the fields of a correction",
        1949: "first year in which something in a file can have happened",
        2000: "characters of a text",
        2100: "last year that a file can name",
    },
    "models/values.py": {
        64: "hex digits of a digest",
        100: "entries of a list",
        128: "characters of a key",
        200: "characters of a line",
        1000: "entries of a table",
        2000: "characters of a text",
        4096: "instants whose civil day is kept",
        1_000_000: "the most of anything that is counted",
    },
}
"""Numbers that may stand in the code of law, models and procedures, each with what it counts."""

OF_LAW = ("law", "models", "judging", "procedures", "kinds")
SPOKEN = re.compile(r"(?!一天)[0-9一二三四五六七八九十百千两]+(个工作日|日内|日以|天|小时|个月|万元|元以|%|倍)")
"""An amount as a statute writes it."""
EXACT = {Decimal(text) for text in ("0", "1", "0.01", "100")}
"""Nothing, everything, a fen, a per cent."""


def _numbers(module: Module) -> Iterator[tuple[int, float]]:
    for node in ast.walk(module.syntax):
        if isinstance(node, ast.Constant) and isinstance(node.value, int | float) and not isinstance(node.value, bool):
            yield node.lineno, node.value


def _said(module: Module) -> Iterator[tuple[int, str]]:
    """Yield every text of a module that is no docstring."""
    silent = {id(node.value) for node in ast.walk(module.syntax) if isinstance(node, ast.Expr)}
    for node in ast.walk(module.syntax):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in silent:
            yield node.lineno, node.value


def _lengths(module: Module) -> Iterator[tuple[int, str]]:
    """Yield every length of time in days or weeks that is written out."""
    for name, call in calls(module):
        if name.split(".")[-1] == "timedelta":
            for word in call.keywords:
                if word.arg in ("days", "weeks") and isinstance(word.value, ast.Constant) and word.value.value != 1:
                    yield call.lineno, ast.unparse(call)


def _amounts(module: Module) -> Iterator[tuple[int, Decimal]]:
    for name, call in calls(module):
        first = call.args[0] if call.args else None
        if name.split(".")[-1] == "Decimal" and isinstance(first, ast.Constant):
            yield call.lineno, Decimal(str(first.value))


def test_no_length_in_days_is_written_in_code() -> None:
    """A timedelta of days is the next day, or comes out of the catalogue."""
    wrong = [f"{module.place}:{line} {what}" for module in modules() for line, what in _lengths(module)]

    assert wrong == [], told(wrong)


def test_no_amount_of_money_or_rate_is_written_in_code() -> None:
    """An amount, a share or a rate comes out of the catalogue."""
    wrong = [
        f"{module.place}:{line} Decimal({amount})"
        for module in modules()
        for line, amount in _amounts(module)
        if amount not in {*EXACT, *OF_THE_MACHINE.get(module.place, {})}
    ]

    assert wrong == [], told(wrong)


def test_the_code_of_law_counts_no_further_than_three() -> None:
    """Law, models and procedures hold no bare number but those that count the machine's own things."""
    wrong = [
        f"{module.place}:{line} {number}"
        for module in modules()
        if module.part in OF_LAW
        for line, number in _numbers(module)
        if abs(number) > SMALL and number not in OF_THE_MACHINE.get(module.place, {})
    ]

    assert wrong == [], told(wrong)


def test_no_sentence_in_code_states_a_number_of_the_law() -> None:
    """What a refusal says of a length or an amount is put in from the catalogue, never typed."""
    wrong = [
        f"{module.place}:{line} {text}"
        for module in modules()
        if module.part in (*OF_LAW, "api", "cli")
        for line, text in _said(module)
        if SPOKEN.search(text)
    ]

    assert wrong == [], told(wrong)


def test_every_number_of_the_machine_is_used() -> None:
    """The list of exceptions holds no dead entry."""
    used = {module.place: {number for _, number in _numbers(module)} for module in modules()}
    dead = [
        f"{place}: {number}"
        for place, numbers in OF_THE_MACHINE.items()
        for number in numbers
        if number not in used.get(place, set())
    ]

    assert dead == [], told(dead)
