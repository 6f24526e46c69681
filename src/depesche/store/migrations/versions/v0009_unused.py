"""Indexes go that nobody looks anything up by since filters stand in the search index."""

from __future__ import annotations

from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

UNUSED = (
    ("dispatches", "agency"), ("dispatches", "kind"), ("dispatches", "earliest"),
    ("statements", "act_factuality"), ("times", "earliest"), ("entities", "id"),
    ("notices", "kind"), ("notices", "urn"), ("findings", "kind"),
)  # fmt: skip


def upgrade() -> None:
    """Each of them cost a place to write at for every dispatch."""
    for table, what in UNUSED:
        op.drop_index(f"ix_{table}_{what}", table)
