"""The docket's one writer: a file, its new acts, its terms and effects, in one transaction, once per revision.

It sits on the path of every command, hence plain statements built once, and only rows that are new or have changed.
A revision may come twice: a task of the engine that was cut off after the docket had it is done again, and may know
one act more by then. What came first is then taken back, and the revision written as it came last.
"""

from dataclasses import dataclass
from functools import cache

from sqlalchemy import Connection, Delete, Engine, Executable, bindparam, case, delete, select
from sqlalchemy.dialects import postgresql, sqlite

from docket import rows
from docket.numbering import number_documents
from docket.tables import acts as act_table
from docket.tables import effects, files, recipients, terms
from models.file import Entry

OPENING = {"kind", "file_no", "sender", "opened_at"}
"""What is known from the first act and never changes."""
AGAIN = -1
"""Stands for the number of acts before, where the docket has this very revision already."""


def record(engine: Engine, entry: Entry) -> bool:
    """Write a file as it was judged at a revision; tell whether it was written.

    False: the docket has a newer revision, and nothing was touched. What the docket has of the acts is not written
    again. An effect is kept once under its key.
    """
    with engine.begin() as connection:
        return write(connection, entry)


def write(connection: Connection, entry: Entry) -> bool:
    """Write a file within a transaction that is already open."""
    sql = _statements(connection.dialect.name)
    before = connection.execute(sql.file, rows.file_row(entry)).scalar_one_or_none()
    if before is None:
        return False
    if before == AGAIN:
        _take_back(connection, entry)
        before = entry.since
    _write_acts(connection, sql, entry, before)
    _write_terms(connection, sql, entry, fresh=before == 0)
    if entry.effects:
        _write_effects(connection, sql, entry)
    return True


@dataclass(frozen=True, slots=True)
class _Statements:
    file: Executable
    act: Executable
    term: Executable
    end_term: Delete
    effect: Executable
    recipient: Executable


@cache
def _statements(dialect: str) -> _Statements:
    insert = sqlite.insert if dialect == "sqlite" else postgresql.insert
    file, term = insert(files), insert(terms)
    changing = {column.name: file.excluded[column.name] for column in files.columns if column.name not in OPENING}
    is_again = files.c.revision == file.excluded.revision
    newer = file.on_conflict_do_update(
        index_elements=[files.c.file_no],
        set_={**changing, "acts_before": case((is_again, AGAIN), else_=files.c.acts)},
        where=files.c.revision <= file.excluded.revision,
    )
    return _Statements(
        file=newer.returning(files.c.acts_before),
        act=insert(act_table),
        term=term.on_conflict_do_update(
            index_elements=[terms.c.file_no, terms.c.key],
            set_={column.name: term.excluded[column.name] for column in terms.columns if not column.primary_key},
        ),
        end_term=delete(terms).where(terms.c.file_no == bindparam("of_file"), terms.c.key == bindparam("of_key")),
        effect=insert(effects),
        recipient=insert(recipients),
    )


def _take_back(connection: Connection, entry: Entry) -> None:
    """Take out what the docket has of this revision; a document keeps the number it was given under its key."""
    later = select(effects.c.key).where(effects.c.file_no == entry.file_no, effects.c.act_no > entry.since)
    for table in (recipients, effects):
        connection.execute(delete(table).where(table.c.file_no == entry.file_no, table.c.key.in_(later)))
    connection.execute(delete(act_table).where(act_table.c.file_no == entry.file_no, act_table.c.no > entry.since))


def _write_acts(connection: Connection, sql: _Statements, entry: Entry, before: int) -> None:
    file_no, count = entry.file_no, entry.standing.acts
    new = [act for act in entry.acts if act.no > before]
    if [act.no for act in new] != list(range(before + 1, count + 1)):
        raise ValueError(f"案卷{file_no}的台账已有{before}项行为，案卷共{count}项，送来的行为不相衔接")
    if new:
        connection.execute(sql.act, rows.act_rows(file_no, new))


def _write_terms(connection: Connection, sql: _Statements, entry: Entry, *, fresh: bool) -> None:
    """Write the terms that are new or have changed, and take out those that are no more (after a correction)."""
    file_no = entry.file_no
    wanted = rows.term_rows(file_no, entry.standing.terms)
    kept: dict[str, str] = {}
    if not fresh:
        query = select(terms.c.key, terms.c.body).where(terms.c.file_no == file_no)
        kept = {row.key: row.body for row in connection.execute(query)}
    changed = [row for key, row in wanted.items() if kept.get(key) != row["body"]]
    if changed:
        connection.execute(sql.term, changed)
    gone = [{"of_file": file_no, "of_key": key} for key in kept if key not in wanted]
    if gone:
        connection.execute(sql.end_term, gone)


def _write_effects(connection: Connection, sql: _Statements, entry: Entry) -> None:
    found = {effect.key: effect for effect in entry.effects}
    query = select(effects.c.key).where(effects.c.file_no == entry.file_no, effects.c.key.in_(found))
    kept = set(connection.execute(query).scalars())
    new = [effect for key, effect in found.items() if key not in kept]
    if not new:
        return
    connection.execute(sql.effect, rows.effect_rows(entry, new))
    meant = rows.recipient_rows(entry.file_no, new)
    if meant:
        connection.execute(sql.recipient, meant)
    number_documents(connection, entry.file_no, new, rehearsal=entry.standing.rehearsal)
