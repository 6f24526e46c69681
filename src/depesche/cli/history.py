"""In: a dispatch of the store. Out: its versions and copies, as lines for a terminal or as data."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
from sqlalchemy import Connection

from depesche.store.find import Kept
from depesche.store.links import Version, copies, history, unknown
from depesche.store.rows import number
from depesche.store.tables import PLACES
from depesche.views.safe import shown_line


class Entry(msgspec.Struct, frozen=True):
    """A version: where the journal has it, when it came in, what it is; `relation`, `revises` (an
    id), `basis`, `score` and `because`: how it stands to the one that it replaces, if it does."""

    id: str
    seq: int
    received: str
    kind: str
    title: str
    relation: str | None = None
    revises: str | None = None
    basis: str | None = None
    score: float | None = None
    because: str | None = None


class Told(msgspec.Struct, frozen=True):
    """The history of a dispatch. `missing` is what a notice names and the store has not; `copies`
    says in words who copied it, or from whom it was copied."""

    history: tuple[Entry, ...]
    of: str
    missing: str | None = None
    copies: tuple[str, ...] = ()


def told_history(connection: Connection, kept: Kept, at: str, *, embargoed: bool) -> Told:
    """The history of a dispatch by what had come in at this moment; what an embargo holds only
    where `embargoed` asks for it."""
    own = number(kept.seq, kept.place - 1)
    versions = history(connection, own, at, embargoed=embargoed)
    ids = {one.number: one.id for one in versions}
    copied = tuple(_copy(link.number, link.other, own, link.because) for link in copies(connection, own, at))
    entries = tuple(_entry(one, ids) for one in versions)
    return Told(entries, kept.reading.id, unknown(connection, own), copied)


def lines(told: Told) -> Iterator[str]:
    """The history for a terminal, a line or two a version; the dispatch itself is marked."""
    yield "HISTORY"
    for entry in told.history:
        mark = ">" if entry.id == told.of else " "
        how = f"{entry.relation} of {shown_line(entry.revises or '')[:12]}" if entry.relation else "first"
        yield f"{mark} #{entry.seq}  {shown_line(entry.id[:12])}  {entry.received[:16]}Z  {how}"
        yield f"      {shown_line(entry.title)}"
        if entry.because:
            yield f"      because: {shown_line(entry.because)}"
    if told.missing:
        yield f"  Its predecessor is missing: it names {shown_line(told.missing)}"
    yield from (f"  {shown_line(one)}" for one in told.copies)


def _entry(one: Version, ids: dict[int, str]) -> Entry:
    seq = one.number // PLACES
    if not one.link:
        return Entry(one.id, seq, one.received, one.kind, one.title)
    link = one.link
    return Entry(
        one.id,
        seq,
        one.received,
        one.kind,
        one.title,
        link.relation,
        ids.get(link.other),
        link.basis,
        link.score,
        link.because,
    )


def _copy(copier: int, original: int, own: int, because: str) -> str:
    if own == original:
        return f"#{copier // PLACES} is a copy of it. {because}"
    return f"It is a copy of #{original // PLACES}. {because}"
