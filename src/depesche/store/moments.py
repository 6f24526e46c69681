"""In: a time as a wire or a desk wrote it. Out: the same in UTC, in one form that sorts as text."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from functools import cache, lru_cache

FORM = "%Y-%m-%dT%H:%M:%S.%fZ"
DAY = re.compile(r"\d{4}-\d\d-\d\d")
KEPT = 1024
"""Times that are kept: one that is written in a dispatch is asked for several times."""
LAST_MOMENT = timedelta(days=1) - timedelta(microseconds=1)
WINTER, SUMMER = timezone(timedelta(hours=1)), timezone(timedelta(hours=2))


def in_utc(moment: datetime) -> str:
    """The moment in the one form; a naive one is taken for German time."""
    aware = moment if moment.tzinfo else moment.replace(tzinfo=german_zone(moment))
    return aware.astimezone(UTC).strftime(FORM)


@lru_cache(KEPT)
def moment(written: str | None) -> str | None:
    """An ISO 8601 time in the one form; a day alone is its first moment. None where it is none."""
    found = _parsed(written)
    return in_utc(found) if found else None


def moment_until(written: str | None) -> str | None:
    """As `moment`, but a day alone is its last moment: an embargo is kept rather too long."""
    found = _parsed(written)
    if found and written and DAY.fullmatch(written.strip()):
        found += LAST_MOMENT
    return in_utc(found) if found else None


def local_time(at: str) -> str:
    """A moment in the one form as German time, without its zone: "2024-05-14T10:00:00.000000"."""
    found = datetime.fromisoformat(at)
    for zone in (SUMMER, WINTER):
        local = found.astimezone(zone).replace(tzinfo=None)
        if german_zone(local) == zone:
            break
    return local.isoformat(timespec="microseconds")


def german_zone(local: datetime) -> timezone:
    """Central European time: summer's from the last Sunday of March, 2 a.m., to October's, 3 a.m.

    In the hour that comes twice it is winter's, so that nothing ends too early.
    """
    begins = _last_sunday(local.year, 3).replace(hour=2)
    ends = _last_sunday(local.year, 10).replace(hour=2)
    return SUMMER if begins <= local.replace(tzinfo=None) < ends else WINTER


@cache
def _last_sunday(year: int, month: int) -> datetime:
    last = datetime(year, month, 31)
    return last - timedelta(days=(last.weekday() + 1) % 7)


def _parsed(written: str | None) -> datetime | None:
    try:
        found = datetime.fromisoformat((written or "").strip())
        return found if 1900 < found.year < 9000 else None
    except ValueError:
        return None
