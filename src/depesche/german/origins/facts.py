"""In: words. Out: the governments, bodies and offices they name, as `data/origins` knows them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple, cast

from depesche.core.origin import OriginKind
from depesche.german.gazetteer import data_lines
from depesche.german.words import lines, sections

WORD = re.compile(r"[^\W_]+(?:[-.&/’'][^\W_]+)*\.?")
STEM = re.compile(r"(?<=\w{3})(?:en|er|es|em|ns|e|s|n)$")
MINISTER = re.compile(
    r"(.*?)(?:minister(?:s|n|in|innen)?|ministeriums?|ministerien|ressorts?|senator(?:s|in|innen|en)?)$"
)
THEME = re.compile(r"[^\W\d_]{4,30}(?:minister(?:s|n|in|innen)?|ministeriums?|ministerien)$")
NO_THEMES = frozenset(
    (
        "",
        "premier",
        "kanzleramts",
        "erz",
        "fach",
        "haus",
        "ressort",
        "kabinetts",
        "sonder",
        "schatten",
        "unter",
        "amts",
    )
)
"""What stands before "minister" and is no portfolio: a rank, a way to hold it."""
LETTERS = {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ı": "i"}
LONGEST = 60
"""Characters of a word, and words of a name, that are looked up: more is no name."""
LEGAL = frozenset(
    "ag se gmbh kg kgaa ohg e.v. ev eg inc inc. corp corp. ltd ltd. plc llc & co. co "
    "holding capital partners group".split()
)


class Known(NamedTuple):
    """A body that everybody knows: its key, kind, owner's key or None, and the name that is shown."""

    key: str
    kind: OriginKind
    of: str | None
    name: str


class Office(NamedTuple):
    """What a noun is of: the section of `offices.txt`, the noun as the key has it or ""."""

    cls: str
    kind: OriginKind
    scope: str
    noun: str


class Land(NamedTuple):
    """A Land: ISO 3166-2 code, name, seat of government, whether the town is the Land."""

    code: str
    name: str
    seat: str
    town: bool


def slug(name: str) -> str:
    """The name as a key has it: small letters, no accents, hyphens for what is no letter."""
    low = "".join(LETTERS.get(mark, mark) for mark in name.lower()[:LONGEST])
    plain = unicodedata.normalize("NFD", low)
    return re.sub(r"[^a-z0-9]+", "-", "".join(m for m in plain if not unicodedata.combining(m))).strip("-")


def company(name: str) -> str:
    """A firm's name without its legal form."""
    words = name.split()
    while len(words) > 1 and words[-1].lower() in LEGAL:
        words.pop()
    return " ".join(words)


@lru_cache(maxsize=1 << 15)
def stem(word: str) -> str:
    """The word in small letters without ending, crudely: to compare inflected names by."""
    return STEM.sub("", word.lower().rstrip("."))


def cells(file: str) -> Iterator[list[str]]:
    """The lines of a file of data, cut at "|"."""
    for line in lines(f"origins/{file}"):
        yield [cell.strip() for cell in line.split("|")]


@cache
def known() -> dict[tuple[str, ...], Known]:
    """Every name of a known body as its words' stems; one written with "=" as the word itself."""
    found: dict[tuple[str, ...], Known] = {}
    for key, kind, of, names in cells("known.txt"):
        shown = names.partition(";")[0].strip(" =")
        body = Known(key, cast(OriginKind, kind), of or None, shown)
        for name in names.split(";"):
            printed = name.strip()
            exact = printed.startswith("=")
            words = (printed,) if exact else tuple(map(stem, WORD.findall(printed)))
            found.setdefault(words, body)
    for code, name, _, more in cells("lands.txt"):
        land = Known(f"gov:{code}", "government", None, name)
        for other in filter(None, (part.strip() for part in more.split(";"))):
            found.setdefault(tuple(map(stem, WORD.findall(other))), land)
    return found


@cache
def first_stems() -> dict[str, int]:
    """The first stems of known names, with the number of words of the longest."""
    found: dict[str, int] = {}
    for words in known():
        found[words[0]] = max(found.get(words[0], 0), len(words))
    return found


@cache
def shown() -> dict[str, str]:
    """Key -> the name of a known body as it is shown."""
    found: dict[str, str] = {}
    for body in known().values():
        found.setdefault(body.key, body.name)
    return found


def known_at(words: tuple[str, ...], i: int) -> tuple[Known, int] | None:
    """The known body whose name begins at a word, the longest, and the place behind it."""
    exact = known().get((f"={words[i]}",)) or known().get((f"={words[i].removesuffix('s')}",))
    for more in range(min(first_stems().get(stem(words[i]), 0), len(words) - i), 0, -1):
        found = known().get(tuple(map(stem, words[i : i + more])))
        if found and (words[i][0].isupper() or more > 1):
            return found, i + more
    return (exact, i + 1) if exact else None


@cache
def offices() -> dict[str, Office]:
    """Every noun of `offices.txt`; those that are no part of a compound begin with "="."""
    found: dict[str, Office] = {}
    section = Office("", "institution", "", "")
    by = False
    for line in lines("origins/offices.txt"):
        if line.startswith("=="):
            cls, kind, scope, *more = line[2:].split()
            section, by = Office(cls, cast(OriginKind, kind), scope, ""), bool(more)
            continue
        for noun in line.split():
            found.setdefault(noun, section._replace(noun=noun.lstrip("=") if by else ""))
    return found


