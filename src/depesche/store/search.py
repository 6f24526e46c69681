"""In: a query and filters, and a moment. Out: the dispatches found, the newest first.

The order is the journal's, backwards: the same in every database, and what a newsroom wants. What
one filter names several times is enough once; all filters have to hold, those on statements
(source, act, factuality) in one and the same statement.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import islice, repeat
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import (
    ARRAY,
    BigInteger,
    BindParameter,
    ColumnElement,
    Connection,
    Row,
    Select,
    and_,
    any_,
    bindparam,
    false,
    func,
    or_,
    select,
)

from depesche.core.reading import Reading
from depesche.store.facets import between
from depesche.store.filters import Filters, asked, conditions, fits, keys
from depesche.store.links import current
from depesche.store.matches import END, matches
from depesche.store.query import Both, Node, Terms, stems_of
from depesche.store.rows import LOOKED_AT
from depesche.store.snippet import Snippet, hits, snippet
from depesche.store.tables import PLACES, dispatches, readings
from depesche.store.text import unpacked
from depesche.store.visible import AT, held, withdrawn

LOOKED_THROUGH = 500
"""Matches among which older versions are counted: what all would take grows with the store."""
AT_ONCE = 256
"""Matches that are looked at in one statement; for more PostgreSQL reads whole tables."""
SOME: BindParameter[Any] = bindparam("some", expanding=True)
NUMBERS: BindParameter[Any] = bindparam("some", type_=ARRAY(BigInteger()))
SHOWN = 3
"""Statements that are shown of one hit."""


class Since(NamedTuple):
    """Where somebody left off: the number of the last entry of the journal that he saw, and when."""

    seq: int
    at: str


class Question(NamedTuple):
    """What to look for, as the store was at a moment (UTC, `moments.in_utc`); which of the hits;
    `since`: only what has come to be seen since then."""

    node: Node | None
    filters: Filters
    at: str
    limit: int = 20
    skip: int = 0
    since: Since | None = None


class Said(msgspec.Struct, frozen=True):
    """A statement of a hit: its place in the reading, its act, factuality, sources, words."""

    place: int
    act: str
    factuality: str
    sources: tuple[str, ...]
    content: str


class Hit(msgspec.Struct, frozen=True):
    """A dispatch that was found. `seq` and `place` say where the journal has it."""

    id: str
    seq: int
    place: int
    received: str
    agency: str | None
    kind: str
    title: str
    earliest: str | None
    latest: str | None
    precision: str | None
    embargo: str | None
    held: bool
    withdrawn: bool
    replaced: bool
    snippet: Snippet
    statements: tuple[Said, ...]


def search(connection: Connection, question: Question, terms: Terms) -> list[Hit]:
    """The dispatches that match as the store was at the question's moment, the newest first."""
    last = question.skip + question.limit
    found = dict(islice(_found(connection, question, terms, last), question.skip, last))
    rows = _rows(connection, list(found), question)
    stems = stems_of(question.node)
    return [_hit(rows[number], old, stems, question.filters, terms) for number, old in found.items()]


def replaced(connection: Connection, question: Question, terms: Terms) -> tuple[int, bool]:
    """How many of the newest LOOKED_THROUGH matches are left out because a later version has
    replaced them, and whether there are more matches than those."""
    every = question._replace(filters=msgspec.structs.replace(question.filters, replaced=True))
    looked = list(islice(_found(connection, every, terms, LOOKED_THROUGH), LOOKED_THROUGH))
    return sum(old for _, old in looked), len(looked) == LOOKED_THROUGH


def fresh(since: Since, at: str) -> ColumnElement[bool]:
    """Whether a dispatch has come to be seen at this moment, and was not when somebody left off: it came
    in later, was said to come in later, or an embargo ended."""
    return or_(dispatches.c.number >= (since.seq + 1) * PLACES, *_later(since, at))


def _later(since: Since, at: str) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    one = dispatches.c
    ended = and_(one.embargo.is_not(None), one.embargo > since.at, one.embargo <= at)
    return and_(one.received > since.at, one.received <= at), ended


def lowest(connection: Connection, since: Since, at: str) -> int:
    """The lowest number that can be of what has come to be seen: found by indexes, as `fresh` alone is not."""
    first = select(func.min(dispatches.c.number))
    found = (connection.execute(first.where(one)).scalar_one() for one in _later(since, at))
    return min((since.seq + 1) * PLACES, *(END if number is None else int(number) for number in found))


