"""In: styled text, alone or in columns. Out: lines of a given width, with ANSI colours or without.

As much of a terminal's typography as a page of ours takes, and no more: it is loaded in a moment.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import zip_longest

WORD = re.compile(r"\s*\S+\s*")
TAB = 8
UNSEEN = dict.fromkeys((7, 8, 11, 12, 13))
WIDE, NO_WIDTH = ("W", "F"), ("Mn", "Me", "Cf")
NARROW = 0x300  # all characters below are one column wide
CODES = {
    "bold": 1, "italic": 3, "underline": 4, "reverse": 7, "red": 31, "green": 32, "yellow": 33,
    "magenta": 35, "bright_black": 90, "bright_blue": 94,
}  # fmt: skip
FIRST_COLOUR = 30
Run = tuple[str, str]
Line = list[Run]


class Text:
    """Words with their styles (names of CODES, blank-separated), as runs of one style each."""

    __slots__ = ("runs",)

    def __init__(self, words: str = "", style: str = "") -> None:
        self.runs: Line = [(words.translate(UNSEEN), style)] if words else []

    def append(self, words: str, style: str = "") -> None:
        """Add words at the end."""
        if words:
            self.runs.append((words.translate(UNSEEN), style))

    def under(self, style: str) -> Text:
        """The same with `style` beneath its own."""
        return joined([Text()], [(words, f"{style} {own}") for words, own in self.runs])

    def lines(self, width: int) -> Iterator[Line]:
        """The text in lines of at most `width` columns, broken at blanks where that is possible."""
        for runs in self.paragraphs():
            words = "".join(run[0] for run in runs)
            yield from cut(runs, breaks(words, width)) if columns(words) > width else (runs,)

    def paragraphs(self) -> Iterator[Line]:
        """The text's own lines, tabs as blanks."""
        current: Line = []
        for words, style in self.runs:
            first, *others = words.split("\n")
            current.append((first.expandtabs(TAB), style))
            for part in others:
                yield current
                current = [(part.expandtabs(TAB), style)]
        yield current

    def natural(self) -> int:
        """How many columns wide the text is if nothing breaks it."""
        return max(columns("".join(run[0] for run in runs)) for runs in self.paragraphs())


def assembled(*parts: Run | str) -> Text:
    """A text of words and (words, style) pairs."""
    text = Text()
    for part in parts:
        text.append(*((part,) if isinstance(part, str) else part))
    return text


