"""In: the place where a source begins behind "laut" or "nach". Out: where its noun phrase ends.

In the middle of a clause other phrases stand right behind the source without any mark: "traf nach
Angaben der Polizei 40 Menschen", "barg laut Feuerwehr Möbel". A phrase has one head; what its case,
number or preposition cannot hang on that head belongs to the clause.
"""

from __future__ import annotations

from collections.abc import Sequence

from depesche.german import cues, organisations
from depesche.german.phrases import NAMES, NOUNS, OPENING, PREPOSITIONS, attribute, core
from depesche.german.roles import role
from depesche.german.sheet import Token

FIGURED = frozenset((*NOUNS, "ADJA", "CARD"))
"""Tags behind a figure that make it the beginning of an amount."""
GROUPS = ("gruppe", "reihe", "zahl", "team", "bündnis", "kreis", "kreise", "kreisen")
"""Endings of nouns for several people, who are named behind "von"."""
ACRONYM = 3
"""Letters from which a word of capitals is a whole name ("BKA"), not a part of one ("IG Metall")."""


def source_end(tokens: Sequence[Token], i: int, last: int) -> int:
    """The place behind the source that begins at `i`; `i` itself where no noun phrase begins."""
    begin, end = i, core(tokens, i, last)
    while end > begin:
        new = severed(tokens, begin, end)
        if new < end:
            return new
        stop = attribute(tokens, end, last)
        if stop == end or not hangs(tokens, i, end):
            return end
        begin, end = end, stop
    return end


def severed(tokens: Sequence[Token], begin: int, end: int) -> int:
    """The first place in the run of nouns [begin, end) where another phrase begins; else `end`."""
    for k in range(begin + 1, end):
        before, word = tokens[k - 1], tokens[k]
        if before.tag not in NOUNS or before.form in OPENING:
            continue
        if word.tag == "CARD" and k + 1 < len(tokens) and tokens[k + 1].tag in FIGURED:
            return k
        if word.tag == "NN" and not takes_name(before) and not of_many(before, word):
            return k
    return end


def takes_name(noun: Token) -> bool:
    """Can a name follow the noun right away: after a role, a kind of organisation, a name?"""
    if noun.tag in NAMES:
        return not (noun.form.isupper() and len(noun.form) >= ACRONYM)
    known = organisations.noun(noun.form)
    return role(noun.form) is not None or (known is not None and known.kind == "kind")


def of_many(noun: Token, word: Token) -> bool:
    """Is the word a genitive without an article, as in "Angaben Beteiligter"?"""
    return reporting(noun) and word.low.endswith("er")


def reporting(noun: Token) -> bool:
    """Is it a noun of saying that somebody's name can hang on: "Angaben", no "Polizeiangaben"?"""
    known = cues.nouns()
    return noun.tag == "NN" and any(c.source or "document" in c.uses for c in known.get(noun.lemma, ()))


def hangs(tokens: Sequence[Token], first: int, end: int) -> bool:
    """Does the attribute that begins at `end` belong to the source that begins at `first`?"""
    word, head = tokens[end], tokens[end - 1]
    if word.tag == "ADJA":
        return reporting(head) and not settled(tokens, first, end)
    if word.tag not in PREPOSITIONS:
        return True
    if word.low == "für":
        return role(head.form) is not None or organisations.noun(head.form) is not None
    if reporting(head):
        return not settled(tokens, first, end)
    named = tokens[end + 1].tag in NAMES and word.low != "aus"
    return named or role(head.form) is not None or head.low.endswith(GROUPS)


def settled(tokens: Sequence[Token], first: int, end: int) -> bool:
    """Does the phrase [first, end) say already whose saying it is: "ihren Angaben", "eigenen Angaben"?"""
    return any(t.tag == "PPOSAT" or t.low in {"eigenen", "eigener"} for t in tokens[first:end])
