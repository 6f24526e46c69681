"""In: two statements. Out: how much they say the same, from 0 to about 1, and why. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from depesche.core.claims import Figure, Told

WORD = re.compile(r"\w+")
SMALLER, LARGER = 0.7, 0.12
"""How much of what one has and the other has not counts against: of the shorter, of the longer."""
FIGURE, VALUE = 0.18, 0.12
OTHER_FIGURE, OTHER_EVENT, OTHER_VERB, OTHER_NAME = 0.12, 0.25, 0.1, 0.25
LEAST = 1.2
SAME_EVENTS = 0.2
EVENT_FLOOR = 0.6
"""What the event that a whole story is about still weighs: its first claim is about nothing else."""
OTHER_MATTER, MATTER = 0.3, 0.2
"""Against two statements whose dispatches share less than that part of their names."""
VERBATIM = 0.6
MARK = "#"
EXACT, MOST_EXACT = 1.2, 1.4
"""Weight that two statements have to share before they can be the same."""


class Likeness(NamedTuple):
    """How much two statements say the same, and what they share."""

    score: float
    shared: tuple[str, ...]


def likeness(a: Told, b: Told, rarity: Mapping[str, float]) -> Likeness:
    """How much two statements of one story say the same.

    `rarity` says for a concept how much it tells one statement of this story from another, 1 where
    it is not listed. The measure is Tversky's (1977) with a light weight on what only the longer
    says; then figures, events and names that agree or exclude each other move it.
    """
    return compared(weighed(a, rarity), weighed(b, rarity), rarity)


class Weighed(NamedTuple):
    """A statement with each concept's weight within the story, their sum, and its marks."""

    told: Told
    weights: dict[str, float]
    whole: float
    marks: frozenset[str]


def weighed(one: Told, rarity: Mapping[str, float]) -> Weighed:
    """A statement ready to be compared with many others of its story."""
    found = weights(one, rarity)
    return Weighed(one, found, sum(found.values()), marks(one))


def compared(one: Weighed, other: Weighed, rarity: Mapping[str, float]) -> Likeness:
    """The `likeness` of two statements that are weighed already."""
    a, left, right = one.told, one.weights, other.weights
    b, same = other.told, one.marks & other.marks
    if not same and left.keys().isdisjoint(right):
        return Likeness(0.0, ())
    shared = [name for name in left if name in right]
    alike = sum([min(left[name], right[name]) for name in shared])
    both = min(MOST_EXACT, sum([EXACT * rarity.get(name, 1.0) for name in sorted(same)])) + alike
    if both <= 0:
        return Likeness(0.0, ())
    only = sorted((one.whole - alike, other.whole - alike))
    score = both / (both + SMALLER * only[0] + LARGER * only[1])
    score *= min(1.0, both / LEAST)
    return Likeness(
        max(score + figures(a, b) + events(a, b) + names(a, b), verbatim(a, b)) + matters(a, b), tuple(shared)
    )


def weights(one: Told, rarity: Mapping[str, float]) -> dict[str, float]:
    """Each concept's weight within the story."""
    floor = dict.fromkeys(one.events, EVENT_FLOOR)
    return {
        name: weight * max(rarity.get(name, 1.0), floor.get(name, 0.0))
        for name, weight in one.concepts
        if name[0] != MARK
    }


def marks(one: Told) -> frozenset[str]:
    """The exact figures and clock times of a statement: those two share speak for them, those that
    differ not against them, since figures change while a story goes on."""
    return frozenset(name for name, _ in one.concepts if name[0] == MARK)


def figures(a: Told, b: Told) -> float:
    """What the figures say: of the same thing, equal, or of other things."""
    pairs = [(x, y) for x in a.figures for y in b.figures]
    if not pairs:
        return 0.0
    alike = [pair for pair in pairs if same_quantity(*pair)]
    if not alike:
        equal = any(x.value == y.value and x.value > 3 for x, y in pairs)
        return VALUE if equal else -OTHER_FIGURE
    return FIGURE + (VALUE if any(compatible(*pair) for pair in alike) else 0.0)


def same_quantity(x: Figure, y: Figure) -> bool:
    """Do two figures count the same thing in the same unit?"""
    return x.unit == y.unit and (x.of == y.of or not x.of or not y.of)


def compatible(x: Figure, y: Figure) -> bool:
    """Can both figures be right: is there a value that lies in the bounds of both?"""
    lows = [one for one in (x.low, y.low) if one is not None]
    highs = [one for one in (x.high, y.high) if one is not None]
    return not lows or not highs or max(lows) <= min(highs)


def events(a: Told, b: Told) -> float:
    """Less than 0 where both tell of something that happens, and of nothing in common; more, where both
    tell of just the same.

    Two verbs that no list knows may still mean the same, so they count for less.
    """
    if a.events and b.events:
        if set(a.events) == set(b.events):
            return SAME_EVENTS
        return 0.0 if set(a.events) & set(b.events) else -OTHER_EVENT
    left, right = {*a.events, *a.verbs}, {*b.events, *b.verbs}
    return -OTHER_VERB if left and right and not left & right else 0.0


def names(a: Told, b: Told) -> float:
    """Less than 0 where both name persons, or both places, and none in common."""
    score = 0.0
    for kind in ("person", "place"):
        left = {name for what, name in a.names if what == kind}
        right = {name for what, name in b.names if what == kind}
        if left and right and not left & right:
            score -= OTHER_NAME if kind == "person" else OTHER_NAME / 2
    return score


def matters(a: Told, b: Told) -> float:
    """Less than 0 where the dispatches name hardly anybody and no place in common: two fires that are
    told in the same words are two."""
    left, right = set(a.about), set(b.about)
    smaller = min(len(left), len(right))
    if smaller < 2:
        return 0.0
    return -OTHER_MATTER if len(left & right) < MATTER * smaller else 0.0


def verbatim(a: Told, b: Told) -> float:
    """The share of words that two statements have in common, 0 where it says little."""
    left, right = _words(a.words), _words(b.words)
    if min(len(left), len(right)) < 4:
        return 0.0
    share = len(left & right) / len(left | right)
    return share + 0.2 if share >= VERBATIM else 0.0


@lru_cache(2000)
def _words(text: str) -> frozenset[str]:
    return frozenset(word for word in WORD.findall(text.lower()) if len(word) > 3)
