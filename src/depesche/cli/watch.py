"""`depesche watch`. In: drop folders. Out: what is dropped there taken into the store, until stopped."""

from __future__ import annotations

import argparse
import json
import threading
import time
from dataclasses import asdict

from depesche import record
from depesche.cli.status import OK, SOME_UNREADABLE, complain
from depesche.cli.stores import now, say, store
from depesche.cli.taking import Summary, log, settle, stopping
from depesche.core.dates import published
from depesche.core.errors import UsageError
from depesche.store.database import Database
from depesche.store.errors import StoreBusy, StoreError, StoreFull, StoreLost
from depesche.transports.folder import Afterwards, check
from depesche.transports.watch import Bell, DropFolders

PASSING = (StoreBusy, StoreFull, StoreLost)
"""What a store may get over: what waits stays where it is meanwhile."""
PAUSE, LONGEST_PAUSE = 1.0, 60.0


def run(found: argparse.Namespace) -> int:
    """Watch until asked to stop; 0, or with `--once` 1 where something was refused or unreadable."""
    folders = _folders(found)
    total = Summary()
    with store(found, writable=True) as database:
        try:
            for _ in record.catch_up(database):
                pass
            _once(database, folders, total) if found.once else _on(database, folders, found, total)
        finally:
            say(json.dumps(asdict(total)) if found.json else f"{total}.")
    return SOME_UNREADABLE if found.once and (total.quarantined or total.refused) else OK


def _folders(found: argparse.Namespace) -> DropFolders:
    if found.date is not None and published(found.date) is None:
        what = f"{found.date!r} is no date."
        raise UsageError(what, where="--date", advice="Write 2023-09-11, 2023-09 or 2023.")
    if not 0 <= found.quiet <= 3600:
        raise UsageError("It has to be between 0 and 3600 seconds.", where="--quiet")
    check(found.folders, found.done)
    afterwards = Afterwards(found.keep, found.delete, found.done)
    return DropFolders(found.folders, afterwards, now, date=found.date, quiet=found.quiet)


def _once(database: Database, folders: DropFolders, total: Summary) -> None:
    halt = threading.Event()
    with stopping(halt.set):
        _round(database, folders, total, halt)
        halt.wait(folders.quiet.seconds)
        _round(database, folders, total, halt)
    for path in folders.quiet.pending():
        log(f"{path}: still being written, left for the next time")


def _on(database: Database, folders: DropFolders, found: argparse.Namespace, total: Summary) -> None:
    halt, pause = threading.Event(), PAUSE
    bell = Bell(folders.folders, polling=max(folders.quiet.seconds, 0.2) if found.polling else None)

    def stop() -> None:
        halt.set()
        bell.ring()

    with stopping(stop):
        log(f"watching {', '.join(folders.folders)}")
        while not halt.is_set():
            try:
                _round(database, folders, total, halt)
                pause = PAUSE
                bell.wait(max(folders.quiet.seconds, 0.05) if folders.quiet.pending() else None)
            except PASSING as error:
                complain(_waits(error))
                halt.wait(pause)
                pause = min(2 * pause, LONGEST_PAUSE)
    bell.close()


def _round(database: Database, folders: DropFolders, total: Summary, halt: threading.Event) -> None:
    for one in folders.rounds(database, time.monotonic()):
        batch = Summary()
        batch.add(one.taken)
        batch.refuse(one.left)
        for stuck in one.stuck:
            complain(UsageError(stuck.what, where=stuck.origin, advice=stuck.advice))
        if batch:
            log(f"{batch}")
            settle()
        total.join(batch)
        if halt.is_set():
            return


def _waits(error: StoreError) -> StoreError:
    return type(error)(error.what, where=error.where, advice="What is dropped waits; trying again.")
