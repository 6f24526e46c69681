"""`depesche show`. In: names of dispatches. Out: their readings, as `depesche read` shows them."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

import msgspec
from sqlalchemy import Connection

from depesche.cli.arguments import styled
from depesche.cli.history import Told, lines, told_history
from depesche.cli.outputs import Output, output
from depesche.cli.search import held_until
from depesche.cli.status import OK, complain
from depesche.cli.stores import moment_given, say, store
from depesche.core.errors import UnreadableInput, UsageError
from depesche.store.find import Kept, find

SOME_MISSING = 1


def run(found: argparse.Namespace) -> int:
    """Show; 0, or 1 where a name is nobody's, or an embargo holds it."""
    at = moment_given(found.as_of, "--as-of")
    status = OK
    with store(found, writable=False) as database, output(styled(found, ())) as out:
        for name in found.names:
            with database.reading() as connection:
                kept = find(connection, name, at)
                told = _histories(connection, kept, at, found)
            if not kept:
                complain(UsageError("There is no such dispatch.", where=name, advice="Try search."))
                status = SOME_MISSING
            for one in kept:
                status |= _show(one, out, embargoed=found.embargoed)
            _tell(told, as_json=found.style == "json")
    return status


def _histories(connection: Connection, kept: list[Kept], at: str, found: argparse.Namespace) -> list[Told]:
    asked = [one for one in kept if found.history and (found.embargoed or not one.held)]
    return [told_history(connection, one, at, embargoed=found.embargoed) for one in asked]


def _tell(told: Sequence[Told], *, as_json: bool) -> None:
    for one in told:
        say(msgspec.json.encode(one).decode() if as_json else "\n".join(lines(one)))


def _show(one: Kept, out: Output, *, embargoed: bool) -> int:
    where = f"#{one.seq}" + (f".{one.place}" if one.place > 1 else "")
    if one.held and not embargoed:
        advice = "Show it all the same with --embargoed."
        complain(UnreadableInput(f"It is held until {held_until(one.embargo)}.", where=where, advice=advice))
        return SOME_MISSING
    out.write(one.reading)
    if one.withdrawn:
        complain(UnreadableInput("IT WAS WITHDRAWN.", where=where, advice="Do not use it."))
    return OK
