"""Every validation error as a Chinese sentence (`chinese/errors.toml`): what is wrong, where, what would be right."""

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import tomli

from api.spoken import names_of
from models.chinese import name_of

Path_ = Sequence[int | str]

OUTER = frozenset({"body", "query", "path", "header"})
"""Where FastAPI found a field; not part of the field's own name."""
ASKED = frozenset({"query", "path"})
ADDRESS = "asked"
"""What stands in an address, and where the names of it are told: a word may mean another thing there than in an act."""


@cache
def errors() -> Mapping[str, str]:
    """Return the sentence of each kind of error, with gaps for what is wrong and where."""
    file = Path(__file__).with_name("chinese") / "errors.toml"
    return {kind: str(text) for kind, text in tomli.loads(file.read_text(encoding="utf-8"))["error"].items()}


def path_of(loc: Path_) -> str:
    """Return where in the request a value stands, as `basis[0].article`."""
    steps = list(loc[1:] if loc and loc[0] in OUTER else loc)
    text = ""
    for step in steps:
        text += f"[{step}]" if isinstance(step, int) else f".{step}"
    return text.removeprefix(".")


def sentence_of(error: Mapping[str, Any], act: str = "") -> str:
    """Return a validation error as one Chinese sentence: what is wrong, where, what would be right."""
    loc = error["loc"]
    act = ADDRESS if loc and loc[0] in ASKED else act
    leaf = next((str(step) for step in reversed(loc) if isinstance(step, str) and step not in OUTER), "")
    template = errors().get(error["type"], errors()["other"])
    context = {**error.get("ctx", {}), "name": name_of(leaf, act), "field": path_of(loc) or leaf}
    if error["type"] in ("literal_error", "enum"):
        context["choices"] = _choices(leaf, act, str(context["expected"]))
    return template.format(**context)


def _choices(field: str, act: str, expected: str) -> str:
    """Return the allowed values with their names; pydantic lists them as `'a', 'b' or 'c'`."""
    allowed = [part.strip().strip("'") for part in expected.replace(" or ", ", ").split(", ")]
    names = names_of(field, allowed, act)
    return "、".join(f"{value}（{names[value]}）" if value in names else value for value in allowed)
