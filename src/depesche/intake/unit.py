"""The nouns of taking in: what was found, and what was refused."""

from __future__ import annotations

from typing import BinaryIO, NamedTuple

LARGEST = 32 << 20
"""Bytes of one transmission. A dispatch has a few thousand."""


class Unit(NamedTuple):
    """One transmission: its bytes, and where they were (`archive.zip!member`, `file:line`)."""

    data: bytes
    origin: str


class Refusal(NamedTuple):
    """Something that was not taken: where it is, what is wrong with it, and what to do."""

    origin: str
    what: str
    advice: str = ""


class Bomb(Exception):
    """More comes out of an archive than can be honest. The rest of it is left alone."""


def content(stream: BinaryIO, origin: str) -> Unit | Refusal:
    """What is left in the stream as one unit, or a refusal where it is too large."""
    data = stream.read(LARGEST + 1)
    if len(data) > LARGEST:
        what = f"This is larger than {LARGEST >> 20} MB, which no dispatch is."
        return Refusal(origin, what, "Split it, or give it as JSON Lines.")
    return Unit(data, origin)
