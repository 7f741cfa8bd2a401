"""The files of one matter (事项的全部案卷), and what crosses a boundary and waits, by who has to act; reads only."""

import json
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, Literal

from sqlalchemy import (
    ColumnElement,
    Engine,
    FromClause,
    Row,
    ScalarSelect,
    String,
    and_,
    cast,
    exists,
    false,
    func,
    literal,
    or_,
    select,
    true,
)

from database.connection import reading
from docket.reader import PAGE, last_file
from docket.rows import NEVER
from docket.scope import Scope, either, seen
from docket.tables import acts, effects, files, links, recipients, terms
from docket.views import Waiting
from models.acts import ACTS, HandsOver
from models.acts.delivery import Delivery, RecordDelivery, RecordDeliveryFailed, RecordDeliveryRefused
from models.file import File
from models.standing import Term
from models.values import civil_day
from registry.tables import units

MOST = 40
"""How many files one picture shows."""
OUTSIDE = ("police", "court", "procuratorate", "government", "superior", "other")
"""Who keeps a term that is neither ours nor the party's: what waits for them has left the house."""
LEAVING = ("feedback", "open_file", "tell_file")
State = Literal["term", "sent", "undelivered", "refused", "file", "elsewhere"]
OTHER, ITS_UNIT = files.alias("other_files"), units.alias("other_units")


def linked_files(engine: Engine, scope: Scope, first: File) -> tuple[dict[str, File | None], bool]:
    """Return the files that hang together with one, by number, None for one that the reader may not see.

    The walk goes on from what the reader may see. Also told is whether there are more than are returned.
    """
    found: dict[str, File | None] = {first.standing.file_no: first}
    waiting = list(_neighbours(engine, first))
    while waiting and len(found) < MOST:
        file_no = waiting.pop(0)
        if file_no in found:
            continue
        found[file_no] = file = last_file(engine, scope, file_no)
        waiting += _neighbours(engine, file) if file else ()
    return found, any(file_no not in found for file_no in waiting)


def _neighbours(engine: Engine, file: File) -> Iterator[str]:
    """Yield the files that a file names, and those that name it: either side may not have heard yet."""
    yield from (link.file_no for link in file.standing.links)
    query = select(links.c.file_no).where(links.c.other_file == file.standing.file_no).order_by(links.c.day)
    with reading(engine) as connection:
        yield from connection.execute(query).scalars().all()


def stage_of(engine: Engine, file_no: str) -> tuple[str, str, bool] | None:
    """Return the name of a file's stage, the unit that answers for it, and whether it is closed; None without a file.

    Nothing is asked of the reader: it is for a file that was transferred from, or to, one that the reader may see.
    """
    with reading(engine) as connection:
        query = select(files.c.stage_name, files.c.unit, files.c.closed).where(files.c.file_no == file_no)
        row = connection.execute(query).one_or_none()
    return None if row is None else (row.stage_name, row.unit, row.closed)


def waiting(
    engine: Engine, scope: Scope, *, norms: Iterable[str], unit: str | None = None, limit: int = PAGE
) -> tuple[Waiting, ...]:
    """Return what crosses a boundary and waits, by who has to act, the oldest first.

    `norms`: the service norms that run between units. Rehearsals have their own time and are left out, as is what is
    in the archive.
    """
    between = tuple(norms)
    rows = [
        *_terms(engine, scope, between, unit, limit),
        *_answers(engine, scope, between, unit, limit),
        *_on_their_way(engine, scope, unit, limit),
        *_elsewhere(engine, scope, unit, limit),
    ]
    return tuple(sorted(rows, key=_place))[:limit]


def _of(unit: str | None, column: ColumnElement[str]) -> ColumnElement[bool]:
    """Return the test that it is for one unit to act; none where all are asked for."""
    return true() if unit is None else column == unit


def _place(row: Waiting) -> tuple[str, str, date, date, str]:
    return row.body, row.unit, row.last_day or date.max, row.since, row.file_no


