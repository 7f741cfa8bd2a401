"""Document numbers (文号): of each issuer, word and year in order, each given once and never again.

A number belongs to the act its document follows from. It stands in the file's own history, and is entered again as it
stands there when the docket has lost it. The number of an act that never came to be stays in its place, void.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from sqlalchemy import ColumnElement, Connection, Executable, FromClause, bindparam, insert, select, true, update

from database.connection import insert_for, insert_into
from docket.tables import acts, document_numbers, document_series, effects, files
from models.acts import Act
from models.effects import Document, Effect
from models.file import Entry
from models.numbers import DocumentNumber
from registry.tables import units

Series = tuple[str, str, int]
NEVER_HAPPENED = "取得本文号的“{label}”因系统中断未载入案卷，文号作废"
REHEARSAL_ENDED = "演练已经结束，文号作废"
NEVER_OPENED = "本案卷因系统中断未能开立，文号作废"
GIVEN_TWICE = "同一文书已有文号{number}，本文号作废"
PLACE = ("issuer", "word", "year", "serial")
NUMBERED = [column for column in document_numbers.columns if column.name in DocumentNumber.model_fields]
NUMBERS_OF = (
    select(*NUMBERED)
    .where(document_numbers.c.file_no == bindparam("of_file"))
    .order_by(*(document_numbers.c[name] for name in PLACE))
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A document that bears a number, and the act it follows from."""

    file_no: str
    document: Document
    act: str
    rehearsal: bool

    @property
    def series(self) -> Series:
        """Return the series its number is of."""
        return self.document.issuer, self.document.word, self.document.dated.year


def counts_for(effects: FromClause) -> ColumnElement[bool]:
    """Return what joins a document among effects with the one number of it that counts."""
    table = document_numbers
    return (table.c.file_no == effects.c.file_no) & (table.c.key == effects.c.key) & (table.c.void == "")


def numbers_of(connection: Connection, file_no: str) -> tuple[DocumentNumber, ...]:
    """Return every number that a file's documents were given, the void ones among them."""
    rows = connection.execute(NUMBERS_OF, {"of_file": file_no}).mappings()
    return tuple(DocumentNumber.stored_as(row) for row in rows)


def wanted_of(entry: Entry, effects: Iterable[Effect]) -> list[Wanted]:
    """Return the documents among effects that bear a number."""
    keys = {act.no: act.key for act in entry.acts}
    return [
        Wanted(entry.file_no, effect, keys[effect.act_no], entry.standing.rehearsal)
        for effect in effects
        if isinstance(effect, Document) and effect.word and effect.issuer
    ]


def number_documents(connection: Connection, wanted: Sequence[Wanted], known: Iterable[DocumentNumber]) -> None:
    """Give each document the next number of its series; one that has a number keeps it."""
    numbered = {(number.act, number.word) for number in known if not number.void}
    keys = {number.key for number in known if not number.void}
    lacking = [one for one in wanted if (one.act, one.document.word) not in numbered and one.document.key not in keys]
    prefixes = _prefixes(connection, {one.document.issuer for one in lacking})
    rows = []
    # Always in the same order, so that two files never wait for each other's series.
    for one in sorted(lacking, key=lambda one: one.series):
        issuer, word, year = one.series
        serial = _next(connection, one.series, rehearsal=one.rehearsal)
        mark = "（演练）" if one.rehearsal else ""
        number = f"{mark}{prefixes.get(issuer) or issuer}{word}〔{year}〕{serial}号"
        place = {"issuer": issuer, "word": word, "year": year, "rehearsal": one.rehearsal, "serial": serial}
        rows.append({**place, "file_no": one.file_no, "key": one.document.key, "act": one.act, "number": number})
    if rows:
        connection.execute(insert(document_numbers), rows)


def settle(connection: Connection, entry: Entry, gone: Mapping[str, Act], wanted: Iterable[Wanted]) -> None:
    """Have the register say of a file what the file says: numbers that are its own, void ones, and under what key.

    `gone` are the acts that the docket had and takes back, by their keys.
    """
    held = {number.place: number for number in numbers_of(connection, entry.file_no)}
    said = {number.place: number for number in entry.numbers}
    listed = {act.key: act for act in entry.acts}
    keys = {(one.act, one.document.word): one.document.key for one in wanted}
    told = [number if place in said else _standing(number, gone, listed) for place, number in {**held, **said}.items()]
    moved = [number.model_copy(update={"key": keys.get((number.act, number.word), number.key)}) for number in told]
    final = _once(moved, first=said)
    _change(connection, entry.file_no, [number for number in final if held.get(number.place, number) != number])
    _enter(connection, entry, [number for number in final if number.place not in held])


def make_void(connection: Connection, file_no: str, why: str) -> None:
    """Let every number of a file that never came to be count for nothing."""
    table = document_numbers
    connection.execute(update(table).where(table.c.file_no == file_no, table.c.void == "").values(void=why))


