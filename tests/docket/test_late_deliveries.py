"""Messages about what outlived its file: once, to those it is meant for, and not forgotten by a rebuild."""

from sqlalchemy import Engine

from docket import reader
from docket.late_deliveries import enter
from docket.rebuild import Told, rebuild
from docket.scope import Scope
from docket.writer import record
from tests.docket.values import FOUND_AT, entry, message

PERSON = "p-430423-01"


def test_a_late_message_reaches_its_persons_once_and_stays(engine: Engine) -> None:
    """Entered twice, as by an activity that is done again, it stands once; a rebuild keeps it."""
    told, late = entry(), message(PERSON)
    record(engine, told)

    for _ in range(2):
        enter(engine, told.file_no, late, FOUND_AT)
    rebuild(engine, [Told(told.model_copy(update={"since": len(told.acts)}), None)], lambda *_: ())

    assert [late] == [found.effect for found in reader.messages(engine, Scope(person=PERSON))]
    assert () == reader.messages(engine, Scope(person="p-430423-02"))
