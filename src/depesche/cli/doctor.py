"""`depesche doctor`. In: a store. Out: what is right and wrong with it, a line each."""

from __future__ import annotations

import argparse

from depesche import record
from depesche.cli.status import OK
from depesche.cli.stores import say, store
from depesche.store.address import shown_address
from depesche.store.doctor import checks
from depesche.views.safe import shown_line

SICK = 1


def run(found: argparse.Namespace) -> int:
    """Look; 0, or 1 where something is wrong."""
    status = OK
    with store(found, writable=found.upgrade) as database, database.reading() as connection:
        say(shown_line(f"   {shown_address(database.where)}"))
        for check in checks(connection, record.engine(), deep=found.deep):
            status = status if check.well else SICK
            says = ". ".join(filter(None, (check.says, check.advice)))
            say(shown_line(f"{'ok' if check.well else ' !'} {says}"))
    return status
