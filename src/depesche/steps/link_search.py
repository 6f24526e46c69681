"""In: the traits of a dispatch, and a store. Out: the dispatches that it may be linked with.

Everything is looked up by index, and every look-up is bounded. What is looked for by words is kept
by day: so a look-up costs the same however long the archive is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

import msgspec
from sqlalchemy import ColumnElement, Connection, func, insert, select

from depesche.ledger.likeness import joined, shingles, unpacked
from depesche.ledger.revisions import DAYS, HEADLINE_WORDS, NAMED_DAYS, Traits
from depesche.store.tables import features, lineage, previous
from depesche.store.tables import shingles as kept

STEP = "links"
FULL = 64
"""Dispatches of a day that one value is kept for: what more have in common tells none of them."""
MOST = 24
MOST_NAMERS = 50
SHARED = 3
"""Telling words that a flash, or a summary, shares with what may follow it."""
FLASH, TOLD, HEADLINE, CLOCK, NAMES_HEADLINE, NAMES_CLOCK = range(1, 7)


class Neighbour(NamedTuple):
    """Another dispatch: its number, its traits."""

    number: int
    traits: Traits


def values(one: Traits) -> list[int]:
    """All values that a dispatch is found by, each once."""
    found = [
        *shingles(unpacked(one.wording.words)),
        *_salted(TOLD, one.lead),
        *(_salted(FLASH, one.lead) if _seeks(one) else ()),
        *_headline_values(HEADLINE, one.headline),
        *([_clock_value(CLOCK, one.clock)] if one.clock else ()),
        *_naming_values(one),
    ]
    return list(dict.fromkeys(found))


def remember(connection: Connection, number: int, one: Traits) -> None:
    """Keep what a dispatch is found by."""
    row = {
        "number": number, "item": one.item, "version": one.version_order, "digest": one.digest,
        "delivery": one.delivery_order, "place": one.order, "day": one.day, "unknown": None,
    }  # fmt: skip
    connection.execute(insert(lineage), row)
    found = values(one)
    full = _full(connection, one.day, found)
    rows = [{"day": one.day, "hash": value, "number": number} for value in found if value not in full]
    if rows:
        connection.execute(insert(kept), rows)


def near(connection: Connection, number: int, one: Traits) -> list[Neighbour]:
    """The dispatches of about the same time that share enough words with this one, or of which
    one names the other."""
    words = shingles(unpacked(one.wording.words))
    least = 1 if len(words) < 20 else 2
    found = _sharing(connection, number, _days(one, DAYS), words, least)
    telling = _salted(TOLD if _seeks(one) else FLASH, one.lead)
    found |= _sharing(connection, number, _days(one, 1), telling, min(SHARED, max(1, len(telling))))
    found |= _named_by_words(connection, number, one)
    found |= _named_by_urn(connection, one)
    return load(connection, found - {number})


def load(connection: Connection, numbers: Iterable[int]) -> list[Neighbour]:
    """The dispatches of these numbers, in their order."""
    wanted = sorted(numbers)
    if not wanted:
        return []
    query = select(features.c.number, features.c.packed).where(
        features.c.step == STEP, features.c.number.in_(wanted)
    )
    rows = connection.execute(query.order_by(features.c.number))
    return [Neighbour(row.number, msgspec.msgpack.decode(bytes(row.packed), type=Traits)) for row in rows]


def version_before(connection: Connection, one: Traits) -> int | None:
    """The number of the version of the same item before this one."""
    side = lineage.c.version < one.version_order
    return _beside(connection, _of_item(one), side, lineage.c.version.desc())


def version_after(connection: Connection, one: Traits) -> int | None:
    """The number of the version of the same item after this one."""
    side = lineage.c.version > one.version_order
    return _beside(connection, _of_item(one), side, lineage.c.version.asc())


def text_before(connection: Connection, one: Traits) -> int | None:
    """The number of the dispatch of the same wording before this one."""
    side = lineage.c.delivery < one.delivery_order
    return _beside(connection, lineage.c.digest == one.digest, side, lineage.c.delivery.desc())


def text_after(connection: Connection, one: Traits) -> int | None:
    """The number of the dispatch of the same wording after this one."""
    side = lineage.c.delivery > one.delivery_order
    return _beside(connection, lineage.c.digest == one.digest, side, lineage.c.delivery.asc())


def _of_item(one: Traits) -> ColumnElement[bool]:
    return lineage.c.item == (one.item or "")


def _beside(
    connection: Connection,
    group: ColumnElement[bool],
    side: ColumnElement[bool],
    order: ColumnElement[str],
) -> int | None:
    query = select(lineage.c.number).where(group, side).order_by(order).limit(1)
    found: int | None = connection.execute(query).scalar_one_or_none()
    return found


def _seeks(one: Traits) -> bool:
    return one.summary or one.kind == "flash"


def _days(one: Traits, around: int) -> list[int]:
    return list(range(one.day - around, one.day + around + 1))


def _sharing(
    connection: Connection, number: int, days: Sequence[int], wanted: Sequence[int], least: int
) -> set[int]:
    if not wanted:
        return set()
    shared = func.count()
    query = select(kept.c.number).where(kept.c.day.in_(days), kept.c.hash.in_(wanted))
    query = query.where(kept.c.number != number).group_by(kept.c.number).having(shared >= least)
    rows = connection.execute(query.order_by(shared.desc(), kept.c.number).limit(MOST))
    return set(rows.scalars())


def _full(connection: Connection, day: int, wanted: Sequence[int]) -> set[int]:
    query = select(kept.c.hash).where(kept.c.day == day, kept.c.hash.in_(wanted))
    return set(connection.execute(query.group_by(kept.c.hash).having(func.count() >= FULL)).scalars())


def _named_by_words(connection: Connection, number: int, one: Traits) -> set[int]:
    found: set[int] = set()
    headed = _headline_values(HEADLINE, one.headline)
    if headed:
        found |= _sharing(connection, number, _days(one, DAYS), headed[:1], 1)
        namers = _headline_values(NAMES_HEADLINE, one.headline)
        found |= _sharing(connection, number, _days(one, NAMED_DAYS), namers, 1)
    if one.clock:
        found |= _sharing(connection, number, _days(one, 1), [_clock_value(NAMES_CLOCK, one.clock)], 1)
    for named in one.named:
        day = [date.fromisoformat(named.day).toordinal()] if named.day else []
        days = [*day, *(near for at in day for near in (at - 1, at + 1))] or _days(one, NAMED_DAYS)
        found |= _sharing(connection, number, days, _headline_values(HEADLINE, named.headline), 1)
        if named.clock and not named.headline:
            found |= _sharing(connection, number, _days(one, 1), [_clock_value(CLOCK, named.clock)], 1)
    return found


def _named_by_urn(connection: Connection, one: Traits) -> set[int]:
    found: set[int] = set()
    if one.item:
        namers = select(previous.c.number).where(previous.c.item == one.item)
        found |= set(connection.execute(namers.order_by(previous.c.number).limit(MOST_NAMERS)).scalars())
    for item in one.items:
        of_item = select(lineage.c.number).where(lineage.c.item == item)
        before = of_item.where(lineage.c.place < one.order).order_by(lineage.c.place.desc()).limit(2)
        after = of_item.where(lineage.c.place > one.order).order_by(lineage.c.place).limit(2)
        found |= {*connection.execute(before).scalars(), *connection.execute(after).scalars()}
    return found


def _salted(salt: int, words: Iterable[int]) -> list[int]:
    return [joined((salt, word)) for word in words]


def _headline_values(salt: int, words: tuple[int, ...]) -> list[int]:
    if not words:
        return []
    whole = [joined((salt, *words))]
    if len(words) <= HEADLINE_WORDS:
        return whole
    # a headline is quoted shortened or with a changed end often enough
    return [*whole, joined((salt, 1, *words[:HEADLINE_WORDS])), joined((salt, 2, *words[-HEADLINE_WORDS:]))]


def _clock_value(salt: int, clock: str) -> int:
    return joined((salt, int(clock[:2]), int(clock[3:])))


def _naming_values(one: Traits) -> Iterator[int]:
    for named in one.named:
        yield from _headline_values(NAMES_HEADLINE, named.headline)
        if named.clock and not named.headline:
            yield _clock_value(NAMES_CLOCK, named.clock)