LIVE = ~files.c.rehearsal & ~files.c.archived
COMMON = [
    files.c.kind,
    files.c.file_no,
    files.c.stage_name,
    files.c.unit.label("own_unit"),
    func.coalesce(units.c.name, "").label("own_name"),
]
WITH_UNIT = files.outerjoin(units, units.c.id == files.c.unit)


def _terms(engine: Engine, scope: Scope, norms: tuple[str, ...], unit: str | None, limit: int) -> Iterator[Waiting]:
    """Yield the open terms that another body has to keep, and the norms that run between units."""
    between = or_(_is_of(norms, terms), terms.c.obligor.in_(OUTSIDE))
    source = files.join(terms, terms.c.file_no == files.c.file_no).outerjoin(units, units.c.id == terms.c.unit)
    ours = true() if unit is None else (terms.c.unit == unit) & terms.c.obligor.not_in(OUTSIDE)
    query = (
        seen(scope, source, *COMMON, terms.c.body, terms.c.unit.label("owner"))
        .where(LIVE, terms.c.open, between, ours)
        .order_by(terms.c.last_day, files.c.file_no)
    )
    with reading(engine) as connection:
        rows = connection.execute(query.limit(limit)).all()
    for row in rows:
        term = Term.stored(row.body)
        outside = term.obligor in OUTSIDE
        yield _waiting(
            row,
            "term",
            term.name,
            term.start,
            body=term.obligor if outside else "",
            unit="" if outside else row.owner,
            last_day=term.last_day,
            act_no=term.started_by,
            citation=term.citation,
        )


def _answers(engine: Engine, scope: Scope, norms: tuple[str, ...], unit: str | None, limit: int) -> Iterator[Waiting]:
    """Yield the files that wait for another one's last word, which has not come to its own end."""
    acts_there = func.coalesce(_keeper(OTHER, norms), OTHER.c.unit)
    source = (
        WITH_UNIT.join(links, links.c.file_no == files.c.file_no)
        .outerjoin(OTHER, OTHER.c.file_no == links.c.other_file)
        .outerjoin(ITS_UNIT, ITS_UNIT.c.id == acts_there)
    )
    crossed = [links.c.other_file, links.c.label, links.c.day, links.c.act_no]
    theirs = [
        func.coalesce(acts_there, "").label("other_unit"),
        func.coalesce(ITS_UNIT.c.name, "").label("other_name"),
        OTHER.c.due,
    ]
    query = (
        either(scope, source, OTHER, *COMMON, *crossed, *theirs)
        .where(LIVE, links.c.waits, or_(OTHER.c.closed.is_(None), ~OTHER.c.closed), _of(unit, acts_there))
        .order_by(links.c.day, links.c.file_no)
    )
    with reading(engine) as connection:
        rows = connection.execute(query.limit(limit)).all()
    for row in rows:
        told = {"unit": row.other_unit, "unit_name": row.other_name, "other_file": row.other_file}
        yield _waiting(row, "file", row.label, row.day, act_no=row.act_no, last_day=_due(row), **told)


def _is_of(norms: tuple[str, ...], rows: FromClause) -> ColumnElement[bool]:
    """Return the test that a term is one of these norms."""
    return or_(false(), *(rows.c.key.startswith(f"{norm}#", autoescape=True) for norm in norms))


def _keeper(file: FromClause, norms: tuple[str, ...]) -> ScalarSelect[str]:
    """Return who has to keep the norm between units that runs in a file next: the receiver, before it has accepted."""
    running = terms.alias("running")
    query = select(running.c.unit).where(running.c.file_no == file.c.file_no, running.c.open, _is_of(norms, running))
    return query.where(running.c.unit != "").order_by(running.c.last_day, running.c.key).limit(1).scalar_subquery()


