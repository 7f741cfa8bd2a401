"""The docket written anew: from the cases themselves, keeping numbers given and effects carried out."""

from datetime import date

from sqlalchemy import Engine, delete, update

from docket import reader, tables
from docket.rebuild import Mark, Rebuilt, Told
from docket.rebuild import rebuild as rebuilt
from docket.scope import EVERYTHING
from docket.writer import record
from models.file import Entry
from registry.numbers import FileNumbers
from tests.docket.listed import listed
from tests.docket.values import FOUND_AT, document, entry, message, term


def rebuild(engine: Engine, entries: list[Entry], mark: Mark | None = None) -> Rebuilt:
    """Have the docket written anew from what files say; their effects are those that the entries name."""
    effects = {one.file_no: one.effects for one in entries}
    told = [Told(one.model_copy(update={"effects": (), "since": len(one.acts)}), mark) for one in entries]
    return rebuilt(engine, told, lambda one, kept: [e for e in effects[one.file_no] if e.act_no > kept])


def test_a_rebuilt_docket_says_what_the_cases_say(engine: Engine) -> None:
    """Whatever was spoilt is put right: row, acts and terms."""
    told = entry(revision=3, acts=3, terms=(term(last_day=date(2026, 3, 5)),), effects=(document(),))
    record(engine, told)
    with engine.begin() as connection:
        connection.execute(update(tables.files).values(stage="spoilt"))
        connection.execute(update(tables.acts).values(body="{}"))
        connection.execute(delete(tables.terms))

    done = rebuild(engine, [told])

    file = reader.last_file(engine, EVERYTHING, told.file_no)
    assert (done.written, done.newer, done.unseen) == (1, 0, ())
    assert file is not None
    assert list(told.acts) == list(file.acts)
    assert told.standing == file.standing


def test_a_rebuild_fills_an_empty_docket(engine: Engine) -> None:
    """A docket that was lost altogether comes back, and its case numbers are not given again."""
    rebuild(engine, [entry("2026-000007"), entry("R2026-000003", rehearsal=True)])

    numbers = FileNumbers(engine, lambda: FOUND_AT)
    assert listed(engine, EVERYTHING, "2026-000007") is not None
    assert numbers.allocate("12369", "k", "d", 2026) == "2026-000008"
    assert numbers.allocate("12369", "r", "d", 2026, rehearsal=True) == "R2026-000004"


def test_a_rebuild_gives_no_document_a_new_number(engine: Engine) -> None:
    """文号 stay as they are on paper."""
    first = entry("2026-000001", effects=(document(), message("p-430423-01")))
    second = entry("2026-000002", effects=(document(),))
    for told in (first, second):
        record(engine, told)

    rebuild(engine, [second, first])

    numbers = [reader.documents(engine, EVERYTHING, file_no)[0].number for file_no in ("2026-000001", "2026-000002")]
    assert ["衡环山罚〔2026〕1号", "衡环山罚〔2026〕2号"] == numbers


def test_a_case_that_moved_on_meanwhile_is_left_alone(engine: Engine) -> None:
    """The rebuild reads a case, the case goes on and is recorded: the newer record stays."""
    record(engine, entry(revision=5, acts=4))

    done = rebuild(engine, [entry(revision=3, acts=2)])

    row = listed(engine, EVERYTHING, "2026-000001")
    assert (done.written, done.newer) == (0, 1)
    assert row is not None
    assert (row.revision, row.acts) == (5, 4)


def test_a_case_no_workflow_tells_of_any_more_is_kept_and_named(engine: Engine) -> None:
    """An archived case outlives its workflow; the rebuild says which cases it could not ask."""
    record(engine, entry("2026-000001", archived=True))

    done = rebuild(engine, [entry("2026-000002")])

    assert done.unseen == ("2026-000001",)
    assert listed(engine, EVERYTHING, "2026-000001") is not None
