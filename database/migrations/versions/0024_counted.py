"""What supervisors count of a file (统计事项), and what is looked for: the text of its facts, initials of names.

The first two come with the next judgment of a file, or at once by `gridcase docket rebuild`; initials are made here.
"""

import sqlalchemy as sa
from alembic import op
from pypinyin import Style, lazy_pinyin

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


LONGEST = 200
PARTIES = sa.table("parties", sa.column("id"), sa.column("kind"), sa.column("name"), sa.column("initials"))


def upgrade() -> None:
    """Make table and columns."""
    op.create_table(
        "counted",
        sa.Column("file_no", sa.String(length=16), nullable=False),
        sa.Column("act_no", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("unit", sa.String(length=64), nullable=False),
        sa.Column("fine", sa.BigInteger(), nullable=False, server_default="0"),
        sa.ForeignKeyConstraint(["file_no"], ["files.file_no"], name=op.f("fk_counted_file_no_files")),
        sa.PrimaryKeyConstraint("file_no", "act_no", name=op.f("pk_counted")),
    )
    op.add_column("files", sa.Column("facts", sa.Text(), nullable=False, server_default=""))
    op.add_column("parties", sa.Column("initials", sa.String(length=200), nullable=False, server_default=""))
    _make_initials()
    op.create_index(op.f("ix_counted_kind_day"), "counted", ["kind", "day"], unique=False)


def _make_initials() -> None:
    connection = op.get_bind()
    found = connection.execute(sa.select(PARTIES.c.id, PARTIES.c.name).where(PARTIES.c.kind == "organisation")).all()
    for party, name in found:
        letters = "".join(lazy_pinyin(name, style=Style.FIRST_LETTER)).lower()
        kept = "".join(letter for letter in letters if letter.isascii() and letter.isalnum())[:LONGEST]
        connection.execute(sa.update(PARTIES).where(PARTIES.c.id == party).values(initials=kept))


def downgrade() -> None:
    """Drop them."""
    op.drop_column("parties", "initials")
    op.drop_column("files", "facts")
    op.drop_table("counted")
