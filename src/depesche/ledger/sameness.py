"""In: two statements. Out: how surely they say the same, from 0 to 1, and why. Pure.

What speaks for it and against it (`Evidence`) is weighed by a logistic regression on the annotated wire
(`bench/fit_claims.py` fits it): no weight was set by hand.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from operator import mul
from typing import NamedTuple

from depesche.core.claims import Figure, Told

WORD = re.compile(r"\w+")
SMALLER, LARGER = 0.7, 0.12
"""How much of what one has and the other has not counts against: of the shorter, of the longer."""
LEAST = 1.2
"""Weight that two statements have to share before they can be the same."""
EVENT_FLOOR = 0.6
"""What the event that a whole story is about still weighs: its first claim is about nothing else."""
HALF = 0.5
MATTER = 0.2
"""Two dispatches that share less than that part of their names are likely about two matters."""
UNKNOWN = 0.5
"""What counts for that part where a dispatch names hardly anybody."""
VERBATIM, FEW = 0.6, 4
"""Two statements of at least so many longer words are the same wording from that share on."""
MARK = "#"
EXACT, MOST_EXACT = 1.2, 1.4
"""What a mark weighs that two statements share, and all marks together."""
SMALL = 3
"""Figures up to this are equal by chance."""
TOPIC = 0.6
"""What a name still weighs that both dispatches are about: it stands in most of what they say."""
CAUSES = frozenset(("ursache",))
"""Two statements that have only this in common tell two causes."""


class Likeness(NamedTuple):
    """How surely two statements say the same, and what they share."""

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


class Evidence(NamedTuple):
    """What tells whether two statements say the same; true counts as 1.

    `tversky`: the share of their concepts that both have; `enough`: how much of LEAST these weigh; `overlap`:
    the product; `excess`: what of it is over half. `wording`: the share of longer words. Events: all the
    same, some, none, the share. Persons and places that exclude each other. Figures: only one has any, equal,
    of other things, compatible. `about`: the share of names that their dispatches have in common; `apart`: what
    of it lacks to MATTER, below 0. `answers`: one denies what the other says. `together`: both stand in one
    dispatch, which seldom says a thing twice.
    """

    tversky: float
    enough: float
    overlap: float
    excess: float
    wording: float
    same_events: float
    shared_events: float
    other_events: float
    event_share: float
    other_persons: float
    other_places: float
    one_figure: float
    equal_figure: float
    other_figure: float
    compatible_figure: float
    about: float
    apart: float
    answers: float
    both_deny: float
    together: float


SPEAKS = Evidence(
    tversky=1.23,
    enough=2.41,
    overlap=1.68,
    excess=1.04,
    wording=0.31,
    same_events=0.28,
    shared_events=-1.32,
    other_events=-0.51,
    event_share=0.54,
    other_persons=-1.53,
    other_places=-0.68,
    one_figure=-1.35,
    equal_figure=1.73,
    other_figure=-1.06,
    compatible_figure=0.11,
    about=0.78,
    apart=3.60,
    answers=0.53,
    both_deny=1.37,
    together=0.01,
)
"""What each kind of evidence speaks: fitted by `bench/fit_claims.py`."""
AGAINST = -3.20
MOST = sum(max(0.0, weight) for weight in SPEAKS[4:])
"""All that can speak for it beside the concepts that two statements share."""
AT_MOST = tuple(max(0.0, weight) for weight in SPEAKS[:4])
EVENTS = max(
    SPEAKS.shared_events + max(0.0, SPEAKS.same_events) + max(0.0, SPEAKS.event_share), SPEAKS.other_events
)
FIGURES = sum(max(0.0, each) for each in (SPEAKS.equal_figure, SPEAKS.other_figure, SPEAKS.compatible_figure))
ALWAYS = max(0.0, SPEAKS.wording) + max(0.0, SPEAKS.together) + 1e-9
"""The most that can be said of two statements that both tell events, that both have figures, of any two; a little
more than that, since sums in another order differ in their last digits."""


def likeness(a: Told, b: Told, rarity: Mapping[str, float], *, together: bool = False) -> Likeness:
    """How surely two statements of one story say the same.

    `rarity` says for a concept how much it tells one statement of this story from another, 1 where
    it is not listed. `together`: both stand in one dispatch, neither a clause of the other.
    """
    return compared(weighed(shape(a), rarity), weighed(shape(b), rarity), rarity, together=together)


def weighed(one: Shape, rarity: Mapping[str, float]) -> Weighed:
    """A statement ready to be compared with many others of its story."""
    found = {name: weight * rarity.get(name, 1.0) for name, weight in one.weights}
    if one.events:
        for name, weight in one.weights:
            if name in one.events:
                found[name] = max(found[name], weight * EVENT_FLOOR)
    return Weighed(one, found, sum(found.values()))


def compared(
    one: Weighed, other: Weighed, rarity: Mapping[str, float], *, together: bool = False
) -> Likeness:
    """The `likeness` of two statements that are weighed already; nothing where they share nothing."""
    found = evidence(one, other, rarity, together=together)
    if found is None:
        return NOTHING
    score = max(probability(found), verbatim(one.shape, other.shape))
    return Likeness(score, tuple([name for name in one.weights if name in other.weights]))


def probability(found: Evidence) -> float:
    """From 0 to 1: how surely evidence speaks for two statements that say the same."""
    return logistic(AGAINST + sum(map(mul, found, SPEAKS)))


def logistic(value: float) -> float:
    """The logistic function."""
    return 1 / (1 + math.exp(-value))


def evidence(
    one: Weighed, other: Weighed, rarity: Mapping[str, float], *, together: bool = False
) -> Evidence | None:
    """What tells whether two statements say the same; None where they share nothing."""
    a, left, b, right = one.shape, one.weights, other.shape, other.weights
    shared = [name for name in left if name in right]
    same = a.marks & b.marks
    if not same and not shared:
        return None
    topic = a.about & b.about
    alike = sum(
        [min(left[name], right[name]) * TOPIC if name in topic else min(left[name], right[name])
         for name in shared]
    )  # fmt: skip
    both = exact(same, rarity) + alike if same else alike
    if both <= 0:
        return None
    smaller, larger = one.whole - alike, other.whole - alike
    if larger < smaller:
        smaller, larger = larger, smaller
    share = both / (both + SMALLER * smaller + LARGER * larger)
    return Evidence(
        *concepts(share, both),
        wording(a, b),
        *events(a, b),
        bool(a.persons and b.persons and not a.persons & b.persons),
        bool(a.places and b.places and not a.places & b.places),
        *figures(a.told, b.told),
        *matters(a, b),
        a.told.denies != b.told.denies,
        a.told.denies and b.told.denies,
        together,
    )


def concepts(share: float, both: float) -> tuple[float, float, float, float]:
    """`tversky`, `enough`, `overlap`, `excess`. The share is Tversky's (1977) with a light weight on what
    only the longer statement says."""
    enough = min(1.0, both / LEAST)
    return share, enough, share * enough, max(0.0, share * enough - HALF)


def exact(same: Iterable[str], rarity: Mapping[str, float]) -> float:
    """What the marks weigh that two statements share."""
    return min(MOST_EXACT, sum([EXACT * rarity.get(name, 1.0) for name in sorted(same)]))


def at_most(one: Weighed, other: Shape, alike: float, both: float, more: float) -> float:
    """No less than the score of two statements which share concepts of weight `alike` at most, and `both`
    with the marks that they share, and for which no more than `more` speaks besides."""
    share = both / (both + LARGER * max(0.0, one.whole - alike))
    spoken = sum(map(mul, concepts(share, both), AT_MOST))
    return max(logistic(AGAINST + spoken + more), verbatim(one.shape, other))


def besides(a: Shape, b: Shape) -> float:
    """No less than what speaks for two statements beside the concepts and marks that they share, told quicker
    than by comparing them."""
    share, apart = matters(a, b)
    found = ALWAYS + SPEAKS.about * share + SPEAKS.apart * apart
    if a.events and b.events:
        found += EVENTS
    if a.told.figures and b.told.figures:
        found += FIGURES
    elif a.told.figures or b.told.figures:
        found += SPEAKS.one_figure
    if a.told.denies or b.told.denies:
        found += SPEAKS.both_deny if a.told.denies and b.told.denies else SPEAKS.answers
    if a.persons and b.persons and a.persons.isdisjoint(b.persons):
        found += SPEAKS.other_persons
    if a.places and b.places and a.places.isdisjoint(b.places):
        found += SPEAKS.other_places
    return found


def figures(a: Told, b: Told) -> tuple[float, float, float, float]:
    """`one_figure`, `equal_figure`, `other_figure`, `compatible_figure`."""
    if not a.figures or not b.figures:
        return bool(a.figures or b.figures), 0.0, 0.0, 0.0
    pairs = [(x, y) for x in a.figures for y in b.figures]
    alike = [pair for pair in pairs if same_quantity(*pair)]
    equal = any(x.value == y.value and x.value > SMALL for x, y in pairs)
    return 0.0, equal, not alike, any(compatible(*pair) for pair in alike)


def same_quantity(x: Figure, y: Figure) -> bool:
    """Do two figures count the same thing in the same unit?"""
    return x.unit == y.unit and (x.of == y.of or not x.of or not y.of)


def compatible(x: Figure, y: Figure) -> bool:
    """Can both figures be right: is there a value that lies in the bounds of both?"""
    lows = [one for one in (x.low, y.low) if one is not None]
    highs = [one for one in (x.high, y.high) if one is not None]
    return not lows or not highs or max(lows) <= min(highs)


def events(a: Shape, b: Shape) -> tuple[float, float, float, float]:
    """`same_events`, `shared_events`, `other_events`, `event_share`."""
    if not a.events or not b.events:
        return 0.0, 0.0, 0.0, 0.0
    shared, every = a.events & b.events, a.events | b.events
    two_causes = shared == CAUSES and a.events - CAUSES and b.events - CAUSES
    if two_causes or not shared:
        return 0.0, 0.0, 1.0, 0.0
    return a.events == b.events, 1.0, 0.0, len(shared) / len(every)


def matters(a: Shape, b: Shape) -> tuple[float, float]:
    """`about` and `apart`: two fires that are told in the same words are two."""
    smaller = min(len(a.about), len(b.about))
    share = len(a.about & b.about) / smaller if smaller > 1 else UNKNOWN
    return share, min(0.0, share - MATTER)


def wording(a: Shape, b: Shape) -> float:
    """The share of longer words that two statements have in common."""
    both = len(a.words & b.words)
    every = len(a.words) + len(b.words) - both
    return both / every if every else 0.0


def verbatim(a: Shape, b: Shape) -> float:
    """How surely the wording alone tells that two statements are one, 0 where it says little."""
    smaller, larger = len(a.words), len(b.words)
    if larger < smaller:
        smaller, larger = larger, smaller
    if smaller < FEW or smaller < VERBATIM * larger:
        return 0.0
    share = wording(a, b)
    return share if share >= VERBATIM and matters(a, b)[1] >= 0 else 0.0
