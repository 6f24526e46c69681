"""In: a time as some wire format writes it. Out: the same in ISO 8601, and its day in Germany."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from depesche.core.dates import Published, published
from depesche.formats.headerdate import MONTH_NUMBERS

ISO = re.compile(
    r"(\d{4})-?(\d\d)-?(\d\d)(?:[T ]?(\d\d):?(\d\d)(?::?(\d\d)(?:[.,]\d{1,9})?)?"
    r"\s?(Z|UTC|GMT|[+-]\d\d(?::?\d\d)?)?)?"
)
MAIL = re.compile(
    r"(?:[A-Za-z]{2,9},?\s+)?(\d{1,2})\s+([A-Za-z]{3,9})\.?\s+(\d{4}|\d\d)"
    r"(?:\s+(\d{1,2}):(\d\d)(?::(\d\d))?(?:\s+(\S{1,6}))?)?"
)
CODED = re.compile(r"(\d\d)(\d\d)(\d\d)\s+([A-Za-zÄä]{3,9})\.?\s+(\d{4}|\d\d)")
ZONES = {"GMT": "Z", "UTC": "Z", "UT": "Z", "Z": "Z", "MEZ": "+01:00", "CET": "+01:00",
         "MESZ": "+02:00", "CEST": "+02:00", "EST": "-05:00", "EDT": "-04:00"}  # fmt: skip
BERLIN_WINTER = timedelta(hours=1)
BERLIN_SUMMER = timedelta(hours=2)


def iso_time(written: str | None) -> str | None:
    """`YYYY-MM-DD`, with `THH:MM:SS` and the offset where written; None where it is no time.

    Reads ISO 8601 in both forms, times as in e-mail (RFC 822) and IPTC 7901's "111402 Sep 23".
    """
    text = (written or "").strip()[:60]
    return from_iso(text) or from_mail(text) or from_coded(text)


def from_iso(text: str) -> str | None:
    """ISO 8601 in its long or short form, as the long one."""
    found = ISO.fullmatch(text)
    if not found:
        return None
    year, month, day, hour, minute, second, zone = found.groups()
    return checked(f"{year}-{month}-{day}", hour, minute, second, zone)


def from_mail(text: str) -> str | None:
    """The form of RFC 822: "Mon, 11 Sep 2023 14:02:00 +0200"."""
    found = MAIL.fullmatch(text)
    month = MONTH_NUMBERS.get(found[2].lower()) or ENGLISH.get(found[2].lower()[:3]) if found else 0
    if not found or not month:
        return None
    _, _, year, hour, minute, second, zone = found.groups()
    day = f"{century(year)}-{month:02}-{int(found[1]):02}"
    return checked(day, hour and hour.zfill(2), minute, second, zone)


ENGLISH = {"mar": 3, "may": 5, "oct": 10, "dec": 12}


def from_coded(text: str) -> str | None:
    """The end line of IPTC 7901: day, hour, minute in figures, month, year of two figures."""
    found = CODED.fullmatch(text)
    month = MONTH_NUMBERS.get(found[4].lower()) or ENGLISH.get(found[4].lower()[:3]) if found else 0
    if not found or not month:
        return None
    return checked(f"{century(found[5])}-{month:02}-{found[1]}", found[2], found[3], None, None)


def century(year: str) -> str:
    """A year of two figures in full: 1970 to 2069."""
    return year if len(year) == 4 else ("19" if int(year) >= 70 else "20") + year


def checked(
    day: str, hour: str | None, minute: str | None, second: str | None, zone: str | None
) -> str | None:
    """The parts as one ISO time; None where the calendar or the clock has no such time."""
    if published(day) is None:
        return None
    if hour is None or minute is None:
        return day
    if int(hour) > 23 or int(minute) > 59 or int(second or 0) > 60:
        return None
    offset = ZONES.get((zone or "").upper(), zone or "")
    if offset and offset != "Z":
        offset = offset[:3] + ":" + (offset[3:].strip(":") or "00")
        offset = offset if re.fullmatch(r"[+-]\d\d:\d\d", offset) else ""
    return f"{day}T{hour}:{minute}" + (f":{second}" if second else "") + offset


def german_time(written: str) -> str:
    """A time in UTC as the clocks in Germany showed it; any other time as it is written.

    Agencies date a dispatch by the desk's own day. Summer time is the rule of Directive 2000/84/EC:
    from the last Sunday of March to the last of October, at 01:00 UTC.
    """
    if not re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d(?::[0-5]\d)?(?:Z|[+-]00:00)", written):
        return written
    try:
        then = datetime.fromisoformat(written[:16]).replace(tzinfo=UTC)
        summer = last_sunday(then.year, 3) <= then < last_sunday(then.year, 10)
        local = then + (BERLIN_SUMMER if summer else BERLIN_WINTER)
    except (ValueError, OverflowError):
        return written
    return f"{local:%Y-%m-%dT%H:%M}" + ("+02:00" if summer else "+01:00")


def last_sunday(year: int, month: int) -> datetime:
    """01:00 UTC on the last Sunday of a month that has 31 days."""
    last = datetime(year, month, 31, 1, tzinfo=UTC)
    return last - timedelta(days=(last.weekday() + 1) % 7)


def day_of(written: str | None) -> Published | None:
    """When a dispatch of that time went out, in German days; None where the time is not known."""
    if not written:
        return None
    return published(german_time(written))
