"""In: rows of claims' statements. Out: the origin of each as its whole story knows it.

What one dispatch leaves open is looked for among all origins of its story, whichever of its claims
is looked at; editors' decisions come before everything else.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import combinations
from typing import Any

import msgspec
from sqlalchemy import Connection, Row

from depesche.core.origin import Origin
from depesche.ledger.origins import Judged, Told, canonical, described, name_of, same_names, top
from depesche.store.judgements import holding
from depesche.store.prepared import Prepared

TOLD = Prepared(
    "SELECT DISTINCT c.source, d.id, m.story FROM story_members m JOIN dispatches d ON d.number = m.number"
    " JOIN claim_members c ON c.number = m.number"
    " WHERE m.story IN :stories AND d.received <= :at AND (d.embargo IS NULL OR d.embargo <= :at)"
)
Place = tuple[int, int]
"""A dispatch's number and the place of a statement in its reading."""


def story_origins(
    connection: Connection, rows: Sequence[Row[Any]], copies: Mapping[int, int], at: str
) -> dict[Place, Origin]:
    """The origin of each statement at a moment; `copies` tells what a near-copy copies."""
    return _as_copied(rows, copies, _origins(rows, _known(connection, rows, at), _decided(connection)))


def source_of(row: Row[Any]) -> Origin:
    """The origin as the statement's own dispatch tells it."""
    return _decoded(row.source)


@lru_cache(maxsize=8192)
def _decoded(source: str) -> Origin:
    return msgspec.json.decode(source, type=Origin)


@lru_cache(maxsize=8192)
def _described(source: str) -> Origin:
    return described(_decoded(source))


def _decided(connection: Connection) -> list[Judged]:
    found = holding(connection, "same-origin", "different-origin")
    return [
        Judged(one.judgement, left, right, one.because)  # type: ignore[arg-type]
        for one in found
        for left, right in combinations(sorted(one.subjects), 2)
    ]


def _known(connection: Connection, rows: Sequence[Row[Any]], at: str) -> dict[str, set[Told]]:
    """Story -> the origins that all of its dispatches tell, whichever of its claims is looked at."""
    found: dict[str, set[Told]] = defaultdict(set)
    for source, dispatch, story in TOLD.rows(connection, stories=sorted({row.story for row in rows}), at=at):
        found[story].add(Told(_described(source), dispatch, story))
    for row in rows:
        found[row.story].add(_told(row))
    return found


def _told(row: Row[Any]) -> Told:
    return Told(_described(row.source), row.dispatch, row.story)


def _origins(
    rows: Iterable[Row[Any]], known: Mapping[str, set[Told]], decided: Sequence[Judged]
) -> dict[Place, Origin]:
    """The canonical origin of each statement among those of its story, editors' decisions included; parts
    of one body are one unless an editor told them apart, and so are those whom the story's dispatches
    describe in the same words."""
    rows = list(rows)
    wanted: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        wanted[row.story].add(name_of(_told(row)))
    names = {story: canonical(known[story], decided, wanted[story]) for story in sorted(wanted)}
    named = {found.name for story in names.values() for found in story.values()}
    tolds = {told for story in known.values() for told in story if name_of(told) in named}
    ordered = sorted(tolds, key=msgspec.json.encode)
    by_name = {name_of(told): told.origin for told in reversed(ordered)}
    apart = {name for one in decided if one.verdict == "different-origin" for name in (one.one, one.other)}
    same = same_names(decided)
    found = {}
    for row in rows:
        place, told = (row.number, row.place), _told(row)
        name = names[row.story][name_of(told)].name
        whole = top(by_name[name])
        part = name in apart or whole == by_name[name].key
        key = name if part else whole
        found[place] = msgspec.structs.replace(by_name[name], key=same.get(key, key))
    return found


def _as_copied(
    rows: Sequence[Row[Any]], copies: Mapping[int, int], origins: dict[Place, Origin]
) -> dict[Place, Origin]:
    """The same, where a near-copy names nobody the origin of what it copies: the copy adds none."""
    first: dict[tuple[str, int], Origin] = {}
    for row in sorted(rows, key=lambda one: (bool(one.own), one.number, one.place)):
        first.setdefault((row.canonical, row.number), origins[row.number, row.place])
    found = dict(origins)
    for row in rows:
        copied = copies.get(row.number)
        if row.own and copied is not None and (taken := first.get((row.canonical, copied))):
            found[row.number, row.place] = taken
    return found
