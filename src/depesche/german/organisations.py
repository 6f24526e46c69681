"""In: nouns and names as printed. Out: what kinds of organisations they name.

The data is `data/names/organisations.txt`. Classes (police, ministry, company) say what "die
Behörde", "das Unternehmen" can refer back to.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from depesche.german.words import lines

DATA = "names/organisations.txt"
LONGEST = 60


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun for organisations. `kind`: name (names one alone), compound (as a part of one), kind
    (a name follows it). `word`: in the nominative. `whole`: no compound."""

    word: str
    cls: str
    gender: str
    kind: str
    whole: bool


@dataclass(frozen=True, slots=True)
class Known:
    """An organisation that everybody knows: its full name, class and gender."""

    name: str
    cls: str
    gender: str


def entries() -> Iterator[tuple[list[str], str]]:
    """The data's entries, each with the words of its section."""
    section: list[str] = []
    for line in lines(DATA):
        if line.startswith("=="):
            section = line[2:].split()
        else:
            yield from ((section, entry.replace("_", " ")) for entry in line.split())


@cache
def nouns() -> dict[str, Noun]:
    """Every noun of the data in the nominative, small letters."""
    return {
        word: Noun(word, section[1], section[2], section[3], True)
        for section, word in entries()
        if section[0] == "noun"
    }


@cache
def names() -> dict[str, Known]:
    """The known organisations by name as printed."""
    found: dict[str, Known] = {}
    for section, word in entries():
        if section[0] == "known":
            printed, _, full = word.partition("=")
            found[printed] = Known(full or printed, section[1], section[2])
    return found


@cache
def first_words() -> dict[str, int]:
    """The first words of known names of several words, with the most words that follow."""
    found: dict[str, int] = {}
    for name in names():
        first, *rest = name.split(" ")
        if rest:
            found[first] = max(found.get(first, 0), len(rest))
    return found


@cache
def legal_forms() -> frozenset[str]:
    """The legal forms of companies."""
    return frozenset(word for section, word in entries() if section[0] == "form")


@cache
def listed(head: str) -> frozenset[str]:
    """The words of a section of one word: club, short, never, describing."""
    return frozenset(word for section, word in entries() if section == [head])


@cache
def ends_long() -> tuple[str, ...]:
    """How nouns end that name a body where an acronym stands behind them."""
    return tuple(sorted(listed("long")))


@lru_cache(maxsize=1 << 14)
def describes(form: str) -> bool:
    """Does a compound only say what a body is to others: "Traditionsclub"?"""
    return form.lower().startswith(tuple(listed("describing")))


@cache
def also() -> dict[str, frozenset[str]]:
    """Noun -> further classes that it can refer back to."""
    pairs = (word.partition(":") for section, word in entries() if section[0] == "refers")
    found: dict[str, set[str]] = {}
    for noun, _, classes in pairs:
        found.setdefault(noun, set()).update(classes.split(","))
    return {noun: frozenset(classes) for noun, classes in found.items()}


def nominatives(low: str, gender: str) -> Iterator[str]:
    """The forms that a noun in small letters can be the inflected form of."""
    yield low
    if gender != "f":
        for ending in ("es", "s"):
            if low.endswith(ending):
                yield low[: -len(ending)]


@cache
def never() -> tuple[str, ...]:
    """Ends of nouns that name no organisation, with the genitive."""
    return tuple(word + ending for word in sorted(listed("never")) for ending in ("", "s", "es"))


@lru_cache(maxsize=1 << 15)
def noun(form: str) -> Noun | None:
    """The kind of organisation that a noun names, or None; a compound has that of its last part."""
    if len(form) > LONGEST or not form[:1].isupper() or len(form) < 3:
        return None
    low = form.lower()
    for word in nominatives(low, ""):
        found = nouns().get(word)
        if found and (word == low or found.gender != "f"):
            return Noun(form[: len(word)], found.cls, found.gender, found.kind, True)
    for cut in range(2, len(low) - 3):
        for word in nominatives(low[cut:], ""):
            found = nouns().get(word)
            if found and len(word) > 3 and (word == low[cut:] or found.gender != "f"):
                if low.endswith(never()):
                    return None
                return Noun(form[: cut + len(word)], found.cls, found.gender, found.kind, False)
    return None


def classes(word: str) -> frozenset[str]:
    """The classes that a bare noun can refer back to."""
    low = word.lower()
    found = nouns().get(low)
    return (frozenset((found.cls,)) if found else frozenset()) | also().get(low, frozenset())


def fits(word: Noun, cls: str, name: str) -> bool:
    """Can the noun refer back to an organisation of the class and name?"""
    return word.cls != "army" and cls in classes(word.word) or name.lower().endswith(word.word.lower())
