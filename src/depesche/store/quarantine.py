"""What could not be read: where it came from, why, and its bytes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from sqlalchemy import Connection, select

from depesche.store.tables import PLACES, journal, quarantine


class Quarantined(NamedTuple):
    """Something that could not be read. `place` counts from 1 within its journal entry."""

    seq: int
    place: int
    received: str
    origin: str
    what: str
    advice: str
    engine: str


def listed(connection: Connection) -> Iterator[Quarantined]:
    """All that is in quarantine, in the order in which it came."""
    query = (
        select(quarantine, journal.c.received, journal.c.origin)
        .join(journal, journal.c.seq == quarantine.c.number // PLACES)
        .order_by(quarantine.c.number)
    )
    for row in connection.execute(query):
        seq, place = divmod(row.number, PLACES)
        yield Quarantined(seq, place + 1, row.received, row.origin, row.what, row.advice, row.engine)
