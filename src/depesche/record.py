"""The record of a wire, on one page: arrivals -> journal -> formats -> german -> rows.

ingest     arrivals   -> the journal, and with it all that is derived; what became of each
catch_up   a store    -> the rows of entries that have none yet
rebuild    a store    -> all that is derived, made anew from the journal
retry      a store    -> what is in quarantine, tried again
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple, TypeVar

from depesche import pipeline
from depesche.core.errors import DepescheError, UnreadableInput
from depesche.core.matter import Matter
from depesche.core.public import public
from depesche.fold import fold, folded, prepared, unfold
from depesche.store import journal, projection
from depesche.store.database import Database
from depesche.store.errors import StoreLost
from depesche.store.journal import Arrival, Entry
from depesche.store.projection import Projected
from depesche.store.query import Terms
from depesche.store.rows import indexed, refused, rows
from depesche.store.tables import PLACES
from depesche.store.text import whole

TRIES = 6
BATCH = 64
BATCH_BYTES = 8 << 20
T = TypeVar("T")
Sleep = Callable[[float], None]


class Made(NamedTuple):
    """What an arrival becomes: its rows, and what in it could not be read."""

    rows: tuple[Projected, ...]
    errors: tuple[DepescheError, ...]

    @property
    def dispatches(self) -> int:
        """How many dispatches were read in it."""
        return len(self.rows) - len(self.errors)


class Taken(NamedTuple):
    """What became of one arrival. `known`: the journal had it already, and nothing was done."""

    arrival: Arrival
    known: bool
    dispatches: int = 0
    errors: tuple[DepescheError, ...] = ()


def ingest(store: Database, arrivals: Sequence[Arrival], *, sleep: Sleep = time.sleep) -> list[Taken]:
    """Take a batch into the journal and all that is derived, in one transaction; say what became
    of each, in order. What the journal knows is not read again, so a run can simply be repeated.

    A lost connection is tried again a few times. Raises StoreError where that does not help; then
    nothing of the batch is in the store.
    """
    have = again(lambda: _known(store, arrivals), sleep)
    made = {one.id: (one, made_of(one)) for one in arrivals if one.id not in have}
    mine = again(lambda: _commit(store, made), sleep) if made else set()
    return list(_told(arrivals, mine, made))


def batches(arrivals: Iterable[Arrival]) -> Iterator[list[Arrival]]:
    """The arrivals in batches of at most BATCH entries, or little more than BATCH_BYTES."""
    batch: list[Arrival] = []
    size = 0
    for arrival in arrivals:
        batch.append(arrival)
        size += len(arrival.data)
        if len(batch) >= BATCH or size >= BATCH_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def catch_up(store: Database, *, sleep: Sleep = time.sleep) -> Iterator[int]:
    """Make the rows of all entries that have none yet, a batch at a time, and fold what is not in
    the ledger; yield each batch's last sequence number. Somebody else may do the same at once: each
    batch is done by one."""
    again(lambda: _fold_on(store), sleep)
    while batch := again(lambda: _waiting(store), sleep):
        made = [(entry.seq, made_of(entry.arrival)) for entry in batch]
        yield again(lambda made=made: _catch_up(store, made), sleep)  # type: ignore[misc]


def rebuild(store: Database, *, sleep: Sleep = time.sleep) -> Iterator[int]:
    """Make everything derived anew, a stretch of the journal at a time; yield each stretch's last
    sequence number. Until a stretch's turn comes its old rows stay, so search goes on working."""
    with store.writing() as connection:
        projection.erase(connection, 0, 0)
        projection.erase(connection, journal.last_seq(connection) + 1, projection.FARTHEST)
        projection.set_watermark(connection, 0)
        unfold(connection)
    yield from catch_up(store, sleep=sleep)


def retry(store: Database, *, sleep: Sleep = time.sleep) -> Iterator[Taken]:
    """Read again what is in quarantine; what can be read now leaves it."""
    with store.reading() as connection:
        waiting = projection.quarantined(connection)
    for seq in waiting:
        with store.reading() as connection:
            entry = journal.entry(connection, seq)
        if entry:
            made = made_of(entry.arrival)
            again(lambda made=made, seq=seq: _replace(store, seq, made), sleep)  # type: ignore[misc]
            yield Taken(entry.arrival, True, made.dispatches, made.errors)
    again(lambda: _fold_on(store), sleep)


