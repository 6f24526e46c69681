"""In: a meaning and one supposed day of publication. Out: the TIMEX3 value and the days it spans."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from depesche.core.reading import Anchor
from depesche.german.times import days
from depesche.german.times.days import bounds, shifted, value_of, weekday_from
from depesche.german.times.meaning import Meaning

UNKNOWN = {
    "D": "XXXX-XX-XX", "W": "XXXX-WXX", "WE": "XXXX-WXX-WE", "M": "XXXX-XX", "Y": "XXXX",
    "Q": "XXXX-QX", "H": "XXXX-HX", "DE": "XXX", "CE": "XX", "ML": "X",
}  # fmt: skip
# A vague plural spans at least one unit and at most what one would name by the next larger unit.
VAGUE = {"D": 14, "W": 9, "M": 24, "Y": 20, "DE": 10, "CE": 10, "TH": 2, "TM": 1, "TS": 1, "": 3650}
SURPRISE, CLASH = 1, 3
# A day against the tense must be this much nearer: "vertagte den Prozess auf den 28. November".
AGAINST = 4


class Resolved(NamedTuple):
    """A value with its first and last day, None where open, and what it was resolved against."""

    value: str
    first: date | None = None
    last: date | None = None
    anchor: Anchor = "none"


@dataclass(slots=True)
class Now:
    """Where the reading stands: the day of publication, tense, and the times last named."""

    day: date | None
    within: tuple[date, date] | None = None
    tense: str = ""
    near: bool = False
    named: Resolved | None = None
    named_day: date | None = None
    told: int | None = None
    strain: int = 0

    def ahead(self) -> int:
        """1 where the sentence looks ahead, -1 where back, 0 where neither is plain."""
        return {"future": 1, "past": -1}.get(self.tense, 0)


def of_value(value: str, anchor: Anchor) -> Resolved:
    """A value with the bounds it has by itself."""
    found = bounds(value)
    return Resolved(value, *(found or (None, None)), anchor)


def fixed(m: Meaning, now: Now) -> Resolved:
    """A value that needs no day."""
    return of_value(m.value, "text" if bounds(m.value) else "none")


def ref(m: Meaning, now: Now) -> Resolved:
    """The present, the past, the future: bounded by the day of publication."""
    if now.day is None:
        return Resolved(m.value)
    first = None if m.value == "PAST_REF" else now.day
    last = None if m.value == "FUTURE_REF" else now.day
    return Resolved(m.value, first, last, "document")


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


def dated(year: int, month: int, day: int | None) -> str:
    """The value of a day or month."""
    return f"{year:04d}-{month:02d}" + (f"-{day:02d}" if day else "")


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


def weighed(gap: int, ahead: int) -> int:
    """Days off, which count more where they run against the tense."""
    return abs(gap) * (AGAINST if gap * ahead < 0 else 1)


def distance(found: tuple[date, date], today: date) -> int:
    """Days from today to a span of days: 0 within, negative before."""
    if found[0] > today:
        return (found[0] - today).days
    return min(0, (found[1] - today).days)


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


def tail(m: Meaning) -> str:
    """The part of the day, as a value's ending."""
    return "T" + m.part if m.part else ""


def of_day(day: date, m: Meaning, now: Now, anchor: Anchor = "document") -> Resolved:
    """A day with the meaning's part of it."""
    now.named_day = day
    return Resolved(day.isoformat() + tail(m), day, day, anchor)


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


def feast(m: Meaning, now: Now) -> Resolved:
    """A feast's day in the year named, or the nearest by tense."""
    if m.year is not None:
        return of_value(days.feast(m.value, m.year).isoformat(), "text")
    if now.day is None:
        return Resolved("XXXX-XX-XX" if m.value[0] == "E" else f"XXXX-{m.value}")
    today = now.day
    tries = [days.feast(m.value, today.year + n) for n in (-1, 0, 1) if 1 < today.year + n < 9999]
    day = min(tries or [today], key=lambda d: weighed((d - today).days, now.ahead()))
    return of_value(day.isoformat(), "document")


def fiscal(m: Meaning, now: Now) -> Resolved:
    """A business year: it lies within its year and the next, as firms begin it when they like."""
    year = (
        m.year if m.year is not None else None if now.day is None else now.day.year + (m.turn or 0)
    )
    if year is None or not 1 <= year < 9999:
        return Resolved("FYXXXX")
    anchor: Anchor = "text" if m.year is not None else "document"
    return Resolved(f"FY{year}", date(year, 1, 1), date(year + 1, 12, 31), anchor)


