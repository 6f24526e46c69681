"""A dispatch: one transmission by an agency, as text with its anatomy marked. Immutable.

Offsets count code points of `text`, half-open. `text` is what was sent, decoded, and never changed.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from depesche.core.dates import Published
from depesche.core.wire import Wire

Span = tuple[int, int]
Kind = Literal["report", "flash", "update", "correction", "repeat", "withdrawal", "advisory", "digest"]
NoticeKind = Literal["correction", "update", "repeat", "withdrawal", "embargo", "advisory"]


class DatelinePlace(msgspec.Struct, frozen=True):
    """One place of the dateline as printed; name, country, position once looked up."""

    text: str
    span: Span | None = None
    name: str | None = None
    country: str | None = None
    lat: float | None = None
    lon: float | None = None
    geonames: int | None = None


class NoticeText(msgspec.Struct, frozen=True):
    """A desk's notice as printed, not yet understood: its words, its place in the text if any."""

    text: str
    span: Span | None = None


class Dispatch(msgspec.Struct, frozen=True):
    """One dispatch with its anatomy.

    `paragraphs` are the body's, counted from the dateline's paragraph; the first includes the
    dateline, the last leaves out the sign-off. `body` spans, one a paragraph at most, leave out
    dateline and byline too: what is read as sentences. `guesses` says in words what the reader
    had to guess (an encoding, an unclosed bracket). `wire` is what the format says beside the text.
    `nonpublic` are stretches of a plain file's text that must not be published: notes to editors,
    contacts. Of other formats they are not in the text at all, see `Wire.private`.
    A notice has no span where the wire carries it beside the text.
    """

    id: str
    text: str
    agency: str | None = None
    kind: Kind = "report"
    headline: str | None = None
    headline_span: Span | None = None
    prefixes: tuple[str, ...] = ()
    dateline: tuple[DatelinePlace, ...] = ()
    dateline_span: Span | None = None
    published: Published | None = None
    bylines: tuple[str, ...] = ()
    signoff: tuple[str, ...] = ()
    isins: tuple[str, ...] = ()
    paragraphs: tuple[Span, ...] = ()
    body: tuple[Span, ...] = ()
    notices: tuple[NoticeText, ...] = ()
    guesses: tuple[str, ...] = ()
    nonpublic: tuple[Span, ...] = ()
    wire: Wire = Wire()
