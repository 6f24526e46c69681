"""The ledger as a fold of the journal: what each dispatch, in order, adds to what is known.

Each step prepares its features of a dispatch (pure, outside any transaction) and later applies
them, one dispatch after the other in the order of the journal, under the lock of the one writer. So
neither batches nor restarts show in the ledger, and a rebuild makes the same one. Features are kept:
to fold anew, nothing is read again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

import msgspec
from sqlalchemy import Connection, delete, select

from depesche.core.matter import Matter
from depesche.steps import claims, judgements, links, passages, stories
from depesche.steps.step import Step
from depesche.store.memory import forget, remembering
from depesche.store.prepared import unwaited
from depesche.store.projection import FOLDED_TO, set_watermark, watermark
from depesche.store.rows import number
from depesche.store.tables import FOLDED, features, journal

Entries = Sequence[tuple[int, Sequence[int]]]
"""Sequence numbers, each with the places of the dispatches that the entry holds."""


STEPS: tuple[Step, ...] = (links.STEP, passages.STEP, stories.STEP, claims.STEP)
"""In the order in which they are applied; a later one may use what an earlier one wrote."""


def prepared(place: int, matter: Matter) -> list[dict[str, Any]]:
    """The rows of `features` of one dispatch, numbered by its place."""
    return [
        {"number": place, "step": step.name, "packed": msgspec.msgpack.encode(step.prepare(matter))}
        for step in STEPS
    ]


def folded(connection: Connection) -> int:
    """The sequence number up to which the ledger is folded."""
    return watermark(connection, FOLDED_TO)


def fold(connection: Connection, first: int, last: int) -> None:
    """Apply the entries `first` to `last`, whose features are written, in order."""
    kept = _features(connection, first, last)
    judged = _judgements(connection, first, last)
    with remembering(connection) as memory:
        for decided, some in groupby(sorted({*kept, *judged}), judged.__contains__):
            if decided:
                with memory.away():
                    _judge(connection, [judged[at] for at in some])
            else:
                with unwaited(connection):
                    _apply(connection, [(at, kept[at]) for at in some])
    set_watermark(connection, last, FOLDED_TO)


def _apply(connection: Connection, dispatches: Sequence[tuple[int, Mapping[str, bytes]]]) -> None:
    for at, kept in dispatches:
        for step in STEPS:
            if step.name in kept:  # an older program may not have kept them
                step.apply(connection, at, msgspec.msgpack.decode(kept[step.name], type=step.features))
    for step in STEPS:
        if step.finish:
            step.finish(connection)


def _judge(connection: Connection, decided: Sequence[tuple[int, bytes]]) -> None:
    for seq, data in decided:
        judgements.remember(connection, seq, data)
        for step in STEPS:
            if step.judge:
                step.judge(connection, seq, data)


def unfold(connection: Connection) -> None:
    """Take the ledger back to its beginning, features kept."""
    for table in FOLDED:
        connection.execute(delete(table))
    forget(connection)
    set_watermark(connection, 0, FOLDED_TO)


def _features(connection: Connection, first: int, last: int) -> dict[int, dict[str, bytes]]:
    at = features.c.number
    query = select(features).where(at >= number(first, 0), at < number(last + 1, 0))
    found: dict[int, dict[str, bytes]] = {}
    for row in connection.execute(query):
        found.setdefault(row.number, {})[row.step] = bytes(row.packed)
    return found


def _judgements(connection: Connection, first: int, last: int) -> dict[int, tuple[int, bytes]]:
    query = select(journal.c.seq, journal.c.data).where(
        journal.c.seq.between(first, last), journal.c.kind == "judgement"
    )
    return {number(row.seq, 0): (row.seq, bytes(row.data)) for row in connection.execute(query)}
