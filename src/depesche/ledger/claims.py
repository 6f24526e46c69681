"""In: what a dispatch tells and the claims of its story. Out: the claim each statement belongs to.

A statement joins the claim that says the same, if one is like it enough (`sameness`), else it opens
one. A denial that only points back ("wies dies zurück") belongs to the claim of the statement that
it points to; one that names nothing ("bestritt jede Beteiligung"), to the claim that names who denies.
Pure: what a story has so far comes in as an argument.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import msgspec

from depesche.core.claims import Told
from depesche.ledger.sameness import Likeness, Weighed, compared, weighed

ENOUGH, SAME_DISPATCH = 0.5, 0.08
"""The likeness from which two statements say the same, and what more two of one dispatch need: a text
seldom says a thing twice."""
KEPT = 8
"""Statements of a claim that newcomers are compared with."""
BEST = 0.8
"""What the likest statement of a claim counts for; its others, for the rest."""
COMMON = 0.25
"""What a concept still weighs that all claims of a story have."""


class Profile(msgspec.Struct, frozen=True):
    """What newcomers are compared with: the latest of a claim's statements that differ."""

    told: tuple[Told, ...] = ()

    def with_one(self, one: Told) -> Profile:
        """The profile with a statement more; one that says the same words changes nothing."""
        if any(old.concepts == one.concepts and old.figures == one.figures for old in self.told):
            return self
        return Profile((*self.told, one)[-KEPT:])


class Choice(NamedTuple):
    """Which claim a statement joins (None: a new one), how like it is, and why."""

    claim: str | None
    score: float
    because: str


def rarities(counts: Mapping[str, int], claims: int) -> dict[str, float]:
    """How much a concept tells one statement of a story from another, from COMMON to 1.

    `counts` says in how many of the story's `claims` it is: the logarithm of the inverse share, as
    usual in retrieval (Spärck Jones 1972), scaled so that a concept of one claim alone has 1.
    """
    whole = math.log(claims + 2)
    return {name: max(COMMON, math.log((claims + 2) / max(1, n)) / whole) for name, n in counts.items()}


def choice(
    one: Told,
    claims: Mapping[str, Profile],
    rarity: Mapping[str, float],
    here: Mapping[str, Sequence[Told]],
    known: dict[int, Weighed] | None = None,
) -> Choice:
    """The claim that a statement joins. `here`: the claims of its own dispatch's other statements.
    `known` keeps what was weighed with the same `rarity`, for the next of them."""
    best = Choice(None, 0.0, "no earlier statement says the same")
    known = {} if known is None else known
    for claim in sorted(claims):
        found = likest(one, claims[claim].told, rarity, known)
        own = here.get(claim, ())
        needed = ENOUGH + (SAME_DISPATCH if own and not related(one, own) else 0.0)
        if found.score >= needed and found.score > best.score:
            best = Choice(claim, found.score, shared(found))
    return best


def related(one: Told, others: Sequence[Told]) -> bool:
    """Is a statement a clause of one of the others, or one of them a clause of it?"""
    return any(one.part_of == other.place or other.part_of == one.place for other in others)


def likest(
    one: Told, told: Sequence[Told], rarity: Mapping[str, float], known: dict[int, Weighed]
) -> Likeness:
    """How like a statement is to those of a claim: to the likest above all."""
    mine = _weighed(one, rarity, known)
    found = sorted([compared(mine, _weighed(other, rarity, known), rarity) for other in told], reverse=True)
    if not found:
        return Likeness(0.0, ())
    rest = found[1:3] or found[:1]
    score = BEST * found[0].score + (1 - BEST) * sum(other.score for other in rest) / len(rest)
    return Likeness(score, found[0].shared)


def _weighed(one: Told, rarity: Mapping[str, float], known: dict[int, Weighed]) -> Weighed:
    found = known.get(id(one))  # what is kept holds the statement, so no other takes its id
    if found is None:
        found = known[id(one)] = weighed(one, rarity)
    return found


def shared(found: Likeness) -> str:
    """Why two statements are one claim, in words."""
    return f"both speak of {', '.join(found.shared[:5])}"


def accused(claims: Mapping[str, Profile], accuser: str) -> str | None:
    """The claim that names who denies: what a denial that says nothing else is about, or None.

    Of several, the one that most statements are about.
    """
    about = {claim: sum(_names(told, accuser) for told in profile.told) for claim, profile in claims.items()}
    found = [claim for claim, times in about.items() if times]
    return min(found, key=lambda claim: (-about[claim], -len(claims[claim].told), claim), default=None)


def _names(told: Told, key: str) -> bool:
    return not told.denies and bool(key) and any(name == key for name, _ in told.concepts)


def counted(told: Sequence[Told]) -> Iterator[str]:
    """Every concept of every statement, once for each."""
    for one in told:
        yield from (name for name, _ in one.concepts)
