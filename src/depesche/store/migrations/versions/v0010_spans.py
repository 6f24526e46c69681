"""What is looked up by values in no order is kept by stretches of the journal, so that less is written for each."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

LARGE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
LONG_SPAN, SPAN = 1 << 32, 1 << 28


def upgrade() -> None:
    """The same rows; an index that nobody needs any more goes."""
    sqlite = op.get_bind().dialect.name == "sqlite"
    _passages(sqlite=sqlite)
    _members()
    op.drop_index("ix_claim_terms_claim", "claim_terms")
    if sqlite:  # elsewhere a table is apart from its key whatever one says
        _terms()


def _passages(*, sqlite: bool) -> None:
    op.create_table(
        "passages_new",
        sa.Column("span", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("hash", LARGE, autoincrement=False, nullable=False),
        sa.Column("number", LARGE, autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("span", "hash", "number"),
        sqlite_with_rowid=False,
    )
    op.execute(
        f"INSERT INTO passages_new (span, hash, number) SELECT number / {LONG_SPAN}, hash, number"
        " FROM passages ORDER BY 1, 2, 3"
    )
    op.drop_table("passages")
    op.rename_table("passages_new", "passages")
    if not sqlite:
        op.execute("ALTER INDEX passages_new_pkey RENAME TO passages_pkey")


def _members() -> None:
    op.add_column("claim_members", sa.Column("span", sa.Integer(), nullable=False, server_default="0"))
    op.execute(f"UPDATE claim_members SET span = number / {SPAN}")
    for name, columns in (("statement", ["statement"]), ("called", ["called", "origin"])):
        op.drop_index(f"ix_claim_members_{name}", "claim_members")
        op.create_index(f"ix_claim_members_{name}", "claim_members", ["span", *columns])


def _terms() -> None:
    op.create_table(
        "claim_terms_new",
        sa.Column("story", sa.Text(), nullable=False),
        sa.Column("concept", sa.Text(), nullable=False),
        sa.Column("claim", sa.Text(), nullable=False),
        sa.Column("weight", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("story", "concept", "claim"),
        sqlite_with_rowid=False,
    )
    op.execute(
        "INSERT INTO claim_terms_new (story, concept, claim, weight)"
        " SELECT story, concept, claim, weight FROM claim_terms ORDER BY 1, 2, 3"
    )
    op.drop_table("claim_terms")
    op.rename_table("claim_terms_new", "claim_terms")
