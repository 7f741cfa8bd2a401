"""What a fault of the database means: it is away and comes back, or it will never take what it was given."""

from sqlalchemy.exc import (
    DataError,
    DBAPIError,
    IntegrityError,
    InterfaceError,
    InternalError,
    OperationalError,
    SQLAlchemyError,
    TimeoutError,  # noqa: A004  SQLAlchemy's own: no connection of the pool came free
)

AWAY: tuple[type[SQLAlchemyError], ...] = (OperationalError, InterfaceError, InternalError, TimeoutError)
"""No answer, no free connection, read only, no room: whoever asks again later is answered."""
REFUSED = (IntegrityError, DataError)
"""The values themselves are not taken, however often they are sent."""


def is_away(error: Exception) -> bool:
    """Tell whether a write that failed may succeed later as it is; a table that is not there yet counts as away too."""
    if isinstance(error, SQLAlchemyError):
        return isinstance(error, (*AWAY, DBAPIError)) and not isinstance(error, REFUSED)
    return isinstance(error, OSError)


def code_of(error: Exception) -> str:
    """Return by what name a fault is logged: the database's own, without the values of the statement."""
    return type(error.orig if isinstance(error, DBAPIError) and error.orig else error).__name__
