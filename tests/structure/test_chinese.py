"""The Chinese name of a field means the same in every act it serves; what means something else is said for its act."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from api.catalogue import catalogue
from api.filling_in import FieldEntry
from law.edition import shipped
from models.acts import ACTS
from models.chinese import docs, names

MEANS_THE_SAME = frozenset(
    [
        "accepted",
        "alarm",
        "amount",
        "answerable",
        "basis",
        "case",
        "counties",
        "dissent",
        "by_superior",
        "completed_on",
        "conduct_from",
        "conduct_until",
        "consent",
        "consented_by",
        "correct_by",
        "counties",
        "dissent",
        "document_no",
        "due",
        "ecology",
        "exceeds",
        "exhibits",
        "facts",
        "facts_note",
        "finding",
        "fine",
        "fined_before",
        "ground",
        "handle_by",
        "has_comparison",
        "has_funding",
        "has_monitoring",
        "has_persons",
        "has_report",
        "has_schedule",
        "has_steps",
        "hearing_offered",
        "identity_shown",
        "in_place_of",
        "in_writing",
        "is_completed",
        "is_discussed",
        "is_intact",
        "is_major",
        "is_obeyed",
        "is_at_night",
        "is_published",
        "is_recorded",
        "is_repeated",
        "is_urgent",
        "kind",
        "measures",
        "mode",
        "of",
        "officers",
        "opinion",
        "origin",
        "outcome",
        "pages",
        "letter",
        "party",
        "passed",
        "place",
        "pollution",
        "published_in",
        "reason",
        "record",
        "redacted",
        "redo_by",
        "remedies",
        "requirement",
        "result",
        "sender_no",
        "servers",
        "service_receipt",
        "summary",
        "through",
        "told",
        "tried",
        "unit",
        "until",
        "with_evidence",
        "within",
        "word",
        "witness",
    ]
)
"""Fields of acts of several procedures that are called by one name, looked at one by one: a new one is looked at too."""


def _procedures_served() -> dict[str, set[str]]:
    """Return the modules of acts whose field is called by its general name."""
    served: dict[str, set[str]] = defaultdict(set)
    for act, content in ACTS.items():
        for field in content.model_fields:
            if field != "act" and f"{act}.{field}" not in names():
                served[field].add(content.__module__)
    return served


def test_a_name_that_serves_several_procedures_was_looked_at() -> None:
    """是否准予回避 once stood at a referral to the police: where a name does not fit, `act.field` says another."""
    served = {field for field, modules in _procedures_served().items() if len(modules) > 1}

    assert served ^ MEANS_THE_SAME == set()


def _parts(entries: Iterable[FieldEntry]) -> Iterator[str]:
    """Yield the fields that a sender writes, and those of what they hold."""
    for entry in entries:
        yield entry.name
        yield from _parts(entry.fields)


def test_what_is_said_for_one_act_is_said_of_a_field_it_has() -> None:
    """An entry `act.field` names an act and one of its fields, or it would be read by nobody."""
    entries = [key.split(".") for key in (*names(), *docs()) if "." in key]
    forms = catalogue(shipped(), date(2026, 9, 1))
    written = {act: {*content.model_fields, *_parts(forms[act].fields)} for act, content in ACTS.items()}
    idle = [f"{act}.{field}" for act, field in entries if act in ACTS and field not in written[act]]

    assert idle == []


def test_what_is_said_for_one_act_is_not_what_is_said_anyway() -> None:
    """An entry `act.field` differs from the general one."""
    idle = [key for key, told in names().items() if "." in key and told == names().get(key.split(".")[1])]

    assert idle == []
