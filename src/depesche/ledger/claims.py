"""In: what a dispatch tells and the claims of its story. Out: the claim each statement belongs to.

A statement joins the claim that says the same, if one is like it enough (`sameness`), else it opens
one. A denial that only points back ("wies dies zurück") belongs to the claim of the statement that
it points to; one that names nothing ("bestritt jede Beteiligung"), to the claim that names who denies.
Pure: what a story has so far comes in as an argument.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import msgspec

from depesche.core.claims import Told
from depesche.ledger.sameness import (
    MOST,
    Likeness,
    Shape,
    Weighed,
    at_most,
    besides,
    compared,
    exact,
    weighed,
)

ENOUGH = 0.45
"""The likeness from which a statement says what a claim says."""
KEPT = 8
"""Statements of a claim that newcomers are compared with."""
BEST = 0.3
"""What the likest statement of a claim counts for; all together, for the rest (average linkage)."""
COMMON = 0.25
"""What a concept still weighs that all claims of a story have."""


class Profile(msgspec.Struct, frozen=True):
    """What newcomers are compared with: the latest of a claim's statements that differ."""

    told: tuple[Told, ...] = ()

    def with_one(self, one: Told) -> Profile:
        """The profile with a statement more; one that says the same words changes nothing."""
        if self.says(one):
            return self
        return Profile((*self.told, one)[-KEPT:])

    def says(self, one: Told) -> bool:
        """Whether a statement says just what one of these says."""
        return any([old.concepts == one.concepts and old.figures == one.figures for old in self.told])


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


class Pool:
    """The claims that a dispatch's statements are compared with, found by what they speak of.

    Of all pairs most have nothing in common, and most others too little; only the rest are compared.
    What comes out is the same as if all were.
    """

    def __init__(self, told: Iterable[Told], rarity: Mapping[str, float]) -> None:
        self.rarity = rarity
        self.asked = frozenset(counted(told))
        self.shapes: list[Shape] = []
        self.claims: list[str] = []
        self.weighed: dict[int, Weighed] = {}
        self.kept: defaultdict[str, list[int]] = defaultdict(list)
        self.having: defaultdict[str, list[int]] = defaultdict(list)

    def add(self, claim: str, one: Shape) -> None:
        """A statement of a claim; of those it has, it keeps the KEPT latest."""
        at = len(self.shapes)
        self.shapes.append(one)
        self.claims.append(claim)
        for name in one.keys & self.asked:
            self.having[name].append(at)
        kept = self.kept[claim]
        kept.append(at)
        del kept[:-KEPT]

    def near(self, one: Weighed) -> list[tuple[float, str, list[int]]]:
        """The claims that a statement could join: how like it they are at most, the likest first; their
        statements that share something with it."""
        near: defaultdict[str, list[int]] = defaultdict(list)
        bounds: defaultdict[str, list[float]] = defaultdict(list)
        for at, (alike, both) in self._sharing(one).items():
            claim = self.claims[at]
            if at in self.kept[claim]:
                other = self.shapes[at]
                near[claim].append(at)
                bounds[claim].append(at_most(one, other, alike, both, besides(one.shape, other)))
        found = [(self._together(claim, most), claim, near[claim]) for claim, most in bounds.items()]
        return sorted((each for each in found if each[0] >= ENOUGH), key=lambda each: (-each[0], each[1]))

    def _together(self, claim: str, scores: Sequence[float]) -> float:
        """What the scores of some of a claim's statements come to, where the others have nothing."""
        return BEST * max(scores) + (1 - BEST) * sum(scores) / len(self.kept[claim])

    def close(self, one: Weighed, least: float) -> list[tuple[int, float]]:
        """The places of the statements that can be so like one, and how like they are at most."""
        bounds = [
            (at, at_most(one, self.shapes[at], some, both, MOST))
            for at, (some, both) in self._sharing(one).items()
        ]
        return [each for each in bounds if each[1] >= least]

    def alike(self, one: Weighed, at: int) -> float:
        """How like the statement at a place is."""
        return compared(one, self._weighed(at), self.rarity).score

    def likest(self, one: Weighed, claim: str, near: Sequence[int], here: Sequence[Told]) -> Likeness:
        """How like a claim a statement is: to the likest of its statements, and to all of them together.

        `here`: the claim's statements in the same dispatch."""
        found = [self._compared(one, self._weighed(at), here) for at in near]
        return Likeness(self._together(claim, [other.score for other in found]), max(found).shared)

    def _compared(self, one: Weighed, other: Weighed, here: Sequence[Told]) -> Likeness:
        told = other.shape.told
        beside = bool(here) and any([told is each for each in here])
        together = beside and not related(one.shape.told, (told,))
        return compared(one, other, self.rarity, together=together)

    def _sharing(self, one: Weighed) -> dict[int, tuple[float, float]]:
        """Which statements share something, with what of it concepts can weigh, and all together."""
        found: defaultdict[int, float] = defaultdict(float)
        for name, weight in one.weights.items():
            for at in self.having.get(name, ()):
                found[at] += weight
        if not one.shape.marks:
            return {at: (found[at], found[at]) for at in set(found)}
        marked: defaultdict[int, list[str]] = defaultdict(list)
        for name in one.shape.marks:
            for at in self.having.get(name, ()):
                marked[at].append(name)
        sums = {at: exact(names, self.rarity) for at, names in marked.items()}
        both = found.keys() | sums.keys()
        return {at: (found.get(at, 0.0), found.get(at, 0.0) + sums.get(at, 0.0)) for at in both}

    def _weighed(self, at: int) -> Weighed:
        if at not in self.weighed:
            self.weighed[at] = weighed(self.shapes[at], self.rarity)
        return self.weighed[at]


def choice(one: Shape, pool: Pool, here: Mapping[str, Sequence[Told]]) -> Choice:
    """The claim that a statement joins. `here`: the claims of its own dispatch's other statements."""
    best = Choice(None, 0.0, "no earlier statement says the same")
    mine = weighed(one, pool.rarity)
    for bound, claim, near in pool.near(mine):
        if bound < best.score:
            break
        found = pool.likest(mine, claim, near, here.get(claim, ()))
        first = best.claim is None or (-found.score, claim) < (-best.score, best.claim)
        if found.score >= ENOUGH and first:
            best = Choice(claim, found.score, shared(found))
    return best


def related(one: Told, others: Sequence[Told]) -> bool:
    """Is a statement a clause of one of the others, or one of them a clause of it?"""
    return any(one.part_of == other.place or other.part_of == one.place for other in others)


def contradicts(one: Told, others: Sequence[Told]) -> bool:
    """Does a statement with a negative word deny its claim, which these other statements belong to? Only where
    it negates what they speak of; where it is the first, what weighs most in it."""
    if not one.denies or not one.negated:
        return one.denies
    about = {name for other in others for name, _ in other.concepts}
    return bool(about.intersection(one.negated) if others else set(weightiest(one)).intersection(one.negated))


def weightiest(one: Told) -> tuple[str, ...]:
    """What a statement is about: the events it tells, else what weighs most in it."""
    if one.events or not one.concepts:
        return one.events
    return (max(one.concepts, key=lambda each: (each[1], each[0]))[0],)


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


def counted(told: Iterable[Told]) -> Iterator[str]:
    """Every concept of every statement, once for each."""
    for one in told:
        yield from (name for name, _ in one.concepts)
