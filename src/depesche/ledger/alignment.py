"""In: the sentences of two texts. Out: which became which, and which of them moved.

Equal sentences are paired first, wherever they stand; then, among what is left, the likest, by the
rarest words that they share and by where they stand. A pair is moved if it is not on the longest
row of pairs that keeps its order (patience difference). All of it takes time in proportion to the
text, times the few candidates that each sentence has.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rapidfuzz.fuzz import ratio

CANDIDATES = 6
"""How many sentences are compared for likeness because they share rare words."""
NEAR = 2
"""How far around its own place in a gap a sentence is compared."""
RARE = 12
"""Words in more sentences than this bring no candidates."""
LIKE_HERE, LIKE_ELSEWHERE = 52.0, 64.0
"""Per cent of characters in common for a pair, in the same gap between equal sentences or elsewhere."""
COMPARED = 600
"""Characters of a sentence that are compared."""


class Pair(NamedTuple):
    """Places of a sentence in the old and in the new text."""

    old: int
    new: int
    equal: bool
    moved: bool = False


class Aligned(NamedTuple):
    """The pairs in the order of the new text, and the places that have no partner."""

    pairs: tuple[Pair, ...]
    removed: tuple[int, ...]
    added: tuple[int, ...]


def align(old: Sequence[str], new: Sequence[str]) -> Aligned:
    """Pair sentences, given as they are compared."""
    equal = _equal(old, new)
    steady = {equal[i][0]: equal[i][1] for i in _increasing([b for _, b in equal])}
    alike = _alike(old, new, equal, steady)
    found = sorted([*((a, b, True) for a, b in equal), *((a, b, False) for a, b in alike)])
    kept = frozenset(_increasing([b for _, b, _ in found]))
    pairs = [Pair(a, b, same, i not in kept) for i, (a, b, same) in enumerate(found)]
    olds, news = {pair.old for pair in pairs}, {pair.new for pair in pairs}
    return Aligned(
        tuple(sorted(pairs, key=lambda pair: pair.new)),
        tuple(i for i in range(len(old)) if i not in olds),
        tuple(i for i in range(len(new)) if i not in news),
    )


def _equal(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    places: defaultdict[str, list[int]] = defaultdict(list)
    for i, sentence in reversed(list(enumerate(old))):
        places[sentence].append(i)
    found = [(places[sentence].pop(), i) for i, sentence in enumerate(new) if places.get(sentence)]
    return sorted(found)


def _increasing(values: Sequence[int]) -> list[int]:
    """The places of a longest increasing row (Fredman 1975), in order."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for i, value in enumerate(values):
        at = bisect_left(tails, value)
        before.append(ends[at - 1] if at else -1)
        tails[at : at + 1] = [value]
        ends[at : at + 1] = [i]
    row, i = [], ends[-1] if ends else -1
    while i >= 0:
        row.append(i)
        i = before[i]
    return row[::-1]


def _alike(
    old: Sequence[str], new: Sequence[str], equal: list[tuple[int, int]], steady: dict[int, int]
) -> list[tuple[int, int]]:
    left = _gaps(len(old), {a for a, _ in equal}, set(steady))
    right = _gaps(len(new), {b for _, b in equal}, set(steady.values()))
    scored = sorted(_scored(old, new, left, right), key=lambda one: (-one[0], one[1], one[2]))
    olds: set[int] = set()
    news: set[int] = set()
    found = []
    for _, a, b in scored:
        if a not in olds and b not in news:
            olds.add(a)
            news.add(b)
            found.append((a, b))
    return found


def _gaps(length: int, taken: set[int], anchors: set[int]) -> dict[int, tuple[int, int]]:
    """For each sentence left, the gap between anchors that it is in, and its place there."""
    gap = place = 0
    found = {}
    for i in range(length):
        if i in anchors:
            gap, place = gap + 1, 0
        elif i not in taken:
            found[i] = (gap, place)
            place += 1
    return found


def _scored(
    old: Sequence[str],
    new: Sequence[str],
    left: dict[int, tuple[int, int]],
    right: dict[int, tuple[int, int]],
) -> Iterator[tuple[float, int, int]]:
    index = _index(old, left)
    there = {where: a for a, where in left.items()}
    for b, (gap, place) in right.items():
        near = (there.get((gap, place + step)) for step in range(-NEAR, NEAR + 1))
        for a in {*(a for a in near if a is not None), *_sharing(new[b], index)}:
            here = left[a][0] == gap
            score = ratio(old[a][:COMPARED], new[b][:COMPARED])
            if score >= (LIKE_HERE if here else LIKE_ELSEWHERE):
                yield score + 5 * here, a, b


def _index(old: Sequence[str], left: dict[int, tuple[int, int]]) -> dict[str, list[int]]:
    index: defaultdict[str, list[int]] = defaultdict(list)
    for a in left:
        for word in set(old[a].split()):
            if len(index[word]) <= RARE:
                index[word].append(a)
    return index


def _sharing(sentence: str, index: dict[str, list[int]]) -> list[int]:
    shared: defaultdict[int, float] = defaultdict(float)
    for word in set(sentence.split()):
        places = index.get(word, ())
        if len(places) <= RARE:
            for a in places:
                shared[a] += 1 / len(places)
    return sorted(shared, key=lambda a: (-shared[a], a))[:CANDIDATES]
