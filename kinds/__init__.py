"""The kinds of file there are (案卷种类), each a value in a module of its own."""

from judging.kind import Kind
from kinds.alarm import ALARM
from kinds.assistance import ASSISTANCE
from kinds.complaint import COMPLAINT
from kinds.disclosure_request import DISCLOSURE_REQUEST
from kinds.emergency import EMERGENCY
from kinds.joint_investigation import JOINT_INVESTIGATION
from kinds.matter import MATTER
from kinds.patrol_round import PATROL_ROUND
from kinds.violation_case import VIOLATION_CASE

__all__ = [
    "ALARM",
    "ASSISTANCE",
    "CALLED",
    "COMPLAINT",
    "DISCLOSURE_REQUEST",
    "EMERGENCY",
    "JOINT_INVESTIGATION",
    "KINDS",
    "MATTER",
    "PATROL_ROUND",
    "VIOLATION_CASE",
    "kind_of",
]

KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        *(VIOLATION_CASE, COMPLAINT, EMERGENCY, JOINT_INVESTIGATION, ASSISTANCE, MATTER, ALARM, PATROL_ROUND),
        DISCLOSURE_REQUEST,
    )
}
"""Every kind by its Temporal type."""
CALLED: dict[str, Kind] = {word: kind for kind in KINDS.values() for word in (kind.collection, kind.label)}
"""Every kind by the words that people and programs ask for its files with: cases or 案件."""


def kind_of(file_no: str) -> Kind:
    """Return the kind of a file by the letter of its number; raise KeyError where no kind has that letter."""
    letter = "".join(sign for sign in file_no.removeprefix("R").partition("-")[0] if not sign.isdigit())
    return {kind.letter: kind for kind in KINDS.values()}[letter]
