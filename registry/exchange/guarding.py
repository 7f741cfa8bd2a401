"""Text that a spreadsheet would take for a formula: written so that it is shown, read back the same, never computed."""

import re

FORMULA = re.compile(r"[=+\-@\t\r]")
GUARDED = re.compile(r"'+[=+\-@\t\r]")
NEEDS_GUARD = re.compile(r"'*[=+\-@\t\r]")


def guarded(cell: str) -> str:
    """Return a cell as it is written: an apostrophe keeps Excel from computing it."""
    return f"'{cell}" if NEEDS_GUARD.match(cell) else cell


def unguarded(cell: str) -> str:
    """Return a cell as it was before it was guarded."""
    return cell[1:] if GUARDED.match(cell) else cell


def is_formula(cell: str) -> bool:
    """Tell whether a spreadsheet would compute a cell."""
    return FORMULA.match(cell) is not None
