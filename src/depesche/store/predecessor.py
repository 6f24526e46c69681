"""In: a dispatch's number. Out: the number of the one that it revises, as far as is known."""

from __future__ import annotations

from sqlalchemy import Connection, select

from depesche.store.tables import dispatches, links
from depesche.store.visible import received

NO_REVISION = ("copy",)
"""Relations to another agency's dispatch, which it does not replace."""


def predecessor(connection: Connection, number: int, at: str) -> int | None:
    """The number of the dispatch that this one revises, of those that had come in at this moment
    (UTC); else of the version before it of the same item; None where there is none."""
    linked = (
        select(links.c.other)
        .join(dispatches, dispatches.c.number == links.c.other)
        .where(links.c.number == number, links.c.relation.not_in(NO_REVISION), received(at))
    )
    return connection.scalar(linked.limit(1)) or _version_before(connection, number, at)


def _version_before(connection: Connection, number: int, at: str) -> int | None:
    one, other = dispatches.alias("one"), dispatches
    query = (
        select(other.c.number)
        .join(one, one.c.item == other.c.item)
        .where(one.c.number == number, other.c.number != number, received(at))
        .where(other.c.created <= one.c.created)
        .order_by(other.c.created.desc(), other.c.number.desc())
    )
    return connection.scalar(query.limit(1))
