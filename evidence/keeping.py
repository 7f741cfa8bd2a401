"""Materials of a file (案卷的证据材料): taken once each, numbered as they came, listed, given back as they were received."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, Engine, func, insert, select
from sqlalchemy.exc import IntegrityError

from database.connection import reading
from evidence.media import MEDIA, Unfit, medium_of
from evidence.pictures import Taken, taken
from evidence.store import Store
from evidence.tables import evidence
from models.people import Actor
from models.values import Instant, Line, MaybeLine, Value

MOST = 1000
"""Most materials of one file."""
TRIES = 5
"""How often a number is taken anew that somebody else has just taken."""


class Material(Value):
    """One material of a file (证据材料)."""

    file_no: Line
    sha256: Line
    no: int
    """Its place among the materials of the file, from 1, in the order in which they came."""
    name: Line
    media: Line
    size: int
    """In bytes."""
    taken_at: Instant | None = None
    """When it was taken, by the clock of the device; None where the picture does not say."""
    longitude: MaybeLine = ""
    latitude: MaybeLine = ""
    received_at: Instant
    """When it came in, by the clock of this system."""
    received_by: Line
    unit: Line
    note: MaybeLine = ""

    @property
    def label(self) -> str:
        """Return what its kind is called."""
        return MEDIA[self.media].label if self.media in MEDIA else self.media

    @property
    def is_picture(self) -> bool:
        """Tell whether it can be looked at as a picture."""
        return self.media.startswith("image/")


class Materials:
    """The materials of all files: what stands where in the database, the bytes in the store."""

    def __init__(self, engine: Engine, store: Store, now: Callable[[], datetime]) -> None:
        self._engine, self._store, self._now = engine, store, now

    def keep(self, file_no: str, path: Path, name: str, by: Actor, note: str = "") -> tuple[Material, bool]:
        """Keep a file that was received, and return it with whether it was there already: the same content counts once.

        The store has it before the table says so: what was cut off between the two is kept once more under its digest.

        Raises:
            Unfit: it is no material, or the file has as many as it can hold.
        """
        medium = medium_of(path, name)
        said = taken(path) if medium.type.startswith("image/") else Taken()
        digest = self._store.put(path)
        row = {
            "file_no": file_no,
            "sha256": digest,
            "name": name,
            "media": medium.type,
            "size": path.stat().st_size,
            "taken_at": said.at,
            "longitude": "" if said.longitude is None else str(said.longitude),
            "latitude": "" if said.latitude is None else str(said.latitude),
            "received_at": self._now(),
            "received_by": by.id,
            "unit": by.unit,
            "note": note,
        }
        for _ in range(TRIES):
            try:
                with self._engine.begin() as connection:
                    return self._entered(connection, row)
            except IntegrityError:  # somebody has just taken the number, or sent the same
                continue
        raise Unfit("evidence-busy", f"同时上传的材料太多，“{name}”没有存入，请稍候重新上传")

    def _entered(self, connection: Connection, row: dict[str, object]) -> tuple[Material, bool]:
        here = evidence.c.file_no == row["file_no"]
        found = connection.execute(select(evidence).where(here, evidence.c.sha256 == row["sha256"])).mappings().first()
        if found is not None:
            return Material.stored_as(found), True
        last = connection.execute(select(func.max(evidence.c.no)).where(here)).scalar() or 0
        if last >= MOST:
            raise Unfit("evidence-full", f"一个案卷最多存入{MOST}份材料；请将其余材料合为一份后上传")
        connection.execute(insert(evidence).values(**row, no=last + 1))
        return Material.stored_as({**row, "no": last + 1}), False

    def listed(self, file_no: str) -> tuple[Material, ...]:
        """Return the materials of a file in the order in which they came."""
        query = select(evidence).where(evidence.c.file_no == file_no).order_by(evidence.c.no)
        with reading(self._engine) as connection:
            return tuple(Material.stored_as(row) for row in connection.execute(query).mappings())

    def one(self, file_no: str, digest: str) -> Material | None:
        """Return one material of a file by its digest."""
        query = select(evidence).where(evidence.c.file_no == file_no, evidence.c.sha256 == digest)
        with reading(self._engine) as connection:
            row = connection.execute(query).mappings().first()
        return None if row is None else Material.stored_as(row)

    @property
    def store(self) -> Store:
        """The store that has the bytes."""
        return self._store
