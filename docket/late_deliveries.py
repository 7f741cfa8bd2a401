"""Messages about what was delivered after the end of its file: entered once, and kept through every rebuild."""

from datetime import datetime

from sqlalchemy import Engine

from database.connection import insert_into
from docket.rows import recipient_rows
from docket.tables import effects, recipients
from models.effects import Message


def enter(engine: Engine, file_no: str, message: Message, at: datetime) -> None:
    """Enter a message of a file that is over, for those it is meant for; again, it changes nothing."""
    row = {
        "file_no": file_no,
        "key": message.key,
        "act_no": message.act_no,
        "kind": message.kind,
        "at": at,
        "body": message.model_dump_json(),
    }
    with engine.begin() as connection:
        connection.execute(insert_into(connection, effects).values(row).on_conflict_do_nothing())
        for recipient in recipient_rows(file_no, (message,)):
            connection.execute(insert_into(connection, recipients).values(recipient).on_conflict_do_nothing())
