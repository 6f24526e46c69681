"""In: a match that names days. Out: its meaning: dates, weekdays, nights, days from today."""

from __future__ import annotations

from depesche.german.times.meaning import PREPOSITIONS, Meaning, is_name, number, turn_of
from depesche.german.times.scan import Hit


def full_date(hit: Hit) -> Meaning:
    """A day with its year in figures."""
    year, month, day = hit.get("date")
    return Meaning("calendar", year=year, month=month, day=day, weekday=number(hit.get("wd")))


def calendar(hit: Hit) -> Meaning | None:
    """A day and month, or a month, with or without a year, or in last, this, next year."""
    month, day = hit.get("dm") or (named_month(hit), number(hit.get("day")))
    if month is None or not (day is None or 1 <= day <= 31):
        return None
    if hit.get("dm") and not (hit.get("wd") or hit.get("year") or stands_as_date(hit)):
        return None
    return Meaning(
        "calendar", year=hit.get("year"), month=month, day=day,
        weekday=number(hit.get("wd")), turn=number(hit.get("turn")),
    )  # fmt: skip


def named_month(hit: Hit) -> int | None:
    """The month that is named in full or shortened."""
    return number(hit.get("month") or hit.get("short"))


def stands_as_date(hit: Hit) -> bool:
    """Whether figures such as 1.8. follow a word that goes before dates, or write the month in two."""
    return hit.before() in PREPOSITIONS or hit.before() in "(-–/," or ".0" in hit.units.form(hit.first)


def calendar_mixed(hit: Hit) -> Meaning:
    """The first day of a range whose month stands with the second."""
    return Meaning("calendar", month=hit.get("dm")[0], day=hit.get("day"))


def month(hit: Hit) -> Meaning | None:
    """A month alone, unless it is a first name or a surname."""
    if is_name(hit):
        return None
    return Meaning("calendar", month=int(hit.get("month")))


def month_turn(hit: Hit) -> Meaning:
    """A month said to be the last or the next."""
    return Meaning("month", month=int(hit.get("month")), turn=turn_of(hit))


def weekday(hit: Hit) -> Meaning:
    """A weekday, perhaps with a part of the day, with last or next, or with its week."""
    day, part = hit.get("both") or (hit.get("wd"), hit.get("part", ""))
    if isinstance(day, tuple):
        day, part = day
    week = hit.get("week")
    return Meaning(
        "weekday", "TIME" if part else "DATE", weekday=int(day), part=part,
        unit="W" if week is not None else "", n=int(week or 0), turn=number(hit.get("turn")),
    )  # fmt: skip


def night(hit: Hit) -> Meaning:
    """The night that ends on a weekday's morning: it belongs to the day before."""
    return Meaning("night", "TIME", weekday=int(hit.get("wd")), part="NI")


def shift(hit: Hit) -> Meaning:
    """A day, week, ... so many from now, perhaps with a part of the day."""
    part = hit.get("part", "")
    if isinstance(hit.get("wd"), tuple):
        part = hit.get("wd")[1]
    wd = hit.get("wd")
    return Meaning(
        "shift", "TIME" if part else "DATE", unit=hit.rule.options["unit"], n=int(hit.get("shift")),
        part=part, weekday=int(wd[0] if isinstance(wd, tuple) else wd) if wd else None,
    )  # fmt: skip


def tomorrow(hit: Hit) -> Meaning | None:
    """The next day, where the word is no morning ("Am Morgen")."""
    form = hit.units.form(hit.first)
    if form[0].isupper() and (
        form.isupper() or hit.units.form(hit.first - 1) not in ("", ".", ":", "„", '"')
    ):
        return None
    return shift(hit)


def anaphor(hit: Hit) -> Meaning | None:
    """A unit so many from the time last named in the text."""
    shifted = hit.get("shift")
    unit = hit.rule.options.get("unit") or hit.get("unit")
    if unit in ("TH", "TM", "TS"):
        return None
    return Meaning("anaphor", unit=unit, n=int(shifted[:-1]) if shifted else 0)


def anaphor_day(hit: Hit) -> Meaning:
    """The day before or after the one last named."""
    back = hit.get("turn") in ("'zuvor'", "'davor'", "'vorher'")
    return Meaning("anaphor", unit="D", n=-1 if back else 1)


def anaphor_unit(hit: Hit) -> Meaning | None:
    """The following, the preceding day, week, year."""
    unit = hit.get("unit")
    return None if unit.startswith("T") else Meaning("anaphor", unit=unit, n=turn_of(hit))


def feast(hit: Hit) -> Meaning:
    """A feast by the calendar or by Easter."""
    value = hit.rule.options.get("feast") or hit.get("feast")
    return Meaning("feast", value=value, year=hit.get("year"))


def weekend(hit: Hit) -> Meaning:
    """The weekend last past or next to come."""
    return Meaning("weekend", unit="WE")


def christmas(hit: Hit) -> Meaning:
    """The first or the second day of Christmas."""
    second = hit.units.low(hit.first)[0] in "z2"
    return Meaning("feast", value="12-26" if second else "12-25")
