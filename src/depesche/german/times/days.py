"""In: days and TIMEX3 values. Out: days shifted by units, values of days, bounds of values."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from datetime import date, timedelta
from functools import lru_cache

DAY = timedelta(days=1)
MONTHS = {"Q": 3, "H": 6, "Y": 12, "DE": 120, "CE": 1200, "ML": 12000, "M": 1}
SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
FORMS: dict[str, Callable[[date], str]] = {
    "M": lambda day: f"{day.year:04d}-{day.month:02d}",
    "Y": lambda day: f"{day.year:04d}",
    "Q": lambda day: f"{day.year:04d}-Q{(day.month + 2) // 3}",
    "H": lambda day: f"{day.year:04d}-H{(day.month + 5) // 6}",
    "DE": lambda day: f"{day.year // 10:03d}",
    "CE": lambda day: f"{day.year // 100:02d}",
    "ML": lambda day: f"{day.year // 1000:d}",
}
DATED = re.compile(r"(\d{2,4})(?:-(\d\d)(?:-(\d\d))?)?(?:T.*)?")
WEEKED = re.compile(r"(\d{4})-W(\d\d)(?:-(WE|\d))?(?:T.*)?")
PARTED = re.compile(r"(\d{4})-(?:([QH])(\d)|(SP|SU|FA|WI))")


def shifted(day: date, unit: str, n: int) -> date | None:
    """The day `n` units on (back where negative), None beyond the calendar's years 1 to 9999."""
    try:
        if unit in MONTHS:
            return by_months(day, n * MONTHS[unit])
        return day + timedelta(days=n * (7 if unit in ("W", "WE") else 1))
    except (OverflowError, ValueError):
        return None


def by_months(day: date, n: int) -> date:
    """The same day of another month, or that month's last day."""
    year, month = divmod(day.year * 12 + day.month - 1 + n, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def value_of(day: date, unit: str) -> str:
    """The TIMEX3 value of the day, month, week, ... that a day lies in."""
    if unit in ("W", "WE"):
        year, week, _ = day.isocalendar()
        return f"{year:04d}-W{week:02d}" + ("-WE" if unit == "WE" else "")
    form = FORMS.get(unit)
    return form(day) if form else day.isoformat()


def weekday_from(day: date, weekday: int, turn: int) -> date:
    """The nearest such ISO weekday: on or before the day (turn < 0), or on or after it."""
    ahead = (weekday - day.isoweekday()) % 7
    return day + timedelta(days=ahead if turn > 0 else ahead - 7 if ahead else 0)


@lru_cache(maxsize=4096)
def bounds(value: str) -> tuple[date, date] | None:
    """First and last day of a TIMEX3 date or time; None for refs, durations and X values."""
    try:
        if match := DATED.fullmatch(value):
            return dated(match)
        if match := WEEKED.fullmatch(value):
            return weeked(match)
        if match := PARTED.fullmatch(value):
            return parted(match)
    except (ValueError, OverflowError):
        return None
    return None


def dated(match: re.Match[str]) -> tuple[date, date]:
    """Bounds of a century, decade, year, month or day."""
    stem, month, day = match[1], match[2], match[3]
    first = date(int(stem.ljust(4, "0")), int(month or 1), int(day or 1))
    year = int(stem.ljust(4, "9"))
    last_month = int(month or 12)
    return first, date(year, last_month, int(day or calendar.monthrange(year, last_month)[1]))


def weeked(match: re.Match[str]) -> tuple[date, date]:
    """Bounds of a week, a weekend or a day of a week."""
    monday = date.fromisocalendar(int(match[1]), int(match[2]), 1)
    if match[3] is None:
        return monday, monday + 6 * DAY
    if match[3] == "WE":
        return monday + 5 * DAY, monday + 6 * DAY
    return (day := monday + (int(match[3]) - 1) * DAY), day


def parted(match: re.Match[str]) -> tuple[date, date]:
    """Bounds of a quarter, a half or a season (the meteorologists' three months)."""
    length = MONTHS[match[2]] if match[2] else 3
    month = 1 + (int(match[3]) - 1) * length if match[2] else SEASONS[match[4]]
    first = date(int(match[1]), month, 1)
    return first, by_months(first, length) - DAY


def easter(year: int) -> date:
    """Easter Sunday of a Gregorian year, by the anonymous algorithm (Nature, 1876)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


def feast(written: str, year: int) -> date:
    """The day of a feast in a year: "12-24", or "E-2" (two days before Easter)."""
    if written.startswith("E"):
        return easter(year) + timedelta(days=int(written[1:]))
    return date(year, int(written[:2]), int(written[3:]))
