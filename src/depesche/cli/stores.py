"""In: what a command line says of a store. Out: the store opened, its errors as exit statuses."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from depesche.cli.status import USAGE, complain
from depesche.core.errors import DepescheError, UsageError
from depesche.store.address import address
from depesche.store.database import Database
from depesche.store.errors import StoreError
from depesche.store.moments import in_utc, moment
from depesche.store.schema import opened

STORE = 3
"""Exit status where the store cannot do what is asked: full, busy, read-only, out of reach."""


def guarded(run: Callable[[argparse.Namespace], int], found: argparse.Namespace) -> int:
    """What `run` returns, or the exit status of the error that it raised, which is said."""
    try:
        return run(found)
    except StoreError as error:
        complain(error)
        return STORE
    except DepescheError as error:
        complain(error)
        return USAGE


@contextmanager
def store(found: argparse.Namespace, *, writable: bool) -> Iterator[Database]:
    """The store that the command line or the environment names, closed at the end."""
    database = opened(address(found.store), writable=writable)
    try:
        yield database
    finally:
        database.close()


def now() -> str:
    """The moment that it is, in the form of the store's times."""
    return in_utc(datetime.now(UTC))


def moment_given(written: str | None, option: str) -> str:
    """The moment that an option gives, or this one. Raises UsageError where it is none."""
    if written is None:
        return now()
    found = moment(written)
    if found is None:
        what = f"{written!r} is no time."
        raise UsageError(what, where=option, advice="Write 2023-09-11T14:00 or 2023-09-11T14:00Z.")
    return found


def say(line: str) -> None:
    """One line on standard output, whatever the terminal can show."""
    sys.stdout.buffer.write(f"{line}\n".encode("utf-8", "replace"))
    sys.stdout.buffer.flush()