def _on_their_way(engine: Engine, scope: Scope, unit: str | None, limit: int) -> Iterator[Waiting]:
    """Yield what has left a file and was not taken: it is tried on, or was refused and is somebody's to see to.

    What a term of its own waits for since it came back is told by that term; what was sent anew, by that.
    """
    source = WITH_UNIT.join(effects, effects.c.file_no == files.c.file_no)
    back = [_came_back(RecordDeliveryRefused).label("refused"), _came_back(RecordDeliveryFailed).label("failed")]
    query = (
        seen(scope, source, *COMMON, effects.c.key, effects.c.act_no, effects.c.at, effects.c.body, *back)
        .where(
            LIVE,
            effects.c.kind.in_(LEAVING),
            _has_receiver(),
            ~_came_back(RecordDelivery),
            ~_is_a_duty(),
            ~_sent_anew(),
            _of(unit, files.c.unit),
        )
        .order_by(effects.c.at, files.c.file_no)
    )
    with reading(engine) as connection:
        rows = connection.execute(query.limit(limit)).all()
    for row in rows:
        state: State = "refused" if row.refused else "undelivered" if row.failed else "sent"
        title = str(json.loads(row.body)["title"])
        yield _waiting(row, state, title, civil_day(row.at), act_no=row.act_no, unit=row.own_unit)


def _outcome(*outcomes: type[Delivery]) -> ColumnElement[bool]:
    """Return the test that an act tells what became of an effect."""
    about = acts.c.body.contains(literal('"effect":"') + effects.c.key + literal('"'))
    return and_(
        acts.c.file_no == effects.c.file_no,
        acts.c.act.in_([act.model_fields["act"].default for act in outcomes]),
        about,
    )


def _came_back(outcome: type[Delivery]) -> ColumnElement[bool]:
    return exists().where(_outcome(outcome))


def _is_a_duty() -> ColumnElement[bool]:
    """Return the test that a term waits for somebody since the word came that an effect was not taken."""
    opened = terms.c.key.endswith(literal("#") + cast(acts.c.no, String))
    return exists().where(
        _outcome(RecordDeliveryRefused, RecordDeliveryFailed), terms.c.file_no == acts.c.file_no, opened
    )


def _sent_anew() -> ColumnElement[bool]:
    later = effects.alias("later")
    is_same = (
        (later.c.file_no == effects.c.file_no) & (later.c.kind == effects.c.kind) & (effects.c.kind == "open_file")
    )
    return exists().where(is_same, later.c.act_no > effects.c.act_no)


def _has_receiver() -> ColumnElement[bool]:
    """Return the test that an effect goes to a file, or to a system: what persons tell has a term of its own."""
    of_it = (recipients.c.file_no == effects.c.file_no) & (recipients.c.key == effects.c.key)
    return or_(effects.c.kind != "feedback", exists().where(of_it))


def _elsewhere(engine: Engine, scope: Scope, unit: str | None, limit: int) -> Iterator[Waiting]:
    """Yield the files that are with a unit outside their grid, since they were handed there."""
    names = [name for name, act in ACTS.items() if issubclass(act, HandsOver)]
    handed = (acts.c.file_no == files.c.file_no) & acts.c.act.in_(names)
    last = select(func.max(acts.c.no)).where(handed).correlate(files).scalar_subquery()
    source = WITH_UNIT.join(acts, (acts.c.file_no == files.c.file_no) & (acts.c.no == last))
    its_own = (files.c.unit1, files.c.unit2, files.c.unit3)
    query = (
        seen(scope, source, *COMMON, files.c.due, acts.c.no, acts.c.act, acts.c.happened_at)
        .where(LIVE, ~files.c.closed, files.c.unit.not_in(its_own), _of(unit, files.c.unit))
        .order_by(acts.c.happened_at, files.c.file_no)
    )
    with reading(engine) as connection:
        rows = connection.execute(query.limit(limit)).all()
    for row in rows:
        what, day = ACTS[row.act].label, civil_day(row.happened_at)
        yield _waiting(row, "elsewhere", what, day, act_no=row.no, unit=row.own_unit, last_day=_due(row))


def _due(row: Row[Any]) -> date | None:
    """Return the last day that runs in a file next; None where none does, or the file is not in the docket yet."""
    return None if row.due in (None, NEVER) else row.due


def _waiting(row: Row[Any], state: State, what: str, since: date, **more: Any) -> Waiting:  # noqa: ANN401
    named = {"unit_name": row.own_name if more.get("unit") else ""}
    common = {"kind": row.kind, "file_no": row.file_no, "stage_name": row.stage_name}
    return Waiting(state=state, what=what, since=since, **{**common, **named, **more})
