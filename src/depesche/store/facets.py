"""In: the rows of a dispatch, or what a filter asks for. Out: words of the search index, as no text has. Pure.

By these words what may have the thing asked for is found as quickly as by words of the text, and
together with them; whether a dispatch has it, in one statement or in one name, its rows say. Days are
there as days, months, years, decades and centuries, so that any stretch of time is a few words.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from depesche.store.index import code
from depesche.store.query import Both, Either, Facet, Node

MOST = 2_000
"""Facets of a dispatch; one that has more is looked at whatever is asked for."""
ANYTHING = Facet("_any")
LONGEST = 31
"""Days that a dispatch may span to be found by each of them; one that may be of any is looked at always."""
ANY_DAY = Facet("_any_day")
FIRST, LAST = date(1900, 1, 1), date(2099, 12, 31)
DIGITS = (2, 3, 4, 6, 8)
"""Of a day's eight digits, how many name its century, decade, year, month, and itself."""


def facet(kind: str, value: str) -> Facet:
    """What says that a dispatch has this value of this kind."""
    return Facet(f"_{kind[:2]}_{value}")


def facets(rows: Mapping[str, Sequence[Mapping[str, Any]]]) -> list[str]:
    """The facets of the dispatch that these rows are of, each once, in order."""
    found = sorted({one.word for one in _facets(rows)})
    return found if len(found) <= MOST else [ANYTHING.word]


def _facets(rows: Mapping[str, Sequence[Mapping[str, Any]]]) -> Iterator[Facet]:
    for one in rows["dispatches"]:
        yield facet("kind", code(one["kind"]))
        if one["agency"]:
            yield facet("agency", code(one["agency"].lower()))
        came = one["received"][:10]
        yield from _days("published", one["earliest"] or came, one["latest"] or came)
        yield from _days("came", came, came)
    for one in rows.get("statements", ()):
        yield facet("act", code(one["act"]))
        yield facet("factuality", code(one["factuality"]))
    for one in rows.get("sources", ()):
        yield from _words("source", one["key"])
        if one["kind"] == "named":
            yield from _words("person", one["key"])
    for one in rows.get("entities", ()):
        if one["kind"] in ("person", "place"):
            yield from _words(one["kind"], one["key"])
    for one in rows.get("datelines", ()):
        yield from _words("place", one["key"])


def _words(kind: str, key: str) -> Iterator[Facet]:
    return (facet(kind, word) for word in key.split())


def named(kind: str, keys: Sequence[Sequence[str]]) -> Node:
    """What may have a name with all the words of one of these keys."""
    return _either([_both([facet(kind, word) for word in words]) for words in keys if words])


def valued(kind: str, values: Sequence[str]) -> Node:
    """What has one of these values."""
    return _either([facet(kind, code(value)) for value in values])


def between(kind: str, first: str, last: str) -> Node:
    """What may be of a day from `first` to `last`, as ISO days; "" where there is no such bound."""
    begin = max(date.fromisoformat(first), FIRST) if first else FIRST
    end = min(date.fromisoformat(last), LAST) if last else LAST
    return _either([facet(kind, one) for one in covering(begin, end)], ANY_DAY)


def _both(nodes: Sequence[Node]) -> Node:
    return nodes[0] if len(nodes) == 1 else Both(tuple(nodes))


def _either(nodes: Sequence[Node], *more: Node) -> Node:
    return Either((*nodes, *more, ANYTHING))


def _days(kind: str, earliest: str, latest: str) -> Iterator[Facet]:
    """The facets of a stretch of days, with all that they are part of."""
    first, last = date.fromisoformat(earliest), date.fromisoformat(latest)
    if first < FIRST or last > LAST or (last - first).days > LONGEST:
        yield ANY_DAY
        return
    for number in range((last - first).days + 1):
        day = (first + timedelta(number)).strftime("%Y%m%d")
        yield from (facet(kind, day[:digits]) for digits in DIGITS)


def covering(first: date, last: date) -> list[str]:
    """The fewest centuries, decades, years, months and days that are together the days from `first`
    to `last`, as the digits that all their days begin with."""
    found, end = [], last + timedelta(1)
    while first < end:
        digits, after = next((digits, after) for digits, after in _beginning(first) if after <= end)
        found.append(first.strftime("%Y%m%d")[:digits])
        first = after
    return found


def _beginning(day: date) -> Iterator[tuple[int, date]]:
    """The stretches that begin with a day, the longest first: how many digits they have in common,
    and the first day after them."""
    for digits, years in ((2, 100), (3, 10), (4, 1)):
        if (day.month, day.day) == (1, 1) and day.year % years == 0:
            yield digits, date(day.year + years, 1, 1)
    if day.day == 1:
        yield 6, (day + timedelta(31)).replace(day=1)
    yield 8, day + timedelta(1)
