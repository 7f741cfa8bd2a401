"""Posts through time in place of where a person is now, names that change, and who entered what.

SQLite lets no table go that another points at, so the people are read, their tables made anew, and filled again.
"""

from collections.abc import Iterable, Mapping
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

Rows = list[dict[str, Any]]

ID = sa.String(length=64)
NAME = sa.String(length=200)
UNDATED = ("person_roles", "appointments", "certificates", "persons")
DATED = ("posts", "appointments", "certificates", "persons")


def upgrade() -> None:
    """Make the tables, and carry over who is where."""
    kept = _taken_away(UNDATED)
    op.create_table(
        "persons",
        sa.Column("id", ID, nullable=False),
        sa.Column("name", NAME, nullable=False),
        sa.Column("former_name", NAME, nullable=False),
        sa.Column("renamed_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_persons"),
    )
    _what_points_at_persons()
    _posts()
    _changes()
    op.add_column("units", sa.Column("until", sa.Date(), nullable=True))
    _fill("persons", ({**_of(row, "id", "name"), "former_name": "", "renamed_on": None} for row in kept["persons"]))
    _fill("posts", _posts_of(kept["persons"], kept["person_roles"]))
    _fill("certificates", kept["certificates"])
    _fill("appointments", kept["appointments"])


def downgrade() -> None:
    """Keep of each person the latest post; what was entered about earlier ones goes."""
    kept = _taken_away(DATED)
    op.drop_table("registry_changes")
    op.drop_column("units", "until")
    op.create_table(
        "persons",
        sa.Column("id", ID, nullable=False),
        sa.Column("name", NAME, nullable=False),
        sa.Column("unit", ID, nullable=False),
        sa.Column("rank", sa.String(length=16), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["unit"], ["units.id"], name="fk_persons_unit"),
        sa.PrimaryKeyConstraint("id", name="pk_persons"),
    )
    op.create_index("ix_persons_unit", "persons", ["unit"], unique=False)
    op.create_table(
        "person_roles",
        sa.Column("person", ID, nullable=False),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["persons.id"], name="fk_person_roles_person"),
        sa.PrimaryKeyConstraint("person", "role", name="pk_person_roles"),
    )
    _what_points_at_persons()
    latest = {row["person"]: row for row in sorted(kept["posts"], key=lambda row: row["since"])}
    served = [row for row in kept["persons"] if row["id"] in latest]
    of_post = ("unit", "rank", "since", "until")
    _fill("persons", ({**_of(row, "id", "name"), **_of(latest[row["id"]], *of_post)} for row in served))
    _fill("person_roles", ({"person": who, "role": role} for who in latest for role in latest[who]["roles"].split()))
    _fill("certificates", (row for row in kept["certificates"] if row["person"] in latest))
    _fill("appointments", (row for row in kept["appointments"] if row["person"] in latest))


def _taken_away(tables: Iterable[str]) -> dict[str, Rows]:
    """Return the rows of tables, and drop the tables."""
    connection, kept = op.get_bind(), {}
    for name in tables:
        table = sa.Table(name, sa.MetaData(), autoload_with=connection)
        kept[name] = [dict(row) for row in connection.execute(sa.select(table)).mappings()]
        op.drop_table(name)
    return kept


def _fill(name: str, rows: Iterable[Mapping[str, Any]]) -> None:
    connection = op.get_bind()
    if entering := [dict(row) for row in rows]:
        connection.execute(sa.insert(sa.Table(name, sa.MetaData(), autoload_with=connection)), entering)


def _of(row: Mapping[str, Any], *names: str) -> dict[str, Any]:
    return {name: row[name] for name in names}


def _posts_of(persons: Rows, roles: Rows) -> Rows:
    held: dict[str, list[str]] = {}
    for row in roles:
        held.setdefault(row["person"], []).append(row["role"])
    return [
        {
            "person": row["id"],
            **_of(row, "since", "until", "unit", "rank"),
            "roles": " ".join(sorted(held.get(row["id"], ()))),
        }
        for row in persons
    ]


def _posts() -> None:
    """Where a person serves, from day to day."""
    op.create_table(
        "posts",
        sa.Column("person", ID, nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("unit", ID, nullable=False),
        sa.Column("rank", sa.String(length=16), nullable=False),
        sa.Column("roles", NAME, nullable=False),
        sa.ForeignKeyConstraint(["person"], ["persons.id"], name="fk_posts_person"),
        sa.ForeignKeyConstraint(["unit"], ["units.id"], name="fk_posts_unit"),
        sa.PrimaryKeyConstraint("person", "since", name="pk_posts"),
    )
    op.create_index("ix_posts_unit", "posts", ["unit"], unique=False)


def _changes() -> None:
    """Who entered what, when, out of which file."""
    op.create_table(
        "registry_changes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("author", ID, nullable=False),
        sa.Column("form", sa.String(length=16), nullable=False),
        sa.Column("key", sa.String(length=400), nullable=False),
        sa.Column("source", NAME, nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("after", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_registry_changes"),
    )
    op.create_index("ix_registry_changes_form", "registry_changes", ["form"], unique=False)


def _what_points_at_persons() -> None:
    """Certificates and appointments, as 0001 made them."""
    op.create_table(
        "certificates",
        sa.Column("number", ID, nullable=False),
        sa.Column("person", ID, nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["persons.id"], name="fk_certificates_person"),
        sa.PrimaryKeyConstraint("number", name="pk_certificates"),
    )
    op.create_index("ix_certificates_person", "certificates", ["person"], unique=False)
    op.create_table(
        "appointments",
        sa.Column("grid", ID, nullable=False),
        sa.Column("level", sa.SmallInteger(), nullable=False),
        sa.Column("unit", ID, nullable=False),
        sa.Column("post", sa.String(length=16), nullable=False),
        sa.Column("person", ID, nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["grid"], ["grids.id"], name="fk_appointments_grid"),
        sa.ForeignKeyConstraint(["person"], ["persons.id"], name="fk_appointments_person"),
        sa.ForeignKeyConstraint(["unit"], ["units.id"], name="fk_appointments_unit"),
        sa.PrimaryKeyConstraint("grid", "level", "unit", "post", "person", "since", name="pk_appointments"),
    )
