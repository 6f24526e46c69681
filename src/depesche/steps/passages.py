"""The step of passages: by what each dispatch is found again in texts of one's own.

In: its sentences. Out: `passages`.
"""

from __future__ import annotations

import msgspec
from sqlalchemy import Connection

from depesche.core.dispatch import Span
from depesche.core.matter import Matter
from depesche.german.passages import weigh
from depesche.ledger.passages import kept
from depesche.steps.step import Step
from depesche.store.memory import folding, memory
from depesche.store.prepared import insert_into
from depesche.store.tables import LONG_SPAN, passages

REMEMBER = insert_into(passages)


class Sampled(msgspec.Struct, frozen=True, array_like=True):
    """The values by which a dispatch is found."""

    values: tuple[int, ...] = ()


class Waiting(list[tuple[int, int, int]]):
    """Rows that are still to be written."""


def prepare(matter: Matter) -> Sampled:
    """The values of headline and sentences."""
    spans = sorted({*matter.reading.sentences, *_headline(matter)})
    return Sampled(kept(matter.reading.text, matter.words, spans, weigh))


def _headline(matter: Matter) -> tuple[Span, ...]:
    span = matter.dispatch.headline_span
    return (span,) if span else ()


def apply(connection: Connection, number: int, features: Sampled) -> None:
    """Remember a dispatch's values, in a fold when it is finished."""
    rows = [(number // LONG_SPAN, value, number) for value in features.values]
    if folding(connection):
        memory(connection).part(Waiting).extend(rows)
    else:
        REMEMBER.run_ordered(connection, rows)


def finish(connection: Connection) -> None:
    """Write what waits, in the order of the table, which takes it so in a fraction of the time."""
    waiting = memory(connection).part(Waiting)
    REMEMBER.run_ordered(connection, sorted(waiting))
    waiting.clear()


STEP = Step("passages", Sampled, prepare, apply, finish=finish)
