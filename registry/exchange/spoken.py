"""What is kept in the register, as it is written into a file: words for what is kept in English, levels, lists."""

from models.people import ROLE_NAMES, Role
from registry.exchange.cells import LEVEL_TEXTS, POSTS, SPECIALS, UNIT_KINDS, Cell
from registry.exchange.object_forms import SPOKEN as OF_OBJECTS

SPOKEN: dict[tuple[str, Cell], str] = {
    **OF_OBJECTS,
    **{("kind", kept): name for name, kept in UNIT_KINDS.items()},
    **{("post", kept): name for name, kept in POSTS.items()},
    **{("kind", kept): name for name, kept in SPECIALS.items()},
}
"""What is kept in English, as it is written into a file."""


def told(field: str, value: Cell) -> str:
    """Return a value as it is written into a file."""
    if value is None:
        return ""
    if field == "level" and isinstance(value, int):
        return LEVEL_TEXTS[value]
    if field == "grids":
        return "、".join(str(value).split())
    if field == "roles":
        return "、".join(ROLE_NAMES[Role(role)] for role in str(value).split())
    return SPOKEN.get((field, value), str(value))
