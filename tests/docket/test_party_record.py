"""What the docket holds about a party: files in which it is the only one, or one of several."""

from sqlalchemy import Engine

from docket.party_record import record_of
from docket.scope import EVERYTHING
from docket.writer import record
from tests.docket.values import document, entry

ALONE, AMONG_OTHERS, ANOTHERS = "2026-000001", "2026-000002", "2026-000003"
BOTH = ("e-1", "e-3")


def test_the_record_of_a_party_has_the_files_in_which_others_come_first(engine: Engine) -> None:
    """Of such a file those documents that name the party: what was decided on another one is not its own."""
    record(engine, entry(ALONE, party="e-3", effects=(document(party="e-3"),)))
    decided = (document(1, party="e-1"), document(2, party="e-3", word="责改"))
    record(engine, entry(AMONG_OTHERS, acts=2, party="e-1", parties=BOTH, effects=decided))
    record(engine, entry(ANOTHERS, party="e-1", effects=(document(party="e-1"),)))

    found = record_of(engine, EVERYTHING, "e-3")

    assert {ALONE, AMONG_OTHERS} == {file.file_no for file in found.files}
    assert {(ALONE, "罚"), (AMONG_OTHERS, "责改")} == {(one.file_no, one.word) for one in found.documents}
