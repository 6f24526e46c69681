"""In: Markdown or plain text. Out: its blocks without the marks; every block knows where it stands.

Plain text is Markdown without marks: blank lines part its paragraphs.
"""

from __future__ import annotations

import re

from depesche.core.own import Block
from depesche.formats.pieces import Gatherer

FENCE = re.compile(r"\s{0,3}(```|~~~)")
FRONT = re.compile(r"---\s*\n(?:(?!---\s*\n).*\n){0,400}---\s*(?:\n|\Z)")
STARTS = re.compile(r"\s*(?:(#{1,6})\s+|(>)\s?|([-*+•–]|\d{1,3}[.)])\s+)")
RULE = re.compile(r"\s*(?:[-=*_|:]\s*){3,}$")
INLINE = re.compile(
    r"!\[[^\[\]\n]{0,500}\]\([^()\n]{0,1000}\)"
    r"|(\[)(?=[^\[\]\n]{1,500}\]\([^()\n]{0,1000}\))"
    r"|\]\([^()\n]{0,1000}\)"
    r"|\*{1,3}|(?<!\w)_{1,3}(?=\w)|(?<=[\w.!?])_{1,3}(?!\w)|`{1,3}|\s{0,3}#{1,6}\s{0,3}$|<[^<>\n]{1,300}>"
)


def blocks_of_markdown(source: str) -> tuple[Block, ...]:
    """The blocks, in order."""
    gatherer = Gatherer(source)
    front = FRONT.match(source)
    at = front.end() if front else 0
    fenced = False
    for line in source[at:].splitlines(keepends=True):
        if FENCE.match(line):
            fenced = not fenced
            gatherer.flush()
        elif not fenced:
            _line(gatherer, line, at)
        at += len(line)
    gatherer.flush()
    return tuple(gatherer.blocks)


def _line(gatherer: Gatherer, line: str, at: int) -> None:
    if not line.strip() or RULE.match(line):
        gatherer.flush()
        return
    starts = STARTS.match(line)
    begin = 0
    if starts:
        quoted = starts[2] and gatherer.element == ">"
        if not quoted:
            gatherer.flush()
        gatherer.element = f"h{len(starts[1])}" if starts[1] else ">" if starts[2] else "li"
        begin = starts.end()
    elif not gatherer.parts:
        gatherer.element = ""
    for text, place in _pieces(line, begin):
        gatherer.add(text, at + place)
    if starts and starts[1]:
        gatherer.flush()
        gatherer.element = ""


def _pieces(line: str, begin: int) -> list[tuple[str, int]]:
    """What is left of a line without its marks, with where it stands."""
    found, done = [], begin
    for mark in INLINE.finditer(line, begin):
        found.append((line[done : mark.start()], done))
        done = mark.end()
    return [*((text, place) for text, place in found if text), (line[done:], done)]
