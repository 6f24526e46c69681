"""In: two statements. Out: how much they say the same, from 0 to about 1, and why. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from depesche.core.claims import Figure, Told

WORD = re.compile(r"\w+")
SMALLER, LARGER = 0.7, 0.12
"""How much of what one has and the other has not counts against: of the shorter, of the longer."""
FIGURE, VALUE = 0.18, 0.12
OTHER_FIGURE, OTHER_EVENT, OTHER_VERB, OTHER_NAME = 0.12, 0.25, 0.1, 0.25
LEAST = 1.2
ONE_FIGURE = 0.16
SAME_EVENTS = 0.2
EVENT_FLOOR = 0.6
"""What the event that a whole story is about still weighs: its first claim is about nothing else."""
OTHER_MATTER, MATTER = 0.3, 0.2
"""Against two statements whose dispatches share less than that part of their names."""
VERBATIM = 0.6
MARK = "#"
EXACT, MOST_EXACT = 1.2, 1.4
"""Weight that two statements have to share before they can be the same."""


CAUSES = frozenset(("ursache",))
"""Two statements that have only this in common tell two causes."""


class Likeness(NamedTuple):
    """How much two statements say the same, and what they share."""

    score: float
    shared: tuple[str, ...]


NOTHING = Likeness(0.0, ())


class Shape(NamedTuple):
    """A statement taken apart to be compared: its concepts' weights; its marks, the exact figures and
    clock times: those that two share speak for them, those that differ not against them, since figures
    change while a story goes on; what happens, by known events and by any verb; the persons and places
    it names; what its dispatch names; its longer words; all by which it is found."""

    told: Told
    weights: tuple[tuple[str, float], ...]
    marks: frozenset[str]
    events: frozenset[str]
    done: frozenset[str]
    persons: frozenset[str]
    places: frozenset[str]
    about: frozenset[str]
    words: frozenset[str]
    keys: frozenset[str]


def shape(one: Told) -> Shape:
    """A statement taken apart; nothing of it depends on its story."""
    return Shape(
        one,
        tuple([(name, weight) for name, weight in one.concepts if name[0] != MARK]),
        frozenset([name for name, _ in one.concepts if name[0] == MARK]),
        frozenset(one.events),
        frozenset((*one.events, *one.verbs)),
        frozenset([name for kind, name in one.names if kind == "person"]),
        frozenset([name for kind, name in one.names if kind == "place"]),
        frozenset(one.about),
        frozenset([word for word in WORD.findall(one.words.lower()) if len(word) > 3]),
        frozenset([name for name, _ in one.concepts]),
    )


class Weighed(NamedTuple):
    """A statement with each concept's weight within the story, and their sum."""

    shape: Shape
    weights: dict[str, float]
    whole: float


def likeness(a: Told, b: Told, rarity: Mapping[str, float]) -> Likeness:
    """How much two statements of one story say the same.

    `rarity` says for a concept how much it tells one statement of this story from another, 1 where
    it is not listed. The measure is Tversky's (1977) with a light weight on what only the longer
    says; then figures, events and names that agree or exclude each other move it.
    """
    return compared(weighed(shape(a), rarity), weighed(shape(b), rarity), rarity)


def weighed(one: Shape, rarity: Mapping[str, float]) -> Weighed:
    """A statement ready to be compared with many others of its story."""
    found = {name: weight * rarity.get(name, 1.0) for name, weight in one.weights}
    for name, weight in one.weights:
        if name in one.events:
            found[name] = max(found[name], weight * EVENT_FLOOR)
    return Weighed(one, found, sum(found.values()))


def compared(one: Weighed, other: Weighed, rarity: Mapping[str, float]) -> Likeness:
    """The `likeness` of two statements that are weighed already."""
    a, left, right = one.shape, one.weights, other.weights
    b, same = other.shape, one.shape.marks & other.shape.marks
    if not same and left.keys().isdisjoint(right):
        return NOTHING
    shared = [name for name in left if name in right]
    alike = sum([min(left[name], right[name]) for name in shared])
    both = exact(same, rarity) + alike
    if both <= 0:
        return NOTHING
    only = sorted((one.whole - alike, other.whole - alike))
    score = both / (both + SMALLER * only[0] + LARGER * only[1])
    score *= min(1.0, both / LEAST)
    score += figures(a.told, b.told) + events(a, b) + names(a, b)
    return Likeness(max(score, verbatim(a, b)) + matters(a, b), tuple(shared))


def exact(same: Iterable[str], rarity: Mapping[str, float]) -> float:
    """What the marks weigh that two statements share."""
    return min(MOST_EXACT, sum([EXACT * rarity.get(name, 1.0) for name in sorted(same)]))


def at_most(one: Weighed, other: Shape, alike: float, both: float) -> float:
    """No less than the score of two statements which share concepts of weight `alike` at most, and `both`
    with the marks that they share: what can be told without comparing them."""
    score = both / (both + LARGER * max(0.0, one.whole - alike)) * min(1.0, both / LEAST)
    if one.shape.told.figures and other.told.figures:
        score += FIGURE + VALUE
    if other.events and one.shape.events == other.events:
        score += SAME_EVENTS
    return max(score, verbatim(one.shape, other))


def figures(a: Told, b: Told) -> float:
    """What the figures say: of the same thing, equal, or of other things."""
    pairs = [(x, y) for x in a.figures for y in b.figures]
    if not pairs:
        return -ONE_FIGURE if a.figures or b.figures else 0.0
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


def events(a: Shape, b: Shape) -> float:
    """Less than 0 where both tell of something that happens, and of nothing in common; more, where both
    tell of just the same.

    Two verbs that no list knows may still mean the same, so they count for less.
    """
    if a.events and b.events:
        if a.events == b.events:
            return SAME_EVENTS
        if a.events & b.events == CAUSES and a.events - CAUSES and b.events - CAUSES:
            return -OTHER_EVENT
        return 0.0 if a.events & b.events else -OTHER_EVENT
    return -OTHER_VERB if a.done and b.done and not a.done & b.done else 0.0


def names(a: Shape, b: Shape) -> float:
    """Less than 0 where both name persons, or both places, and none in common."""
    score = 0.0
    if a.persons and b.persons and not a.persons & b.persons:
        score -= OTHER_NAME
    if a.places and b.places and not a.places & b.places:
        score -= OTHER_NAME / 2
    return score


def matters(a: Shape, b: Shape) -> float:
    """Less than 0 where the dispatches name hardly anybody and no place in common: two fires that are
    told in the same words are two."""
    smaller = min(len(a.about), len(b.about))
    if smaller < 2:
        return 0.0
    return -OTHER_MATTER if len(a.about & b.about) < MATTER * smaller else 0.0


def verbatim(a: Shape, b: Shape) -> float:
    """The share of words that two statements have in common, 0 where it says little."""
    smaller, larger = sorted((len(a.words), len(b.words)))
    if smaller < 4 or smaller < VERBATIM * larger:
        return 0.0
    both = len(a.words & b.words)
    share = both / (smaller + larger - both)
    return share + 0.2 if share >= VERBATIM else 0.0
