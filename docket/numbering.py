"""Document numbers (文号): of each issuer, word and year in order, without gaps, each given once and never again."""

from collections.abc import Sequence

from sqlalchemy import Connection, insert, select

from database.connection import insert_into
from docket.tables import document_numbers, document_series
from models.effects import Document, Effect
from registry.tables import units

Series = tuple[str, str, int]


def number_documents(connection: Connection, file_no: str, effects: Sequence[Effect], *, rehearsal: bool) -> None:
    """Give each document that bears a number the next one of its series; one that has a number keeps it."""
    documents = [effect for effect in effects if isinstance(effect, Document)]
    wanted = [document for document in documents if document.word and document.issuer]
    if not wanted:
        return
    keys = [effect.key for effect in wanted]
    has = select(document_numbers.c.key).where(document_numbers.c.file_no == file_no, document_numbers.c.key.in_(keys))
    numbered = set(connection.execute(has).scalars())
    wanted = [effect for effect in wanted if effect.key not in numbered]
    prefixes = _prefixes(connection, {document.issuer for document in wanted})
    rows = []
    # Always in the same order, so that two files never wait for each other's series.
    for effect in sorted(wanted, key=_series):
        issuer, word, year = _series(effect)
        serial = _next(connection, issuer, word, year, rehearsal=rehearsal)
        number = f"{'（演练）' if rehearsal else ''}{prefixes.get(issuer) or issuer}{word}〔{year}〕{serial}号"
        place = {"issuer": issuer, "word": word, "year": year, "rehearsal": rehearsal, "serial": serial}
        rows.append({**place, "file_no": file_no, "key": effect.key, "number": number})
    if rows:
        connection.execute(insert(document_numbers), rows)


def _series(document: Document) -> Series:
    return document.issuer, document.word, document.dated.year


def _prefixes(connection: Connection, issuers: set[str]) -> dict[str, str]:
    """Return how each issuer's numbers begin (发文机关代字)."""
    query = select(units.c.id, units.c.document_prefix).where(units.c.id.in_(issuers))
    return {row.id: row.document_prefix for row in connection.execute(query)}


def _next(connection: Connection, issuer: str, word: str, year: int, *, rehearsal: bool) -> int:
    """Take the next serial; the series stays locked until the document is recorded, or nothing is."""
    table = document_series
    entry = insert_into(connection, table).values(issuer=issuer, word=word, year=year, rehearsal=rehearsal, last=1)
    key = [table.c.issuer, table.c.word, table.c.year, table.c.rehearsal]
    counted = entry.on_conflict_do_update(index_elements=key, set_={"last": table.c.last + 1})
    return int(connection.execute(counted.returning(table.c.last)).scalar_one())
