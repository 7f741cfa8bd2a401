"""The desk (工作台): which files are whose turn, which wait on others, which are done; counted and listed alike.

Each basket is one condition, used for its count and for its rows, so that a figure is always the number of its rows.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Engine,
    Integer,
    RowMapping,
    Select,
    and_,
    case,
    cast,
    false,
    func,
    literal,
    or_,
    tuple_,
    union_all,
)

from database.connection import reading
from docket.listing import COLUMNS, LISTED, conditions, listed_row, position
from docket.reader import ALL, HOURS
from docket.rows import turn
from docket.scope import UNITS, Scope, seen, takes_part
from docket.tables import files, terms
from docket.views import Asking, DeskPage, DeskRow, FileFilter
from models.acts import ACTS
from models.looking import Basket
from models.people import Actor, Role
from models.standing import Term
from registry.tables import grids, parties, persons

PAGE = 50
TOLD = (files.c.file_no, parties.c.name, grids.c.name)
"""What words are looked for in: numbers, organisations, places."""
OURS = frozenset({"held_since", "turns", "person_name"})
"""Columns that are the desk's beside those of a list."""
ON_DESK = LISTED.outerjoin(persons, persons.c.id == files.c.person)

Hours = Mapping[tuple[str, date], datetime]


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of a desk."""

    basket: Basket = Basket.MINE
    wanted: FileFilter = ALL
    words: str = ""
    newest_first: bool = False
    after: str = ""
    limit: int = PAGE


def desk(engine: Engine, scope: Scope, actor: Actor, asked: Asked, saved: Sequence[Asked] = ()) -> DeskPage:
    """Return one basket of a reader's desk and the count of each, narrowed by the same filters.

    What the reader has saved is counted with the same question, each as it would be listed.
    """
    baskets = _baskets(scope, actor)
    listing = seen(
        scope,
        ON_DESK,
        *COLUMNS,
        files.c.held_since,
        files.c.turns,
        func.coalesce(persons.c.name, "").label("person_name"),
    ).where(*_narrowed(asked), baskets[asked.basket])
    counting = union_all(
        _counting(scope, asked, baskets, 0),
        *(_counting(scope, one, {one.basket: baskets[one.basket]}, no) for no, one in enumerate(saved, 1)),
    )
    with reading(engine) as connection:
        counts = {row["which"]: row for row in connection.execute(counting).mappings()}
        rows = connection.execute(_page(listing, asked)).mappings().all()
        shown = rows[: asked.limit]
        hours, due = _due_terms(connection, scope, [row["file_no"] for row in shown])
    return DeskPage(
        counts={name: counts[0][name] or 0 for name in baskets},
        rows=tuple(_row(row, actor, hours, due) for row in shown),
        after=_mark(rows[asked.limit - 1], asked) if len(rows) > asked.limit else None,
        saved=tuple(counts[no][one.basket] or 0 for no, one in enumerate(saved, 1)),
    )


def _narrowed(asked: Asked) -> list[ColumnElement[bool]]:
    return [*conditions(asked.wanted), *_with_words(asked.words)]


def _counting(scope: Scope, asked: Asked, baskets: Mapping[Basket, ColumnElement[bool]], number: int) -> Select[Any]:
    """Return the question how many files are in some baskets; those that are not asked for are not counted."""
    columns = (_count(one, baskets[one]) if one in baskets else literal(0).label(one) for one in Basket)
    return seen(scope, LISTED, literal(number).label("which"), *columns).where(*_narrowed(asked))


def _baskets(scope: Scope, actor: Actor) -> Mapping[Basket, ColumnElement[bool]]:
    """Return what is in each basket of a person."""
    mine = or_(*(files.c[fact] == scope.unit for fact in ("unit", "unit1", *UNITS)), takes_part(scope))
    open_ = ~files.c.closed & ~files.c.archived
    turns = [turn(role, actor.level) for role in actor.roles]
    mine_now = and_(open_, mine, or_(false(), *(files.c.turns.contains(one, autoescape=True) for one in turns)))
    head = turn(Role.HEAD, actor.level)
    approve = and_(mine_now, files.c.turns.contains(head, autoescape=True)) if Role.HEAD in actor.roles else false()
    return {
        Basket.MINE: mine_now,
        Basket.APPROVE: approve,
        Basket.DOING: and_(open_, ~mine_now),
        Basket.DONE: ~open_,
        Basket.LATE: and_(open_, files.c.alert == "late"),
    }


def _count(name: Basket, condition: ColumnElement[bool]) -> ColumnElement[int]:
    return cast(func.sum(case((condition, 1), else_=0)), Integer).label(name)


def _with_words(words: str) -> list[ColumnElement[bool]]:
    """Return what narrows to files whose number, party or place has each of the words."""
    return [or_(*(column.icontains(word, autoescape=True) for column in TOLD)) for word in words.split()]


def _page(query: Select[Any], asked: Asked) -> Select[Any]:
    if asked.newest_first:
        after = [files.c.file_no < asked.after] if asked.after else []
        return query.where(*after).order_by(files.c.file_no.desc()).limit(asked.limit + 1)
    key = (files.c.due, files.c.file_no)
    later = [tuple_(*key) > position(asked.after)] if asked.after else []
    return query.where(*later).order_by(*key).limit(asked.limit + 1)


def _mark(row: RowMapping, asked: Asked) -> str:
    return str(row["file_no"]) if asked.newest_first else f"{row['due'].isoformat()}~{row['file_no']}"


def _due_terms(connection: Connection, scope: Scope, numbers: Sequence[str]) -> tuple[Hours, dict[str, Term]]:
    """Return when terms that run in hours end, by file and last day, and of each file the open term that ends next."""
    is_next = terms.c.last_day == files.c.due
    query = seen(scope, files.join(terms), terms.c.file_no, is_next.label("is_next"), terms.c.body).where(
        terms.c.file_no.in_(numbers),
        terms.c.open,
        terms.c.last_day.is_not(None),
        or_(is_next, terms.c.body.contains(HOURS)),
    )
    hours: dict[tuple[str, date], datetime] = {}
    found: dict[str, Term] = {}
    for row in connection.execute(query.order_by(terms.c.file_no, terms.c.key)):
        term = Term.stored(row.body)
        if HOURS in row.body and term.last_day is not None and term.ends_at is not None:
            key = row.file_no, term.last_day
            hours[key] = min(term.ends_at, hours.get(key, term.ends_at))
        if row.is_next:
            found.setdefault(row.file_no, term)
    return hours, found


def _row(row: RowMapping, actor: Actor, hours: Hours, due: Mapping[str, Term]) -> DeskRow:
    shown = listed_row(
        {name: value for name, value in row.items() if name not in OURS}, hours.get((row["file_no"], row["due"]))
    )
    return DeskRow(
        file=shown,
        turns=_turns(row["turns"], actor),
        held_since=row["held_since"],
        person_name=row["person_name"],
        term=due.get(shown.file_no),
    )


def _turns(told: str, actor: Actor) -> tuple[Asking, ...]:
    """Return which usual next acts a reader's posts may do, each once."""
    ours = tuple(turn(role, actor.level).removeprefix("|") for role in actor.roles)
    mine = (one.partition(":")[2] for one in told.split("|") if one.startswith(ours))
    return tuple(Asking(act=act, label=ACTS[act].label) for act in dict.fromkeys(mine))
