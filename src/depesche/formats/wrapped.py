"""In: text that an agency broke into lines of 69 signs. Out: its blocks, such breaks undone.

Wires of the teleprinter age break lines where the next word did not fit; such a break means nothing
and is undone. A break that left room for the next word was meant and is kept.
"""

from __future__ import annotations

import re
from itertools import pairwise

from depesche.formats.clean import line as on_one_line
from depesche.formats.clean import seen
from depesche.formats.item import Block
from depesche.formats.lines import AGENCY_WIDTH, LONG_LINE, Line, is_wrapped, lines_of
from depesche.formats.paragraphs import crossheads, paragraphs_of

BULLET = re.compile(r"[-–•*+]\s+")
ROW = re.compile(r"\S.*?\s*\|\s*\S|\|")
RULE = re.compile(r"[-=|+: ]{3,}")
DIVIDED = re.compile(r"\w-$")
BOTH_PARTS = (
    "und",
    "oder",
    "bis",
    "sowie",
    "beziehungsweise",
    "bzw.",
    "als",
    "noch",
    "aber",
    "wie",
)


def blocks_of_lines(text: str) -> tuple[Block, ...]:
    """The blocks of a text in lines: paragraphs, lists, tables drawn with bars, headings."""
    text = seen(text)
    lines = lines_of(text)
    heads = crossheads(text, lines)
    begins = {line.begin: line for line in lines}
    found: list[Block] = []
    for begin, end in paragraphs_of(text, lines):
        first = begins[begin]
        if first in heads and first.end == end:
            found.append(Block("heading", on_one_line(text[begin:end]).strip("-–=+* ")))
            continue
        here = lines_within(lines, begins, begin, end)
        found.append(block_of(text, here))
    return tuple(block for block in found if block.text or block.rows)


def lines_within(lines: list[Line], begins: dict[int, Line], begin: int, end: int) -> list[Line]:
    """The lines from the one that begins at `begin` to the one that ends at `end`."""
    index = begins.setdefault(-1, Line(0, 0, 0, 0)).begin
    while lines[index].begin < begin:
        index += 1
    first = index
    while index < len(lines) and lines[index].end <= end:
        index += 1
    begins[-1] = Line(first, 0, 0, 0)
    return lines[first:index]


def block_of(text: str, lines: list[Line]) -> Block:
    """One block from the lines of a paragraph."""
    printed = [text[line.begin : line.end] for line in lines]
    if len(printed) > 1 and all(ROW.match(each) or RULE.fullmatch(each) for each in printed):
        return table_of(printed)
    joined = join(text, lines)
    if all(BULLET.match(each) for each in joined.split("\n")):
        return Block("list", BULLET.sub("- ", joined) if "\n" not in joined else bullets(joined))
    return Block("paragraph", joined)


def bullets(joined: str) -> str:
    """A list with one kind of bullet."""
    return "\n".join(BULLET.sub("- ", each, count=1) for each in joined.split("\n"))


def table_of(printed: list[str]) -> Block:
    """A table drawn with bars; a rule under the first row makes it a heading."""
    rows = [
        tuple(on_one_line(cell) for cell in row.strip().strip("|").split("|"))
        for row in printed
        if not RULE.fullmatch(row)
    ]
    ruled = len(printed) > 1 and bool(RULE.fullmatch(printed[1]))
    return Block("table", "", "", tuple(rows), int(ruled))


def join(text: str, lines: list[Line]) -> str:
    """The lines of a paragraph with the breaks undone that are there only for the width."""
    width = min(AGENCY_WIDTH, max(line.end - line.begin + line.indent for line in lines))
    parts = [text[lines[0].begin : lines[0].end]]
    for before, line in pairwise(lines):
        after = text[line.begin : line.end]
        meant = not is_wrapped(text, before, line, max(width, 50)) or BULLET.match(after)
        long = before.end - before.begin > LONG_LINE
        parts.append("\n" if meant or long else glue(parts[-1], after))
        parts.append(after)
    return "\n".join(map(on_one_line, "".join(parts).split("\n")))


def glue(before: str, after: str) -> str:
    """What stands between two lines of one paragraph: a space, or nothing behind a hyphen."""
    if not DIVIDED.search(before) or after.split(None, 1)[0].lower() in BOTH_PARTS:
        return " "
    return ""