def documents_without_number(connection: Connection, file_no: str = "") -> list[Wanted]:
    """Return the documents, of one file or of all, that bear a number and have none, in the order of their days."""
    numbered = counts_for(effects)
    of_act = (acts.c.file_no == effects.c.file_no) & (acts.c.no == effects.c.act_no)
    query = (
        select(effects.c.file_no, effects.c.body, files.c.rehearsal, acts.c.body.label("act"))
        .select_from(effects.join(files).join(acts, of_act).outerjoin(document_numbers, numbered))
        .where(effects.c.kind == "document", document_numbers.c.key.is_(None))
        .where(effects.c.file_no == file_no if file_no else true())
        .order_by(effects.c.at, effects.c.file_no, effects.c.key)
    )
    found = [
        Wanted(row.file_no, document, Act.stored(row.act).key, row.rehearsal)
        for row in connection.execute(query)
        if (document := Document.stored(row.body)).word
    ]
    return [one for one in found if one.document.issuer]


def _standing(number: DocumentNumber, gone: Mapping[str, Act], listed: Mapping[str, Act]) -> DocumentNumber:
    """Return a number as it stands now: void where the act that took it never came to be."""
    taker = gone.get(number.act)
    if number.void or taker is None or _is_same(taker, listed.get(number.act)):
        return number
    return number.model_copy(update={"void": NEVER_HAPPENED.format(label=taker.content.label)})


def _is_same(taken: Act, listed: Act | None) -> bool:
    """Tell whether an act that was taken back is in the list after all, done again a little later."""
    if listed is None:
        return False
    return (taken.content, taken.happened_at, taken.by) == (listed.content, listed.happened_at, listed.by)


def _once(numbers: Sequence[DocumentNumber], first: Collection[object]) -> list[DocumentNumber]:
    """Let each document have one number, before others that which its file knows of."""
    has: dict[str, DocumentNumber] = {}
    final = []
    for number in sorted(numbers, key=lambda number: (number.place not in first, number.place)):
        earlier = None if number.void else has.setdefault(number.key, number)
        if earlier is None or earlier is number:
            final.append(number)
        else:
            final.append(number.model_copy(update={"void": GIVEN_TWICE.format(number=earlier.number)}))
    return final


def _enter(connection: Connection, entry: Entry, numbers: Sequence[DocumentNumber]) -> None:
    """Enter numbers that the docket has lost; one that it has since given to another stays where it is."""
    rehearsal = entry.standing.rehearsal
    for number in sorted(numbers, key=lambda number: number.place):
        row = {**number.model_dump(), "file_no": entry.file_no, "rehearsal": rehearsal}
        connection.execute(insert_into(connection, document_numbers).values(row).on_conflict_do_nothing())
        series = {"issuer": number.issuer, "word": number.word, "year": number.year, "rehearsal": rehearsal}
        table = document_series
        last = insert_into(connection, table).values(**series, last=number.serial)
        connection.execute(
            last.on_conflict_do_update(
                index_elements=[table.c[name] for name in series],
                set_={"last": last.excluded.last},
                where=table.c.last < last.excluded.last,
            )
        )


def _change(connection: Connection, file_no: str, numbers: Sequence[DocumentNumber]) -> None:
    """Change numbers of a file; first out of each other's way, since a document has one number at any moment."""
    if not numbers:
        return
    table = document_numbers
    at = [table.c[name] == bindparam(f"of_{name}") for name in PLACE]
    this = update(table).where(table.c.file_no == file_no, *at)
    rows = [
        {**{f"of_{name}": value for name, value in zip(PLACE, number.place, strict=True)}, **_changing(number)}
        for number in numbers
    ]
    connection.execute(this.values(void="-"), [{key: row[key] for key in row if key.startswith("of_")} for row in rows])
    connection.execute(
        this.values(key=bindparam("to_key"), act=bindparam("to_act"), void=bindparam("to_void")),
        rows,
    )


def _changing(number: DocumentNumber) -> dict[str, str]:
    return {"to_key": number.key, "to_act": number.act, "to_void": number.void}


def _prefixes(connection: Connection, issuers: set[str]) -> dict[str, str]:
    """Return how each issuer's numbers begin (发文机关代字)."""
    if not issuers:
        return {}
    query = select(units.c.id, units.c.document_prefix).where(units.c.id.in_(issuers))
    return {row.id: row.document_prefix for row in connection.execute(query)}


def _next(connection: Connection, series: Series, *, rehearsal: bool) -> int:
    """Take the next serial; the series stays locked until the document is recorded, or nothing is."""
    issuer, word, year = series
    row = {"issuer": issuer, "word": word, "year": year, "rehearsal": rehearsal, "last": 1}
    return int(connection.execute(_counted(connection.dialect.name), row).scalar_one())


@cache
def _counted(dialect: str) -> Executable:
    table = document_series
    key = [table.c.issuer, table.c.word, table.c.year, table.c.rehearsal]
    counted = insert_for(dialect, table).on_conflict_do_update(index_elements=key, set_={"last": table.c.last + 1})
    return counted.returning(table.c.last)
