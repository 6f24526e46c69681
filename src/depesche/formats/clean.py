"""In: strings as a wire sends them. Out: one line or several, without control signs, or None."""

from __future__ import annotations

import re
from typing import Any

UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b-\u200f\u2060\ufeff\ufffe\uffff\ud800-\udfff]"
)
SURROGATES = re.compile("[\ud800-\udfff]")


def seen(text: str) -> str:
    """`text` without control signs, soft hyphens, signs of no width and half characters."""
    return text if text.isprintable() else UNSEEN.sub("", text)


def line(text: str) -> str:
    """`text` on one line: every run of white space, also of protected space, is one space."""
    return " ".join(seen(text).split())


def word(value: Any) -> str | None:
    """A string or number as one line; None for anything else and for nothing."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    return line(str(value)[:100_000]) or None


def words(value: Any) -> tuple[str, ...]:
    """The strings of a list, or of a string that is one; nothing else counts."""
    values = value if isinstance(value, list) else [value]
    return tuple(filter(None, (word(each) for each in values)))


def number(value: str | None) -> int | None:
    """A version or urgency as a number; None where it is none, or has more than 18 figures."""
    if value is None or not value.isascii() or not value.isdigit() or len(value) > 18:
        return None
    return int(value)


def code(value: str | None) -> str:
    """The last part of a qcode or URI in lower case: "sig:update" and ".../signal/update" alike."""
    return re.split(r"[:/#]", value or "")[-1].strip().lower()
