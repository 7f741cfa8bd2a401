"""The form of the database of registry and docket: brought up to date by whoever starts first."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, func, select

from database.connection import patient, reading

MIGRATIONS = Path(__file__).with_name("migrations")
LOCK = 7_604_304
"""Number of PostgreSQL's advisory lock under which the form is changed."""


def upgrade(engine: Engine) -> None:
    """Bring the database to the newest form; all of it or nothing, and by one process at a time."""
    if is_current(engine):
        return
    # Whoever comes second waits for the first one, and a change of form takes as long as it takes.
    with patient(engine) as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(select(func.pg_advisory_xact_lock(LOCK)))
        command.upgrade(_config(connection), "head")


def is_current(engine: Engine) -> bool:
    """Tell whether the database has the newest form."""
    with reading(engine) as connection:
        reached = set(MigrationContext.configure(connection).get_current_heads())
    return reached == set(ScriptDirectory(str(MIGRATIONS)).get_heads())


def _config(connection: Connection) -> Config:
    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    return config
