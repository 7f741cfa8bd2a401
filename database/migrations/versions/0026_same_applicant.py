"""By which requests of one applicant are counted (同一申请人): a digest under a key that stands outside the database."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make room for the digest; what was sealed before is counted once its key is wrapped anew."""
    op.add_column("sealed_complaints", sa.Column("applicant", sa.String(length=64), nullable=True))
    op.create_index(op.f("ix_sealed_complaints_applicant"), "sealed_complaints", ["applicant"], unique=False)


def downgrade() -> None:
    """Drop it."""
    op.drop_index(op.f("ix_sealed_complaints_applicant"), table_name="sealed_complaints")
    op.drop_column("sealed_complaints", "applicant")
