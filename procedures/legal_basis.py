"""What a document rests on (法律依据): law in force, and old law only for old conduct (G16, 从旧兼从轻)."""

from datetime import date

from judging.asked_for import AskedFor, asks_for
from judging.attempt import Attempt, HasBasis
from judging.basis import citations_of
from judging.record import Record
from law import guards
from law.refusals import Unclear
from models.acts.filing import FileCase
from models.acts.finding import TellsOfViolation


@asks_for(AskedFor("basis"))
def basis_is_in_force(attempt: Attempt[HasBasis]) -> None:
    """Refuse a document that cites law not in force, but for old law about old conduct (G16)."""
    basis_fits(attempt, conduct_day(attempt.record))


def basis_fits(attempt: Attempt[HasBasis], conduct_on: date) -> None:
    """Refuse a document without basis, or whose basis was not in force for conduct that ended on a day (G16)."""
    citations = citations_of(attempt.content.basis)
    if not citations:
        raise Unclear("no-basis", "文书须写明法律依据（文件名称和条款）", field="basis")
    guards.cites_law_in_force(citations, on=attempt.day, conduct_on=conduct_on, law=attempt.law)


def conduct_ended(record: Record) -> date | None:
    """Return the day on which the conduct ended, as filed, else as found; None while it goes on."""
    filed, opening = record.content(FileCase), record.opening
    if filed is not None and filed.conduct_until is not None:
        return filed.conduct_until
    found = opening.content if opening else None
    return found.conduct_until if isinstance(found, TellsOfViolation) else None


def conduct_day(record: Record) -> date:
    """Return the day whose law governs the substance: the end of the conduct, or the finding while it goes on."""
    return conduct_ended(record) or (record.opening.day if record.opening else date.max)
