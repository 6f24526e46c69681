"""In: a text, spans of it and a wording. Out: where the wording stands there."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from depesche.core.dispatch import Span

WIDTH = 69
LONGEST_WORDING = 1000
MOST_HITS = 200
GAP = re.compile(r"\s*(?:\.{3,}|…)\s*")
QUOTES = "„“”«»\"›‹‚‘’'"
WORD = re.compile(r"[^ \t\r\n]+")
ENDING = re.compile(r"(?:en|em|er|es|e|n|s)$")
STEM = re.compile(r"\w+|\W+")
SHORTEST_STEM = 3


def lines_at_width(text: str, span: Span, width: int = WIDTH) -> list[Span]:
    """The lines of a paragraph as agencies set them: 69 columns, filled greedily at spaces.

    The dateline belongs to the first line; hyphens do not break; a word longer than a line stands
    alone. Where the paragraph carries line breaks of its own, those are the lines.
    """
    begin, end = span
    own = (
        [found.span() for found in re.finditer(r"[^\r\n]*\S[^\r\n]*", text[begin:end])]
        if ("\n" in text[begin:end])
        else []
    )
    if own:
        return [(begin + b, begin + e) for b, e in own]
    lines: list[Span] = []
    for word in WORD.finditer(text, begin, end):
        if lines and word.end() - lines[-1][0] <= width:
            lines[-1] = (lines[-1][0], word.end())
        else:
            lines.append(word.span())
    return lines


def find(text: str, span: Span, wording: str) -> list[Span]:
    """Where `wording` stands in a span: exactly, else in other letters' case, else inflected.

    "..." in a wording stands for words left out. At most 200 places; none for a wording over
    1000 characters.
    """
    if not wording or len(wording) > LONGEST_WORDING:
        return []
    for pieces in patterns(wording):
        hits = chained([spans_of(piece, text, span) for piece in pieces])
        if hits:
            return hits
    return []


def patterns(wording: str) -> Iterator[list[re.Pattern[str]]]:
    """The pieces of a wording as patterns, strictest first."""
    pieces = [piece for piece in GAP.split(wording.strip()) if piece]
    yield [re.compile(bounded(loose(piece))) for piece in pieces]
    yield [re.compile(bounded(loose(piece)), re.IGNORECASE) for piece in pieces]
    yield [re.compile(bounded(inflected(piece)), re.IGNORECASE) for piece in pieces]


def bounded(pattern: str) -> str:
    """The pattern, not inside a word."""
    return rf"(?<!\w){pattern}(?!\w)" if pattern[:1] != "[" else pattern


def loose(piece: str) -> str:
    """A piece as a pattern: any white space for white space, any quotation mark for one."""
    return "".join(
        r"\s+" if sign.isspace() else f"[{QUOTES}]" if sign in QUOTES else re.escape(sign)
        for sign in re.sub(r"\s+", " ", piece)
    )


def inflected(piece: str) -> str:
    """A piece as a pattern in which the words' endings may differ."""
    return "".join(any_ending(part) if part.isalpha() else loose(part) for part in STEM.findall(piece))


def any_ending(word: str) -> str:
    """A word as a pattern for its inflected forms."""
    stem = ENDING.sub("", word)
    if len(stem) < SHORTEST_STEM:
        return re.escape(word)
    return re.escape(stem) + r"(?:en|em|er|es|e|n|s)?"


def spans_of(piece: re.Pattern[str], text: str, span: Span) -> list[Span]:
    """Where one piece stands."""
    found: list[Span] = []
    for hit in piece.finditer(text, *span):
        found.append(hit.span())
        if len(found) == MOST_HITS:
            break
    return found


def chained(pieces: list[list[Span]]) -> list[Span]:
    """The spans from each place of the first piece to the nearest places of the others behind it."""
    if not pieces or not all(pieces):
        return []
    found: list[Span] = []
    for begin, first_end in pieces[0]:
        end = first_end
        for places in pieces[1:]:
            behind = bisect_left(places, (end, 0))
            if behind == len(places):
                return found
            end = places[behind][1]
        found.append((begin, end))
    return found
