"""Prepare the database of a real service: newest form, Hengyang's grid and units, nobody made up. `python deploy/prepare.py`.

May be run at every start: what is there is brought up to date, what people entered is left alone.
"""

import sys

import structlog

import logs
from database import schema
from database.connection import connect
from registry import seed
from settings import BadSettings, Settings

WRONG_SETTINGS = 2
"""The exit code where the environment cannot be."""


def main() -> None:
    """Bring the database up to date."""
    try:
        settings = Settings.from_env()
    except BadSettings as bad:
        sys.stderr.write(f"{bad}\n")
        sys.exit(WRONG_SETTINGS)
    logs.configure(settings.log_format)
    database = connect(settings.database_url)
    schema.upgrade(database)
    seed.load(database, people=False)
    log = structlog.get_logger()
    log.info("database_prepared", dialect=database.dialect.name)
    if not seed.staffed(database):
        log.warning("registry_empty", fill="gridcase registry template FOLDER; gridcase registry import FOLDER")
    if made_up := seed.made_up(database):
        log.error("made_up_people_in_register", certificates=made_up, use="a database that was never used locally")


if __name__ == "__main__":
    main()
