"""In: the meaning of a length of time, or of a word that points. Out: the days it spans."""

from __future__ import annotations

from datetime import date

from depesche.german.times.days import SEASONS, bounds, shifted, value_of
from depesche.german.times.meaning import Meaning
from depesche.german.times.now import UNKNOWN, Now, Resolved, of_value


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


def anaphor(m: Meaning, now: Now) -> Resolved:
    """A unit so many from the time last named; from the day of publication where none is."""
    base = now.named.first if now.named else None
    if m.unit in SEASONS:
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


# A vague plural spans at least one unit and at most what one would name by the next larger unit.
VAGUE = {"D": 14, "W": 9, "M": 24, "Y": 20, "DE": 10, "CE": 10, "TH": 2, "TM": 1, "TS": 1, "": 3650}


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
    first, last = (bounds(value_of(day, unit)) if day else None) or (None, None)
    return Resolved(m.value, first, last, "document")


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
        return Resolved(m.value, None if m.turn == -1 else day, day if m.turn == -1 else None, "document")
    unit = m.unit if m.unit in UNKNOWN else "D"
    near = shifted(day, unit, m.turn or 0) if m.unit in UNKNOWN else day
    far = shifted(day, unit, (m.turn or 0) * VAGUE.get(m.unit, 1))
    first, last = (far, near) if m.turn == -1 else (near, far)
    return Resolved(m.value, first, last, "document")
