"""The step to a register through time keeps who is there, and can be taken back."""

from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, select, text

from database import schema
from database.connection import reading
from registry.tables import appointments, certificates, persons, posts


def before_it() -> str:
    """Return the revision that the step follows upon, whatever its number."""
    steps = ScriptDirectory(str(schema.MIGRATIONS)).walk_revisions()
    return str(next(step.down_revision for step in steps if "the_register_is_dated" in step.path))


def everybody(engine: Engine) -> list[list[str]]:
    """Return every row about people."""
    with reading(engine) as connection:
        return [
            sorted(str(dict(row)) for row in connection.execute(select(table)).mappings())
            for table in (persons, posts, certificates, appointments)
        ]


def test_whoever_was_registered_before_is_registered_after(engine: Engine) -> None:
    """Persons with unit, rank, roles and days; their certificates; what they answer for."""
    before = everybody(engine)

    with engine.begin() as connection:
        command.downgrade(schema._config(connection), before_it())
    with reading(engine) as connection:
        roles = connection.execute(text("select role from person_roles where person = 'p-430423-04'")).scalars().all()
    schema.upgrade(engine)

    assert roles == ["officer"]
    assert all(before)
    assert everybody(engine) == before
