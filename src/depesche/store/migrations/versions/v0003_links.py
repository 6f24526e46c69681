"""Which dispatch revises or copies which."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

LARGE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """The tables; rows of an older store come with the next rebuild."""
    op.create_table(
        "lineage",
        sa.Column("number", LARGE, autoincrement=False, nullable=False),
        sa.Column("item", sa.Text(), nullable=True),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("digest", LARGE, nullable=False),
        sa.Column("delivery", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("unknown", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("number"),
    )
    op.create_index("ix_lineage_item_version", "lineage", ["item", "version"])
    op.create_index("ix_lineage_digest_delivery", "lineage", ["digest", "delivery"])
    op.create_table(
        "shingles",
        sa.Column("day", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("hash", LARGE, autoincrement=False, nullable=False),
        sa.Column("number", LARGE, autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("day", "hash", "number"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "links",
        sa.Column("number", LARGE, autoincrement=False, nullable=False),
        sa.Column("relation", sa.Text(), nullable=False),
        sa.Column("other", LARGE, nullable=False),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("because", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", "relation"),
    )
    op.create_index(op.f("ix_links_other"), "links", ["other"])
