"""Imports go one way, and the pure parts of the house do not touch the world or ask for the time."""

import sys
from collections.abc import Callable

from tests.house.tree import ALONE, PACKAGES, Module, calls, house_of, modules, told

MAY_IMPORT = {
    "models": set(),
    "law": set(),
    "workflows.procedures": {"law", "models"},
    "workflows": {"activities", "law", "models", "workflows.procedures"},
    "activities": {"docket", "law", "models", "registry", "workflows.procedures"},
    "registry": {"models", "settings"},
    "docket": {"law", "models", "registry", "settings"},
    "console": {"law", "models", "workflows.procedures"},
    "review": {"console", "law", "models", "workflows.procedures"},
    "engine": set(),
    "settings": set(),
    "logs": set(),
}
"""What each part may import of the house; api, cli, rehearsal and worker are where the parts are put together."""

PURE = ("models", "law", "workflows.procedures")
PURE_LIBRARIES = {"pydantic", "pydantic_core"}

CLOCKS = {
    "date.today",
    "datetime.now",
    "datetime.today",
    "datetime.utcnow",
    "time.gmtime",
    "time.localtime",
    "time.time",
    "time.time_ns",
    "workflow.now",
}
"""What asks for the time, by the last two words of the call; `from time import time` is not done here."""

MAY_ASK_THE_TIME = {
    "api": "a command arrives at an instant",
    "cli": "a person looks at a clock",
    "workflows/door.py": "the border between the caller's time and the case's",
    "workflows/violation_case.py": "workflow.now, in one place",
    "activities/outside.py": "a signature carries the instant of sending",
    "registry": "a record says when it was made",
}
"""Where the time may be asked for, and why; everywhere else it is an argument."""

HOUSE = {*PACKAGES, *ALONE}
EDGES = {"api", "cli", "rehearsal", "worker"}
WORLD = {"asyncio", "http", "os", "random", "secrets", "socket", "sqlite3", "subprocess", "threading", "urllib"}

MAY_WRITE = {"law/publishing.py": "a notice is published by writing its file, whole or not at all"}


def _offences(parts: tuple[str, ...], wrong: Callable[[Module, str], bool]) -> list[str]:
    """Return every import of these parts that is wrong, as place and name."""
    return [
        f"{module.place}:{line} 引用 {name}"
        for module in modules()
        if module.house in parts
        for name, line in module.imports()
        if wrong(module, name)
    ]


def _last_two(name: str) -> str:
    return ".".join(name.split(".")[-2:])


def test_a_part_of_the_house_imports_only_what_lies_below_it() -> None:
    """Imports go one way: models and law below the procedures, those below the workflows; the edges on top."""

    def upward(module: Module, name: str) -> bool:
        own = name.split(".", maxsplit=1)[0] in HOUSE
        return own and house_of(name) not in {module.house, *MAY_IMPORT[module.house]}

    wrong = _offences(tuple(MAY_IMPORT), upward)

    assert wrong == [], told(wrong)


def test_the_pure_parts_know_no_library_of_the_world() -> None:
    """Law, models and procedures stand on the standard library and pydantic alone."""
    allowed = {*sys.stdlib_module_names, *HOUSE, *PURE_LIBRARIES}

    wrong = _offences(PURE, lambda _, name: name.split(".")[0] not in allowed)

    assert wrong == [], told(wrong)


def test_the_pure_parts_open_nothing_but_their_own_data() -> None:
    """Law, models and procedures start no process, open no socket, read no environment, know no chance."""
    wrong = _offences(PURE, lambda module, name: name.split(".")[0] in WORLD and module.place not in MAY_WRITE)

    assert wrong == [], told(wrong)


def test_the_time_is_an_argument() -> None:
    """Only the edges of the house ask for the time; what the law says never depends on when it is asked."""
    asked = [
        f"{module.place}:{call.lineno} {name}()"
        for module in modules()
        if module.house not in MAY_ASK_THE_TIME and module.place not in MAY_ASK_THE_TIME
        for name, call in calls(module)
        if _last_two(name) in CLOCKS
    ]
    asked += _offences(PURE, lambda _, name: name.split(".", maxsplit=1)[0] == "time")

    assert asked == [], told(asked)


def test_a_workflow_asks_its_clock_in_one_place() -> None:
    """workflow.now is called once in each workflow, so that a rehearsal's shift cannot be forgotten."""
    asked = [module.place for module in modules() for name, _ in calls(module) if name == "workflow.now"]

    assert sorted(set(asked)) == sorted(asked)


def test_every_part_of_the_house_says_what_it_may_import() -> None:
    """A new part of the house has its row in the table above before it has code."""
    assert {module.house for module in modules()} <= {*MAY_IMPORT, *EDGES}
