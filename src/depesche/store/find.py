"""In: how somebody names a dispatch. Out: the dispatches of that name, with their readings."""

from __future__ import annotations

import re
import sys
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Row, and_, select

from depesche.core.errors import UsageError
from depesche.core.reading import Reading
from depesche.store.rows import number
from depesche.store.tables import PLACES, dispatches, readings
from depesche.store.text import LONGEST_KEY, clean, unpacked
from depesche.store.visible import held, received, withdrawn

NUMBERED = re.compile(r"#?(\d{1,15})(?:\.(\d{1,6}))?")
SHORTEST = 6
MOST = 100


class Kept(NamedTuple):
    """A dispatch of the store: where the journal has it, how it stood at the moment asked for."""

    seq: int
    place: int
    received: str
    embargo: str | None
    held: bool
    withdrawn: bool
    reading: Reading


def find(connection: Connection, name: str, at: str) -> list[Kept]:
    """The dispatches that had come in at this moment (UTC) and are called `name`, the newest first.

    A name is an id or the first SHORTEST or more letters of it, a URN, or a number of the journal
    ("#12", "#12.3" for the third of several). Raises UsageError where it is too short for an id.
    """
    query = select(
        dispatches.c.number,
        dispatches.c.received,
        dispatches.c.embargo,
        held(at).label("held"),
        withdrawn(at).label("withdrawn"),
        readings.c.packed,
    ).join(readings, readings.c.number == dispatches.c.number)
    query = query.where(received(at), _named(name.strip()))
    found = connection.execute(query.order_by(dispatches.c.number.desc()).limit(MOST))
    return [_kept(row) for row in found]


def _named(name: str) -> ColumnElement[bool]:
    numbered = NUMBERED.fullmatch(name)
    if numbered and (name.startswith("#") or len(name) < SHORTEST):
        seq, place = int(numbered[1]), int(numbered[2] or 0)
        at = dispatches.c.number
        if place:
            return at == number(seq, place - 1)
        return at.between(number(seq, 0), number(seq, PLACES - 1))
    key = clean(name[:LONGEST_KEY])
    exact = (dispatches.c.id == key) | (dispatches.c.urn == key)
    if len(name) < SHORTEST:
        if not name:
            raise UsageError("There is no name.", advice="Give an id, a URN, or a number like #12.")
        return exact
    return exact | begins(dispatches.c.id, key)


def begins(column: ColumnElement[str], beginning: str) -> ColumnElement[bool]:
    """Whether a text begins so, capitals as they are: as an index finds it in every database."""
    return and_(column >= beginning, column <= beginning + chr(sys.maxunicode))


def _kept(row: Row[Any]) -> Kept:
    return Kept(
        row.number // PLACES,
        row.number % PLACES + 1,
        row.received,
        row.embargo,
        bool(row.held),
        bool(row.withdrawn),
        unpacked(bytes(row.packed)),
    )
