"""In: values of passages, and a moment. Out: the dispatches that they may come from, as histories.

A history is all versions of one dispatch that had come in by the moment; `copies` are the numbers of
dispatches of other histories that one of its own was copied from.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import BindParameter, Connection, Select, bindparam, or_, select

from depesche.core.own import Cited
from depesche.store.links import COPY
from depesche.store.prepared import Prepared
from depesche.store.spans import spans
from depesche.store.tables import LONG_SPAN, dispatches, links, readings
from depesche.store.text import Kept
from depesche.store.visible import AT, held, received, withdrawn

AT_ONCE = 100
OFTEN = 40
"""Dispatches that are looked at for one value, the newest; what more have tells nothing."""
STORIES_OFTEN = 100
KEPT = 8
"""Statements made that are kept; a store that grows needs a new one every LONG_SPAN."""
PASSAGES = (
    "SELECT hash, number FROM passages WHERE span IN ({spans}) AND hash = {{}}"
    f" ORDER BY span DESC, number DESC LIMIT {OFTEN}"  # in the order of the key, so that no more are looked at
)
POSTINGS = (
    f"SELECT term, story FROM story_terms WHERE term = {{}} ORDER BY day DESC, story LIMIT {STORIES_OFTEN}"
)
SOME: BindParameter[Any] = bindparam("some", expanding=True)
T = TypeVar("T", int, str)
SLICE = 400
MOST_VERSIONS = 400
"""Dispatches that are gathered for one text."""


class Version(NamedTuple):
    """A dispatch in its history: its number, how an editor finds it, what it is to the one before
    it ("" for the first), whether it is withdrawn at the moment, or withdraws."""

    number: int
    cited: Cited
    relation: str
    withdrawn: bool
    withdraws: bool


class History(NamedTuple):
    """The versions in the order in which they were made, and what they were copied from."""

    versions: tuple[Version, ...]
    copies: frozenset[int]


def candidates(connection: Connection, values: Iterable[int]) -> dict[int, list[int]]:
    """For each value that is known, the numbers of dispatches that have it, the newest first."""
    every = ", ".join(map(str, spans(connection, LONG_SPAN)))
    return _each(connection, PASSAGES.format(spans=every), values, "bigint", -1)


def posted(connection: Connection, terms: Iterable[str]) -> dict[str, list[str]]:
    """For each term that is known, the stories that have it, those told last first."""
    return _each(connection, POSTINGS, terms, "text", "")


def _each(connection: Connection, one: str, keys: Iterable[T], kind: str, none: T) -> dict[T, list[Any]]:
    """What is found for each key of a kind, many keys in one statement; `none` is a key that is nobody's."""
    found: defaultdict[T, list[Any]] = defaultdict(list)
    wanted = sorted(set(keys))
    if connection.dialect.name == "postgresql":
        for key, value in _lateral(one, kind).rows(connection, some=wanted):
            found[key].append(value)
        return found
    for first in range(0, len(wanted), AT_ONCE):
        some = wanted[first : first + AT_ONCE]
        bound = {f"v{i}": some[i] if i < len(some) else none for i in range(AT_ONCE)}
        for key, value in _union(one).rows(connection, **bound):
            found[key].append(value)
    return found


@lru_cache(KEPT)
def _union(one: str) -> Prepared:
    return Prepared(
        " UNION ALL ".join(f"SELECT * FROM ({one.format(f':v{i}')}) q{i}" for i in range(AT_ONCE))
    )


@lru_cache(KEPT)
def _lateral(one: str, kind: str) -> Prepared:
    """In PostgreSQL, which plans long over a hundred parts of a statement and takes an array as it is."""
    keys = f"unnest(CAST(:some AS {kind}[])) AS keys(key)"
    return Prepared(f"SELECT found.* FROM {keys}, LATERAL ({one.format('keys.key')}) AS found")


def histories(
    connection: Connection, numbers: Iterable[int], at: str, *, embargoed: bool = False
) -> list[History]:
    """The histories that these dispatches belong to, by what had come in at a moment (UTC), without
    what an embargo holds; also those that they were copied from."""
    related, copied = _related(connection, numbers)
    seen = _versions(connection, related, at, embargoed=embargoed)
    groups: defaultdict[int, list[int]] = defaultdict(list)
    for number in sorted(seen):
        groups[_root(related, number)].append(number)
    made = []
    for members in groups.values():
        versions = sorted((seen[one] for one in members), key=lambda one: (one.cited.created, one.number))
        made.append(History(tuple(versions), frozenset(copied[one] for one in members if one in copied)))
    return made


