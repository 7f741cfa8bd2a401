"""A file held against what the docket has of it: acts, row, terms, links, effects, numbers; reads only."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from sqlalchemy import Connection, Engine, func, select

from database.connection import reading
from docket import rows
from docket.numbering import documents_without_number, numbers_of
from docket.tables import (
    counted,
    document_numbers,
    document_series,
    effects,
    file_parties,
    files,
    links,
    recipients,
    terms,
)
from docket.writer import acts_of
from models.chain import agreed, chain_of
from models.effects import Effect
from models.file import Entry
from models.numbers import DocumentNumber
from models.values import Value

Kind = Literal[
    "missing",
    "acts",
    "chain",
    "file",
    "terms",
    "links",
    "counted",
    "effects",
    "recipients",
    "numbers",
    "attributes",
    "behind",
    "unread",
    "unheard",
]
OWN = {"acts_before", "chain_before", "chain"}
"""Columns of a file that are the writer's own."""


class Difference(Value):
    """One thing in which the docket, or the engine's list, is not as the file says."""

    file_no: str
    kind: Kind
    what: str


def differences(engine: Engine, entry: Entry, made: Sequence[Effect], *, same_law: bool) -> tuple[Difference, ...]:
    """Return in what the docket differs from a file that says this of itself.

    What a file's standing and effects are is told by the law; where the file was judged by another edition than the
    one at hand, only what does not hang on it is compared.
    """
    with reading(engine) as connection:
        row = connection.execute(select(files).where(files.c.file_no == entry.file_no)).mappings().one_or_none()
        if row is None:
            return (Difference(file_no=entry.file_no, kind="missing", what="台账中没有本卷"),)
        told = [
            *_acts(connection, entry, row["chain"]),
            *_row(entry, dict(row), same_law=same_law),
            *(_terms(connection, entry) if same_law else ()),
            *(_parties(connection, entry) if same_law else ()),
            *_links(connection, entry),
            *_counted(connection, entry),
            *_effects(connection, entry, made if same_law else ()),
            *_numbers(connection, entry),
        ]
    return tuple(Difference(file_no=entry.file_no, kind=kind, what=what) for kind, what in told)


def gaps(engine: Engine) -> tuple[Difference, ...]:
    """Return the numbers that a series has passed over: neither given nor void."""
    table, key = document_numbers, ("issuer", "word", "year", "rehearsal")
    counted = select(
        *(table.c[name] for name in key), func.count().label("given"), func.max(table.c.serial).label("top")
    )
    with reading(engine) as connection:
        given = {
            tuple(row)[:4]: (row.given, row.top)
            for row in connection.execute(counted.group_by(*(table.c[name] for name in key)))
        }
        series = connection.execute(select(*(document_series.c[name] for name in key), document_series.c.last)).all()
    found = []
    for *place, last in series:
        count, top = given.get(tuple(place), (0, 0))
        if count != last or top != last:
            named = f"{place[0]} {place[1]}〔{place[2]}〕{'（演练）' if place[3] else ''}"
            what = f"{named}已编至{last}号，登记的文号{count}个，最大{top}号"
            found.append(Difference(file_no="", kind="numbers", what=what))
    return tuple(found)


Told = tuple[Kind, str]


def _acts(connection: Connection, entry: Entry, chain: str) -> Iterator[Told]:
    kept, links = chain_of(acts_of(connection, entry.file_no)), chain_of(entry.acts)
    same = agreed(kept, links)
    if same < len(links) or same < len(kept):
        yield "acts", f"自第{same + 1}项起不一致：台账{len(kept)}项，案卷{len(links)}项"
    elif chain and chain != links[-1]:
        yield "chain", "行为的校验链与案卷不符"


def _row(entry: Entry, row: dict[str, object], *, same_law: bool) -> Iterator[Told]:
    wanted = {name: value for name, value in rows.file_row(entry).items() if name not in OWN}
    by_law = (
        set() if same_law else {name for name in wanted if name not in ("kind", "revision", "acts", "at", "edition")}
    )
    wrong = [name for name, value in wanted.items() if name not in by_law and row[name] != value]
    if wrong:
        yield "file", f"台账中与案卷不同的项目：{'、'.join(wrong)}"


