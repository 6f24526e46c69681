"""In: the time that a statement of one's own gives, the days that another one gives. Out: do they agree? Pure.

A page of one's own often has no date, so that "am Mittwoch" is no day of the calendar (TIMEX3 leaves open
what is not known: XXXX-WXX-3); a dispatch has one, and says on which day that was.
"""

from __future__ import annotations

import re
from datetime import date

WEEKDAY = re.compile(r"XXXX-WXX-([1-7])")
DAY = re.compile(r"(XXXX|\d{4})-(\d\d)(?:-(\d\d))?(?=T|$)")


def disagree(value: str, first: str | None, last: str | None) -> bool:
    """Whether a TIMEX3 value can be no day from `first` to `last` (ISO; None for none); False where it tells
    nothing of the calendar ("heute", a clock time), or the days are more than two."""
    if not first or not last:
        return False
    days = date.fromisoformat(first[:10]), date.fromisoformat(last[:10])
    if weekday := WEEKDAY.match(value):
        return (days[1] - days[0]).days < 2 and all(day.isoweekday() != int(weekday[1]) for day in days)
    if not (given := DAY.match(value)):
        return False
    year, month, day = given.groups()
    return not any(
        (year == "XXXX" or int(year) == one.year)
        and int(month) == one.month
        and (day is None or int(day) == one.day)
        for one in days
    )
