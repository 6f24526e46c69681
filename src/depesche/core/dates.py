"""Days that are known only within bounds."""

from __future__ import annotations

import calendar
import re
from datetime import date
from typing import Literal

import msgspec

Precision = Literal["minute", "day", "month", "year"]
WRITTEN = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:[T ](\d\d):(\d\d)\S*)?)?)?")


class Published(msgspec.Struct, frozen=True):
    """When a dispatch went out: the first and last day it can have been, as ISO days."""

    earliest: str
    latest: str
    precision: Precision

    @property
    def first(self) -> date:
        """The earliest day."""
        return date.fromisoformat(self.earliest)

    @property
    def last(self) -> date:
        """The latest day."""
        return date.fromisoformat(self.latest)


def published(written: str) -> Published | None:
    """The bounds of a date written `YYYY`, `YYYY-MM`, `YYYY-MM-DD` or with a clock time behind it.

    None where `written` has another form or names no day of the calendar.
    """
    found = WRITTEN.fullmatch(written.strip())
    if not found:
        return None
    year, month, day = (int(part) if part else None for part in found.groups()[:3])
    assert year is not None
    try:
        first = date(year, month or 1, day or 1)
    except ValueError:
        return None
    last_month = month or 12
    last = date(year, last_month, day or calendar.monthrange(year, last_month)[1])
    precision: Precision = "year" if month is None else "month" if day is None else "day"
    if found.group(4):
        precision = "minute"
    return Published(first.isoformat(), last.isoformat(), precision)
