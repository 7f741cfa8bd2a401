"""The law that answers on this machine: the shipped one, with every holiday notice its docket has brought in."""

from importlib import import_module
from pathlib import Path

from cli.speech import Failed
from law import edition
from law.edition import Law
from settings import Settings

SQLITE = "sqlite:///"


def law_in_force() -> Law:
    """Return the law in force here; where no docket is, or it does not answer, the shipped one."""
    settings = Settings.from_env()
    url = settings.database_url
    if url.startswith(SQLITE) and not Path(url.removeprefix(SQLITE)).is_file():
        return edition.shipped()
    # Loaded only where there is a docket: it brings the database with it.
    try:
        with import_module("cli.docket").docket(settings) as engine:
            return edition.shipped().with_notices(import_module("docket.notices").brought_in(engine))
    except Failed:
        return edition.shipped()
