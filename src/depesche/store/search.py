"""In: a query and filters, and a moment. Out: the dispatches found, the newest first.

The order is the journal's, backwards: the same in every database, and what a newsroom wants. What
one filter names several times is enough once; all filters have to hold, those on statements
(source, act, factuality) in one and the same statement.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Select,
    and_,
    case,
    column,
    exists,
    func,
    literal_column,
    or_,
    select,
    table,
    text,
)

from depesche.core.reading import Reading, Statement
from depesche.store.index import fts5, name_key, tsquery
from depesche.store.links import current
from depesche.store.query import Node, Terms, stems_of
from depesche.store.rows import LOOKED_AT
from depesche.store.snippet import Snippet, hits, snippet
from depesche.store.tables import (
    PLACES,
    datelines,
    dispatches,
    entities,
    readings,
    sources,
    statements,
)
from depesche.store.text import unpacked
from depesche.store.visible import held, received, withdrawn

LOOKED_THROUGH = 500
"""Matches among which older versions are counted: what all would take grows with the store."""
SHOWN = 3
"""Statements that are shown of one hit."""


class Filters(msgspec.Struct, frozen=True):
    """What hits must have; an empty field asks for nothing. `first` and `last` are ISO days.

    A dispatch is of the days that it can have been published on, or if unknown came in on.
    Embargoed and withdrawn dispatches, and those that a later version has replaced, are left out
    unless asked for.
    """

    agencies: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    first: str | None = None
    last: str | None = None
    places: tuple[str, ...] = ()
    persons: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    acts: tuple[str, ...] = ()
    factualities: tuple[str, ...] = ()
    embargoed: bool = False
    withdrawn: bool = False
    replaced: bool = False


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
    node, filters, at = question.node, question.filters, question.at
    query = _matching(connection, node).add_columns(
        readings.c.packed,
        held(at).label("held"),
        withdrawn(at).label("withdrawn"),
        (~current(at)).label("replaced"),
    )
    query = query.join(readings, readings.c.number == dispatches.c.number)
    query = query.where(*_conditions(filters, terms, at))
    if question.since:
        query = query.where(fresh(question.since, at))
    found = connection.execute(query.limit(question.limit).offset(question.skip))
    return [_hit(row, stems_of(node), filters, terms) for row in found]


def replaced(connection: Connection, question: Question, terms: Terms) -> tuple[int, bool]:
    """How many of the newest LOOKED_THROUGH matches are left out because a later version has
    replaced them, and whether there are more matches than those."""
    filters, at = msgspec.structs.replace(question.filters, replaced=True), question.at
    query = _matching(connection, question.node).where(*_conditions(filters, terms, at))
    old = case((current(at), 0), else_=1).label("old")
    some = query.with_only_columns(old).limit(LOOKED_THROUGH).subquery()
    counts = select(func.coalesce(func.sum(some.c.old), 0), func.count())
    older, matches = connection.execute(counts.select_from(some)).one()
    return int(older), matches >= LOOKED_THROUGH


def fresh(since: Since, at: str) -> ColumnElement[bool]:
    """Whether a dispatch has come to be seen at this moment, and was not when somebody left off: it came
    in later, was said to come in later, or an embargo ended."""
    one = dispatches.c
    ended = and_(one.embargo.is_not(None), one.embargo > since.at, one.embargo <= at)
    came = and_(one.received > since.at, one.received <= at)
    return or_(one.number >= (since.seq + 1) * PLACES, came, ended)


def _matching(connection: Connection, node: Node | None) -> Select[Any]:
    query = select(dispatches)
    if node is None:
        return query.order_by(dispatches.c.number.desc())
    if connection.dialect.name == "postgresql":
        index = table("search", column("number"))
        match = text("search.terms @@ CAST(:query AS tsquery)").bindparams(query=tsquery(node))
        at: ColumnElement[int] = index.c.number
    else:
        index = table("search", column("rowid"))
        match = text("search MATCH :query").bindparams(query=fts5(node))
        at = index.c.rowid
    return query.join(index, at == dispatches.c.number).where(match).order_by(at.desc())


def _conditions(filters: Filters, terms: Terms, at: str) -> Iterator[ColumnElement[bool]]:
    yield received(at)
    if not filters.embargoed:
        yield ~held(at)
    if not filters.withdrawn:
        yield ~withdrawn(at)
    if not (filters.replaced or filters.withdrawn):  # what was withdrawn was also replaced
        yield current(at)
    if filters.agencies:
        yield func.lower(dispatches.c.agency).in_([name.lower() for name in filters.agencies])
    if filters.kinds:
        yield dispatches.c.kind.in_(filters.kinds)
    yield from _days(filters)
    if filters.places:
        yield or_(*(_place(key) for key in _keys(filters.places, terms)))
    if filters.persons:
        yield or_(*(_person(key) for key in _keys(filters.persons, terms)))
    if filters.sources or filters.acts or filters.factualities:
        yield _statement(filters, terms)


def _days(filters: Filters) -> Iterator[ColumnElement[bool]]:
    came = func.substr(dispatches.c.received, 1, 10)
    if filters.first:
        yield func.coalesce(dispatches.c.latest, came) >= filters.first
    if filters.last:
        yield func.coalesce(dispatches.c.earliest, came) <= filters.last


def _keys(names: Iterable[str], terms: Terms) -> Iterator[list[str]]:
    for name in names:
        yield [f" {word} " for word in name_key(terms(name)).split()]


def _named(key: ColumnElement[str], words: Sequence[str]) -> ColumnElement[bool]:
    if not words:
        return literal_column("1") == literal_column("0")
    return and_(*(key.contains(word, autoescape=True) for word in words))


def _place(words: list[str]) -> ColumnElement[bool]:
    return or_(
        exists().where(
            entities.c.number == dispatches.c.number,
            entities.c.kind == "place",
            _named(entities.c.key, words),
        ),
        exists().where(datelines.c.number == dispatches.c.number, _named(datelines.c.key, words)),
    )


def _person(words: list[str]) -> ColumnElement[bool]:
    return or_(
        exists().where(
            entities.c.number == dispatches.c.number,
            entities.c.kind == "person",
            _named(entities.c.key, words),
        ),
        exists().where(
            sources.c.number == dispatches.c.number,
            sources.c.kind == "named",
            _named(sources.c.key, words),
        ),
    )


def _statement(filters: Filters, terms: Terms) -> ColumnElement[bool]:
    wanted = [statements.c.number == dispatches.c.number]
    if filters.acts:
        wanted.append(statements.c.act.in_(filters.acts))
    if filters.factualities:
        wanted.append(statements.c.factuality.in_(filters.factualities))
    if filters.sources:
        said = (
            exists().where(
                sources.c.number == statements.c.number,
                sources.c.statement == statements.c.place,
                _named(sources.c.key, words),
            )
            for words in _keys(filters.sources, terms)
        )
        wanted.append(or_(*said))
    return exists(select(statements.c.number).where(*wanted))


def _hit(row: Row[Any], stems: frozenset[str], filters: Filters, terms: Terms) -> Hit:
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
        replaced=bool(row.replaced),
        snippet=snippet(reading.text, cut, stems),
        statements=tuple(_said(reading, places, filters, terms)),
    )


def _said(reading: Reading, places: list[int], filters: Filters, terms: Terms) -> Iterator[Said]:
    asked = bool(filters.sources or filters.acts or filters.factualities)
    keys = list(_keys(filters.sources, terms))
    fitting = [
        (not any(b <= at < e for b, e in one.content for at in places), place, one)
        for place, one in enumerate(reading.statements)
        if _fits(one, filters, keys, terms)
    ]
    for elsewhere, place, one in sorted(fitting, key=lambda found: found[:2])[:SHOWN]:
        if asked or not (elsewhere or one.mode == "plain"):
            names = tuple(source.name or source.kind for source in one.sources)
            words = " … ".join(" ".join(reading.text[b:e].split()) for b, e in one.content)
            yield Said(place, one.act, one.factuality, names, words)


def _fits(one: Statement, filters: Filters, keys: list[list[str]], terms: Terms) -> bool:
    if filters.acts and one.act not in filters.acts:
        return False
    if filters.factualities and one.factuality not in filters.factualities:
        return False
    names = [name_key(terms(source.name)) for source in one.sources if source.kind != "author"]
    return not keys or any(words and all(word in name for word in words) for words in keys for name in names)
