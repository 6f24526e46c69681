"""`depesche ingest`. In: paths. Out: what is in them taken into the store, and a summary."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass

from depesche import record
from depesche.cli.meter import Meter
from depesche.cli.read import OK, SOME_UNREADABLE, complain
from depesche.cli.stores import moment_given, say, store
from depesche.core.dates import published
from depesche.core.errors import UnreadableInput, UsageError
from depesche.intake import Found, Refusal, Unit, stream_units, survey, units
from depesche.store.journal import Arrival

STDIN = "standard input"


@dataclass
class Summary:
    """Counts. `new`: dispatches; `known`: transmissions that the store had; `quarantined`:
    transmissions in which something could not be read; `refused`: what was not taken."""

    new: int = 0
    known: int = 0
    quarantined: int = 0
    refused: int = 0

    def __str__(self) -> str:
        return (
            f"{self.new:,} new, {self.known:,} known, {self.quarantined:,} in quarantine, "
            f"{self.refused:,} refused"
        )


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
            for _ in record.catch_up(database):
                pass
        finally:
            meter.clear()
            say(json.dumps(asdict(summary)) if found.json else f"{summary}.")
    return SOME_UNREADABLE if summary.quarantined or summary.refused else OK


def _count(taken: list[record.Taken], meter: Meter, summary: Summary) -> None:
    for one in taken:
        summary.known += one.known
        summary.new += one.dispatches
        summary.quarantined += bool(one.errors)
        for error in one.errors:
            meter.clear()
            advice = error.advice or "It is in quarantine."
            complain(UnreadableInput(error.what, where=one.arrival.origin, advice=advice))
    meter.says(str(summary))


def _arrivals(found: argparse.Namespace, meter: Meter, summary: Summary) -> Iterator[Arrival]:
    for unit in _units(found.paths, meter):
        if isinstance(unit, Refusal):
            summary.refused += 1
            meter.clear()
            complain(UnreadableInput(unit.what, where=unit.origin, advice=unit.advice))
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
