"""In: nothing. Out: what every wire reader hands on: the blocks of the copy and its loose parts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from depesche.core.wire import EdNote, Wire

BlockKind = Literal["paragraph", "heading", "list", "table", "box", "caption"]


class Block(NamedTuple):
    """One block of the copy. `role` is the sender's class for it ("teaser", "byline", ...).

    A table has `rows` and how many of them are `headings`; its `text` is its caption.
    """

    kind: BlockKind
    text: str
    role: str = ""
    rows: tuple[tuple[str, ...], ...] = ()
    headings: int = 0


@dataclass(frozen=True, slots=True)
class Item:
    """A dispatch as a wire reader found it, before it is brought into the normal form.

    `notes` carry the sender's roles. `titles` are lines that stand with the headline, in brackets
    or not, and mean what such lines mean in plain text.
    """

    wire: Wire
    headline: str = ""
    dateline: str = ""
    agency: str | None = None
    bylines: tuple[str, ...] = ()
    blocks: tuple[Block, ...] = ()
    notes: tuple[EdNote, ...] = ()
    titles: tuple[str, ...] = ()
    guesses: tuple[str, ...] = ()
