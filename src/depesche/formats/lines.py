"""In: a text. Out: its lines that are not blank, as spans; the sizes that tell wrapped lines."""

from __future__ import annotations

from typing import NamedTuple

AGENCY_WIDTH = 69
LONG_LINE = 100


class Line(NamedTuple):
    """A line without the space around it: code points [begin, end); how far it is indented;
    the number of its block (lines with no blank line between them share one)."""

    begin: int
    end: int
    indent: int
    block: int


def lines_of(text: str) -> list[Line]:
    """The lines of `text` that are not blank, in order; any line end counts, CRLF as one."""
    found: list[Line] = []
    offset = block = 0
    blank = True
    for raw in text.splitlines(keepends=True):
        stripped = raw.strip()
        if stripped:
            block += blank
            indent = len(raw) - len(raw.lstrip())
            found.append(Line(offset + indent, offset + indent + len(stripped), indent, block))
        blank = not stripped
        offset += len(raw)
    return found


def is_wrapped(text: str, line: Line, following: Line, width: int) -> bool:
    """Whether the break between two lines is there only because the next word did not fit."""
    words = text[following.begin : following.begin + width].split(None, 1)
    first = len(words[0]) if words else 0
    return line.indent + line.end - line.begin + 1 + first > width
