"""In: a path or a URL, as somebody typed it, or nothing. Out: the address of a store."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from depesche.core.errors import UsageError

VARIABLE = "DEPESCHE_STORE"
POSTGRES = ("postgresql", "postgres", "postgresql+psycopg")
ADVICE = "Give the path of a file, or a URL like postgresql://user@host/name."


def address(given: str | None = None) -> str:
    """Where the store is: `given`, else the environment's DEPESCHE_STORE, else the user's own.

    A PostgreSQL URL comes back in SQLAlchemy's form, a path absolute.
    Raises UsageError where a URL is none that is understood.
    """
    where = given or os.environ.get(VARIABLE) or own()
    return address_of(where)


def own() -> str:
    """The path of the store that needs no set-up: in the user's data folder."""
    from platformdirs import user_data_path

    return str(user_data_path("depesche") / "store.sqlite")


def address_of(where: str) -> str:
    """`where` in its one form: an absolute path, or `postgresql+psycopg://...`.

    Raises UsageError where it is empty or a URL of another kind.
    """
    scheme, mark, rest = where.partition("://")
    if not mark:
        return _path(where)
    if scheme == "sqlite":
        return _path(rest.removeprefix("/"))
    if scheme not in POSTGRES:
        raise UsageError(f"No store has an address that begins with {scheme}://.", advice=ADVICE)
    return f"postgresql+psycopg://{rest}"


def _path(where: str) -> str:
    if not where.strip() or "\0" in where:
        raise UsageError("The store's address is empty or no path.", advice=ADVICE)
    return str(Path(where).expanduser().absolute())


def is_postgres(where: str) -> bool:
    """Whether this address is a PostgreSQL database's."""
    return where.startswith("postgresql+psycopg://")


def shown_address(where: str) -> str:
    """The address without a password in it."""
    if not is_postgres(where):
        return where
    parts = urlsplit(where)
    user, mark, host = parts.netloc.rpartition("@")
    name = user.partition(":")[0]
    return urlunsplit(("postgresql", f"{name}{mark}{host}", parts.path, "", ""))
