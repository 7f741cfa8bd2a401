"""The docket follows the history: the chain of each file's acts; which act took a number, and why one is void."""

import json

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

INDEX = "ix_document_numbers_file_no_key"
VALID = sa.text("void = ''")


def upgrade() -> None:
    """Add the columns; what a file's chain is, its next judgment finds out."""
    for table, name, width in (
        ("files", "chain", 64),
        ("files", "chain_before", 64),
        ("document_numbers", "act", 128),
        ("document_numbers", "void", 200),
    ):
        op.add_column(table, sa.Column(name, sa.String(length=width), nullable=False, server_default=""))
    op.drop_index(INDEX, table_name="document_numbers")
    op.create_index(
        INDEX, "document_numbers", ["file_no", "key"], unique=True, sqlite_where=VALID, postgresql_where=VALID
    )
    _name_the_acts()
    _put_archived_files_to_rest()


def downgrade() -> None:
    """Take the columns out; refused once a number is void, which the earlier form could give again."""
    if op.get_bind().scalar(sa.text("SELECT count(*) FROM document_numbers WHERE void <> ''")):
        raise ValueError("0005 不能退回：已有文号作废，退回后无从记载；请用升级之前的备份恢复")
    op.drop_index(INDEX, table_name="document_numbers")
    op.create_index(INDEX, "document_numbers", ["file_no", "key"], unique=True)
    for table, name in (
        ("document_numbers", "void"),
        ("document_numbers", "act"),
        ("files", "chain_before"),
        ("files", "chain"),
    ):
        op.drop_column(table, name)


def _name_the_acts() -> None:
    """Say of each number which act took it."""
    connection = op.get_bind()
    numbered = connection.execute(
        sa.text(
            "SELECT n.file_no, n.key, a.body FROM document_numbers n"
            " JOIN effects e ON e.file_no = n.file_no AND e.key = n.key"
            " JOIN acts a ON a.file_no = e.file_no AND a.no = e.act_no"
        )
    ).all()
    rows = [{"of": row.file_no, "this": row.key, "act": json.loads(row.body).get("key", "")} for row in numbered]
    if rows:
        connection.execute(sa.text("UPDATE document_numbers SET act = :act WHERE file_no = :of AND key = :this"), rows)


def _put_archived_files_to_rest() -> None:
    """A file that is archived presses nobody any more."""
    op.execute("UPDATE files SET alert = 'none', due = '9999-12-31', due_term = '' WHERE archived")
