"""In: two sides and a pair of their sentences. Out: which statement became which, and what of it changed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from rapidfuzz.fuzz import ratio

from depesche.core.check import StatementChange, What
from depesche.core.reading import Statement
from depesche.ledger.sides import Side

LIKE = 55.0
MOST = 30
"""Statements of a sentence that are compared each with each."""
SHOWN = 300


class Told(NamedTuple):
    """A statement of the old text, and what became of it; places in the readings' statements."""

    old: int
    new: int
    before: Statement
    now: Statement


def told(old: Side, new: Side, a: int, b: int) -> list[Told]:
    """The statements that two paired sentences have in common."""
    befores, nows = old.statements.get(a, []), new.statements.get(b, [])
    if len(befores) == len(nows) == 1:
        (i, before), (j, now) = befores[0], nows[0]
        return [Told(i, j, before, now)]
    scored = sorted(
        (
            (-likeness(old, new, before, now), abs(p - q), p, q)
            for p, (_, before) in enumerate(befores[:MOST])
            for q, (_, now) in enumerate(nows[:MOST])
        )
    )
    olds: set[int] = set()
    news: set[int] = set()
    found = []
    for score, _, p, q in scored:
        if -score >= LIKE and p not in olds and q not in news:
            olds.add(p)
            news.add(q)
            found.append(Told(befores[p][0], nows[q][0], befores[p][1], nows[q][1]))
    return sorted(found, key=lambda one: one.new)


def likeness(old: Side, new: Side, before: Statement, now: Statement) -> float:
    """How like two statements' contents are, 0 to 110; the same mode counts for ten."""
    first, second = words_of(old, before), words_of(new, now)
    return (100.0 if first == second else ratio(first, second)) + 10 * (before.mode == now.mode)


def words_of(side: Side, one: Statement) -> str:
    """The content of a statement on one line."""
    return " ".join(side.shown(span) for span in one.content)[:SHOWN]


def differences(old: Side, new: Side, one: Told) -> Iterator[StatementChange]:
    """How a statement differs from what it was: certainty, sources, values."""
    found: tuple[tuple[What, str, str], ...] = (
        ("factuality", one.before.factuality, one.now.factuality),
        ("source", chain(one.before), chain(one.now)),
        ("value", values(old, one.before), values(new, one.now)),
    )
    content = words_of(new, one.now)
    for what, was, now in found:
        if was != now:
            yield StatementChange(what, one.old, one.new, was, now, content)


def appeared(side: Side, at: int, one: Statement) -> StatementChange:
    """A statement that is new."""
    content = words_of(side, one)
    return StatementChange("appeared", None, at, "", f"{chain(one)}: {one.factuality}", content)


def vanished(side: Side, at: int, one: Statement) -> StatementChange:
    """A statement that is gone."""
    content = words_of(side, one)
    return StatementChange("vanished", at, None, f"{chain(one)}: {one.factuality}", "", content)


def chain(one: Statement) -> str:
    """The source chain in words, nearest first."""
    return " ← ".join(source.name or source.kind for source in one.sources)


def values(side: Side, one: Statement) -> str:
    """The amounts in a statement's content, in words that are the same for the same amounts."""
    found = [
        f"{'rund ' * amount.approximate}{number(amount.value, amount.low, amount.high)}"
        f"{f' {amount.unit}' if amount.unit else ''}"
        for span in one.content
        for _, amount in side.amounts(span)
    ]
    return ", ".join(found)


def number(value: float | None, low: float | None, high: float | None) -> str:
    """An amount's value, or its range."""
    if value is not None:
        return f"{value:g}" if abs(value) < 1e6 else f"{value:.12g}"
    return f"{'' if low is None else f'{low:.12g}'}–{'' if high is None else f'{high:.12g}'}"
