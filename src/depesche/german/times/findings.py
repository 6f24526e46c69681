"""In: a Sheet and its times. Out: findings: a weekday that contradicts its date."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from depesche.core.reading import Finding, Timex
from depesche.german.sheet import Sheet
from depesche.german.times.lexicon import lexicon

NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
RULES = (
    "date-words",
    "date-figures",
    "day-month-figures",
    "weekday-adjective",
    "weekday-apposition",
)


def weekday_conflicts(sheet: Sheet, times: Iterable[Timex] | None = None) -> tuple[Finding, ...]:
    """One finding of kind "weekday" for each date whose weekday as printed is not the calendar's.

    `times` are the sheet's own where none are given.
    """
    given = sheet.times if times is None else times
    found = (conflict(sheet.text, timex) for timex in given if timex.rule in RULES)
    return tuple(finding for finding in found if finding)


def conflict(text: str, timex: Timex) -> Finding | None:
    """The finding for one expression, or None where its weekday is right or none is printed."""
    begin, end = timex.span
    words = text[begin:end].replace(",", " ").replace(".", " ").split()
    printed = next((int(i["WEEKDAY"]) for w in words if "WEEKDAY" in (i := lexicon().look(w)[1])), None)
    if printed is None or timex.earliest is None or timex.earliest != timex.latest:
        return None
    real = date.fromisoformat(timex.earliest).isoweekday()
    if real == printed:
        return None
    return Finding(
        "weekday", (timex.span,),
        f"{timex.earliest} is a {NAMES[real - 1]}, the text says {NAMES[printed - 1]}",
        f"calendar: {timex.rule} read the date",
    )  # fmt: skip
