"""Who opened what was sealed of a complaint, when and why; rows are only ever added."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

ID = sa.String(length=64)
KEPT = "seal_openings 只能追加，不能修改或者删除"
SQLITE = """
CREATE TRIGGER seal_openings_kept_{action} BEFORE {action} ON seal_openings
BEGIN SELECT RAISE(ABORT, '{kept}'); END
"""
FUNCTION = """
CREATE FUNCTION seal_openings_kept() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '{kept}'; END $$
"""
POSTGRESQL = """
CREATE TRIGGER seal_openings_kept BEFORE UPDATE OR DELETE ON seal_openings
FOR EACH ROW EXECUTE FUNCTION seal_openings_kept()
"""
EMPTIED = """
CREATE TRIGGER seal_openings_not_emptied BEFORE TRUNCATE ON seal_openings
FOR EACH STATEMENT EXECUTE FUNCTION seal_openings_kept()
"""
REPLACED = """
CREATE TRIGGER seal_openings_not_replaced BEFORE INSERT ON seal_openings
WHEN EXISTS (SELECT 1 FROM seal_openings WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, '{kept}'); END
"""


def upgrade() -> None:
    """Make the table, and have the database itself refuse to change or take away what it says."""
    op.create_table(
        "seal_openings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("file_no", sa.String(length=16), nullable=False),
        sa.Column("part", sa.String(length=16), nullable=False),
        sa.Column("person", ID, nullable=False),
        sa.Column("unit", ID, nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_seal_openings")),
    )
    op.create_index(op.f("ix_seal_openings_file_no"), "seal_openings", ["file_no"], unique=False)
    if op.get_bind().dialect.name == "sqlite":
        for action in ("UPDATE", "DELETE"):
            op.execute(SQLITE.format(action=action, kept=KEPT))
        op.execute(REPLACED.format(kept=KEPT))
    else:
        op.execute(FUNCTION.format(kept=KEPT))
        op.execute(POSTGRESQL)
        op.execute(EMPTIED)


def downgrade() -> None:
    """Drop the table with what it says."""
    op.drop_table("seal_openings")
    if op.get_bind().dialect.name != "sqlite":
        op.execute("DROP FUNCTION seal_openings_kept()")
