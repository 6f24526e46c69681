"""`depesche rebuild`. In: a store. Out: all that is derived from its journal, made anew."""

from __future__ import annotations

import argparse

from depesche import record
from depesche.cli.meter import Meter
from depesche.cli.status import OK
from depesche.cli.stores import say, store
from depesche.cli.taking import settle
from depesche.store.journal import last_seq


def run(found: argparse.Namespace) -> int:
    """Rebuild; 0."""
    done = 0
    with store(found, writable=True) as database, Meter("rebuilding") as meter:
        with database.reading() as connection:
            meter.begin(last_seq(connection))
        for done in record.rebuild(database):
            meter.at(done)
            settle()
    say(f"{done:,} entries read anew.")
    return OK
