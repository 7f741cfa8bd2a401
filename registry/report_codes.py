"""The code by which whoever reported on the public form asks how it stands (查询码): only its digest is kept."""

import base64
import hashlib
import hmac
from collections.abc import Callable
from datetime import datetime

from sqlalchemy import Engine, select

from database.connection import insert_into, reading, writing
from registry.tables import report_codes

LENGTH = 12
"""Signs of a code: sixty bits, that nobody guesses over a door which counts who comes."""
LIKE_DIGITS = str.maketrans({"0": "O", "1": "I", "8": "B"})
"""What is read for another sign off a slip of paper; the alphabet has no such digits."""


def code_for(secret: str) -> str:
    """Return the code that goes with the key of a form: sent again, the form is answered with the same."""
    digest = hmac.new(secret.encode(), b"gridcase report code", hashlib.sha256).digest()
    signs = base64.b32encode(digest).decode()[:LENGTH]
    return "-".join(signs[start : start + 4] for start in range(0, LENGTH, 4))


class ReportCodes:
    """The codes of all reports."""

    def __init__(self, engine: Engine, now: Callable[[], datetime]) -> None:
        self._engine, self._now = engine, now

    def keep(self, file_no: str, code: str) -> None:
        """Keep what tells a right code from a wrong one; the first of a file counts."""
        row = {"file_no": file_no, "digest": _digest(file_no, code), "created_at": self._now()}
        with writing(self._engine) as connection:
            entry = insert_into(connection, report_codes).values(**row)
            connection.execute(entry.on_conflict_do_nothing(index_elements=[report_codes.c.file_no]))

    def opens(self, file_no: str, code: str) -> bool:
        """Tell whether a code is that of a file; of one that has none, no code is."""
        with reading(self._engine) as connection:
            query = select(report_codes.c.digest).where(report_codes.c.file_no == file_no)
            kept = connection.execute(query).scalar()
        return kept is not None and hmac.compare_digest(kept, _digest(file_no, code))


def _digest(file_no: str, code: str) -> str:
    signs = "".join(sign for sign in code.upper() if sign.isalnum()).translate(LIKE_DIGITS)
    return hashlib.sha256(f"{file_no} {signs}".encode()).hexdigest()
