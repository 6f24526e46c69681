"""In: a plain text in an agency's house style. Out: its anatomy, as spans on the unchanged text.

Three passes: the tail is peeled off from the end (sign-off, ISINs, rights, non-public notes), the
head is read from the top to the dateline, what lies between falls into paragraphs.
"""

from __future__ import annotations

from dataclasses import dataclass

from depesche.core.dispatch import Span
from depesche.formats.head import Head, read_head
from depesche.formats.lines import Line, lines_of
from depesche.formats.marks import bracket_end, byline, closing_bracket, is_notice
from depesche.formats.paragraphs import crossheads, paragraphs_of
from depesche.formats.tail import Tail, read_tail

MOST_NOTICES = 50


@dataclass(frozen=True, slots=True)
class House:
    """The anatomy of a plain text."""

    head: Head
    tail: Tail
    paragraphs: tuple[Span, ...]
    body: tuple[Span, ...]
    notices: tuple[Span, ...]
    bylines: tuple[str, ...]


def anatomy(text: str) -> House:
    """The anatomy of `text`; spans are in order and do not overlap."""
    lines = lines_of(text)
    head = read_head(text, lines)
    below = clipped(lines[head.lines :], head.begin, head.end or len(text))
    bare = head.lines > 0 and not head.dateline
    tail = read_tail(text, below, keep=0 if bare else 1)
    copy = clipped(below[: tail.first], head.begin, tail.end)
    copy, amid, people = without_notices(text, copy)
    skipped = crossheads(text, copy)
    copy = [line for line in copy if line not in skipped]
    paragraphs, closing = without_closing_notice(text, paragraphs_of(text, copy))
    return House(
        head,
        tail,
        paragraphs,
        without_dateline(text, paragraphs, head),
        (*head.notices, *amid, *closing, *tail.notices)[:MOST_NOTICES],
        (*head.bylines, *people, *tail.bylines),
    )


def clipped(lines: list[Line], begin: int, end: int) -> list[Line]:
    """The lines, the first from `begin` on, the last up to `end`."""
    while lines and end <= lines[-1].begin:
        lines = lines[:-1]
    if lines and begin > lines[0].begin:
        lines = [lines[0]._replace(begin=begin), *lines[1:]]
    if lines and end < lines[-1].end:
        lines = [*lines[:-1], lines[-1]._replace(end=max(end, lines[-1].begin))]
    return [line for line in lines if line.begin < line.end]


def without_notices(text: str, lines: list[Line]) -> tuple[list[Line], tuple[Span, ...], tuple[str, ...]]:
    """The lines of the copy; the notices that stand among them as blocks; bylines among them."""
    kept: list[Line] = []
    notices: list[Span] = []
    people: list[str] = []
    covered = -1
    for index, line in enumerate(lines):
        if line.begin < covered:
            continue
        starts_block = index == 0 or lines[index - 1].block != line.block
        room = len(notices) < MOST_NOTICES
        end = notice_block(text, lines, index) if starts_block and room else None
        if end:
            notices.append((line.begin, end))
            covered = end
        elif starts_block and (names := byline(text, line)):
            people.extend(names)
        else:
            kept.append(line)
    return kept, tuple(notices), tuple(people)


def notice_block(text: str, lines: list[Line], index: int) -> int | None:
    """The end of the notice in brackets that fills the block beginning at lines[index], or None."""
    begin = lines[index].begin
    if text[begin] != "(" or not is_notice(text, begin + 1, "bracket"):
        return None
    last = index
    while last + 1 < len(lines) and lines[last + 1].block == lines[index].block:
        last += 1
        if lines[last].end - begin > 4000:
            break
    end = bracket_end(text, begin, lines[last].end)
    return end if end and end >= lines[last].end - 1 else None


def without_closing_notice(
    text: str, paragraphs: tuple[Span, ...]
) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """The paragraphs without a notice in brackets behind the last sentence, and that notice."""
    if not paragraphs:
        return paragraphs, ()
    begin, end = paragraphs[-1]
    notice = closing_bracket(text, begin, end)
    if not notice:
        return paragraphs, ()
    rest = text[begin : notice[0]].rstrip()
    kept = ((begin, begin + len(rest)),) if rest else ()
    return (*paragraphs[:-1], *kept), (notice,)


def without_dateline(text: str, paragraphs: tuple[Span, ...], head: Head) -> tuple[Span, ...]:
    """The paragraphs as they are read: the first begins behind the dateline."""
    if not paragraphs or not head.dateline:
        return paragraphs
    begin, end = paragraphs[0]
    start = max(begin, min(head.dateline.span[1], end))
    start += len(text[start:end]) - len(text[start:end].lstrip())
    return paragraphs[1:] if start >= end else ((start, end), *paragraphs[1:])
