"""`depesche sources`. In: an original source, or none. Out: what it said and what became of it; or all."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from textwrap import wrap

import msgspec
from sqlalchemy import Connection

from depesche.briefings import numbers_of, refs, statements_by
from depesche.cli.briefs import line, ref_words
from depesche.cli.search import MOST, NOTHING, WIDTH, shorten
from depesche.cli.status import OK
from depesche.cli.stores import moment_given, say, store
from depesche.cli.stories import minute
from depesche.core.errors import UsageError
from depesche.store.claims import claims_named
from depesche.store.origins import Spoke, claims_by, keys, spoke
from depesche.views.briefing import Ref
from depesche.views.origins import Other, Stated, stated
from depesche.views.words import CERTAINTY


def run(found: argparse.Namespace) -> int:
    """List origins, or what one said; 0, or 1 where there is nothing."""
    if not 1 <= found.limit <= MOST:
        raise UsageError("So many sources cannot be.", where="--limit", advice=f"Say 1 to {MOST}.")
    at = moment_given(found.as_of, "--as-of")
    with store(found, writable=False) as database, database.reading() as connection:
        if found.name is None:
            rows = spoke(connection, at, limit=found.limit, embargoed=found.embargoed)
            for one in rows:
                say(msgspec.json.encode(one).decode() if found.json else _row(one))
            return OK if rows else NOTHING
        said = said_by(connection, found.name, at, limit=found.limit)
    for thing in said:
        say(msgspec.json.encode(thing).decode() if found.json else "\n".join(_lines(thing)))
    return OK if said else NOTHING


def said_by(connection: Connection, name: str, at: str, *, limit: int) -> list[Stated]:
    """What an origin of this key or name said: on so many claims, those that it spoke on last, the newest
    first. Raises UsageError where there is none."""
    found = keys(connection, name)
    if not found:
        raise UsageError("There is no such source.", where=name, advice="See depesche sources.")
    ids, said = claims_by(connection, found), list[Stated]()
    for first in range(0, len(ids), limit):
        claims = claims_named(connection, ids[first : first + limit], at)
        named = refs(connection, numbers_of(claims))
        mine = statements_by(connection, found, list(named))
        said += stated(claims, frozenset(found), mine, named)
        if len(said) >= limit:
            break
    return sorted(said, key=lambda one: one.refs[-1].made, reverse=True)[:limit]


def _row(one: Spoke) -> str:
    counts = f"{one.statements:>5} in {one.dispatches:>4}"
    return shorten(f"{counts}  {minute(one.last)}  {line(one.key)}  {line(one.name)}", WIDTH + 20)


def _lines(one: Stated) -> Iterator[str]:
    sign = CERTAINTY[one.factuality].sign  # type: ignore[index]
    yield from _wrapped(f"{sign} “{line(one.words)}”", 0)
    yield from _wrapped(_refs(one.refs), 3)
    denies = "it denies: " if one.denies else "claim "
    yield from _wrapped(f"{denies}{line(one.gloss)} ({one.claim[:8]}, {one.status})", 3)
    if one.corrected:
        yield from _wrapped(f"corrected or withdrawn: {_refs(one.corrected)}", 3)
    yield from _others("borne out by", one.borne_out)
    yield from _others("denied by", one.denied)
    yield ""


def _others(label: str, others: Sequence[Other]) -> Iterator[str]:
    for one in others:
        yield from _wrapped(f"{label} {line(one.name)}: “{line(one.words)}” {ref_words(one.ref)}", 3)


def _refs(found: Sequence[Ref]) -> str:
    return "; ".join(map(ref_words, found))


def _wrapped(words: str, indent: int) -> list[str]:
    return wrap(words, WIDTH - 8, initial_indent=" " * indent, subsequent_indent=" " * (indent + 3))
