"""What a word is searched by."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from operator import attrgetter

import msgspec

BEGIN, END = attrgetter("begin"), attrgetter("end")


class IndexTerm(msgspec.Struct, frozen=True, gc=False):
    """One word of a text: its span, its stem in lower case, and the stems of a compound's parts."""

    begin: int
    end: int
    stem: str
    parts: tuple[str, ...] = ()


def within(terms: Sequence[IndexTerm], spans: Iterable[tuple[int, int]]) -> Iterator[Sequence[IndexTerm]]:
    """The terms in each of the spans, which are in order; in none twice where two overlap."""
    at = 0
    for begin, end in spans:
        first = bisect_left(terms, begin, at, key=BEGIN)
        at = bisect_right(terms, end, first, key=END)
        yield terms[first:at]
