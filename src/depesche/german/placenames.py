"""Place names as they stand in running text. In: tokens. Out: the gazetteer's names among them.

A name comes with what it demands of its context to count as a place: nothing (Pjöngjang, Schweden), a
preposition of place (small towns, Essen), or a place noun (Wissen). `placecontext` looks whether the
context gives it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from depesche.core.dispatch import Span
from depesche.german.gazetteer import Entry, entries, longer, normal
from depesche.german.sheet import Sentence, Token
from depesche.german.words import sections

#: The weight of a town that needs no context: 40 000 people in Germany, 120 000 in Europe, 600 000 far off.
SURE = 600_000
LONGEST = 5
NOT_NAMES = frozenset(("ART", "PPER", "KOUS", "KON", "PRELS", "APPR", "PPOSAT", "PDAT"))


@dataclass(frozen=True, slots=True)
class Name:
    """A place name in the text: its readings, its tokens [first, last), whether context must bear it."""

    readings: tuple[Entry, ...]
    first: int
    last: int
    span: Span
    demand: str

    @property
    def key(self) -> str:
        """The first reading's name, small."""
        return normal(self.readings[0].place.name)


@cache
def context(section: str) -> frozenset[str]:
    """A section of the words that decide whether a name is a place."""
    return sections("places/context.txt")[section]


@lru_cache(maxsize=1 << 15)
def demand(name: str) -> str:
    """What a known name needs to count as a place here: "none", "preposition" or "noun"."""
    key, first = normal(name), entries(name)[0]
    if key in context("words"):
        return "noun"
    if key in context("doubtful"):
        return "preposition"
    sure = first.kind in "slrC" or first.weight >= SURE
    return "none" if sure else "preposition"


def names(tokens: tuple[Token, ...], sentence: Sentence) -> Iterator[Name]:
    """The gazetteer's names in a sentence, the longest at each place, whatever their context says."""
    i = sentence.first
    while i < sentence.last:
        found = name_at(tokens, i, sentence.last) if tokens[i].form[0].isupper() else None
        if found:
            yield found
        i = found.last if found else i + 1


def name_at(tokens: tuple[Token, ...], i: int, end: int) -> Name | None:
    """The longest name that begins at a token, or None."""
    token = tokens[i]
    for last in range(min(end, i + LONGEST), i + 1, -1) if longer(token.form) else ():
        if joined(tokens, i, last) in longer(token.form):
            return made(joined(tokens, i, last), tokens, i, last)
    if token.tag in NOT_NAMES:
        return None
    if entries(token.form):
        return made(token.form, tokens, i, i + 1)
    return genitive(tokens, i) or compound(tokens, i)


def joined(tokens: tuple[Token, ...], first: int, last: int) -> str:
    """The tokens as a key of the gazetteer."""
    return " ".join(normal(token.form) for token in tokens[first:last] if len(token.form) < 40)


def made(name: str, tokens: tuple[Token, ...], first: int, last: int, cut: int = 0) -> Name:
    """The name found over tokens [first, last), `cut` marks short of their end."""
    span = (tokens[first].begin, tokens[last - 1].end - cut)
    return Name(entries(name), first, last, span, demand(name))


def genitive(tokens: tuple[Token, ...], i: int) -> Name | None:
    """A name in the genitive: Russlands, Moskaus. Only names that need no context."""
    form = tokens[i].form
    stem = form[:-1]
    if len(form) < 5 or form[-1] != "s" or stem[-1] in "sxzß" or not entries(stem):
        return None
    return made(stem, tokens, i, i + 1) if demand(stem) == "none" else None


def compound(tokens: tuple[Token, ...], i: int) -> Name | None:
    """A town with its quarter: Berlin-Kreuzberg, Hamburg-Altona. The town is meant."""
    town, hyphen, quarter = tokens[i].form.partition("-")
    if not hyphen or tokens[i].tag != "NE" or not quarter[:1].isupper():
        return None
    found = entries(town)
    if not found or not found[0].town or demand(town) == "noun" or found[0].weight < SURE:
        return None
    return made(town, tokens, i, i + 1)


def before(tokens: tuple[Token, ...], i: int, sentence: Sentence) -> Token | None:
    """The token before place `i` within the sentence, or None."""
    return tokens[i - 1] if i > sentence.first else None
