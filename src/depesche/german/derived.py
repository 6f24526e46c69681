"""Words made of place names. In: an adjective, inhabitant or compound. Out: the place it is made of.

"russischen" and "Russin" give Russia, "US-Regierung" the USA, "Moskauer" Moscow, "sächsische" Saxony.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from depesche.core.reading import Place
from depesche.german.gazetteer import Entry, data_lines, entries

ENDINGS = ("em", "en", "er", "es", "e", "")
QUARTERS = re.compile(r"(?:süd|nord|ost|west|zentral|mittel|inner|außer|nordost|nordwest|südost|südwest)-?")
COMPOUND = re.compile(r"(US|UK|EU|[A-ZÄÖÜ][a-zäöüß]{3,30})-[A-ZÄÖÜ][\w-]*")
INHABITANT_ENDINGS = {
    "er": ("", "n", "s"),
    "e": ("", "n"),
    "in": ("", "nen"),
    "i": ("", "s"),
    "o": ("", "s"),
}


@cache
def country_names() -> dict[str, str]:
    """ISO code -> the country's name as a key of the gazetteer."""
    rows = (line.split("\t") for line in data_lines("states.txt"))
    return {iso: name for iso, name, _ in rows}


@cache
def adjectives() -> dict[str, str]:
    """Adjective without ending -> name of the country or region."""
    names = country_names()
    found: dict[str, str] = {}
    for line in data_lines("countries.txt"):
        iso, _, words, _ = (part.strip() for part in line.split("|"))
        found.update(dict.fromkeys(words.split(), names.get(iso, "")))
    for line in data_lines("lands.txt"):
        name, words, _ = (part.strip() for part in line.split("|"))
        found.update(dict.fromkeys(words.split(), name))
    return found


@cache
def inhabitants() -> dict[str, str]:
    """Every form of every word for a country's inhabitants -> name of the country."""
    names = country_names()
    found: dict[str, str] = {}
    for line in data_lines("countries.txt"):
        iso, _, _, words = (part.strip() for part in line.split("|"))
        for word in words.split():
            found.update(dict.fromkeys(forms(word), names.get(iso, "")))
    return found


def forms(word: str) -> list[str]:
    """The inflected forms of a word for an inhabitant: Russe, Russen; Deutsch- like an adjective."""
    if word.endswith("-"):
        return [word[:-1] + ending for ending in ENDINGS if ending]
    for ending in ("er", "in", "e", "i", "o"):
        if word.endswith(ending):
            return [word + more for more in INHABITANT_ENDINGS[ending]]
    return [word, word + "en", word + "s"]


def adjective_of(low: str) -> str:
    """The name of the place that an adjective in small letters is made of, or ""."""
    known = adjectives()
    for ending in ENDINGS:
        if low.endswith(ending):
            stem = low[: len(low) - len(ending)]
            name = known.get(stem) or known.get(QUARTERS.sub("", stem, count=1))
            if name:
                return name
    return ""


def town_of(word: str) -> Entry | None:
    """The town that a form in -er is made of: Moskauer, Münchner, Bremer."""
    if len(word) < 6 or not word.endswith("er"):
        return None
    stem = word[:-2]
    tries = (stem, word[:-1], stem + "en", stem[:-1] + "en" if stem.endswith("n") else "")
    for name in filter(None, tries):
        for found in entries(name):
            if found.town and found.population >= 50_000:
                return found
    return None


@lru_cache(maxsize=1 << 14)
def origin(word: str) -> Entry | None:
    """The place that a word is made of, or None.

    Adjectives in any form ("nordkoreanischen", "südrussische"), inhabitants ("Russin"), compounds
    with a hyphen ("US-Regierung") and forms in -er of towns ("Moskauer").
    """
    if len(word) > 40:
        return None
    if "-" in word and (compound := COMPOUND.fullmatch(word)):
        head = entries("USA" if compound.group(1) == "US" else compound.group(1))
        if head and (head[0].kind in "slC"):
            return head[0]
    name = inhabitants().get(word) or adjective_of(word.lower())
    if name:
        return entries(name)[0]
    return town_of(word) if word[:1].isupper() else None


def derived(word: str) -> Place | None:
    """The place that an adjective, inhabitant or compound is made of, or None; see `origin`."""
    found = origin(word)
    return found.place if found else None


@lru_cache(maxsize=1 << 10)
def capital(of: Place) -> Entry | None:
    """The capital of a country or region, or None where none is known."""
    name = capital_names().get(of.name) or capital_names().get(of.country, "")
    readings = entries(name)
    inside = (one for one in readings if one.town and one.place.country == of.country)
    return next(inside, None)


@cache
def capital_names() -> dict[str, str]:
    """ISO code or region's name -> the name of its capital."""
    rows = (line.split("\t") for line in data_lines("states.txt"))
    found = {iso: seat for iso, _, seat in rows if seat}
    for line in data_lines("lands.txt"):
        name, _, seat = (part.strip() for part in line.split("|"))
        found[name] = seat
    return found
