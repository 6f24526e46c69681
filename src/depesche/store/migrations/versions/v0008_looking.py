"""What filters ask for, in the search index; what is looked up by when an embargo ends."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from alembic import op

from depesche.store.facets import facets

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

TABLES = ("dispatches", "statements", "sources", "entities", "datelines")
STRETCH = 500
SQLITE = "UPDATE search SET parts = parts || ' ' || :facets WHERE rowid = :number"
POSTGRES = "UPDATE search SET terms = terms || CAST(:facets AS tsvector) WHERE number = :number"


def upgrade() -> None:
    """An index, and the facets of all that the store has already."""
    op.create_index(
        "ix_dispatches_embargo", "dispatches", ["embargo"],
        sqlite_where=sa.text("embargo IS NOT NULL"), postgresql_where=sa.text("embargo IS NOT NULL"),
    )  # fmt: skip
    connection = op.get_bind()
    update = sa.text(SQLITE if connection.dialect.name == "sqlite" else POSTGRES)
    for found in _stretches(connection):
        connection.execute(update, found)


def _stretches(connection: sa.Connection) -> Iterator[list[dict[str, Any]]]:
    numbers = list(connection.execute(sa.text("SELECT number FROM dispatches ORDER BY number")).scalars())
    for at in range(0, len(numbers), STRETCH):
        some = numbers[at : at + STRETCH]
        rows: dict[int, dict[str, list[Any]]] = {number: {name: [] for name in TABLES} for number in some}
        for name in TABLES:
            query = sa.text(f"SELECT * FROM {name} WHERE number BETWEEN :first AND :last")
            bounds = {"first": some[0], "last": some[-1]}
            for row in connection.execute(query, bounds).mappings():
                rows[row["number"]][name].append(row)
        quote = "{}" if connection.dialect.name == "sqlite" else "'{}'"
        yield [
            {"number": number, "facets": " ".join(map(quote.format, facets(of)))}
            for number, of in rows.items()
        ]
