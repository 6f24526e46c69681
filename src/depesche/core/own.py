"""One's own copy, as it is held against the wire: its blocks, its sentences, and what is stale in it.

Offsets count code points of a block's text, half-open; lines and columns of the file count from 1.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

import msgspec

Because = Literal["corrected", "withdrawn", "superseded", "denied"]
SCHEMA = "depesche.own/1"


class Position(NamedTuple):
    """A place in a file; `column` is 0 where the format does not tell."""

    line: int
    column: int = 0


class Block(NamedTuple):
    """A paragraph, heading or item of a list: its text on one line, what it is called in its format
    ("p", "h1", "title"; "" for plain text), and for ascending offsets of its text where these stand."""

    text: str
    element: str = ""
    places: tuple[tuple[int, Position], ...] = ((0, Position(1, 1)),)

    def position(self, offset: int) -> Position:
        """Where an offset of the text stands in the file."""
        found = self.places[0]
        for place in self.places:
            if place[0] > offset:
                break
            found = place
        at, (line, column) = found
        return Position(line, column + offset - at if column else 0)


class Page(NamedTuple):
    """A text of one's own: what it is called (a path, a URL), its blocks in order."""

    name: str
    blocks: tuple[Block, ...]


class Cited(msgspec.Struct, frozen=True, kw_only=True):
    """A dispatch as an editor looks it up: id, URN and version if it has them, whose, when made and
    when it came in (ISO, UTC), what kind, its title."""

    id: str
    urn: str | None
    version: str | None
    agency: str | None
    created: str
    received: str
    kind: str
    title: str


class Fault(msgspec.Struct, frozen=True, kw_only=True):
    """What is stale about a passage: the wording that it has, the wording that stands now ("" where
    nothing replaces it), a sentence that says why, the dispatch to cite, the present sentence."""

    because: Because
    old: str
    new: str
    says: str
    cite: Cited
    now: str = ""


class Passage(msgspec.Struct, frozen=True, kw_only=True):
    """A sentence of one's own that comes from a dispatch (`source`), word for word or edited.

    `likeness`: 0 to 1, how much of it is the dispatch's wording. `because`, `cite` are those of the
    weightiest of `faults`; None where the passage is not stale.
    """

    page: str
    line: int
    column: int
    element: str
    passage: str
    stale: bool
    because: Because | None
    faults: tuple[Fault, ...]
    cite: Cited | None
    source: Cited
    likeness: float
    schema: str = SCHEMA
