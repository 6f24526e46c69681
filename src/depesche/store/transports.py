"""In: a store. Out: what feeds and queues were like when they were asked last, by name.

It is kept in the store, so that whoever asks next goes on from there, and never derived: a rebuild
leaves it alone.
"""

from __future__ import annotations

from sqlalchemy import Connection, delete, insert, select

from depesche.store.tables import meta

PREFIX = "transport "


def remembered(connection: Connection) -> dict[str, str]:
    """What is remembered of each, as it was given to `remember`."""
    query = select(meta).where(meta.c.key.like(f"{PREFIX}%"))
    return {row.key.removeprefix(PREFIX): row.value for row in connection.execute(query)}


def remember(connection: Connection, name: str, value: str) -> None:
    """Keep `value` for the feed or queue of this name, in the place of what was there."""
    connection.execute(delete(meta).where(meta.c.key == PREFIX + name))
    connection.execute(insert(meta).values(key=PREFIX + name, value=value))
