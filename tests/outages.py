"""What is away for a while: a docket that cannot be written, as when its database is down."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine, text


@contextmanager
def docket_away(docket: Engine) -> Iterator[None]:
    """Keep the docket from being written; what else is in its database can still be read."""
    _rename(docket, "acts", "acts_away")
    try:
        yield
    finally:
        _rename(docket, "acts_away", "acts")


def _rename(docket: Engine, table: str, to: str) -> None:
    with docket.begin() as connection:
        connection.execute(text(f"alter table {table} rename to {to}"))
