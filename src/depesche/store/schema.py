"""In: a database. Out: the same with the schema that this version knows, or a refusal."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, inspect, text

from depesche.store.address import shown_address
from depesche.store.database import Database
from depesche.store.errors import StoreDamaged, StoreMissing, StoreNewer, StoreOlder

HEAD = "0010"
"""The newest revision in `migrations/versions`; a test holds the two together."""
FOLDER = Path(__file__).parent / "migrations"


def opened(where: str, *, writable: bool) -> Database:
    """The store at this address, its schema made or upgraded where it is opened for writing.

    Raises StoreNewer, StoreOlder (for reading only), StoreMissing, StoreDamaged, or another
    StoreError where it cannot be reached.
    """
    database = Database(where, writable=writable)
    try:
        with database.reading() as connection:
            found = revision(connection)
            foreign = found is None and bool(inspect(connection).get_table_names())
        _settle(database, found, foreign)
    except BaseException:
        database.close()
        raise
    return database


def revision(connection: Connection) -> str | None:
    """The revision of a store's schema; None where there is no store."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.execute(
        text("SELECT version_num FROM alembic_version")
    ).scalar_one_or_none()
    return found


def _settle(database: Database, found: str | None, foreign: bool) -> None:
    shown = shown_address(database.where)
    if found == HEAD:
        return
    if foreign:
        what = "This database holds something else."
        raise StoreDamaged(what, where=shown, advice="Give the store a database of its own.")
    if found is not None and found > HEAD:
        what = f"A newer Depesche made this store (schema {found}; this one knows {HEAD})."
        advice = "Upgrade Depesche, or give another store with --store."
        raise StoreNewer(what, where=shown, advice=advice)
    if database.writable:
        upgrade(database)
    elif found is None:
        advice = "Take something in first: depesche ingest FILE..."
        raise StoreMissing("There is no store yet.", where=shown, advice=advice)
    else:
        what = f"The store has the older schema {found}."
        raise StoreOlder(what, where=shown, advice="Upgrade it with: depesche doctor --upgrade")


def upgrade(database: Database) -> None:
    """Bring the store to HEAD in one transaction. Two that try at once take turns."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    with database.writing() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
