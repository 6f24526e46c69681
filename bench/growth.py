"""In: how far to grow. Out: what a dispatch costs, and a search, as a store grows; on either database.

    python bench/growth.py [--to 100000] [--store PATH-OR-URL] [--cpu]

At each size the same number of fresh dispatches is taken in, and the time of reading in it is set
against the time of taking in (formats, journal, index, revision links) and of the ledger (stories,
claims, what one's own copy is found by). Figures are ratios within one run: "vs first" is all against
reading, over the same at the first size; searches are in milliseconds. A store that this has begun to fill is
filled on. `--cpu` counts the program's own processor time instead of the clock's, which other work on
the machine disturbs; a database server's is not in it.
"""

from __future__ import annotations

import argparse
import itertools
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from growing import GIVEN, HEADS, TAILS, TOWNS, wire
from sqlalchemy import func, select

from depesche import fold, pipeline, record
from depesche.cli.taking import settle
from depesche.steps.step import Step
from depesche.store import search
from depesche.store.address import address_of
from depesche.store.database import Database
from depesche.store.filters import Filters
from depesche.store.journal import Arrival
from depesche.store.query import parsed
from depesche.store.schema import opened
from depesche.store.search import Question
from depesche.store.tables import journal

SIZES = (1_000, 3_000, 10_000, 30_000, 100_000)
MEASURED = 400
WARM = 1_500
"""Dispatches of another wire that are read before anything is measured."""
BATCH = 64
LEDGER = ("stories", "claims", "passages")
QUERIES = 200


def main() -> int:
    """Print the growth curve."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--to", type=int, default=10_000)
    parser.add_argument("--store", help="an empty store; by itself a temporary one")
    parser.add_argument("--cpu", action="store_true")
    options = parser.parse_args()
    now = time.process_time if options.cpu else time.perf_counter
    with tempfile.TemporaryDirectory() as folder:
        where = options.store or str(Path(folder, "wire.sqlite"))
        store = opened(address_of(where), writable=True)
        grow(store, [size for size in SIZES if size <= options.to], now)
        store.close()
    return 0


def grow(store: Database, sizes: Sequence[int], now: Callable[[], float]) -> None:
    """Take dispatches in, and print what they cost at each size, in seconds of `now`."""
    stored, base = _stored(store), 0.0
    arrivals = (
        Arrival("dispatch", data, at, "bench") for at, data in itertools.islice(wire(10**9), stored, None)
    )
    ledger, reader = Clock(now), Clock(now)
    for _, data in wire(WARM, seed=2):  # what a reader remembers of words is the same at every size
        list(pipeline.read_all(data))
    settle()  # as `depesche ingest` does
    pipeline.read_items = reader.listed(pipeline.read_items)
    fold.STEPS = tuple(ledger.around(step) if step.name in LEDGER else step for step in fold.STEPS)
    print(
        "  stored   reading ms   all ms   taking in/reading   ledger/reading   vs first   search p50/p95 ms"
    )
    for size in (size for size in sizes if size > stored):
        while stored < size - MEASURED:
            stored += _take(store, arrivals)
        fresh = list(itertools.islice(arrivals, MEASURED))
        ledger.spent = reader.spent = 0.0
        whole = _timed(lambda fresh=fresh: _batches(store, fresh), now)  # type: ignore[misc]
        stored, reading = stored + MEASURED, reader.spent
        base = base or whole / reading
        middle, high = searches(store, now)
        print(
            f"{stored:8,} {1000 * reading / MEASURED:12.2f} {1000 * whole / MEASURED:8.2f}"
            f" {(whole - reading - ledger.spent) / reading:19.2f} {ledger.spent / reading:16.2f}"
            f" {whole / reading / base:10.2f} {middle:12.1f} / {high:.1f}",
            flush=True,
        )


class Clock:
    """What some steps of the fold take, in seconds of `now`."""

    def __init__(self, now: Callable[[], float]) -> None:
        self.now = now
        self.spent = 0.0

    def around(self, step: Step) -> Step:
        """The step, with its time taken."""
        finish = self._timing(step.finish) if step.finish else None
        return step._replace(
            prepare=self._timing(step.prepare), apply=self._timing(step.apply), finish=finish
        )

    def listed(self, act: Callable[..., Iterator[Any]]) -> Callable[..., Iterator[Any]]:
        """An iterator's function that makes all at once, with its time taken."""
        timed = self._timing(lambda *args, **named: list(act(*args, **named)))
        return lambda *args, **named: iter(timed(*args, **named))

    def _timing(self, act: Callable[..., Any]) -> Callable[..., Any]:
        def timed(*args: Any, **named: Any) -> Any:
            begin = self.now()
            try:
                return act(*args, **named)
            finally:
                self.spent += self.now() - begin

        return timed


def searches(store: Database, now: Callable[[], float]) -> tuple[float, float]:
    """The median and the 95th percentile of searches, in milliseconds."""
    taken = []
    with store.reading() as connection:
        for question in itertools.islice(questions(), QUERIES):
            begin = now()
            search.search(connection, question, record.terms())
            taken.append(1000 * (now() - begin))
    taken.sort()
    return taken[len(taken) // 2], taken[int(len(taken) * 0.95)]


def questions() -> Iterator[Question]:
    """Searches as a desk makes them: a word, several, a phrase, with filters."""
    words = itertools.cycle(
        ["Brand", "Stellen streichen", '"hat {town}"', "Gewinn", "Hochwasser {town}", "Festnahme OR Haft"]
    )
    names = itertools.cycle(f"{head}{tail}" for head in HEADS for tail in TAILS)
    for number in itertools.count():
        town = TOWNS[number * 7 % len(TOWNS)]
        written = next(words).format(town=town) if number % 3 else next(names)
        filters = Filters(
            places=(town,) if number % 4 == 1 else (),
            acts=("deny",) if number % 8 == 2 else (),
            persons=(GIVEN[number % len(GIVEN)],) if number % 8 == 5 else (),
        )
        yield Question(parsed(written, record.terms()), filters, "2100-01-01T00:00:00.000000Z", 20, 0)


def _take(store: Database, arrivals: Iterator[Arrival]) -> int:
    return len(record.ingest(store, list(itertools.islice(arrivals, BATCH))))


def _batches(store: Database, fresh: list[Arrival]) -> None:
    for at in range(0, len(fresh), BATCH):
        record.ingest(store, fresh[at : at + BATCH])


def _timed(work: Callable[[], None], now: Callable[[], float]) -> float:
    begin = now()
    work()
    return now() - begin


def _stored(store: Database) -> int:
    with store.reading() as connection:
        return int(connection.execute(select(func.count()).select_from(journal)).scalar_one())


if __name__ == "__main__":
    sys.exit(main())
