"""In: the address of a store. Out: transactions on it, and the database's errors in our words.

One writer at a moment, on both databases: a writing transaction takes the lock first (SQLite's own,
an advisory one on PostgreSQL), so sequence numbers have no gaps and appear in order. What takes
time, the reading of dispatches, happens outside it.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError

from depesche.store.address import is_postgres, shown_address
from depesche.store.errors import (
    StoreBusy,
    StoreDamaged,
    StoreError,
    StoreFull,
    StoreLost,
    StoreMissing,
    StoreReadOnly,
)

LOCK = 0x64657065  # the advisory lock of all that write to a store on PostgreSQL
PATIENCE = 60  # seconds that a writer waits for another
CHECKPOINT = 8000
"""Pages of the log (4 KB each) after which it is written back: a page that changes often is written once."""
CACHE = 64_000
"""Kilobytes of the database that a writer keeps in memory."""
NO_ROOM, FREE = "There is no room left for the store.", "Free some, then go on: nothing is lost."
SQLITE_SAYS: tuple[tuple[str, type[StoreError], str, str], ...] = (
    ("disk is full", StoreFull, NO_ROOM, FREE),
    ("readonly", StoreReadOnly, "The store may not be written to.", "Check its disk and its owner."),
    ("locked", StoreBusy, "Somebody else is writing to the store.", "Try again."),
    ("not a database", StoreDamaged, "This is no store.", "Give another path."),
    ("malformed", StoreDamaged, "The store is damaged.", "Restore it from a copy."),
    ("disk I/O error", StoreFull, "The disk does not take what is written.", "Check it."),
    ("unable to open", StoreMissing, "The store cannot be opened.", "Check its path."),
)  # fmt: skip
POSTGRES_SAYS: tuple[tuple[str, type[StoreError], str, str], ...] = (
    ("53100", StoreFull, NO_ROOM, FREE),
    ("25006", StoreReadOnly, "The store may not be written to.", "Is it a standby?"),
    ("42501", StoreReadOnly, "The store may not be written to.", "Ask for the rights to it."),
    ("55P03", StoreBusy, "Somebody else is writing to the store.", "Try again."),
    ("3D000", StoreMissing, "There is no such database.", "Make it with createdb."),
    ("28", StoreError, "The server refuses user or password.", "Check the URL."),
    ("08", StoreLost, "The connection to the store broke off.", "Try again."),
    ("57P", StoreLost, "The server of the store went away.", "Try again."),
)  # fmt: skip


class Database:
    """The engine of one store. `where`: its address; `writable`: whether writing was asked for."""

    def __init__(self, where: str, *, writable: bool) -> None:
        self.where, self.writable = where, writable
        self.postgres = is_postgres(where)
        make = _postgres_engine if self.postgres else _sqlite_engine
        self.engine: Engine = make(where, writable)
        event.listen(self.engine, "begin", _begin)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that sees one state of the store throughout. Raises StoreError."""
        with _told(self.where), self.engine.connect() as connection:
            if self.postgres:
                connection.execution_options(isolation_level="REPEATABLE READ")
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """The one writing transaction of the moment; committed at the end, undone by an error.

        Raises StoreError: StoreReadOnly where the store was opened for reading.
        """
        if not self.writable:
            raise StoreReadOnly("The store was opened for reading.", where=shown_address(self.where))
        with (
            _told(self.where),
            self.engine.connect() as connection,
            connection.execution_options(depesche_writes=True).begin(),
        ):
            yield connection

    def close(self) -> None:
        """Let go of all connections."""
        self.engine.dispose()


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("depesche_writes")
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
    elif writes:
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})


def _postgres_engine(where: str, writable: bool) -> Engine:
    options = {"application_name": "depesche", "connect_timeout": 10}
    # a writer has to see what others committed while it waited for the lock
    level = "READ COMMITTED"
    return create_engine(where, connect_args=options, isolation_level=level, pool_pre_ping=True)


def _sqlite_engine(where: str, writable: bool) -> Engine:
    if writable:
        _make_folder(where)
    elif not os.path.exists(where):
        advice = "Take something in first: depesche ingest FILE..."
        raise StoreMissing("There is no store yet.", where=where, advice=advice)
    uri = f"file:{quote(where)}?{_sqlite_mode(where, writable)}&uri=true"
    engine = create_engine(f"sqlite:///{uri}", connect_args={"timeout": PATIENCE})
    event.listen(engine, "connect", _prepare_writer if writable else _prepare)
    return engine


def _sqlite_mode(where: str, writable: bool) -> str:
    if writable:
        return "mode=rwc"
    # where the folder may not be written to, SQLite cannot share its log, and needs none to read
    alone = not os.access(Path(where).parent, os.W_OK) and not os.path.exists(f"{where}-wal")
    return "mode=ro&immutable=1" if alone else "mode=ro"


def _only_read(where: str) -> bool:
    return os.path.exists(where) and not os.access(Path(where).parent, os.W_OK)


def _make_folder(where: str) -> None:
    try:
        Path(where).parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        advice = "Choose another with --store."
        raise StoreReadOnly(f"{error.strerror}.", where=where, advice=advice) from error


def _prepare(connection: Any, record: object) -> None:
    connection.isolation_level = None  # transactions begin where we say so
    connection.execute(f"PRAGMA busy_timeout = {PATIENCE * 1000}")


def _prepare_writer(connection: Any, record: object) -> None:
    _prepare(connection, record)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute(f"PRAGMA wal_autocheckpoint = {CHECKPOINT}")
    connection.execute(f"PRAGMA cache_size = -{CACHE}")


@contextmanager
def _told(where: str) -> Iterator[None]:
    try:
        yield
    except DBAPIError as error:
        raise told(error, where) from error


def told(error: DBAPIError, where: str) -> StoreError:
    """The database's error as one of ours, with a sentence for people."""
    said = str(error.orig)
    shown = shown_address(where)
    state = getattr(error.orig, "sqlstate", None) or ""
    if is_postgres(where):
        for code, kind, what, advice in POSTGRES_SAYS:
            if state.startswith(code):
                return kind(what, where=shown, advice=advice)
        lost = isinstance(error, OperationalError | InterfaceError) and not state
        if error.connection_invalidated or lost:
            what = "The server of the store cannot be reached."
            return StoreLost(what, where=shown, advice="Check that it runs, and the URL.")
    if "unable to open" in said and _only_read(where):
        said = "readonly"  # on a disk that is only read, SQLite can open it but not its log
    for words, kind, what, advice in () if is_postgres(where) else SQLITE_SAYS:
        if words in said:
            return kind(what, where=shown, advice=advice)
    return StoreError(f"The store refuses: {said.splitlines()[0]}.", where=shown)
