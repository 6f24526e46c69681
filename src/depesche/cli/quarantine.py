"""`depesche quarantine`. In: a store. Out: what could not be read: listed, shown, tried again."""

from __future__ import annotations

import argparse
import sys

from depesche import record
from depesche.cli.status import OK
from depesche.cli.stores import say, store
from depesche.core.errors import UsageError
from depesche.store.journal import entry
from depesche.store.quarantine import Quarantined, listed
from depesche.views.safe import shown, shown_line

STILL = 1


def run(found: argparse.Namespace) -> int:
    """Do what the action says; 0, or 1 where a retry leaves something in quarantine."""
    return {"list": _list, "show": _show, "retry": _retry}[found.action](found)


def _list(found: argparse.Namespace) -> int:
    with store(found, writable=False) as database, database.reading() as connection:
        for one in listed(connection):
            say(_line(one))
    return OK


def _line(one: Quarantined) -> str:
    where = f"#{one.seq}" + (f".{one.place}" if one.place > 1 else "")
    advice = f" {one.advice}" if one.advice else ""
    return shown_line(f"{where}  {one.received}  {one.origin}: {one.what}{advice}")


def _show(found: argparse.Namespace) -> int:
    if found.number is None:
        raise UsageError("Which one?", advice="Name it: depesche quarantine show 12")
    with store(found, writable=False) as database, database.reading() as connection:
        rows = [one for one in listed(connection) if one.seq == found.number]
        kept = entry(connection, found.number)
    if not rows or kept is None:
        raise UsageError("It is not in quarantine.", where=f"#{found.number}")
    if found.raw:
        sys.stdout.buffer.write(kept.arrival.data)
        return OK
    for one in rows:
        say(_line(one))
    say(f"\n{shown(kept.arrival.data.decode('utf-8', 'replace'))}")
    return OK


def _retry(found: argparse.Namespace) -> int:
    read = left = 0
    with store(found, writable=True) as database:
        for taken in record.retry(database):
            read += taken.dispatches if not taken.errors else 0
            left += bool(taken.errors)
    say(f"{read:,} can be read now, {left:,} still not.")
    return STILL if left else OK
