"""In: meanings in the order of the text, and a publication date known within bounds. Out: values.

Every day the dispatch can have gone out on is supposed in turn, all expressions are resolved, and
what speaks against the day is counted: a weekday outside the month that the date names (agencies
name days by their weekday only for the days around publication), a date with the wrong weekday, a
date of the named month that would be a year off. The days with the least strain remain, and
each expression means what it means on any of them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from depesche.core.dates import Published
from depesche.german.times.meaning import Meaning
from depesche.german.times.now import Now, Resolved
from depesche.german.times.resolve import resolve

MOST_DAYS = 400
MOST_WORK = 200_000
MOST_CANDIDATES = 62


class Said(NamedTuple):
    """An expression to resolve: its meaning, the tense around it, whether the time named last
    stands close before it, and whether its day is the expression behind it."""

    meaning: Meaning
    tense: str
    near: bool
    leads: bool = False


class Answer(NamedTuple):
    """What an expression means over all days that remain."""

    resolved: Resolved
    candidates: tuple[str, ...] | None


def answers(said: Sequence[Said], published: Published | None) -> list[Answer]:
    """The answer for each expression."""
    if published is None:
        return [Answer(r, None) for r in run(said, None, None)[1]]
    within = (published.first, published.last)
    if published.first == published.last:
        return [Answer(r, None) for r in run(said, published.first, None)[1]]
    runs = [run(said, day, within) for day in supposed(published, len(said))]
    least = min(strain for strain, _ in runs)
    kept = [resolved for strain, resolved in runs if strain == least]
    return [united(list(column)) for column in zip(*kept, strict=True)]


def supposed(published: Published, expressions: int) -> list[date]:
    """The days to try: all, unless there are too many expressions; then evenly spread ones."""
    count = min((published.last - published.first).days + 1, MOST_DAYS)
    all_days = [published.first + timedelta(days=n) for n in range(count)]
    most = max(2, MOST_WORK // max(1, expressions))
    if count <= most:
        return all_days
    step = (count - 1) / (most - 1)
    return [all_days[round(step * i)] for i in range(most)]


def run(
    said: Sequence[Said], day: date | None, within: tuple[date, date] | None
) -> tuple[int, list[Resolved]]:
    """All expressions on one supposed day, and the strain of supposing it."""
    now = Now(day, within)
    found = []
    for i, one in enumerate(said):
        if one.leads:
            behind = said[i + 1]
            peek = resolve(behind.meaning, Now(day, tense=behind.tense))
            now.named_day = peek.first or now.named_day
        now.tense, now.near = one.tense, one.near or one.leads
        found.append(resolve(one.meaning, now))
    return now.strain, found


def united(found: list[Resolved]) -> Answer:
    """One answer for what an expression means on different days."""
    values = sorted({r.value for r in found})
    firsts, lasts = [r.first for r in found], [r.last for r in found]
    first = min((d for d in firsts if d), default=None) if all(firsts) else None
    last = max((d for d in lasts if d), default=None) if all(lasts) else None
    anchor = found[0].anchor
    if len(values) == 1:
        return Answer(Resolved(values[0], first, last, anchor), None)
    return Answer(Resolved(common(values), first, last, anchor), candidates_of(found))


def candidates_of(found: list[Resolved]) -> tuple[str, ...] | None:
    """The days that remain, where each is a single day and they are not too many."""
    if any(r.first is None or r.first != r.last for r in found):
        return None
    listed = sorted({r.first.isoformat() for r in found if r.first})
    return tuple(listed) if len(listed) <= MOST_CANDIDATES else None


def common(values: list[str]) -> str:
    """What the values share, part by part, an X for each figure that differs: 2023-09-XX."""
    split = [re.split(r"([-T])", value) for value in values]
    if len({len(parts) for parts in split}) > 1:
        return "XXXX"
    return "".join(
        column[0] if len(set(column)) == 1 else unknown(column) for column in zip(*split, strict=True)
    )


def unknown(column: tuple[str, ...]) -> str:
    """X for the figures of a part that differs; a mark such as the W of a week stays."""
    return re.sub(r"\d", "X", column[0]) if len({len(part) for part in column}) == 1 else "XX"
