"""In: what a dispatch is about and the stories that could be its own. Out: which it belongs to. Pure.

A story's profile is the sum of its dispatches' words. A dispatch joins the story it is most
like, if it is like enough: by the words they share, rare ones counting more (a cosine, and how
much of the one the other covers), and by who and where. The longer a story has been silent the more like it
a dispatch has to be; after WINDOW days nothing joins it.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import msgspec

from depesche.ledger.story_features import MINUTES_A_DAY, StoryFeatures, Words

WINDOW = 14
"""Days of silence after which a story is over."""
KEPT = 110
"""Terms that a profile keeps."""
POSTED = 28
"""Terms that a story is looked up by."""
ASKED = 36
"""Terms of a dispatch that candidates are looked up by."""
CANDIDATES = 6
CORE = 15
"""Terms that make out what a story is about."""
COMMON = 4.5
"""The rarity from which on a word says something."""
NAMED = 1.5
PLACED = 1.5
PRIOR = 150.0
"""Stories that the general rarity of a word weighs as much as."""
FADING = 0.97


class Profile(msgspec.Struct, frozen=True, array_like=True):
    """A story's words: summed weights, how many dispatches have each, rarity; its names and
    places with how many dispatches have each in their head; first and last minute."""

    size: int
    weights: dict[str, float]
    within: dict[str, int]
    rarity: dict[str, float]
    names: dict[str, int]
    places: dict[str, int]
    head: dict[str, int]
    days: tuple[int, ...]
    numbers: tuple[str, ...]
    first: int
    last: int

    @property
    def day(self) -> int:
        """The day of its latest dispatch, counted from 1970."""
        return self.last // MINUTES_A_DAY


class Likeness(NamedTuple):
    """How like a dispatch and a story are, by feature, and the terms that they share."""

    cosine: float
    covered: float
    bond: float
    anchor: float
    places: float
    clash: float
    strange: float
    missed: float
    gap: float
    numbers: float
    shared: tuple[str, ...]


class Choice(NamedTuple):
    """A story that a dispatch belongs to: its id, how surely (0 to 1), and why."""

    story: str
    score: float
    because: str


def nothing() -> Profile:
    """The profile of a story without a dispatch."""
    return Profile(0, {}, {}, {}, {}, {}, {}, (), (), 0, 0)


def opened(one: StoryFeatures) -> Profile:
    """The profile of a story of one dispatch."""
    return joined(nothing(), one)


def joined(story: Profile, one: StoryFeatures) -> Profile:
    """The profile with a dispatch more."""
    words = one.words
    weights = {term: weight * FADING for term, weight in story.weights.items()}
    for term, weight in words.weights.items():
        weights[term] = weights.get(term, 0.0) + weight
    rarity = story.rarity | words.rarity
    kept = frozenset(sorted(weights, key=lambda t: (-weights[t] * rarity[t], t))[:KEPT])
    head = frozenset(words.head)
    return Profile(
        story.size + 1,
        {term: round(weights[term], 3) for term in sorted(kept)},
        _counted(story.within, words.weights, kept),
        {term: rarity[term] for term in sorted(kept)},
        _counted(story.names, words.names, kept),
        _counted(story.places, words.places, kept),
        _counted(story.head, head, kept),
        tuple(sorted({*story.days, *one.days}))[-12:],
        tuple(dict.fromkeys((*one.words.numbers, *story.numbers)))[:40],
        min(story.first, one.minute) if story.size else one.minute,
        max(story.last, one.minute) if story.size else one.minute,
    )


def merged(story: Profile, other: Profile) -> Profile:
    """The profile of two stories that turned out to be one."""
    weights = _summed(story.weights, other.weights)
    rarity = story.rarity | other.rarity
    kept = frozenset(sorted(weights, key=lambda t: (-weights[t] * rarity[t], t))[:KEPT])
    return Profile(
        story.size + other.size,
        {term: round(weights[term], 3) for term in sorted(kept)},
        _totals(story.within, other.within, kept),
        {term: rarity[term] for term in sorted(kept)},
        _totals(story.names, other.names, kept),
        _totals(story.places, other.places, kept),
        _totals(story.head, other.head, kept),
        tuple(sorted({*story.days, *other.days}))[-12:],
        tuple(dict.fromkeys((*story.numbers, *other.numbers)))[:40],
        min(story.first, other.first),
        max(story.last, other.last),
    )


def _counted(counts: Mapping[str, int], terms: Iterable[str], kept: frozenset[str]) -> dict[str, int]:
    found = {term: count for term, count in counts.items() if term in kept}
    for term in terms:
        if term in kept:
            found[term] = found.get(term, 0) + 1
    return dict(sorted(found.items()))


def _totals(ones: Mapping[str, int], others: Mapping[str, int], kept: frozenset[str]) -> dict[str, int]:
    terms = sorted(kept & (ones.keys() | others.keys()))
    return {term: ones.get(term, 0) + others.get(term, 0) for term in terms}


def _summed(ones: Mapping[str, float], others: Mapping[str, float]) -> dict[str, float]:
    return {term: ones.get(term, 0.0) + others.get(term, 0.0) for term in ones.keys() | others.keys()}


def posted(story: Profile) -> tuple[str, ...]:
    """The terms that a story is looked up by: its heaviest."""
    rank = {term: weight * story.rarity[term] for term, weight in story.weights.items()}
    return tuple(sorted(rank, key=lambda term: (-rank[term], term))[:POSTED])


def asked(words: Words) -> tuple[str, ...]:
    """The terms that the candidates of a dispatch are looked up by."""
    rank = {term: weight * words.rarity[term] for term, weight in words.weights.items()}
    return tuple(sorted(rank, key=lambda term: (-rank[term], term))[:ASKED])


def candidates(words: Words, postings: Mapping[str, Iterable[str]]) -> list[str]:
    """The stories that share most of what is rare, of those found by each term; best first."""
    found: defaultdict[str, float] = defaultdict(float)
    for term in sorted(postings):
        weight = words.rarity.get(term, 0.0) ** 2 * words.weights.get(term, 0.0)
        for story in postings[term]:
            found[story] += weight
    least = sorted(found.values(), reverse=True)[:CANDIDATES][-1:]
    best = [story for story, weight in found.items() if weight >= least[0]] if least else []
    return sorted(best, key=lambda story: (-found[story], story))[:CANDIDATES]


class Scale:
    """How rare words are among the stories of these days: how many there are, how many have each."""

    def __init__(self, stories: int, having: Mapping[str, int]) -> None:
        self.stories, self.having = stories, having
        self.more = math.log1p(stories / PRIOR)

    def idf(self, term: str, general: float) -> float:
        """The rarity of a term: its general one, corrected by how many of these days' stories have
        it beside the one that it is looked for in."""
        others = self.having.get(term, 0) - 1
        if others <= 0:
            return general + self.more
        share = (math.exp(-general) * PRIOR + others) / (PRIOR + self.stories)
        return max(0.0, -math.log(share))

    def all(self, rarity: Mapping[str, float]) -> dict[str, float]:
        """The rarity of each of these terms, given with its general one."""
        found = {term: general + self.more for term, general in rarity.items()}
        for term in rarity.keys() & self.having.keys():
            found[term] = self.idf(term, rarity[term])
        return found

    def weighed(self, story: Profile, known: Mapping[str, float]) -> dict[str, float]:
        """What each term of a story weighs by its rarity, which is `known` of some."""
        found: dict[str, float] = {}
        more, having, rarity = self.more, self.having, story.rarity
        for term, weight in story.weights.items():
            rare = known.get(term)
            if rare is None:
                rare = self.idf(term, rarity[term]) if term in having else rarity[term] + more
            found[term] = weight * rare
        return found


class Asking(NamedTuple):
    """A dispatch, or a part of a digest, that is held against stories: its words, the terms of its head, how rare
    all are among the stories of these days, what each weighs so."""

    words: Words
    minute: int
    scale: Scale
    head: frozenset[str]
    idf: dict[str, float]
    weights: dict[str, float]


def asking(words: Words, minute: int, scale: Scale) -> Asking:
    """A dispatch ready to be held against several stories."""
    idf = scale.all(words.rarity)
    weights = {term: weight * idf[term] for term, weight in words.weights.items()}
    return Asking(words, minute, scale, frozenset(words.head), idf, weights)


def likeness(one: Asking, story: Profile) -> Likeness:
    """How like a dispatch and a story are."""
    words, idf = one.words, one.idf
    mine, theirs = dict(one.weights), one.scale.weighed(story, idf)
    for term, times in _boosts(words, story).items():
        if term in mine:
            mine[term] *= times
        if term in theirs:
            theirs[term] *= times
    shared = [term for term in mine if term in theirs]
    dot = sum([mine[term] * theirs[term] for term in shared])
    cosine = dot / (_norm(mine) * _norm(theirs) or 1.0)
    core = sorted(theirs, key=theirs.__getitem__, reverse=True)[:CORE]
    covered = _share(theirs, mine, core)
    gap = max(0.0, one.minute - story.last, story.first - one.minute) / MINUTES_A_DAY
    return Likeness(
        cosine,
        covered,
        _bond(words, story, idf),
        _anchor(words, story, idf),
        _overlap(words.places, story.places, idf),
        _clash(one, story),
        _strange(one, story),
        _missed(one, story),
        gap,
        _numbers(words.numbers, story.numbers),
        tuple(sorted(shared, key=lambda t: (-mine[t] * theirs[t], t))[:5]),
    )


def _boosts(words: Words, story: Profile) -> dict[str, float]:
    boosts = dict.fromkeys((*words.names, *story.names), NAMED)
    return boosts | dict.fromkeys((*words.places, *story.places), PLACED)


def _norm(weights: Mapping[str, float]) -> float:
    return math.sqrt(sum([weight * weight for weight in weights.values()]))


def _share(ones: Mapping[str, float], others: Mapping[str, float], of: Iterable[str]) -> float:
    whole = part = 0.0
    for term in of:
        weight = ones.get(term, 0.0)
        whole += weight
        part += weight if term in others else 0.0
    return part / whole if whole else 0.0


def _overlap(ones: Sequence[str], others: Mapping[str, int], idf: Mapping[str, float]) -> float:
    whole = sum(idf[term] for term in ones)
    return sum(idf[term] for term in ones if term in others) / whole if whole else 0.0


def _bond(words: Words, story: Profile, idf: Mapping[str, float]) -> float:
    """How much rarity the names have that both speak of; from 0 to 1."""
    names = {*words.names, *words.places}
    rare = sum(max(0.0, idf[term] - COMMON) for term in names if term in story.names or term in story.places)
    return 1.0 - math.exp(-rare / 6.0)


def _anchor(words: Words, story: Profile, idf: Mapping[str, float]) -> float:
    """How much rarity the words have that stand in the heads of both; from 0 to 1."""
    rare = sum(
        max(0.0, idf[term] - COMMON) * min(1.0, 2.0 * story.head[term] / story.size)
        for term in words.head
        if term in story.head
    )
    return 1.0 - math.exp(-rare / 6.0)


def _clash(one: Asking, story: Profile) -> float:
    """How much of the places in the dispatch's head the story lacks while it has others instead,
    and no name stands in the heads of both."""
    words, head, idf = one.words, one.head, one.idf
    mine = [term for term in words.places if term in head]
    theirs = [term for term in story.places if story.head.get(term)]
    if not mine or not theirs or any(term in words.weights for term in theirs):
        return 0.0
    known = sum(idf[term] for term in mine if term in story.weights)
    same = sum(max(0.0, idf[term] - COMMON) for term in words.names if term in head and term in story.head)
    return (1.0 - known / (sum(idf[term] for term in mine) or 1.0)) * math.exp(-same / 6.0)


def _strange(one: Asking, story: Profile) -> float:
    """How much of the names and places in the dispatch's head no head of the story has."""
    idf = one.idf
    mine = [term for term in (*one.words.names, *one.words.places) if term in one.head]
    whole = sum(idf[term] for term in mine)
    return sum(idf[term] for term in mine if term not in story.head) / whole if whole else 0.0


