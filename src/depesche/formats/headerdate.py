"""In: a line of a dispatch's head, or a date in words. Out: the date it states, as ISO."""

from __future__ import annotations

import re
from typing import NamedTuple

from depesche.core.dates import Published, published

MONTHS = (
    "januar", "februar", "märz", "april", "mai", "juni", "juli", "august", "september", "oktober",
    "november", "dezember",
)  # fmt: skip
OTHER_MONTHS = {
    "jänner": 1, "jan": 1, "feber": 2, "feb": 2, "mrz": 3, "mär": 3, "maerz": 3, "apr": 4,
    "jun": 6, "jul": 7, "aug": 8, "sep": 9, "sept": 9, "okt": 10, "oct": 10, "nov": 11, "dez": 12,
    "dec": 12,
}  # fmt: skip
MONTH_NUMBERS = {name: number for number, name in enumerate(MONTHS, 1)} | OTHER_MONTHS
MONTH = "(?:" + "|".join(sorted(MONTH_NUMBERS, key=len, reverse=True)) + r")\b\.?"
WEEKDAY = (
    r"(?:(?:Montag|Dienstag|Mittwoch|Donnerstag|Freitag|Samstag|Sonnabend|Sonntag"
    r"|Mo|Di|Mi|Do|Fr|Sa|So)\.?,?\s+(?:(?:den|dem|der)\s+)?)?"
)
CLOCK = r"\d{1,2}[:.]\d\d(?::\d\d)?(?:\s*Uhr)?"
DATE = (
    rf"(?i:{WEEKDAY}(?:\d{{1,2}}\.\s?\d{{1,2}}\.(?:\s?\d{{4}}|\d\d)?"
    rf"|\d{{1,2}}\.\s?{MONTH}(?:\s\d{{4}})?))"
)
NUMERIC = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4}|\d\d)?$")
WORDED = re.compile(rf"(?:(\d{{1,2}})\.\s?)?({MONTH})(?:\s(\d{{4}}))?$", re.IGNORECASE)
HEADER = re.compile(
    r"(?:(?P<key>date|datum|stand|vom|published|veröffentlicht)\b[:\s]\s*(?:am\s+)?)?"
    r"(?:(?P<iso>\d{4}-\d\d(?:-\d\d(?:(?:T|\s+|,\s*)\d\d:\d\d(?::\d\d)?"
    r"(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?)?)?)(?![\w-])"
    rf"|(?P<german>{WEEKDAY}(?:\d{{1,2}}\.\s?\d{{1,2}}\.\s?(?:\d{{4}}|\d\d)(?!\d)"
    rf"|(?:\d{{1,2}}\.\s?)?{MONTH}\s+\d{{4}}))(?:\s*[,/|-]?\s*(?P<clock>{CLOCK})(?!\d))?"
    r"|(?P<year>\d{4})(?![\w.-])|(?P<unknown>unknown|unbekannt|none|-)(?!\w))"
    r"(?:\s*Uhr\b)?",
    re.IGNORECASE,
)
SEPARATOR = re.compile(r"\s*[|·/–—:,-]?\s*")


class HeaderDate(NamedTuple):
    """A date at the front of a line: when, and how many characters it takes.

    `written` is None where the line says that the date is not known.
    """

    written: str | None
    length: int


def header_date(line: str) -> HeaderDate | None:
    """The date that `line` begins with, as a header writes it; None where it is none.

    A year needs the word "date" before it: figures alone may begin prose.
    """
    found = HEADER.match(line)
    if not found or ((found["year"] or found["unknown"]) and not found["key"]):
        return None
    written = found["iso"] or found["year"]
    if found["german"]:
        written = iso_of(found["german"])
        if written and found["clock"]:
            written += "T" + clock_of(found["clock"])
    if not found["unknown"] and (not written or not as_published(written)):
        return None
    separator = SEPARATOR.match(line, found.end())
    return HeaderDate(written, separator.end() if separator else found.end())


def clock_of(words: str) -> str:
    """ "14:02" for "14.02 Uhr"."""
    hour, minute = re.findall(r"\d+", words)[:2]
    return f"{int(hour):02}:{minute}"


def iso_of(words: str) -> str | None:
    """`YYYY-MM-DD`, `YYYY-MM`, or `--MM-DD` where no year is said; None where it is no date."""
    bare = re.sub(rf"^(?i:{WEEKDAY})", "", words.strip())
    numeric = NUMERIC.match(bare)
    if numeric:
        day, month, year = numeric.groups()
        return iso(year, int(month), int(day))
    worded = WORDED.match(bare)
    if not worded:
        return None
    day, name, year = worded.groups()
    return iso(year, MONTH_NUMBERS[name.lower().rstrip(".")], int(day) if day else None)


def iso(year: str | None, month: int, day: int | None) -> str:
    """The parts as ISO 8601; two figures of a year mean the years 1970 to 2069."""
    if year and len(year) == 2:
        year = ("19" if int(year) >= 70 else "20") + year
    return f"{year or '-'}-{month:02}" + (f"-{day:02}" if day else "")


def as_published(written: str) -> Published | None:
    """The bounds of a date in ISO or in German words; None where it is neither."""
    tidy = re.sub(r"^(\d{4}-\d\d-\d\d)[\s,/]+(?=\d)", r"\1T", written.strip())
    german = None if published(tidy) else iso_of(tidy)
    return published(german or tidy)


def narrowed(known: Published | None, words: str | None) -> Published | None:
    """What is known of the day, and what a dateline's date adds to it.

    A date with its year stands where nothing else was known; a day and month without a year
    narrows bounds that hold it exactly once.
    """
    written = iso_of(words) if words else None
    if not written:
        return known
    if not written.startswith("--"):
        return known or published(written)
    if known is None:
        return None
    days = [published(f"{year}{written[1:]}") for year in range(known.first.year, known.last.year + 1)]
    fits = [day for day in days if day and known.earliest <= day.earliest <= known.latest]
    return fits[0] if len(fits) == 1 and known.earliest != known.latest else known
