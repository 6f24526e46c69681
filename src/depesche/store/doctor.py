"""In: a store. Out: what is right and what is wrong with it, and what to do."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from sqlalchemy import Connection, func, select, text

from depesche.store import journal, projection
from depesche.store.schema import revision
from depesche.store.tables import dispatches, features, lineage, quarantine
from depesche.store.tables import journal as entries

REBUILD = "Run: depesche rebuild"


class Check(NamedTuple):
    """One thing looked at: what is the case, whether that is well, and what to do if not."""

    well: bool
    says: str
    advice: str = ""


def checks(connection: Connection, engine: str, *, deep: bool = False) -> Iterator[Check]:
    """What there is to say of a store; with `deep` every entry's bytes are held to their id.

    `engine` is the version of the program that reads now.
    """
    yield Check(True, f"{_database(connection)}, schema {revision(connection)}")
    yield _numbered(connection)
    yield _projected(connection)
    yield _folded(connection)
    yield _indexed(connection)
    yield _missing(connection)
    yield _read_by(connection, engine)
    yield _quarantine(connection)
    if connection.dialect.name == "sqlite":
        yield _sound(connection)
    if deep:
        yield _bytes(connection)


def _count(connection: Connection, words: str) -> int:
    return int(connection.execute(text(f"SELECT count(*) FROM {words}")).scalar_one())


def _database(connection: Connection) -> str:
    version = connection.dialect.server_version_info or ()
    name = "PostgreSQL" if connection.dialect.name == "postgresql" else "SQLite"
    return f"{name} {'.'.join(map(str, version))}"


def _numbered(connection: Connection) -> Check:
    count, last = _count(connection, "journal"), journal.last_seq(connection)
    if count == last:
        return Check(True, f"{count:,} entries in the journal, without a gap")
    what = f"The journal has {count:,} entries but numbers up to {last:,}"
    return Check(False, what, "Restore it from a copy: entries are missing.")


def _projected(connection: Connection) -> Check:
    behind = journal.last_seq(connection) - projection.watermark(connection)
    if not behind:
        return Check(True, "everything in it is read")
    return Check(False, f"{behind:,} entries are not read yet", REBUILD)


def _folded(connection: Connection) -> Check:
    behind = journal.last_seq(connection) - projection.watermark(connection, projection.FOLDED_TO)
    prepared = select(features.c.number).where(features.c.number == dispatches.c.number).exists()
    bare = connection.execute(select(func.count()).select_from(dispatches).where(~prepared)).scalar_one()
    if behind or bare:
        return Check(False, f"{max(behind, bare):,} entries are not in the ledger yet", REBUILD)
    return Check(True, "the ledger has all of it")


def _missing(connection: Connection) -> Check:
    query = select(func.count()).select_from(lineage).where(lineage.c.unknown.is_not(None))
    count = connection.execute(query).scalar_one()
    return Check(True, f"{count:,} dispatches name one before them that is not in the store")


def _indexed(connection: Connection) -> Check:
    read, found = _count(connection, "dispatches"), _count(connection, "search")
    if read == found:
        return Check(True, f"{read:,} dispatches, all of them in the search index")
    return Check(False, f"{read:,} dispatches, but {found:,} in the search index", REBUILD)


def _read_by(connection: Connection, engine: str) -> Check:
    query = select(func.count()).select_from(dispatches).where(dispatches.c.engine != engine)
    older = connection.execute(query).scalar_one()
    if not older:
        return Check(True, f"all read by this version ({engine})")
    return Check(False, f"{older:,} dispatches were read by another version", REBUILD)


def _quarantine(connection: Connection) -> Check:
    count = connection.execute(select(func.count()).select_from(quarantine)).scalar_one()
    return Check(True, f"{count:,} in quarantine", "See: depesche quarantine list" if count else "")


def _sound(connection: Connection) -> Check:
    found = connection.execute(text("PRAGMA quick_check(1)")).scalar_one()
    if found == "ok":
        return Check(True, "the file is sound")
    return Check(False, f"The file is damaged ({found})", "Restore it from a copy.")


def _bytes(connection: Connection) -> Check:
    for entry in journal.every_entry(connection):
        if entry.arrival.id != entry.id:
            what = f"The bytes of entry {entry.seq} are not those that came in"
            return Check(False, what, "Restore it from a copy.")
    count = connection.execute(select(func.count()).select_from(entries)).scalar_one()
    return Check(True, f"the bytes of all {count:,} entries are those that came in")
