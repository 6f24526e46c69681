"""In: a sheet that all other layers have filled. Out: what does not fit, or is worth a second look.

Each check is a function of the sheet that yields findings; `CHECKS` lists them in their order. In
doubt a check stays silent: a false finding costs an editor's trust.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import msgspec

from depesche.core.reading import Finding, Notice, Timex
from depesche.german.disputes import disputes
from depesche.german.distances import distances
from depesche.german.sheet import Sheet
from depesche.german.sums import sums
from depesche.german.times import weekday_conflicts

Check = Callable[[Sheet], Iterable[Finding]]


def notices_not_located(sheet: Sheet) -> Iterator[Finding]:
    """A finding for every notice whose wording is not where the notice says."""
    for notice in sheet.notices:
        if notice.verdict == "not-found":
            yield Finding(
                kind="notice-not-located",
                spans=(notice.span,) if notice.span else (),
                says=f"the notice speaks of {whereabouts(notice)}; it is not there",
                because=notice.because or "notice.located: the wording was looked for at that place",
            )


def whereabouts(notice: Notice) -> str:
    """What the notice names and where, in words."""
    what = f'"{notice.right}"' if notice.right else "a change"
    where = [
        f"{name} {number}"
        for name, number in (
            ("paragraph", notice.paragraph),
            ("sentence", notice.sentence),
            ("line", notice.line),
        )
        if number is not None
    ]
    return f"{what} in {', '.join(where)}" if where else what


def weekdays(sheet: Sheet) -> Iterator[Finding]:
    """A finding for every date whose printed weekday is not the calendar's.

    A date without a year counts only where the dispatch's own date gives the year.
    """
    sure = (one for one in sheet.times if one.anchor != "text" or has_year(sheet.text, one))
    for finding in weekday_conflicts(sheet, sure):
        yield msgspec.structs.replace(finding, kind="weekday-date")


def has_year(text: str, time: Timex) -> bool:
    """Is a year of four places printed in the expression?"""
    words = text[slice(*time.span)].split()
    return any(len(word) == 4 and word.isdecimal() for word in words)


CHECKS: tuple[Check, ...] = (notices_not_located, weekdays, distances, sums, disputes)


def layer(sheet: Sheet) -> tuple[Finding, ...]:
    """The findings of all checks, in the order of `CHECKS`."""
    return tuple(finding for check in CHECKS for finding in check(sheet))