def clock(m: Meaning, now: Now) -> Resolved:
    """A time of the day last named nearby, else of the day of publication."""
    day = now.named_day if now.near and now.named_day else now.day
    if day is None:
        return Resolved("XXXX-XX-XX" + m.clock)
    return Resolved(
        day.isoformat() + m.clock, day, day, "text" if now.near and now.named_day else "document"
    )


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


def anaphor(m: Meaning, now: Now) -> Resolved:
    """A unit so many from the time last named; from the day of publication where none is."""
    base = now.named.first if now.named else None
    if m.unit in days.SEASONS:
        return of_value(f"{base.year:04d}-{m.unit}", "text") if base else Resolved(f"XXXX-{m.unit}")
    if m.unit == "D" and now.named_day is not None:
        base = now.named_day
    if base is None or m.unit not in UNKNOWN:
        return Resolved(UNKNOWN.get(m.unit, "XXXX-XX-XX"))
    day = shifted(base, m.unit, int(m.n))
    return of_value(value_of(day, m.unit), "text") if day else Resolved(UNKNOWN[m.unit])


def then(m: Meaning, now: Now) -> Resolved:
    """The past time named shortly before, else the past."""
    named = now.named
    if not (now.near and named and named.last and (now.day is None or named.last < now.day)):
        return ref(m, now)
    return named._replace(anchor="text", value=named.value if m.turn else m.value)


def duration(m: Meaning, now: Now) -> Resolved:
    """A length of time; where it is counted from today, the days that it implies."""
    if now.day is None or not m.turn:
        return Resolved(m.value)
    if m.turn in (-2, -3, 3):
        return stretch(m, now.day)
    unit = m.unit if m.unit in UNKNOWN else "D"
    if not m.n:
        return vague(m, now.day)
    day = shifted(now.day, unit, round(m.turn * m.n)) if m.unit in UNKNOWN else now.day
    found = bounds(value_of(day, unit)) if day else None
    return Resolved(m.value, *(found or (None, None)), "document")


def stretch(m: Meaning, day: date) -> Resolved:
    """From so long ago until today, or from today so far on."""
    unit = m.unit if m.unit in UNKNOWN else "D"
    length = m.n or VAGUE.get(m.unit, 1)
    sign = 1 if m.turn == 3 else -1
    far = shifted(day, unit, sign * max(1, round(length))) if m.value != "PX" else None
    if far and m.turn == -2 and m.n and (found := bounds(value_of(far, unit))):
        far = found[0]
    return Resolved(m.value, far if sign < 0 else day, day if sign < 0 else far, "document")


def vague(m: Meaning, day: date) -> Resolved:
    """Some units ago, or in some units."""
    if m.value == "PX":
        return Resolved(
            m.value, None if m.turn == -1 else day, day if m.turn == -1 else None, "document"
        )
    unit = m.unit if m.unit in UNKNOWN else "D"
    near = shifted(day, unit, m.turn or 0) if m.unit in UNKNOWN else day
    far = shifted(day, unit, (m.turn or 0) * VAGUE.get(m.unit, 1))
    first, last = (far, near) if m.turn == -1 else (near, far)
    return Resolved(m.value, first, last, "document")


RESOLVE: dict[str, Callable[[Meaning, Now], Resolved]] = {
    f.__name__: f
    for f in (
        fixed, ref, calendar, month, weekday, night, shift, new_year, weekend, part_of_year, season, feast,
        fiscal, clock, part, anaphor, then, duration,
    )
}  # fmt: skip


def resolve(m: Meaning, now: Now) -> Resolved:
    """The value of a meaning; notes in `now` the time it names for what follows."""
    try:
        found = RESOLVE[m.kind](m, now)
    except (OverflowError, ValueError):
        return Resolved(m.value or "XXXX")
    if (
        m.type in ("DATE", "TIME")
        and m.kind not in ("ref", "then", "clock", "part")
        and found.first
    ):
        now.named = found
        if found.anchor == "text" and found.last and found.last.year == found.first.year:
            now.told = found.first.year
        if m.day is not None or m.kind == "feast":
            now.named_day = found.first
        elif m.kind in ("calendar", "fixed", "part_of_year"):
            now.named_day = None
    return found