def forms(low: str) -> Iterator[str]:
    """What an inflected noun in small letters may be the form of, feminine words as masculine ones."""
    yield low
    for ending in ("s", "es", "n", "en", "e", "er"):
        if low.endswith(ending):
            yield low[: -len(ending)]
    for ending in ("in", "innen"):
        if low.endswith(ending):
            bare = low[: -len(ending)]
            yield from (bare, bare + "e", bare.replace("ä", "a"), bare.replace("ärzt", "arzt"))


@cache
def titles() -> dict[str, str]:
    """Class of `offices.txt` -> the noun that stands for it: the first of its first section."""
    found: dict[str, str] = {}
    cls = ""
    for line in lines("origins/offices.txt"):
        if line.startswith("=="):
            cls = line[2:].split()[0]
        else:
            found.setdefault(cls, line.split()[0].lstrip("=").capitalize())
    return found


@lru_cache(maxsize=1 << 15)
def whole(word: str) -> Office | None:
    """The office or body that a noun names as it stands in `offices.txt`, whatever its ending, or None."""
    table = offices()
    for form in forms(word.lower()[:LONGEST]):
        if found := table.get(form) or table.get(f"={form}"):
            return found
    return None


@lru_cache(maxsize=1 << 15)
def office(word: str) -> Office | None:
    """The office or body that a noun names, by itself or as the last part of a compound, or None."""
    low = word.lower()
    if len(low) > LONGEST or not word[:1].isupper():
        return None
    if exact := whole(word):
        return exact
    table = offices()
    for cut in range(2, len(low) - 3):
        for form in forms(low[cut:]):
            if len(form) > 3 and form in table:
                return table[form]
    return None


@cache
def stems() -> dict[str, str]:
    """Stem of a ministry's name -> key of its portfolio."""
    found: dict[str, str] = {}
    for line in lines("origins/portfolios.txt"):
        key, *words = line.split()
        found.update(dict.fromkeys(words, key))
    return found


@lru_cache(maxsize=1 << 12)
def portfolio(word: str) -> str:
    """The portfolio of a minister or ministry, "" where the word is none."""
    low = word.lower().rpartition("us-")[2]
    found = re.match("(außen)amts?(?:sprecher(?:s|in)?|chef(?:s|in)?)?$", low) or MINISTER.match(low)
    if found is None or len(low) > LONGEST:
        return ""
    bare = re.sub("^(?:bundes|landes|staats|reichs|vize|ex-)", "", found.group(1)).strip("-")
    known = stems().get(bare, stems().get(bare.removesuffix("s"), ""))
    return known or (slug(bare.removesuffix("s")) if THEME.match(low) and bare not in NO_THEMES else "")


@lru_cache(maxsize=1 << 12)
def theme(word: str) -> str:
    """The portfolio that a noun behind "Ministerium für" names, or ""."""
    low = word.lower()
    return stems().get(low) or stems().get(low + "s") or stems().get(stem(low), "")


def speakers(section: str) -> frozenset[str]:
    """A section of `speakers.txt`."""
    return sections("origins/speakers.txt")[section]


@lru_cache(maxsize=1 << 14)
def led(word: str, section: str) -> str | None:
    """What stands before the last part of a compound that is in a section: "Polizei" in
    Polizeisprecher, "" where the noun is that word itself, None where it is no such compound."""
    low = word.lower()
    wanted = speakers(section)
    if len(low) > LONGEST:
        return None
    for cut in range(len(low) - 2):
        if any(form in wanted for form in forms(low[cut:]) if len(form) > 3 or not cut):
            return word[:cut].rstrip("-")
    return None


def joined(prefix: str) -> Iterator[str]:
    """The noun that a compound's first part may be: Regierungs, Regierung."""
    capital = prefix[:1].upper() + prefix[1:]
    yield capital
    for ending in ("s", "es", "n", "en"):
        if capital.lower().endswith(ending) and len(capital) > len(ending) + 2:
            yield capital[: -len(ending)]
    yield {"Firmen": "Firma", "Behörden": "Behörde", "Unternehmens": "Unternehmen"}.get(capital, capital)


@cache
def lands() -> dict[str, Land]:
    """ISO 3166-2 code -> Land."""
    return {
        code: Land(code, name, seat.lstrip("!"), seat.startswith("!"))
        for code, name, seat, _ in cells("lands.txt")
    }


@cache
def lands_by_name() -> dict[str, Land]:
    """Name of a Land -> Land."""
    return {land.name: land for land in lands().values()}


@cache
def lands_by_seat() -> dict[str, Land]:
    """Seat of a Land's government -> Land."""
    return {land.seat: land for land in lands().values()}


@cache
def divisions() -> dict[int, str]:
    """GeoNames number of a town -> ISO 3166-2 code of its Land or canton."""
    found: dict[int, str] = {}
    for line in data_lines("divisions.txt"):
        code, towns = line.split("\t")
        found.update(dict.fromkeys(map(int, towns.split()), code))
    return found


@cache
def heads() -> dict[str, list[tuple[str, int, int]]]:
    """A head's whole name and last name -> key of the government, first and last year."""
    found: dict[str, list[tuple[str, int, int]]] = {}
    for key, name, first, last in cells("heads.txt"):
        term = (key, int(first), int(last or 9999))
        found.setdefault(name, []).append(term)
        found.setdefault(name.split()[-1], []).append(term)
    return found


def head_of(name: str, year: int | None) -> str | None:
    """The government of which a person is known to be the head in a year; today's where unknown."""
    for key, first, last in heads().get(name, ()):
        if first <= (year or 9998) <= last:
            return key
    return None