def _terms(connection: Connection, entry: Entry) -> Iterator[Told]:
    query = select(terms).where(terms.c.file_no == entry.file_no)
    kept = {row["key"]: dict(row) for row in connection.execute(query).mappings()}
    wanted = rows.term_rows(entry.file_no, entry.standing.terms)
    yield from _unlike("terms", "期限", {key for key in {*kept, *wanted} if kept.get(key) != wanted.get(key)})


def _parties(connection: Connection, entry: Entry) -> Iterator[Told]:
    query = select(file_parties.c.party).where(file_parties.c.file_no == entry.file_no)
    wanted = {row["party"] for row in rows.party_rows(entry)}
    yield from _unlike("file", "当事人", wanted.symmetric_difference(connection.execute(query).scalars()))


def _links(connection: Connection, entry: Entry) -> Iterator[Told]:
    query = select(links).where(links.c.file_no == entry.file_no)
    kept = {_crossed(row): row for row in map(dict, connection.execute(query).mappings())}
    wanted = {_crossed(row): row for row in rows.link_rows(entry.file_no, entry.standing.links)}
    unlike = {key[0] for key in {*kept, *wanted} if kept.get(key) != wanted.get(key)}
    yield from _unlike("links", "与其他案卷的往来", unlike)


def _counted(connection: Connection, entry: Entry) -> Iterator[Told]:
    query = select(counted).where(counted.c.file_no == entry.file_no)
    kept = {row["act_no"]: dict(row) for row in connection.execute(query).mappings()}
    wanted = {row["act_no"]: row for row in rows.counted_rows(entry)}
    unlike = {f"第{no}项" for no in {*kept, *wanted} if kept.get(no) != wanted.get(no)}
    yield from _unlike("counted", "统计事项", unlike)


def _crossed(row: rows.Row) -> tuple[str, int, str]:
    """Return by what a crossing is told from the others: one file may have several with another."""
    return row["other_file"], row["act_no"], row["way"]


def _effects(connection: Connection, entry: Entry, made: Iterable[Effect]) -> Iterator[Told]:
    """Compare by key: what an effect says was judged in its time."""
    query = select(effects.c.key, effects.c.act_no).where(effects.c.file_no == entry.file_no)
    kept = {row.key: row.act_no for row in connection.execute(query)}
    wanted = {effect.key for effect in made}
    yield from _unlike("effects", "事项", {key for key in wanted if key not in kept})
    yield from _unlike("effects", "多出的事项", {key for key, no in kept.items() if no > len(entry.acts)})
    told = select(recipients.c.key).where(recipients.c.file_no == entry.file_no).distinct()
    yield from _unlike("recipients", "没有事项的收件人", set(connection.execute(told).scalars()) - set(kept))


def _numbers(connection: Connection, entry: Entry) -> Iterator[Told]:
    kept = {number.place: number for number in numbers_of(connection, entry.file_no)}
    said = {number.place: number for number in entry.numbers}
    yield from _unlike("numbers", "台账没有的文号", {_said(said[place]) for place in said.keys() - kept.keys()})
    yield from _unlike("numbers", "案卷尚不知道的文号", {_said(kept[place]) for place in kept.keys() - said.keys()})
    both = said.keys() & kept.keys()
    yield from _unlike(
        "numbers", "记载不同的文号", {_said(kept[place]) for place in both if kept[place] != said[place]}
    )
    lacking = {one.document.key for one in documents_without_number(connection, entry.file_no)}
    yield from _unlike("numbers", "没有文号的文书", lacking)


def _unlike(kind: Kind, what: str, names: Iterable[str]) -> Iterator[Told]:
    found = sorted(names)
    if found:
        yield kind, f"{what}：{'、'.join(found)}"


def _said(number: DocumentNumber) -> str:
    return f"{number.number}（作废）" if number.void else number.number
