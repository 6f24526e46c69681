"""In: the meaning of a year or a part of one. Out: which, on one supposed day of publication."""

from __future__ import annotations

from datetime import date, timedelta

from depesche.core.reading import Anchor
from depesche.german.times.days import value_of
from depesche.german.times.meaning import Meaning
from depesche.german.times.now import UNKNOWN, Now, Resolved, distance, of_value
from depesche.german.times.resolve_days import calendar


def new_year(m: Meaning, now: Now) -> Resolved:
    """The year to come, or until March the one just begun."""
    if now.day is None:
        return Resolved(UNKNOWN["Y"])
    return of_value(f"{now.day.year + (now.day.month > 3):04d}", "document")


def weekend(m: Meaning, now: Now) -> Resolved:
    """The weekend of the week, or the one before where the sentence looks back."""
    if now.day is None:
        return Resolved(UNKNOWN["WE"])
    back = now.tense not in ("future", "present") and now.day.isoweekday() < 6
    return of_value(value_of(now.day - timedelta(days=7 * back), "WE"), "document")


def part_of_year(m: Meaning, now: Now) -> Resolved:
    """A quarter, half or season of a year."""
    if m.year is not None:
        return of_value(f"{m.year:04d}-{m.value}", "text")
    if now.day is None:
        return Resolved(f"XXXX-{m.value}")
    year = now.day.year + (m.turn or 0)
    found = of_value(f"{year:04d}-{m.value}", "document")
    begins = found.first and found.first > now.day
    if m.turn is None and begins and now.ahead() < 0:
        return of_value(f"{year - 1:04d}-{m.value}", "document")
    return found


def season(m: Meaning, now: Now) -> Resolved:
    """The season last past, or next to come."""
    if now.day is None:
        return Resolved(f"XXXX-{m.value}")
    turn = now.ahead() if m.turn is None else m.turn
    tries = [of_value(f"{now.day.year + n:04d}-{m.value}", "document") for n in (-1, 0, 1)]
    gaps = [(distance((t.first, t.last), now.day), t) for t in tries if t.first and t.last]
    if m.turn:
        gaps = [(gap, t) for gap, t in gaps if gap]
    fitting = [(abs(gap), t) for gap, t in gaps if gap * turn >= 0]
    return min(fitting or [(abs(g), t) for g, t in gaps], key=lambda pair: pair[0])[1]


def fiscal(m: Meaning, now: Now) -> Resolved:
    """A business year: it lies within its year and the next, as firms begin it when they like."""
    year = m.year if m.year is not None else None if now.day is None else now.day.year + (m.turn or 0)
    if year is None or not 1 <= year < 9999:
        return Resolved("FYXXXX")
    anchor: Anchor = "text" if m.year is not None else "document"
    return Resolved(f"FY{year}", date(year, 1, 1), date(year + 1, 12, 31), anchor)


def week_of_month(m: Meaning, now: Now) -> Resolved:
    """A week counted from the one that the month's first day lies in."""
    first = now.named.first if now.named else None
    if m.month is not None:
        first = bounds_of_month(m, now)
    if first is None:
        return Resolved(UNKNOWN["W"])
    return of_value(value_of(first.replace(day=1) + timedelta(days=7 * (int(m.n) - 1)), "W"), "text")


def bounds_of_month(m: Meaning, now: Now) -> date | None:
    """The first day of the month that is meant."""
    return calendar(Meaning("calendar", month=m.month, year=m.year), now).first
