"""In: a dispatch's reading and its place in the journal. Out: its rows in the tables. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from depesche.core.dispatch import Dispatch
from depesche.core.errors import DepescheError
from depesche.core.matter import LOOKED_AT as CUT
from depesche.core.matter import Matter
from depesche.core.reading import Entity, Notice, Reading, Statement, Timex
from depesche.core.terms import IndexTerm
from depesche.core.wire import Wire
from depesche.store.index import name_key
from depesche.store.moments import moment, moment_until
from depesche.store.query import Terms
from depesche.store.tables import DERIVED, PLACES
from depesche.store.text import HUGE, LONGEST_KEY, packed, storable

Rows = dict[str, list[dict[str, Any]]]
KEYS = {
    table.name: {column.name for index in table.indexes for column in index.columns}
    | {column.name for column in table.columns if column.info.get("short")}
    for table in DERIVED
}
LOOKED_AT = 1 << 20
"""Characters of a dispatch that are cut into terms; the index ends before that."""
TITLE = 200
FURTHER_NOTICE = "9999-12-31T23:59:59.999999Z"
"""The end of an embargo that has none: the sender withholds the dispatch until it sends another."""
NAME = 500
URN = re.compile(r"\burn:[\w:.%+-]{3,300}")


def number(seq: int, place: int) -> int:
    """The number of the dispatch at this place (from 0) of a journal entry."""
    return seq * PLACES + place


def rows(number: int, received: str, dispatch: Dispatch, reading: Reading, terms: Terms) -> Rows:
    """The rows of one dispatch, by table. The search index's terms are `indexed`'s."""
    found = {
        "dispatches": [_dispatch(number, received, dispatch, reading)],
        "readings": [{"number": number, "packed": packed(reading)}],
        "datelines": list(_datelines(number, reading, terms)),
        "statements": [_statement(number, i, s) for i, s in enumerate(reading.statements)],
        "sources": list(_sources(number, reading, terms)),
        "times": [_time(number, i, timex) for i, timex in enumerate(reading.times)],
        "entities": [_entity(number, i, e, terms) for i, e in enumerate(reading.entities)],
        "notices": [_notice(number, i, n) for i, n in enumerate(reading.dispatch.notices)],
        "findings": [
            {"number": number, "place": i, "kind": f.kind, "says": f.says,
             "because": f.because}
            for i, f in enumerate(reading.findings)
        ],
        "previous": _previous(number, received, dispatch, reading),
    }  # fmt: skip
    return _storable(found)


def refused(number: int, error: DepescheError, engine: str) -> Rows:
    """The row of something that could not be read: what is wrong with it, and what to do."""
    row = {"number": number, "what": error.what, "advice": error.advice}
    return _storable({"quarantine": [row | {"engine": engine}]})


def _storable(found: Rows) -> Rows:
    return {name: [_storable_row(row, KEYS[name]) for row in rows] for name, rows in found.items()}


def _storable_row(row: dict[str, Any], keys: set[str]) -> dict[str, Any]:
    for column, value in row.items():
        if isinstance(value, str):
            if len(value) > LONGEST_KEY and column in keys or not value.isascii() or "\0" in value:
                row[column] = storable(value, key=column in keys)
        elif isinstance(value, int) and not -HUGE <= value < HUGE:
            row[column] = None
    return row


def indexed(dispatch: Dispatch, reading: Reading, matter: Matter) -> tuple[IndexTerm, ...]:
    """The terms that a dispatch is found by: its text's, and those of public lines beside it; their
    order counts, not their places. `matter` has cut the text into words already."""
    wire, text = dispatch.wire, reading.text
    lines = (dispatch.headline, wire.kicker, wire.subhead, wire.teaser)
    apart = "\n".join(line for line in lines if line and line not in text)[:LOOKED_AT]
    known = len(text) <= CUT and matter.reading.text == text
    words = matter.words if known else matter.terms(text[: LOOKED_AT - len(apart)])
    return (*matter.terms(apart), *words) if apart else words


def title(reading: Reading) -> str:
    """The headline, or else how the dispatch begins, on one line."""
    begin, end = (reading.sentences or ((0, TITLE),))[0]
    words = reading.dispatch.headline or reading.text[begin : min(end, begin + 2 * TITLE)]
    line = " ".join(words.split())
    return line if len(line) <= TITLE else f"{line[: TITLE - 1]}…"


def item(urn: str | None, reading: Reading, received: str) -> str | None:
    """What all versions of an item have in common: its URN.

    A number without a colon ("bdt0412") begins anew every day: agency and day belong to it.
    """
    if not urn or ":" in urn:
        return urn if urn else None
    published = reading.dispatch.published
    day = published.earliest if published else received[:10]
    return f"{reading.dispatch.agency or ''}/{day}/{urn}"


def _dispatch(number: int, received: str, dispatch: Dispatch, reading: Reading) -> dict[str, Any]:
    anatomy, published = reading.dispatch, reading.dispatch.published
    wire = dispatch.wire
    return {
        "number": number,
        "id": reading.id,
        "received": received,
        "agency": anatomy.agency,
        "kind": anatomy.kind,
        "title": title(reading),
        "earliest": published.earliest if published else None,
        "latest": published.latest if published else None,
        "precision": published.precision if published else None,
        "language": reading.language,
        "engine": reading.engine,
        "urn": wire.urn,
        "item": item(wire.urn, reading, received),
        "version": wire.version,
        "created": moment(wire.version_created) or received,
        "withdraws": wire.status == "canceled" or dispatch.kind == "withdrawal",
        "embargo": _embargo(wire, reading),
    }


def _embargo(wire: Wire, reading: Reading) -> str | None:
    notices = (notice.until for notice in reading.dispatch.notices)
    if wire.status == "withheld" and not wire.embargo:
        return FURTHER_NOTICE
    ends = map(moment_until, (wire.embargo, *notices))
    return max((end for end in ends if end), default=None)


def _previous(number: int, received: str, dispatch: Dispatch, reading: Reading) -> list[dict[str, Any]]:
    items = named_items(dispatch, reading, received)
    return [{"number": number, "place": i, "item": name} for i, name in enumerate(items)]


def named_items(dispatch: Dispatch, reading: Reading, received: str) -> tuple[str, ...]:
    """The items that a dispatch names, by its wire's fields and in its notices, each once."""
    named = (notice.urn for notice in reading.dispatch.notices)
    printed = (urn.rstrip(".") for notice in dispatch.notices for urn in URN.findall(notice.text[:NAME])[:9])
    urns = (urn for urn in (*dispatch.wire.previous, *named, *printed) if urn and urn != dispatch.wire.urn)
    return tuple(dict.fromkeys(filter(None, (item(urn, reading, received) for urn in urns))))


