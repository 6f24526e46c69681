"""In: a text and the stems that were looked for. Out: the stretch that shows them best. Pure."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from depesche.core.dispatch import Span
from depesche.core.terms import IndexTerm

WORDS = 32


class Snippet(msgspec.Struct, frozen=True):
    """A stretch of a text on one line, and the spans in it (code points) of what was looked for.

    `begin` is where it begins in the text; `cut` says whether there is text before and behind it.
    """

    text: str
    marks: tuple[Span, ...] = ()
    begin: int = 0
    cut: tuple[bool, bool] = (False, False)


def hits(terms: Sequence[IndexTerm], stems: frozenset[str]) -> list[int]:
    """The places of the words that have one of these stems, themselves or in a part."""
    return [
        place for place, term in enumerate(terms) if term.stem in stems or not stems.isdisjoint(term.parts)
    ]


def snippet(text: str, terms: Sequence[IndexTerm], stems: frozenset[str]) -> Snippet:
    """The stretch of at most WORDS words with the most different stems; else the beginning."""
    found = hits(terms, stems)
    first = _best(terms, found, stems)
    last = min(first + WORDS, len(terms)) - 1
    if last < 0:
        return Snippet("")
    begin = terms[first].begin
    end = len(text) if last == len(terms) - 1 else terms[last].end
    marks = tuple((terms[i].begin - begin, terms[i].end - begin) for i in found if first <= i <= last)
    words = text[begin:end].translate({10: " ", 13: " ", 9: " "}).rstrip()
    return Snippet(words, marks, begin, (first > 0, end < len(text.rstrip())))


def _best(terms: Sequence[IndexTerm], found: list[int], stems: frozenset[str]) -> int:
    best, most, right = 0, 0, 0
    counts: dict[str, int] = {}
    for place in found:
        while right < len(found) and found[right] < place + WORDS:
            for stem in _matched(terms[found[right]], stems):
                counts[stem] = counts.get(stem, 0) + 1
            right += 1
        if len(counts) > most:
            most, best = len(counts), _centred(place, found[right - 1], len(terms))
        for stem in _matched(terms[place], stems):
            counts[stem] -= 1
            if not counts[stem]:
                del counts[stem]
    return best


def _matched(term: IndexTerm, stems: frozenset[str]) -> frozenset[str]:
    return stems & {term.stem, *term.parts}


def _centred(first: int, last: int, count: int) -> int:
    spare = WORDS - (last - first + 1)
    return max(min(first - spare // 2, count - WORDS), 0)
