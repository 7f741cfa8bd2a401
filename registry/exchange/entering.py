"""Files entered into the register: judged whole, then written in one transaction or not at all, with their author."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from sqlalchemy import Connection, Engine, bindparam, func, insert, select, update

from database.connection import reading
from models.values import civil_day
from registry.exchange.checking import Checks
from registry.exchange.form import Fact, Form
from registry.exchange.forms import APPOINTMENTS, CERTIFICATES, FORMS, PERSONS, POSTS, SYSTEMS
from registry.exchange.gaps import Gaps
from registry.exchange.ground import GRIDS
from registry.exchange.object_forms import POLLUTERS
from registry.exchange.planning import Change, Draft
from registry.exchange.problems import Place, Problem
from registry.exchange.reading import read_files
from registry.exchange.resolving import Resolver
from registry.exchange.state import load
from registry.ground import settle
from registry.parties import enter_parties, party_number
from registry.places import Places
from registry.tables import registry_changes
from registry.vacancies import settle_vacancies

LOCK = 7_604_305
"""Number of PostgreSQL's advisory lock under which the staff list is entered; SQLite has one writer anyway."""
ENDING = (POSTS, CERTIFICATES, APPOINTMENTS)
"""Tables whose rows end when a whole list no longer names them; units, persons and systems never go by absence."""


@dataclass(frozen=True)
class Wish:
    """How files are to be entered: by whom, as a whole list, correcting what was wrong."""

    author: str
    whole: bool = False
    correct: bool = False


@dataclass(frozen=True)
class Outcome:
    """What an import changes, or why it changes nothing."""

    rows: int
    changes: tuple[Change, ...]
    problems: tuple[Problem, ...]
    warnings: tuple[Problem, ...]

    @property
    def new_receivers(self) -> tuple[str, ...]:
        """Return the systems that take feedback from now on and have no secret yet."""
        news = (one.after for one in self.changes if one.form is SYSTEMS and not (one.before or {}).get("callback_url"))
        return tuple(str(fact["id"]) for fact in news if fact["callback_url"])


def try_files(engine: Engine, paths: Sequence[Path], wish: Wish, now: datetime) -> Outcome:
    """Say what an import would change (`--dry-run`); nothing is written."""
    with reading(engine) as connection:
        return _judged(engine, connection, paths, wish, civil_day(now))


def lacking_now(engine: Engine, today: date) -> tuple[Problem, ...]:
    """Return what the register lacks on a day: grids with nobody, groups too small, certificates run out."""
    with reading(engine) as connection:
        draft = Draft(load(connection), today)
    return _lacking(draft, today)


def enter_files(engine: Engine, paths: Sequence[Path], wish: Wish, now: datetime) -> Outcome:
    """Enter files, all of them or, when anything is wrong, nothing."""
    with engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(select(func.pg_advisory_xact_lock(LOCK)))
        outcome = _judged(engine, connection, paths, wish, civil_day(now))
        if not outcome.problems:
            _write(connection, outcome.changes, wish.author, now)
    return outcome


def _judged(engine: Engine, connection: Connection, paths: Sequence[Path], wish: Wish, today: date) -> Outcome:
    state = load(connection)
    entries, unread = read_files(paths)
    resolved, unnamed = Resolver(state, entries, Places(engine).grid).resolved()
    draft = Draft(state, today, correct=wish.correct)
    draft.take(resolved)
    if wish.whole:
        draft.end_absent(form for form in ENDING if any(entry.form is form for entry in resolved))
    changes = tuple(draft.changes())
    wrong = [*unread, *unnamed, *draft.problems, *Checks(draft).problems(changes), *_author(draft, wish.author)]
    warnings = () if wrong else _lacking(draft, today)
    return Outcome(len(entries), changes, tuple(sorted(set(wrong))), warnings)


def _lacking(draft: Draft, today: date) -> tuple[Problem, ...]:
    return tuple(Gaps(draft.facts, draft.ground(), today).warnings())


def _author(draft: Draft, author: str) -> Iterable[Problem]:
    """Whoever enters is in the register, or in the files themselves; an account of the machine is named as such."""
    if ":" in author or (author,) in draft.facts[PERSONS.name]:
        return []
    return [Problem(Place(""), "", f"没有编号为“{author}”的人员，不能以其名义录入", "登记簿或者文件中的人员编号")]


def _write(connection: Connection, changes: Sequence[Change], author: str, now: datetime) -> None:
    settle(connection, [change.after for change in changes if change.form is GRIDS])
    enter_parties(connection, [change.after for change in changes if change.form is POLLUTERS])
    for form in FORMS:
        ours = [change for change in changes if change.form is form]
        new = [_row(change) for change in ours if change.before is None]
        if new:
            connection.execute(insert(form.table), sorted(new, key=lambda row: str(row.get("level", ""))))
        changed = [change.after for change in ours if change.before is not None]
        if changed:
            _update(connection, form, changed)
    if changes:
        connection.execute(insert(registry_changes), [_audit(change, author, now) for change in changes])
        settle_vacancies(connection, now)


def _row(change: Change) -> dict[str, object]:
    if change.form is POLLUTERS:
        return {**change.after, "party": party_number(str(change.after["uscc"]))}
    return {**change.after, "callback_secret": ""} if change.form is SYSTEMS else dict(change.after)


def _update(connection: Connection, form: Form, facts: Sequence[Fact]) -> None:
    others = [name for name in facts[0] if name not in form.key]
    statement = (
        update(form.table)
        .where(*(form.table.c[name] == bindparam(f"key_{name}") for name in form.key))
        .values({name: bindparam(f"new_{name}") for name in others})
    )
    rows = [
        {**{f"key_{name}": fact[name] for name in form.key}, **{f"new_{name}": fact[name] for name in others}}
        for fact in facts
    ]
    connection.execute(statement, rows)


def _audit(change: Change, author: str, now: datetime) -> dict[str, object]:
    return {
        "at": now,
        "author": author,
        "form": change.form.name,
        "key": " ".join(str(part) for part in change.form.key_of(change.after)),
        "source": change.place.file[-200:],
        "line": change.place.line,
        "before": "" if change.before is None else _json(change.before),
        "after": _json(change.after),
    }


def _json(fact: Fact) -> str:
    return json.dumps(dict(fact), ensure_ascii=False, default=str)
