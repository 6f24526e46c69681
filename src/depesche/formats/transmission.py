"""In: bytes with the control signs of a teleprinter line. Out: the messages in them, as text.

SOH begins the heading, STX the text, ETX ends it (IPTC 7901, ANPA 1312). What stands between
messages is the line's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from depesche.formats.decode import by_trial

SOH, STX, ETX = "\x01", "\x02", "\x03"
FRAMED = re.compile(rb"[\s\x00\x16\x7f\x04]{0,64}\x01|(?:[^\x02\x03]{0,600})\x02[^\x03]*\x03")
HEADING = re.compile(
    rb"\s{0,8}(?:[A-Za-z-]{2,12}\d{3,4} [0-9A-Za-z] [A-Za-z]{1,8} \d{1,5}\s)[^\x02]{0,600}\x02"
)
MOST_MESSAGES = 10_000


class Message(NamedTuple):
    """The heading, the text and what follows it, each without its control sign."""

    heading: str
    text: str
    end: str


def is_transmission(data: bytes) -> bool:
    """Whether `data` begins as a teleprinter's message does."""
    start = data[:4096]
    if b"\x02" not in start and b"\x01" not in start[:80]:
        return False
    framed = re.match(rb"[\s\x00\x16\x7f\x04]{0,64}\x01", start)
    return bool(framed or HEADING.match(start) or (b"\x02" in start and b"\x03" in data))


def messages(data: bytes) -> tuple[list[Message], tuple[str, ...]]:
    """The messages in order, and what was guessed about the encoding."""
    text, guesses = by_trial(data)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    parts = text.split(SOH)[:MOST_MESSAGES]
    begin = 1 if len(parts) > 1 and not parts[0].strip("\n\t \x00\x16\x7f\x04") else 0
    return [message for part in parts[begin:] for message in split(part)], guesses


def split(part: str) -> Iterator[Message]:
    """The message that begins with a heading; nothing where nothing is in it."""
    if STX in part:
        heading, _, rest = part.partition(STX)
    else:
        heading, _, rest = part.partition("\n\n")
    body, _, end = rest.partition(ETX)
    if body.strip() or heading.strip():
        yield Message(heading, body.replace(STX, "\n"), end)