def _related(connection: Connection, numbers: Iterable[int]) -> tuple[dict[int, int], dict[int, int]]:
    """All dispatches linked with these, each with a root that its whole history shares; copies."""
    roots: dict[int, int] = {}
    copied: dict[int, int] = {}
    waiting = list(dict.fromkeys(numbers))
    while waiting and len(roots) < MOST_VERSIONS:
        for number in waiting:
            roots.setdefault(number, number)
        fresh: dict[int, None] = {}
        for some in _slices(waiting):
            query = select(links.c.number, links.c.other, links.c.relation)
            for number, other, relation in connection.execute(
                query.where(or_(links.c.number.in_(some), links.c.other.in_(some))).order_by(links.c.number)
            ):
                if relation == COPY:
                    copied[number] = other
                else:
                    fresh.update(dict.fromkeys(one for one in (number, other) if one not in roots))
                    _join(roots, number, other)
                if other not in roots:
                    fresh[other] = None
        waiting = list(fresh)
    return roots, copied


def _root(roots: dict[int, int], number: int) -> int:
    while roots.setdefault(number, number) != number:
        number = roots[number]
    return number


def _join(roots: dict[int, int], one: int, other: int) -> None:
    first, second = sorted((_root(roots, one), _root(roots, other)))
    roots[second] = first


FACTS = (
    dispatches.c.number, dispatches.c.id, dispatches.c.urn, dispatches.c.version, dispatches.c.agency,
    dispatches.c.created, dispatches.c.received, dispatches.c.kind, dispatches.c.title,
)  # fmt: skip


def cited(connection: Connection, number: int) -> Cited:
    """A dispatch as an editor finds it."""
    return _cited(connection.execute(select(*FACTS).where(dispatches.c.number == number)).one())


def replacing(connection: Connection, number: int, at: str) -> int:
    """The newest dispatch that had replaced or withdrawn this one at a moment (UTC); else itself."""
    query = select(links.c.number).join(dispatches, dispatches.c.number == links.c.number)
    query = query.where(links.c.other == number, links.c.relation != COPY, received(at))
    found = connection.execute(query.order_by(links.c.number.desc()).limit(1)).scalar_one_or_none()
    return number if found is None else int(found)


def _versions(
    connection: Connection, numbers: Iterable[int], at: str, *, embargoed: bool
) -> dict[int, Version]:
    found: dict[int, Version] = {}
    for some in _slices(sorted(numbers)):
        told = select(links.c.number, links.c.relation).where(
            links.c.number.in_(some), links.c.relation != COPY
        )
        relations = {row.number: row.relation for row in connection.execute(told)}
        for row in connection.execute(_seen(embargoed), {"some": some, "at": at}):
            found[row.number] = _version(row, relations.get(row.number, ""))
    return found


@cache
def _seen(embargoed: bool) -> Select[Any]:
    query = select(*FACTS, dispatches.c.withdraws, withdrawn(AT).label("withdrawn"))
    query = query.where(dispatches.c.number.in_(SOME), received(AT))
    return query if embargoed else query.where(or_(dispatches.c.embargo.is_(None), ~held(AT)))


def _cited(row: Any) -> Cited:
    return Cited(
        id=row.id,
        urn=row.urn,
        version=row.version,
        agency=row.agency,
        created=row.created,
        received=row.received,
        kind=row.kind,
        title=row.title,
    )


def _version(row: Any, relation: str) -> Version:
    return Version(row.number, _cited(row), relation, bool(row.withdrawn), bool(row.withdraws))


def readings_of(connection: Connection, numbers: Iterable[int]) -> dict[int, Kept]:
    """The readings of dispatches, by their numbers."""
    found: dict[int, Kept] = {}
    for some in _slices(sorted(set(numbers))):
        query = select(readings.c.number, readings.c.packed).where(readings.c.number.in_(some))
        found |= {row.number: Kept(bytes(row.packed)) for row in connection.execute(query)}
    return found


def _slices(some: Sequence[Any]) -> Iterator[Sequence[Any]]:
    return (some[at : at + SLICE] for at in range(0, len(some), SLICE))
