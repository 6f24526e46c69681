"""`depesche ingest`. In: paths. Out: what is in them taken into the store, and a summary."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from dataclasses import asdict

from depesche import record
from depesche.cli.meter import Meter
from depesche.cli.status import OK, SOME_UNREADABLE
from depesche.cli.stores import moment_given, say, store
from depesche.cli.taking import Summary, settle
from depesche.core.dates import published
from depesche.core.errors import UsageError
from depesche.intake import Found, Refusal, Unit, stream_units, survey, units
from depesche.store.journal import Arrival

STDIN = "standard input"


def run(found: argparse.Namespace) -> int:
    """Take in; 0, or 1 where something was refused or went to quarantine."""
    if found.date is not None and published(found.date) is None:
        what = f"{found.date!r} is no date."
        raise UsageError(what, where="--date", advice="Write 2023-09-11, 2023-09 or 2023.")
    moment_given(found.received, "--received")
    summary = Summary()
    with store(found, writable=True) as database, Meter("taking in") as meter:
        try:
            for batch in record.batches(_arrivals(found, meter, summary)):
                _count(record.ingest(database, batch), meter, summary)
                settle()
            for _ in record.catch_up(database):
                pass
        finally:
            meter.clear()
            say(json.dumps(asdict(summary)) if found.json else f"{summary}.")
    return SOME_UNREADABLE if summary.quarantined or summary.refused else OK


def _count(taken: list[record.Taken], meter: Meter, summary: Summary) -> None:
    if any(one.errors for one in taken):
        meter.clear()
    summary.add(taken)
    meter.says(str(summary))


def _arrivals(found: argparse.Namespace, meter: Meter, summary: Summary) -> Iterator[Arrival]:
    for unit in _units(found.paths, meter):
        if isinstance(unit, Refusal):
            meter.clear()
            summary.refuse([unit])
        else:
            at = moment_given(found.received, "--received")
            yield Arrival("dispatch", unit.data, at, unit.origin, found.date)


def _units(paths: list[str], meter: Meter) -> Iterator[Unit | Refusal]:
    if "-" in paths:
        yield from stream_units(sys.stdin.buffer, STDIN)
    found = list(survey([path for path in paths if path != "-"]))
    meter.begin(sum(one.size for one in found if isinstance(one, Found)))
    done = 0
    for one in found:
        if isinstance(one, Refusal):
            yield one
            continue
        for unit, read in units(one.path):
            meter.at(done + read)
            yield unit
        done += one.size
