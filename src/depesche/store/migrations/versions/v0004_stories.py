"""The stories: who belongs to which and why, what each is looked up by, what editors decided."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

LARGE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Empty tables; the next rebuild fills them."""
    op.create_table(
        "stories",
        sa.Column("story", sa.Text(), nullable=False),
        sa.Column("root", sa.Text(), nullable=False),
        sa.Column("opened", LARGE, nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("profile", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("story"),
    )
    op.create_index("ix_stories_root", "stories", ["root"])
    op.create_index("ix_stories_day", "stories", ["day"])
    op.create_table(
        "story_members",
        sa.Column("number", LARGE, autoincrement=False, nullable=False),
        sa.Column("own", sa.Text(), nullable=False),
        sa.Column("story", sa.Text(), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("because", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", "own"),
    )
    op.create_index("ix_story_members_own", "story_members", ["own"])
    op.create_index("ix_story_members_story", "story_members", ["story"])
    op.create_table(
        "story_terms",
        sa.Column("term", sa.Text(), nullable=False),
        sa.Column("day", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("story", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("term", "day", "story"),
        sqlite_with_rowid=False,
    )
    _decided()


def _decided() -> None:
    op.create_table(
        "story_ties",
        sa.Column("story", sa.Text(), nullable=False),
        sa.Column("other", sa.Text(), nullable=False),
        sa.Column("seq", LARGE, autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("story", "other", "seq"),
    )
    op.create_index("ix_story_ties_other", "story_ties", ["other"])
    op.create_table(
        "story_moves",
        sa.Column("seq", LARGE, autoincrement=False, nullable=False),
        sa.Column("number", LARGE, autoincrement=False, nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("target", sa.Text(), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("because", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("seq", "number", "source"),
    )
    op.create_table(
        "story_judgements",
        sa.Column("seq", LARGE, autoincrement=False, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("judgement", sa.Text(), nullable=False),
        sa.Column("target", sa.Text(), nullable=False),
        sa.Column("undoes", LARGE),
        sa.Column("holds", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("seq"),
    )
    op.create_index("ix_story_judgements_id", "story_judgements", ["id"])
