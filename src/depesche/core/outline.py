"""A kept reading's text, headline, paragraphs and sentences: all that is looked at of most."""

from __future__ import annotations

import msgspec

from depesche.core.dispatch import Span


class Head(msgspec.Struct, frozen=True):
    """What an outline has of a dispatch's anatomy."""

    headline: str | None = None
    paragraphs: tuple[Span, ...] = ()


class Outline(msgspec.Struct, frozen=True):
    """Some fields of a `Reading`, by the same names."""

    text: str
    dispatch: Head
    sentences: tuple[Span, ...] = ()
