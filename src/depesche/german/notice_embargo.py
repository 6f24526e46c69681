"""In: the tokens of an embargo notice, and when the dispatch went out. Out: until when it holds."""

from __future__ import annotations

import re
from datetime import date, timedelta

from depesche.core.dates import Published
from depesche.german.notice_tokens import MONTHS, Token

MONTH_NAMES = [name for name in MONTHS.split("|") if name != "Jänner"]
WEEKDAYS = {
    "montag": 0, "dienstag": 1, "mittwoch": 2, "donnerstag": 3, "freitag": 4, "samstag": 5,
    "sonnabend": 5, "sonntag": 6,
}  # fmt: skip
FIGURES = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4}|\d\d)?$")
WORDED = re.compile(rf"(\d{{1,2}})\.\s?({MONTHS})(?:\s(\d{{4}}))?$")
ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)$")


def until(tokens: tuple[Token, ...], published: Published | None) -> str | None:
    """The end of the embargo in ISO 8601, local time: a day, a day and time, or "T" and a time.

    A weekday or a date without a year is the next such day from the dispatch's own day on; where
    that is not known to the day, only what is written comes out.
    """
    day = next(filter(None, (day_of(token, published) for token in tokens)), None)
    clock = next((clock_of(t.text) for t in tokens if t.kind == "clock" and clock_of(t.text)), None)
    known = published if published and published.earliest == published.latest else None
    if day is None and clock and known:
        day = known.earliest
    if day is None:
        return f"T{clock}" if clock else None
    return f"{day}T{clock}" if clock else day


def clock_of(words: str) -> str | None:
    """ "10:00" for "10.00 Uhr"; None where it is no time of day."""
    hour, minute = [int(figure) for figure in (*re.findall(r"\d+", words), "0")][:2]
    return f"{hour:02}:{minute:02}" if hour <= 24 and minute < 60 else None


def day_of(token: Token, published: Published | None) -> str | None:
    """The day that a token names, as ISO; None where it names none or no certain one."""
    if token.kind == "word" and token.low in WEEKDAYS:
        return weekday(WEEKDAYS[token.low], published)
    if token.kind != "date":
        return None
    iso, figures, worded = (p.match(token.text) for p in (ISO, FIGURES, WORDED))
    if iso:
        return day(iso[1], int(iso[2]), int(iso[3]), published)
    if figures:
        return day(figures[3], int(figures[2]), int(figures[1]), published)
    if worded:
        name = "Januar" if worded[2] == "Jänner" else worded[2]
        return day(worded[3], MONTH_NAMES.index(name) + 1, int(worded[1]), published)
    return None


def weekday(number: int, published: Published | None) -> str | None:
    """The next such weekday from the dispatch's day on."""
    if not published or published.earliest != published.latest:
        return None
    ahead = (number - published.first.weekday()) % 7
    try:
        return (published.first + timedelta(ahead)).isoformat()
    except OverflowError:
        return None


def day(year: str | None, month: int, number: int, published: Published | None) -> str | None:
    """The day of the calendar; without a year, the next from the dispatch's day on."""
    if year:
        years = [int(year) + (2000 if len(year) == 2 else 0)]
    elif published:
        years = [published.first.year, published.first.year + 1]
    else:
        return None
    for candidate in years:
        try:
            found = date(candidate, month, number).isoformat()
        except ValueError:
            continue
        if year or (published and found >= published.earliest):
            return found
    return None
