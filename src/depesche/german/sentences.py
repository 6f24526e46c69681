"""In: tokens. Out: sentences with exact spans, closing marks included."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from depesche.core.dispatch import Span
from depesche.german.sheet import Sentence, Sheet, Token
from depesche.german.tokens import regions
from depesche.german.words import closed, lines

ENDS = frozenset(".!?…")
CLOSING = frozenset("“”\"»«›‹‘’')]") | {"''"}
OPENING = frozenset("„“\"«»‚‘'([") | {"``", "''", "–", "-"}
HEADING = 48
"""Characters; a line of running text is longer than that where it is broken to a width."""
LONGEST = 250
"""Tokens of the longest sentence."""
ROMAN = frozenset("IVXLC")


@cache
def abbreviations() -> tuple[frozenset[str], frozenset[str]]:
    """Abbreviations that never end a sentence, and those that do before a capital letter."""
    known = [line.replace("\u00a0", " ") for line in lines("abbreviations.txt")]
    soft = frozenset(word[:-1] for word in known if word.endswith("!"))
    return frozenset(word for word in known if not word.endswith("!")), soft


def begins(tokens: tuple[Token, ...], i: int, last: int) -> bool:
    """Can the token at `i` begin a sentence: a capital, a figure, or an opening mark before one?"""
    while i < last and tokens[i].form in OPENING:
        i += 1
    return i >= last or not tokens[i].form[0].islower()


def is_ordinal(tokens: tuple[Token, ...], i: int, last: int) -> bool:
    """Is the full stop at `i` part of an ordinal figure such as `14.` or `XVI.`?"""
    before = tokens[i - 1]
    short = before.form.isdigit() and len(before.form) <= 3
    roman = len(before.form) <= 5 and ROMAN.issuperset(before.form)
    if not (short or roman) or before.end != tokens[i].begin or i + 1 >= last:
        return False
    return tokens[i + 1].form[0].isalnum() and tokens[i + 1].low not in closed("starters")


def is_end(tokens: tuple[Token, ...], i: int, last: int) -> bool:
    """Does the token at `i`, a full stop or an abbreviation, end a sentence?"""
    token = tokens[i]
    if token.form[-1] not in ENDS:
        return False
    if len(token.form) > 1 and token.form[0] not in ENDS:
        hard, soft = abbreviations()
        if token.form in soft:
            return begins(tokens, i + 1, last)
        following = tokens[i + 1] if i + 1 < last else None
        return following is not None and token.form not in hard and False
    if token.form == "." and i and is_ordinal(tokens, i, last):
        return False
    return ends_here(tokens, i, last)


def ends_here(tokens: tuple[Token, ...], i: int, last: int) -> bool:
    """A final mark ends the sentence unless the text goes on in lower case or after a comma."""
    j = after_closing(tokens, i, last)
    if j >= last:
        return True
    if tokens[j].form in {",", ";", ":", ")"}:
        return False
    return begins(tokens, j, last)


def after_closing(tokens: tuple[Token, ...], i: int, last: int) -> int:
    """The index behind the final mark at `i` and the marks that close with it."""
    j = i + 1
    while (
        j < last
        and tokens[j].begin == tokens[j - 1].end
        and (tokens[j].form in CLOSING or tokens[j].form[0] in ENDS)
    ):
        j += 1
    return j


def breaks(text: str, tokens: tuple[Token, ...], start: int, i: int) -> bool:
    """Does a short line without a final mark, a heading, end before the token at `i`?"""
    gap = text[tokens[i - 1].end : tokens[i].begin]
    if "\n" not in gap or tokens[i - 1].end - tokens[start].begin > HEADING:
        return False
    if not opens_line(text, tokens[start].begin):
        return False  # a sentence that begins within a line of copy broken to a width
    return not tokens[i].form[0].islower() and tokens[i - 1].form not in {",", "-", "–", "/"}


def opens_line(text: str, begin: int) -> bool:
    """Does nothing but blanks stand before a place on its line?"""
    before = text[max(0, begin - 8) : begin].rstrip(" \t\u00a0")
    return not before or before[-1] in "\r\n"


def split(text: str, tokens: tuple[Token, ...], first: int, last: int) -> Iterator[tuple[int, int]]:
    """Ranges [first, last) of the sentences among the tokens of one paragraph."""
    start = i = first
    while i < last:
        if i > start and breaks(text, tokens, start, i):
            yield start, i
            start = i
        if is_end(tokens, i, last):
            i = after_closing(tokens, i, last)
            yield start, i
            start = i
        else:
            i += 1
    if start < last:
        yield start, last


def bounded(tokens: tuple[Token, ...], first: int, last: int) -> Iterator[tuple[int, int]]:
    """The sentence in pieces of at most LONGEST tokens, cut behind a comma if there is one.

    No sentence of a newspaper is so long, and clauses take time that grows with the square.
    """
    while last - first > LONGEST:
        window = range(first + LONGEST - 1, first + LONGEST // 2, -1)
        cut = next((i + 1 for i in window if tokens[i].form in {",", ";", ":"}), first + LONGEST)
        yield first, cut
        first = cut
    yield first, last


def layer(sheet: Sheet) -> tuple[Sentence, ...]:
    """The sentences of headline and body, in order."""
    found: list[Sentence] = []
    tokens, at = sheet.tokens, 0
    for region in sorted(regions(sheet.dispatch)):
        first = at
        while at < len(tokens) and tokens[at].begin < region[1]:
            at += 1
        number, body = paragraph_of(sheet, region)
        pieces = (p for s in split(sheet.text, tokens, first, at) for p in bounded(tokens, *s))
        for a, b in pieces:
            span = (tokens[a].begin, tokens[b - 1].end)
            found.append(Sentence(span, a, b, number, body))
    return tuple(found)


def paragraph_of(sheet: Sheet, region: Span) -> tuple[int, bool]:
    """The number of the paragraph a region lies in, from 0, and whether it is body."""
    if region == sheet.dispatch.headline_span and region not in sheet.dispatch.body:
        return -1, False
    for number, (begin, end) in enumerate(sheet.dispatch.paragraphs):
        if begin <= region[0] < end:
            return number, True
    return -1, True