def _found(connection: Connection, question: Question, terms: Terms, few: int) -> Iterator[tuple[int, bool]]:
    """The numbers of all that match, the newest first, and whether each is known to be replaced."""
    filters, at, since = question.filters, question.at, question.since
    low = lowest(connection, since, at) if since else 0
    wanted = [*conditions(filters, terms), *([fresh(since, at)] if since else [])]
    old = _old() if filters.replaced or filters.withdrawn else false()
    query = select(dispatches.c.number, old).where(_some(connection), *wanted)
    query = query.order_by(dispatches.c.number.desc())
    for numbers in matches(connection, _node(connection, question, terms), low=low, few=few):
        for at_once in range(0, len(numbers), AT_ONCE):
            values = {"some": _given(connection, numbers[at_once : at_once + AT_ONCE]), "at": at}
            yield from ((number, bool(is_old)) for number, is_old in connection.execute(query, values))


def _some(connection: Connection) -> ColumnElement[bool]:
    """Whether a dispatch is one of some: in PostgreSQL an array, for which one plan does however many they are."""
    number = dispatches.c.number
    return number == any_(NUMBERS) if connection.dialect.name == "postgresql" else number.in_(SOME)


def _given(connection: Connection, numbers: Sequence[int]) -> list[int]:
    return list(numbers) if connection.dialect.name == "postgresql" else padded(numbers)


@cache
def _old() -> ColumnElement[bool]:
    return ~current(AT)


def _node(connection: Connection, question: Question, terms: Terms) -> Node | None:
    """What may match, for the index."""
    nodes = [] if question.node is None else [question.node]
    nodes += asked(question.filters, terms)
    newest = connection.execute(select(func.max(dispatches.c.received))).scalar_one()
    if newest and question.at < newest:
        nodes.append(between("came", "", question.at[:10]))
    return Both(tuple(nodes)) if len(nodes) > 1 else nodes[0] if nodes else None


def padded(numbers: Sequence[int]) -> list[int]:
    """The numbers, the last one again and again up to a power of two: so that statements with numbers
    in them are few, and databases know them again."""
    return [*numbers, *repeat(numbers[-1], (1 << (len(numbers) - 1).bit_length()) - len(numbers))]


def _rows(connection: Connection, numbers: Sequence[int], question: Question) -> dict[int, Row[Any]]:
    """What is shown of dispatches, by their numbers; whether one is withdrawn, only where such were asked for."""
    if not numbers:
        return {}
    query = _shown(question.filters.withdrawn).where(_some(connection))
    values = {"some": _given(connection, numbers), "at": question.at}
    return {row.number: row for row in connection.execute(query, values)}


@cache
def _shown(may_be_withdrawn: bool) -> Select[Any]:
    taken_back = withdrawn(AT) if may_be_withdrawn else false()
    columns = (readings.c.packed, held(AT).label("held"), taken_back.label("withdrawn"))
    return select(dispatches, *columns).join(readings, readings.c.number == dispatches.c.number)


def _hit(row: Row[Any], old: bool, stems: frozenset[str], filters: Filters, terms: Terms) -> Hit:
    reading = unpacked(bytes(row.packed))
    cut = terms(reading.text[:LOOKED_AT], stems)
    places = [cut[i].begin for i in hits(cut, stems)]
    fields = {
        name: getattr(row, name)
        for name in Hit.__struct_fields__
        if name not in ("seq", "place", "held", "withdrawn", "replaced", "snippet", "statements")
    }
    return Hit(
        **fields,
        seq=row.number // PLACES,
        place=row.number % PLACES,
        held=bool(row.held),
        withdrawn=bool(row.withdrawn),
        replaced=old,
        snippet=snippet(reading.text, cut, stems),
        statements=tuple(_said(reading, places, filters, terms)),
    )


def _said(reading: Reading, places: list[int], filters: Filters, terms: Terms) -> Iterator[Said]:
    asked = bool(filters.sources or filters.acts or filters.factualities)
    named = list(keys(filters.sources, terms))
    fitting = [
        (not any(b <= at < e for b, e in one.content for at in places), place, one)
        for place, one in enumerate(reading.statements)
        if fits(one, filters, named, terms)
    ]
    for elsewhere, place, one in sorted(fitting, key=lambda found: found[:2])[:SHOWN]:
        if asked or not (elsewhere or one.mode == "plain"):
            names = tuple(source.name or source.kind for source in one.sources)
            words = " … ".join(" ".join(reading.text[b:e].split()) for b, e in one.content)
            yield Said(place, one.act, one.factuality, names, words)
