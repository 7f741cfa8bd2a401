"""What other systems may do, with the days; and room for a callback secret that is sealed."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

CLEAR, SEALED = sa.String(length=200), sa.String(length=1000)


def upgrade() -> None:
    """Make the table of grants; secrets in clear are sealed by whoever starts next with the key (`seal_secrets`)."""
    with op.batch_alter_table("systems") as table:
        table.alter_column("callback_secret", existing_type=CLEAR, type_=SEALED, existing_nullable=False)
    op.create_table(
        "system_grants",
        sa.Column("system", sa.String(length=64), nullable=False),
        sa.Column("act", sa.String(length=64), nullable=False),
        sa.Column("files", sa.String(length=16), nullable=False),
        sa.Column("unit", sa.String(length=64), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["system"], ["systems.id"], name=op.f("fk_system_grants_system")),
        sa.PrimaryKeyConstraint("system", "act", "files", "unit", "since", name=op.f("pk_system_grants")),
    )


def downgrade() -> None:
    """Drop the grants; a sealed secret does not fit any more, and has to be entered again."""
    op.drop_table("system_grants")
    op.execute("UPDATE systems SET callback_secret = ''")
    with op.batch_alter_table("systems") as table:
        table.alter_column("callback_secret", existing_type=SEALED, type_=CLEAR, existing_nullable=False)
