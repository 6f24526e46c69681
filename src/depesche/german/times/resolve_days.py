"""In: the meaning of a day. Out: the day on one supposed day of publication."""

from __future__ import annotations

from datetime import date, timedelta

from depesche.core.reading import Anchor
from depesche.german.times.days import bounds, shifted, value_of, weekday_from
from depesche.german.times.days import feast as feast_day
from depesche.german.times.meaning import Meaning
from depesche.german.times.now import (
    CLASH,
    SURPRISE,
    UNKNOWN,
    Now,
    Resolved,
    dated,
    distance,
    of_day,
    of_value,
    tail,
    weighed,
)


def calendar(m: Meaning, now: Now) -> Resolved:
    """A month, or a day of a month, in the year that is named, counted, or nearest by tense."""
    assert m.month is not None
    if m.year is not None:
        return of_value(dated(m.year, m.month, m.day), "text")
    tail = dated(0, m.month, m.day)[4:]
    if now.day is None:
        return Resolved("XXXX" + tail)
    if m.turn is not None:
        return of_value(dated(now.day.year + m.turn, m.month, m.day), "document")
    if (told := told_year(now)) is not None:
        return of_value(f"{told:04d}{tail}", "text")
    year = nearest_year(m, now, now.day)
    found = of_value(f"{year:04d}{tail}", "document")
    note_strain(m, now, found)
    return found


def told_year(now: Now) -> int | None:
    """The year of a past story told shortly before: "1989 ... Am 9. November"."""
    year = now.told if now.near else None
    return year if year and now.day and year < now.day.year and now.tense != "future" else None


def nearest_year(m: Meaning, now: Now, today: date) -> int:
    """The year in which the day or month is the last past, the next, or the nearest."""
    assert m.month is not None
    tries = []
    for year in (today.year - 1, today.year, today.year + 1):
        found = bounds(dated(year, m.month, m.day))
        if found:
            tries.append((distance(found, today), year))
    ahead = now.ahead()
    if m.day is None:
        tries = [(gap, year) for gap, year in tries if gap * ahead >= 0] or tries
    return min([(weighed(gap, ahead), year) for gap, year in tries] or [(0, today.year)])[1]


def note_strain(m: Meaning, now: Now, found: Resolved) -> None:
    """Count what speaks against the supposed day: a wrong weekday, a leap over the year's end."""
    assert now.day is not None
    if m.day is None or found.first is None:
        return
    if m.weekday and found.first.isoweekday() != m.weekday:
        now.strain += CLASH
    gap = (found.first - now.day).days
    if now.within and now.within[0] <= found.first <= now.within[1]:
        if m.weekday and not (-7 < gap <= 0 if now.ahead() < 0 else -7 < gap < 7):
            now.strain += SURPRISE
        if gap * now.ahead() < 0:
            now.strain += CLASH
    elif abs(gap) > 300:
        now.strain += CLASH


def month(m: Meaning, now: Now) -> Resolved:
    """Last or next August."""
    assert m.month is not None
    if now.day is None or m.turn is None:
        return Resolved(f"XXXX-{m.month:02d}")
    if m.turn == 0:
        return of_value(dated(now.day.year, m.month, None), "document")
    year = now.day.year
    if m.turn < 0 and m.month >= now.day.month:
        year -= 1
    if m.turn > 0 and m.month <= now.day.month:
        year += 1
    return of_value(dated(year, m.month, None), "document")


def weekday(m: Meaning, now: Now) -> Resolved:
    """The weekday last past or next to come, by its own word, its week, or the tense."""
    assert m.weekday is not None
    if now.day is None:
        return Resolved(f"XXXX-WXX-{m.weekday}" + tail(m))
    day = weekday_day(m, now, now.day)
    if now.within and not now.within[0] <= day <= now.within[1]:
        now.strain += SURPRISE
    return of_day(day, m, now)


def weekday_day(m: Meaning, now: Now, today: date) -> date:
    """The day that a weekday means."""
    assert m.weekday is not None
    if m.unit == "W":
        monday = today - timedelta(days=today.isoweekday() - 1)
        return monday + timedelta(days=7 * int(m.n) + m.weekday - 1)
    if m.turn is None or m.turn == 0:
        return weekday_from(today, m.weekday, 1 if now.tense in ("future", "present") else -1)
    return weekday_from(today + timedelta(days=1 if m.turn > 0 else -1), m.weekday, m.turn)


def night(m: Meaning, now: Now) -> Resolved:
    """The night before a weekday: the value names the day it began, the bounds hold both."""
    assert m.weekday is not None
    if now.day is None:
        return Resolved(f"XXXX-WXX-{(m.weekday + 5) % 7 + 1}TNI")
    morning = weekday_day(m, now, now.day)
    if now.within and not now.within[0] <= morning <= now.within[1]:
        now.strain += SURPRISE
    evening = morning - timedelta(days=1)
    now.named_day = morning
    return Resolved(evening.isoformat() + "TNI", evening, morning, "document")


def shift(m: Meaning, now: Now) -> Resolved:
    """The day, week, month, ... so many from the day of publication."""
    if now.day is None:
        return Resolved(UNKNOWN[m.unit] + tail(m))
    coming = m.unit == "WE" and m.n == 1 and now.day.isoweekday() < 6
    day = shifted(now.day, m.unit, 0 if coming else int(m.n))
    if day is None:
        return Resolved(UNKNOWN[m.unit])
    if m.weekday and day.isoweekday() != m.weekday:
        now.strain += CLASH
    if m.unit == "D":
        return of_day(day, m, now)
    return of_value(value_of(day, m.unit), "document")


def feast(m: Meaning, now: Now) -> Resolved:
    """A feast's day in the year named, or the nearest by tense."""
    if m.year is not None:
        return of_value(feast_day(m.value, m.year).isoformat(), "text")
    if now.day is None:
        return Resolved("XXXX-XX-XX" if m.value[0] == "E" else f"XXXX-{m.value}")
    today = now.day
    tries = [feast_day(m.value, today.year + n) for n in (-1, 0, 1) if 1 < today.year + n < 9999]
    day = min(tries or [today], key=lambda d: weighed((d - today).days, now.ahead()))
    return of_value(day.isoformat(), "document")


def clock(m: Meaning, now: Now) -> Resolved:
    """A time of the day last named nearby, else of the day of publication."""
    day = now.named_day if now.near and now.named_day else now.day
    if day is None:
        return Resolved("XXXX-XX-XX" + m.clock)
    return Resolved(day.isoformat() + m.clock, day, day, "text" if now.near and now.named_day else "document")


def part(m: Meaning, now: Now) -> Resolved:
    """A part of the day last named nearby, else of the day of publication."""
    near = now.near and now.named_day is not None and not m.n
    day = now.named_day if near else now.day
    if day is None:
        return Resolved("XXXX-XX-XX" + tail(m))
    day += timedelta(days=int(m.n))
    spread = timedelta(days=m.part == "NI")
    anchor: Anchor = "text" if near else "document"
    return Resolved(day.isoformat() + tail(m), day - spread, day + spread, anchor)
