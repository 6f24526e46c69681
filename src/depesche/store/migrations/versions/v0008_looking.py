"""What filters ask for, in the search index; what else is looked up; texts that sort alike everywhere."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec
import sqlalchemy as sa
from alembic import op

from depesche.core.origin import Origin
from depesche.store.facets import facets
from depesche.store.members import spoken_by

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

TABLES = ("dispatches", "statements", "sources", "entities", "datelines")
STRETCH = 500
SQLITE = "UPDATE search SET parts = parts || ' ' || :facets WHERE rowid = :number"
POSTGRES = "UPDATE search SET terms = terms || CAST(:facets AS tsvector) WHERE number = :number"
SPOKEN = "UPDATE claim_members SET whole = :whole, called = :called WHERE number = :number AND place = :place"


def upgrade() -> None:
    """Columns and indexes, filled for all that the store has already."""
    op.add_column("claim_members", sa.Column("whole", sa.Text()))
    op.add_column("claim_members", sa.Column("called", sa.Text()))
    connection = op.get_bind()
    sqlite = connection.dialect.name == "sqlite"
    for stretch in _stretches(connection, sqlite=sqlite):
        connection.execute(sa.text(SQLITE if sqlite else POSTGRES), stretch)
    for members in _members(connection):
        connection.execute(sa.text(SPOKEN), members)
    if not sqlite:
        _sort_alike(connection)
    _indexes()


def _indexes() -> None:
    op.create_index("ix_dispatches_created", "dispatches", ["created", "number"])
    there = sa.text("embargo IS NOT NULL")
    op.create_index(
        "ix_dispatches_embargo", "dispatches", ["embargo"], sqlite_where=there, postgresql_where=there
    )
    op.drop_index("ix_claim_members_origin", "claim_members")
    op.create_index("ix_claim_members_origin", "claim_members", ["origin", "own", "number"])
    op.create_index("ix_claim_members_whole", "claim_members", ["whole", "number"])
    op.create_index("ix_claim_members_called", "claim_members", ["called", "origin"])


def _sort_alike(connection: sa.Connection) -> None:
    """As SQLite does, by code points: so that beginnings are found by an index, and lists are in one order."""
    known = sa.inspect(connection)
    for table in set(known.get_table_names()) - {"alembic_version"}:
        texts = [one["name"] for one in known.get_columns(table) if isinstance(one["type"], sa.Text)]
        changes = ", ".join(f'ALTER COLUMN "{name}" TYPE text COLLATE "C"' for name in texts)
        if changes:
            op.execute(f"ALTER TABLE {table} {changes}")


def _stretches(connection: sa.Connection, *, sqlite: bool) -> Iterator[list[dict[str, Any]]]:
    """The facets of each dispatch, as the database takes them."""
    quote = "{}" if sqlite else "'{}'"
    numbers = list(connection.execute(sa.text("SELECT number FROM dispatches ORDER BY number")).scalars())
    for at in range(0, len(numbers), STRETCH):
        some = numbers[at : at + STRETCH]
        rows: dict[int, dict[str, list[Any]]] = {number: {name: [] for name in TABLES} for number in some}
        for name in TABLES:
            query = sa.text(f"SELECT * FROM {name} WHERE number BETWEEN :first AND :last")
            bounds = {"first": some[0], "last": some[-1]}
            for row in connection.execute(query, bounds).mappings():
                rows[row["number"]][name].append(row)
        yield [
            {"number": number, "facets": " ".join(map(quote.format, facets(of)))}
            for number, of in rows.items()
        ]


def _members(connection: sa.Connection) -> Iterator[list[dict[str, Any]]]:
    query = sa.text("SELECT number, place, source FROM claim_members ORDER BY number, place")
    rows = connection.execute(query).all()
    for at in range(0, len(rows), STRETCH):
        yield [
            {"number": row.number, "place": row.place}
            | spoken_by(msgspec.json.decode(row.source, type=Origin | None))
            for row in rows[at : at + STRETCH]
        ]
