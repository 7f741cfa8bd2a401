"""What other systems were told, in an order that does not change (事件游标); and the secret that is being replaced."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

ID = sa.String(length=64)


def upgrade() -> None:
    """Make the table, add the columns."""
    op.create_table(
        "event_positions",
        sa.Column("system", ID, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("file_no", sa.String(length=16), nullable=False),
        sa.Column("key", sa.String(length=160), nullable=False),
        sa.PrimaryKeyConstraint("system", "position", name="pk_event_positions"),
        sa.UniqueConstraint("system", "file_no", "key", name="uq_event_positions_system_file_no_key"),
    )
    with op.batch_alter_table("systems") as table:
        table.add_column(sa.Column("former_secret", sa.String(length=1000), nullable=False, server_default=""))
        table.add_column(sa.Column("former_until", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    """Take them away."""
    with op.batch_alter_table("systems") as table:
        table.drop_column("former_until")
        table.drop_column("former_secret")
    op.drop_table("event_positions")
