"""In: texts as sequences of hashed words. Out: how alike two are, and what the like are found by.

Two texts are as alike as the shorter one is held in the longer (containment: Broder 1997), for the
mean of single words and pairs of neighbours: pairs tell copied from merely similar wording, single
words bear edits better. Texts of one mould (markets, weather, lottery, tables) share their wording
but not their figures and names, which is how they are told apart.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache
from itertools import pairwise

import msgspec

ALIKE = 0.56
"""From here on a text is a version or a copy of the other: an edit of every fourth word leaves
about 0.67, a quarter reused makes about 0.4."""
CLOSE = 0.8
CREDITED = 0.42
"""Enough where the copy itself says where it has it from."""
MOST_WORDS = 1500
SHORT = 80
"""Words up to which every run of three words is a shingle; of longer texts the first half of
that, and of the rest each SAMPLED-th by its value."""
SAMPLED = 6
FEW_FACTS = 3
MANY_FIGURES = 5
"""A text with fewer figures may well have all of them corrected."""
KEPT_FACTS = 0.34
"""Of figures, or of figures and names, that a version keeps at least; one of a mould keeps fewer."""
REMEMBERED = 1024
PRIME = 0x9E3779B1
MASK = 0xFFFFFFFF


class Wording(msgspec.Struct, frozen=True):
    """A text's words as 32-bit values, packed in order; its figures, each with the word before
    it; its names."""

    words: bytes
    figures: tuple[int, ...] = ()
    names: tuple[int, ...] = ()


def packed(words: Iterable[int]) -> bytes:
    """The words as `Wording` keeps them."""
    return array("I", list(words)[:MOST_WORDS]).tobytes()


def unpacked(words: bytes) -> Sequence[int]:
    """The words that were packed."""
    found = array("I")
    found.frombytes(words)
    return found


def joined(values: Iterable[int]) -> int:
    """One 32-bit value for several in a row."""
    found = 0
    for value in values:
        found = ((found ^ value) * PRIME + (found >> 15)) & MASK
    return found


def likeness(one: Wording, other: Wording, least: float = 0.0) -> float:
    """0 to 1: how much of the shorter text's wording the longer one has; 0 where that is less than `least`."""
    if one.words == other.words:
        return 1.0 if one.words else 0.0
    (first, pairs), (second, others) = _taken_apart(one.words), _taken_apart(other.words)
    neighbours = _held(pairs, others)
    if (1 + neighbours) / 2 < least:  # whatever single words they share: most texts end here
        return 0.0
    score = (_held(first, second) + neighbours) / 2
    return score if score >= least else 0.0


def vocabulary(one: Wording) -> frozenset[int]:
    """The words of a text, each once."""
    return _taken_apart(one.words)[0]


@lru_cache(REMEMBERED)
def _taken_apart(words: bytes) -> tuple[frozenset[int], frozenset[int]]:
    """The words of a text, and its pairs of neighbours; a text is held against many, one after the other."""
    found = unpacked(words)
    return frozenset(found), _pairs(found)


def shingles(words: Sequence[int]) -> list[int]:
    """The values by which texts that share a run of words are found, each once, in order."""
    if len(words) < 3:
        return [joined(words)] if words else []
    triples = zip(words, words[1:], words[2:], strict=False)
    runs = [((a * PRIME ^ b) * PRIME ^ c) >> 3 & MASK for a, b, c in triples]
    if len(words) > SHORT:
        first = SHORT // 2
        runs = runs[:first] + [run for run in runs[first:] if run % SAMPLED == 0]
    return list(dict.fromkeys(runs))


def of_one_mould(one: Wording, other: Wording) -> bool:
    """Whether figures and names of two texts differ so much that only their mould is the same."""
    return _differ(one.figures, other.figures, MANY_FIGURES) or _differ(
        (*one.figures, *one.names), (*other.figures, *other.names), FEW_FACTS
    )


def _differ(one: Sequence[int], other: Sequence[int], least: int) -> bool:
    first, second = set(one), set(other)
    return min(len(first), len(second)) >= least and _held(first, second) < KEPT_FACTS


def _pairs(words: Sequence[int]) -> frozenset[int]:
    return frozenset([(a * PRIME ^ b) & MASK for a, b in pairwise(words)])


def _held(one: AbstractSet[int], other: AbstractSet[int]) -> float:
    least = min(len(one), len(other))
    return len(one & other) / least if least else 0.0
