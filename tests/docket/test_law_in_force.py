"""The law a process answers by: holiday notices come in, a database that is away changes nothing, no two holders mix."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, update

from activities import law_in_force
from activities.law_in_force import LawInForce
from docket.notices import bring_in, brought_in, notices
from law.edition import shipped
from law.notices import Notice, read_notice
from tests.law.test_calendar import NEXT_YEAR
from tests.next_version import with_more


@pytest.fixture
def notice(tmp_path: Path) -> Notice:
    """Return a made-up notice for 2027."""
    file = tmp_path / "notice.toml"
    file.write_text(NEXT_YEAR, encoding="utf-8")
    return read_notice(file)


def test_a_notice_that_came_in_is_law_for_whoever_asks(
    engine: Engine, notice: Notice, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The holder answers by the new edition from its next look on."""
    monkeypatch.setattr(law_in_force, "FRESH", -1.0)
    holder = LawInForce(engine)
    before = holder()

    bring_in(engine, notice, datetime.now(UTC))

    assert before is shipped()
    assert holder().added == (notice,)
    assert holder.known.edition == holder().edition != before.edition


def test_a_notice_that_was_let_in_once_is_read_whatever_the_bounds_have_become(engine: Engine, notice: Notice) -> None:
    """A row of a later version, with what would be refused today, does not take the law from every process."""
    bring_in(engine, notice, datetime.now(UTC))
    said = {**with_more(notice.model_dump(mode="json")), "issued": f"{notice.year}-01-01"}
    with engine.begin() as connection:
        connection.execute(update(notices).values(body=json.dumps(said)))

    (read,) = brought_in(engine)

    assert (read.title, read.holidays) == (notice.title, notice.holidays)


def test_two_holders_in_one_process_know_nothing_of_each_other(engine: Engine, notice: Notice) -> None:
    """What one has taken in, another learns from its own database, and the shipped law stays as it is."""
    bring_in(engine, notice, datetime.now(UTC))
    taken_in, other = LawInForce(engine), LawInForce(engine)

    assert taken_in().added == (notice,)
    assert other.known is shipped()
    assert shipped().added == ()


def test_the_database_is_not_asked_again_at_once(engine: Engine, notice: Notice) -> None:
    """An answer holds for a second: a notice that comes in meanwhile waits."""
    holder = LawInForce(engine)
    holder()

    bring_in(engine, notice, datetime.now(UTC))

    assert holder() is shipped()


def test_while_the_database_is_away_the_law_known_last_answers(tmp_path: Path) -> None:
    """A judgment never waits for the docket."""
    away = create_engine(f"sqlite:///{tmp_path / 'nowhere' / 'docket.sqlite3'}")

    assert LawInForce(away)() is shipped()
