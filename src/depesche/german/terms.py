"""In: a text. Out: its words as terms to search by: stem without umlauts, and a compound's parts.

Stems are Snowball's German ones (Porter 2001), in which "Müller", "Mueller" and "Muller" are one;
parts of compounds are morphemes (Wartena 2019). Hyphens part words: "US-Regierung"
is two, and the second carries the joined form as a part.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Any

from depesche.core.terms import IndexTerm
from depesche.german.compounds import OWN, builder, name, split, usual, whole
from depesche.german.morphology import morphology

WORD = re.compile(r"[^\W_]+")
HYPHENS = frozenset("-\N{HYPHEN}\N{NON-BREAKING HYPHEN}")
SURROGATES = dict.fromkeys(range(0xD800, 0xE000), " ")
KEPT, ASKED = 200_000, 1 << 14
NAME, NAMES = 80, 20_000
"""Characters of a text that may be a name, and of how many of those the terms are kept: names come again."""
LONGEST = 40
COMPOUND = 8
"""Letters that a word must have before it is looked at as a compound."""
SHORTEST_PART = 3
NOUN = "NN"
NO_PART = ("FUGE", "SUF")


def terms(text: str, wanted: frozenset[str] | None = None) -> tuple[IndexTerm, ...]:
    """The terms of `text` in order, one a word. Offsets are code points of `text`.

    Where `wanted` stems are given, words that cannot have one of them as a part get no parts, which
    is much quicker on words not seen before.
    """
    if wanted is None and len(text) <= NAME:
        return _of_name(text)
    return _cut(_mended(text), wanted)


@lru_cache(NAMES)
def _of_name(text: str) -> tuple[IndexTerm, ...]:
    return _cut(_mended(text), None)


def _cut(text: str, wanted: frozenset[str] | None) -> tuple[IndexTerm, ...]:
    found: list[IndexTerm] = []
    first = last = -1
    for word in WORD.finditer(text):
        begin, end = word.span()
        printed = word.group()
        own, parts = _term(printed) if wanted is None else _asked(printed, wanted)
        if last == begin - 1 and last >= 0 and text[last] in HYPHENS:
            parts = (*parts, stem(text[first:last] + printed))
        found.append(IndexTerm(begin, end, own, parts))
        first, last = begin, end
    return tuple(found)


def _mended(text: str) -> str:
    try:
        text.encode()
        return text
    except UnicodeEncodeError:
        return text.translate(SURROGATES)


@lru_cache(ASKED)
def _asked(word: str, wanted: frozenset[str]) -> tuple[str, tuple[str, ...]]:
    """The same as `_term`; no parts where none of them is wanted."""
    return _term(word) if _may_have(word, wanted) else (stem(word), ())


def _may_have(word: str, wanted: frozenset[str]) -> bool:
    """Whether a word has one of the stems in it: a stem is how a part begins, without marks over its
    letters, "ae" for "ä" undone or not."""
    if len(word) < COMPOUND:
        return False
    bare = word
    if not word.isascii():
        bare = "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))
    low = bare.casefold()
    plain = low.replace("ae", "a").replace("oe", "o").replace("ue", "u")
    return any(one in low or one in plain for one in wanted)


@lru_cache(KEPT)
def _term(word: str) -> tuple[str, tuple[str, ...]]:
    return stem(word), compound(word) if len(word) >= COMPOUND else ()


@lru_cache(KEPT)
def stem(word: str) -> str:
    """The word's stem in lower case without marks above or below its letters; never empty."""
    low = unicodedata.normalize("NFC", word[:LONGEST]).lower()
    bare = low if low.isascii() else unicodedata.normalize("NFC", low)
    found: str = _stemmer().stemWord(bare)
    if found.isascii():
        return found or low
    letters = unicodedata.normalize("NFKD", found)
    return "".join(c for c in letters if not unicodedata.combining(c)).casefold() or low


@lru_cache(KEPT)
def compound(word: str) -> tuple[str, ...]:
    """The stems of every run of parts of a compound, the whole left out; () where it is none."""
    if len(word) > LONGEST or word[0].islower() or not word.isalpha():
        return ()
    own = stem(word)
    runs = tuple(_runs(_pieces(word))) or tuple(map(stem, split(word) or ()))
    return tuple(dict.fromkeys(part for part in runs if part != own))


@lru_cache(KEPT)
def halves(word: str) -> tuple[str, str] | None:
    """A compound's modifier and head as printed, in lower case: "ostsee", "kabel"; None for no compound."""
    low = word.lower()
    if not word.isalpha() or whole(low) or name(low):
        return None
    found = _halved(_pieces(word)) if COMPOUND <= len(word) <= LONGEST else None
    found = found or split(word, OWN)
    return builder(*found) if found else None


def _halved(pieces: list[tuple[str, str]]) -> tuple[str, str] | None:
    """Modifier and head of a word's pieces; the head has two where they are a common word together."""
    lexical = [i for i, (_, tag) in enumerate(pieces) if not tag.startswith(NO_PART)]
    if len(lexical) < 2:
        return None
    at = -1
    if len(lexical) > 2 and usual("".join(form for form, _ in pieces[lexical[-2] :])):
        at = -2
    first = "".join(form for form, _ in pieces[: lexical[at - 1] + 1])
    last = "".join(form for form, _ in pieces[lexical[at] :])
    return (first, last) if min(len(first), len(last)) >= SHORTEST_PART else None


def _pieces(word: str) -> list[tuple[str, str]]:
    known = morphology()
    tag = known.readings(word.capitalize(), initial=False)[0][0]
    path = known.path(word.lower(), tag) if known.names[tag] == NOUN else None
    return [(form, known.names[kind]) for form, kind in path or ()]


def _runs(pieces: list[tuple[str, str]]) -> Iterator[str]:
    lexical = [i for i, (_, tag) in enumerate(pieces) if not tag.startswith(NO_PART)]
    if len(lexical) < 2:
        return
    for first in lexical:
        for last in lexical:
            run = "".join(form for form, _ in pieces[first : last + 1])
            if first <= last and len(run) >= SHORTEST_PART:
                yield stem(run)


@cache
def _stemmer() -> Any:
    from Stemmer import Stemmer  # type: ignore[import-not-found]

    return Stemmer("german")
