"""How things are numbered: file numbers, workflow ids, keys of effects."""

import re
from typing import Literal, get_args

FileKind = Literal[
    "ViolationCase",
    "Complaint",
    "Emergency",
    "JointInvestigation",
    "Assistance",
    "Matter",
    "Alarm",
    "PatrolRound",
    "DisclosureRequest",
]
"""The kinds of file by their Temporal types, as one file names another's; what each is, `kinds/` says."""
FILE_KINDS: dict[str, FileKind] = {kind: kind for kind in get_args(FileKind)}
FILE_NO = re.compile(r"^(?P<rehearsal>R?)(?P<letter>[A-QS-Z]?)(?P<year>\d{4})-(?P<serial>\d{6})$")
"""A file number (案卷号): `2026-000123` is a case; other kinds have a letter; a rehearsal's begins with `R`."""


def file_number(letter: str, year: int, serial: int, *, rehearsal: bool = False) -> str:
    """Return a file number such as `2026-000123`, or `T2026-000123` for a kind whose letter is T."""
    return f"{'R' if rehearsal else ''}{letter}{year:04d}-{serial:06d}"


def is_rehearsal(file_no: str) -> bool:
    """Tell whether a file number is that of a rehearsal."""
    return file_no.startswith("R")


def workflow_id(kind: str, file_no: str) -> str:
    """Return the workflow id of a file, `<Temporal type>:<file number>`."""
    return f"{kind}:{file_no}"


def file_no_in(workflow: str) -> str:
    """Return the file number in a workflow id."""
    return workflow.partition(":")[2]


def effect_key(file_no: str, act_no: int, what: str) -> str:
    """Return the key by which an effect is carried out once."""
    return f"{file_no}/{act_no}/{what}"


def kind_in(workflow: str) -> FileKind:
    """Return the kind of a file by its workflow id; raise ValueError where it is of none that there is."""
    return FILE_KINDS[workflow.partition(":")[0]]


def file_no_of(effect: str) -> str:
    """Return the number of the file that an effect leaves, by the effect's key."""
    return effect.partition("/")[0]


def act_no_in(effect: str) -> int:
    """Return the number of the act that an effect follows from, by the effect's key."""
    return int(effect.split("/")[1])


def what_in(effect: str) -> str:
    """Return what an effect is of those that follow from one act, by the effect's key."""
    return effect.rpartition("/")[2]
