"""In: how it went. Out: how long to wait before asking again, in seconds."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from zlib import crc32

HOUR, DAY = 3600.0, 86_400.0
SPREAD = 0.1


def after_success(every: float, retry_after: float | None) -> float:
    """The interval, or longer where the server asks for it."""
    return max(every, min(retry_after or 0.0, DAY))


def after_failure(every: float, failures: int, retry_after: float | None, name: str) -> float:
    """Twice as long after each failure in a row, up to an hour or the interval itself; longer
    where the server asks for it. Names spread the waits a little, so that feeds of one server
    which failed together do not come back together: by chance, but the same one every time."""
    grown = every * 2.0 ** min(failures - 1, 20)
    pause: float = min(grown, max(HOUR, every))
    spread = 1 + SPREAD * (crc32(name.encode()) % 1000) / 1000
    return max(pause * spread, min(retry_after or 0.0, DAY))


def retry_after(headers: Mapping[str, str], now: datetime) -> float | None:
    """The seconds that a Retry-After asks for, which gives them or a date; None where it does not."""
    written = headers.get("retry-after", "").strip()
    if written.isascii() and written.isdigit():
        return float(written[:9])
    try:
        until = parsedate_to_datetime(written)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    aware = until if until.tzinfo else until.replace(tzinfo=UTC)
    return max((aware - now).total_seconds(), 0.0)


def due_in(now: float, tried: float, pause: float) -> float:
    """Seconds until it is due: 0 where it is. A clock that was set back does not make it wait."""
    return max(tried + pause - now, 0.0) if tried <= now else 0.0
