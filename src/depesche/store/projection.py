"""What is derived from the journal, written to its tables: added, replaced, dumped.

`projected` is the watermark: every entry up to it has its rows, and what lies above it waits for
`catching up`. So whatever is interrupted, the next to come goes on from there.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, delete, insert, select, text

from depesche.core.terms import IndexTerm
from depesche.store import index
from depesche.store.facets import facets
from depesche.store.prepared import Prepared, insert_into, unwaited
from depesche.store.rows import Rows, number
from depesche.store.tables import DERIVED, FOLDED, PLACES, meta, quarantine

ADD = {table.name: insert_into(table) for table in DERIVED}
ADD_TSVECTOR = Prepared("INSERT INTO search (number, terms) VALUES (:number, CAST(:terms AS tsvector))")
ADD_FTS5 = Prepared("INSERT INTO search (rowid, stems, parts) VALUES (:number, :stems, :parts)")
WATERMARK = "projected"
FOLDED_TO = "folded"
FARTHEST = 1 << 42
"""A sequence number that no journal reaches."""


class Projected(NamedTuple):
    """What one dispatch becomes: its place in its entry, its rows, the terms that it is found by.

    Numbers in the rows are places too, so that all of it can be made before the entry has a
    sequence number.
    """

    place: int
    rows: Rows
    terms: tuple[IndexTerm, ...] = ()


def watermark(connection: Connection, key: str = WATERMARK) -> int:
    """The sequence number up to which all entries are projected, or whatever `key` says is done."""
    found = connection.execute(select(meta.c.value).where(meta.c.key == key))
    return int(found.scalar_one_or_none() or 0)


def set_watermark(connection: Connection, seq: int, key: str = WATERMARK) -> None:
    """Say that all entries up to `seq` are done."""
    connection.execute(delete(meta).where(meta.c.key == key))
    connection.execute(insert(meta).values(key=key, value=str(seq)))


def write(connection: Connection, entries: Sequence[tuple[int, Sequence[Projected]]]) -> None:
    """Add the rows of these entries, each given with its sequence number."""
    with unwaited(connection):
        for table in DERIVED:
            found = [
                row | {"number": number(seq, row["number"])}
                for seq, projected in entries
                for one in projected
                for row in one.rows.get(table.name, ())
            ]
            ADD[table.name].run(connection, found)
        _write_index(connection, entries)


def _write_index(connection: Connection, entries: Sequence[tuple[int, Sequence[Projected]]]) -> None:
    found = [
        _index_row(connection, number(seq, one.place), one)
        for seq, projected in entries
        for one in projected
        if "dispatches" in one.rows
    ]
    (ADD_TSVECTOR if _postgres(connection) else ADD_FTS5).run(connection, found)


def erase(connection: Connection, first: int, last: int) -> None:
    """Remove all that was derived from the entries `first` to `last`, both included."""
    bounds = {"low": number(first, 0), "high": number(last + 1, 0)}
    key = "number" if _postgres(connection) else "rowid"
    connection.execute(
        text(f"DELETE FROM search WHERE {key} >= :low AND {key} < :high"),
        bounds,
    )
    for table in DERIVED:
        at = table.c.number
        connection.execute(delete(table).where(at >= bounds["low"], at < bounds["high"]))


def dump(connection: Connection) -> Iterator[str]:
    """All that is derived, one line of JSON a row, in a fixed order: equal lines, equal stores.

    Neither the database nor the way the rows came there shows in it.
    """
    for table in (*DERIVED, *FOLDED):
        query = select(table).order_by(*table.primary_key.columns)
        for row in connection.execute(query).mappings():
            shown = {name: _shown(value) for name, value in row.items()}
            yield json.dumps([table.name, shown], ensure_ascii=False, sort_keys=True)
    for line in _index_dump(connection):
        yield json.dumps(["search", *line], ensure_ascii=False)


def _shown(value: Any) -> Any:
    return bytes(value).hex() if isinstance(value, bytes | memoryview) else value


def _postgres(connection: Connection) -> bool:
    return connection.dialect.name == "postgresql"


def _index_row(connection: Connection, at: int, one: Projected) -> dict[str, Any]:
    asked = facets(one.rows)
    if _postgres(connection):
        return {"number": at, "terms": index.tsvector(one.terms, asked)}
    stems, parts = " ".join(index.stems(one.terms)), " ".join((*index.parts(one.terms), *asked))
    return {"number": at, "stems": stems, "parts": parts}


def _index_dump(connection: Connection) -> Iterator[list[Any]]:
    if _postgres(connection):
        query = "SELECT number, CAST(terms AS text) FROM search ORDER BY number"
    else:
        query = "SELECT rowid, stems, parts FROM search ORDER BY rowid"
    for row in connection.execute(text(query)):
        yield list(row)


def quarantined(connection: Connection) -> list[int]:
    """The sequence numbers of the entries in which something could not be read, in order."""
    found = connection.execute(select(quarantine.c.number)).scalars()
    return sorted({at // PLACES for at in found})