def _key(name: str, terms: Terms) -> str:
    return name_key(terms(name[:NAME]))


def _datelines(number: int, reading: Reading, terms: Terms) -> Iterator[dict[str, Any]]:
    for place, one in enumerate(reading.dispatch.dateline):
        yield {
            "number": number,
            "place": place,
            "name": one.name or one.text,
            "country": one.country,
            "lat": one.lat,
            "lon": one.lon,
            "geonames": one.geonames,
            "key": _key(one.name or one.text, terms),
        }


def _statement(number: int, place: int, one: Statement) -> dict[str, Any]:
    return {
        "number": number,
        "place": place,
        "id": one.id,
        "mode": one.mode,
        "act": one.act,
        "factuality": one.factuality,
        "first": min((begin for begin, _ in one.content), default=0),
        "last": max((end for _, end in one.content), default=0),
    }


def _sources(number: int, reading: Reading, terms: Terms) -> Iterator[dict[str, Any]]:
    for statement, one in enumerate(reading.statements):
        for place, source in enumerate(one.sources):
            if source.kind == "author":
                continue  # nearly every sentence has it, and nobody looks for it by name
            yield {
                "number": number,
                "statement": statement,
                "place": place,
                "name": source.name[:NAME],
                "kind": source.kind,
                "entity": source.entity,
                "key": _key(source.name, terms),
            }


def _time(number: int, place: int, one: Timex) -> dict[str, Any]:
    return {
        "number": number,
        "place": place,
        "first": one.span[0],
        "last": one.span[1],
        "type": one.type,
        "value": one.value,
        "mod": one.mod,
        "earliest": one.earliest,
        "latest": one.latest,
    }


def _entity(number: int, place: int, one: Entity, terms: Terms) -> dict[str, Any]:
    where = one.place
    return {
        "number": number,
        "place": place,
        "id": one.id,
        "kind": one.kind,
        "name": one.name[:NAME],
        "country": where.country if where else None,
        "lat": where.lat if where else None,
        "lon": where.lon if where else None,
        "geonames": where.geonames if where else None,
        "key": _key(one.name, terms),
    }


def _notice(number: int, place: int, one: Notice) -> dict[str, Any]:
    return {
        "number": number,
        "place": place,
        "kind": one.kind,
        "paragraph": one.paragraph,
        "sentence": one.sentence,
        "line": one.line,
        "wrong": one.wrong,
        "right": one.right,
        "verdict": one.verdict,
        "text": one.text,
        "urn": one.urn,
        "until": one.until,
    }
