"""In: spans that may nest and overlap. Out: the text cut wherever any of them begins or ends."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Literal, NamedTuple

from depesche.core.dispatch import Span

DEEPEST = 12  # nesting beyond what a reader can tell apart; also keeps hostile nesting linear


class Mark(NamedTuple):
    """One span of the statement, time or notice with this number; or of the cue, or of a voice
    (a source's mention), of the statement with this number."""

    begin: int
    end: int
    kind: Literal["statement", "cue", "voice", "time", "notice"]
    number: int


class Segment(NamedTuple):
    """A stretch of text under the same marks throughout.

    `over`: the marks over it, outermost first; `opens`, `closes`: those that begin at its begin
    (outer first) or end at its end (inner first).
    """

    begin: int
    end: int
    over: tuple[Mark, ...]
    opens: tuple[Mark, ...]
    closes: tuple[Mark, ...]


def segments(span: Span, marks: Iterable[Mark]) -> Iterator[Segment]:
    """The segments of `span`, in order and without a gap; marks are cut at its edges."""
    inside = _cut(span, marks)
    begins, ends = _events(inside)
    edges = sorted({*span, *begins, *ends})
    over: tuple[Mark, ...] = ()
    for begin, end in pairwise(edges):
        opens, closes = begins.get(begin, ()), ends.get(end, ())
        over = (*over, *opens)[:DEEPEST]
        yield Segment(begin, end, over, tuple(opens), tuple(closes))
        if closes:
            over = tuple(mark for mark in over if mark.end != end)


def _cut(span: Span, marks: Iterable[Mark]) -> list[Mark]:
    cut = (m._replace(begin=max(m.begin, span[0]), end=min(m.end, span[1])) for m in marks)
    return sorted((m for m in cut if m.begin < m.end), key=lambda m: (m.begin, -m.end, m.number))


def _events(marks: list[Mark]) -> tuple[dict[int, list[Mark]], dict[int, list[Mark]]]:
    begins: defaultdict[int, list[Mark]] = defaultdict(list)
    ends: defaultdict[int, list[Mark]] = defaultdict(list)
    for mark in marks:
        begins[mark.begin].append(mark)
    for mark in reversed(marks):
        ends[mark.end].append(mark)
    return dict(begins), dict(ends)
