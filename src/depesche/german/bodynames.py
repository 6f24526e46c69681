"""In: tagged tokens and a place among them. Out: where the proper name of an organisation ends.

Proper names stand behind a noun for their kind ("der Autobauer Nordwerk"), behind the short form of a
club ("FC Kiel") or before their own acronym ("Bundesstelle für Verkehrswesen (BSV)"). What the tagger
takes for a noun is a name only where the text treats it as one.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from functools import cache

from depesche.german import organisations
from depesche.german.gazetteer import entries
from depesche.german.names import NAME_TAGS, excluded, first_name
from depesche.german.plainwords import plain
from depesche.german.roles import role
from depesche.german.sheet import Token

Tokens = Sequence[Token]
Places = Container[int]
LONGEST = 4
"""Words that a proper name has at most."""
REACH = 10
"""Tokens before an acronym in brackets in which what it is short for begins."""
LEGAL = ("AG", "SE", "GmbH")
FINITE = ("VVFIN", "VAFIN", "VMFIN")
LINKS = frozenset(("für", "und", "der", "des", "zur", "zum", "im", "in", "von", "gegen"))
"""What stands between the words of a long name."""


def own_name(tokens: Tokens, j: int, end: int, places: Places) -> int:
    """The place behind the proper name that begins at `j`, or `j`."""
    k = j
    while k < min(end, j + LONGEST):
        joint = tokens[k].form == "&" and k > j and k + 1 < end and tokens[k + 1].form[0].isupper()
        if not joint and not (k not in places and part(tokens, j, k)):
            break
        k += 1 + joint
    if k < end and tokens[k].form in LEGAL:
        k += 1
    return k


def part(tokens: Tokens, j: int, k: int) -> bool:
    """Can token `k` be part of the proper name that begins at `j`?"""
    form = tokens[k].form
    if len(form) < 2 or not form[0].isupper() or role(form):
        return False
    if form.isupper() and form.isalpha():
        return True
    if k == j and excluded(form) and form not in organisations.names():
        return False
    return tokens[k].tag in NAME_TAGS or k == j and tokens[k].tag[0] == "N" and treated(tokens, k)


def treated(tokens: Tokens, k: int) -> bool:
    """Does the text treat the noun at `k` as a name: no plain noun, and as one is printed here or elsewhere?"""
    form = tokens[k].form
    if plain(form):
        return False
    after = tokens[k + 1] if k + 1 < len(tokens) else None
    if after is not None and after.form == "&":
        return True
    return prefield(tokens, k) or any(as_name(tokens, t.i, form) for t in tokens if t.form.startswith(form))


def prefield(tokens: Tokens, k: int) -> bool:
    """Is article, noun, name all that stands before the verb: "Der Autobauer Nordwerk streicht"?"""
    if k < 2 or k + 1 >= len(tokens) or tokens[k + 1].tag not in FINITE or tokens[k - 2].tag != "ART":
        return False
    return tokens[k - 2].form[0].isupper()


def as_name(tokens: Tokens, i: int, form: str) -> bool:
    """Is the word a name here: alone at the beginning of a sentence, or the first part of a compound?"""
    token = tokens[i]
    if token.form.startswith(form + "-"):
        return True
    begins = i == 0 or tokens[i - 1].tag == "$." or tokens[i - 1].form in ":«"
    return token.form == form and begins and i + 1 < len(tokens) and tokens[i + 1].tag in FINITE


def personal(tokens: Tokens, i: int, own: int) -> bool:
    """Is the noun at `i` said of a person, whose name ends at `own`: "Schuhhersteller Hans Lohe"?"""
    named = tokens[i + 1 : own]
    if role(tokens[i].form) is not None:
        return len(named) > 1 or first_name(named[0].form) is not None
    agent = tokens[i].low.removesuffix("s").endswith("er")
    return agent and len(named) == 2 and first_name(named[0].form) is not None and named[1].form.istitle()


def town(tokens: Tokens, k: int, places: Places) -> bool:
    """Is token `k` the name of a town?"""
    token = tokens[k]
    return k in places or token.tag == "NE" and bool(entries(token.form.partition("-")[0]))


def club(tokens: Tokens, i: int, end: int, places: Places) -> int:
    """The place behind a club's name that begins at `i`, or `i`: "FC Kiel", "Fortuna Kiel"."""
    short, word = clubs()
    form = tokens[i].form
    if form not in short and form not in word:
        return i
    k, by_town = i + 1, False
    while k < min(end, i + LONGEST) and member(tokens, k, places):
        of_town = town(tokens, k, places)
        if not of_town and (by_town or k > i + 1 and first_name(tokens[k].form) is not None):
            break
        by_town, k = by_town or of_town, k + 1
    return k if k > i + 1 and (form in short or by_town) else i


def member(tokens: Tokens, k: int, places: Places) -> bool:
    """Can the token be part of a club's name?"""
    form = tokens[k].form
    return form[0].isupper() and (town(tokens, k, places) or tokens[k].tag in NAME_TAGS or form in clubs()[1])


@cache
def clubs() -> tuple[frozenset[str], frozenset[str]]:
    """The short forms before clubs' names, and the words that with a town are one."""
    return organisations.listed("short"), organisations.listed("club")


def spelled_out(tokens: Tokens, i: int, end: int) -> int:
    """The place behind the words that the acronym in brackets behind them is short for, or `i`."""
    stop = next((k for k in range(i + 1, min(end - 2, i + REACH)) if tokens[k].form == "("), i)
    if stop == i or tokens[stop + 2].form != ")":
        return i
    short, words = tokens[stop + 1].form, tokens[i:stop]
    if not (
        1 < len(short) < 8
        and short.isalpha()
        and short[0] == tokens[i].form[0]
        and short[1:] != short[1:].lower()
    ):
        return i
    fits = all(t.form[0].isupper() or t.low in LINKS for t in words) and len(words) > 1
    return stop if fits and stands_for(short.lower(), [t.low for t in words]) else i


def stands_for(short: str, words: list[str]) -> bool:
    """Do the acronym's letters come in the words in order, one at the beginning of every long one?"""
    if not words:
        return not short
    word, *rest = words
    if word in LINKS and stands_for(short, rest):
        return True
    taken = range(1, len(short) + 1) if short[:1] == word[0] else ()
    return any(within(short[:n], word) and stands_for(short[n:], rest) for n in taken)


def within(letters: str, word: str) -> bool:
    """Do the letters come in the word in that order?"""
    left = iter(word)
    return all(letter in left for letter in letters)
