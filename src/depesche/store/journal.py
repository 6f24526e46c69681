"""The journal: what came in and what was decided, in order, never changed. Append, and read.

Identity is by content: an entry's id is the SHA-256 of its kind and its bytes, so the same bytes
are one entry however often they arrive. Sequence numbers count 1, 2, 3 without a gap; entries
become visible in that order.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from typing import Any, Literal

import msgspec
from sqlalchemy import Connection, Row, Select, func, select

from depesche.store.tables import journal
from depesche.store.text import clean

EntryKind = Literal["dispatch", "judgement"]
AT_ONCE = 500
"""Values in one IN (...), and entries fetched at a time."""


class Arrival(msgspec.Struct, frozen=True):
    """Something for the journal. `received`: ISO time in UTC, which the caller's clock gave.

    `origin` says where the bytes came from, `date` when it was published where they do not say.
    """

    kind: EntryKind
    data: bytes
    received: str
    origin: str
    date: str | None = None

    @property
    def id(self) -> str:
        """SHA-256 of kind and bytes, as 64 hexadecimal digits."""
        return hashlib.sha256(self.kind.encode() + b"\n" + self.data).hexdigest()


class Entry(msgspec.Struct, frozen=True):
    """An arrival that the journal holds, under its sequence number."""

    seq: int
    id: str
    arrival: Arrival


def last_seq(connection: Connection) -> int:
    """The sequence number of the newest entry; 0 where there is none."""
    return connection.execute(select(func.max(journal.c.seq))).scalar_one() or 0


def known(connection: Connection, ids: Sequence[str]) -> dict[str, int]:
    """Those of the ids that the journal has, with their sequence numbers."""
    found: dict[str, int] = {}
    for first in range(0, len(ids), AT_ONCE):
        wanted = journal.c.id.in_(ids[first : first + AT_ONCE])
        rows = connection.execute(select(journal.c.id, journal.c.seq).where(wanted))
        found |= {row.id: row.seq for row in rows}
    return found


def append(connection: Connection, arrivals: Sequence[Arrival]) -> list[Entry]:
    """The arrivals as entries, those left out that the journal has already.

    `connection` has to be in a writing transaction, which is what makes numbers gapless.
    """
    have = set(known(connection, [arrival.id for arrival in arrivals]))
    fresh: list[Entry] = []
    seq = last_seq(connection)
    for arrival in arrivals:
        if arrival.id not in have:
            have.add(arrival.id)
            seq += 1
            fresh.append(Entry(seq, arrival.id, arrival))
    if fresh:
        connection.execute(journal.insert(), [_row(entry) for entry in fresh])
    return fresh


def owned(connection: Connection, arrivals: Sequence[Arrival]) -> set[str]:
    """The ids of those arrivals that the journal has just as they are: bytes, time and origin."""
    found: set[str] = set()
    for first in range(0, len(arrivals), AT_ONCE):
        some = {arrival.id: arrival for arrival in arrivals[first : first + AT_ONCE]}
        query = select(journal.c.id, journal.c.received, journal.c.origin)
        for row in connection.execute(query.where(journal.c.id.in_(list(some)))):
            one = some[row.id]
            if (row.received, row.origin) == (one.received, clean(one.origin)):
                found.add(row.id)
    return found


def entries(
    connection: Connection, *, after: int = 0, most: int = AT_ONCE, most_bytes: int = 64 << 20
) -> list[Entry]:
    """The entries that follow number `after`, in order: at most `most`, and no more than
    `most_bytes` of data, but one at least where there is one."""
    sizes = select(journal.c.seq, func.length(journal.c.data).label("size"))
    last, size = after, 0
    for row in connection.execute(_next(sizes, after, most)):
        size += row.size
        if size > most_bytes and last > after:
            break
        last = row.seq
    query = _next(select(journal), after, most).where(journal.c.seq <= last)
    return [_entry(row) for row in connection.execute(query)]


def _next(query: Select[Any], after: int, most: int) -> Select[Any]:
    return query.where(journal.c.seq > after).order_by(journal.c.seq).limit(most)


def every_entry(connection: Connection, *, after: int = 0) -> Iterator[Entry]:
    """All entries in order, from the one that follows number `after`, a few in memory at a time."""
    while batch := entries(connection, after=after):
        yield from batch
        after = batch[-1].seq


def entry(connection: Connection, seq: int) -> Entry | None:
    """The entry of this number."""
    row = connection.execute(select(journal).where(journal.c.seq == seq)).one_or_none()
    return _entry(row) if row else None


def _row(entry: Entry) -> dict[str, Any]:
    arrival = entry.arrival
    return {
        "seq": entry.seq,
        "kind": arrival.kind,
        "id": entry.id,
        "received": arrival.received,
        "origin": clean(arrival.origin),
        "date": arrival.date,
        "data": arrival.data,
    }


def _entry(row: Row[Any]) -> Entry:
    arrival = Arrival(row.kind, bytes(row.data), row.received, row.origin, row.date)
    return Entry(row.seq, row.id, arrival)
