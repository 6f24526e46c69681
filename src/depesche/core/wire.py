"""What a wire format says of a dispatch beside its text: identity, version, status, notes, tables.

All of it is kept as sent; where the standards know several spellings of one thing ("stat:canceled",
"Canceled", "cancelled"), the newer IPTC one is kept.
"""

from __future__ import annotations

from typing import Literal

import msgspec

Status = Literal["usable", "withheld", "canceled"]


class Term(msgspec.Struct, frozen=True):
    """A word of a controlled vocabulary: which vocabulary, its code there, its name for people."""

    scheme: str = ""
    code: str = ""
    name: str = ""


class EdNote(msgspec.Struct, frozen=True):
    """A note by the desk: its role ("correction", "embargo", "editorial", ...), its words.

    `public` is False where the sender does not want it published.
    """

    role: str
    text: str
    public: bool = True


class Table(msgspec.Struct, frozen=True):
    """A table: its rows of cells, its caption, how many of its first rows are headings.

    `position` is the code point of `Dispatch.text` before which it stood, `paragraph` the number
    of paragraphs above it. Its cells are not part of the text.
    """

    rows: tuple[tuple[str, ...], ...]
    caption: str = ""
    headings: int = 0
    position: int = 0
    paragraph: int = 0


class Association(msgspec.Struct, frozen=True):
    """Another item that belongs to this one: a picture, a graphic, a version before it."""

    kind: str = ""
    urn: str = ""
    version: str = ""
    title: str = ""
    href: str = ""
    relation: str = ""


class Wire(msgspec.Struct, frozen=True):
    """What came with the text.

    `urn` is the sender's name for the item, the same in all its versions. `version` is as sent;
    `version_number` is the same as a number where it is one. Versions may begin anywhere and leave
    gaps: `version_created` orders them. Times are ISO 8601 as sent (of formats that write them
    otherwise, converted), with the sender's offset where there is one. `urgency`: 1 is most urgent.
    `previous` are URNs of items that this one says it replaces or corrects. `private` is what must
    not be published: contacts, notes to editors; nothing of it is in `Dispatch.text`.
    """

    format: str = "text"
    urn: str | None = None
    version: str | None = None
    version_number: int | None = None
    version_created: str | None = None
    first_created: str | None = None
    status: Status | None = None
    signal: str | None = None
    embargo: str | None = None
    urgency: int | None = None
    language: str | None = None
    provider: str | None = None
    service: str | None = None
    kicker: str | None = None
    subhead: str | None = None
    teaser: str | None = None
    slugline: str | None = None
    rights: str | None = None
    desk: str | None = None
    subjects: tuple[Term, ...] = ()
    categories: tuple[Term, ...] = ()
    genres: tuple[Term, ...] = ()
    keywords: tuple[str, ...] = ()
    located: tuple[Term, ...] = ()
    symbols: tuple[Term, ...] = ()
    associations: tuple[Association, ...] = ()
    ednotes: tuple[EdNote, ...] = ()
    private: tuple[EdNote, ...] = ()
    previous: tuple[str, ...] = ()
    previous_version: str | None = None
    tables: tuple[Table, ...] = ()
    boxes: tuple[str, ...] = ()
