"""In: a notice and two sides. Out: where it points, in the new text or as the old one counts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from depesche.core.check import Change
from depesche.core.dispatch import Span
from depesche.core.reading import Notice
from depesche.ledger.sides import Side

WIDTH = 69
"""Characters of an agency's line."""
WORD = re.compile(r"[^ \t\r\n]+")
IN_HEADLINE = ("headline", "kicker", "subhead")


class Where(NamedTuple):
    """Whether a change is where a notice says. `exact`: sentence and line fit too; `old`: only as
    the earlier text counts."""

    there: bool
    exact: bool = True
    old: bool = False


def where(notice: Notice, change: Change, old: Side, new: Side) -> Where:
    """Whether a change is where a notice says; a notice that names no place says everywhere."""
    if notice.part:
        return Where(in_part(notice.part, change, new))
    if not notice.paragraphs:
        return Where(True)
    if change.part not in ("body", "dateline"):
        return Where(False)
    if change.paragraph in notice.paragraphs and fits(notice, change.new_span, new):
        return Where(True)
    if change.old_paragraph in notice.paragraphs and fits(notice, change.old_span, old):
        return Where(True, old=True)
    gone = change.how == "removed"  # its sentence is not there to be counted
    return Where(bool({change.paragraph, change.old_paragraph} & {*notice.paragraphs}), exact=gone)


def in_part(part: str, change: Change, new: Side) -> bool:
    """Whether a change is in the headline, or in the first sentence."""
    if part == "headline":
        return change.part in IN_HEADLINE
    if part == "lead" and change.part in ("body", "dateline"):
        span = change.new_span or change.old_span
        return bool(span and change.paragraph in (0, 1, None) and new.sentence(span[0]) <= 0)
    return False


def fits(notice: Notice, span: Span | None, side: Side) -> bool:
    """Whether a stretch is in the sentence or on the line that a notice names, or touches it."""
    if span is None or len(notice.paragraphs) != 1:
        return True
    if notice.line:
        lines = side.kept(notice.paragraphs[0], printed)
        named = lines[max(0, notice.line - 2) : notice.line + 1]
        return any(begin < max(span[1], span[0] + 1) and span[0] < end for begin, end in named)
    if notice.sentence:
        first = side.first_of(notice.paragraphs[0])
        here = first + notice.sentence - 1
        return side.sentence(span[0]) <= here <= side.sentence(max(span[0], span[1] - 1))
    return True


def printed(side: Side, paragraph: int) -> Iterator[Span]:
    """The lines of a paragraph as agencies set them: filled greedily, or as they are broken."""
    begin, end = side.reading.dispatch.paragraphs[paragraph - 1] if paragraph <= len(side.begins) else (0, 0)
    if "\n" in side.text[begin:end]:
        for found in re.finditer(r"[^\r\n]*\S[^\r\n]*", side.text[begin:end]):
            yield begin + found.start(), begin + found.end()
        return
    line: Span | None = None
    for word in WORD.finditer(side.text, begin, end):
        if line and word.end() - line[0] <= WIDTH:
            line = (line[0], word.end())
        else:
            if line:
                yield line
            line = word.span()
    if line:
        yield line


def name(notice: Notice) -> str:
    """Where a notice points, in words; "" for nowhere."""
    if notice.part:
        return f"the {notice.part}"
    if not notice.paragraphs:
        return ""
    numbers = ", ".join(map(str, notice.paragraphs))
    found = f"paragraph{'s' * (len(notice.paragraphs) > 1)} {numbers}"
    if notice.sentence:
        found = f"sentence {notice.sentence} of {found}"
    if notice.line:
        found = f"line {notice.line} of {found}"
    return found
