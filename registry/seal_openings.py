"""What was opened of a sealed complaint, or destroyed: who, when, why, of which file; never changed (启封记录)."""

from collections.abc import Callable
from datetime import datetime
from typing import Literal

from sqlalchemy import Engine, insert, select

from database.connection import reading
from models.people import Actor
from models.values import Instant, Line, MaybeLine, Value
from registry.tables import seal_openings

Part = Literal["text", "reporter", "applicant", "erasure"]
PART_NAMES: dict[Part, str] = {
    "text": "举报内容",
    "reporter": "举报人身份",
    "applicant": "申请人信息",
    "erasure": "销毁密钥",
}


class SealOpening(Value):
    """One opening of what was sealed."""

    at: Instant
    file_no: Line
    part: Part
    person: Line
    unit: MaybeLine = ""
    """Empty where the engine itself opened it, to write to who reported."""
    reason: MaybeLine = ""


class SealOpenings:
    """The one table of what was opened; it holds no personal data of whoever complained."""

    def __init__(self, engine: Engine, now: Callable[[], datetime]) -> None:
        self._engine = engine
        self._now = now

    def note(self, file_no: str, part: Part, by: Actor, reason: str = "") -> None:
        """Note an opening, before anything of it is shown."""
        row = {"at": self._now(), "file_no": file_no, "part": part, "person": by.id, "unit": by.unit, "reason": reason}
        with self._engine.begin() as connection:
            connection.execute(insert(seal_openings).values(**row))

    def listed(
        self, *, file_no: str | None = None, unit: str | None = None, limit: int, offset: int = 0
    ) -> tuple[SealOpening, ...]:
        """Return the openings, the newest first; of one file, or by the people of one unit."""
        columns = [seal_openings.c[name] for name in SealOpening.model_fields]
        query = select(*columns).order_by(seal_openings.c.id.desc()).limit(limit).offset(offset)
        if file_no is not None:
            query = query.where(seal_openings.c.file_no == file_no)
        if unit is not None:
            query = query.where(seal_openings.c.unit == unit)
        with reading(self._engine) as connection:
            rows = connection.execute(query).mappings()
            return tuple(SealOpening.stored_as(row) for row in rows)