def _missed(one: Asking, story: Profile) -> float:
    """How much of the names and places in most heads of the story the dispatch's head lacks."""
    idf = {
        term: one.scale.idf(term, story.rarity[term])
        for term in (*story.names, *story.places)
        if 2 * story.head.get(term, 0) > story.size
    }
    whole = sum(idf.values())
    return sum([rare for term, rare in idf.items() if term not in one.head]) / whole if whole else 0.0


def _numbers(ones: Sequence[str], others: Sequence[str]) -> float:
    mine = {one for one in ones if len(one) > 1}
    return len(mine & frozenset(others)) / len(mine) if mine else 0.0


SPEAKS = Likeness(3.0, 4.3, 2.8, 4.2, 0.9, -1.0, -2.0, -2.5, -1.1, 1.1, ())
"""What each feature speaks for a story: a logistic regression on annotated dispatches."""
AGAINST = -1.0


def score(like: Likeness) -> float:
    """From 0 to 1: how surely a dispatch belongs to a story; from JOINS on it does."""
    gap = min(like.gap, LONG)
    features = zip((*like[:8], gap, like.numbers), SPEAKS[:10], strict=True)
    return 1 / (1 + math.exp(AGAINST - sum(value * weight for value, weight in features)))


LONG = 4.0
"""Days of silence after which more of them say nothing more."""
MANY, BOUND = 20, 0.9
"""Dispatches from which on a story has to be held together by names, and the bond that does without."""
JOINS = 0.4
"""The score from which on a dispatch belongs to a story."""
JOINS_TOO = 0.8
"""The score from which on it belongs to a second story too."""


