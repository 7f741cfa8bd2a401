"""The docket's one writer: a file, its acts, its terms, links and effects, in one transaction, once per judgment.

It sits on the path of every command, hence plain statements built once, and only rows that are new or have changed.

The docket follows the file's history. A judgment is written before the engine has it: a worker that dies in between
leaves acts here that never came to be. So the writer compares the chain of the acts it is handed with the one it has;
where they part, what the docket has from there on is taken back, and written as the file has it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, partial
from typing import Any

from pydantic import ValidationError
from sqlalchemy import (
    Connection,
    Delete,
    Engine,
    Executable,
    Integer,
    Select,
    Table,
    bindparam,
    delete,
    literal_column,
    select,
)

from database.connection import insert_for, writing
from docket import rows
from docket.chained import chained
from docket.numbering import number_documents, numbers_of, settle, wanted_of
from docket.tables import acts as act_table
from docket.tables import counted, effects, file_parties, files, links, recipients, terms
from models.acts import Act
from models.chain import agreed, chain_of
from models.effects import LATE, Effect
from models.file import Entry
from models.numbers import DocumentNumber

OPENING = {"kind", "file_no"}
"""What never changes."""
GIVEN = literal_column(
    "(SELECT count(*) FROM document_numbers WHERE document_numbers.file_no = files.file_no)", Integer
)
"""How many numbers the file's documents were given."""
PARTIED = literal_column("(SELECT count(*) FROM file_parties WHERE file_parties.file_no = files.file_no)", Integer)
"""How many parties stood beside the file."""
LINKED = literal_column("(SELECT count(*) FROM links WHERE links.file_no = files.file_no)", Integer)
"""How many links the file had."""
COUNTED = literal_column("(SELECT count(*) FROM counted WHERE counted.file_no = files.file_no)", Integer)
"""How many of its acts were counted."""
MadeAgain = Callable[[Entry, int], Sequence[Effect]]
"""Makes again the effects of the acts that were judged before, but for the first so many."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """What became of an entry: whether it was written, and what it brings back into the file."""

    written: bool
    numbers: tuple[DocumentNumber, ...] = ()


@dataclass(frozen=True, slots=True)
class _Before:
    """What the docket had of a file before."""

    acts: int
    chain: str
    numbers: int
    parties: int
    links: int
    counted: int


def record(engine: Engine, entry: Entry, made_again: MadeAgain | None = None) -> Recorded:
    """Write a file as it was judged; not where the docket has a later judgment: then nothing is touched.

    An effect of an act that was there before and has not changed is kept as it was judged. What the docket has lost is
    made again.
    """
    with writing(engine) as connection:
        return write(connection, entry, made_again)


def write(connection: Connection, entry: Entry, made_again: MadeAgain | None = None, *, anew: bool = False) -> Recorded:
    """Write a file within a transaction that is already open.

    `anew` trusts nothing that the docket has but numbers and the effects of acts that both have; it gives no number.
    """
    _whole(entry)
    entry = chained(entry)
    sql = _statements(connection.dialect.name)
    found = connection.execute(sql.file, rows.file_row(entry) | {"chain": entry.chain}).one_or_none()
    if found is None:
        return Recorded(written=False)
    before = _Before(*found)
    goes_on = not anew and before.acts == entry.since and (not entry.since or before.chain == entry.chain_before)
    since, gone = (entry.since, {}) if goes_on else _take_back(connection, entry)
    lost = made_again(entry, 0 if anew else since) if made_again and (anew or since < entry.since) else ()
    made = {effect.key: effect for effect in (*lost, *entry.effects)}
    _write_acts(connection, sql, entry, since)
    _write_anew(connection, entry.file_no, sql.parties, rows.party_rows(entry), had=before.parties)
    _write_terms(connection, sql, entry, fresh=before.acts == 0)
    linked = rows.link_rows(entry.file_no, entry.standing.links)
    _write_anew(connection, entry.file_no, sql.links, linked, had=before.links)
    _write_anew(connection, entry.file_no, sql.counted, rows.counted_rows(entry), had=before.counted)
    _write_effects(connection, sql, entry, list(made.values()))
    wanted = wanted_of(entry, made.values())
    if not goes_on or (entry.numbers and not before.numbers):
        settle(connection, entry, gone, wanted)
    if wanted and not anew:
        number_documents(connection, wanted, (*numbers_of(connection, entry.file_no), *entry.numbers))
    if wanted or not goes_on or before.numbers != len(entry.numbers):
        return Recorded(written=True, numbers=numbers_of(connection, entry.file_no))
    return Recorded(written=True)


def _whole(entry: Entry) -> None:
    numbers = [act.no for act in entry.acts]
    if not numbers or numbers != list(range(1, entry.standing.acts + 1)):
        raise ValueError(f"案卷{entry.file_no}共{entry.standing.acts}项行为，送来的行为不相衔接")


@dataclass(frozen=True, slots=True)
class _Few:
    """The statements of a table of which a file has few rows: what it has, out with it, in anew."""

    there: Select[Any]
    end: Delete
    insert: Executable

    @classmethod
    def of(cls, table: Table, insert: Callable[[Table], Executable]) -> "_Few":
        this = table.c.file_no == bindparam("of_file")
        return cls(select(table).where(this), delete(table).where(this), insert(table))


@dataclass(frozen=True, slots=True)
class _Statements:
    file: Executable
    act: Executable
    parties: _Few
    terms: Executable
    term: Executable
    end_term: Delete
    links: _Few
    counted: _Few
    effect: Executable
    recipient: Executable


@cache
def _statements(dialect: str) -> _Statements:
    insert = partial(insert_for, dialect)
    file, term = insert(files), insert(terms)
    changing = {column.name: file.excluded[column.name] for column in files.columns if column.name not in OPENING}
    # Of two judgments the later one is the file's: a task that was cut off came before the one that is done again.
    is_later = (files.c.at < file.excluded.at) | (
        (files.c.at == file.excluded.at) & (files.c.revision <= file.excluded.revision)
    )
    newer = file.on_conflict_do_update(
        index_elements=[files.c.file_no],
        set_={**changing, "acts_before": files.c.acts, "chain_before": files.c.chain},
        where=is_later,
    )
    return _Statements(
        file=newer.returning(files.c.acts_before, files.c.chain_before, GIVEN, PARTIED, LINKED, COUNTED),
        act=insert(act_table),
        parties=_Few.of(file_parties, insert),
        terms=select(terms.c.key, terms.c.body).where(terms.c.file_no == bindparam("of_file")),
        term=term.on_conflict_do_update(
            index_elements=[terms.c.file_no, terms.c.key],
            set_={column.name: term.excluded[column.name] for column in terms.columns if not column.primary_key},
        ),
        end_term=delete(terms).where(terms.c.file_no == bindparam("of_file"), terms.c.key == bindparam("of_key")),
        links=_Few.of(links, insert),
        counted=_Few.of(counted, insert),
        effect=insert(effects).on_conflict_do_nothing(),
        recipient=insert(recipients).on_conflict_do_nothing(),
    )


def _take_back(connection: Connection, entry: Entry) -> tuple[int, dict[str, Act]]:
    """Take out what the docket has after the acts that both have and that were judged before.

    Return how many those are, and the acts that were taken out, by their keys.
    """
    kept = acts_of(connection, entry.file_no)
    since = min(agreed(chain_of(kept), chain_of(entry.acts)), entry.since)
    later = select(effects.c.key).where(
        effects.c.file_no == entry.file_no, effects.c.act_no > since, ~effects.c.key.endswith(LATE)
    )
    for table in (recipients, effects):
        connection.execute(delete(table).where(table.c.file_no == entry.file_no, table.c.key.in_(later)))
    connection.execute(delete(act_table).where(act_table.c.file_no == entry.file_no, act_table.c.no > since))
    return since, {act.key: act for act in kept[since:]}


def acts_of(connection: Connection, file_no: str) -> list[Act]:
    """Return the acts that the docket has of a file, as far as they can be read."""
    query = select(act_table.c.body).where(act_table.c.file_no == file_no).order_by(act_table.c.no)
    found: list[Act] = []
    for body in connection.execute(query).scalars():
        try:
            found.append(Act.stored(body))
        except ValidationError:
            break
    return found


def _write_acts(connection: Connection, sql: _Statements, entry: Entry, since: int) -> None:
    new = entry.acts[since:]
    if new:
        connection.execute(sql.act, rows.act_rows(entry.file_no, new))


def _write_anew(connection: Connection, file_no: str, few: _Few, wanted: Sequence[rows.Row], *, had: int) -> None:
    """Write parties, links or what is counted in place of what the file had, where that has changed.

    They are few, and most files have none.
    """
    if had and had == len(wanted):
        there = connection.execute(few.there, {"of_file": file_no}).mappings().all()
        if all(any(all(old[name] == value for name, value in row.items()) for old in there) for row in wanted):
            return
    if had:
        connection.execute(few.end, {"of_file": file_no})
    if wanted:
        connection.execute(few.insert, wanted)


def _write_terms(connection: Connection, sql: _Statements, entry: Entry, *, fresh: bool) -> None:
    """Write the terms that are new or have changed, and take out those that are no more (after a correction)."""
    file_no = entry.file_no
    wanted = rows.term_rows(file_no, entry.standing.terms)
    kept: dict[str, str] = {}
    if not fresh:
        kept = {row.key: row.body for row in connection.execute(sql.terms, {"of_file": file_no})}
    changed = [row for key, row in wanted.items() if kept.get(key) != row["body"]]
    if changed:
        connection.execute(sql.term, changed)
    gone = [{"of_file": file_no, "of_key": key} for key in kept if key not in wanted]
    if gone:
        connection.execute(sql.end_term, gone)


def _write_effects(connection: Connection, sql: _Statements, entry: Entry, made: Sequence[Effect]) -> None:
    """Write effects, each once under its key; those of acts that both have were kept, all others taken back."""
    if not made:
        return
    connection.execute(sql.effect, rows.effect_rows(entry, made))
    meant = rows.recipient_rows(entry.file_no, made)
    if meant:
        connection.execute(sql.recipient, meant)
