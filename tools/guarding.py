"""Who asks each guard (G1 to G20): the procedures, the doors, the review; read off the source."""

import ast
from collections.abc import Iterator

from law.guards import GUARDS
from tools.tree import Module, modules

HERE = "law.guards"
"""Where the guards themselves stand."""
FIELD = "guard"
"""The word by which a refusal names the guard that it is raised for."""


def asked_in() -> dict[str, tuple[str, ...]]:
    """Return, for each guard, the modules of the product that ask it or refuse in its name."""
    names = {one.function.__name__: key for key, one in GUARDS.items()}
    found: dict[str, set[str]] = {key: set() for key in GUARDS}
    for module in modules():
        if not module.name.startswith(HERE):
            for key in _asked(module, names):
                found[key].add(module.place)
    return {key: tuple(sorted(places)) for key, places in found.items()}


def _asked(module: Module, names: dict[str, str]) -> Iterator[str]:
    for node in ast.walk(module.syntax):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "guards":
            yield from (names[one] for one in (node.attr,) if one in names)
        elif isinstance(node, ast.keyword) and node.arg == FIELD and isinstance(node.value, ast.Constant):
            yield from (key for key in GUARDS if key == node.value.value)
