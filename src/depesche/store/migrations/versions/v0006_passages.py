"""By what dispatches are found again in texts of one's own."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

LARGE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """An empty table; the next rebuild fills it."""
    op.create_table(
        "passages",
        sa.Column("hash", LARGE, autoincrement=False, nullable=False),
        sa.Column("number", LARGE, autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("hash", "number"),
        sqlite_with_rowid=False,
    )