def chosen(one: StoryFeatures, words: Words, told: Mapping[str, Profile], scale: Scale) -> list[Choice]:
    """The stories that a dispatch, or a part of a digest, belongs to, the likest first: one, or
    two where its head names what is in the heads of each and not of the other."""
    mine = asking(words, one.minute, scale)
    likes = {
        name: like
        for name, profile in told.items()
        if profile.size and not adrift(like := likeness(mine, profile), profile)
    }
    scores = {name: score(like) for name, like in likes.items()}
    ranked = sorted((n for n in likes if scores[n] >= JOINS), key=lambda name: (-scores[name], name))
    both = [
        name
        for name in ranked[1:]
        if scores[name] >= JOINS_TOO and _bridges(words, told[ranked[0]], told[name], scale)
    ]
    return [Choice(name, round(scores[name], 4), _because(likes[name])) for name in (*ranked[:1], *both[:1])]


def adrift(like: Likeness, story: Profile) -> bool:
    """Whether a story of many dispatches has no name or place in most of their heads, and a dispatch shares
    none that is rare with it: then only the words of its kind hold it together ("Hochwasser in Celle",
    "Hochwasser in Görlitz")."""
    if story.size < MANY or like.bond >= BOUND:
        return False
    return not any(2 * story.head.get(term, 0) > story.size for term in (*story.names, *story.places))


def _bridges(words: Words, first: Profile, second: Profile, scale: Scale) -> bool:
    return _apart(words, first, second, scale) and _apart(words, second, first, scale)


def _apart(words: Words, one: Profile, other: Profile, scale: Scale) -> bool:
    """Whether the dispatch's head has a name that most heads of `one` have and few of `other`."""
    named = {*one.names, *one.places}
    return any(
        2 * one.head.get(term, 0) >= one.size
        and 4 * other.head.get(term, 0) < other.size
        and term in named
        and scale.idf(term, one.rarity[term]) > COMMON
        for term in words.head
    )


def _because(like: Likeness) -> str:
    return f"It shares with it: {', '.join(like.shared)}."
