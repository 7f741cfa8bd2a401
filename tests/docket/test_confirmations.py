"""Records that somebody has a part in: however many files bear his number, none is left out."""

from sqlalchemy import Engine

from docket.confirmations import records_with
from docket.scope import Scope
from docket.writer import record
from models.acts import Act
from models.acts.investigation import InspectSite
from models.people import Officer
from tests.docket.values import entry, finding, stopping

UNIT, OFFICER, OTHER = "u-430423", "p-430423-01", "p-430423-02"
MANY = 5


def _inspected(*officers: str) -> tuple[Act, Act]:
    named = tuple(Officer(id=one, unit=UNIT) for one in officers)
    content = InspectSite(record="外排黑水", officers=named, identity_shown=True)
    return finding(), Act(**{**stopping(2).known(), "content": content})


def test_however_many_files_bear_ones_number_all_are_read(engine: Engine) -> None:
    """Two at once, five in all; a file that does not name the reader is none of them."""
    scope = Scope(everything=True, unit=UNIT, person=OFFICER)
    for number in range(1, MANY + 2):
        file_no = f"2026-{number:06d}"
        named = (OFFICER, OTHER) if number <= MANY else (OTHER,)
        told = entry(file_no, acts=2)
        record(engine, told.model_copy(update={"acts": _inspected(*named)}))

    found = list(records_with(engine, scope, ("ViolationCase",), at_once=2))

    assert [file_no for file_no, _ in found] == [f"2026-{number:06d}" for number in range(1, MANY + 1)]
    assert all([act.name for act in acts] == ["inspect_site"] for _, acts in found)
    assert not list(records_with(engine, Scope(everything=True), ("ViolationCase",)))
