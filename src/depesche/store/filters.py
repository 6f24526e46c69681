"""In: filters as a desk sets them. Out: what a dispatch has to be like: as SQL, and for the search index.

The index names what may fit, quickly; the SQL says of each whether it does, as the store was at a moment.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache

import msgspec
from sqlalchemy import ColumnElement, and_, exists, func, literal_column, or_, select

from depesche.core.reading import Statement
from depesche.store.facets import between, named, valued
from depesche.store.index import name_key
from depesche.store.links import current
from depesche.store.query import Node, Terms
from depesche.store.tables import datelines, dispatches, entities, sources, statements
from depesche.store.visible import AT, held, received, withdrawn


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


def asked(filters: Filters, terms: Terms) -> Iterator[Node]:
    """What may fit, for the index: all of these."""
    if filters.agencies:
        yield valued("agency", [name.lower() for name in filters.agencies])
    if filters.kinds:
        yield valued("kind", filters.kinds)
    if filters.acts:
        yield valued("act", filters.acts)
    if filters.factualities:
        yield valued("factuality", filters.factualities)
    for kind, names in (("place", filters.places), ("person", filters.persons), ("source", filters.sources)):
        if names:
            yield named(kind, [[word.strip() for word in key] for key in keys(names, terms)])
    if filters.first or filters.last:
        yield between("published", filters.first or "", filters.last or "")


def conditions(filters: Filters, terms: Terms) -> Iterator[ColumnElement[bool]]:
    """What has to be so of a row of `dispatches`, as the store was at the moment `visible.AT`."""
    yield from _seen(filters.embargoed, filters.withdrawn, filters.replaced)
    if filters.agencies:
        yield func.lower(dispatches.c.agency).in_([name.lower() for name in filters.agencies])
    if filters.kinds:
        yield dispatches.c.kind.in_(filters.kinds)
    yield from _days(filters)
    if filters.places:
        yield or_(*(_place(key) for key in keys(filters.places, terms)))
    if filters.persons:
        yield or_(*(_person(key) for key in keys(filters.persons, terms)))
    if filters.sources or filters.acts or filters.factualities:
        yield _statement(filters, terms)


@cache
def _seen(with_embargoed: bool, with_withdrawn: bool, with_replaced: bool) -> list[ColumnElement[bool]]:
    found = [received(AT)]
    if not with_embargoed:
        found.append(~held(AT))
    if not with_withdrawn:
        found.append(~withdrawn(AT))
    if not (with_replaced or with_withdrawn):  # what was withdrawn was also replaced
        found.append(current(AT))
    return found


def _days(filters: Filters) -> Iterator[ColumnElement[bool]]:
    came = func.substr(dispatches.c.received, 1, 10)
    if filters.first:
        yield func.coalesce(dispatches.c.latest, came) >= filters.first
    if filters.last:
        yield func.coalesce(dispatches.c.earliest, came) <= filters.last


def keys(names: Iterable[str], terms: Terms) -> Iterator[list[str]]:
    """The words of each name, between blanks, as they lie in the keys of names."""
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
            for words in keys(filters.sources, terms)
        )
        wanted.append(or_(*said))
    return exists(select(statements.c.number).where(*wanted))


def fits(one: Statement, filters: Filters, named: list[list[str]], terms: Terms) -> bool:
    """Whether a statement is of the sources (by the `keys` of their names), acts and factualities."""
    if filters.acts and one.act not in filters.acts:
        return False
    if filters.factualities and one.factuality not in filters.factualities:
        return False
    if not named:
        return True
    names = [name_key(terms(source.name)) for source in one.sources if source.kind != "author"]
    return any(words and all(word in name for word in words) for words in named for name in names)
