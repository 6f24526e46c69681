"""What a fold remembers of the ledger from one dispatch to the next, so that it need not ask again.

It belongs to one connection, and holds only while nobody else has changed the ledger in between: each
fold leaves a mark in the store that no other leaves, and what is remembered counts only where that mark
still stands. Outside a fold nothing is remembered.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from sqlalchemy import Connection

from depesche.store.prepared import Prepared

KEY = "depesche_memory"
MARK = "fold"
LEFT = Prepared("SELECT value FROM meta WHERE key = :key")
FORGET = Prepared("DELETE FROM meta WHERE key = :key")
LEAVE = Prepared("INSERT INTO meta (key, value) VALUES (:key, :value)")
T = TypeVar("T")


class Memory:
    """What is remembered, in parts, each of its own class; an empty one is as good as any."""

    def __init__(self) -> None:
        self.mark, self.folding = "", False
        self.parts: dict[type[Any], Any] = {}

    def part(self, kind: type[T]) -> T:
        """The part of this class, a new one where there is none."""
        if kind not in self.parts:
            self.parts[kind] = kind()
        found: T = self.parts[kind]
        return found

    def forget(self) -> None:
        """Remember nothing any more."""
        self.parts.clear()

    @contextmanager
    def away(self) -> Iterator[None]:
        """A time in which nothing is remembered, and after which all is asked for anew."""
        self.folding = False
        yield
        self.forget()
        self.folding = True


@contextmanager
def remembering(connection: Connection) -> Iterator[Memory]:
    """The time of a fold: what is remembered in it stays for the next one on this connection.

    Where it ends in an error, nothing stays.
    """
    found: Memory = connection.info.setdefault(KEY, Memory())
    if not found.mark or found.mark != LEFT.value(connection, key=MARK):
        found.forget()
    found.mark, found.folding = "", True
    try:
        yield found
        mark = secrets.token_hex(16)
        forget(connection)
        LEAVE.run(connection, [{"key": MARK, "value": mark}])
        found.mark = mark
    finally:
        found.folding = False


def memory(connection: Connection) -> Memory:
    """What is remembered in this fold; outside of one, an empty memory that nobody sees again."""
    found: Memory = connection.info[KEY] if folding(connection) else Memory()
    return found


def folding(connection: Connection) -> bool:
    """Whether this is a fold: what is remembered now is still there at its end."""
    found: Memory | None = connection.info.get(KEY)
    return found is not None and found.folding


def forget(connection: Connection) -> None:
    """Let nobody's memory of the ledger count any more: it was changed otherwise than by a fold."""
    FORGET.run(connection, [{"key": MARK}])


def bounded(kept: dict[Any, Any], most: int) -> None:
    """Forget the oldest of what is kept beyond `most`."""
    while len(kept) > most:
        del kept[next(iter(kept))]
