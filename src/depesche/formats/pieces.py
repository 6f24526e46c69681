"""In: pieces of a source text with their offsets. Out: blocks that know where they stand in it."""

from __future__ import annotations

from bisect import bisect_right

from depesche.core.own import Block, Position

BLANKS = dict.fromkeys(map(ord, "\n\r\t\v\f\xa0\u2009\u202f"), " ")
UNSEEN = dict.fromkeys([0, 0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, *range(0xD800, 0xE000)], None)
LONGEST = 200_000
"""Characters of one block; what is longer is cut into several."""


class Gatherer:
    """Gathers pieces into blocks; `begins` are the offsets at which the source's lines begin."""

    def __init__(self, source: str) -> None:
        self.begins = [0]
        at = source.find("\n")
        while at >= 0:
            self.begins.append(at + 1)
            at = source.find("\n", at + 1)
        self.blocks: list[Block] = []
        self.parts: list[str] = []
        self.places: list[tuple[int, Position]] = []
        self.length = 0
        self.element = ""

    def position(self, offset: int) -> Position:
        """Line and column of an offset of the source."""
        line = bisect_right(self.begins, offset)
        return Position(line, offset - self.begins[line - 1] + 1)

    def add(self, text: str, offset: int) -> None:
        """Another piece of the block at hand; it stands at `offset` of the source."""
        begin = 0
        for part in text.splitlines(keepends=True):
            tidy = part.translate(BLANKS).translate(UNSEEN)
            # what was indented begins behind its indentation
            lead = len(tidy) - len(tidy.lstrip(" "))
            if not tidy.isspace():
                self.places.append((self.length + lead, self.position(offset + begin + lead)))
            self.parts.append(tidy)
            self.length += len(tidy)
            begin += len(part)
        if self.length > LONGEST:
            self.flush()

    def flush(self) -> None:
        """Ends the block at hand."""
        text = "".join(self.parts)
        if text.strip():
            self.blocks.append(Block(text, self.element, tuple(self.places)))
        self.parts, self.places, self.length = [], [], 0
