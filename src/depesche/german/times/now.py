"""In: nothing. Out: where a reading stands, and what an expression resolves to; what resolvers share."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from depesche.core.reading import Anchor
from depesche.german.times.days import bounds
from depesche.german.times.meaning import Meaning

UNKNOWN = {
    "D": "XXXX-XX-XX", "W": "XXXX-WXX", "WE": "XXXX-WXX-WE", "M": "XXXX-XX", "Y": "XXXX",
    "Q": "XXXX-QX", "H": "XXXX-HX", "DE": "XXX", "CE": "XX", "ML": "X",
}  # fmt: skip
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
    first, last = bounds(value) or (None, None)
    return Resolved(value, first, last, anchor)


def of_day(day: date, m: Meaning, now: Now, anchor: Anchor = "document") -> Resolved:
    """A day with the meaning's part of it."""
    now.named_day = day
    return Resolved(day.isoformat() + tail(m), day, day, anchor)


def tail(m: Meaning) -> str:
    """The part of the day, as a value's ending."""
    return "T" + m.part if m.part else ""


def dated(year: int, month: int, day: int | None) -> str:
    """The value of a day or month."""
    return f"{year:04d}-{month:02d}" + (f"-{day:02d}" if day else "")


def distance(found: tuple[date, date], today: date) -> int:
    """Days from today to a span of days: 0 within, negative before."""
    if found[0] > today:
        return (found[0] - today).days
    return min(0, (found[1] - today).days)


def weighed(gap: int, ahead: int) -> int:
    """Days off, which count more where they run against the tense."""
    return abs(gap) * (AGAINST if gap * ahead < 0 else 1)