def joined(texts: Iterable[Text], more: Iterable[Run] = (), between: str = "") -> Text:
    """The texts one after another, `between` between them, and `more` runs behind."""
    text = Text()
    for one in texts:
        if between and text.runs:
            text.append(between)
        text.runs += one.runs
    text.runs += more
    return text


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a Grid: its width (None: as wide as it takes, `most` at most), style, side."""

    width: int | None = None
    most: int | None = None
    style: str = ""
    right: bool = False


class Grid:
    """Rows of texts and grids side by side, `gap` columns apart."""

    def __init__(self, *kinds: Column, gap: int) -> None:
        self.kinds, self.gap = kinds, gap
        self.rows: list[Sequence[Text | Grid]] = []

    def add(self, *cells: Text | Grid) -> None:
        """Add a row, a cell for each column."""
        self.rows.append(cells)

    def natural(self) -> int:
        """How many columns wide the grid is if nothing breaks its texts."""
        return sum(self.widths(None))

    def widths(self, width: int | None) -> list[int]:
        """The width of each column, the gap behind it included, so that all fit into `width`."""
        last = len(self.kinds) - 1
        found = [
            (kind.width if kind.width is not None else self.needed(i)) + (self.gap if i < last else 0)
            for i, kind in enumerate(self.kinds)
        ]
        free = [kind.width is None for kind in self.kinds]
        return found if width is None else shrunk(found, free, sum(found) - width)

    def needed(self, i: int) -> int:
        """The width that column `i` takes if nothing breaks its texts."""
        natural = max((row[i].natural() for row in self.rows), default=0)
        most = self.kinds[i].most
        return natural if most is None else min(natural, most)

    def lines(self, width: int) -> Iterator[Line]:
        """The rows in lines of at most `width` columns."""
        widths = self.widths(width)
        last = len(widths) - 1
        inner = [max(1, wide - (self.gap if i < last else 0)) for i, wide in enumerate(widths)]
        for row in self.rows:
            cells = [list(cell.lines(inner[i])) for i, cell in enumerate(row)]
            for parts in zip_longest(*cells, fillvalue=[]):
                yield self.line(parts, inner)

    def line(self, parts: Sequence[Line], inner: list[int]) -> Line:
        """One line of all columns."""
        line: Line = []
        for part, kind, wide in zip(parts, self.kinds, inner, strict=True):
            blanks = " " * (wide - sum(columns(words) for words, _ in part))
            line += [(blanks, "")] if kind.right else []
            line += [(words, f"{kind.style} {style}") for words, style in part]
            line += [(" " * self.gap, "")] if kind.right else [(blanks + " " * self.gap, "")]
        return line


def shrunk(widths: list[int], free: list[bool], excess: int) -> list[int]:
    """The widths less `excess` in all, taken from the widest of those that are `free`."""
    widths = list(widths)
    while excess > 0:
        open_widths = [wide for wide, is_free in zip(widths, free, strict=True) if is_free]
        widest = max(open_widths, default=0)
        if widest <= 1:
            break
        next_widest = max((wide for wide in open_widths if wide < widest), default=1)
        places = [i for i, w in enumerate(widths) if free[i] and w == widest]
        taken = min(excess, (widest - next_widest) * len(places))
        excess -= taken
        for left, i in zip(range(len(places), 0, -1), places, strict=True):
            share = round(taken / left)
            widths[i] -= share
            taken -= share
    return widths


def breaks(words: str, width: int) -> list[int]:
    """Where `words` are broken so that no line is wider than `width`; blanks may stand over."""
    found: list[int] = []
    used = 0
    for match in WORD.finditer(words):
        begin, word = match.start(), match[0]
        wide = columns(word.rstrip())
        if wide <= width - used:
            used += columns(word)
        elif wide <= width:
            found.append(begin)
            used = columns(word)
        else:
            folds = list(folded(word, width))
            found += [begin + fold for fold in folds if begin + fold]
            used = columns(word[folds[-1] :])
    return found


def folded(word: str, width: int) -> Iterator[int]:
    """Where a word that is wider than a line begins on each line."""
    used = width
    for i, mark in enumerate(word):
        used += columns(mark)
        if used > width or i == 0:
            yield i
            used = columns(mark)


def cut(runs: Line, places: list[int]) -> Iterator[Line]:
    """The runs, cut at these places; blanks at the end of a line are left out."""
    line: Line = []
    at, ends = 0, iter(places)
    end = next(ends, None)
    for words, style in runs:
        begin = 0
        while end is not None and end < at + len(words):
            line.append((words[begin : end - at], style))
            yield trimmed(line)
            line, begin, end = [], end - at, next(ends, None)
        line.append((words[begin:], style))
        at += len(words)
    yield trimmed(line)


def trimmed(line: Line) -> Line:
    """The line without blanks at its end."""
    line = list(line)
    while line and not line[-1][0].rstrip():
        line.pop()
    if line:
        line[-1] = (line[-1][0].rstrip(), line[-1][1])
    return line


def columns(words: str) -> int:
    """How many columns of a terminal the words take."""
    return len(words) if words.isascii() else sum(map(mark_width, words))


@cache
def mark_width(mark: str) -> int:
    """How many columns of a terminal a mark takes: 0, 1 or 2."""
    if ord(mark) < NARROW:
        return 1
    if unicodedata.category(mark) in NO_WIDTH:
        return 0
    return 2 if unicodedata.east_asian_width(mark) in WIDE else 1


def written(line: Line, *, color: bool) -> str:
    """The line as it goes to the terminal."""
    if not color:
        return "".join(words for words, _ in line).rstrip()
    return "".join(coloured(words, codes(style)) for words, style in line)


def coloured(words: str, code: str) -> str:
    """The words in a style."""
    return f"\x1b[{code}m{words}\x1b[0m" if code and words else words


@cache
def codes(style: str) -> str:
    """The ANSI codes of a style; of several colours the last holds."""
    numbers = [CODES[name] for name in style.split()]
    marks = sorted({number for number in numbers if number < FIRST_COLOUR})
    colours = [number for number in numbers if number >= FIRST_COLOUR][-1:]
    return ";".join(map(str, marks + colours))