def made_of(arrival: Arrival) -> Made:
    """What an arrival becomes under this version of the program; nothing for a judgement."""
    if arrival.kind != "dispatch":
        return Made((), ())
    cut, found, errors = terms(), [], []
    for place, item in enumerate(_items(arrival)):
        if isinstance(item, DepescheError):
            errors.append(item)
            found.append(Projected(place, refused(place, item, engine())))
        else:
            dispatch, reading = public(*item)
            made = rows(place, arrival.received, dispatch, reading, cut)
            matter = Matter(*whole(dispatch, reading), arrival.received, cut)
            made["features"] = prepared(place, matter)
            found.append(Projected(place, made, indexed(dispatch, reading, matter)))
    return Made(tuple(found), tuple(errors))


def terms() -> Terms:
    """What cuts German text into terms."""
    from depesche.german.terms import terms as german

    return german


def engine() -> str:
    """The version of the program that reads now, as readings carry it."""
    from depesche.german import ENGINE

    return ENGINE


def again(act: Callable[[], T], sleep: Sleep) -> T:
    """What `act` returns, tried again with growing pauses while the connection is lost.

    Raises the last StoreLost after TRIES of them.
    """
    for tried in range(TRIES - 1):
        try:
            return act()
        except StoreLost:
            sleep(0.1 * 2**tried)
    return act()


def _items(arrival: Arrival) -> Iterator[pipeline.Item]:
    items = pipeline.read_items(arrival.data, date=arrival.date)
    first = next(items, None)
    yield first or UnreadableInput("There is nothing in it to read.")
    for _, item in zip(range(PLACES - 1), items, strict=False):
        yield item


def _known(store: Database, arrivals: Sequence[Arrival]) -> dict[str, int]:
    with store.reading() as connection:
        return journal.known(connection, [arrival.id for arrival in arrivals])


def _commit(store: Database, made: dict[str, tuple[Arrival, Made]]) -> set[str]:
    with store.writing() as connection:
        current = projection.watermark(connection) == journal.last_seq(connection)
        fresh = journal.append(connection, [arrival for arrival, _ in made.values()])
        if current and fresh:
            found = [(entry.seq, made[entry.id][1].rows) for entry in fresh]
            projection.write(connection, found)
            projection.set_watermark(connection, fresh[-1].seq)
            if folded(connection) == fresh[0].seq - 1:
                fold(connection, fresh[0].seq, fresh[-1].seq)
        # an earlier try may have been committed just before its connection broke off
        return journal.owned(connection, [arrival for arrival, _ in made.values()])


def _told(
    arrivals: Sequence[Arrival], mine: set[str], made: dict[str, tuple[Arrival, Made]]
) -> Iterator[Taken]:
    for arrival in arrivals:
        if arrival.id in mine:
            mine.discard(arrival.id)
            what = made[arrival.id][1]
            yield Taken(arrival, False, what.dispatches, what.errors)
        else:
            yield Taken(arrival, True)


def _waiting(store: Database) -> list[Entry]:
    with store.reading() as connection:
        after = projection.watermark(connection)
        return journal.entries(connection, after=after, most=BATCH, most_bytes=BATCH_BYTES)


def _catch_up(store: Database, made: list[tuple[int, Made]]) -> int:
    first, last = made[0][0], made[-1][0]
    with store.writing() as connection:
        if projection.watermark(connection) == first - 1:
            projection.erase(connection, first, last)
            projection.write(connection, [(seq, one.rows) for seq, one in made])
            projection.set_watermark(connection, last)
            if folded(connection) == first - 1:
                fold(connection, first, last)
    return last


def _fold_on(store: Database) -> None:
    more = True
    while more:
        with store.writing() as connection:
            done, last = folded(connection), projection.watermark(connection)
            if more := done < last:
                fold(connection, done + 1, min(done + BATCH, last))


def _replace(store: Database, seq: int, made: Made) -> None:
    with store.writing() as connection:
        projection.erase(connection, seq, seq)
        projection.write(connection, [(seq, made.rows)])
        if made.dispatches and folded(connection) >= seq:
            unfold(connection)  # what now has a dispatch more has to be folded anew, in order
