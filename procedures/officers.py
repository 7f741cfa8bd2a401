"""Officers and their certificates (执法人员、执法证件): two at least, certified, who show that they are (行政处罚法 art. 42, 55)."""

from judging.asked_for import AskedFor, asks_for
from judging.attempt import Attempt, HasOfficers, ShowsIdentity
from law import guards


@asks_for(AskedFor("officers", rule="investigators_two_certified", least="officers_min"))
def two_certified_officers(attempt: Attempt[HasOfficers]) -> None:
    """Refuse a step without two officers whose certificates hold (G2)."""
    guards.two_certified_officers(attempt.content.officers, on=attempt.day, law=attempt.law)


@asks_for(AskedFor("officers", rule="investigators_two_certified", least="officers_min"))
def identity_was_shown(attempt: Attempt[ShowsIdentity]) -> None:
    """Refuse a step on site at which the certificates were not shown (G2)."""
    content = attempt.content
    guards.two_certified_officers(
        content.officers, on=attempt.day, law=attempt.law, certificates_shown=content.identity_shown
    )
