"""What crosses between files: by which act, which way, and whether it still waits for the other file's last word."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

FILE_NO = sa.String(length=16)


def upgrade() -> None:
    """Make the table; it fills as files are judged, or at once with `gridcase docket rebuild`."""
    op.create_table(
        "links",
        sa.Column("file_no", FILE_NO, nullable=False),
        sa.Column("act_no", sa.Integer(), nullable=False),
        sa.Column("other_file", FILE_NO, nullable=False),
        sa.Column("way", sa.String(length=8), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("label", sa.String(length=200), nullable=False),
        sa.Column("waits", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["file_no"], ["files.file_no"], name=op.f("fk_links_file_no_files")),
        sa.PrimaryKeyConstraint("file_no", "act_no", "other_file", "way", name=op.f("pk_links")),
    )
    op.create_index(op.f("ix_links_other_file"), "links", ["other_file"], unique=False)
    op.create_index(op.f("ix_links_waits_day"), "links", ["waits", "day"], unique=False)


def downgrade() -> None:
    """Drop the table."""
    op.drop_table("links")
