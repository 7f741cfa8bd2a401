"""Imports go one way, and the pure parts do not touch the world or ask for the time."""

import sys
from collections.abc import Callable
from graphlib import CycleError, TopologicalSorter

from tools.tree import ALONE, PACKAGES, Module, calls, modules, part_of, told

MAY_IMPORT = {
    "models": set(),
    "law": set(),
    "judging": {"law", "models"},
    "procedures": {"judging", "law", "models"},
    "kinds": {"judging", "models", "procedures"},
    "database": {"models"},
    "evidence": {"database", "models"},
    "papers": {"engine", "judging", "law", "models"},
    "registry": {"database", "models", "settings"},
    "docket": {"database", "law", "models", "registry"},
    "activities": {"database", "docket", "judging", "kinds", "law", "models"},
    "public_site": {"console", "database", "docket", "law", "models", "registry"},
    "workflows": {"activities", "judging", "kinds", "law", "models"},
    "console": {"judging", "kinds", "law", "models"},
    "file_review": {"console", "judging", "law", "models", "papers", "procedures"},
    "rehearsal": {"file_review", "judging", "kinds", "law", "models"},
    "engine": set(),
    "settings": set(),
    "logs": set(),
    "watchdog": set(),
}
"""What each part may import of the others; api, cli, web and worker are where the parts are put together."""

PURE = ("models", "law", "judging", "procedures", "kinds")
PURE_LIBRARIES = {"pydantic", "pydantic_core", "rfc8785", "tomli", "typing_extensions"}

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
    "web": "whoever is signed in was seen at an instant",
    "workflows/client.py": "the border between the caller's time and the case's",
    "workflows/between_files.py": "the border between two files, of which one may be rehearsed",
    "workflows/carrying.py": "workflow.now, in one place",
    "workflows/delivery.py": "workflow.now: when what outlived its file was taken",
    "activities/channels.py": "a signature carries the instant of sending",
    "registry": "a record says when it was made",
}
"""Where the time may be asked for, and why; everywhere else it is an argument."""

OWN = {*PACKAGES, *ALONE}
EDGES = {"api", "cli", "web", "worker"}
WORLD = {"asyncio", "http", "os", "random", "secrets", "socket", "sqlite3", "subprocess", "threading", "urllib"}

MAY_WRITE = {"law/publishing.py": "a notice is published by writing its file, whole or not at all"}


def _offences(parts: tuple[str, ...], wrong: Callable[[Module, str], bool]) -> list[str]:
    """Return every import of these parts that is wrong, as place and name."""
    return [
        f"{module.place}:{line} 引用 {name}"
        for module in modules()
        if module.part in parts
        for name, line in module.imports()
        if wrong(module, name)
    ]


def _last_two(name: str) -> str:
    return ".".join(name.split(".")[-2:])


def test_a_part_imports_only_what_lies_below_it() -> None:
    """Imports go one way: models, law, judging, procedures, kinds; those below the workflows; the edges on top."""

    def upward(module: Module, name: str) -> bool:
        own = name.split(".", maxsplit=1)[0] in OWN
        return own and part_of(name) not in {module.part, *MAY_IMPORT[module.part]}

    wrong = _offences(tuple(MAY_IMPORT), upward)

    assert wrong == [], told(wrong)


def _leans() -> dict[str, set[str]]:
    """Return what each part imports of the others."""
    leans: dict[str, set[str]] = {module.part: set() for module in modules()}
    for module in modules():
        leans[module.part] |= {part_of(name) for name, _ in module.imports()} & OWN - {module.part}
    return leans


def test_no_part_may_import_what_it_does_not_need() -> None:
    """The table above shows how the parts stand on each other: what is in it is done."""
    leans = _leans()
    idle = {part: may - leans[part] for part, may in MAY_IMPORT.items() if may - leans[part]}

    assert idle == {}


def test_no_two_parts_lean_on_each_other() -> None:
    """There is no circle between the parts, edges included: each can be read, and tested, before what stands on it."""
    leans = _leans()
    circle: list[str] = []
    try:
        TopologicalSorter(leans).prepare()
    except CycleError as found:
        circle = list(found.args[1])

    assert circle == [], " → ".join(reversed(circle))


def test_the_pure_parts_know_no_library_of_the_world() -> None:
    """What says and asks the law stands on the standard library, pydantic and the types of tomorrow alone."""
    allowed = {*sys.stdlib_module_names, *OWN, *PURE_LIBRARIES}

    wrong = _offences(PURE, lambda _, name: name.split(".")[0] not in allowed)

    assert wrong == [], told(wrong)


def test_the_pure_parts_open_nothing_but_their_own_data() -> None:
    """What says and asks the law starts no process, opens no socket, reads no environment, knows no chance."""
    wrong = _offences(PURE, lambda module, name: name.split(".")[0] in WORLD and module.place not in MAY_WRITE)

    assert wrong == [], told(wrong)


def test_the_time_is_an_argument() -> None:
    """Only the edges ask for the time; what the law says never depends on when it is asked."""
    asked = [
        f"{module.place}:{call.lineno} {name}()"
        for module in modules()
        if module.part not in MAY_ASK_THE_TIME and module.place not in MAY_ASK_THE_TIME
        for name, call in calls(module)
        if _last_two(name) in CLOCKS
    ]
    asked += _offences(PURE, lambda _, name: name.split(".", maxsplit=1)[0] == "time")

    assert asked == [], told(asked)


def test_a_workflow_asks_its_clock_in_one_place() -> None:
    """workflow.now is called once in each workflow, so that a rehearsal's shift cannot be forgotten."""
    asked = [module.place for module in modules() for name, _ in calls(module) if name == "workflow.now"]

    assert sorted(set(asked)) == sorted(asked)


def test_every_part_says_what_it_may_import() -> None:
    """A new part has its row in the table above before it has code."""
    assert {module.part for module in modules()} <= {*MAY_IMPORT, *EDGES}
