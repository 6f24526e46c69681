"""In: the lines of the copy. Out: its paragraphs, as spans."""

from __future__ import annotations

import re
from itertools import pairwise

from depesche.core.dispatch import Span
from depesche.formats.lines import AGENCY_WIDTH, LONG_LINE, Line, is_wrapped

LONGEST_CROSSHEAD = 60
SENTENCE_END = re.compile(r"[.!?…:;,][\"“”«»)’]?$")
FINISHED = re.compile(r"[.!?…][\"“”«»)’]?$")
OPENING = re.compile(r"[^\W\d_a-zß-öø-ÿ„»«\"]")
RULED = re.compile(r"(?:[-–=+*]{2,3})\s.*\s(?:[-–=+*]{2,3})")


def paragraphs_of(text: str, lines: list[Line]) -> tuple[Span, ...]:
    """The paragraphs: blocks between blank lines; without blank lines, see `ends_here`."""
    if not lines:
        return ()
    blank_lines = lines[0].block != lines[-1].block
    width = max(line.end - line.begin + line.indent for line in lines)
    found: list[Span] = []
    begin = lines[0].begin
    for line, following in pairwise(lines):
        if line.block != following.block if blank_lines else ends_here(text, line, following, width):
            found.append((begin, line.end))
            begin = following.begin
    return (*found, (begin, lines[-1].end))


def ends_here(text: str, line: Line, following: Line, width: int) -> bool:
    """Whether a paragraph ends with a line that no blank line follows.

    Long lines are paragraphs each. Where lines are wrapped, an indented line begins a paragraph,
    and so does the line after a finished sentence that left room for the next word.
    """
    if width > LONG_LINE:
        return True
    if following.indent > line.indent:
        return True
    finished = FINISHED.search(text, max(line.begin, line.end - 3), line.end)
    room = not is_wrapped(text, line, following, min(width, AGENCY_WIDTH))
    return bool(finished) and room


def crossheads(text: str, lines: list[Line]) -> set[Line]:
    """The headings between paragraphs: short lines of their own, with no stop, before running text.

    Editors do not count them as paragraphs, and they are no sentences.
    """
    return {
        lines[n]
        for n in range(1, len(lines) - 1)
        if lines[n].end - lines[n].begin <= LONGEST_CROSSHEAD
        and lines[n - 1].block < lines[n].block < lines[n + 1].block
        and is_crosshead(text, *lines[n - 1 : n + 2])
    }


def is_crosshead(text: str, before: Line, line: Line, after: Line) -> bool:
    """Whether `line`, which stands alone between two blocks, heads what follows."""
    words = text[line.begin : line.end]
    if RULED.fullmatch(words):
        return True
    follows = text[max(after.begin, after.end - 3) : after.end]
    return bool(
        OPENING.match(words)
        and not SENTENCE_END.search(words)
        and FINISHED.search(text, max(before.begin, before.end - 3), before.end)
        and after.end - after.begin > max(LONGEST_CROSSHEAD, 1.5 * len(words))
        and (FINISHED.search(follows) or after.end - after.begin >= AGENCY_WIDTH - 15)
    )
