"""In: tokens in sentences. Out: stretches in quotation marks, and which of them are speech."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from depesche.german.sheet import Sheet, Token

PARTNERS: dict[str, Sequence[str]] = {
    "„": "“”\"", "‚": "‘’'", "»": "«", "›": "‹", "«": "»", "‹": "›", "“": "”“", "”": "”",
    '"': '"', "''": ("''",), "``": ("''", "``"),
}  # fmt: skip
LONGEST = 400
FINITE = frozenset(("VVFIN", "VAFIN", "VMFIN", "VVIMP", "VAIMP"))


@dataclass(frozen=True, slots=True)
class Quote:
    """A stretch in quotation marks: its tokens [first, last), both marks included.

    `speech` is False for titles, names and single words set off by the marks. `closed` is False
    where the closing mark is missing and the stretch was taken to the paragraph's end.
    """

    first: int
    last: int
    speech: bool
    closed: bool = True

    @property
    def size(self) -> int:
        """The number of tokens inside the marks."""
        return self.last - self.first - 1 - self.closed


def layer(sheet: Sheet) -> tuple[Quote, ...]:
    """The outermost quotations of each paragraph, in order."""
    found: list[Quote] = []
    for _, group in groupby(sheet.sentences, key=lambda sentence: sentence.paragraph):
        sentences = list(group)
        first, last = sentences[0].first, sentences[-1].last
        found += [judged(sheet.tokens, q) for q in pairs(sheet.tokens, first, last)]
    return tuple(found)


def pairs(tokens: tuple[Token, ...], first: int, last: int) -> Iterator[Quote]:
    """Outermost pairs of marks in [first, last); an opening mark that is never closed is passed."""
    closers = last_places(tokens, first, last)
    i = first
    while i < last:
        partners = PARTNERS.get(tokens[i].form) if opens(tokens, i, first, last) else None
        if not partners or not any(closers.get(mark, -1) > i for mark in partners):
            i += 1
            continue
        j = closing(tokens, i, last, partners)
        if j < 0:
            i += 1
            continue
        yield Quote(i, j + 1, False)
        i = j + 1


def last_places(tokens: tuple[Token, ...], first: int, last: int) -> dict[str, int]:
    """The last place of each quotation mark, so that a search that must fail is not begun."""
    return {tokens[i].form: i for i in range(first, last) if not tokens[i].form[0].isalnum()}


def opens(tokens: tuple[Token, ...], i: int, first: int, last: int) -> bool:
    """Can the mark at `i` open? Straight and reversible marks must not touch the word before."""
    mark = tokens[i].form
    if mark not in PARTNERS:
        return False
    if mark in {"„", "‚", "``"}:
        return True
    touches_before = i > first and tokens[i - 1].end == tokens[i].begin
    touches_after = i + 1 < last and tokens[i].end == tokens[i + 1].begin
    return touches_after and (not touches_before or tokens[i - 1].form in {"(", "[", "/", "–"})


def closing(tokens: tuple[Token, ...], i: int, last: int, partners: Sequence[str]) -> int:
    """The place of the mark that closes the one at `i`, -1 if none within LONGEST tokens."""
    depth, mark = 0, tokens[i].form
    for j in range(i + 1, min(last, i + LONGEST)):
        form = tokens[j].form
        if form == mark and mark in {"„", "»", "«"} and form not in partners:
            depth += 1
        elif form in partners:
            if not depth:
                return j
            depth -= 1
    return -1


def judged(tokens: tuple[Token, ...], quote: Quote) -> Quote:
    """The quote with its `speech` decided by length, a finite verb, and the marks around it."""
    inside = tokens[quote.first + 1 : quote.last - 1]
    before = tokens[quote.first - 1].form if quote.first else ""
    if not inside:
        return quote
    verb = any(token.tag in FINITE for token in inside)
    final = inside[-1].form in {".", "!", "?", "…", ","} and len(inside) > 2
    comma = quote.last < len(tokens) and tokens[quote.last].form == ","
    capital = inside[0].form[0].isupper() or inside[0].form[0].isdigit()
    speech = (
        (before == ":" and len(inside) > 1)
        or (verb and len(inside) >= 4)
        or (verb and (final or comma) and capital)
        or (final and capital)
    )
    return Quote(quote.first, quote.last, speech)
