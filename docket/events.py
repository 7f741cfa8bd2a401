"""What another system was told, once more and in order (事件重取): by a cursor that never skips and never changes.

What is told has no order of its own: acts are entered later than they happened, and judgments written later than acts.
So a position is given out when the system asks, to whatever has none yet, one asker at a time; nothing waits for it.
"""

from sqlalchemy import Connection, Engine, func, insert, select

from database.connection import writing
from docket.tables import effects, event_positions, files, recipients
from models.effects import Feedback
from models.events import CloudEvent, event_of
from registry.tables import systems


def events_after(engine: Engine, system: str, after: int, limit: int) -> list[tuple[int, CloudEvent]]:
    """Return what a system was told after a position, with the position of each."""
    own = event_positions.c.system == system
    query = (
        select(event_positions.c.position, effects.c.at, effects.c.body)
        .join(effects, (effects.c.file_no == event_positions.c.file_no) & (effects.c.key == event_positions.c.key))
        .where(own, event_positions.c.position > after)
        .order_by(event_positions.c.position)
        .limit(limit)
    )
    with writing(engine) as connection:
        _give_positions(connection, system)
        rows = connection.execute(query).all()
    return [(row.position, event_of(Feedback.stored(row.body), row.at)) for row in rows]


def _give_positions(connection: Connection, system: str) -> None:
    """Give a position to what has none yet; who asks at the same moment waits."""
    connection.execute(select(systems.c.id).where(systems.c.id == system).with_for_update())
    own = event_positions.c.system == system
    last = connection.execute(select(func.max(event_positions.c.position)).where(own)).scalar() or 0
    known = (
        select(event_positions.c.key)
        .where(own, event_positions.c.file_no == effects.c.file_no, event_positions.c.key == effects.c.key)
        .exists()
    )
    told = (
        select(effects.c.file_no, effects.c.key)
        .join(recipients, (recipients.c.file_no == effects.c.file_no) & (recipients.c.key == effects.c.key))
        .join(files, files.c.file_no == effects.c.file_no)
        .where(recipients.c.recipient == system, effects.c.kind == "feedback", ~files.c.rehearsal, ~known)
        .order_by(effects.c.at, effects.c.file_no, effects.c.key)
    )
    fresh = [
        {"system": system, "position": position, "file_no": row.file_no, "key": row.key}
        for position, row in enumerate(connection.execute(told).all(), last + 1)
    ]
    if fresh:
        connection.execute(insert(event_positions), fresh)
