"""How things are numbered: case numbers, workflow ids, idempotency keys."""

import re

CASE_NO = re.compile(r"^(?P<kind>[A-Z]?)(?P<year>\d{4})-(?P<serial>\d{6})$")


def case_number(year: int, serial: int, *, rehearsal: bool = False) -> str:
    """Return a case number such as `2026-000123`; a rehearsal's begins with `R`."""
    return f"{'R' if rehearsal else ''}{year:04d}-{serial:06d}"


def case_workflow_id(case_no: str) -> str:
    """Return the workflow id of a case, `ViolationCase:<case number>`."""
    return f"ViolationCase:{case_no}"


def effect_key(case_no: str, act_no: int, kind: str) -> str:
    """Return the key by which an effect is carried out once."""
    return f"{case_no}/{act_no}/{kind}"
