"""In: a match that names a time of the day. Out: its meaning."""

from __future__ import annotations

from depesche.german.times.meaning import Meaning
from depesche.german.times.scan import Hit


def clock(hit: Hit) -> Meaning | None:
    """A time by the clock; "8 Uhr abends" is 20:00."""
    at, part = hit.get("at"), hit.get("part", "")
    hour, minute = at if isinstance(at, tuple) else (at, hit.get("minute") or 0)
    if hit.rule.options.get("bare") and not bare_clock(hit):
        return None
    if not (0 <= hour <= 24 and 0 <= minute < 60) or hour != int(hour):
        return None
    if part in ("AF", "EV") and hour < 12:
        hour += 12
    return Meaning("clock", "TIME", clock=f"T{int(hour):02d}:{int(minute):02d}")


def bare_clock(hit: Hit) -> bool:
    """Whether figures without "Uhr" are a time: with a colon, or nothing counted behind."""
    return "COLON" in hit.units.info(hit.first)


def clock_half(hit: Hit) -> Meaning | None:
    """Half an hour before the hour named."""
    hour = int(hit.get("at"))
    if not 1 <= hour <= 12 or hit.after()[:1].isupper() and hit.units.low(hit.last - 1) != "uhr":
        return None
    return Meaning("clock", "TIME", clock=f"T{(hour - 1) or 12:02d}:30")


def clock_quarter(hit: Hit) -> Meaning | None:
    """A quarter past or to the hour."""
    hour, past = int(hit.get("at")), hit.get("turn") == "'nach'"
    if not 1 <= hour <= 12:
        return None
    return Meaning("clock", "TIME", clock=f"T{hour if past else (hour - 1) or 12:02d}:{15 if past else 45}")


def midnight(hit: Hit) -> Meaning:
    """Midnight ends the day."""
    return Meaning("clock", "TIME", clock="T24:00")


def part(hit: Hit) -> Meaning | None:
    """A part of the day last named, or of today; "die Nacht" of the one just gone by."""
    turn = hit.get("turn")
    value = hit.get("part")
    if value == "MO" and hit.units.low(hit.last - 1) == "morgens":
        return None
    return Meaning("part", "TIME", part=value, mod=hit.get("early"), n=-1 if turn == "-1" else 0)


def part_set(hit: Hit) -> Meaning:
    """A part of any day: "abends"."""
    return Meaning("fixed", "SET", value="XXXX-XX-XXT" + hit.get("part"))
