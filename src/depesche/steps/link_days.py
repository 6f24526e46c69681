"""In: values of a dispatch, days. Out: the dispatches that share them, however many have been asked for.

The days that all dispatches of these days ask for are remembered, with all that is kept for them; the
others are asked of the store. Both count alike.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from collections.abc import Set as AbstractSet
from itertools import chain, groupby, islice

from sqlalchemy import Connection

from depesche.store.memory import bounded, memory
from depesche.store.prepared import Prepared, insert_into
from depesche.store.tables import shingles

FULL = 32
"""Dispatches of a day that one value is kept for: what more have in common tells none of them."""
MOST = 24
"""Dispatches that are looked at more closely: those with the most in common."""
MOST_ROWS = 1500
OFTEN = 100
"""Look-ups after which a day is remembered as a whole: to read it costs about as much as they did."""
DAYS, DAY = 12, 400_000
"""Days (and months) that are remembered, and the most that is kept for one that is."""

ROWS = Prepared(
    "SELECT number FROM shingles WHERE day IN :days AND hash IN :wanted"
    " ORDER BY day, hash, number LIMIT :most"  # so that every plan of any database cuts alike
)
DAY_ROWS = Prepared(f"SELECT hash, number FROM shingles WHERE day = :day ORDER BY number LIMIT {DAY + 1}")
LAST = Prepared("SELECT max(day) FROM shingles")
"""The last day that anything is kept for: what is to come has nothing to look for."""
CROWDED = Prepared(
    "SELECT day, hash FROM shingles WHERE day IN :days AND hash IN :wanted"
    f" GROUP BY day, hash HAVING count(*) >= {FULL}"
)
KEEP = insert_into(shingles)
Day = dict[int, list[int]]
"""The dispatches that have a value, in the order of the journal."""


class Days:
    """What is remembered: days, how often the others were asked for, and the last day of all. `waiting`:
    rows of days that are remembered, which nobody asks the store for, still to be written."""

    def __init__(self) -> None:
        self.known: dict[int, Day] = {}
        self.asked: Counter[int] = Counter()
        self.last: int | None = None
        self.waiting: list[tuple[int, int, int]] = []


def keep(connection: Connection, number: int, found: Sequence[tuple[int, int]]) -> None:
    """Keep a dispatch for each of these values, given with their days, unless that is FULL."""
    days = memory(connection).part(Days)
    _begun(connection, days, found)
    full = _crowded(connection, [one for one in found if one[0] not in days.known])
    rows = []
    for day, value in found:
        there = days.known[day].setdefault(value, []) if day in days.known else None
        if (day, value) not in full and (there is None or len(there) < FULL):
            if there is None:
                rows.append((day, value, number))
            else:
                there.append(number)
                days.waiting.append((day, value, number))
    KEEP.run_ordered(connection, rows)


def finish(connection: Connection) -> None:
    """Write what waits, in the order of the table, which takes it so in a fraction of the time."""
    days = memory(connection).part(Days)
    KEEP.run_ordered(connection, sorted(days.waiting))
    days.waiting.clear()


def sharing(
    connection: Connection, number: int, values: Collection[int], days: Sequence[int], least: int
) -> list[int]:
    """The dispatches of these days that share at least so many of the values, MOST at most, those with
    the most in common first; `number` is none of them."""
    known = memory(connection).part(Days)
    last = _last(connection, known)
    wanted = [day for day in days if last is not None and day <= last]
    if not values or not wanted:
        return []
    counts = Counter(_numbers(connection, known, frozenset(values), sorted(wanted)))
    del counts[number]
    enough = sorted(one for one, count in counts.items() if count >= least)
    return sorted(enough, key=counts.__getitem__, reverse=True)[:MOST]


def _numbers(
    connection: Connection, days: Days, values: AbstractSet[int], wanted: Sequence[int]
) -> list[int]:
    """The dispatches, once for each value; the first MOST_ROWS of them by day and value."""
    numbers: list[int] = []
    _often(connection, days, wanted)
    for is_known, some in groupby(wanted, days.known.__contains__):
        left = MOST_ROWS - len(numbers)
        if left <= 0:
            break
        if is_known:
            for day in some:
                numbers += _remembered(days.known[day], values, MOST_ROWS - len(numbers))
        else:
            numbers += ROWS.column(connection, days=list(some), wanted=sorted(values), most=left)
    return numbers


def _remembered(day: Day, values: AbstractSet[int], left: int) -> list[int]:
    """The dispatches of one day, in order only where there are more than are `left` to count."""
    shared: Collection[int] = day.keys() & values
    if sum(map(len, map(day.__getitem__, shared))) > left:
        shared = sorted(shared)
    return list(islice(chain.from_iterable(map(day.__getitem__, shared)), left))


def _often(connection: Connection, days: Days, wanted: Sequence[int]) -> None:
    """Take into memory what has been asked for often, unless it is too large."""
    for day in wanted:
        if day not in days.known:
            days.asked[day] += 1
            if days.asked[day] >= OFTEN:
                days.asked[day] = 0
                rows = DAY_ROWS.rows(connection, day=day)
                if len(rows) <= DAY:
                    days.known[day] = _day(rows)
                    _bounded(connection, days)


def _day(rows: Sequence[tuple[int, int]]) -> Day:
    found: defaultdict[int, list[int]] = defaultdict(list)
    one: dict[int, int] = {}  # a dispatch is counted quicker where it is the same object everywhere
    for value, number in rows:
        found[value].append(one.setdefault(number, number))
    return dict(found)


def _begun(connection: Connection, days: Days, found: Sequence[tuple[int, int]]) -> None:
    """Remember from its beginning a day that is later than all others, and forget what became too large."""
    last = _last(connection, days)
    newest = max((day for day, _ in found), default=0)
    if newest > (last or 0):
        days.known[newest], days.last = {}, newest
        _bounded(connection, days)
    for day in {day for day, _ in found} & days.known.keys():
        if len(days.known[day]) > DAY:
            finish(connection)
            del days.known[day]


def _bounded(connection: Connection, days: Days) -> None:
    if len(days.known) > DAYS:
        finish(connection)
        bounded(days.known, DAYS)


def _last(connection: Connection, days: Days) -> int | None:
    if days.last is None:
        days.last = LAST.value(connection)
    return days.last


def _crowded(connection: Connection, found: Sequence[tuple[int, int]]) -> set[tuple[int, int]]:
    days = sorted({day for day, _ in found})
    if not days:
        return set()
    return set(CROWDED.rows(connection, days=days, wanted=[value for _, value in found]))
