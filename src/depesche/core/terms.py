"""What a word is searched by."""

from __future__ import annotations

import msgspec


class IndexTerm(msgspec.Struct, frozen=True):
    """One word of a text: its span, its stem in lower case, and the stems of a compound's parts."""

    begin: int
    end: int
    stem: str
    parts: tuple[str, ...] = ()
