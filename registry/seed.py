"""The first filling of the register: Hengyang's places, made-up people, and tokens for a local start."""

import json
import os
import secrets
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Table, delete, func, insert, select

from database.connection import insert_into, reading
from database.private_files import OWNER_ONLY
from registry.access import issue_token, token_digest
from registry.entries import System
from registry.invented import MADE_UP, appointment_rows, certificate_rows, person_rows, post_rows
from registry.shipped import alias_rows, all_grid_rows, grid_state_rows, plan_rows, unit_rows
from registry.systems import register_system
from registry.tables import (
    appointments,
    certificates,
    grid_aliases,
    grid_plans,
    grid_states,
    grids,
    persons,
    posts,
    registry_changes,
    tokens,
    units,
)
from settings import Settings

HOTLINE = System(id="12369", name="12369 环保举报平台")
LOCAL_TOKENS = (
    ("patroller", "p-430423100-03"),
    ("officer", "p-430423-04"),
    ("officer-2", "p-430423-06"),
    ("reviewer", "p-430423-10"),
    ("legal", "p-430423-11"),
    ("clerk", "p-430423-12"),
    ("head", "p-430423-01"),
    ("police", "p-4304-police-02"),
    ("agriculture", "p-4304-agriculture-04"),
    ("neighbour", "p-430424-12"),
    ("neighbour-head", "p-430424-01"),
    ("supervisor", "p-4304-08"),
    ("admin", "p-4304-09"),
)
"""Who can be played at a local start: a township of Hengshan, the county's branch, those it works with, the city."""


def load(engine: Engine, *, people: bool = True) -> None:
    """Fill the register with what is shipped; what is there already is brought up to date, people are left alone.

    The people are made up; a real service is filled with its own (`people=False`).
    """
    unit_list, grid_list = unit_rows(), all_grid_rows()
    with engine.begin() as connection:
        _put(connection, units, _as_shipped(connection, unit_list, "unit"))
        _put(connection, grids, _as_shipped(connection, grid_list, "grid"))
        _put_states(connection, _as_shipped(connection, grid_state_rows(), "grid", "grid"))
        _put(connection, grid_aliases, alias_rows())
        _put(connection, grid_plans, _as_shipped(connection, plan_rows(), "plan"))
        if people and not connection.execute(select(func.count()).select_from(persons)).scalar_one():
            connection.execute(insert(persons), person_rows(unit_list))
            connection.execute(insert(posts), post_rows(unit_list))
            connection.execute(insert(certificates), certificate_rows(unit_list))
            connection.execute(insert(appointments), appointment_rows(unit_list, grid_list))


def staffed(engine: Engine) -> bool:
    """Tell whether anybody is in the register; if not, it is filled by `gridcase registry import`."""
    with reading(engine) as connection:
        return connection.execute(select(posts.c.person).limit(1)).first() is not None


def made_up(engine: Engine) -> int:
    """Return how many certificates of made-up people a register holds: what was tried out locally is no real one."""
    query = select(func.count()).select_from(certificates).where(certificates.c.number.startswith(MADE_UP))
    with reading(engine) as connection:
        return connection.execute(query).scalar_one()


def _as_shipped(
    connection: Connection, rows: Sequence[dict[str, Any]], form: str, key: str = "id"
) -> list[dict[str, Any]]:
    """Return the rows about which nobody has entered anything."""
    entered = select(registry_changes.c.key).where(registry_changes.c.form == form)
    changed = {said.split(" ")[0] for said in connection.execute(entered).scalars()}
    return [row for row in rows if row[key] not in changed]


def _put_states(connection: Connection, rows: Sequence[dict[str, Any]]) -> None:
    """Enter what grids were through time, in place of what was shipped of them before."""
    kept: dict[str, list[dict[str, Any]]] = {}
    for state in connection.execute(select(grid_states).order_by(grid_states.c.since)).mappings():
        kept.setdefault(state["grid"], []).append(dict(state))
    shipped: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        shipped.setdefault(row["grid"], []).append(row)
    changed = [grid for grid, states in shipped.items() if states != kept.get(grid)]
    connection.execute(delete(grid_states).where(grid_states.c.grid.in_(changed)))
    if changed:
        connection.execute(insert(grid_states), [row for grid in changed for row in shipped[grid]])


def local_tokens(engine: Engine, settings: Settings) -> list[tuple[str, str]]:
    """Return a token for each role that can be played locally, as (role, token); none in production.

    They are kept in var/tokens.json, readable by its owner only, and stay the same from start to start.
    """
    if settings.production:
        return []
    path = settings.var / "tokens.json"
    kept: dict[str, str] = json.loads(path.read_text("utf-8")) if path.exists() else {}
    if not _all_known(engine, kept.values()) or set(kept) != {HOTLINE.id, *(role for role, _ in LOCAL_TOKENS)}:
        kept = {role: issue_token(engine, person, local=True) for role, person in LOCAL_TOKENS}
        register_system(engine, HOTLINE)
        kept[HOTLINE.id] = issue_token(engine, HOTLINE.id, "system", local=True)
        _keep(path, kept)
    return list(kept.items())


def _put(connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    """Enter rows; one that is there is brought up to date."""
    entry = insert_into(connection, table)
    changing = {column.name: entry.excluded[column.name] for column in table.columns if not column.primary_key}
    if rows:
        connection.execute(entry.on_conflict_do_update(index_elements=list(table.primary_key), set_=changing), rows)


def _all_known(engine: Engine, kept: Iterable[str]) -> bool:
    digests = {token_digest(token) for token in kept}
    with reading(engine) as connection:
        known = set(connection.execute(select(tokens.c.digest).where(tokens.c.digest.in_(digests))).scalars())
    return known == digests


def _keep(path: Path, kept: dict[str, str]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(f".{secrets.token_hex(4)}")
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, OWNER_ONLY), "w", encoding="utf-8") as file:
        json.dump(kept, file, indent=2)
    fresh.replace(path)
