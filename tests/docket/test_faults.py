"""What a fault of the docket does to an act: away, and it is written later; refused, and only its own row waits."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from sqlalchemy import Engine, event, select, text
from structlog.testing import capture_logs

from activities.judging import JudgeActivities
from activities.law_in_force import LawInForce
from activities.messages import JudgeRequest
from database import connection
from docket import reader, tables
from docket.scope import EVERYTHING
from docket.writer import acts_of
from models.chain import chain_of
from models.file import Judgment
from tests.docket.values import FOUND_AT, finding, stopping

NO = "R2026-000001"
LATER = FOUND_AT + timedelta(hours=5)


def asked(*, judged: int = 0, revision: int = 1) -> JudgeRequest:
    """Return what a file's workflow asks for."""
    acts = (finding(),)
    return JudgeRequest(
        kind="ViolationCase", file_no=NO, rehearsal=True, acts=acts, judged=judged, revision=revision, at=FOUND_AT
    )


@contextmanager
def failing(engine: Engine, error: Exception) -> Iterator[None]:
    """Have every writing of acts fail in the driver's own way."""

    def fail(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if statement.startswith("INSERT INTO acts"):
            raise error

    event.listen(engine, "before_cursor_execute", fail)
    yield
    event.remove(engine, "before_cursor_execute", fail)


def kept_chain(engine: Engine) -> str:
    """Return the chain that the docket has of the file."""
    with connection.reading(engine) as opened:
        return str(opened.execute(select(tables.files.c.chain)).scalar_one())


def judge(engine: Engine, request: JudgeRequest) -> Judgment:
    """Judge a file as the worker does."""
    return JudgeActivities(LawInForce(engine), engine).judge_file(request)


def test_a_pool_without_a_free_connection_is_a_docket_that_is_away(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All connections are in other hands: the act is judged, and its entry handed back to be written later."""
    monkeypatch.setattr(connection, "POOL", {"pool_size": 1, "max_overflow": 0, "pool_timeout": 0.01})
    small = connection.connect(engine.url.render_as_string(hide_password=False))
    with small.connect():
        judgment = judge(small, asked())
    small.dispose()

    assert judgment.unwritten is not None
    assert judgment.judged == 1


def test_a_database_that_is_read_only_is_away(postgresql: Engine) -> None:
    """After a failover the old server only reads: nothing is lost, nothing is stuck."""
    name = postgresql.url.database
    with postgresql.begin() as open_one:
        open_one.execute(text(f"alter database {name} set default_transaction_read_only = on"))
    postgresql.dispose()

    judgment = judge(postgresql, asked())

    assert judgment.unwritten is not None


def test_a_full_disk_is_away(engine: Engine) -> None:
    """There will be room again."""
    with failing(engine, OSError("no space left on device")):
        judgment = judge(engine, asked())

    assert judgment.unwritten is not None


def test_what_the_docket_never_takes_holds_only_its_own_row(engine: Engine) -> None:
    """The act stands, nobody tries for ever, the log has it as an error; the next judgment writes the file whole."""
    with capture_logs() as logs, failing(engine, ValueError("a rule of the table is broken")):
        first = judge(engine, asked())
    missing = reader.last_file(engine, EVERYTHING, NO)

    again = judge(engine, asked(judged=1, revision=2))

    file = reader.last_file(engine, EVERYTHING, NO)
    assert (first.unwritten, again.unwritten, missing) == (None, None, None)
    assert [log["log_level"] for log in logs if log["event"] == "docket_refused"] == ["error"]
    assert file is not None
    assert len(file.acts) == 1


def test_an_entry_that_is_written_late_and_refused_is_not_tried_for_ever(engine: Engine) -> None:
    """The patient activity is patient with a docket that is away, not with one that says no."""
    activities = JudgeActivities(LawInForce(engine), engine)
    with failing(engine, OSError("away")):
        entry = activities.judge_file(asked()).unwritten
    assert entry is not None
    entry = entry.with_acts(asked().acts)
    with failing(engine, ValueError("no")):
        refused = activities.record_file(entry)
    with failing(engine, OSError("away")), pytest.raises(OSError, match="away"):
        activities.record_file(entry)

    assert refused.numbers == ()


def test_what_a_judgment_says_of_the_chain_is_what_the_docket_keeps(engine: Engine) -> None:
    """Carried on or worked out anew, the chain is the same; an act that was changed since is seen."""
    first = judge(engine, asked())
    acts = (finding(), stopping(2))
    goes_on = asked(judged=1, revision=2).model_copy(update={"acts": acts, "chain": first.chain, "at": LATER})
    second = judge(engine, goes_on)
    worked_out = judge(engine, goes_on.model_copy(update={"chain": "", "size": first.size, "revision": 3}))

    assert second.chain == worked_out.chain == chain_of(acts)[-1] == kept_chain(engine)
    assert second.size == worked_out.size > first.size


def test_a_chain_that_does_not_go_on_is_followed_from_where_it_parts(engine: Engine) -> None:
    """The docket has an act that never came to be: it is taken back, though as many acts are there as before."""
    judge(engine, asked())
    phantom = (finding(), stopping(2).model_copy(update={"key": "never"}))
    judge(engine, asked(judged=1, revision=2).model_copy(update={"acts": phantom, "at": LATER}))
    real = (finding(), stopping(2), stopping(3))
    carried = chain_of(real[:2])[-1]
    judge(engine, asked(judged=2, revision=3).model_copy(update={"acts": real, "chain": carried, "at": LATER}))

    with connection.reading(engine) as opened:
        assert [act.key for act in acts_of(opened, NO)] == ["k1", "k2", "k3"]
    assert kept_chain(engine) == chain_of(real)[-1]
