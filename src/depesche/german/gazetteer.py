"""The gazetteer: German names of the world's countries, regions and towns, and words made of them.

In: a name as printed. Out: its readings, the likeliest first. Generated from GeoNames and CLDR by
`tools/build_gazetteer.py` into a text sorted by name, in which a name is found by bisection.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from depesche.core.reading import Place

#: Seats of government that are not the capital GeoNames gives.
COUNTRY_SEATS: dict[str, tuple[str, ...]] = {
    "NL": ("The Hague",),
    "BO": ("La Paz",),
    "CI": ("Abidjan",),
    "KZ": ("Astana",),
    "PS": ("Ramallah",),
}
DATA = Path(__file__).with_name("data") / "places"
KEPT_MARKS = frozenset("äöü")
LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class Entry:
    """One reading of a name. `kind`: s state, l land, r region, c town, C capital."""

    place: Place
    kind: str
    population: int
    weight: int

    @property
    def town(self) -> bool:
        """Whether it is a town."""
        return self.kind in "cC"


@cache
def plain_mark(mark: str) -> str:
    """The mark without accents; German umlauts stay, "ß" becomes "ss"."""
    if mark in KEPT_MARKS:
        return mark
    decomposed = unicodedata.normalize("NFD", mark)
    return {"ß": "ss", "ł": "l", "ø": "o", "đ": "d", "ı": "i", "’": "'"}.get(mark, decomposed[:1])


def normal(name: str) -> str:
    """The name as the gazetteer's key: small letters, no accents but umlauts, "ss" for "ß"."""
    low = name.lower()
    if low.isascii():
        return low
    return "".join(map(plain_mark, unicodedata.normalize("NFC", low)))


def data_text(name: str) -> str:
    """The text of a file of place data."""
    return (DATA / name).read_text(encoding="utf-8")


def data_lines(name: str) -> Iterator[str]:
    """The lines of a file of place data without comments and blanks."""
    for line in data_text(name).splitlines():
        if line and not line.startswith("#"):
            yield line


@cache
def table() -> list[bytes]:
    """The generated lines as UTF-8, whose order is that of code points: sorted by key."""
    text = (DATA / "gazetteer.txt").read_bytes()
    return text[text.index(b"weight\n") + len(b"weight\n") :].split(b"\n")


def entry(line: str) -> Entry:
    """A line as an entry."""
    _, name, country, lat, lon, population, geonames, kind, weight = line.split("\t")
    number = int(geonames) if geonames else None
    place = Place(name, country, float(lat), float(lon), number)
    return Entry(place, kind, int(population), int(weight))


def lines_with(prefix: str) -> Iterator[str]:
    """The table's lines that begin with `prefix`."""
    lines, wanted = table(), prefix.encode("utf-8", "replace")
    for i in range(bisect_left(lines, wanted), len(lines)):
        if not lines[i].startswith(wanted):
            return
        yield lines[i].decode("utf-8")


@lru_cache(maxsize=1 << 16)
def entries(name: str) -> tuple[Entry, ...]:
    """All readings of a name (whatever its letters' case), the likeliest first; empty where unknown."""
    if len(name) > LONGEST_NAME:
        return ()
    return tuple(map(entry, lines_with(normal(name) + "\t")))


@lru_cache(maxsize=1 << 16)
def longer(first: str) -> frozenset[str]:
    """The keys of several words that begin with this word."""
    if len(first) > LONGEST_NAME:
        return frozenset()
    return frozenset(line.partition("\t")[0] for line in lines_with(normal(first) + " "))
