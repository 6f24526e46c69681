"""In: the words of sentences. Out: the values by which passages that come from them are found. Pure.

A value stands for two words with content that follow each other. Of each sentence of a dispatch the
few lowest are kept (the bottom sketch of Broder 1997), of a passage all are looked for: so a word
that was changed or left out hides a sentence only where it touches all that was kept.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise

from depesche.core.dispatch import Span
from depesche.core.terms import IndexTerm, within

KEPT = 4
"""Values that are kept of a sentence."""
MOST = 400
"""Values that are kept of a dispatch."""
LEAST = 1.9
"""What a word has to weigh to count: more than "sagte"."""
Weigh = Callable[[str], float]


def values(text: str, terms: Iterable[IndexTerm], weigh: Weigh) -> Iterator[int]:
    """The values of a row of words, in order."""
    telling = [one.stem for one in terms if weigh(text[one.begin : one.end]) >= LEAST]
    for one, other in pairwise(telling):
        yield zlib.crc32(f"{one} {other}".encode("utf-8", "replace"))


def kept(text: str, terms: Sequence[IndexTerm], spans: Sequence[Span], weigh: Weigh) -> tuple[int, ...]:
    """What is kept of a dispatch: the lowest values of each of its sentences (`spans`, in order)."""
    found: dict[int, None] = {}
    for some in within(terms, spans):
        found.update(dict.fromkeys(sorted(set(values(text, some, weigh)))[:KEPT]))
        if len(found) >= MOST:
            break
    return tuple(found)[:MOST]
