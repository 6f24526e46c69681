"""In: the lines of a text. Out: its head: date, notices, prefixes, headline, bylines, dateline."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from depesche.core.dispatch import Kind, Span
from depesche.formats.dateline import Dateline, dateline_at
from depesche.formats.headerdate import header_date
from depesche.formats.lines import AGENCY_WIDTH, Line, is_wrapped
from depesche.formats.marks import (
    LONGEST_NOTICE,
    bracket_end,
    byline,
    closing_bracket,
    furniture,
    is_notice,
)
from depesche.formats.prefixes import read_prefixes

NEW = re.compile(r"(?P<word>Neu|Aktualisiert)\s?:\s+")
"""A prefix above a notice in brackets; elsewhere it begins a notice itself: "Neu: 3. Absatz"."""
HEAD_LINES = 60
HEAD_LENGTH = 8000
LONGEST_HEADLINE = 180
PROSE_LENGTH = 60
SENTENCE_END = ('."', ".“", ".«", ".»", ".", "!", "?", '!"', '?"', "!“", "?“", "…", ".)")


@dataclass(slots=True)
class Head:
    """What stands above the copy; `lines` is how many lines it takes, `begin` where copy begins.

    `end` is where copy ends, if the head's reader knows it: the copy is then a single headline.
    """

    lines: int = 0
    begin: int = 0
    end: int | None = None
    dateline: Dateline | None = None
    written: str | None = None
    headline: Span | None = None
    prefixes: tuple[str, ...] = ()
    kinds: list[Kind] = field(default_factory=list)
    bylines: tuple[str, ...] = ()
    notices: tuple[Span, ...] = ()
    guesses: tuple[str, ...] = ()


def read_head(text: str, lines: list[Line]) -> Head:
    """The head of a text: all lines above the dateline, or, without one, what is plainly head."""
    window = lines[:HEAD_LINES]
    found = find_dateline(text, window)
    head = Head(dateline=found[1] if found else None)
    reader = Reader(text, window, head, found[0] if found else None)
    head.lines = reader.read()
    headed(text, head)
    if found:
        head.begin = found[1].span[0]
    else:
        head.begin = max(reader.at, lines[head.lines].begin if head.lines < len(lines) else 0)
    return head


def headed(text: str, head: Head) -> None:
    """Take "Neu: Zugverkehr nach Husum ruht" above a notice in brackets for the headline that is missing: what is
    new the brackets say."""
    if head.headline or len(head.notices) < 2 or not all(text[begin] == "(" for begin, _ in head.notices[1:]):
        return
    begin, end = head.notices[0]
    prefix = NEW.match(text, begin, end)
    if prefix is None:
        return
    head.notices = head.notices[1:]
    head.prefixes += (prefix["word"],)
    head.kinds.append("update")
    head.headline = (prefix.end(), end)


def find_dateline(text: str, lines: list[Line]) -> tuple[int, Dateline] | None:
    """The line that begins with the dateline and what it says; at most one block of prose above."""
    prose = 0
    for index, line in enumerate(lines):
        if line.begin - lines[0].begin > HEAD_LENGTH:
            break
        dateline = dateline_at(text, line.begin)
        if dateline:
            return index, dateline
        last_of_block = index + 1 == len(lines) or lines[index + 1].block != line.block
        prose += last_of_block and is_prose(text, lines, index)
        if prose > 1:
            break
    return None


def is_prose(text: str, lines: list[Line], last: int) -> bool:
    """Whether the block that ends at lines[last] is running text."""
    first = last
    while first and lines[first - 1].block == lines[last].block:
        first -= 1
    begin, end = lines[first].begin, lines[last].end
    if text[begin] == "(" or header_date(text[begin : begin + 80]):
        return False
    if is_notice(text, begin, "line"):
        return False
    return end - begin > PROSE_LENGTH and text[max(begin, end - 2) : end].endswith(SENTENCE_END)


class Reader:
    """Walks down the head; `at` is how far the text is read."""

    def __init__(self, text: str, lines: list[Line], head: Head, stop: int | None) -> None:
        self.text, self.lines, self.head, self.stop = text, lines, head, stop
        self.at = 0
        self.last_headline = -2

    def read(self) -> int:
        """The number of lines that belong to the head."""
        limit = len(self.lines) if self.stop is None else self.stop
        for index in range(limit):
            line = self.lines[index]
            if line.end <= self.at:
                continue
            self.at = max(self.at, line.begin)
            if not self.line(index):
                return self.undo(index)
        return self.undo(limit)

    def undo(self, index: int) -> int:
        """`index`, or one less where the only candidate for copy was taken for a headline."""
        head = self.head
        if self.stop is None and index == len(self.lines) and head.headline:
            (self.at, head.end), head.headline = head.headline, None
            return next(n for n, line in enumerate(self.lines) if line.end > self.at)
        return index

    def line(self, index: int) -> bool:
        """Whether the line belongs to the head; notes what it is."""
        line = self.lines[index]
        self.date(line)
        if self.at >= line.end or self.notice(index) and self.at >= line.end:
            return True
        rest = line._replace(begin=self.at)
        people = byline(self.text, rest)
        if people:
            self.head.bylines += people
            return True
        if self.is_furniture(rest):
            return True
        return self.title(index, rest)

    def is_furniture(self, line: Line) -> bool:
        """Whether the line is routing or rights, which a head may carry too."""
        rule = furniture(self.text, line)
        return rule is not None and rule.role in ("slug", "rights", "end", "code", "isin")

    def date(self, line: Line) -> None:
        """Reads a date at the front of the line."""
        found = header_date(self.text[line.begin : min(line.end, line.begin + 120)])
        if not found or self.head.written:
            return
        after = line.begin + found.length
        rest = self.text[after : line.end]
        if self.stop is None and rest and rest[0] != "(" and not read_prefixes(rest[:200]).length:
            return
        self.head.written = found.written
        self.at = min(after, line.end)

    def notice(self, index: int) -> bool:
        """Whether a notice begins here; reads it, and what follows it in its line if a notice."""
        line = self.lines[index]
        if self.text[self.at] == "(":
            if self.stop is None and not is_notice(self.text, self.at + 1, "bracket"):
                return False
            end = self.bracket(index)
        elif is_notice(self.text, self.at, "line"):
            end = self.block_end(index)
        else:
            return False
        self.head.notices += ((self.at, end),)
        self.at = end
        while self.at < line.end and self.text[self.at].isspace():
            self.at += 1
        return True

    def bracket(self, index: int) -> int:
        """The end of the bracket that opens here; the end of its block where it never closes."""
        limit = self.block_end(index)
        end = bracket_end(self.text, self.at, limit)
        if end is None:
            self.head.guesses += ("a notice's bracket is not closed",)
        return end or limit

    def block_end(self, index: int) -> int:
        """The end of the block that the line stands in, before the dateline."""
        last = index
        limit = len(self.lines) if self.stop is None else self.stop
        while last + 1 < limit and self.lines[last + 1].block == self.lines[index].block:
            if not is_wrapped(self.text, self.lines[last], self.lines[last + 1], 60):
                break
            last += 1
        return min(self.lines[last].end, self.at + LONGEST_NOTICE)

    def title(self, index: int, line: Line) -> bool:
        """Whether the line is headline, prefix or other matter above the dateline."""
        head = self.head
        prefixes = read_prefixes(self.text[line.begin : line.end][:400])
        if not prefixes.length and not self.may_be_headline(index, line):
            return False
        if head.headline:
            self.continue_headline(index)
            return True
        head.prefixes += prefixes.printed
        head.kinds += prefixes.kinds
        self.at = line.begin + prefixes.length
        if self.at >= line.end or (self.notice(index) and self.at >= line.end):
            return True
        head.headline = self.headline(self.at, line.end)
        self.last_headline = index
        return True

    def headline(self, begin: int, end: int) -> Span | None:
        """The span of the headline's words, without notices in brackets behind them."""
        notices: list[Span] = []
        while notice := closing_bracket(self.text, begin, end):
            notices.insert(0, notice)
            end = begin + len(self.text[begin : notice[0]].rstrip())
        self.head.notices += tuple(notices)
        words = self.text[begin:end].rstrip().removesuffix(" =").rstrip()
        return (begin, begin + len(words)) if words else None

    def continue_headline(self, index: int) -> None:
        """Adds a line to the headline where the line before was full."""
        before, line = self.lines[index - 1], self.lines[index]
        headline = self.head.headline
        same = self.last_headline == index - 1 and before.block == line.block
        if same and headline and is_wrapped(self.text, before, line, AGENCY_WIDTH - 9):
            self.head.headline = self.headline(headline[0], line.end)
            self.last_headline = index

    def may_be_headline(self, index: int, line: Line) -> bool:
        """Whether the line can be a headline; above a dateline, any line is head matter."""
        if self.stop is not None:
            return True
        words = self.text[line.begin : line.end]
        if len(words) > LONGEST_HEADLINE or words.endswith((*SENTENCE_END, ":", ",", ";")):
            return False
        if self.head.headline or words[0] in "-–•*" or index + 1 >= len(self.lines):
            return False
        below = self.lines[index + 1]
        if below.block == line.block and is_wrapped(self.text, line, below, AGENCY_WIDTH - 9):
            return False
        copy = self.text[below.begin : below.end]
        return (
            copy.endswith(SENTENCE_END) or len(copy) > LONGEST_HEADLINE or len(copy) > 1.2 * len(words) + 20
        )
