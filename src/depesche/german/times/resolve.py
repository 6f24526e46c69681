"""In: a meaning and one supposed day of publication. Out: the TIMEX3 value and the days it spans."""

from __future__ import annotations

from collections.abc import Callable

from depesche.german.times.meaning import Meaning
from depesche.german.times.now import Now, Resolved
from depesche.german.times.resolve_days import (
    calendar,
    clock,
    feast,
    month,
    night,
    part,
    shift,
    weekday,
)
from depesche.german.times.resolve_spans import anaphor, duration, fixed, ref, then
from depesche.german.times.resolve_years import (
    fiscal,
    new_year,
    part_of_year,
    season,
    week_of_month,
    weekend,
)

RESOLVE: dict[str, Callable[[Meaning, Now], Resolved]] = {
    f.__name__: f
    for f in (
        fixed, ref, calendar, month, weekday, night, shift, new_year, week_of_month, weekend,
        part_of_year, season, feast, fiscal, clock, part, anaphor, then, duration,
    )
}  # fmt: skip


def resolve(m: Meaning, now: Now) -> Resolved:
    """The value of a meaning; notes in `now` the time it names for what follows."""
    try:
        found = RESOLVE[m.kind](m, now)
    except (OverflowError, ValueError):
        return Resolved(m.value or "XXXX")
    if m.type in ("DATE", "TIME") and m.kind not in ("ref", "then", "clock", "part") and found.first:
        now.named = found
        if found.anchor == "text" and found.last and found.last.year == found.first.year:
            now.told = found.first.year
        if m.day is not None or m.kind == "feast":
            now.named_day = found.first
        elif m.kind in ("calendar", "fixed", "part_of_year"):
            now.named_day = None
    return found
