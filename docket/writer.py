"""The docket's one writer: a case, its new acts, its terms and effects, in one transaction, once per revision.

It sits on the path of every command, hence plain statements built once, and only rows that are new or have changed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from sqlalchemy import Connection, Delete, Engine, Executable, bindparam, delete, select
from sqlalchemy.dialects import postgresql, sqlite

from docket import rows
from docket.numbering import number_documents
from docket.rows import Snapshot
from docket.tables import acts as act_table
from docket.tables import cases, effects, recipients, terms
from models.acts import Act
from models.case import Effect, Standing

OPENING = {"case_no", "sender", "opened_at"}
"""What is known from the first act and never changes."""


def record(
    engine: Engine, *, case_no: str, revision: int, acts: Sequence[Act], standing: Standing, effects: Sequence[Effect]
) -> bool:
    """Write a case as it stands at a revision; tell whether it was written.

    False: the docket already has this revision or a newer one, and nothing was touched. `acts` may be the whole list or
    its end; what the docket has is not written again. An effect is kept once under its key.
    """
    with engine.begin() as connection:
        return write(connection, Snapshot(case_no, revision, acts, standing, effects))


def write(connection: Connection, snapshot: Snapshot) -> bool:
    """Write a case within a transaction that is already open."""
    sql = _statements(connection.dialect.name)
    before = connection.execute(sql.case, rows.case_row(snapshot)).scalar_one_or_none()
    if before is None:
        return False
    _write_acts(connection, sql, snapshot, before)
    _write_terms(connection, sql, snapshot, fresh=before == 0)
    if snapshot.effects:
        _write_effects(connection, sql, snapshot)
    return True


@dataclass(frozen=True, slots=True)
class _Statements:
    case: Executable
    act: Executable
    term: Executable
    end_term: Delete
    effect: Executable
    recipient: Executable


@cache
def _statements(dialect: str) -> _Statements:
    insert = sqlite.insert if dialect == "sqlite" else postgresql.insert
    case, term = insert(cases), insert(terms)
    changing = {column.name: case.excluded[column.name] for column in cases.columns if column.name not in OPENING}
    newer = case.on_conflict_do_update(
        index_elements=[cases.c.case_no],
        set_={**changing, "acts_before": cases.c.acts},
        where=cases.c.revision < case.excluded.revision,
    )
    return _Statements(
        case=newer.returning(cases.c.acts_before),
        act=insert(act_table),
        term=term.on_conflict_do_update(
            index_elements=[terms.c.case_no, terms.c.key],
            set_={column.name: term.excluded[column.name] for column in terms.columns if not column.primary_key},
        ),
        end_term=delete(terms).where(terms.c.case_no == bindparam("of_case"), terms.c.key == bindparam("of_key")),
        effect=insert(effects),
        recipient=insert(recipients),
    )


def _write_acts(connection: Connection, sql: _Statements, snapshot: Snapshot, before: int) -> None:
    case_no, count = snapshot.case_no, snapshot.standing.acts
    new = [act for act in snapshot.acts if act.no > before]
    if [act.no for act in new] != list(range(before + 1, count + 1)):
        raise ValueError(f"案件{case_no}的台账已有{before}项行为，案件共{count}项，送来的行为不相衔接")
    if new:
        connection.execute(sql.act, rows.act_rows(case_no, new))


def _write_terms(connection: Connection, sql: _Statements, snapshot: Snapshot, *, fresh: bool) -> None:
    """Write the terms that are new or have changed, and take out those that are no more (after a correction)."""
    case_no = snapshot.case_no
    wanted = rows.term_rows(case_no, snapshot.standing.terms)
    kept: dict[str, str] = {}
    if not fresh:
        query = select(terms.c.key, terms.c.body).where(terms.c.case_no == case_no)
        kept = {row.key: row.body for row in connection.execute(query)}
    changed = [row for key, row in wanted.items() if kept.get(key) != row["body"]]
    if changed:
        connection.execute(sql.term, changed)
    gone = [{"of_case": case_no, "of_key": key} for key in kept if key not in wanted]
    if gone:
        connection.execute(sql.end_term, gone)


def _write_effects(connection: Connection, sql: _Statements, snapshot: Snapshot) -> None:
    found = {effect.key: effect for effect in snapshot.effects}
    query = select(effects.c.key).where(effects.c.case_no == snapshot.case_no, effects.c.key.in_(found))
    kept = set(connection.execute(query).scalars())
    new = [effect for key, effect in found.items() if key not in kept]
    if not new:
        return
    connection.execute(sql.effect, rows.effect_rows(snapshot, new))
    meant = rows.recipient_rows(snapshot.case_no, new)
    if meant:
        connection.execute(sql.recipient, meant)
    number_documents(connection, snapshot.case_no, new, rehearsal=snapshot.standing.rehearsal)
