"""In: the traits of a dispatch, and a store. Out: the dispatches that it may be linked with.

Everything is looked up by index, and every look-up is bounded. What is looked for by words is kept
by day: so a look-up costs the same however long the archive is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

import msgspec
from sqlalchemy import Connection

from depesche.ledger.likeness import joined
from depesche.ledger.revisions import DAYS, HEADLINE_WORDS, NAMED_DAYS, Traits, seeks
from depesche.steps.link_days import keep, sharing
from depesche.store.memory import bounded, memory
from depesche.store.prepared import Prepared, insert_into
from depesche.store.tables import lineage

STEP = "links"
REMEMBERED = 2048
TRAITS = msgspec.msgpack.Decoder(Traits).decode
MOST_NAMERS = 50
SHARED = 3
"""Telling words that a flash, or a summary, shares with what may follow it."""
FEW = 20
FLASH, TOLD, HEADLINE, CLOCK, NAMES_HEADLINE, NAMES_CLOCK = range(1, 7)

NAMERS = Prepared(f"SELECT number FROM previous WHERE item = :item ORDER BY number LIMIT {MOST_NAMERS}")
LOADED = Prepared(
    f"SELECT number, packed FROM features WHERE number IN :wanted AND step = '{STEP}' ORDER BY number"
)
BEFORE = Prepared(
    "SELECT number FROM lineage WHERE item = :item AND place < :place ORDER BY place DESC LIMIT 2"
)
AFTER = Prepared("SELECT number FROM lineage WHERE item = :item AND place > :place ORDER BY place LIMIT 2")
REMEMBER = insert_into(lineage)


def _sides(what: str, at: str, group: str) -> str:
    """What finds what stands before and after the place `at` in a group."""
    side = (
        f"SELECT * FROM (SELECT '{what} {{}}', number FROM lineage WHERE {group} = :{group}"
        f" AND {at} {{}} :{at} ORDER BY {at} {{}} LIMIT 1) AS {what}_{{}}"
    )
    return " UNION ALL ".join((side.format("before", "<", "DESC", 1), side.format("after", ">", "ASC", 2)))


SAME = Prepared(_sides("text", "delivery", "digest"))
BESIDE = Prepared(f"{_sides('version', 'version', 'item')} UNION ALL {_sides('text', 'delivery', 'digest')}")


class Neighbour(NamedTuple):
    """Another dispatch: its number, its traits."""

    number: int
    traits: Traits


class Seen(dict[int, Neighbour]):
    """The dispatches looked at last: the same ones are by all that come within days."""


class Around(NamedTuple):
    """What is around a dispatch: the versions of its item before and after it, the deliveries of
    its text before and after it, and all others that it may be linked with."""

    versions: tuple[Neighbour | None, Neighbour | None]
    texts: tuple[Neighbour | None, Neighbour | None]
    others: tuple[Neighbour, ...]


class Wanted(NamedTuple):
    """The values to look for: those of wording, those of telling words, and those of which a
    single one tells, with the days (or months, below zero) where they are."""

    words: frozenset[int]
    telling: frozenset[int]
    sure: frozenset[int]
    days: tuple[int, ...]


def remember(connection: Connection, number: int, one: Traits) -> None:
    """Keep what a dispatch is found by."""
    row = {
        "number": number, "item": one.item, "version": one.version_order, "digest": one.digest,
        "delivery": one.delivery_order, "place": one.order, "day": one.day, "unknown": None,
    }  # fmt: skip
    REMEMBER.run(connection, [row])
    keep(connection, number, list(dict.fromkeys(values(one))))
    _seen(connection)[number] = Neighbour(number, one)


def around(connection: Connection, number: int, one: Traits) -> Around:
    """The dispatches that this one may be linked with, in either direction."""
    place = {"delivery": one.delivery_order, "digest": one.digest}
    if one.item:
        place |= {"version": one.version_order, "item": one.item}
    beside: dict[str, int] = dict((BESIDE if one.item else SAME).rows(connection, **place))
    near = {*_sharing(connection, number, wanted(one)), *_named_by_urn(connection, one)} - {number}
    loaded = {each.number: each for each in load(connection, near | set(beside.values()))}
    versions, texts = (
        (loaded.get(beside.get(f"{what} before", -1)), loaded.get(beside.get(f"{what} after", -1)))
        for what in ("version", "text")
    )
    return Around(versions, texts, tuple(loaded[each] for each in sorted(near) if each in loaded))


def load(connection: Connection, numbers: Iterable[int]) -> list[Neighbour]:
    """The dispatches of these numbers, in their order."""
    chosen, seen = sorted(numbers), _seen(connection)
    if missing := [number for number in chosen if number not in seen]:
        rows = LOADED.rows(connection, wanted=missing)
        seen.update({number: Neighbour(number, TRAITS(packed)) for number, packed in rows})
    found = [seen[number] for number in chosen if number in seen]
    bounded(seen, REMEMBERED)
    return found


def _seen(connection: Connection) -> Seen:
    return memory(connection).part(Seen)


def values(one: Traits) -> Iterator[tuple[int, int]]:
    """All values that a dispatch is found by, each with the day, or below zero the month, where
    it is kept."""
    seeks = _salted(FLASH, one.lead) if _seeks(one) else ()
    for value in (*one.shingles, *_salted(TOLD, one.lead), *seeks):
        yield one.day, value
    for value in _headline_values(HEADLINE, one.headline):
        yield one.day, value
    if one.clock:
        yield one.day, _clock_value(CLOCK, one.clock)
    for named in one.named:
        for value in _headline_values(NAMES_HEADLINE, named.headline):
            yield _month(one.day), value
        if named.clock and not named.headline:
            yield _month(one.day), _clock_value(NAMES_CLOCK, named.clock)


def wanted(one: Traits) -> Wanted:
    """What to look for to find those that this dispatch may be linked with."""
    days = {*range(one.day - DAYS, one.day + DAYS + 1)}
    sure = {*_headline_values(HEADLINE, one.headline)[:1]}
    days |= {_month(one.day + 30 * months) for months in (-1, 0, 1)}
    sure |= {*_headline_values(NAMES_HEADLINE, one.headline)}
    if one.clock:
        sure.add(_clock_value(NAMES_CLOCK, one.clock))
    for named in one.named:
        sure |= {*_headline_values(HEADLINE, named.headline)}
        if named.clock and not named.headline:
            sure.add(_clock_value(CLOCK, named.clock))
        elif named.day:
            at = date.fromisoformat(named.day).toordinal()
            days |= {at - 1, at, at + 1}
        else:
            days |= {*range(one.day - NAMED_DAYS, one.day)}
    telling = _salted(TOLD if _seeks(one) else FLASH, one.lead)
    return Wanted(frozenset(one.shingles), frozenset(telling), frozenset(sure), tuple(sorted(days)))


def _sharing(connection: Connection, number: int, look: Wanted) -> list[int]:
    fewest = 1 if len(look.words) < FEW else 2
    near = [day for day in look.days if day >= 0]
    asked = (
        (look.sure, look.days, 1),
        (look.words, near, fewest),
        (look.telling, near, min(SHARED, max(1, len(look.telling)))),
    )
    found = (one for each in asked for one in sharing(connection, number, *each))
    return list(dict.fromkeys(found))


def _seeks(one: Traits) -> bool:
    return seeks(one) or one.kind == "flash"


def _month(day: int) -> int:
    return -(day // 30)


def _named_by_urn(connection: Connection, one: Traits) -> set[int]:
    found: set[int] = set()
    if one.item:
        found |= set(NAMERS.column(connection, item=one.item))
    for item in one.items:
        for side in (BEFORE, AFTER):
            found |= set(side.column(connection, item=item, place=one.order))
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
