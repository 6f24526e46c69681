"""The export: in, a store and a moment; out, everything that it knows, object after object.

Dispatches come in the order of the journal, each followed by its statements; then stories, claims
and findings. What an embargo holds is left out, with all that was only said there, unless asked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, Select, select

from depesche.core.export import (
    Exported,
    ExportedDispatch,
    ExportedFinding,
    ExportedNotice,
    ExportedSource,
    ExportedStatement,
    ExportStatus,
)
from depesche.core.reading import Finding, Notice, Reading, Statement
from depesche.store.tables import PLACES, dispatches, journal, readings
from depesche.store.text import unpacked
from depesche.store.visible import held, received, withdrawn

AT_ONCE = 100
MADE = re.compile(r"[0-9a-f]{32}")


class Asked(NamedTuple):
    """What to export: as the store was at `at` (UTC), `since` when dispatches came in, whether with
    what an embargo holds, and with the texts of the dispatches."""

    at: str
    since: str | None = None
    embargoed: bool = False
    texts: bool = True


class Ties(NamedTuple):
    """What the ledger knows of one dispatch: what it revises or copies, its stories, and of its
    statements (by place) the origins and claims."""

    revises: str | None = None
    relation: str | None = None
    duplicate_of: str | None = None
    because: str | None = None
    superseded: bool = False
    stories: tuple[str, ...] = ()
    origins: Mapping[int, tuple[str, str]] = {}
    claims: Mapping[int, tuple[str, str]] = {}


def exported(connection: Connection, asked: Asked) -> Iterator[Exported]:
    """Every object, in order; a stretch of dispatches in memory at a time."""
    for rows in _stretches(connection, asked):
        for row in rows:
            yield from _one(row, unpacked(bytes(row.packed)), Ties(), asked)


def _stretches(connection: Connection, asked: Asked) -> Iterator[Sequence[Row[Any]]]:
    query = (
        select(dispatches, readings.c.packed, journal.c.origin, withdrawn(asked.at).label("withdrawn"))
        .join(readings, readings.c.number == dispatches.c.number)
        .join(journal, journal.c.seq == dispatches.c.number // PLACES)
        .where(received(asked.at))
    )
    if asked.since:
        query = query.where(dispatches.c.received >= asked.since)
    if not asked.embargoed:
        query = query.where(~held(asked.at))
    after = 0
    while rows := _after(connection, query, after):
        yield rows
        after = rows[-1].number


def _after(connection: Connection, query: Select[Any], after: int) -> Sequence[Row[Any]]:
    following = query.where(dispatches.c.number > after).order_by(dispatches.c.number)
    return connection.execute(following.limit(AT_ONCE)).all()


def _one(row: Row[Any], reading: Reading, ties: Ties, asked: Asked) -> Iterator[Exported]:
    status = _status(row, ties)
    yield _dispatch(row, reading, ties, status, asked)
    for place, one in enumerate(reading.statements):
        yield _statement(row.id, place, one, reading, ties, status)
    for finding in reading.findings:
        yield _finding(row.id, finding, reading, ties)


def _status(row: Row[Any], ties: Ties) -> ExportStatus:
    if row.withdrawn or row.withdraws:
        return "withdrawn"
    return "superseded" if ties.superseded else "current"


def _dispatch(
    row: Row[Any], reading: Reading, ties: Ties, status: ExportStatus, asked: Asked
) -> ExportedDispatch:
    seq, place = divmod(row.number, PLACES)
    return ExportedDispatch(
        id=row.id,
        number=f"#{seq}" + (f".{place + 1}" if place else ""),
        external_id=row.urn or _own_id(row.id),
        version=row.version,
        path=row.origin,
        agency=row.agency,
        kind=row.kind,
        headline=reading.dispatch.headline,
        title=row.title,
        received=row.received,
        published=row.earliest if row.earliest == row.latest else None,
        story=ties.stories[0] if ties.stories else None,
        stories=ties.stories,
        revises=ties.revises,
        relation=ties.relation,
        duplicate_of=ties.duplicate_of,
        because=ties.because,
        status=status,
        notices=tuple(_notice(one) for one in reading.dispatch.notices),
        silent=(),
        text=reading.text if asked.texts else "",
    )


def _own_id(id: str) -> str | None:
    """The id that the sender gave in a line of JSON; one made here by content is none."""
    return None if MADE.fullmatch(id) else id


def _notice(one: Notice) -> ExportedNotice:
    return ExportedNotice(
        kind=one.kind,
        text=one.text,
        paragraph=one.paragraph,
        sentence=one.sentence,
        line=one.line,
        wrong=one.wrong,
        right=one.right,
        located=one.located,
        verdict="unverifiable",
        says="",
    )


def _statement(
    dispatch: str, place: int, one: Statement, reading: Reading, ties: Ties, status: ExportStatus
) -> ExportedStatement:
    origin = ties.origins.get(place, (None, None))
    claim = ties.claims.get(place, (None, None))
    return ExportedStatement(
        id=one.id,
        dispatch=dispatch,
        place=place,
        content=one.content,
        text=" ".join(" ".join(reading.text[b:e].split()) for b, e in one.content),
        mode=one.mode,
        act=one.act,
        factuality=one.factuality,
        sources=tuple(ExportedSource(s.name, s.kind, s.entity) for s in one.sources),
        times=tuple(reading.times[i].value for i in one.times),
        origin=origin[0],
        origin_name=origin[1],
        claim=claim[0],
        polarity=claim[1],
        status=status,
    )


def _finding(dispatch: str, one: Finding, reading: Reading, ties: Ties) -> ExportedFinding:
    touched = (
        s.id
        for s in reading.statements
        if any(b < end and begin < e for b, e in one.spans for begin, end in s.content)
    )
    return ExportedFinding(
        kind=one.kind,
        story=ties.stories[0] if ties.stories else None,
        claim=None,
        statements=tuple(touched),
        dispatches=(dispatch,),
        says=one.says,
        because=one.because,
    )
