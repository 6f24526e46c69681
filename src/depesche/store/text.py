"""Text as every database takes it, and readings packed and unpacked."""

from __future__ import annotations

import json
import zlib
from typing import Any, TypeVar

import msgspec

from depesche.core.dispatch import Dispatch
from depesche.core.outline import Outline
from depesche.core.reading import Reading

T = TypeVar("T")
REFUSED = {0: 0x2400} | dict.fromkeys(range(0xD800, 0xE000), 0xFFFD)
"""PostgreSQL has no NUL in a text, and no encoding has lone surrogates."""
LEVEL = 6
HUGE = 1 << 31
LONGEST_KEY = 400
"""Code points of a text that an index holds; PostgreSQL's B-trees take 2,704 bytes."""


def clean(text: str) -> str:
    """`text` with NUL as its picture and lone surrogates as U+FFFD. Same length."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.translate(REFUSED)
    return text.translate(REFUSED) if "\0" in text else text


def storable(value: Any, *, key: bool) -> Any:
    """A value as every database takes it: text cleaned, and cut where it is a `key` that an index
    holds; None for a whole number beyond 32 bits."""
    if isinstance(value, str):
        return clean(value[:LONGEST_KEY] if key else value)
    if isinstance(value, int) and not -HUGE <= value < HUGE:
        return None
    return value


def packed(reading: Reading) -> bytes:
    """The reading as JSON, compressed with zlib. Lone surrogates become U+FFFD."""
    try:
        data = msgspec.json.encode(reading)
    except UnicodeEncodeError:
        written = json.dumps(msgspec.to_builtins(reading), ensure_ascii=False)
        data = written.translate(REFUSED).encode()
    return zlib.compress(data, LEVEL)


def whole(dispatch: Dispatch, reading: Reading) -> tuple[Dispatch, Reading]:
    """Both with lone surrogates, which no encoding has, as U+FFFD."""
    try:
        reading.text.encode()
        return dispatch, reading
    except UnicodeEncodeError:
        return _mended(dispatch, Dispatch), _mended(reading, Reading)


def _mended(one: T, kind: type[T]) -> T:
    written = json.dumps(msgspec.to_builtins(one), ensure_ascii=False).translate(REFUSED)
    return msgspec.json.decode(written, type=kind)


class Kept:
    """A packed reading of which the outline is taken out first, and the whole only if it is asked for."""

    def __init__(self, data: bytes) -> None:
        self.written = zlib.decompress(data)
        self.outline = msgspec.json.decode(self.written, type=Outline)

    def reading(self) -> Reading:
        """The whole reading."""
        return msgspec.json.decode(self.written, type=Reading)


def unpacked(data: bytes) -> Reading:
    """The reading that was packed."""
    return msgspec.json.decode(zlib.decompress(data), type=Reading)
