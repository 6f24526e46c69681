"""In: a query as a tree. Out: the numbers of the dispatches that the index finds, the newest first.

They come stretch by stretch, each longer than the one before: whoever has enough stops, and what a
search takes does not grow with all that its words are found in.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, TextClause, select, text

from depesche.store.index import fts5, tsquery
from depesche.store.query import Node
from depesche.store.tables import dispatches

FEWEST, MOST = 64, 4096
END = 1 << 62
"""A number that no dispatch reaches."""
RECENT = 1000
"""Of the newest dispatches PostgreSQL is asked first: what is found often is found among them."""
SQLITE = text(
    "SELECT rowid FROM search WHERE search MATCH :query AND rowid >= :low AND rowid < :below"
    " ORDER BY rowid DESC LIMIT :most"
)
POSTGRES = (
    "SELECT number FROM search WHERE terms @@ CAST(:query AS tsquery) AND {0} >= :low AND {0} < :below"
    " ORDER BY {0} DESC LIMIT :most"
)
LATELY, EARLIER = text(POSTGRES.format("number")), text(POSTGRES.format("number + 0"))
"""Earlier ones are looked for in the index of words alone: one after the other takes long where few match."""
INDEXED = text("SET LOCAL enable_seqscan = off")
AS_ALWAYS = text("SET LOCAL enable_seqscan TO DEFAULT")
ALL = text(
    "SELECT number FROM dispatches WHERE number >= :low AND number < :below ORDER BY number DESC LIMIT :most"
)


def matches(connection: Connection, node: Node | None, *, low: int = 0, few: int = 0) -> Iterator[list[int]]:
    """Stretches of the numbers from `low` on that are found; all where `node` is None. The first one is
    long enough for `few`."""
    most, below = min(max(FEWEST, 2 * few), MOST), END
    for statement, bound in _statements(connection, node, low):
        full = True
        while full:
            values = {**bound, "low": max(low, bound["low"]), "below": below, "most": most}
            found = _numbers(connection, statement, values)
            if found:
                yield found
                below, most = found[-1], min(4 * most, MOST)
            full = len(found) == values["most"]


def _numbers(connection: Connection, statement: TextClause, values: dict[str, Any]) -> list[int]:
    if statement is not EARLIER:
        return list(connection.execute(statement, values).scalars())
    # to PostgreSQL the table looks small, for the texts' words lie beside it: it would read them all
    connection.execute(INDEXED)
    found = list(connection.execute(statement, values).scalars())
    connection.execute(AS_ALWAYS)
    return found


def _statements(
    connection: Connection, node: Node | None, low: int
) -> Iterator[tuple[TextClause, dict[str, Any]]]:
    if node is None:
        yield ALL, {"low": low}
    elif connection.dialect.name == "postgresql":
        query = tsquery(node)
        yield LATELY, {"query": query, "low": _recent(connection)}
        yield EARLIER, {"query": query, "low": low}
    else:
        yield SQLITE, {"query": fts5(node), "low": low}


def _recent(connection: Connection) -> int:
    newest = select(dispatches.c.number).order_by(dispatches.c.number.desc())
    return connection.execute(newest.offset(RECENT).limit(1)).scalar_one_or_none() or 0
