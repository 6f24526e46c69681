"""In: the words of a notice. Out: which other dispatches it names: by headline, day and clock."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from depesche.german.words import sections

LONGEST = 4000
QUOTED = re.compile(r"[«»„“”\"‹›]([^«»„“”\"‹›\n]{6,240})[«»„“”\"‹›]")
WORD = re.compile(r"[\w-]+")
CLOCK = re.compile(r"\b(?:von|um|vom)\s(?:[\w.,]+\s){0,3}?(\d{1,2})[.:](\d\d)\s(?:Uhr|UHR|h)\b")
DAY = re.compile(
    r"\b(?:vom|von|am)\s(?:\w+,?\s(?:den\s)?)?(\d{1,2})\.\s?(?:(\d{1,2})\.|([A-ZÄÖÜ]\w+))\s?(\d{4}|\d\d(?!\.?\d))?"
)
MONTHS = (
    "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober",
    "November", "Dezember",
)  # fmt: skip
NEAR = 12
"""Words before a quotation in which it is said that it is a dispatch's headline."""
NEXT = re.compile(r"[\s,]{0,2}(?:\([^()]{0,60}\)\s)?(?:vom|von|wird|ist|bitte|darf|nicht|zurück)\b")


class Naming(NamedTuple):
    """A dispatch that is named: its headline as quoted, its day ("2024-09-23", or "--09-23" where
    no year is given), its clock time ("14:12"), and whether it must not be used. None: not said."""

    headline: str | None
    day: str | None
    clock: str | None
    stops: bool


def namings(notice: str) -> tuple[Naming, ...]:
    """The dispatches that a notice names, in its order; none where it names no dispatch."""
    text = " ".join(notice[:LONGEST].split())
    words = [found.group().lower() for found in WORD.finditer(text)]
    if not items() & set(words):
        return ()
    stops = _stops(words)
    day, clock = _day(text), _clock(text)
    headlines: list[str | None] = [*_headlines(text)] or ([None] if clock else [])
    return tuple(Naming(one, day, clock, stops) for one in headlines)


def items() -> frozenset[str]:
    """The words for a dispatch."""
    return sections("namings.txt")["items"]


def _stops(words: list[str]) -> bool:
    known = sections("namings.txt")
    return bool(known["withdraws"] & set(words) or ("nicht" in words and known["stops"] & set(words)))


def _headlines(text: str) -> Iterator[str]:
    for found in QUOTED.finditer(text):
        before = text[: found.start()].rsplit(". ", 1)[-1]
        near = [word.group().lower() for word in WORD.finditer(before)][-NEAR:]
        if (items() & set(near) or NEXT.match(text, found.end())) and " " in found[1].strip():
            yield found[1].strip()


def _day(text: str) -> str | None:
    found = DAY.search(text)
    if not found:
        return None
    day, number, name, year = found.groups()
    month = int(number) if number else MONTHS.index(name) + 1 if name in MONTHS else 0
    if not (1 <= month <= 12 and 1 <= int(day) <= 31):
        return None
    full = f"20{year}" if year and len(year) == 2 else year
    return f"{full or '-'}-{month:02}-{int(day):02}"


def _clock(text: str) -> str | None:
    found = CLOCK.search(text)
    return f"{int(found[1]):02}:{found[2]}" if found and int(found[1]) < 24 else None
