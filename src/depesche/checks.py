"""In: a store and a moment. Out: revisions held against what they replace: changes and verdicts.

A check is made when it is asked for, from what had come in by the moment: a predecessor that comes
later changes it, and nothing has to be kept up to date.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from sqlalchemy import ColumnElement, Connection, exists, select

from depesche.core.check import Check
from depesche.core.errors import DepescheError
from depesche.core.reading import Reading
from depesche.core.wire import Wire
from depesche.store import journal
from depesche.store.links import COPY, predecessor
from depesche.store.tables import PLACES, dispatches, links, notices, readings
from depesche.store.text import unpacked
from depesche.store.visible import held, received

REVISING = ("correction", "withdrawal", "repeat", "update")
AT_ONCE = 100


class Revised(NamedTuple):
    """A dispatch with the one that it replaces (None: it is not in the store), and what the check
    finds between them; `created`: when it was made, `received`: when it came in."""

    number: int
    before: int | None
    relation: str
    because: str
    created: str
    received: str
    new: Reading
    old: Reading | None
    check: Check


def checked(connection: Connection, number: int, at: str) -> Revised | None:
    """The check of a dispatch as of a moment (UTC); None where it neither replaces anything nor
    has a notice."""
    from depesche.german.checkwords import words  # neither claims nor sources have to wait for them
    from depesche.ledger.check import check

    link = predecessor(connection, number, at)
    new = _reading(connection, number)
    if new is None or (link is None and not new.dispatch.notices):
        return None
    old = _reading(connection, link.other) if link else None
    wires = (wire_of(connection, link.other), wire_of(connection, number)) if link else (Wire(), Wire())
    return Revised(
        number,
        link.other if link else None,
        link.relation if link else new.dispatch.kind,
        link.because if link else "",
        *_times(connection, number),
        new,
        old,
        check(old, new, words(), wires),
    )


def revised(
    connection: Connection,
    at: str,
    *,
    since: str = "",
    embargoed: bool = False,
    kinds: Sequence[str] = (),
) -> Iterator[Revised]:
    """All revisions that came in from `since` on, the newest first, each checked; `kinds`: only those
    that are one of these, by themselves, by what they replace, or by a notice of theirs."""
    query = select(dispatches.c.number).where(received(at))
    if since:
        query = query.where(dispatches.c.received >= since)
    query = query.where(_revises(kinds)).order_by(dispatches.c.number.desc()).limit(AT_ONCE)
    if not embargoed:
        query = query.where(~held(at))
    numbers = connection.execute(query).scalars().all()
    while numbers:
        for number in numbers:
            found = checked(connection, number, at)
            if found:
                yield found
        numbers = connection.execute(query.where(dispatches.c.number < numbers[-1])).scalars().all()


def _revises(kinds: Sequence[str]) -> ColumnElement[bool]:
    """Whether a dispatch replaces another, or says that it does."""
    one, link, noted = dispatches.c, links.c, notices.c
    replaces = select(link.number).where(link.number == one.number, link.relation != COPY)
    if not kinds:
        return exists(replaces) | one.kind.in_(REVISING)
    says = select(noted.number).where(noted.number == one.number, noted.kind.in_(kinds))
    return exists(replaces.where(link.relation.in_(kinds))) | one.kind.in_(kinds) | exists(says)


def _reading(connection: Connection, number: int) -> Reading | None:
    found = connection.execute(select(readings.c.packed).where(readings.c.number == number))
    packed = found.scalar_one_or_none()
    return unpacked(bytes(packed)) if packed is not None else None


def _times(connection: Connection, number: int) -> tuple[str, str]:
    query = select(dispatches.c.created, dispatches.c.received).where(dispatches.c.number == number)
    row = connection.execute(query).one()
    return row.created, row.received


def wire_of(connection: Connection, number: int) -> Wire:
    """What came beside a dispatch's text, read again from its bytes in the journal."""
    from depesche import pipeline  # with all formats, for which no list or briefing has to wait

    entry = journal.entry(connection, number // PLACES)
    found = pipeline.dispatches(entry.arrival.data, date=entry.arrival.date) if entry else iter(())
    one = next(islice(found, number % PLACES, None), None)
    return Wire() if one is None or isinstance(one, DepescheError) else one.wire
